"""Undo a payment: void the record or refund the money, with a reason and a second person at the same desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.obstacles import Obstacle
from app.domain.payment import Payment
from app.domain.refusals import No, Refused
from app.ui.desk import Desk
from app.ui.tasks import Tasks
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.pick import Pick
from app.ui.widgets.tab_order import tab_through
from app.ui.widgets.text_box import TextBox
from app.usecases.record_payment import Paid
from app.usecases.void_payment import VoidPayment, void_payment
from app.words import obstacles, refusals
from app.words.catalogue import _, joined


@dataclass(frozen=True, slots=True)
class _Asked:
    staff: str
    secret: str
    request: VoidPayment


class VoidCard(Card):
    undone = Signal(object)
    """the `Paid` of the void or refund"""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__("void_card")
        self._desk, self._tasks = desk, tasks
        self._payment: Payment | None = None
        self.how = Pick("void_how")
        self.reason = TextBox("void_reason", lines=2)
        self.staff = QLineEdit()
        self.staff.setObjectName("void_staff")
        self.staff.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        self.secret = QLineEdit()
        self.secret.setObjectName("void_secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        boxes: tuple[tuple[str, QWidget], ...] = (
            ("how", self.how),
            ("reason", self.reason),
            ("staff", self.staff),
            ("secret", self.secret),
        )
        self.cells = {name: Labelled(box, widest=420) for name, box in boxes}
        self.line = ErrorLine("void_line")
        self.close_it = Button("void_close", kind="plain")
        self.do_it = Button("void_do", kind="danger")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        buttons.addWidget(self.do_it)
        for cell in self.cells.values():
            self.body.addWidget(cell)
        self.body.addWidget(self.line)
        self.body.addLayout(buttons)
        tab_through((*(cell.box for cell in self.cells.values()), self.do_it, self.close_it))
        self.how.picked.connect(lambda _value: self._say_button())
        self.close_it.clicked.connect(self.hide)
        self.do_it.clicked.connect(self._ask)
        self.hide()

    def retranslate(self) -> None:
        self.say(_("Void or refund"), _("needs a second person"))
        self.how.offer([(False, _("Void: the record was wrong")), (True, _("Refund: the money goes back"))])
        self.cells["how"].say(_("What happens"))
        self.cells["reason"].say(_("Reason"), required=True)
        self.cells["staff"].say(_("Second person"), _("Staff number of the lead"), required=True)
        self.cells["secret"].say(_("Password"), required=True)
        self.close_it.say(_("Leave it"))
        self._say_button()

    def _say_button(self) -> None:
        self.do_it.say(_("Refund") if self.how.value() else _("Void"))

    def open_for(self, payment: Payment) -> None:
        """A record of today is voided, an older one refunded; the clerk may say otherwise."""
        if self._payment is None or self._payment.id != payment.id:
            self.staff.clear()
            self.secret.clear()
            self.reason.setText("")
            self.how.set_value(payment.paid_on < self._desk.clock.now().date().isoformat())
        self._payment = payment
        self._clear()
        self._say_button()
        self.show()
        self.cells["reason"].take_cursor()

    def _clear(self) -> None:
        self.line.clear()
        for cell in self.cells.values():
            cell.tell("")

    def _ask(self) -> None:
        self._clear()
        if self._payment is None or not self._complete():
            return
        request = VoidPayment(
            payment_id=self._payment.id, reason=self.reason.text(), refund=bool(self.how.value())
        )
        self.do_it.allow(False, _("being saved …"))
        self._tasks.work(
            self._undo,
            _Asked(self.staff.text().strip(), self.secret.text(), request),
            on_done=self._on_done,
            on_refused=self._on_refused,
            on_obstacle=self._on_obstacle,
            owner=self,
        )

    def _complete(self) -> bool:
        empty = {
            "reason": not self.reason.text().strip(),
            "staff": not self.staff.text().strip(),
            "secret": not self.secret.text(),
        }
        for name, missing in empty.items():
            if missing:
                self.cells[name].tell(_("Not filled in yet"))
        first = next((name for name, missing in empty.items() if missing), None)
        if first is not None:
            self.cells[first].take_cursor()
        return first is None

    def _undo(self, asked: _Asked) -> Paid | Refused:
        """On a worker: sign the second person in, then let both undo it."""
        second = self._desk.second(asked.staff, asked.secret)
        if isinstance(second, Refused):
            return second
        return self._desk.call(void_payment, second, asked.request).result()

    def _on_done(self, paid: Paid) -> None:
        self.do_it.allow(True)
        self.secret.clear()
        self.hide()
        self.undone.emit(paid)

    def _on_refused(self, refused: Refused) -> None:
        self.do_it.allow(True)
        self.secret.clear()
        first = refused.refusals[0]
        words = joined(refusals.sentence(one) for one in refused.refusals)
        people = (No.BAD_CREDENTIALS, No.LOCKED_OUT, No.NOT_PERMITTED, No.SAME_PERSON, No.STAFF_DISABLED)
        place = "reason" if first.where == "reason" else "staff" if first.code in people else ""
        if not place:
            self.line.say(words)
            return
        self.cells[place].tell(words)
        self.cells[place].take_cursor()

    def _on_obstacle(self, obstacle: Obstacle) -> None:
        self.do_it.allow(True)
        self.line.say(obstacles.sentence(obstacle))
