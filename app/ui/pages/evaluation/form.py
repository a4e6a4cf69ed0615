"""Five grades in words and stars, the points of the chosen one, a few words. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.evaluation import EvaluationOption, Grade
from app.ui.widgets.button import Button
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.plain import PlainLabel, button_text
from app.ui.widgets.text_box import TextBox
from app.words.catalogue import _, pick
from app.words.refusals import N_

WORDS: dict[Grade, str] = {
    Grade.VERY_SATISFIED: N_("Very satisfied"),
    Grade.SATISFIED: N_("Satisfied"),
    Grade.FAIRLY_SATISFIED: N_("Fairly satisfied"),
    Grade.DISSATISFIED: N_("Dissatisfied"),
    Grade.VERY_DISSATISFIED: N_("Very dissatisfied"),
}


@dataclass(frozen=True, slots=True)
class Rating:
    """What was given. `options` are national codes."""

    grade: Grade
    options: tuple[str, ...]
    text: str


class _GradeButton(Button):
    """Words with their stars under them."""

    def __init__(self, name: str, stars: int) -> None:
        super().__init__(name, kind="grade")
        self.setCheckable(True)
        # a ring that comes by itself would look like a choice made for the visitor
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._word = PlainLabel()
        self._stars = PlainLabel("★" * stars + "☆" * (5 - stars), role="stars")
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addStretch(1)
        for label in (self._word, self._stars):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)

    def say(self, text: str, key: str = "", hint: str = "") -> None:
        self._word.setText(text)
        self.setAccessibleName(text)

    def enlarge(self) -> None:
        self.setProperty("large", "true")
        self._word.setProperty("role", "visitor_grade")


class RatingForm(QWidget):
    given = Signal(object)
    """a `Rating`"""
    touched = Signal()

    def __init__(
        self, name: str, known: Mapping[Grade, Sequence[EvaluationOption]], *, large: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._known = known
        self._large = large
        self.grades = {grade: _GradeButton(f"{name}_{grade}", 5 - n) for n, grade in enumerate(WORDS)}
        self.points: dict[str, Button] = {}
        self.text = TextBox(f"{name}_text", lines=2)
        self.error = ErrorLine(f"{name}_error")
        self.send = Button(f"{name}_send", kind="primary")
        self._group = QButtonGroup(self)
        self._points_grid = QGridLayout()
        self._lay_out()
        for grade, button in self.grades.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, grade=grade: self._on_grade(grade))
            if large:
                button.enlarge()
        if large:
            self.send.setProperty("large", "true")
            self.text.setProperty("large", "true")
        self.text.textChanged.connect(self.touched)
        self.send.clicked.connect(self._on_send)
        self._show_points(None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12 if self._large else 6)
        for button in self.grades.values():
            row.addWidget(button, 1)
        self._points_grid.setSpacing(8)
        foot = QHBoxLayout()
        foot.addWidget(self.error)
        foot.addStretch(1)
        foot.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16 if self._large else 8)
        column.addLayout(row)
        column.addLayout(self._points_grid)
        column.addWidget(self.text)
        column.addLayout(foot)

    def retranslate(self) -> None:
        for grade, button in self.grades.items():
            button.say(_(WORDS[grade]))
        self.text.setAccessibleName(_("A few words, if you like"))
        self.text.setPlaceholderText(_("A few words, if you like"))
        self.send.say(_("Hand in"))
        self._name_points()

    def grade(self) -> Grade | None:
        return next((grade for grade, button in self.grades.items() if button.isChecked()), None)

    def start_over(self) -> None:
        """Nothing chosen, nothing written."""
        self._group.setExclusive(False)
        for button in self.grades.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self.text.clear()
        self.error.clear()
        self._show_points(None)

    def _on_grade(self, grade: Grade) -> None:
        self.error.clear()
        self._show_points(grade)
        self.touched.emit()

    def _show_points(self, grade: Grade | None) -> None:
        for button in self.points.values():
            self._points_grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.points = {}
        for place, option in enumerate(self._known.get(grade, ()) if grade else ()):
            button = Button(f"{self.objectName()}_point_{option.code}", kind="point")
            button.setCheckable(True)
            if self._large:
                button.setProperty("large", "true")
            button.clicked.connect(self.touched)
            self._points_grid.addWidget(button, place // 2, place % 2)
            self.points[option.code] = button
        self._name_points()

    def _name_points(self) -> None:
        grade = self.grade()
        for option in self._known.get(grade, ()) if grade else ():
            if option.code in self.points:
                words = pick(option.words.zh, option.words.en)
                self.points[option.code].setText(button_text(words))
                self.points[option.code].setAccessibleName(words)

    def _on_send(self) -> None:
        grade = self.grade()
        if grade is None:
            self.error.say(_("Choose one of the five first"))
            return
        codes = tuple(code for code, button in self.points.items() if button.isChecked())
        self.given.emit(Rating(grade, codes, self.text.text().strip()))
