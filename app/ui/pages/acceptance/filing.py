"""From the sheet to a request, and from refusals to the summary on top and the cursor at the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.acceptance import OpenLines
from app.domain.case import Case, Draft, MaterialState
from app.domain.refusals import Refusal, Severity, once
from app.ui.pages.acceptance.decision import Decided
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.usecases.accept_case import FileCase
from app.usecases.assess import Assessment
from app.usecases.supplement_case import SupplementCase
from app.words import refusals as words
from app.words.catalogue import _, ngettext

if TYPE_CHECKING:
    from app.ui.pages.acceptance.sheet_parts import SheetParts

MOST = 6
"""Links shown at once; the count tells the rest."""


def filing(draft: Draft, told: Decided) -> FileCase:
    return FileCase(
        matter=draft.matter,
        id=draft.id,
        visit_id=draft.visit_id,
        values=draft.values,
        answers=draft.answers,
        materials=draft.materials,
        reasons=draft.reasons,
        decision=told.decision,
        opinion=told.opinion,
        warnings_confirmed=told.warnings_confirmed,
        transfer_to=told.transfer_to,
    )


def draft_of(case: Case, id_: str) -> Draft:
    """The sheet on which a filed case is answered: what stands in it, under an id of its own."""
    return Draft(
        id=id_,
        kind="acceptance",
        matter=case.matter,
        values=case.values,
        answers=case.answers,
        materials=case.materials,
        visit_id=case.visit_id,
        case_id=case.id,
    )


def supplementing(case: Case, draft: Draft, told: Decided, open_: OpenLines) -> SupplementCase:
    """Only what is open goes into the answer."""
    return SupplementCase(
        case_id=case.id,
        materials=tuple(
            line
            for line in draft.materials
            if line.material in open_.materials and line.state is not MaterialState.UNCHECKED
        ),
        values={name: value for name, value in draft.values.items() if name in open_.fields},
        decision=told.decision,
        opinion=told.opinion,
        warnings_confirmed=told.warnings_confirmed,
    )


class Problems(Card):
    """The error summary: its words equal those at the fields; each leads there."""

    def __init__(self, sheet: SheetParts) -> None:
        super().__init__("problems")
        self._sheet = sheet
        self._refusals: tuple[Refusal, ...] = ()
        self._at = -1
        self._links: list[Button] = []
        self.hide()

    def retranslate(self) -> None:
        if self._refusals:
            self.show_refusals(self._refusals)

    def all_of(self, found: Assessment) -> tuple[Refusal, ...]:
        """What F7 tells: the form's refusals and what keeps the fee from being known."""
        return found.refusals

    def of_questions(self, refusals: tuple[Refusal, ...]) -> Mapping[str, str]:
        return {
            r.where.removeprefix("answers."): words.sentence(r)
            for r in refusals
            if r.where.startswith("answers.")
        }

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        told = once(refusals)
        if told != self._refusals:
            self._at = -1
        self._refusals = told
        for link in self._links:
            self.body.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        wrong = sum(r.severity is Severity.ERROR for r in self._refusals)
        self.setVisible(bool(self._refusals))
        count = ngettext("{count} place to mend", "{count} places to mend", wrong).format(count=wrong)
        self.say(count if wrong else _("To confirm"), _("F7 next   Shift+F7 previous"))
        for at, refusal in enumerate(self._refusals[:MOST]):
            link = Button(f"problem_{at}", kind="plain")
            link.say(words.sentence(refusal, self._label))
            link.clicked.connect(lambda _checked=False, at=at: self._go_to(at))
            self.body.addWidget(link)
            self._links.append(link)

    def _label(self, where: str) -> str:
        sheet = self._sheet
        for part in (sheet.form, sheet.questions, sheet.materials, sheet.decision):
            found: str = part.label_at(where)
            if found:
                return found
        return where

    def go(self, *, back: bool = False) -> None:
        """The cursor to the next (or previous) place."""
        if self._refusals:
            self._go_to((self._at + (-1 if back else 1)) % len(self._refusals))

    def _go_to(self, at: int) -> None:
        self._at = at
        where = self._refusals[at].where
        sheet = self._sheet
        taken: QWidget | None = None
        if where.startswith("values."):
            sheet.form.take_cursor(where)
            taken = sheet.form.cell_at(where)
        elif where.startswith("answers."):
            sheet.questions.take_cursor(where)
            taken = sheet.questions
        elif where.startswith("materials."):
            sheet.materials.take_cursor(where)
            taken = sheet.materials
        else:
            sheet.decision.take_cursor(where)
            taken = sheet.decision
        if taken is not None:
            sheet.room.ensureWidgetVisible(taken)
