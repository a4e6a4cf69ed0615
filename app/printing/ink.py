"""What a page is made of. Points; `y` runs down from the upper edge of the sheet, text stands on its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Text(NamedTuple):
    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    gray: float = 0.0


class Rule(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.4
    gray: float = 0.35
    dashed: bool = False


class Fill(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    gray: float = 0.94


class Modules(NamedTuple):
    """Solid black rectangles of a QR or bar code: (x, y, width, height) each."""

    rectangles: tuple[tuple[float, float, float, float], ...]


Ink: TypeAlias = Text | Rule | Fill | Modules


def lowered(ink: Ink, by: float) -> Ink:
    """The same ink further down the page."""
    if isinstance(ink, Rule):
        return ink._replace(y1=ink.y1 + by, y2=ink.y2 + by)
    if isinstance(ink, Modules):
        return Modules(tuple((x, y + by, wide, high) for x, y, wide, high in ink.rectangles))
    return ink._replace(y=ink.y + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    width: float
    height: float
    inks: Sequence[Ink]
    watermark: str = ""
    """pale words over the whole page"""
    overprint: str = ""
    """one large dark word: the paper is not valid"""


def frame(
    x: float, y: float, width: float, height: float, *, line: float = 0.4, dashed: bool = False
) -> list[Ink]:
    """Four rules around a rectangle."""
    right, low = x + width, y + height
    corners = [(x, y, right, y), (right, y, right, low), (right, low, x, low), (x, low, x, y)]
    return [Rule(*corner, dashed=dashed) for corner in corners]
