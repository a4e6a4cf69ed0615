"""Names that want to be markup or invisible: on every page they are text, and what hides is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.cli import examples
from app.domain.case import Draft
from app.domain.refusals import Refused
from app.ui.navigation import PAGES
from app.ui.window import Window
from app.usecases.accept_case import FileCase, file_case
from app.usecases.drafts import park_draft
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.visits import OpenVisit, open_visit
from tests.ui.test_accessibility import describe
from tests.ui.typing import complete

IMAGE = "<img src=x>"
HIDES = "\u202e"
NAME = f"{IMAGE}<b>=cmd|x!A1</b>&amp;（示例）"
LONG = f"{IMAGE}" + "长" * 3_000


def done(desk: LiveDesk, deed: Any, *given: Any) -> Any:
    told = desk.call(deed, *given).result(timeout=20)
    assert not isinstance(told, Refused), told
    return told


def strange_records(desk: LiveDesk) -> None:
    """A visitor, a case, a consultation and a parked form whose every free text is hostile."""
    done(desk, open_visit, OpenVisit(visitor_name=NAME, ticket="A1"))
    asked = msgspec.convert(dict(examples.OF["accept"]), FileCase)
    done(desk, file_case, replace(asked, values={**asked.values, "applicant_name": NAME}))
    talk = {**dict(examples.OF["consult"]), "question": NAME + HIDES, "answer": LONG[:1_900] + HIDES}
    done(desk, log_consultation, msgspec.convert(talk, LogConsultation))
    form = Draft(id="d1", kind="acceptance", matter="TM-REG", extra={"about": NAME + HIDES})
    done(desk, park_draft, form, NAME + HIDES)


def rich(tip: str) -> bool:
    """Whether Qt would draw something of it."""
    return IMAGE in tip or "<b>" in tip


def cells(view: QAbstractItemView) -> list[tuple[str, str]]:
    """(shown, hint) of every cell."""
    model = view.model()
    if not isinstance(model, QAbstractItemModel):
        return []
    found = []
    for row in range(min(model.rowCount(QModelIndex()), 50)):
        for column in range(model.columnCount(QModelIndex())):
            at = model.index(row, column)
            found.append((str(at.data() or ""), str(at.data(Qt.ItemDataRole.ToolTipRole) or "")))
    return found


def wrong(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        tip = widget.toolTip()
        spoken = widget.accessibleName() + widget.accessibleDescription()
        if rich(tip):
            found.append(f"tip {describe(widget)}: {tip[:60]}")
        if HIDES in tip + spoken:
            found.append(f"hidden {describe(widget)}")
        if isinstance(widget, QLabel | QAbstractButton) and HIDES in widget.text():
            found.append(f"hidden text {describe(widget)}")
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"format {describe(widget)}")
        if isinstance(widget, QAbstractItemView):
            for shown, hint in cells(widget):
                if rich(hint) or HIDES in shown + hint:
                    found.append(f"cell {describe(widget)}: {shown[:40]!r} {hint[:40]!r}")
    return found


def shown(root: QWidget) -> str:
    """Every text that a person could read there."""
    texts = [widget.text() for widget in root.findChildren(QLabel) if widget.isVisible()]
    for view in root.findChildren(QAbstractItemView):
        texts += [text for text, _hint in cells(view)]
    return "\n".join(texts)


@pytest.mark.parametrize("stem", [place.stem for place in PAGES])
def test_no_page_lets_a_name_be_more_than_text(
    inside: Window, desk: LiveDesk, qtbot: QtBot, stem: str
) -> None:
    strange_records(desk)
    inside.go(stem)
    qtbot.waitUntil(lambda: complete(inside))
    assert wrong(inside) == []
    assert inside.minimumSizeHint().width() <= 1366
    if stem in ("workbench", "consultation", "visit"):
        assert IMAGE in shown(inside), "nothing hostile is on this page: the test proves nothing"


def test_what_was_looked_for_and_found_is_text(inside: Window, desk: LiveDesk) -> None:
    strange_records(desk)
    inside.go("inquiry")
    page: Any = inside.stack.current()
    for asked in ("（示例）", NAME + HIDES):
        page.search.box.setText(asked)
        QTest.keyClick(page.search.box, Qt.Key.Key_Return)
        assert wrong(inside) == []
    inside.deeds.open_palette(NAME + HIDES)
    assert wrong(inside) == []


def test_pasted_rich_text_brings_plain_text_only(inside: Window) -> None:
    inside.go("consultation")
    page = inside.stack.current()
    assert page is not None
    pasted = QMimeData()
    pasted.setHtml("<b>云栖</b><img src='file:///etc/hostname'>")
    pasted.setText("云栖")
    QGuiApplication.clipboard().setMimeData(pasted)
    boxes = [box for box in page.findChildren(QPlainTextEdit) if not box.isReadOnly() and box.isVisible()]
    assert boxes
    for box in boxes:
        box.clear()
        box.paste()
        assert box.toPlainText() == "云栖"
