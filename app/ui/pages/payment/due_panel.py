"""What there is to pay: every right's fees line by line, the sum in digits and capitals, and why."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.fees import Quote
from app.ui.pages.payment.sheet_line import Judged
from app.ui.widgets.fee_card import FeeCard
from app.ui.widgets.fee_lines import FeeGroup
from app.words.catalogue import Language, _, joined, language, ngettext


class DuePanel(FeeCard):
    """`due_fen` is what the visitor is told, and what the record must come to."""

    def __init__(self) -> None:
        super().__init__("due_panel", "due")
        self.due_fen = 0
        self._judged: tuple[Judged, ...] = ()
        self.why.toggled.connect(lambda _on: self._draw())

    def retranslate(self) -> None:
        super().retranslate()
        self.say(_("To pay"))
        self.total_words.setText(_("Total"))
        self._draw()

    def show_judged(self, judged: Sequence[Judged]) -> None:
        if tuple(judged) != self._judged:
            self._judged = tuple(judged)
            self._draw()

    def _draw(self) -> None:
        paid = [one for one in self._judged if one.quote is not None and not one.line.out]
        self.due_fen = sum(one.fen for one in paid)
        groups = [
            FeeGroup((one.number or one.line.holder) if len(paid) > 1 else "", one.quote.lines)
            for one in paid
            if one.quote is not None
        ]
        empty = _("The amount appears as soon as a number and its facts are here.")
        self.show_sum(self.due_fen if paid else None, groups, empty)
        self._tell(paid)

    def _tell(self, paid: Sequence[Judged]) -> None:
        """Doubts about an amount and what else the visitor should hear, each once; lines that wait."""
        doubts = [note for one in paid if one.quote is not None for note in notes_of(one.quote)]
        waiting = sum(1 for one in self._judged if not one.line.out and not one.ready and not one.line.blank)
        if waiting:
            words = ngettext("{count} line has no price yet", "{count} lines have no price yet", waiting)
            doubts.insert(0, words.format(count=waiting))
        self.note.say(joined(dict.fromkeys(doubts)), "warning" if doubts else "hint")


def notes_of(quote: Quote) -> tuple[str, ...]:
    """What is not certain about an amount, and what else the visitor should hear, in the current language."""
    if language() is Language.ZH:
        return (*quote.uncertain, *quote.remarks)
    return (*(quote.uncertain_en or quote.uncertain), *(quote.remarks_en or quote.remarks))
