"""The table by keyboard, by pages, and with nothing in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.look import look
from app.ui.theme.tokens import LIGHT
from app.ui.widgets.rows import PAGE, Column, Rows
from app.ui.widgets.table import DataTable
from tests.ui.conftest import show_active


@dataclass(frozen=True)
class Paper:
    id: int
    name: str
    count: int = 1
    received: bool = False


def rows() -> Rows[Paper]:
    return Rows(
        (
            Column(id="name", text=lambda paper: paper.name, width=0),
            Column(id="count", text=lambda paper: str(paper.count), width=60, number=True),
            Column(
                id="received",
                text=lambda paper: "齐全" if paper.received else "缺",
                tone=lambda paper: "ok" if paper.received else "err",
                ticked=lambda paper: paper.received,
                order=lambda paper: paper.received,
            ),
        ),
        key=lambda paper: paper.id,
    )


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[DataTable[Paper]]:
    holder = QWidget()
    made: DataTable[Paper] = DataTable("papers", rows())
    made.say(
        "材料清单", ("材料", "份数", "状态"), ("今天还没有材料。", "收到的材料会出现在这里。", "按 F4 新建。")
    )
    column = QVBoxLayout(holder)
    column.addWidget(made)
    holder.after = QLineEdit()
    column.addWidget(holder.after)
    qtbot.addWidget(holder)
    holder.resize(500, 300)
    show_active(qtbot, holder)
    made.setFocus()
    yield made
    holder.close()


PAPERS = [Paper(1, "商标注册申请书"), Paper(2, "主体资格证明", 2), Paper(3, "<b>委托书</b>")]


def test_names_are_shown_as_typed(table: DataTable[Paper]) -> None:
    table.rows.show(PAPERS)
    assert table.rows.data(table.rows.index(2, 0)) == "<b>委托书</b>"


def test_enter_opens_the_row_and_down_moves(table: DataTable[Paper], qtbot: QtBot) -> None:
    table.rows.show(PAPERS)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [PAPERS[1]]


def test_space_asks_for_a_tick(table: DataTable[Paper], qtbot: QtBot) -> None:
    table.rows.show(PAPERS)
    with qtbot.waitSignal(table.rows.tick_wanted) as told:
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert told.args == [PAPERS[0]]
    table.rows.show([replace(PAPERS[0], received=True), *PAPERS[1:]])
    ticked = table.rows.data(table.rows.index(0, 2), Qt.ItemDataRole.CheckStateRole)
    assert ticked is Qt.CheckState.Checked


def test_tab_leaves_the_table(table: DataTable[Paper]) -> None:
    table.rows.show(PAPERS)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is table.parentWidget().after


def test_typing_finds_in_every_column(table: DataTable[Paper]) -> None:
    table.rows.show(PAPERS)
    table.keyboardSearch("委托")
    assert table.current() == PAPERS[2]
    table.keyboardSearch("资格")
    assert table.current() == PAPERS[1]


def test_the_cursor_stays_on_its_record_when_the_list_changes(table: DataTable[Paper]) -> None:
    table.rows.show(PAPERS)
    assert table.choose(2)
    table.rows.show([Paper(9, "新来的"), *PAPERS])
    assert table.current() == PAPERS[1]


def test_an_empty_table_says_what_would_be_here(table: DataTable[Paper]) -> None:
    empty = table.grab().toImage()
    assert "今天还没有材料。" in table.accessibleDescription()
    table.rows.show(PAPERS)
    assert table.accessibleDescription() == ""
    table.rows.show([])
    assert "按 F4 新建。" in table.accessibleDescription()
    dark = {
        empty.pixelColor(x, y).name()
        for x in range(100, 400)
        for y in range(40, 200)
        if empty.pixelColor(x, y).lightness() < 90
    }
    assert dark, "the words are painted"


def test_a_long_list_is_read_page_by_page(table: DataTable[Paper]) -> None:
    store = [Paper(n, f"第 {n} 件") for n in range(PAGE * 2 + 7)]
    asked: list[object] = []

    def fetch(after: object, limit: int, show: Callable[[Sequence[Paper]], None]) -> None:
        asked.append(after)
        start = 0 if after is None else int(str(after)) + 1
        show(store[start : start + limit])

    table.rows.fetch_with(fetch)
    table.rows.restart()
    assert len(table.rows.rows) == PAGE
    table.choose(PAGE - 1)
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    assert table.rows.rows[0].id == PAGE
    assert table.rows.first_number == PAGE + 1
    table.choose(PAGE * 2 - 1)
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    assert len(table.rows.rows) == 7
    assert not table.rows.next_page()
    table.choose(PAGE * 2)
    QTest.keyClick(table, Qt.Key.Key_PageUp)
    assert table.rows.rows[0].id == PAGE
    assert asked == [None, PAGE - 1, PAGE * 2 - 1, PAGE - 1]


def test_a_click_on_the_head_sorts_what_is_in_memory(table: DataTable[Paper]) -> None:
    table.rows.show([Paper(1, "乙", 2), Paper(2, "甲", 3, received=True), Paper(3, "丙", 1)])
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert table.rows.rows[0].id == 2


def test_tones_and_alignment(table: DataTable[Paper]) -> None:
    table.rows.show(PAPERS)
    colour = table.rows.data(table.rows.index(0, 2), Qt.ItemDataRole.ForegroundRole)
    assert colour.name().upper() == LIGHT.err
    assert table.rows.data(table.rows.index(0, 0), Qt.ItemDataRole.ForegroundRole) is None
    right = table.rows.data(table.rows.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert right & int(Qt.AlignmentFlag.AlignRight)
    assert table.rows.data(table.rows.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "份数 1"


def test_display_data_makes_no_detour(table: DataTable[Paper]) -> None:
    """1 500 calls a frame: the words are made when the rows are shown, not when they are asked for."""
    made = 0

    def text(paper: Paper) -> str:
        nonlocal made
        made += 1
        return paper.name

    tight: Rows[Paper] = Rows((Column(id="name", text=text),), key=lambda paper: paper.id)
    tight.show(PAPERS)
    for _frame in range(100):
        tight.data(tight.index(1, 0))
    assert made == len(PAPERS)
    assert tight.rowCount(QModelIndex()) == 3


def test_the_row_height_follows_the_density(table: DataTable[Paper]) -> None:
    look().choose(density="compact")
    assert table.verticalHeader().defaultSectionSize() == 24
    look().choose(density="comfortable", zoom=150)
    assert table.verticalHeader().defaultSectionSize() == 48


def test_a_narrow_table_gives_up_what_is_wide_only(qtbot: QtBot) -> None:
    columns = (
        Column[Paper](id="name", text=lambda paper: paper.name, width=0),
        Column[Paper](id="count", text=lambda paper: str(paper.count), wide_only=True),
    )
    made: DataTable[Paper] = DataTable("t", Rows(columns, key=lambda paper: paper.id))
    qtbot.addWidget(made)
    made.resize(1_000, 200)
    made.show()
    assert not made.isColumnHidden(1)
    made.resize(700, 200)
    assert made.isColumnHidden(1)
