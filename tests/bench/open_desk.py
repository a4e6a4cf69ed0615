"""Opens a trial desk as the program does, signs in, and ends after the workbench's first paint."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from app.bootstrap.opener import Opener
from app.ui.application import Application
from tests.support.desk import CLERK, SECRET


class _Seen(QObject):
    """Quits when the page in front has been painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, application.qt.quit)
        return super().eventFilter(watched, event)


application = Application(real=False)
desk = Opener().closed(Path(sys.argv[1]))
window = application.open(desk)
seen = _Seen()


def watch() -> None:
    page = window.stack.current()
    assert page is not None
    page.installEventFilter(seen)
    page.update()


gate = window.gate
gate.entered.connect(lambda *_told: QTimer.singleShot(0, watch))
gate.number.setText(CLERK)
gate.password.setText(SECRET)
gate.password.returnPressed.emit()
application.run()
assert not window.locked
desk.close()
