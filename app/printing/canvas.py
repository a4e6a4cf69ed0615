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
    done = _Done(document)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        _draw(canvas, page, done)
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


def _draw(canvas: Any, page: Page, done: _Done) -> None:
    if page.watermark:
        _watermark(canvas, page)
    if page.overprint:
        _overprint(canvas, page)
    _fills(canvas, page)
    _rules(canvas, page)
    _modules(canvas, page, done)
    _texts(canvas, page, done)


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
        path = _boxes(((fill.x, fill.y, fill.width, fill.height) for fill in fills), page.height)
        canvas.drawPath(PDFPathObject([path]), stroke=0, fill=1)


def _rules(canvas: Any, page: Page) -> None:
    alike: dict[tuple[float, float, bool], list[str]] = defaultdict(list)
    high = page.height
    for ink in page.inks:
        if isinstance(ink, Rule):
            line = f"{ink.x1:.3f} {high - ink.y1:.3f} m {ink.x2:.3f} {high - ink.y2:.3f} l"
            alike[ink.width, ink.gray, ink.dashed].append(line)
    for (width, gray, dashed), lines in alike.items():
        canvas.setLineWidth(width)
        canvas.setStrokeGray(gray)
        canvas.setDash([2, 2] if dashed else [])
        canvas.setLineCap(0 if dashed else 2)
        canvas.drawPath(PDFPathObject(lines), stroke=1, fill=0)
    canvas.setDash([])
    canvas.setLineCap(0)


def _modules(canvas: Any, page: Page, done: _Done) -> None:
    canvas.setFillGray(0)
    for ink in page.inks:
        if isinstance(ink, Modules):
            key = ink, page.height
            if key not in done.modules:
                done.modules[key] = _boxes(ink.rectangles, page.height)
            canvas.drawPath(PDFPathObject([done.modules[key]]), stroke=0, fill=1)


def _boxes(rectangles: Iterable[tuple[float, float, float, float]], high: float) -> str:
    """All in one path. Numbers are written here: ReportLab's own way takes most of a QR code's time."""
    return " ".join([f"{x:.3f} {high - y - h:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in rectangles])


def _texts(canvas: Any, page: Page, done: _Done) -> None:
    pen = _Pen(canvas, page.height, done)
    for ink in page.inks:
        if isinstance(ink, Text) and ink.text:
            pen.write(ink)
    pen.lift()


class _Done:
    """What was written on a page of this file already: its copies differ by a mark only."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.modules: dict[tuple[Modules, float], str] = {}
        self.texts: dict[tuple[Text, float], _Written] = {}


@dataclass(frozen=True, slots=True)
class _Written:
    """A text as operators: each piece with the font and size it is drawn in, and the frames around its
    code points."""

    pieces: list[tuple[str, str]]
    frames: list[str]


class _Pen:
    """Writes all texts of a page as one text object; the frames of code points follow as one path.

    The operators are written here: ReportLab's own way takes more time than everything else on a page.
    """

    def __init__(self, canvas: Any, high: float, done: _Done) -> None:
        self.canvas = canvas
        self.high = high
        self.done = done
        self.code = ["BT"]
        self.frames: list[str] = []
        self.font = ""
        self.gray = 0.0

    def write(self, ink: Text) -> None:
        key = ink, self.high
        written = self.done.texts.get(key)
        if written is None:
            written = self.done.texts[key] = self._written(ink)
        if ink.gray != self.gray:
            self.gray = ink.gray
            self.code.append(f"{ink.gray:g} g")
        for font, piece in written.pieces:
            if font != self.font:
                self.font = font
                self.code.append(font)
            self.code.append(piece)
        self.frames += written.frames

    def _written(self, ink: Text) -> _Written:
        written = _Written([], [])
        x, y = ink.x, self.high - ink.y
        for name, piece in fonts.runs(ink.text, ink.bold):
            if name == fonts.BOXED:
                for char in piece:
                    self._frame(char, x, y, ink, written)
                    x += fonts.width(char, ink.size, ink.bold)
            else:
                self._put(name, ink.size, x, y, piece, written)
                x += fonts.width(piece, ink.size, ink.bold)
        return written

    def _put(self, name: str, size: float, x: float, y: float, piece: str, written: _Written) -> None:
        font = fonts.face(name)
        place = f"1 0 0 1 {x:.3f} {y:.3f} Tm "
        for subset, codes in font.coded(piece, self.done.document):
            label = font.getSubsetInternalName(subset, self.done.document)
            written.pieces.append((f"{label} {size:.6g} Tf", f"{place}<{codes.hex()}> Tj"))
            place = ""  # a further subset goes on where the one before ended

    def _frame(self, char: str, x: float, y: float, ink: Text, written: _Written) -> None:
        """A code point in a frame."""
        size = ink.size
        inset = size * 0.05
        wide = fonts.width(char, size, ink.bold) - 2 * inset
        written.frames.append(f"{x + inset:.3f} {y - size * 0.12:.3f} {wide:.3f} {size * 0.82:.3f} re")
        digits = fonts.BOLD if ink.bold else fonts.REGULAR
        at = x + size * 0.125, y + size * 0.1
        self._put(digits, size * fonts.BOX_DIGIT, *at, fonts.code_point(char), written)

    def getCode(self) -> str:
        """What a canvas asks of a text object."""
        return " ".join([*self.code, "ET"])

    def lift(self) -> None:
        self.canvas.drawText(self)
        if self.frames:
            self.canvas.setLineWidth(_BOX_LINE)
            self.canvas.setStrokeGray(0)
            self.canvas.drawPath(PDFPathObject(self.frames), stroke=1, fill=0)
