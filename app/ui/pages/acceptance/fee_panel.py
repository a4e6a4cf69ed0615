"""What it costs, line by line, and why: the rules' own amounts, never typed."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.fees import Quote
from app.domain.refusals import No, Refusal, Refused
from app.ui.widgets.fee_card import FeeCard
from app.ui.widgets.fee_lines import FeeGroup
from app.words import refusals
from app.words.catalogue import Language, _, joined, language, pick


def _fact(where: str) -> str:
    """What a fee fact is called."""
    from app.domain.pricing import FACT_NAMES

    words = FACT_NAMES.get(where)
    return pick(words.zh, words.en) if words else ""


def _told(refusal: Refusal) -> str:
    """What is missing by its name on the form, said once."""
    if refusal.code is not No.FACT_MISSING:
        return refusals.sentence(refusal, _fact)
    name = _fact(refusal.where)
    return refusals.sentence(replace(refusal, facts={"fact": name}) if name else refusal)


class FeePanel(FeeCard):
    """`show_quote` with a quote, a refusal (a fact is missing), or nothing (no fee)."""

    def __init__(self) -> None:
        super().__init__("fee_panel", "fee_panel")
        self._quote: Quote | None = None
        self._refused: Refused | None = None
        self.why.toggled.connect(lambda _on: self.show_quote(self._quote, self._refused))

    def retranslate(self) -> None:
        super().retranslate()
        self.say(_("Fee"))
        self.total_words.setText(_("To pay"))
        self.show_quote(self._quote, self._refused)

    def show_quote(self, quote: Quote | None, refused: Refused | None = None) -> None:
        self._quote, self._refused = quote, refused
        groups = (FeeGroup("", quote.lines),) if quote is not None else ()
        self.show_sum(quote.total_fen if quote is not None else None, groups)
        self._tell(quote, refused)

    def _tell(self, quote: Quote | None, refused: Refused | None) -> None:
        if refused is not None:
            words = joined(_told(one) for one in refused.refusals)
            self.note.say(_("Not yet known: {words}").format(words=words), "hint")
        elif quote is None:
            self.note.say(_("No fee for this matter"), "hint")
        elif quote.uncertain:
            english = quote.uncertain_en if language() is Language.EN else ()
            self.note.say(joined(english or quote.uncertain), "warning")
        else:
            self.note.clear()
