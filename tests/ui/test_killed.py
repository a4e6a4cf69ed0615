"""Promise 1: what was typed two seconds ago is on disk. The process is killed, the desk opened again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.opener import Opener
from app.ui.application import Application
from app.ui.pages.workbench.page import WorkbenchPage
from tests.ui.conftest import SetClock, show_active, sign_in
from tests.ui.typing import complete, press

PROMISED_S = 2
FORMS = {
    "visit": ({}, "visit_visitor_name"),
    "consultation": ({"new": True}, "talk_question"),
    "payment": ({"new": True}, "pay_payer_name"),
    "acceptance": ({"matter": "TM-REG"}, "field_contact_name"),
}
TEXT = "Longjing"


def type_and_die(folder: Path, page: str) -> None:
    request, box = FORMS[page]
    words = [
        sys.executable,
        "-m",
        "tests.ui.typing_victim",
        str(folder),
        page,
        json.dumps(request),
        box,
        TEXT,
    ]
    victim = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert victim.stdout
        assert victim.stdout.readline() == "typed\n"
        with pytest.raises(subprocess.TimeoutExpired):
            victim.wait(PROMISED_S)
    finally:
        victim.kill()
        victim.communicate(timeout=30)
    assert victim.returncode == -9


@pytest.mark.slow
@pytest.mark.parametrize("page", FORMS)
def test_what_was_typed_is_there_after_a_kill(
    application: Application, trial_folder: Path, tmp_path: Path, qtbot: QtBot, page: str
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(trial_folder, folder)
    type_and_die(folder, page)
    desk = Opener(SetClock()).closed(folder)
    window = application.open(desk, at_once=True)
    try:
        show_active(qtbot, window)
        sign_in(window)
        bench = window.stack.current()
        assert isinstance(bench, WorkbenchPage)
        assert bench.tiles["drafts"].count() == 1
        bench.list.setFocus()
        press(window, Qt.Key.Key_Return)
        assert window.stack.stem == page
        qtbot.waitUntil(lambda: complete(window))
        shown = window.stack.current()
        assert shown is not None
        field = shown.findChild(QWidget, FORMS[page][1])
        assert field is not None
        assert TEXT in (field.property("text"), field.property("plainText"))
    finally:
        window.tasks.close()
        window.close()
        window.deleteLater()
        application.window = None
        desk.close()
