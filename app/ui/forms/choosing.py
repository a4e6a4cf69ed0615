"""Entries that choose: one of a list, yes or no, several of a list, a region."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.domain.matter import Option
from app.ui.widgets.entry import EMPTY, Entry
from app.ui.widgets.plain import button_text
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.words.catalogue import _, pick

YES = ("y", "1", "shi", "yes", "有", "要", "you", "yao")
NO = ("n", "2", "fou", "no", "没有", "无", "不要", "不", "meiyou", "buyao")
"""What people type for the two, in either input mode."""


class ChoiceEntry(Entry):
    """One of the options, by typing, initials or the list."""

    def __init__(self, name: str, options: Sequence[Option]) -> None:
        super().__init__(name)
        self._options = tuple(options)
        self.combo = SearchCombo(name)
        self.combo.picked.connect(lambda _value: self.edited.emit())
        line = self.combo.lineEdit()
        if line is not None:
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.row.addWidget(self.combo)
        self.retranslate()

    def retranslate(self) -> None:
        self.combo.offer(
            [Choice(value=o.value, text=pick(o.words.zh, o.words.en), pinyin=o.pinyin) for o in self._options]
        )

    def value(self) -> object:
        chosen = self.combo.value()
        return self.combo.typed().strip() if chosen is None else chosen

    def set_value(self, value: object) -> None:
        if value != self.value():
            self.combo.set_value(value)

    def boxes(self) -> Sequence[QWidget]:
        return (self.combo,)

    def set_locked(self, locked: bool) -> None:
        self.combo.setEnabled(not locked)


def coded(options: Sequence[Option]) -> list[Choice]:
    """Options of a long table: code and words, found by either language, full pinyin or initials."""
    return [
        Choice(
            value=o.value,
            text=pick(o.words.zh, o.words.en),
            code=str(o.value),
            pinyin=(*o.pinyin, pick(o.words.en, o.words.zh)),
        )
        for o in options
    ]


def show_code(combo: SearchCombo, code: object) -> None:
    """The choice with this code; what is no code stays as it was typed, for the check to tell."""
    combo.set_value(code)
    if combo.value() is None and isinstance(code, str) and code:
        combo.setEditText(code)


class TableEntry(ChoiceEntry):
    """One of a long table; the code is the value and stands before the words."""

    def retranslate(self) -> None:
        self.combo.offer(coded(self._options))

    def set_value(self, value: object) -> None:
        if value != self.value():
            show_code(self.combo, value)


class YesNoEntry(Entry):
    """Not answered is kept apart from no."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.combo = SearchCombo(name)
        self.combo.picked.connect(lambda _value: self.edited.emit())
        self.row.addWidget(self.combo)
        self.retranslate()

    def retranslate(self) -> None:
        self.combo.offer(
            [
                Choice(value=True, text=_("Yes"), pinyin=YES),
                Choice(value=False, text=_("No"), pinyin=NO),
            ]
        )

    def value(self) -> object:
        chosen = self.combo.value()
        return self.combo.typed().strip() if chosen is None else chosen

    def set_value(self, value: object) -> None:
        if value != self.value():
            self.combo.set_value(value if isinstance(value, bool) else None)

    def boxes(self) -> Sequence[QWidget]:
        return (self.combo,)

    def set_locked(self, locked: bool) -> None:
        self.combo.setEnabled(not locked)


class SeveralEntry(Entry):
    """Several of a short list, as tick boxes in two columns."""

    def __init__(self, name: str, options: Sequence[Option]) -> None:
        super().__init__(name)
        self._options = tuple(options)
        self._ticks: list[QCheckBox] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for at, option in enumerate(self._options):
            tick = QCheckBox()
            tick.setObjectName(f"{name}_{option.value}")
            tick.clicked.connect(lambda _on: self.edited.emit())
            grid.addWidget(tick, at // 2, at % 2)
            self._ticks.append(tick)
        self.row.addLayout(grid)
        self.retranslate()

    def retranslate(self) -> None:
        for tick, option in zip(self._ticks, self._options, strict=True):
            words = pick(option.words.zh, option.words.en)
            tick.setText(button_text(words))
            tick.setAccessibleName(words)

    def name(self, accessible: str) -> None:
        self.setAccessibleName(accessible)

    def value(self) -> object:
        pairs = zip(self._ticks, self._options, strict=True)
        chosen = [option.value for tick, option in pairs if tick.isChecked()]
        return chosen or EMPTY

    def set_value(self, value: object) -> None:
        wanted = value if isinstance(value, list | tuple) else ()
        for tick, option in zip(self._ticks, self._options, strict=True):
            tick.setChecked(option.value in wanted)

    def boxes(self) -> Sequence[QWidget]:
        return tuple(self._ticks)
