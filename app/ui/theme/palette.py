"""Tokens as a QPalette, so that what the style draws without a sheet fits the rest."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.ui.theme.tokens import Tokens

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "win"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "alt"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "err"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.PlaceholderText, "dis"),
    (QPalette.ColorRole.Highlight, "primary"),
    (QPalette.ColorRole.HighlightedText, "on_primary"),
    (QPalette.ColorRole.Accent, "primary"),
    (QPalette.ColorRole.Link, "primary"),
    (QPalette.ColorRole.LinkVisited, "primary"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "alt"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "in_border"),
    (QPalette.ColorRole.Shadow, "in_border"),
)
_DISABLED: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.WindowText, "dis"),
    (QPalette.ColorRole.Text, "dis"),
    (QPalette.ColorRole.ButtonText, "dis"),
    (QPalette.ColorRole.Base, "dis_bg"),
    (QPalette.ColorRole.Button, "dis_bg"),
    (QPalette.ColorRole.Highlight, "border"),
    (QPalette.ColorRole.HighlightedText, "dis"),
)


def palette(tokens: Tokens) -> QPalette:
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, QColor(tokens.colour(name)))
    for role, name in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.colour(name)))
    return made
