"""Entries of several boxes: certificate, address, period, classes with goods, lists, texts, images, dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.matter import Option
from app.ui.forms.choosing import coded, show_code
from app.ui.widgets.date_line import DateLine
from app.ui.widgets.entry import EMPTY, Entry
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.ui.widgets.text_box import TextBox
from app.words.catalogue import _, pick

CHECKED_LENGTH = 18
"""Identity cards and credit codes: both carry a check digit."""


def _line(name: str, entry: Entry, *, code: bool = False) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    if code:
        line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
    line.textEdited.connect(lambda _text: entry.edited.emit())
    return line


def _part(value: object, name: str) -> Any:
    return value.get(name, "") if isinstance(value, Mapping) else ""


class CertificateEntry(Entry):
    """{"kind", "number"}: the kind decides the check."""

    def __init__(self, name: str, kinds: Sequence[Option]) -> None:
        super().__init__(name)
        self._kinds = tuple(kinds)
        self.kind = SearchCombo(f"{name}_kind")
        self.kind.setMinimumContentsLength(6)
        self.kind.picked.connect(lambda _value: self.edited.emit())
        self.number = _line(f"{name}_number", self, code=True)
        self.number.editingFinished.connect(self._guess_kind)
        self.row.addWidget(self.kind, 2)
        self.row.addWidget(self.number, 3)
        self.retranslate()

    def retranslate(self) -> None:
        self.kind.offer(
            [Choice(value=k.value, text=pick(k.words.zh, k.words.en), pinyin=k.pinyin) for k in self._kinds]
        )
        self.number.setPlaceholderText(_("Number"))

    def value(self) -> object:
        kind, number = self.kind.value(), self.number.text()
        return {"kind": kind or "", "number": number} if kind or number.strip() else EMPTY

    def set_value(self, value: object) -> None:
        if value != self.value():
            self.kind.set_value(_part(value, "kind") or None)
            self.number.setText(str(_part(value, "number")))

    def boxes(self) -> Sequence[QWidget]:
        return (self.kind, self.number)

    def _guess_kind(self) -> None:
        """A number typed before its kind: only one whose own check digit tells what it is names it."""
        from app.domain.identifiers import detect

        number = self.number.text().strip()
        if self.kind.value() is not None or self.kind.typed().strip() or len(number) != CHECKED_LENGTH:
            return
        offered = {str(kind.value) for kind in self._kinds}
        fits = [kind for kind in detect(number) if kind in offered]
        if len(fits) == 1:
            self.kind.set_value(fits[0])
            self.edited.emit()

    def place_of(self, inner: str) -> int:
        """To the kind while it is not chosen: without it the number, however right, counts as missing."""
        return 0 if inner == "kind" or self.kind.value() is None else 1

    def set_locked(self, locked: bool) -> None:
        self.kind.setEnabled(not locked)
        self.number.setReadOnly(locked)


class AddressEntry(Entry):
    """{"region", "division", "detail"}. The division is the six digits of GB/T 2260."""

    def __init__(self, name: str, regions: Sequence[Option]) -> None:
        super().__init__(name)
        self._regions = tuple(regions)
        self.region = SearchCombo(f"{name}_region")
        self.region.narrow(64)
        self.region.picked.connect(lambda _code: self.edited.emit())
        self.region.line.textEdited.connect(lambda _text: self.edited.emit())
        self.division = _line(f"{name}_division", self, code=True)
        self.division.setMaximumWidth(76)
        self.detail = _line(f"{name}_detail", self)
        for box, share in ((self.region, 0), (self.division, 0), (self.detail, 1)):
            self.row.addWidget(box, share)
        self.retranslate()

    def retranslate(self) -> None:
        self.region.offer(coded(self._regions))
        self.region.line.setPlaceholderText("CN")
        self.division.setPlaceholderText(_("Division code"))
        self.detail.setPlaceholderText(_("Province, city, street, number"))

    def value(self) -> object:
        division, detail = self.division.text().strip(), self.detail.text().strip()
        if not division and not detail:
            return EMPTY
        region = self.region.value() or self.region.typed().strip() or "CN"
        return {"region": region, "division": division, "detail": detail}

    def set_value(self, value: object) -> None:
        if value != self.value():
            show_code(self.region, _part(value, "region"))
            self.division.setText(str(_part(value, "division")))
            self.detail.setText(str(_part(value, "detail")))

    def boxes(self) -> Sequence[QWidget]:
        return (self.region, self.division, self.detail)

    def place_of(self, inner: str) -> int:
        return {"region": 0, "division": 1}.get(inner, 2)


class DateEntry(Entry):
    """ "YYYY-MM-DD"; what is no date stays as typed."""

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__(name)
        self.line = DateLine(name, today)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.date_changed.connect(lambda _day: self.edited.emit())
        self.row.addWidget(self.line)

    def value(self) -> object:
        day = self.line.value()
        return day.isoformat() if day else self.line.text().strip()

    def set_value(self, value: object) -> None:
        if value != self.value():
            self.line.setText("" if value is None else str(value))

    def boxes(self) -> Sequence[QWidget]:
        return (self.line,)


class PeriodEntry(Entry):
    """{"start", "end"}."""

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__(name)
        self.parts = (DateLine(f"{name}_start", today), DateLine(f"{name}_end", today))
        for line in self.parts:
            line.textEdited.connect(lambda _text: self.edited.emit())
            line.date_changed.connect(lambda _day: self.edited.emit())
            self.row.addWidget(line)

    def value(self) -> object:
        days = [line.value() for line in self.parts]
        typed = [
            day.isoformat() if day else line.text().strip()
            for day, line in zip(days, self.parts, strict=True)
        ]
        return {"start": typed[0], "end": typed[1]} if any(typed) else EMPTY

    def set_value(self, value: object) -> None:
        if value != self.value():
            for line, part in zip(self.parts, ("start", "end"), strict=True):
                line.setText(str(_part(value, part)))

    def boxes(self) -> Sequence[QWidget]:
        return self.parts

    def place_of(self, inner: str) -> int:
        return 1 if inner == "end" else 0


class TextEntry(Entry):
    """Several lines of text."""

    def __init__(self, name: str, lines: int = 2) -> None:
        super().__init__(name)
        self.box = TextBox(name, lines=lines)
        self._setting = False
        self.box.textChanged.connect(self._on_changed)
        self.row.addWidget(self.box)

    def _on_changed(self) -> None:
        if not self._setting:
            self.edited.emit()

    def value(self) -> object:
        return self.box.text()

    def set_value(self, value: object) -> None:
        self._setting = True
        self.box.setText("" if value is None else str(value))
        self._setting = False

    def boxes(self) -> Sequence[QWidget]:
        return (self.box,)


class ListEntry(TextEntry):
    """A list of texts or whole numbers: one a line, or divided by commas and semicolons."""

    def __init__(self, name: str, *, numbers: bool = False, lines: int = 2) -> None:
        super().__init__(name, lines=lines)
        self._numbers = numbers

    def retranslate(self) -> None:
        self.box.setPlaceholderText(_("One a line, or divided by semicolons"))

    def value(self) -> object:
        parts = split_list(self.box.text())
        if self._numbers:
            return [int(p) if p.isascii() and p.isdigit() else p for p in parts] or EMPTY
        return parts or EMPTY

    def set_value(self, value: object) -> None:
        if value != self.value():
            many = value if isinstance(value, list | tuple) else ()
            super().set_value("\n".join(str(one) for one in many))


ANY_SIGN = ("；", ";", "，", ",", "、", "\t")
GOODS_SIGNS = ("；", ";", "、")
"""A goods item may hold a comma of its own."""


def split_list(text: str, signs: Sequence[str] = ANY_SIGN) -> list[str]:
    """The parts of a pasted list; Chinese and Western separators alike."""
    for sign in signs:
        text = text.replace(sign, "\n")
    return [part.strip() for part in text.splitlines() if part.strip()]


class GoodsEntry(TextEntry):
    """[{"nice_class", "items"}]: one class a line, as `30: 茶; 茶饮料`."""

    def retranslate(self) -> None:
        self.box.setPlaceholderText(_("One class a line, for example 30: tea; tea drinks"))

    def value(self) -> object:
        rows: list[dict[str, object]] = []
        for line in self.box.text().splitlines():
            if line.strip():
                head, _sign, rest = line.replace("：", ":").partition(":")
                number = head.strip()
                rows.append(
                    {
                        "nice_class": int(number) if number.isascii() and number.isdigit() else number,
                        "items": split_list(rest, GOODS_SIGNS),
                    }
                )
        return rows or EMPTY

    def set_value(self, value: object) -> None:
        if value == self.value():
            return
        rows = value if isinstance(value, list | tuple) else ()
        super().set_value(
            "\n".join(
                f"{_part(row, 'nice_class')}: {'; '.join(str(i) for i in _part(row, 'items') or ())}"
                for row in rows
            )
        )
