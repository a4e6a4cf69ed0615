"""Sizes in logical pixels and points. One density and one zoom give every height on the screen."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

ZOOM_STEPS = (90, 100, 110, 125, 150)
"""Percent. Zoom multiplies points and heights together."""


class Density(StrEnum):
    COMPACT = "compact"
    STANDARD = "standard"
    COMFORTABLE = "comfortable"


_FIELD = {Density.COMPACT: 28, Density.STANDARD: 30, Density.COMFORTABLE: 34}
_ROW = {Density.COMPACT: 24, Density.STANDARD: 28, Density.COMFORTABLE: 32}
_BUTTON = {Density.COMPACT: 30, Density.STANDARD: 32, Density.COMFORTABLE: 36}
_NAV_ITEM = {Density.COMPACT: 32, Density.STANDARD: 36, Density.COMFORTABLE: 42}


class Width(StrEnum):
    """How much room the window has, in logical pixels after zoom."""

    S = "S"
    M = "M"
    L = "L"


class Metrics(Struct, frozen=True):
    density: Density = Density.STANDARD
    zoom: int = 100
    """percent, 90 to 150"""

    def px(self, size: float) -> int:
        """A length of the design at this zoom."""
        return round(size * self.zoom / 100)

    def pt(self, size: float) -> float:
        """A type size of the design at this zoom, in points."""
        return round(size * self.zoom / 100, 1)

    @property
    def field(self) -> int:
        return self.px(_FIELD[self.density])

    @property
    def button(self) -> int:
        return self.px(_BUTTON[self.density])

    @property
    def row(self) -> int:
        return self.px(_ROW[self.density])

    @property
    def nav_item(self) -> int:
        return self.px(_NAV_ITEM[self.density])

    def width_class(self, width: int, height: int) -> Width:
        """The breakpoint for a window of this size; a zoomed screen counts as a smaller one."""
        logical_width, logical_height = width * 100 / self.zoom, height * 100 / self.zoom
        if logical_width < 1100 or logical_height < 640:
            return Width.S
        return Width.M if logical_width < 1600 else Width.L

    def nav_width(self, width: Width) -> int:
        return self.px({Width.S: 56, Width.M: 148, Width.L: 180}[width])
