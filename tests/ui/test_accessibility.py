"""Every control of every page: a stable English name for tests, a spoken name for people, reached by Tab."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from app.ui.navigation import PAGES
from app.ui.widgets.plain import PlainLabel
from app.ui.window import Window

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTableView, QListView)
STEMS = [place.stem for place in PAGES]


def controls(root: QWidget) -> list[QWidget]:
    """What a person can act on, without the insides that Qt makes for itself."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and not widget.objectName().startswith("qt_")
    ]


def describe(widget: QWidget) -> str:
    parents, parent = [], widget
    while parent is not None:
        parents.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__} in {'/'.join(reversed(parents))}"


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_has_names(lead: Window, stem: str, language: str) -> None:
    lead.desk.settings.put("language", language)
    lead.lock()
    lead.gate.password.setText("onewindow-1")
    lead.gate.enter.click()
    lead.go(stem)
    nameless = [
        describe(widget)
        for widget in controls(lead)
        if not widget.objectName() or not re.fullmatch(r"[A-Za-z0-9_.\-]+", widget.objectName())
    ]
    assert nameless == []
    unspoken = [
        describe(widget)
        for widget in controls(lead)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert unspoken == []


@pytest.mark.parametrize("stem", STEMS)
def test_names_are_not_used_twice_on_a_page(inside: Window, stem: str) -> None:
    inside.go(stem)
    page = inside.stack.current()
    assert page is not None
    names = [widget.objectName() for widget in controls(page)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("stem", STEMS)
def test_no_label_guesses_markup(inside: Window, stem: str) -> None:
    inside.go(stem)
    page = inside.stack.current()
    assert page is not None
    bad = [describe(label) for label in page.findChildren(QLabel) if not isinstance(label, PlainLabel)]
    assert bad == []


@pytest.mark.parametrize("stem", STEMS)
def test_tab_walks_the_page_and_comes_round(inside: Window, stem: str) -> None:
    """No trap: within a few hundred steps Tab is back where it began."""
    inside.go(stem)
    QTest.keyClick(QApplication.focusWidget() or inside, Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    assert first is not None
    seen = [first]
    for _step in range(300):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is first:
            break
        assert now is not seen[-1], f"trapped in {describe(now)}"
        seen.append(now)
    else:
        pytest.fail(f"Tab did not come round: {describe(seen[-1])}")
    assert all(widget.window() is inside for widget in seen)


@pytest.mark.parametrize("stem", STEMS)
def test_the_accessibility_tree_has_no_silent_control(inside: Window, stem: str) -> None:
    """What a screen reader asks: the same names through Qt's accessibility interfaces."""
    inside.go(stem)
    page = inside.stack.current()
    assert page is not None
    silent = []
    for widget in controls(page):
        if not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name):
            silent.append(describe(widget))
    assert silent == []
