"""Inks onto PDF pages by ReportLab's canvas, drawn directly. The same inks always give the same bytes."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.printing import fonts
from app.printing.ink import Fill, Modules, Page, Rule, Text

_BOX_LINE = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the file says of itself: no personal data."""

    title: str
    author: str
    made_at: str
    font_prefix: str = "F"


def pdf(pages: Iterable[Page], about: About) -> bytes:
    """Draw the pages. Fixed ids, dates from `made_at`, only embedded fonts."""
    first = fonts.face(fonts.REGULAR)
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1, initialFontName=first.fontName, lang="zh-CN")
    document = canvas._doc  # noqa: SLF001 - ReportLab has no public way to date a file
    document._timeStamp = _timestamp(about.made_at)  # noqa: SLF001
    for font in fonts.loaded():
        font._assignState(document, namePrefix=about.font_prefix)  # noqa: SLF001 - the names must differ
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setCreator("OneWindow")
    canvas.setSubject("")
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _timestamp(made_at: str) -> Any:
    stamp = TimeStamp(1)
    try:
        moment = datetime.fromisoformat(made_at)
    except ValueError:
        return stamp
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    stamp.YMDhms = tuple(moment.timetuple())[:6]
    stamp.dhh, stamp.dmm = divmod(minutes, 60)
    return stamp


def _draw(canvas: Any, page: Page) -> None:
    if page.watermark:
        _watermark(canvas, page)
    if page.overprint:
        _overprint(canvas, page)
    _fills(canvas, page)
    _rules(canvas, page)
    _modules(canvas, page)
    _texts(canvas, page)


def _watermark(canvas: Any, page: Page) -> None:
    """Pale words across the page, under everything else."""
    size = min(page.width / 7, 64)
    wide = fonts.width(page.watermark, size, bold=True)
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.setFont(fonts.BOLD, size)
    step = wide * 1.5
    for n in range(max(int(page.height / step), 1)):
        canvas.saveState()
        canvas.translate(page.width / 2, page.height - step * (n + 0.6))
        canvas.rotate(32)
        canvas.drawString(-wide / 2, -size / 3, page.watermark)
        canvas.restoreState()
    canvas.restoreState()


def _overprint(canvas: Any, page: Page) -> None:
    size = page.width / 4.5
    wide = fonts.width(page.overprint, size, bold=True)
    canvas.saveState()
    canvas.setFillGray(0.7)
    canvas.setFont(fonts.BOLD, size)
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(24)
    canvas.drawString(-wide / 2, -size / 3, page.overprint)
    canvas.restoreState()


def _fills(canvas: Any, page: Page) -> None:
    by_gray: dict[float, list[Fill]] = defaultdict(list)
    for ink in page.inks:
        if isinstance(ink, Fill):
            by_gray[ink.gray].append(ink)
    for gray, fills in by_gray.items():
        canvas.setFillGray(gray)
        _fill(canvas, ((fill.x, fill.y, fill.width, fill.height) for fill in fills), page.height)


def _rules(canvas: Any, page: Page) -> None:
    alike: dict[tuple[float, float, bool], list[tuple[float, float, float, float]]] = defaultdict(list)
    for ink in page.inks:
        if isinstance(ink, Rule):
            ends = (ink.x1, page.height - ink.y1, ink.x2, page.height - ink.y2)
            alike[ink.width, ink.gray, ink.dashed].append(ends)
    for (width, gray, dashed), rules in alike.items():
        canvas.setLineWidth(width)
        canvas.setStrokeGray(gray)
        canvas.setDash([2, 2] if dashed else [])
        canvas.setLineCap(0 if dashed else 2)
        canvas.lines(rules)
    canvas.setDash([])
    canvas.setLineCap(0)


def _modules(canvas: Any, page: Page) -> None:
    canvas.setFillGray(0)
    for ink in page.inks:
        if isinstance(ink, Modules):
            _fill(canvas, ink.rectangles, page.height)


def _fill(canvas: Any, rectangles: Iterable[tuple[float, float, float, float]], page_height: float) -> None:
    """All in one path. Numbers are written here: ReportLab's own way takes most of a QR code's time."""
    code = [
        f"{x:.3f} {page_height - y - high:.3f} {wide:.3f} {high:.3f} re" for x, y, wide, high in rectangles
    ]
    canvas.drawPath(PDFPathObject(code), stroke=0, fill=1)


def _texts(canvas: Any, page: Page) -> None:
    pen = _Pen(canvas)
    for ink in page.inks:
        if isinstance(ink, Text) and ink.text:
            pen.write(ink, page.height - ink.y)
    pen.lift()


class _Pen:
    """Writes all texts of a page as one text object; the frames of code points follow as one path."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.text = canvas.beginText()
        self.frames = canvas.beginPath()
        self.framed = False
        self.font: tuple[str, float] | None = None
        self.gray = 0.0

    def write(self, ink: Text, y: float) -> None:
        if ink.gray != self.gray:
            self.gray = ink.gray
            self.text.setFillGray(ink.gray)
        x = ink.x
        for name, piece in fonts.runs(ink.text, ink.bold):
            if name == fonts.BOXED:
                for char in piece:
                    self._frame(char, x, y, ink)
                    x += fonts.width(char, ink.size, ink.bold)
            else:
                self._put(name, ink.size, x, y, piece)
                x += fonts.width(piece, ink.size, ink.bold)

    def _put(self, name: str, size: float, x: float, y: float, piece: str) -> None:
        if self.font != (name, size):
            self.font = (name, size)
            self.text.setFont(name, size)
        self.text.setTextOrigin(x, y)
        self.text.textOut(piece)

    def _frame(self, char: str, x: float, y: float, ink: Text) -> None:
        """A code point in a frame."""
        size = ink.size
        inset = size * 0.05
        self.framed = True
        self.frames.rect(
            x + inset, y - size * 0.12, fonts.width(char, size, ink.bold) - 2 * inset, size * 0.82
        )
        digits = fonts.BOLD if ink.bold else fonts.REGULAR
        self._put(digits, size * fonts.BOX_DIGIT, x + size * 0.125, y + size * 0.1, fonts.code_point(char))

    def lift(self) -> None:
        self.canvas.drawText(self.text)
        if self.framed:
            self.canvas.setLineWidth(_BOX_LINE)
            self.canvas.setStrokeGray(0)
            self.canvas.drawPath(self.frames, stroke=1, fill=0)
