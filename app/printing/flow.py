"""Pages that fill from top to bottom. Positions are in points, counted down from the upper edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.printing import fonts, lines
from app.printing.ink import Ink, Rule, Text
from app.printing.sheet import Sheet

if TYPE_CHECKING:
    from app.printing.tables import Table

BASELINE = 0.8
"""where the letters stand in a line, as a part of its height"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page: the ink that is drawn next, and how far down."""

    page: int
    ink: int
    y: float


class Flow:
    """The inks of every page so far and the place of the next block."""

    def __init__(self, sheet: Sheet, foot_height: float) -> None:
        self.sheet = sheet
        self.floor = sheet.height - sheet.bottom - foot_height
        self.pages: list[list[Ink]] = [[]]
        self.y = sheet.top
        self.ceiling = sheet.top
        """where the content of a further page begins"""
        self.page_turned: Callable[[], None] | None = None
        self.begins = Mark(0, 0, self.y)
        """where the content of this page begins, below its head"""
        self.left_at = self.y
        """how far down the page before this one is filled"""
        self.heading: tuple[Mark, Mark] | None = None
        """before and after the last heading"""
        self.last_row: tuple[Mark, Table] | None = None
        """where the last row of a table begins"""

    @property
    def room(self) -> float:
        """height left on this page"""
        return self.floor - self.y

    @property
    def page_room(self) -> float:
        """height of an empty page that follows the first"""
        return self.floor - self.ceiling

    @property
    def mark(self) -> Mark:
        return Mark(len(self.pages) - 1, len(self.pages[-1]), self.y)

    def draw(self, inks: Iterable[Ink]) -> None:
        self.pages[-1].extend(inks)

    def turn_page(self) -> None:
        self.left_at = self.y
        self.pages.append([])
        self.y = self.sheet.top
        if self.page_turned is not None:
            self.page_turned()
        self.ceiling = self.y
        self.begins = self.mark

    def keep(self, height: float) -> None:
        """Begin a new page unless so much is free here. More than a page is not waited for."""
        if self.room < height <= self.page_room:
            self.turn_page()

    def gap(self, height: float) -> None:
        self.y += height

    def text(
        self,
        text: str,
        *,
        size: float = 0,
        bold: bool = False,
        gray: float = 0.0,
        align: str = "left",
        indent: float = 0,
        prose: bool = False,
        leading: float = 0,
    ) -> None:
        """A paragraph over the whole measure. `indent` moves its left edge."""
        sheet = self.sheet
        size = size or sheet.body
        step = leading or sheet.leading(size)
        left, room = sheet.left + indent, sheet.measure - indent
        for line in lines.wrap(text, room, size, bold, prose):
            self.keep(step)
            x = left + spare(align, room - fonts.width(line, size, bold))
            self.draw([Text(x, self.y + step * BASELINE, size, line, bold, gray)])
            self.y += step

    def rule(self, width: float = 0.4, gray: float = 0.35, dashed: bool = False) -> None:
        self.draw([Rule(self.sheet.left, self.y, self.sheet.right, self.y, width, gray, dashed)])


def spare(align: str, room: float) -> float:
    """How far a line with `room` left over moves to the right."""
    return {"left": 0.0, "center": room / 2, "right": room}[align]
