"""A widget in a cycle is destroyed by the UI thread, whoever makes work for the collector."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import Future

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.refusals import Refused
from app.ui.application import Application
from app.ui.tasks import Tasks


class Knot:
    """Something that only the collector can take away."""

    def __init__(self) -> None:
        self.itself = self
        self.widget = QWidget()


def much_work(kept: list[list[int]]) -> None:
    """Enough new containers for several collections of every generation."""
    kept.extend([number] for number in range(400_000))


def test_a_widget_in_a_cycle_dies_on_the_ui_thread(application: Application, qtbot: QtBot) -> None:
    died: list[int] = []
    knot = Knot()
    last = weakref.ref(knot.widget, lambda _gone: died.append(threading.get_ident()))
    del knot
    kept: list[list[int]] = []
    worker = threading.Thread(target=much_work, args=(kept,))
    worker.start()
    worker.join()
    assert last() is not None
    assert not died
    qtbot.waitUntil(lambda: bool(died), timeout=20_000)
    assert died == [threading.get_ident()]


def test_python_collects_by_itself_again_when_the_window_is_gone() -> None:
    was = gc.isenabled()
    gc.enable()
    try:
        inner = Application(real=False)
        assert not gc.isenabled()
        inner.retire()
        assert gc.isenabled()
    finally:
        if not was:
            gc.disable()


def test_what_was_delivered_holds_no_widget(desk: LiveDesk, qtbot: QtBot) -> None:
    """The thread that did the work may drop its end last; a widget must not hang on it."""
    asked: Future[str | Refused] = Future()
    tasks, label = Tasks(desk), QLabel()
    tasks.follow(asked, on_done=label.setText, owner=label)
    worker = threading.Thread(target=asked.set_result, args=("done",))
    worker.start()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert label.text() == "done"
    last = weakref.ref(label)
    del label
    assert last() is None
    worker.join()
    tasks.close()
