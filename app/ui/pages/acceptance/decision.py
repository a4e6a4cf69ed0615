"""The decision: what the rules propose, what the clerk decides, the opinion where one is needed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.case import Decision, ReasonLine
from app.domain.matter import Outcome, Reason, Words
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.pick import Pick
from app.ui.widgets.rows_of_fields import FieldRows
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.ui.widgets.text_box import TextBox
from app.usecases.assess import Assessment
from app.words.catalogue import _, pick
from app.words.refusals import N_

_WORDS: dict[Decision, str] = {
    Decision.ACCEPT: N_("Accept"),
    Decision.CORRECT_ON_THE_SPOT: N_("Corrected on the spot, accept"),
    Decision.CORRECTION_NOTICE: N_("One-time correction notice"),
    Decision.TOLERATE: N_("Accept, papers may follow"),
    Decision.REFUSE: N_("Refuse"),
    Decision.TRANSFER: N_("Transfer"),
    Decision.ADVICE: N_("Advice only"),
}

_GROUNDS: dict[Decision, tuple[Outcome, ...]] = {
    Decision.REFUSE: (Outcome.REFUSE, Outcome.TRANSFER),
    Decision.CORRECT_ON_THE_SPOT: (Outcome.ON_THE_SPOT,),
    Decision.CORRECTION_NOTICE: (Outcome.CORRECTION, Outcome.ON_THE_SPOT),
}
"""The decisions that need a coded reason, and what it may lead to."""


def decision_words(decision: Decision) -> str:
    return _(_WORDS[decision])


class Decided(Struct, frozen=True, kw_only=True):
    """What stands on the card. `decision` None: the proposal is taken."""

    decision: Decision | None
    opinion: str
    warnings_confirmed: str
    transfer_to: str
    reasons: tuple[ReasonLine, ...] = ()


class DecisionCard(Card):
    edited = Signal()

    def __init__(
        self, destinations: Mapping[str, Words], reasons: Mapping[str, Reason], *, noticed: bool = False
    ) -> None:
        """`reasons`: those of the matter. `noticed`: after a notice, what was not mended may be refused."""
        super().__init__("decision_card")
        self._destinations, self._reasons = destinations, reasons
        self._grounds = dict(_GROUNDS)
        if noticed:
            self._grounds[Decision.REFUSE] += _GROUNDS[Decision.CORRECTION_NOTICE]
        self._assessment: Assessment | None = None
        self.proposal = ErrorLine("proposal")
        self.decision = Pick("decision")
        self.reason = SearchCombo("decision_reason")
        self._offered: tuple[Outcome, ...] = ()
        self._wanted = self._asks = False
        self.opinion = TextBox("opinion", lines=2)
        self.confirm = QLineEdit()
        self.confirm.setObjectName("warnings_confirmed")
        self.where_to = SearchCombo("transfer_to")
        self.second = ErrorLine("second_check")
        rows = self._rows = FieldRows()
        for box in (self.decision, self.reason, self.opinion, self.confirm, self.where_to):
            rows.add(box)
        self.body.addWidget(self.proposal)
        self.body.addLayout(rows)
        self.body.addWidget(self.second)
        self.decision.picked.connect(lambda _value: self._on_picked())
        self.reason.picked.connect(lambda _value: self._on_edited())
        self.opinion.textChanged.connect(self._on_edited)
        self.confirm.textEdited.connect(lambda _text: self.edited.emit())
        self.where_to.picked.connect(lambda _value: self._on_edited())
        self._loading = False

    def _on_picked(self) -> None:
        self._wanted = False
        self._on_edited()

    def _on_edited(self) -> None:
        self._fit()
        if not self._loading:
            self.edited.emit()

    def retranslate(self) -> None:
        self.say(_("Decision"), "Alt+4")
        proposed = _("as proposed")
        self.decision.offer([(None, proposed), *((one, decision_words(one)) for one in _WORDS)])
        self.where_to.offer(
            [Choice(value=name, text=pick(w.zh, w.en)) for name, w in self._destinations.items()]
        )
        self._rows.say(self.decision, _("Decision"))
        self._rows.say(self.reason, _("Coded reason"))
        self._offer_reasons(self._offered)
        self._rows.say(self.opinion, _("Opinion"), _("Explicit words; a signature alone is not enough"))
        self._rows.say(self.confirm, _("Warnings"), _("Why you go on, one line; it goes on record"))
        self._rows.say(self.where_to, _("Transfer to"))
        self._fit()

    # content

    def load(self, extra: Mapping[str, object]) -> None:
        """What a draft kept of the card."""
        self._loading = True
        kept = extra.get("decision")
        self.decision.set_value(Decision(str(kept)) if kept else None)
        self._offer_reasons(tuple(Outcome))
        self.reason.set_value(extra.get("reason") or None)
        self._wanted = self._asks = self.reason.value() is not None
        self.opinion.setText(str(extra.get("opinion", "")))
        self.confirm.setText(str(extra.get("warnings_confirmed", "")))
        self.where_to.set_value(extra.get("transfer_to") or None)
        self._loading = False

    def decided(self) -> Decided:
        value = self.decision.value()
        return Decided(
            decision=Decision(str(value)) if value else None,
            opinion=self.opinion.text().strip(),
            warnings_confirmed=self.confirm.text().strip(),
            transfer_to=str(self.where_to.value() or ""),
            reasons=self._told_reasons(),
        )

    def extra(self) -> dict[str, object]:
        """The card as a draft keeps it."""
        told = self.decided()
        return {
            "decision": told.decision.value if told.decision else "",
            "opinion": told.opinion,
            "warnings_confirmed": told.warnings_confirmed,
            "transfer_to": told.transfer_to,
            "reason": told.reasons[0].code if told.reasons else "",
        }

    def _told_reasons(self) -> tuple[ReasonLine, ...]:
        """The reason picked here; one whose row is hidden is not meant."""
        code = self.reason.value()
        return (ReasonLine(code=str(code)),) if code and self._asks else ()

    def taken(self) -> Decision | None:
        """The decision that would be filed now; None while nothing can be proposed."""
        told = self.decided().decision
        if told is not None:
            return told
        found = self._assessment
        return found.proposal.decision if found and found.proposal.ready else None

    def show_assessment(self, found: Assessment) -> None:
        self._assessment = found
        proposal = found.proposal
        if proposal.ready:
            words = _("The rules propose: {decision}").format(decision=decision_words(proposal.decision))
            if found.state.stops:
                why = found.state.stops[0].stop.why
                words = _("{words}, because: {why}").format(words=words, why=pick(why.zh, why.en))
            self.proposal.say(words, "ok" if proposal.decision is Decision.ACCEPT else "warning")
        else:
            self.proposal.say(_("Answer the questions and check every paper first"), "hint")
        self._fit()

    def _fit(self) -> None:
        """Only what the decision needs takes room."""
        from app.domain import acceptance

        taken, found = self.taken(), self._assessment
        second = bool(found and taken and acceptance.needs_second_check(found.matter, found.state, taken))
        warned = bool(found and found.warnings and taken in acceptance.TAKES_IN)
        self._fit_reason(taken)
        self._show_row(self.opinion, taken is Decision.REFUSE or second)
        self._show_row(self.confirm, warned)
        self._show_row(self.where_to, taken is Decision.TRANSFER)
        self.second.say(_("A second person has to confirm this decision") if second else "", "warning")

    def _fit_reason(self, taken: Decision | None) -> None:
        """Asked for when nothing on the sheet gives the decision its ground, or filing asked for it."""
        found = self._assessment
        grounds = self._grounds.get(taken) if taken is not None else None
        if grounds is None and self._wanted:
            grounds = tuple(Outcome)
        given = {reason.code for reason in found.proposal.reasons} if found else set()
        own = self.reason.value()
        others = {self._reasons[c].outcome for c in given if c != own and c in self._reasons}
        shown = grounds is not None and (self._wanted or own is not None or not others.intersection(grounds))
        if grounds is not None and grounds != self._offered:
            self._offer_reasons(grounds)
        self._asks = shown
        self._show_row(self.reason, shown)

    def _offer_reasons(self, outcomes: tuple[Outcome, ...]) -> None:
        self._offered = outcomes
        self.reason.offer(
            [
                Choice(value=r.code, text=pick(r.words.zh, r.words.en), pinyin=(r.code,))
                for r in self._reasons.values()
                if r.outcome in outcomes
            ]
        )

    def _show_row(self, box: QWidget, shown: bool) -> None:
        self._rows.show_row(box, shown)

    def boxes(self) -> list[QWidget]:
        return [self.decision, self.reason, self.opinion, self.confirm, self.where_to]

    def take_cursor(self, where: str = "") -> bool:
        if where == "reasons":
            self._wanted = True
            self._fit()
        box = {
            "reasons": self.reason,
            "opinion": self.opinion,
            "warnings_confirmed": self.confirm,
            "transfer_to": self.where_to,
        }.get(where, self.decision)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def label_at(self, where: str) -> str:
        return {
            "opinion": _("Opinion"),
            "warnings_confirmed": _("Warnings"),
            "transfer_to": _("Transfer to"),
            "reasons": _("Coded reason"),
            "decision": _("Decision"),
        }.get(where.partition("[")[0], "")
