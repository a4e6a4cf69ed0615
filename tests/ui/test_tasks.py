"""The only door to other threads: answers come back on the UI thread, to whoever is still there."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.ui.bugs import report_code, report_text, show_bugs_with
from app.ui.tasks import Tasks


@pytest.fixture
def tasks(desk: LiveDesk) -> Iterator[Tasks]:
    desk.sign_in("3301", TRIAL_SECRET).result()
    made = Tasks(desk)
    yield made
    made.close()


def on_ui(qtbot: QtBot) -> bool:
    return QThread.currentThread() is QObject().thread()


def test_a_use_case_runs_elsewhere_and_answers_here(tasks: Tasks, qtbot: QtBot) -> None:
    here = threading.get_ident()
    told: list[tuple[int, int]] = []

    def usecase(tx: Any, desk: Any, actor: Any, number: int) -> int:
        assert actor.staff_id == "3301"
        assert desk.today().year == 2026
        assert tx.one("SELECT 1 AS one", ())["one"] == 1
        return threading.get_ident() + number - number

    tasks.run(usecase, 7, on_done=lambda other: told.append((other, threading.get_ident())))
    assert tasks.busy
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] != here
    assert told[0][1] == here
    assert not tasks.busy


def test_a_refusal_goes_to_the_page_or_to_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    refused = Refused.because(No.NOT_PERMITTED)
    got: list[Refused] = []
    tasks.work(lambda: refused, on_refused=got.append)
    qtbot.waitUntil(lambda: got == [refused])
    with qtbot.waitSignal(tasks.refused) as told:
        tasks.work(lambda: refused, on_done=lambda _value: pytest.fail("not done"))
    assert told.args == [refused]


def test_an_obstacle_is_no_bug(tasks: Tasks, qtbot: QtBot) -> None:
    def full() -> None:
        raise Obstacle(Trouble.DISK_FULL)

    with qtbot.waitSignal(tasks.obstructed) as told:
        tasks.work(full)
    assert told.args[0].trouble is Trouble.DISK_FULL


def test_a_refused_use_case_leaves_no_trace(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse(tx: Any, desk: Any, actor: Any) -> Refused:
        tx.execute("CREATE TABLE left_over (x)")
        return Refused.because(No.WRONG_STATE)

    def look(tx: Any, desk: Any, actor: Any) -> int:
        return len(tx.all("SELECT 1 FROM sqlite_master WHERE name = 'left_over'"))

    found: list[int] = []
    with qtbot.waitSignal(tasks.refused):
        tasks.run(refuse)
    tasks.run(look, on_done=found.append)
    qtbot.waitUntil(lambda: found == [0])


def test_nobody_is_told_when_the_widget_is_gone(tasks: Tasks, qtbot: QtBot) -> None:
    owner, told, go = QObject(), [], threading.Event()

    def slow() -> int:
        go.wait(5)
        return 1

    tasks.work(slow, on_done=told.append, owner=owner)
    import shiboken6

    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_a_bug_is_told_once_and_without_names(tasks: Tasks, qtbot: QtBot, caplog: Any) -> None:
    shown: list[tuple[str, str]] = []
    show_bugs_with(lambda code, report: shown.append((code, report)))
    secret = "张三 330106199001011234"

    def broken() -> None:
        name = secret
        raise KeyError(name)

    with caplog.at_level(logging.ERROR):
        tasks.work(broken)
        qtbot.waitUntil(lambda: bool(shown))
        tasks.work(broken)
        qtbot.waitUntil(lambda: not tasks.busy)
    show_bugs_with(None)
    assert len(shown) == 1
    code, report = shown[0]
    assert report.startswith("KeyError\n")
    assert "broken" in report
    assert secret not in report + caplog.text
    assert "330106" not in caplog.text
    assert code == report_code(report)


def test_a_report_names_places_and_nothing_else() -> None:
    with pytest.raises(ValueError, match="张三") as caught:
        int("张三的身份证")
    report = report_text(caught.value)
    assert report.splitlines()[0] == "ValueError"
    assert "张三" not in report


def test_in_tests_an_answer_is_there_at_once(desk: LiveDesk) -> None:
    desk.sign_in("3301", TRIAL_SECRET).result()
    tasks, told = Tasks(desk, at_once=True), []
    tasks.run(lambda tx, desk, actor: actor.name, on_done=told.append)
    assert told == ["王敏（示例）"]
    tasks.close()


def test_after_the_window_is_closed_nothing_is_started(tasks: Tasks, desk: LiveDesk) -> None:
    tasks.close()
    desk.close()
    tasks.run(lambda tx, desk, actor: pytest.fail("started"))
    tasks.work(lambda: pytest.fail("started"))
    assert not tasks.busy
