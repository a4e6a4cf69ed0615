"""Gate, lock, navigation, keys, palette, sizes, language: the frame over a real desk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.bootstrap.desk import LiveDesk
from app.domain import numbering
from app.sync.status import Network, Queue, SyncStatus
from app.ui.application import Application
from app.ui.frame.copies import Copies
from app.ui.theme.look import look
from app.ui.window import Window
from app.usecases.inquire import Inquire, inquire
from tests.ui.conftest import SetClock, sign_in

CTRL = Qt.KeyboardModifier.ControlModifier


def test_nobody_gets_in_without_a_password(window: Window) -> None:
    assert window.locked
    sign_in(window, "3301", "wrong-password-1")
    assert window.locked
    assert "工号或口令不对" in window.gate.error.text() or window.gate.error.text()
    assert window.gate.password.hasFocus()
    assert window.gate.password.property("state") == "error"
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.stack.stem == ""


def test_empty_fields_are_told_at_their_place(window: Window) -> None:
    QTest.keyClick(window.gate.password, Qt.Key.Key_Return)
    assert window.gate.number.property("state") == "error"
    assert window.gate.error.text() == "请输入工号和口令"


def test_signing_in_opens_the_workbench(inside: Window) -> None:
    assert inside.stack.stem == "workbench"
    assert "王敏（示例）" in inside.inside.header.findChild(QWidget, "place").whole()
    assert inside.gate.password.text() == ""


def test_the_lock_keeps_everything(inside: Window) -> None:
    inside.go("settings")
    page = inside.stack.current()
    assert page is not None
    trial = page.findChild(QWidget, "scanner_trial")
    QTest.keyClicks(trial, "half typed")
    QGuiApplication.clipboard().setText("13800000000")
    QTest.keyClick(inside, Qt.Key.Key_L, CTRL)
    assert inside.locked
    assert QGuiApplication.clipboard().text() == ""
    assert not page.isVisible()
    QTest.keyClick(inside, Qt.Key.Key_1, CTRL)
    assert inside.stack.stem == "settings"
    QTest.keyClicks(inside.gate.password, "onewindow-1")
    QTest.keyClick(inside.gate.password, Qt.Key.Key_Return)
    assert not inside.locked
    assert inside.stack.current() is page
    assert trial.text() == "half typed"


def test_unlocking_says_no_word_anew_unless_the_language_changed(inside: Window, desk: LiveDesk) -> None:
    """With every page open that alone would take a fifth of a second."""
    inside.go("sync")
    inside.go("settings")
    front, other = inside.stack.current(), inside.stack.page("sync")
    assert front is not None
    assert other is not None

    class Told(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.LanguageChange
            return False

    told = Told()
    front.installEventFilter(told)
    for page in (front, other):
        page.head.title.setText("as it was")
    inside.lock()
    sign_in(inside)
    assert not inside.locked
    assert [page.head.title.text() for page in (front, other)] == ["as it was"] * 2
    QApplication.processEvents()
    assert told.count == 0
    inside.lock()
    desk.settings.put("language", "en")
    sign_in(inside)
    assert [page.head.title.text() for page in (front, other)] == ["Settings", "Delivery"]
    QApplication.processEvents()
    assert told.count, "Qt's own words"
    assert inside.inside.nav.findChild(QWidget, "nav_workbench").text() == "Workbench"


def test_a_phone_number_does_not_stay_on_the_clipboard(inside: Window, qtbot: QtBot) -> None:
    copies = Copies(inside, keep_ms=20)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("13800000000")
    qtbot.waitUntil(lambda: clipboard.text() == "")
    clipboard.setText("杭州云栖茶业有限公司（示例）")
    assert not copies.findChildren(QTimer)[0].isActive()
    copies.clear()
    assert clipboard.text() == ""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="needs an X server")
def test_what_was_marked_does_not_stay_behind_on_x11() -> None:
    """The primary selection is pasted by the middle button, in any program."""
    words = """
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from app.ui.frame.copies import Copies
app = QApplication([])
board, copies = QApplication.clipboard(), Copies()
board.setText("13800000000", QClipboard.Mode.Selection)
app.processEvents()
assert board.ownsSelection()
copies.clear()
app.processEvents()
assert board.text(QClipboard.Mode.Selection) == ""
"""
    here = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    told = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", words],
        env=here,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr.decode()[-500:]


def test_another_person_starts_at_the_workbench(inside: Window) -> None:
    inside.go("settings")
    before = inside.stack.current()
    inside.lock()
    sign_in(inside, "3302")
    assert inside.stack.stem == "workbench"
    assert inside.stack.page("settings") is None
    assert before is not inside.stack.current()
    assert inside.desk.actor.name == "李静（示例）"


def test_the_desk_locks_when_nobody_touches_it(
    inside: Window, application: Application, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(application.idle.idle):
        application.idle.wait(0.001)
    assert inside.locked
    application.idle.wait(0)


def test_no_dialog_stays_in_front_of_the_lock(inside: Window, qtbot: QtBot) -> None:
    dialog = QDialog(inside)
    qtbot.addWidget(dialog)
    dialog.open()
    assert QApplication.activeModalWidget() is dialog
    inside.lock()
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert inside.gate.isVisible()


def test_signing_out_forgets_the_person(inside: Window) -> None:
    QTest.keyClick(inside, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert inside.locked
    assert inside.desk.actor is None
    assert inside.gate.number.text() == ""


def test_pages_are_reached_by_key_and_built_once(inside: Window) -> None:
    QTest.keyClick(inside, Qt.Key.Key_9, CTRL)
    assert inside.stack.stem == "sync"
    page = inside.stack.current()
    QTest.keyClick(inside, Qt.Key.Key_1, CTRL)
    QTest.keyClick(inside, Qt.Key.Key_9, CTRL)
    assert inside.stack.current() is page
    QTest.keyClick(inside, Qt.Key.Key_Escape)
    assert inside.stack.stem == "workbench"


def test_a_page_s_keys_sleep_on_other_pages(inside: Window) -> None:
    inside.go("sync")
    QTest.keyClick(inside, Qt.Key.Key_F5)
    assert inside.stack.current().head.status.whole().startswith("已请求") or inside.stack.stem == "sync"
    inside.go("settings")
    QTest.keyClick(inside, Qt.Key.Key_F4)
    assert inside.stack.stem == "settings"


def test_the_palette_runs_pages_by_initials_and_gives_the_cursor_back(inside: Window) -> None:
    was = QApplication.focusWidget()
    QTest.keyClick(inside, Qt.Key.Key_K, CTRL)
    box = inside.panels.palette
    assert box.box.hasFocus()
    QTest.keyClick(box.box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert QApplication.focusWidget() is was
    QTest.keyClick(inside, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(box.box, "sbzt")
    QTest.keyClick(box.box, Qt.Key.Key_Return)
    assert inside.stack.stem == "sync"


def test_the_palette_finds_nothing_and_says_so(inside: Window, qtbot: QtBot) -> None:
    QTest.keyClick(inside, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(inside.panels.palette.box, "zzzz9999")
    qtbot.waitUntil(lambda: "zzzz9999" in inside.panels.palette.foot.text())
    assert inside.panels.palette.rows.count() == 0


def test_the_key_sheet_shows_the_page_s_keys(inside: Window) -> None:
    QTest.keyClick(inside, Qt.Key.Key_F1)
    words = {
        label.text() for label in inside.panels.key_sheet.findChildren(QWidget) if hasattr(label, "text")
    }
    assert {"F4  Ctrl+N", "新建受理", "Ctrl+K", "全局查询"} <= words
    QTest.keyClick(inside.panels.key_sheet, Qt.Key.Key_Escape)
    assert not inside.panels.key_sheet.isVisible()


@pytest.mark.parametrize(
    ("size", "zoom", "rail"), [((1366, 768), 100, 148), ((1920, 1080), 100, 180), ((911, 512), 100, 56)]
)
def test_breakpoints_of_the_frame(inside: Window, size: tuple[int, int], zoom: int, rail: int) -> None:
    inside.resize(*size)
    assert inside.inside.nav.width() == rail
    assert inside.inside.bar.height() == 46
    bar = inside.inside.bar
    primary = bar.button("workbench.new")
    assert primary.isVisible()
    assert primary.geometry().right() <= bar.width()


def test_zoom_is_a_key_and_is_kept(inside: Window, desk: LiveDesk) -> None:
    QTest.keyClick(inside, Qt.Key.Key_Plus, CTRL)
    assert look().metrics.zoom == 110
    assert desk.settings.get("zoom") == 110
    QTest.keyClick(inside, Qt.Key.Key_Minus, CTRL)
    assert look().metrics.zoom == 100


def test_the_language_switches_every_word_at_run_time(inside: Window) -> None:
    inside.go("settings")
    page = inside.stack.current()
    page.head.tell("已保存（示例）")
    page.language.set_value("en")
    page.language.picked.emit("en")
    assert page.head.title.text() == "Settings"
    assert page.head.status.whole() == "", "said in the other language"
    assert inside.stack.page("workbench").head.status.whole().startswith("0 cases today")
    assert inside.inside.nav.findChild(QWidget, "nav_workbench").text() == "Workbench"
    assert inside.windowTitle().startswith("OneWindow")
    page.language.picked.emit("zh")
    assert page.head.title.text() == "设置"
    assert inside.stack.page("workbench").head.title.text() == "工作台"


def test_the_chip_never_says_delivered_while_something_waits(inside: Window, clock: SetClock) -> None:
    header = inside.inside.header
    cases = [
        (SyncStatus(network=Network.ONLINE, confirmed_at=clock.at.isoformat()), "全部已上报 14:32", "ok"),
        (SyncStatus(network=Network.ONLINE), "尚未上报过", "quiet"),
        (
            SyncStatus(
                network=Network.OFFLINE,
                confirmed_at=clock.at.isoformat(),
                queue=Queue(unsent=3, oldest_at="2026-11-21T14:31:00+08:00"),
            ),
            "离线 · 待上报 3 步",
            "warn",
        ),
        (
            SyncStatus(network=Network.ONLINE, queue=Queue(unsent=1, oldest_at="2026-11-20T10:00:00+08:00")),
            "待上报 1 步",
            "err",
        ),
        (SyncStatus(network=Network.ONLINE, queue=Queue(parked=1, unsent=2)), "1 项要处理", "err"),
    ]
    for status, words, kind in cases:
        header.show_sync(status, clock.at)
        chip = header.findChild(QWidget, "sync_chip")
        assert (chip.text(), chip.property("kind")) == (words, kind)
        assert ("已上报" in words) == (status.queue.unsent == 0 and kind == "ok")


def test_old_undelivered_work_raises_a_banner(inside: Window, clock: SetClock) -> None:
    from app.ui.frame.news import tell_sync

    def status(at: str) -> SyncStatus:
        return SyncStatus(network=Network.OFFLINE, queue=Queue(unsent=2, oldest_at=at))

    tell_sync(inside, inside.inside.header, status("2026-11-21T14:00:00+08:00"), clock.at)
    assert "undelivered" not in inside.inside.banners.names()
    tell_sync(inside, inside.inside.header, status("2026-11-21T12:00:00+08:00"), clock.at)
    assert "2 小时 32 分钟" in inside.inside.banners.text("undelivered")
    tell_sync(inside, inside.inside.header, status("2026-11-19T12:00:00+08:00"), clock.at)
    assert "请告诉负责人" in inside.inside.banners.text("undelivered")
    tell_sync(inside, inside.inside.header, SyncStatus(), clock.at)
    assert inside.inside.banners.names() == ()


def test_a_page_of_the_last_person_is_told_nothing(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    inside.go("sync")
    page = inside.stack.page("sync")
    assert page
    inside.lock()
    sign_in(inside, "3302")
    qtbot.waitUntil(lambda: not isValid(page))
    desk.line.committed(1)
    inside.go("sync")
    again = inside.stack.page("sync")
    assert again
    desk.line.committed(1)
    qtbot.waitUntil(lambda: "2" in again.facts.chips["queue"].text())


def test_a_closed_window_is_told_nothing(application: Application, desk: LiveDesk, qtbot: QtBot) -> None:
    made = application.open(desk, at_once=True)
    application.idle.wait(0)
    assert made.close()
    made.deleteLater()
    qtbot.waitUntil(lambda: not isValid(made))
    desk.line.committed(1)
    application.window = None


def test_toasts_are_few_and_kept_in_the_log(inside: Window) -> None:
    for n in range(4):
        inside.say(f"第 {n} 条")
    assert inside.inside.toasts.shown() == ["第 2 条", "第 3 条"]
    assert list(inside.said()) == ["第 0 条", "第 1 条", "第 2 条", "第 3 条"]
    undone: list[int] = []
    inside.say("已作废草稿 0042", "撤销", lambda: undone.append(1))
    inside.inside.toasts.findChildren(QWidget, "toast_undo")[-1].click()
    assert undone == [1]


def test_what_was_told_to_one_person_is_not_told_to_the_next(inside: Window) -> None:
    inside.say("办件已保存")
    inside.lock()
    sign_in(inside)
    assert list(inside.said()) == ["办件已保存"]
    inside.lock()
    sign_in(inside, "3302")
    assert (list(inside.said()), inside.inside.toasts.shown()) == ([], [])


def test_training_is_seen_from_across_the_room(
    application: Application, desk: LiveDesk, qtbot: QtBot
) -> None:
    desk.training = True
    made = application.open(desk, at_once=True)
    application.idle.wait(0)
    assert made.strip.isVisible()
    assert made.windowTitle().startswith("【培训】")
    assert look().tokens.head != "#123A6F"
    made.tasks.close()
    made.close()
    made.deleteLater()


def test_a_scan_finds_the_record_or_says_so(inside: Window, application: Application, desk: LiveDesk) -> None:
    found = desk.call(inquire, Inquire(text="云栖", slip=True)).result()
    inside.go("printing")
    application.scanner.scanned.emit(found.papers[0].number)
    assert inside.stack.current().tabs["history"].isChecked()
    inside.go("workbench")
    unknown = numbering.make(numbering.NumberKind.CASE, desk.station, desk.clock.now().date(), 999)
    application.scanner.scanned.emit(unknown)
    assert inside.stack.current().head.status.whole() == "⚠ 已扫描，本机没有这个编号"


def test_a_scan_at_the_gate_does_nothing(window: Window, application: Application) -> None:
    application.scanner.scanned.emit("1" * 24)
    assert window.locked
    assert window.stack.stem == ""


def test_the_line_hears_whether_somebody_works_here(
    application: Application, window: Window, desk: LiveDesk
) -> None:
    state = Qt.ApplicationState
    application.qt.applicationStateChanged.emit(state.ApplicationInactive)
    assert not desk.line.front
    application.qt.applicationStateChanged.emit(state.ApplicationActive)
    assert desk.line.front
