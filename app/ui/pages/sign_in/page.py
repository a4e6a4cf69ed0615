"""Sign in, and the lock: staff number and password, with or without a line to the province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.theme.look import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine, mark
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.words.catalogue import _, joined

if TYPE_CHECKING:
    from app.domain.obstacles import Obstacle
    from app.domain.refusals import Refused
    from app.domain.staff import Actor
    from app.ui.desk import Desk
    from app.ui.tasks import Tasks


class SignInPage(QWidget):
    """Stands in front of everything while nobody is signed in or the desk is locked."""

    entered = Signal(object, bool)
    """the actor, and whether it is someone else than before the lock"""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._tasks = desk, tasks
        self._before: Actor | None = None
        self.title = PlainLabel(role="title")
        self.place = WrappedLabel(role="quiet")
        self.number = QLineEdit()
        self.number.setObjectName("staff_number")
        self.number.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        self.password = QLineEdit()
        self.password.setObjectName("password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setProperty("enter", "own")
        self.number_label, self.password_label = PlainLabel(), PlainLabel()
        self.number_label.setBuddy(self.number)
        self.password_label.setBuddy(self.password)
        self.error = ErrorLine("sign_in_error")
        self.enter = Button("enter", kind="primary")
        self.note = WrappedLabel(role="hint")
        self._lay_out()
        self.enter.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        for field in (self.number, self.password):
            field.textEdited.connect(self._clear_error)
        look().changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        card = Card("sign_in_card")
        card.title.hide()
        card.hint.hide()
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(self.number_label, self.number)
        form.addRow(self.password_label, self.password)
        for part in (self.title, self.place):
            card.body.addWidget(part)
        card.body.addSpacing(8)
        card.body.addLayout(form)
        card.body.addWidget(self.error)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addSpacing(8)
        card.body.addLayout(foot)
        self._card = card
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)

    def _fit(self) -> None:
        self._card.setFixedWidth(look().metrics.px(440))

    def retranslate(self) -> None:
        station = self._desk.station
        locked = self._before is not None
        self.title.setText(_("Locked") if locked else _("OneWindow"))
        self.place.setText("  ·  ".join(p for p in (station.outlet_name, station.window_name) if p))
        self.number_label.setText(_("Staff number"))
        self.password_label.setText(_("Password"))
        self.number.setAccessibleName(_("Staff number, required"))
        self.password.setAccessibleName(_("Password, required"))
        self.enter.say(_("Unlock") if locked else _("Sign in"), "Return")
        self.enter.setText(_("Unlock") if locked else _("Sign in"))
        self._card.setAccessibleName(self.title.text())
        if self._before is not None:
            self.note.setText(
                _("{name} is signed in. Everything open stays as it is.").format(name=self._before.name)
            )
        else:
            self.note.setText(_("Works without a network line."))

    def ask(self, actor: Actor | None) -> None:
        """Show the gate; with an actor it is a lock, with their number filled in."""
        self._before = actor
        self.number.setText(actor.staff_id if actor else "")
        self.password.clear()
        self._clear_error()
        self.retranslate()
        field = self.password if actor else self.number
        # the gate is shown by the caller after this; focus goes there once it is visible
        QTimer.singleShot(0, field, field.setFocus)

    def _clear_error(self) -> None:
        self.error.clear()
        mark(self.number, "")
        mark(self.password, "")

    def _try(self) -> None:
        for field in (self.number, self.password):
            if not field.text().strip():
                mark(field, "error", _("Not filled in yet"))
                self.error.say(_("Type staff number and password"))
                field.setFocus()
                return
        self.enter.allow(False, _("Signing in…"))
        self._tasks.follow(
            self._desk.sign_in(self.number.text().strip(), self.password.text()),
            on_done=self._on_done,
            on_refused=self._on_refused,
            on_obstacle=self.tell,
            owner=self,
        )

    def _on_done(self, actor: Actor) -> None:
        self.enter.allow(True)
        self.password.clear()
        before, self._before = self._before, actor
        self.entered.emit(actor, before is not None and before.staff_id != actor.staff_id)

    def _on_refused(self, refused: Refused) -> None:
        from app.words import refusals

        self.enter.allow(True)
        self.error.say(joined(refusals.sentence(refusal) for refusal in refused.refusals))
        mark(self.password, "error", self.error.text())
        self.password.selectAll()
        self.password.setFocus()

    def tell(self, obstacle: Obstacle) -> None:
        """What is in the way of a sign-in."""
        from app.words import obstacles

        self.enter.allow(True)
        self.error.say(obstacles.sentence(obstacle))
