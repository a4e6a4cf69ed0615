"""From refusals to the summary on top and the cursor at the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.domain.refusals import No, Refusal, Refused, errors
from app.ui.pages.payment.fee_kinds import FACTS
from app.ui.pages.payment.lines_card import LinesCard
from app.ui.pages.payment.payer_card import PayerCard
from app.ui.pages.payment.sheet_line import Judged, at_its_box
from app.ui.widgets.problems import Problem
from app.words import refusals as words

_LINE = re.compile(r"lines\[(\d+)\]\.(.+)")


class SheetChecks:
    """Knows where each "no" belongs. `bring` scrolls a part into sight, `payer` gives the card."""

    def __init__(
        self, lines: LinesCard, payer: Callable[[], PayerCard], bring: Callable[[QWidget], None]
    ) -> None:
        self._lines, self._payer, self._bring = lines, payer, bring

    def paid_now(self) -> list[int]:
        """Places of the lines that are paid: ticked, and not just an empty last line."""
        lines = self._lines.lines()
        return [at for at, line in enumerate(lines) if not line.out and not (line.blank and len(lines) > 1)]

    def problems(self, judged: Sequence[Judged]) -> list[Problem]:
        """Everything that stands against the sheet as it is, in form order."""
        wanted = self.paid_now()
        found = [self._of_line(at, one) for at in wanted for one in errors(judged[at].refusals)]
        if not wanted:
            found.append(self._of_line(0, Refusal(No.NOTHING_TO_PAY, "number")))
        return found + [self._of_payer(refusal) for refusal in self._payer().problems()]

    def of_refused(self, refused: Refused) -> list[Problem]:
        """What the deed itself refused; its line numbers count only the lines that were sent."""
        places = self.paid_now()
        return [self._of_deed(refusal, places) for refusal in errors(refused.refusals)]

    def _of_deed(self, refusal: Refusal, places: list[int]) -> Problem:
        line = _LINE.fullmatch(refusal.where)
        if line is not None and int(line[1]) < len(places):
            local = "number" if line[2] == "right_number" else line[2]
            return self._of_line(places[int(line[1])], replace(refusal, where=local))
        if self._payer().label_at(refusal.where):
            return self._of_payer(refusal)
        return Problem(words.sentence(refusal), self._payer().take_cursor)

    def _of_line(self, at: int, refusal: Refusal) -> Problem:
        def go() -> None:
            self._lines.take_cursor(at, refusal.where)
            self._bring(self._lines.editor)

        told = at_its_box(refusal) if refusal.where in FACTS else refusal
        return Problem(words.sentence(told, lambda where: self._lines.label_at(at, where)), go)

    def _of_payer(self, refusal: Refusal) -> Problem:
        def go() -> None:
            self._payer().take_cursor(refusal.where)
            self._bring(self._payer())

        return Problem(words.sentence(refusal, self._payer().label_at), go)
