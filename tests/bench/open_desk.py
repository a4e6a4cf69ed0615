"""Opens a desk as the program does and signs in; prints when the gate and the workbench were first painted.

Arguments: the profile, and the milliseconds in which a person types number and password. Printed, for
each of the two and for Enter: the clock of the system, which whoever started the process reads too, and the
processor time used so far (ns).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.bootstrap.opener import Opener
from app.ui.application import Application

CLERK, SECRET = "3301", "onewindow-1"
told: dict[str, tuple[int, int]] = {}


def now() -> tuple[int, int]:
    return time.monotonic_ns(), time.process_time_ns()


class _Painted(QObject):
    """Tells the moment after a widget's first paint, then does what comes next."""

    def __init__(self, widget: QWidget, name: str, following: Callable[[], object]) -> None:
        super().__init__(widget)
        self._name, self._following = name, following
        widget.installEventFilter(self)
        widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # before anything the program put off until after the paint
            QCoreApplication.postEvent(
                self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value
            )
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._after()
        return super().event(event)

    def _after(self) -> None:
        told[self._name] = now()
        self._following()


def sign_in() -> None:
    told["enter"] = now()
    window.gate.number.setText(CLERK)
    window.gate.password.setText(SECRET)
    window.gate.password.returnPressed.emit()


def entered() -> None:
    page = window.stack.current()
    assert page is not None
    made.append(_Painted(page, "workbench", application.qt.quit))


made: list[_Painted] = []
application = Application()
desk = Opener().closed(Path(sys.argv[1]))
window = application.open(desk)
made.append(_Painted(window.gate, "gate", lambda: QTimer.singleShot(int(sys.argv[2]), sign_in)))
window.gate.entered.connect(lambda *_told: QTimer.singleShot(0, entered))
application.run()
assert not window.locked
desk.close()
sys.stdout.write(json.dumps(told))
