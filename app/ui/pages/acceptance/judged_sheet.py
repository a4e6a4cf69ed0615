"""A sheet that is judged: every rule is asked of the draft, what follows is shown where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal

from app.domain.case import Draft
from app.domain.matter import Matter
from app.domain.refusals import Refused
from app.ui.pages.acceptance.sheet_parts import SheetParts
from app.usecases.assess import Assessment, assess
from app.usecases.read_case import OpenCase

if TYPE_CHECKING:
    from app.ui.page import Page

FIELDS_A_STEP = 20


def _matter(page: Page, draft: Draft, before: OpenCase | None) -> Matter:
    """The matter of today, or the version a returning case was filed under."""
    rules = page.desk.rulebook
    if before is not None:
        return rules.matter_of(before.case.matter, before.case.matter_version)
    found = rules.matter(draft.matter, page.desk.clock.now().date())
    if found is None:
        raise LookupError(draft.matter)
    return found


class JudgedSheet(SheetParts):
    """Its frame at first; `steps` make it whole."""

    edited = Signal()
    judged = Signal(object)
    """the `Assessment` that is shown now"""

    def __init__(self, page: Page, draft: Draft, before: OpenCase | None) -> None:
        noticed = before is not None and bool(before.case.notices)
        super().__init__(page, _matter(page, draft, before), noticed=noticed)
        self._draft, self._before = draft, before
        self._assessment: Assessment | None = None
        self._found: Assessment | Refused

    def steps(self) -> Sequence[Callable[[], object]]:
        """What makes the sheet whole, in this order; each is short enough for one turn of the event loop."""
        fields = self.matter.fields
        some = [fields[at : at + FIELDS_A_STEP] for at in range(0, len(fields), FIELDS_A_STEP)]
        return (*(partial(self.form.place, few) for few in some), self._fill, *self._parts_of_judging)

    def _fill(self) -> None:
        """Words, and what the draft holds."""
        super().retranslate()
        self._load(self._draft)
        for part in (self.questions.answered, self.form.edited, self.materials.edited, self.decision.edited):
            part.connect(self.edited)

    def _load(self, draft: Draft) -> None:
        self.questions.load(draft.answers)
        self.form.load(draft.values)
        self.decision.load(draft.extra)

    def retranslate(self) -> None:
        super().retranslate()
        self._judge()

    def draft(self) -> Draft:
        """The form as it stands."""
        about = self._assessment.state.values.get(self.matter.applicant_field) if self._assessment else ""
        return replace(
            self._draft,
            values=self.form.typed_values(),
            answers=self.questions.answers(),
            materials=self.materials.lines() or self._draft.materials,
            reasons=self.decision.decided().reasons,
            extra={**self.decision.extra(), "about": about if isinstance(about, str) else ""},
        )

    def _judge(self) -> None:
        """Ask every rule; show what follows."""
        for part in self._parts_of_judging:
            part()

    @property
    def _parts_of_judging(self) -> Sequence[Callable[[], object]]:
        return self._ask, self._show_questions, self._make_rows, self._show_form, self._show_rest

    def _ask(self) -> None:
        before = self._before.case if self._before else None
        found = assess(self._desk, self.draft(), before=before)
        if isinstance(found, Refused):
            self._page.show_refused(found)
        self._found = found

    def _show_questions(self) -> None:
        if not isinstance(self._found, Refused):
            self._assessment = self._found
            self.questions.show_state(self._found.state)

    def _make_rows(self) -> None:
        if not isinstance(self._found, Refused):
            self.form.make_rows(self._found.state)

    def _show_form(self) -> None:
        if not isinstance(self._found, Refused):
            self.form.show_state(self._found.state, self._locked_fields())

    def _show_rest(self) -> None:
        found = self._found
        if isinstance(found, Refused):
            return
        self.materials.show_lines(found.state.materials, found.lines, self._locked_papers(found))
        self.decision.show_assessment(found)
        self.fee.show_quote(found.quote, found.quote_refused)
        self.fee_told.emit()
        self.chain()
        self.judged.emit(found)

    def _locked_fields(self) -> frozenset[str] | None:
        if self._before is None or self._before.open.everything:
            return None
        return frozenset(self.form.cells) - self._before.open.fields

    def _locked_papers(self, found: Assessment) -> frozenset[str]:
        if self._before is None or self._before.open.everything:
            return frozenset()
        return frozenset(m.id for m in found.state.materials) - self._before.open.materials
