"""A desk whose clerk types and is cut off: `python -m tests.ui.typing_victim <folder> <page> <box> <text>`.

The real window over the real store. It says that the text was typed and then only waits to be killed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.ui.application import Application
from tests.ui.typing import complete


def main(folder: str, page: str, request: str, box: str, text: str) -> int:
    application = Application(real=False)
    window = application.open(Opener().closed(Path(folder)), at_once=True)
    window.gate.number.setText("3301")
    window.gate.password.setText(TRIAL_SECRET)
    window.gate.enter.click()
    window.go(page, **json.loads(request))
    while not complete(window):
        application.qt.processEvents()
    shown = window.stack.current()
    field = shown.findChild(QWidget, box) if shown else None
    assert field is not None, box
    QTest.keyClicks(field, text)
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    return application.run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
