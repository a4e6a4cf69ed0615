"""Our own line icons (20 px grid), recoloured with a token when first asked for and kept by theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.theme.sheet import icon_folder
from app.ui.theme.tokens import Tokens


@cache
def _drawing(name: str) -> str:
    return (icon_folder() / f"{name}.svg").read_text("utf-8")


def icon(name: str, tokens: Tokens, role: str = "text", size: int = 20) -> QIcon:
    """The icon in the token's colour, with a disabled shape. An unknown name is a bug: FileNotFoundError."""
    application = QGuiApplication.instance()
    # the sharpest screen of this computer; Qt scales down for the others
    scale = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _made(name, tokens.colour(role), tokens.dis, size, scale)


@cache
def _made(name: str, colour: str, disabled: str, size: int, scale: float) -> QIcon:
    made = QIcon(_drawn(name, colour, size, scale))
    made.addPixmap(_drawn(name, disabled, size, scale), QIcon.Mode.Disabled)
    return made


@cache
def _drawn(name: str, colour: str, size: int, scale: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    side = round(size * scale)
    canvas = QPixmap(side, side)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    canvas.setDevicePixelRatio(scale)
    return canvas


def pixmap(name: str, tokens: Tokens, role: str = "text", size: int = 16, scale: float = 1.0) -> QPixmap:
    """The same drawing as a picture for labels, sharp at the screen's device pixel ratio."""
    return _drawn(name, tokens.colour(role), size, scale)


def forget() -> None:
    """Drop the drawn pictures; pixmaps must not outlive the application object."""
    _made.cache_clear()
    _drawn.cache_clear()
