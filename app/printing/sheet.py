"""Paper sizes and type sizes of the three layouts. All lengths in points."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.paper_values import Layout

MM = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    layout: Layout
    width: float
    height: float
    """of a page; a strip is cut where its content ends"""
    side: float
    top: float
    bottom: float
    """below it stands only the foot, which is measured on its own"""
    title: float
    body: float
    table: float
    dense: float
    """tables of more than six columns"""
    small: float
    pairs: int
    """label and value pairs side by side"""
    pad: float
    label: float
    """width of a label column"""

    @property
    def strip(self) -> bool:
        return self.layout is Layout.STRIP

    @property
    def left(self) -> float:
        return self.side

    @property
    def right(self) -> float:
        return self.width - self.side

    @property
    def measure(self) -> float:
        """usable width"""
        return self.width - 2 * self.side

    def leading(self, size: float) -> float:
        return size * 1.42


A4 = Sheet(
    layout=Layout.A4,
    width=210 * MM,
    height=297 * MM,
    side=18 * MM,
    top=14 * MM,
    bottom=7 * MM,
    title=20,
    body=10.5,
    table=9.5,
    dense=8.5,
    small=8,
    pairs=2,
    pad=3.2,
    label=26 * MM,
)

LARGE = Sheet(
    layout=Layout.LARGE,
    width=210 * MM,
    height=297 * MM,
    side=16 * MM,
    top=14 * MM,
    bottom=7 * MM,
    title=26,
    body=16,
    table=14,
    dense=9.5,
    small=11,
    pairs=1,
    pad=5,
    label=42 * MM,
)

STRIP = Sheet(
    layout=Layout.STRIP,
    width=80 * MM,
    height=3000 * MM,
    side=4 * MM,
    top=8 * MM,
    bottom=8 * MM,
    title=14,
    body=9.5,
    table=9,
    dense=8.5,
    small=8,
    pairs=1,
    pad=2,
    label=21.5 * MM,
)

SHEETS: dict[Layout, Sheet] = {Layout.A4: A4, Layout.LARGE: LARGE, Layout.STRIP: STRIP}
