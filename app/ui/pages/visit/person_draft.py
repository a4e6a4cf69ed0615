"""Who is here, kept on disk while it is typed: a visit that was not opened is a draft like any other form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.domain.case import Draft
from app.ui.keeping import DraftKeeper
from app.usecases.desk import new_id
from app.usecases.drafts import discard_draft, keep_draft, resume_draft
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.page import Page
    from app.ui.pages.visit.person_card import PersonCard


class PersonDraft:
    """`id` becomes the visit's id: opened twice after a lost answer, it is one visit."""

    def __init__(self, page: Page, person: PersonCard) -> None:
        self._page, self._person = page, person
        self.id = new_id()
        self.keeper = DraftKeeper(page, self._worth_keeping)

    def start(self) -> None:
        """The next visitor; what was typed of the last one stays on disk."""
        self.keeper.keep_now()
        self.keeper.restart()
        self.id = new_id()
        self._person.clear()

    def open(self, draft: Draft) -> None:
        self.start()
        self.id = draft.id
        self._person.load(draft.values)

    def resume(self, draft_id: str, then: Callable[[Draft], None]) -> None:
        self._page.tasks.run(resume_draft, draft_id, on_done=then, owner=self._page)

    def void(self, taken_back: Callable[[Draft], None]) -> None:
        """Off the desk; `taken_back` opens it again when the clerk thinks better of it."""
        page, draft = self._page, self.draft()
        self.keeper.stop()
        page.tasks.run(discard_draft, draft.id, owner=page)
        page.frame.say(
            _("Draft voided"),
            _("Take back"),
            lambda: page.tasks.run(keep_draft, draft, on_done=taken_back, owner=page),
        )

    def draft(self) -> Draft:
        told = self._person.person()
        about = "  ".join(part for part in (told.visitor_name, told.organisation) if part)
        about = about or told.ticket or told.certificate_number[-4:]
        return Draft(id=self.id, kind="visit", matter="", values=asdict(told), extra={"about": about})

    def _worth_keeping(self) -> Draft | None:
        return None if self._person.blank and not self._person.person().phone else self.draft()
