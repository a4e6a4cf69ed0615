"""Pages are built in slices: no turn of the event loop is long, nothing jumps, no key is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.ui.application import Application
from app.ui.navigation import BY_STEM
from app.ui.pages.acceptance.page import AcceptancePage
from app.ui.pages.consultation.page import ConsultationPage
from app.ui.pages.payment.page import PaymentPage
from app.ui.pages.visit.page import VisitPage
from app.ui.widgets.search_combo import SearchCombo
from app.ui.window import Window
from tests.ui.conftest import show_active, sign_in
from tests.ui.typing import complete

LATE = {
    "payment": ("payer_card", "fact_patent_year"),
    "consultation": ("suggestions_card", "log_card"),
    "visit": ("earlier_cases", "visits_today", "visit_done"),
}


def _late(window: Window, stem: str) -> list[str]:
    """Which of the late parts are there."""
    page = window.stack.page(stem)
    assert page is not None
    return [name for name in LATE[stem] if page.findChild(QWidget, name) is not None]


def _settle(window: Window, stem: str) -> list[float]:
    """Turns of the event loop until every part is there; the processor time of each, ms."""
    turns: list[float] = []
    end = time.monotonic() + 20
    while len(_late(window, stem)) < len(LATE[stem]) or len(turns) < 10:
        assert time.monotonic() < end
        before = time.thread_time()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        turns.append((time.thread_time() - before) * 1000)
    return turns


def _places(page: QWidget, parts: tuple[QWidget, ...]) -> list[QRect]:
    return [QRect(part.mapTo(page, QPoint(0, 0)), part.size()) for part in parts]


@pytest.mark.parametrize("stem", LATE)
def test_the_first_opening_is_cut_into_turns(inside: Window, stem: str) -> None:
    """Late parts are no part of the first turn, and each has a turn of its own."""
    BY_STEM[stem].load()
    before = time.thread_time()
    inside.go(stem)
    first = (time.thread_time() - before) * 1000
    assert not _late(inside, stem)
    turns = _settle(inside, stem)
    # beside what the same work takes here in one piece, so that a slow machine is no fault of the page
    assert max(first, *turns) < 0.8 * (first + sum(turns))


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_what_stands_already_does_not_move(inside: Window, size: tuple[int, int]) -> None:
    inside.resize(*size)
    for stem in LATE:
        inside.go(stem)
        page = inside.stack.page(stem)
        assert page is not None
        for _turn in range(3):
            QApplication.sendPostedEvents()
        assert not _late(inside, stem)
        parts: tuple[QWidget, ...]
        if isinstance(page, PaymentPage):
            sheet = page.sheet
            parts = (sheet.lines, sheet.lines.editor.number_box, sheet.lines.table, sheet.due)
        elif isinstance(page, VisitPage):
            cards = (page.earlier, page.lists.today, page.lists.done)
            parts = (page.person, page.services, *page.services.buttons.values(), *cards)
        else:
            assert isinstance(page, ConsultationPage)
            parts = (page.work.form, page.work.form.question, page.work.form.need)
        before = _places(page, parts)
        _settle(inside, stem)
        assert _places(page, parts) == before


def test_a_key_that_comes_first_finds_every_part(inside: Window) -> None:
    """Alt+2 asks for the payer, digits and Enter go their way, before any late turn has come."""
    inside.go("payment")
    assert not _late(inside, "payment")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "pay_number"
    QTest.keyClick(focused, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "pay_payer_name"
    assert _late(inside, "payment") == list(LATE["payment"])


def test_a_click_or_key_at_the_window_finds_every_part(inside: Window) -> None:
    inside.go("consultation")
    handle = inside.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_A)  # type: ignore[call-overload]
    assert _late(inside, "consultation") == list(LATE["consultation"])
    page = inside.stack.page("consultation")
    assert isinstance(page, ConsultationPage)
    assert page.work.form.question.text() == "a"


@pytest.fixture
def unhurried(application: Application, desk: LiveDesk, qtbot: QtBot) -> Iterator[Window]:
    """Signed in, at a window whose answers come when they come."""
    made = application.open(desk)
    show_active(qtbot, made)
    sign_in(made)
    qtbot.waitUntil(lambda: not made.locked and not made.tasks.busy, timeout=20_000)
    yield made
    assert made.close() or made.close()
    made.deleteLater()
    application.window = None


def _pick_a_matter(window: Window, qtbot: QtBot, code: str) -> AcceptancePage:
    """Up to where its form is on its way."""
    window.go("acceptance")
    page = window.stack.current()
    assert isinstance(page, AcceptancePage)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=20_000)
    window.go("acceptance", matter=code)
    qtbot.waitUntil(lambda: page.stack.count() == 3, timeout=20_000)
    assert page.sheet is None
    return page


def test_a_large_form_is_cut_into_turns(unhurried: Window, qtbot: QtBot) -> None:
    page = _pick_a_matter(unhurried, qtbot, "PAT-APP-INV")
    turns, end = [], time.monotonic() + 20
    while page.sheet is None:
        assert time.monotonic() < end
        assert page.stack.currentWidget() is page.picker
        before = time.thread_time()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        turns.append((time.thread_time() - before) * 1000)
    assert max(turns) < 0.5 * sum(turns)
    assert page.stack.currentWidget() is page.sheet


def test_a_key_that_comes_first_finds_the_whole_form(unhurried: Window, qtbot: QtBot) -> None:
    page = _pick_a_matter(unhurried, qtbot, "PAT-APP-INV")
    QTest.keyClick(unhurried.windowHandle(), Qt.Key.Key_1)  # type: ignore[call-overload]
    assert page.sheet is not None
    assert page.picker.wanted.text() == ""
    focused = QApplication.focusWidget()
    assert isinstance(focused, SearchCombo)
    assert focused.typed() == "1"


def test_of_two_forms_only_the_last_comes(unhurried: Window, qtbot: QtBot) -> None:
    page = _pick_a_matter(unhurried, qtbot, "PAT-APP-INV")
    unhurried.go("acceptance", matter="TM-REG")
    qtbot.waitUntil(lambda: page.sheet is not None and complete(unhurried), timeout=20_000)
    assert page.sheet is not None
    assert page.sheet.matter.code == "TM-REG"
    qtbot.waitUntil(lambda: page.stack.count() == 3, timeout=5_000)
