"""From the sheet to a request, and from refusals to the summary on top and the cursor at the place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.acceptance import OpenLines
from app.domain.case import Case, Draft, MaterialState
from app.domain.refusals import Refusal, Severity, once
from app.ui.pages.acceptance.decision import Decided
from app.ui.widgets.problems import Problem, ProblemList
from app.usecases.accept_case import FileCase
from app.usecases.assess import Assessment
from app.usecases.supplement_case import SupplementCase
from app.words import refusals as words

if TYPE_CHECKING:
    from app.ui.pages.acceptance.sheet_parts import SheetParts


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
        reasons=draft.reasons,
        decision=told.decision,
        opinion=told.opinion,
        warnings_confirmed=told.warnings_confirmed,
    )


class Problems(ProblemList):
    """The error summary: its words equal those at the fields; each leads there."""

    def __init__(self, sheet: SheetParts) -> None:
        super().__init__("problems")
        self._sheet = sheet
        self._refusals: tuple[Refusal, ...] = ()

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
        self._refusals = once(refusals)
        wrong = sum(r.severity is Severity.ERROR for r in self._refusals)
        self.show_problems(
            [
                Problem(words.sentence(r, self._label), partial(self._go_where, r.where))
                for r in self._refusals
            ],
            wrong,
        )

    def _label(self, where: str) -> str:
        sheet = self._sheet
        for part in (sheet.form, sheet.questions, sheet.materials, sheet.decision):
            found: str = part.label_at(where)
            if found:
                return f"{self._row_of(where)}{found}"
        return where

    def _row_of(self, where: str) -> str:
        """Which applicant, which inventor: several rows have a box of the same name."""
        group, bracket, rest = where.partition("[")
        place = rest.partition("]")[0]
        words = self._sheet.form.label_at(group) if bracket and place.isdigit() else ""
        return f"{words} {int(place) + 1} " if words else ""

    def _go_where(self, where: str) -> None:
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
