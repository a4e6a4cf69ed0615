"""The look of the running program: theme, density, zoom and training, changed at run time by one call."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.ui.theme.fonts import text_font
from app.ui.theme.metrics import Density, Metrics
from app.ui.theme.palette import palette
from app.ui.theme.sheet import sheet
from app.ui.theme.tokens import LIGHT, THEMES, Tokens, training


class Look(QObject):
    """Holds what is on screen now. Widgets that draw by hand ask `look().tokens` when they paint."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT
        self.metrics = Metrics()
        self.training = False
        self._applied: tuple[str, float] | None = None

    def choose(self, *, theme: str = "light", density: str = "standard", zoom: int = 100) -> None:
        """Set what the settings say. Zoom in percent, kept within 90 to 150."""
        self._set(THEMES[theme], Metrics(Density(density), min(150, max(90, zoom))), self.training)

    def train(self, on: bool) -> None:
        """Training is a different header on every window."""
        self._set(THEMES[self.tokens.name], self.metrics, on)

    def _set(self, tokens: Tokens, metrics: Metrics, in_training: bool) -> None:
        self.tokens = training(tokens) if in_training else tokens
        self.metrics = metrics
        self.training = in_training
        self.apply()

    def apply(self) -> None:
        """Put font, palette and sheet on the application; nothing happens when they are there already."""
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        style, points = sheet(self.tokens, self.metrics), self.metrics.pt(10)
        if self._applied == (style, points) and application.styleSheet() == style:
            return
        self._applied = (style, points)
        # Qt replaces one sheet by another widget by widget with all its children each: 3 s with every page
        # open. Taking the old one off first costs a tenth of that, and nothing is painted in between.
        application.setStyleSheet("")
        application.setFont(text_font(points))
        application.setPalette(palette(self.tokens))
        application.setStyleSheet(style)
        self.changed.emit()


class _Held:
    """The one look of the process."""

    look: Look | None = None


def look() -> Look:
    """The look of this process, made on first use."""
    if _Held.look is None:
        _Held.look = Look()
    return _Held.look


def forget_look() -> None:
    """Drop pictures and look before the application object goes."""
    from app.ui.theme.icons import forget

    forget()
    _Held.look = None
