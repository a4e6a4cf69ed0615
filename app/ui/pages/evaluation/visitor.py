"""The visitor's screen: a second window on another screen than the clerk's. It closes by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.evaluation import EvaluationOption, Grade
from app.ui.pages.evaluation.form import RatingForm
from app.ui.widgets.plain import WrappedLabel
from app.words.catalogue import _

WAIT_S = 60
THANKS_MS = 4_000


def visitor_screen(clerk: QScreen | None, screens: Sequence[QScreen] | None = None) -> QScreen | None:
    """A screen that is not the clerk's; None when there is only one."""
    known = QGuiApplication.screens() if screens is None else screens
    return next((screen for screen in known if screen is not clerk), None)


class VisitorWindow(QWidget):
    """Asks once. `given` carries the rating; `ended` says the window is gone, rated or not."""

    given = Signal(object)
    ended = Signal()

    def __init__(
        self, outlet: str, about: str, known: Mapping[Grade, Sequence[EvaluationOption]], wait_s: int = WAIT_S
    ) -> None:
        super().__init__()
        self.setObjectName("visitor")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        # the clerk goes on typing: this window never takes the keyboard by itself
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._outlet, self._about, self._wait_s = outlet, about, wait_s
        self.title = WrappedLabel(role="visitor_title")
        self.words = WrappedLabel(role="visitor_words")
        self.form = RatingForm("visitor_form", known, large=True)
        self.left = WrappedLabel(role="quiet")
        self.thanks = WrappedLabel(role="visitor_title")
        self._lay_out()
        self._seconds = QTimer(self)
        self._seconds.setInterval(1_000)
        self._seconds.timeout.connect(self._on_second)
        self._left = wait_s
        self.form.touched.connect(self._start_again)
        self.form.given.connect(self.given)
        self.retranslate()

    def _lay_out(self) -> None:
        asking = QWidget()
        asking.setObjectName("visitor_asking")
        column = QVBoxLayout(asking)
        column.setContentsMargins(48, 32, 48, 32)
        column.setSpacing(16)
        column.addStretch(1)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.form)
        column.addWidget(self.left)
        column.addStretch(1)
        self.thanks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(asking)
        self._layers.addWidget(self.thanks)

    def retranslate(self) -> None:
        self.setWindowTitle(_("Your rating"))
        self.title.setText(_("How was the service today?"))
        self.words.setText("  ·  ".join(part for part in (self._outlet, self._about) if part))
        self.thanks.setText(_("Thank you. The person at the desk does not see your rating."))
        self.form.retranslate()
        self._tell_left()

    def open_on(self, screen: QScreen) -> None:
        """Fill this screen and begin to wait."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setFocus()
        self.show()
        self._start_again()
        self._seconds.start()

    def say_thanks(self) -> None:
        """The rating was taken."""
        self._seconds.stop()
        self._layers.setCurrentWidget(self.thanks)
        QTimer.singleShot(THANKS_MS, self, self.close)

    def _start_again(self) -> None:
        self._left = self._wait_s
        self._tell_left()

    def _on_second(self) -> None:
        self._left -= 1
        self._tell_left()
        if self._left <= 0:
            self.close()

    def _tell_left(self) -> None:
        self.left.setText(
            _("Rating is free and voluntary. This screen closes by itself in {seconds} s.").format(
                seconds=self._left
            )
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self._seconds.stop()
        super().closeEvent(event)
        self.ended.emit()
