"""The second person at the same desk: own number, own password, own words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.domain.case import Case
from app.domain.refusals import Refused
from app.ui.desk import Desk
from app.ui.tasks import Tasks
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.rows_of_fields import FieldRows
from app.ui.widgets.text_box import TextBox
from app.usecases.accept_case import Filed
from app.usecases.review_case import ReviewCase, review_as
from app.words import obstacles, refusals
from app.words.catalogue import _, joined


@dataclass(frozen=True, slots=True)
class _Verdict:
    staff: str
    secret: str
    request: ReviewCase


class SecondCheckCard(Card):
    reviewed = Signal(object)
    """the `Filed` of the review"""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__("second_check_card")
        self._desk, self._tasks = desk, tasks
        self._case: Case | None = None
        self.staff = QLineEdit()
        self.staff.setObjectName("second_staff")
        self.secret = QLineEdit()
        self.secret.setObjectName("second_secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.opinion = TextBox("second_opinion", lines=2)
        self.back = QLineEdit()
        self.back.setObjectName("return_reason")
        self.line = ErrorLine("second_line")
        self.agree = Button("second_agree", kind="primary")
        self.send_back = Button("second_return")
        rows = self._rows = FieldRows()
        for box in (self.staff, self.secret, self.opinion, self.back):
            rows.add(box)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.send_back)
        buttons.addWidget(self.agree)
        self.body.addLayout(rows)
        self.body.addWidget(self.line)
        self.body.addLayout(buttons)
        self.agree.clicked.connect(lambda: self._decide(agreed=True))
        self.send_back.clicked.connect(lambda: self._decide(agreed=False))

    def retranslate(self) -> None:
        self.say(_("Second check"), _("by a lead other than the clerk"))
        self._rows.say(self.staff, _("Staff number"))
        self._rows.say(self.secret, _("Password"))
        self._rows.say(self.opinion, _("Opinion"), _("Explicit words; a signature alone is not enough"))
        self._rows.say(self.back, _("Return reason"), _("Only when you send it back"))
        self.agree.say(_("Agree"))
        self.send_back.say(_("Send back"))

    def show_case(self, case: Case) -> None:
        if self._case is None or self._case.id != case.id:
            self._empty()
        self._case = case
        self.line.clear()

    def _empty(self) -> None:
        for box in (self.staff, self.secret, self.back):
            box.clear()
        self.opinion.setText("")

    def _decide(self, *, agreed: bool) -> None:
        if self._case is None:
            return
        request = ReviewCase(
            case_id=self._case.id,
            agreed=agreed,
            opinion=self.opinion.text(),
            return_reason=self.back.text(),
        )
        told = _Verdict(self.staff.text().strip(), self.secret.text(), request)
        self._tasks.work(
            self._review,
            told,
            on_done=self._on_done,
            on_refused=self._on_refused,
            on_obstacle=lambda obstacle: self.line.say(obstacles.sentence(obstacle)),
            owner=self,
        )

    def _review(self, told: _Verdict) -> Filed | Refused:
        """On a worker: sign the second person in, then let them review."""
        reviewer = self._desk.second(told.staff, told.secret)
        if isinstance(reviewer, Refused):
            return reviewer
        return self._desk.call(review_as, reviewer, told.request).result()

    def _on_done(self, filed: Filed) -> None:
        self._case = None  # a later check of the same case begins with empty fields
        self._empty()
        self.reviewed.emit(filed)

    def _on_refused(self, refused: Refused) -> None:
        self.secret.clear()
        self.line.say(joined(refusals.sentence(one) for one in refused.refusals))
        (self.opinion if refused.refusals[0].where == "opinion" else self.staff).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )
