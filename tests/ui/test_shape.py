"""What the eye meets all day: one grid, states that keep their colour, sums in sight, nothing cut off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.fees import QuoteLine
from app.domain.refusals import No, Refusal
from app.ui.application import Application
from app.ui.forms.line_entry import LineEntry
from app.ui.language import speak
from app.ui.navigation import PAGES
from app.ui.theme.look import look
from app.ui.theme.metrics import Metrics
from app.ui.theme.sheet import sheet
from app.ui.theme.tokens import LIGHT, THEMES
from app.ui.widgets.action_bar import ActionBar, BarItem
from app.ui.widgets.button import Button
from app.ui.widgets.fee_lines import FeeGroup, FeeLines, line_name, short_source
from app.ui.widgets.field_label import FieldLabel
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.pick import Pick
from app.ui.widgets.plain import PlainLabel
from app.ui.widgets.rows import PAGE, Column, Rows
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.ui.widgets.table import DataTable
from app.ui.widgets.toast import Toasts
from app.ui.window import Window
from tests.ui.conftest import show_active

GUIDE = "专利和集成电路布图设计缴费服务指南"
RULES = "中华人民共和国专利法实施细则（2023-12-11修订, 国务院令第769号, 2024-01-20施行）第112条"


def reds(image: QImage) -> int:
    """Pixels that are clearly red: ink of the error token, also where it is smoothed."""
    inks = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(ink.red() - ink.green() > 60 and ink.red() - ink.blue() > 60 for ink in inks)


def lines_of(label: FieldLabel) -> int:
    room = label.contentsRect().width()
    flags = int(Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextWordWrap)
    whole = label.fontMetrics().boundingRect(QRect(0, 0, room, 1000), flags, label.text())
    return round(whole.height() / label.fontMetrics().lineSpacing())


# labels


def test_the_star_of_a_needed_field_is_red_and_no_part_of_its_name(qtbot: QtBot) -> None:
    label = FieldLabel()
    qtbot.addWidget(label)
    label.say("号码")
    label.show()
    assert reds(label.grab().toImage()) == 0
    label.say("号码", required=True)
    assert reds(label.grab().toImage()) > 5
    assert label.text() == "号码"


@pytest.mark.parametrize(
    "words", ["权利要求附加费明细", "在先申请号（本国）", "申请人地址（中文）", "代理机构统一社会信用代码"]
)
@pytest.mark.parametrize("required", [False, True])
def test_a_long_name_breaks_in_halves(qtbot: QtBot, words: str, required: bool) -> None:
    label = FieldLabel()
    qtbot.addWidget(label)
    label.say(words, required=required)
    label.show()
    in_a_line = label.contentsRect().width() // label.fontMetrics().horizontalAdvance("字")
    assert lines_of(label) == 2
    assert len(words) - in_a_line >= 3, "a lonely character would stand on the last line"


def test_a_label_is_level_with_the_first_line_of_its_field(qtbot: QtBot) -> None:
    from app.ui.widgets.text_box import TextBox

    cell = Labelled(TextBox("note", lines=4))
    qtbot.addWidget(cell)
    cell.say("备注")
    cell.resize(400, cell.sizeHint().height())
    cell.show()
    assert cell.label.y() == cell.box.y()
    assert cell.label.contentsRect().top() < Metrics().field / 2


# tables


def rows() -> Rows[int]:
    return Rows(
        (
            Column(id="name", text=str, width=0),
            Column(id="state", text=lambda _n: "✗ 缺缺缺", width=120, tone=lambda _n: "err"),
        ),
        key=lambda n: n,
    )


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[int]:
    made: DataTable[int] = DataTable("papers", rows())
    made.say("材料", ("名称", "状态"), ("没有。", "", ""))
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_a_chosen_row_keeps_the_colour_of_its_state(table: DataTable[int]) -> None:
    table.rows.show([1, 2])
    place = table.visualRect(table.rows.index(0, 1))
    assert table.currentIndex().row() == 0
    cell = table.viewport().grab(place).toImage()
    assert cell.pixelColor(cell.width() - 4, 4) == QColor(LIGHT.sel)
    assert reds(cell) > 20


def test_a_list_says_where_it_ends(table: DataTable[int]) -> None:
    table.rows.show([1, 2, 3])
    assert table.end_words() == "共 3 行"
    below = table.visualRect(table.rows.index(2, 0)).bottom() + 1
    drawn = table.viewport().grab(QRect(0, below, 120, look().metrics.row)).toImage()
    assert drawn.pixelColor(60, 0) == QColor(LIGHT.border)
    assert any(drawn.pixelColor(x, 14) != QColor(LIGHT.surface) for x in range(8, 60))


def test_a_list_that_goes_on_says_so(table: DataTable[int]) -> None:
    table.rows.fetch_with(lambda _after, limit, show: show(list(range(limit))))
    table.rows.restart()
    assert table.end_words() == f"第 1 至 {PAGE} 行，PgDn 继续"


def test_the_words_of_an_empty_table_break_where_it_is_narrow(table: DataTable[int]) -> None:
    table.say("材料", ("名称", "状态"), ("这里还没有任何需要核对的材料，请先回答上面的问题。",))
    table.resize(200, 200)
    drawn = table.viewport().grab().toImage()
    sides = (0, 1, 2, drawn.width() - 2)
    edge = {drawn.pixelColor(x, y).name().upper() for x in sides for y in range(drawn.height())}
    assert edge == {LIGHT.surface}


def test_a_state_is_not_cut_off(qtbot: QtBot) -> None:
    words = "To be confirmed by the province"
    columns = (
        Column[int](id="name", text=str, width=0),
        Column[int](id="state", text=lambda _n: words, width=120),
        Column[int](id="drawn", text=lambda _n: words, width=100),
    )
    table: DataTable[int] = DataTable("states", Rows(columns, key=lambda n: n))
    qtbot.addWidget(table)
    table.resize(900, 200)
    head = table.horizontalHeader()
    head.resizeSection(2, 60)
    table.rows.show([1])
    assert head.sectionSize(1) >= min(table.fontMetrics().horizontalAdvance(words) + 18, 204)
    assert head.sectionSize(2) == 60, "a person drew it so"


def test_a_switch_of_language_words_the_cells_again(table: DataTable[int]) -> None:
    spoken = ["缺"]
    table.rows.columns = (Column(id="name", text=lambda _n: spoken[0], width=0), table.rows.columns[1])
    table.rows.show([1])
    spoken[0] = "missing"
    table.say("Papers", ("Name", "State"), ("None.",))
    assert table.rows.data(table.rows.index(0, 0)) == "missing"


def test_cells_hand_the_tone_to_the_chosen_row(table: DataTable[int]) -> None:
    table.rows.show([1])
    option = QStyleOptionViewItem()
    table.itemDelegate().initStyleOption(option, table.rows.index(0, 1))
    assert option.palette.highlightedText().color() == QColor(LIGHT.err)  # type: ignore[attr-defined]


# fields and buttons


def test_long_words_show_where_they_begin(qtbot: QtBot) -> None:
    combo, entry = SearchCombo("reason"), LineEntry("name")
    for widget in (combo, entry):
        qtbot.addWidget(widget)
        widget.resize(90, 30)
        widget.show()
    combo.offer([Choice(value=1, text="代理机构办理，未提交商标代理委托书")])
    combo.set_value(1)
    entry.set_value("𬭎㛃<b>A&T</b>茶业有限公司（示例）")
    line = combo.lineEdit()
    assert line is not None
    assert (line.cursorPosition(), entry.line.cursorPosition()) == (0, 0)


def test_a_field_that_is_left_shows_where_its_words_begin(qtbot: QtBot, application: Application) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    name, other = QLineEdit(), QLineEdit()
    row.addWidget(name)
    row.addWidget(other)
    qtbot.addWidget(holder)
    show_active(qtbot, holder)
    name.setFocus()
    name.setText("𬭎㛃茶业有限公司（示例）")
    assert name.cursorPosition() == len(name.text().encode("utf-16-le")) // 2
    other.setFocus()
    assert name.cursorPosition() == 0


def test_a_focused_button_has_one_ring(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QHBoxLayout(holder)
    name, button = QLineEdit(), Button("save")
    button.say("保存")
    row.addWidget(name)
    row.addWidget(button)
    qtbot.addWidget(holder)
    show_active(qtbot, holder)
    name.setFocus()
    # by the key: only then the style adds a frame of its own
    QTest.keyClick(name, Qt.Key.Key_Tab)
    assert button.hasFocus()
    drawn = button.grab().toImage()
    ring = {drawn.pixelColor(x, drawn.height() // 2).name().upper() for x in (0, 1)}
    # the style would draw around the words
    inside = {drawn.pixelColor(x, 3).name().upper() for x in range(8, drawn.width() - 8)}
    assert (ring, inside) == ({LIGHT.primary}, {LIGHT.surface})


def test_every_picture_the_sheet_names_is_there() -> None:
    for tokens in THEMES.values():
        named = [part.split('")')[0] for part in sheet(tokens, Metrics()).split('url("')[1:]]
        assert any("arrow-up" in name for name in named)
        assert [name for name in named if not Path(name).is_file()] == []


def test_a_short_choice_gives_way(qtbot: QtBot) -> None:
    pick = Pick("channel")
    qtbot.addWidget(pick)
    pick.offer([(1, "a very long way to say how somebody has paid for something")])
    assert pick.minimumSizeHint().width() <= 96 < pick.sizeHint().width()


def test_why_another_deed_is_grey_stands_beside_it(qtbot: QtBot) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    bar.resize(900, 46)
    bar.show()
    bar.show_items(
        [
            BarItem(id="a.pay", text="收费", key="F9", reason="提交后才能收费"),
            BarItem(id="a.go", text="提交", key="F10", kind="primary"),
        ]
    )
    (reason,) = (label for label in bar.findChildren(PlainLabel) if label.accessibleName())
    assert (reason.accessibleName(), reason.property("role")) == ("提交后才能收费", "hint")
    assert reason.alignment() & Qt.AlignmentFlag.AlignLeft
    bar.show_items([BarItem(id="a.go", text="提交", kind="primary", reason="本件已提交")])
    assert reason.property("role") == "warning"
    assert reason.alignment() & Qt.AlignmentFlag.AlignRight


# fees


def fee(**parts: Any) -> QuoteLine:
    line = QuoteLine(
        fee_id="f",
        name_zh="受理商标注册费",
        name_en="Trademark registration filing",
        standard_fen=3000,
        quantity=2,
        amount_fen=6000,
        basis=f"{GUIDE}；{RULES}",
        why_zh="30.00 × 2 项 = 60.00 元",
    )
    return replace(line, **parts)


def test_the_law_is_named_once_and_apart_from_the_arithmetic(qtbot: QtBot) -> None:
    shown = FeeLines("lines")
    qtbot.addWidget(shown)
    shown.show_groups((FeeGroup("", (fee(), fee(basis=RULES))),), why=True)
    texts = [label.text() for label in shown.findChildren(PlainLabel) if not label.isHidden()]
    assert [text for text in texts if "元" in text] == [
        "30.00 × 2 项 = 60.00 元 [1][2]",
        "30.00 × 2 项 = 60.00 元 [2]",
    ]
    assert [text for text in texts if text.startswith("[")] == [f"[1] {GUIDE}", "[2] 专利法实施细则第112条"]
    shown.show_groups((FeeGroup("", (fee(),)),), why=False)
    assert not any("[" in label.text() for label in shown.findChildren(PlainLabel) if not label.isHidden())


def test_a_note_is_said_in_the_language_in_force() -> None:
    noted = fee(note="第 11 项起", note_en="from item 11")
    assert line_name(noted) == "受理商标注册费（第 11 项起）"
    speak("en")
    assert line_name(noted) == "Trademark registration filing (from item 11)"


def test_a_source_that_is_all_edition_stays() -> None:
    assert short_source("（试行）") == "（试行）"


# whole pages


@pytest.mark.parametrize("stem", [place.stem for place in PAGES])
def test_no_page_scrolls_sideways_on_the_smallest_screen(inside: Window, stem: str, qtbot: QtBot) -> None:
    """1366 × 768 at 150 %, in the longer language."""
    inside.keep("language", "en")
    speak("en")
    inside.retranslate()
    inside.resize(911, 512)
    inside.go(stem)
    page = inside.stack.current()
    assert page is not None
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= inside.stack.width(), timeout=2000)
    inside.stack.forget()


@pytest.fixture
def form(inside: Window, desk: LiveDesk) -> Any:
    """The form of a trademark, as the clerk has just opened it."""
    inside.resize(1366, 768)
    inside.go("acceptance", matter="TM-REG")
    page: Any = inside.stack.current()
    yield page
    inside.stack.forget()


def test_a_single_field_is_as_wide_as_those_of_other_cards(form: Any) -> None:
    sections = form.sheet.form.sections.values()
    starts = {
        cell.entry.width()
        for section in sections
        for cell in section.cells
        if cell.isVisible() and cell.field.type == "choice"
    }
    assert any(sum(cell.isVisible() for cell in section.cells) == 1 for section in sections)
    assert max(starts) - min(starts) <= 1


def test_on_a_wide_screen_too(form: Any, inside: Window, qtbot: QtBot) -> None:
    """Three columns, one or two of them empty."""
    inside.resize(1920, 1080)

    def widths() -> set[int]:
        sections = form.sheet.form.sections.values()
        plain = [cell for section in sections for cell in section.cells if cell.field.type == "choice"]
        return {cell.entry.width() for cell in plain if cell.isVisible()}

    qtbot.waitUntil(lambda: form.sheet.fee.width() == 320 and max(widths()) < 360)
    QApplication.processEvents()
    assert max(widths()) - min(widths()) <= 1


def test_on_a_small_screen_the_fee_goes_below_and_the_sum_stays_in_the_head(
    form: Any, inside: Window, qtbot: QtBot
) -> None:
    sheet_ = form.sheet
    assert not sheet_.room.isAncestorOf(sheet_.fee)
    assert sheet_.sum_in_head() == ""
    inside.resize(911, 512)
    qtbot.waitUntil(lambda: sheet_.room.isAncestorOf(sheet_.fee))
    sheet_.fee.show_sum(66000, ())
    sheet_.fee_told.emit()
    assert form.head.about.whole() == "应缴合计 ¥ 660.00 · 商标注册申请"
    inside.resize(1366, 768)
    qtbot.waitUntil(lambda: not sheet_.room.isAncestorOf(sheet_.fee))
    assert form.head.about.whole() == "商标注册申请"


def test_many_errors_leave_the_form_in_sight(form: Any) -> None:
    refusals = tuple(Refusal(No.REQUIRED, f"values.{name}") for name in form.sheet.form.cells)
    form.sheet.problems.show_refusals(refusals)
    form.sheet.layout().activate()
    assert len(form.sheet.problems.texts()) == len(refusals) > 10
    assert form.sheet.problems.sizeHint().height() < form.height() / 3


def test_what_the_fee_still_needs_is_named_once(form: Any) -> None:
    """The fact by its name, never by its id."""
    assert "classes" not in form.sheet.fee.note.text()
    assert form.sheet.fee.note.text().count("类别数") == 1


def test_a_toast_hides_no_deed(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    button = QPushButton("打印")
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    qtbot.addWidget(page)
    page.resize(800, 400)
    page.show()
    toasts = Toasts(page)
    toasts.say("缴费记录已保存（示例）")
    assert not toasts.geometry().intersects(button.geometry())
    button.setEnabled(False)
    toasts.say("再一条")
    assert toasts.x() == 12
