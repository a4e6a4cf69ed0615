"""Choices by pinyin, dates by a few digits, amounts in fen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.forms.picture import PictureEntry
from app.ui.widgets.date_line import DateLine, add_months, parse_date
from app.ui.widgets.lines import ErrorLine, StatusChip, mark
from app.ui.widgets.money import MoneyLabel, yuan_text
from app.ui.widgets.pick import Pick
from app.ui.widgets.search_combo import Choice, SearchCombo
from tests.ui.conftest import show_active

TODAY = date(2026, 11, 21)
CHOICES = (
    Choice(value="tm", text="商标注册申请", code="TM-REG", pinyin=("shangbiaozhuceshenqing", "sbzcsq")),
    Choice(value="inv", text="发明专利申请", code="PA-INV", pinyin=("famingzhuanlishenqing", "fmzlsq")),
    Choice(value="tmx", text="商标续展", code="TM-REN", pinyin=("shangbiaoxuzhan", "sbxz")),
)


@pytest.fixture
def combo(qtbot: QtBot) -> Iterator[SearchCombo]:
    holder = QWidget()
    made = SearchCombo("matter")
    holder.following = QLineEdit()
    column = QVBoxLayout(holder)
    column.addWidget(made)
    column.addWidget(holder.following)
    made.offer(CHOICES)
    qtbot.addWidget(holder)
    show_active(qtbot, holder)
    made.setFocus()
    yield made
    holder.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sbzc", "tm"),
        ("famingz", "inv"),
        ("续展", "tmx"),
        ("pa-", "inv"),
        ("商标续展", "tmx"),
        ("FMZL", "inv"),
    ],
)
def test_choices_are_found_by_code_words_pinyin_and_initials(
    combo: SearchCombo, typed: str, first: str
) -> None:
    assert combo.matches(typed)[0].value == first


def test_the_better_fit_stands_first(combo: SearchCombo) -> None:
    assert [choice.value for choice in combo.matches("sb")] == ["tm", "tmx"]
    assert [choice.value for choice in combo.matches("TM-REN")] == ["tmx"]
    assert combo.matches("没有的") == []


def test_enter_takes_the_best_fit_and_moves_on(combo: SearchCombo, qtbot: QtBot) -> None:
    with qtbot.waitSignal(combo.picked) as told:
        QTest.keyClicks(combo, "fmzl")
        QTest.keyClick(combo, Qt.Key.Key_Return)
    assert told.args == ["inv"]
    assert combo.value() == "inv"
    assert combo.typed() == "PA-INV  发明专利申请"
    assert combo.parentWidget().following.hasFocus()


def test_words_that_are_no_choice_stay_as_typed(combo: SearchCombo) -> None:
    QTest.keyClicks(combo, "zzz")
    combo.parentWidget().following.setFocus()
    assert combo.value() is None
    assert combo.typed() == "zzz"


def test_leaving_the_field_takes_the_only_fit(combo: SearchCombo) -> None:
    QTest.keyClicks(combo, "xuzhan")
    combo.completer().popup().hide()
    combo.parentWidget().following.setFocus()
    assert combo.value() == "tmx"


def test_setting_a_value_announces_nothing(combo: SearchCombo, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(combo.picked):
        combo.set_value("tm")
        combo.offer(CHOICES[:1])
    assert combo.value() == "tm"
    combo.set_value("gone")
    assert combo.value() is None
    assert combo.typed() == ""


def test_a_short_list_carries_values(qtbot: QtBot) -> None:
    made = Pick("channel")
    qtbot.addWidget(made)
    made.offer([(None, "按设置"), ("pos", "POS 刷卡")])
    made.set_value("pos")
    made.offer([(None, "As set"), ("pos", "POS card")])
    assert made.value() == "pos"
    made.show()
    made.setFocus()
    with qtbot.waitSignal(made.picked) as told:
        QTest.keyClick(made, Qt.Key.Key_Up)
    assert told.args == [None]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20261121", date(2026, 11, 21)),
        ("1121", date(2026, 11, 21)),
        ("2026-1-5", date(2026, 1, 5)),
        ("2026年3月8日", date(2026, 3, 8)),
        ("２０２６１１２１", date(2026, 11, 21)),
        ("2026/02/28", date(2026, 2, 28)),
        ("20260230", None),
        ("0230", None),
        ("11", None),
        ("", None),
        ("明天", None),
    ],
)
def test_dates_as_people_type_them(typed: str, day: date | None) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.fixture
def line(qtbot: QtBot) -> DateLine:
    made = DateLine("received", lambda: TODAY)
    qtbot.addWidget(made)
    show_active(qtbot, made)
    made.setFocus()
    return made


def test_keys_of_a_date(line: DateLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.date_changed) as told:
        QTest.keyClicks(line, "=")
    assert told.args == [TODAY]
    QTest.keyClicks(line, "+")
    assert line.value() == date(2026, 11, 22)
    QTest.keyClicks(line, "--")
    assert line.value() == date(2026, 11, 20)
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert line.text() == "2026-12-20"
    QTest.keyClick(line, Qt.Key.Key_PageUp)
    assert line.text() == "2026-11-20"


def test_a_minus_inside_a_date_is_a_minus(line: DateLine) -> None:
    QTest.keyClicks(line, "2026-11-05")
    assert line.value() == date(2026, 11, 5)


def test_what_is_no_date_stays(line: DateLine) -> None:
    line.insert("3月底")
    line.settle()
    assert line.text() == "3月底"
    assert line.value() is None


def test_months_end_where_they_end() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_the_wheel_leaves_the_calendar_s_year(line: DateLine) -> None:
    """A box of Qt's own inside Qt's own widget."""
    line.set_value(TODAY)
    line.open_calendar()
    calendar = line.findChild(QCalendarWidget, "received_calendar")
    assert calendar is not None
    year = calendar.findChild(QSpinBox)
    assert year is not None
    before = year.value()
    year.show()
    QApplication.processEvents()
    where = year.mapTo(calendar, QPointF(year.rect().center()))
    QTest.wheelEvent(calendar.windowHandle(), where, QPoint(0, -120))
    assert year.value() == before
    assert calendar.yearShown() == 2026
    calendar.hide()


def test_a_picture_s_field_shows_its_name_and_keeps_the_hash_for_who_asks(qtbot: QtBot) -> None:
    entry = PictureEntry("mark", lambda _work, _done: None)
    qtbot.addWidget(entry)
    digest = "c2" * 32
    entry.set_value({"sha256": digest, "name": "mark-specimen.png"})
    assert entry.shown.text() == "mark-specimen.png"
    assert digest in entry.shown.toolTip()
    entry.set_value(None)
    assert (entry.shown.text(), entry.shown.toolTip()) == ("", "")


def test_the_calendar_gives_a_day(line: DateLine, qtbot: QtBot) -> None:
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = line.findChild(QWidget, "received_calendar")
    assert calendar is not None
    assert calendar.isVisible()
    with qtbot.waitSignal(line.date_changed) as told:
        calendar.activated.emit(QDate(2026, 12, 1))
    assert told.args == [date(2026, 12, 1)]
    assert line.text() == "2026-12-01"


def test_amounts_are_fen(qtbot: QtBot) -> None:
    assert yuan_text(66_000) == "¥ 660.00"
    assert yuan_text(123_456_789, sign=False) == "1,234,567.89"
    assert yuan_text(-5) == "¥ -0.05"
    label = MoneyLabel(role="total")
    qtbot.addWidget(label)
    label.show_fen(109_500)
    assert label.text() == label.accessibleName() == "¥ 1,095.00"


def test_an_error_stands_at_its_field(qtbot: QtBot) -> None:
    field, line = QLineEdit(), ErrorLine("e")
    qtbot.addWidget(field)
    qtbot.addWidget(line)
    mark(field, "error", "少 2 位")
    line.say("少 2 位")
    assert field.property("state") == "error"
    assert field.accessibleDescription() == "少 2 位"
    assert line.isVisibleTo(line)
    line.clear()
    mark(field, "")
    assert line.text() == ""
    assert field.accessibleDescription() == ""


def test_a_chip_is_word_and_symbol(qtbot: QtBot) -> None:
    chip = StatusChip("c")
    qtbot.addWidget(chip)
    chip.say("待缴费", "warn")
    assert (chip.text(), chip.accessibleName(), chip.property("kind")) == ("待缴费", "待缴费", "warn")
