"""Tables whose rows run on over pages: the header comes again, a row taller than a page is divided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.printing import fonts, lines
from app.printing.flow import BASELINE, Flow, spare
from app.printing.ink import Fill, Ink, Rule, Text

_OUTER, _INNER = 0.9, 0.4
_TALL = 0.6
"""a row higher than this part of a page is divided instead of moved"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    text: str
    span: int = 1
    bold: bool = False
    align: str = "left"
    shaded: bool = False
    prose: bool = False
    gray: float = 0.0
    ruled: bool = True
    """a rule at its left edge"""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A cell with its place and its lines."""

    cell: Cell
    x: float
    width: float
    lines: Sequence[str]


class Table:
    """Draws rows one after another. `widths` in points; `size` of the letters."""

    def __init__(
        self,
        flow: Flow,
        widths: Sequence[float],
        size: float,
        *,
        header: Sequence[Cell] = (),
        plain: bool = False,
        side: float = 0,
    ) -> None:
        self.flow = flow
        self.widths = widths
        self.size = size
        self.step = flow.sheet.leading(size) * 0.93
        self.pad = flow.sheet.pad
        self.header = header
        self.plain = plain
        """only rules between rows: the strip has no room for a grid"""
        self.side = 0.5 if plain else side or self.pad + 1
        """space at the left and right of a cell"""
        self.top = flow.y
        self.start = flow.mark
        """where the table begins on this page, or the heading that stands right above it"""
        self.first_row_at = flow.y
        self.frame: list[Ink] = []
        """what was drawn last around it"""

    @property
    def right(self) -> float:
        return self.flow.sheet.left + sum(self.widths)

    def rows(self, rows: Iterable[Sequence[Cell]]) -> None:
        self.begin()
        for row in rows:
            self.row(row)
        self.end()

    def begin(self) -> None:
        self.flow.keep(self.head_height + self.step + 2 * self.pad)
        self.start = self.flow.mark
        heading = self.flow.heading
        if heading and heading[1] == self.start:
            self.start = heading[0]
        self.head()

    def end(self) -> None:
        """Close the frame around what stands on this page."""
        self.frame = self.framed(self.flow.y)
        self.flow.draw(self.frame)

    def framed(self, low: float) -> list[Ink]:
        """The rules around what stands between its top and `low`."""
        left, top = self.flow.sheet.left, self.top
        if low <= top:
            return []
        sides = [(left, top, left, low), (self.right, top, self.right, low)]
        ends = [(left, top, self.right, top), (left, low, self.right, low)]
        return [Rule(*edge, _OUTER, 0.0) for edge in ([] if self.plain else sides) + ends]

    def row(self, cells: Sequence[Cell], below: float = 0, *, filler: bool = False) -> None:
        """One row; `below`: height that must follow on the same page. A `filler` says nothing of its own."""
        laid = self._lay(cells)
        height = self._height(laid)
        if height + below > self.flow.room:
            if height > self.flow.page_room * _TALL:
                self._divide(laid)
                return
            self._turn()
        if not filler:
            self._remember()
        self._place(laid, 0, None)

    def _remember(self) -> None:
        """The row that comes now is the last one so far; a first row takes the table's head along."""
        first = self.flow.y == self.first_row_at
        self.flow.last_row = (self.start if first else self.flow.mark, self)

    @property
    def line_height(self) -> float:
        """of a row with one line"""
        return self.step + 2 * self.pad

    def _divide(self, laid: Sequence[_Laid]) -> None:
        total = max(len(each.lines) for each in laid)
        start = 0
        while start < total:
            fits = int((self.flow.room - 2 * self.pad) / self.step)
            if fits < min(2, total - start):
                self._turn()
                fits = max(int((self.flow.room - 2 * self.pad) / self.step), 1)
            end = min(start + fits, total)
            self._remember()
            self._place(laid, start, end)
            start = end
            if start < total:
                self._turn()

    def _turn(self) -> None:
        self.end()
        self.flow.turn_page()
        self.start = self.flow.mark
        self.head()

    @property
    def head_height(self) -> float:
        return self._height(self._lay(self.header)) if self.header else 0

    def head(self) -> None:
        """Begin the table here."""
        self.top = self.flow.y
        if self.header:
            self._place(self._lay(self.header), 0, None)
        self.first_row_at = self.flow.y

    def _lay(self, cells: Sequence[Cell]) -> list[_Laid]:
        laid, column, x = [], 0, self.flow.sheet.left
        for cell in cells:
            width = sum(self.widths[column : column + cell.span])
            column += cell.span
            room = width - 2 * self.side
            wrapped = lines.wrap(cell.text, room, self.size, cell.bold, cell.prose)
            laid.append(_Laid(cell, x, width, wrapped))
            x += width
        return laid

    def _height(self, laid: Sequence[_Laid]) -> float:
        return max(len(each.lines) for each in laid) * self.step + 2 * self.pad

    def _place(self, laid: Sequence[_Laid], start: int, end: int | None) -> None:
        """Draw lines `start` to `end` of every cell; a whole row is centred in its height."""
        shown = [each.lines[start:end] for each in laid]
        height = max(len(part) for part in shown) * self.step + 2 * self.pad
        flow, top = self.flow, self.flow.y
        for each, part in zip(laid, shown, strict=True):
            cell = each.cell
            if cell.shaded and not self.plain:
                flow.draw([Fill(each.x, top, each.width, height)])
            loose = 0.0 if self.plain or end is not None else height - 2 * self.pad - len(part) * self.step
            self._write(each, part, top + self.pad + loose / 2)
        self._rules(laid, top, height)
        flow.y += height

    def _write(self, laid: _Laid, part: Sequence[str], y: float) -> None:
        cell = laid.cell
        room = laid.width - 2 * self.side
        for line in part:
            x = laid.x + self.side + spare(cell.align, room - fonts.width(line, self.size, cell.bold))
            self.flow.draw([Text(x, y + self.step * BASELINE, self.size, line, cell.bold, cell.gray)])
            y += self.step

    def _rules(self, laid: Sequence[_Laid], top: float, height: float) -> None:
        flow, left = self.flow, self.flow.sheet.left
        if top > self.top:
            flow.draw([Rule(left, top, self.right, top, _INNER, dashed=self.plain)])
        if not self.plain:
            flow.draw(Rule(each.x, top, each.x, top + height, _INNER) for each in laid[1:] if each.cell.ruled)
