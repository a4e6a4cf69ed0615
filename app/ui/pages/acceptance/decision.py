"""The decision: what the rules propose, what the clerk decides, the opinion where one is needed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.case import Decision
from app.domain.matter import Words
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


def decision_words(decision: Decision) -> str:
    return _(_WORDS[decision])


class Decided(Struct, frozen=True, kw_only=True):
    """What stands on the card. `decision` None: the proposal is taken."""

    decision: Decision | None
    opinion: str
    warnings_confirmed: str
    transfer_to: str


class DecisionCard(Card):
    edited = Signal()

    def __init__(self, destinations: Mapping[str, Words]) -> None:
        super().__init__("decision_card")
        self._destinations = destinations
        self._assessment: Assessment | None = None
        self.proposal = ErrorLine("proposal")
        self.decision = Pick("decision")
        self.opinion = TextBox("opinion", lines=2)
        self.confirm = QLineEdit()
        self.confirm.setObjectName("warnings_confirmed")
        self.where_to = SearchCombo("transfer_to")
        self.second = ErrorLine("second_check")
        rows = self._rows = FieldRows()
        for box in (self.decision, self.opinion, self.confirm, self.where_to):
            rows.add(box)
        self.body.addWidget(self.proposal)
        self.body.addLayout(rows)
        self.body.addWidget(self.second)
        self.decision.picked.connect(lambda _value: self._on_edited())
        self.opinion.textChanged.connect(self._on_edited)
        self.confirm.textEdited.connect(lambda _text: self.edited.emit())
        self.where_to.picked.connect(lambda _value: self._on_edited())
        self._loading = False

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
        )

    def extra(self) -> dict[str, object]:
        """The card as a draft keeps it."""
        told = self.decided()
        return {
            "decision": told.decision.value if told.decision else "",
            "opinion": told.opinion,
            "warnings_confirmed": told.warnings_confirmed,
            "transfer_to": told.transfer_to,
        }

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
        self._show_row(self.opinion, taken is Decision.REFUSE or second)
        self._show_row(self.confirm, warned)
        self._show_row(self.where_to, taken is Decision.TRANSFER)
        self.second.say(_("A second person has to confirm this decision") if second else "", "warning")

    def _show_row(self, box: QWidget, shown: bool) -> None:
        self._rows.show_row(box, shown)

    def take_cursor(self, where: str = "") -> bool:
        box = {
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
