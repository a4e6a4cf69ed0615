"""A paper being set: head, fields, tables, statements, closing; then its pages, once per copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.paper_values import PaperHead
from app.printing import closing, letterhead
from app.printing.closing import Signature
from app.printing.flow import Flow
from app.printing.ink import Fill, Page
from app.printing.sheet import MM, SHEETS
from app.printing.tables import Cell, Table
from app.printing.template import Template, shared
from app.printing.texts import or_dash

_WIDE_TABLE = 6
"""columns; more are set in smaller type"""
_ENDLESS = 1e6
_TIGHT = 0.5
"""how much of the space around rows is left where that saves a page"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A labelled value. `wide` takes the whole measure; `prose` keeps the line breaks of the text."""

    label: str
    text: str
    wide: bool = False
    prose: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`share` of the measure; the rest is divided among the columns by their shares."""

    title: str
    share: float
    align: str = "left"


def fitted(lay_out: Callable[[bool], Form]) -> Form:
    """The paper as it is set usually, or tight where it then takes fewer pages."""
    usual = lay_out(False)
    if usual.sheet.strip or len(usual.flow.pages) == 1:
        return usual
    tight = lay_out(True)
    return tight if len(tight.flow.pages) < len(usual.flow.pages) else usual


class Form:
    """One paper. The methods add blocks from top to bottom."""

    def __init__(
        self,
        head: PaperHead,
        template: Template,
        title: str,
        *,
        training: bool,
        notes: Sequence[str] = (),
        tight: bool = False,
    ) -> None:
        if head.layout not in template.layouts:
            raise ValueError(f"this paper has no layout {head.layout.value}")
        self.head = head
        self.template = template
        self.title = title
        self.training = training
        self.overprint = ""
        """one large word across every page, for a paper that is no longer valid"""
        self.sheet = SHEETS[head.layout]
        if tight:
            self.sheet = replace(self.sheet, pad=self.sheet.pad * _TIGHT)
        self.foot = letterhead.foot_lines(self.sheet, head, template)
        self.flow = Flow(self.sheet, letterhead.foot_height(self.sheet, self.foot, training=training))
        if self.sheet.strip and training:
            self.flow.text(shared().statement("training"), bold=True, align="center")
        letterhead.head(self.flow, head, template, title, notes)
        if not self.sheet.strip:
            self.flow.page_turned = lambda: letterhead.running_head(self.flow, head, title)
            self.flow.ceiling += letterhead.running_head_height(self.sheet)

    def entry(
        self,
        label: str,
        text: str,
        *,
        wide: bool = False,
        prose: bool = False,
        bold: bool = False,
        named: str = "",
    ) -> Entry:
        """A field whose label stands in the template, unless the matter has a name for it; an empty text is
        struck with a dash."""
        words = named or self.template.label(label)
        return Entry(label=words, text=or_dash(text), wide=wide, prose=prose, bold=bold)

    def fields(self, entries: Iterable[Entry]) -> None:
        """Label and value side by side, two pairs to a row on A4."""
        sheet = self.sheet
        value = sheet.measure / sheet.pairs - sheet.label
        table = Table(self.flow, [sheet.label, value] * sheet.pairs, sheet.body, plain=sheet.strip)
        table.rows(self._paired(list(entries)))

    def _paired(self, entries: Sequence[Entry]) -> Iterable[Sequence[Cell]]:
        pairs, columns = self.sheet.pairs, self.sheet.pairs * 2
        waiting: list[Entry] = []
        for entry in entries:
            if entry.wide and waiting:
                yield _row(waiting, columns)
                waiting = []
            waiting.append(entry)
            if entry.wide or len(waiting) == pairs:
                yield _row(waiting, columns)
                waiting = []
        if waiting:
            yield _row(waiting, columns)

    def gap(self) -> None:
        self.flow.gap(2 * self.sheet.pad)

    def heading(self, text: str) -> None:
        """A section's name with a short bar before it."""
        flow, sheet = self.flow, self.sheet
        size = sheet.body + 0.5
        flow.gap(2.2 * sheet.pad)
        flow.keep(sheet.leading(size) * 4)
        before = flow.mark
        if sheet.strip:
            flow.text(text, size=size, bold=True)
        else:
            flow.draw([Fill(sheet.left, flow.y + size * 0.28, 2.4, size * 0.95, 0.15)])
            flow.text(text, size=size, bold=True, indent=7)
        flow.gap(sheet.pad * 0.6)
        flow.heading = before, flow.mark

    def table(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        *,
        ends: bool = True,
        bold: bool = False,
    ) -> None:
        """A table with its header on every page. `ends` closes it with the line "nothing below"."""
        measure, sheet = self.sheet.measure, self.sheet
        whole = sum(column.share for column in columns)
        widths = [measure * column.share / whole for column in columns]
        header = [Cell(text=c.title, bold=True, align="center", shaded=True) for c in columns]
        dense = len(columns) > _WIDE_TABLE
        size, side = (sheet.dense, 2.4) if dense else (sheet.table, 0)
        table = Table(self.flow, widths, size, header=header, plain=sheet.strip, side=side)
        table.begin()
        cells = [
            [Cell(text=or_dash(text), align=c.align) for c, text in zip(columns, row, strict=True)]
            for row in rows
        ]
        for place, row in enumerate(cells, 1):
            table.row(row, below=table.line_height if ends and place == len(cells) else 0)
        if ends:
            words = shared().statement("nothing_below")
            said = Cell(text=words, span=len(columns), align="center", gray=0.3)
            table.row([said], filler=bool(cells))
        table.end()

    def lines_of(self, rows: Iterable[tuple[str, str]]) -> None:
        """Two columns without a header: words at the left, an amount at the right."""
        measure, sheet = self.sheet.measure, self.sheet
        table = Table(self.flow, [measure * 0.74, measure * 0.26], sheet.body, plain=sheet.strip)
        table.rows([Cell(text=left, prose=True), Cell(text=right, align="right")] for left, right in rows)

    def statement(self, text: str, *, bold: bool = False, indented: bool = True, prose: bool = False) -> None:
        """A paragraph; in letters the first line is set in by two characters."""
        lead = "　　" if indented and not self.sheet.strip else ""
        self.flow.gap(self.sheet.pad * 0.6)
        self.flow.text(lead + text, bold=bold, prose=prose, leading=self.sheet.body * 1.6)

    def items(self, texts: Iterable[str]) -> None:
        """Numbered lines."""
        for n, text in enumerate(texts, 1):
            self.flow.text(f"{n}. {text}", indent=0 if self.sheet.strip else self.sheet.body * 2)

    def close(self, signatures: Sequence[Signature], *, seal: str = "", caption: str = "") -> None:
        closing.close(self.flow, self.head, signatures, seal, caption)

    def height_of(self, draw: Callable[[], None]) -> float:
        """How much `draw` would take of one endless page."""
        flow, self.flow = self.flow, Flow(self.sheet, -_ENDLESS)
        draw()
        height, self.flow = self.flow.y - self.flow.ceiling, flow
        return height

    def pages(self) -> list[Page]:
        """All pages of all copies, with marks, feet and page numbers."""
        copies = self.template.copies if self.template.copies and not self.sheet.strip else ("",)
        return [page for copy in copies for page in self._copy(copy)]

    def _copy(self, copy: str) -> Iterable[Page]:
        sheet, flow, training = self.sheet, self.flow, self.training
        total = len(flow.pages)
        for number, inks in enumerate(flow.pages, 1):
            height = sheet.height
            foot_at = flow.floor + 2 * MM
            if sheet.strip:
                foot_at = flow.y + 3 * MM if number == total else flow.floor
                height = foot_at + (len(self.foot) + 3) * sheet.leading(sheet.small) + sheet.bottom
            foot = letterhead.foot(sheet, foot_at, self.foot, (number, total), training=training)
            marks = letterhead.band(sheet, copy, training=training)
            watermark = shared().statement("watermark") if training else ""
            yield Page(
                width=sheet.width,
                height=height,
                inks=[*marks, *inks, *foot],
                watermark=watermark,
                overprint=self.overprint,
            )


def _row(entries: Sequence[Entry], columns: int) -> list[Cell]:
    """The cells of a row; the last value takes what is left."""
    cells: list[Cell] = []
    for place, entry in enumerate(entries, 1):
        span = columns - 2 * len(entries) + 1 if place == len(entries) else 1
        cells.append(Cell(text=entry.label, shaded=True, align="left"))
        cells.append(Cell(text=entry.text, span=span, prose=entry.prose, bold=entry.bold))
    return cells
