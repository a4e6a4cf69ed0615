"""A choice by typing: code, words, full pinyin or initials. Down opens all, Enter takes and moves on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QListView, QWidget

from app.ui.theme.look import look
from app.ui.widgets.boxes import ListBox
from app.ui.widgets.guards import ENTERS, step
from app.ui.widgets.plain import visible

LIST_WIDTH = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One item. `pinyin` holds full pinyin and initials, computed when the data was built."""

    value: object
    text: str
    code: str = ""
    pinyin: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return visible(f"{self.code}  {self.text}" if self.code else self.text)

    def rank(self, typed: str) -> int | None:
        """0 is the best fit, None no fit: all of it, code or words begin, pinyin begins, words hold it.

        Between two that fit wholly (mg: 美国, and the code of Madagascar) the list decides: frequent first.
        """
        wanted = typed.strip().casefold()
        if not wanted:
            return 9
        spoken = [one.casefold() for one in self.pinyin]
        if wanted in (self.shown.casefold(), self.text.casefold(), self.code.casefold(), *spoken):
            return 0
        if self.code.casefold().startswith(wanted) or self.text.casefold().startswith(wanted):
            return 1
        if any(one.startswith(wanted) for one in spoken):
            return 2
        if wanted in self.shown.casefold():
            return 3
        return 4 if any(wanted in one for one in spoken) else None


class SearchCombo(ListBox):
    """`value()` is the value of the choice; None while the text is no choice (the text stays as typed)."""

    picked = Signal(object)
    """a choice was taken by a person; carries its value"""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}_text")
        self.line.textEdited.connect(self._on_typed)
        self.setLineEdit(self.line)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._choices: tuple[Choice, ...] = ()
        self._found: list[Choice] = []
        self._value: object = None
        self._list_width = 0
        self.activated.connect(lambda place: self._take(self._choices[place]))

    # content

    def offer(self, choices: Sequence[Choice]) -> None:
        """The list to choose from; the value stays if it is still in it."""
        self._choices = tuple(choices)
        kept = self._value
        self.blockSignals(True)
        self.clear()
        self.addItems([choice.shown for choice in self._choices])
        self.blockSignals(False)
        self.set_value(kept)

    def narrow(self, width: int) -> None:
        """The field shows little more than the code; its lists show the words whole. Logical pixels."""
        self.setMinimumContentsLength(1)
        self.setFixedWidth(look().metrics.px(width))
        self._list_width = look().metrics.px(LIST_WIDTH)
        self.view().setMinimumWidth(self._list_width)

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        """Show this choice, or an empty field. `picked` is not sent."""
        place = next((i for i, choice in enumerate(self._choices) if choice.value == value), -1)
        self._value = value if place >= 0 else None
        self.setCurrentIndex(place)
        if place < 0:
            self.setEditText("")
        self._show_beginning()

    def _show_beginning(self) -> None:
        """Long words show where they begin, unless somebody is typing in them."""
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)

    def typed(self) -> str:
        """What stands in the field, choice or not."""
        return self.currentText()

    @property
    def holds_enter(self) -> bool:
        """Words that are no choice yet: Enter is answered here and never leaves them behind as if taken."""
        return self._value is None and bool(self.typed().strip())

    def name(self, accessible: str) -> None:
        """Accessible names of the field and of its inner parts."""
        super().name(accessible)
        line, completer = self.lineEdit(), self.completer()
        if line is not None:
            line.setAccessibleName(accessible)
        if completer is not None:
            completer.popup().setAccessibleName(accessible)

    # typing

    def matches(self, typed: str) -> list[Choice]:
        """Choices that fit, best first, in list order within the same rank."""
        ranked = [(rank, choice) for choice in self._choices if (rank := choice.rank(typed)) is not None]
        return [choice for _rank, choice in sorted(ranked, key=lambda pair: pair[0])]

    def _on_typed(self, typed: str) -> None:
        self._value = None
        self._drop_down(self.matches(typed) if typed.strip() else [])

    def _drop_down(self, found: list[Choice]) -> None:
        """These choices under the field; none hides the list."""
        self._found = found
        completer = self.completer()
        if not found:
            if completer is not None:
                completer.popup().hide()
            return
        completer = completer or self._finder()
        words = completer.model()
        assert isinstance(words, QStringListModel)
        words.setStringList([choice.shown for choice in found])
        completer.complete()
        self._point_at_best(completer.popup(), words)

    def _finder(self) -> QCompleter:
        """The list under typed words, made when words are typed first."""
        completer = QCompleter(QStringListModel(self), self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        popup = QListView()
        popup.setProperty("role", "choices")
        popup.setObjectName(f"{self.objectName()}_found")
        popup.setAccessibleName(self.accessibleName())
        popup.setMinimumWidth(self._list_width)
        completer.setPopup(popup)
        completer.activated.connect(self._on_found)
        self.setCompleter(completer)
        return completer

    def _point_at_best(self, popup: QAbstractItemView, words: QStringListModel) -> None:
        """Show the first line as chosen. Without the block the completer would write it into the field."""
        chosen = popup.selectionModel()
        with QSignalBlocker(chosen):
            chosen.setCurrentIndex(words.index(0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        popup.viewport().update()

    def _on_found(self, shown: str) -> None:
        """A line of the list was taken by Enter or mouse: go on to the next field."""
        choice = next((one for one in self._found if one.shown == shown), None)
        if choice is not None:
            self._take(choice)
            step(self)

    def _take(self, choice: Choice) -> None:
        place = self._choices.index(choice)
        self._value = choice.value
        self.setCurrentIndex(place)
        self.setEditText(choice.shown)
        self.picked.emit(choice.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on typed words takes the best fit and goes on, or shows all that fit; Down opens the list."""
        completer = self.completer()
        open_list = completer is not None and completer.popup().isVisible()
        if event.key() in ENTERS and self.holds_enter:
            found = self.matches(self.typed())
            if found:
                if completer is not None:
                    completer.popup().hide()
                self._take(found[0])
                step(self)
            else:
                self._drop_down(list(self._choices))
            return
        if event.key() == Qt.Key.Key_Down and not open_list:
            self.showPopup()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Words that name exactly one choice are that choice; anything else stays for the check to tell."""
        super().focusOutEvent(event)
        if self._value is None and self.typed().strip():
            found = self.matches(self.typed())
            if len(found) == 1:
                self._take(found[0])
        self._show_beginning()
