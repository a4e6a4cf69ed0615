"""A page's content drawn with QPainter: the operators our papers are written with, nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from app.ui.preview.document import Sheet
from app.ui.preview.objects import Name, Reader, Thing, Unreadable, Word
from app.ui.preview.outlines import Face

SILENT = frozenset({"J", "j", "M", "i", "ri", "gs", "BMC", "BDC", "EMC"})
"""operators that change nothing we draw (joins, marks)"""


@dataclass(frozen=True, slots=True)
class _Ink:
    """What q and Q keep: place, greys, line, text settings."""

    place: QTransform = field(default_factory=QTransform)
    fill: QColor = field(default_factory=lambda: QColor("black"))
    stroke: QColor = field(default_factory=lambda: QColor("black"))
    width: float = 1.0
    dash: tuple[float, ...] = ()
    face: Face | None = None
    size: float = 0.0
    leading: float = 0.0


def picture(sheet: Sheet, pixels_per_point: float) -> QImage:
    """The page on white, at this resolution."""
    image = QImage(
        max(1, round(sheet.width * pixels_per_point)),
        max(1, round(sheet.height * pixels_per_point)),
        QImage.Format.Format_RGB32,
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # PDF counts from the lower left, Qt from the upper left
    page = QTransform(pixels_per_point, 0, 0, -pixels_per_point, 0, sheet.height * pixels_per_point)
    try:
        _Pen(painter, sheet, page).draw()
    finally:
        painter.end()
    return image


class _Pen:
    def __init__(self, painter: QPainter, sheet: Sheet, page: QTransform) -> None:
        self._painter = painter
        self._sheet = sheet
        self._ink = _Ink(place=page)
        self._kept: list[_Ink] = []
        self._path = QPainterPath()
        self._text, self._line = QTransform(), QTransform()
        self._deeds: dict[str, Callable[[list[Thing]], None]] = {
            "q": lambda _a: self._kept.append(self._ink),
            "Q": self._restore,
            "cm": self._concat,
            "w": lambda a: self._set(width=_numbers(a, 1)[0]),
            "d": self._dash,
            "g": lambda a: self._set(fill=_grey(a)),
            "G": lambda a: self._set(stroke=_grey(a)),
            "rg": lambda a: self._set(fill=_rgb(a)),
            "RG": lambda a: self._set(stroke=_rgb(a)),
            "m": lambda a: self._path.moveTo(*_numbers(a, 2)),
            "l": lambda a: self._path.lineTo(*_numbers(a, 2)),
            "c": lambda a: self._path.cubicTo(*_numbers(a, 6)),
            "h": lambda _a: self._path.closeSubpath(),
            "re": lambda a: self._path.addRect(QRectF(*_numbers(a, 4)).normalized()),
            "f": lambda _a: self._paint(fill=True),
            "f*": lambda _a: self._paint(fill=True, odd=True),
            "S": lambda _a: self._paint(stroke=True),
            "s": lambda _a: self._paint(stroke=True, close=True),
            "B": lambda _a: self._paint(fill=True, stroke=True),
            "n": lambda _a: self._paint(),
            "BT": lambda _a: self._start_text(QTransform()),
            "ET": lambda _a: None,
            "Tf": self._font,
            "TL": lambda a: self._set(leading=_numbers(a, 1)[0]),
            "Tm": lambda a: self._start_text(QTransform(*_numbers(a, 6))),
            "Td": lambda a: self._move(*_numbers(a, 2)),
            "T*": lambda _a: self._move(0, -self._ink.leading),
            "Tj": self._show,
        }

    def draw(self) -> None:
        """Every operator of the content in turn."""
        reader = Reader(self._sheet.content)
        values: list[Thing] = []
        while not reader.done:
            thing = reader.thing()
            if not isinstance(thing, Word):
                values.append(thing)
                continue
            deed = self._deeds.get(thing)
            if deed is not None:
                deed(values)
            elif thing not in SILENT:
                raise Unreadable(f"operator {thing}")
            values = []

    # graphics state

    def _set(self, **changes: object) -> None:
        self._ink = replace(self._ink, **changes)  # type: ignore[arg-type]

    def _restore(self, _values: list[Thing]) -> None:
        if not self._kept:
            raise Unreadable("Q without q")
        self._ink = self._kept.pop()

    def _concat(self, values: list[Thing]) -> None:
        self._set(place=QTransform(*_numbers(values, 6)) * self._ink.place)

    def _dash(self, values: list[Thing]) -> None:
        pattern = values[0] if values else None
        if not isinstance(pattern, list):
            raise Unreadable("a dash without its pattern")
        self._set(dash=tuple(float(one) for one in pattern if isinstance(one, int | float)))

    # paths

    def _paint(
        self, *, fill: bool = False, stroke: bool = False, odd: bool = False, close: bool = False
    ) -> None:
        path, self._path = self._path, QPainterPath()
        if close:
            path.closeSubpath()
        ink, painter = self._ink, self._painter
        painter.setTransform(ink.place)
        if fill:
            path.setFillRule(Qt.FillRule.OddEvenFill if odd else Qt.FillRule.WindingFill)
            # bars and modules must meet without a grey seam between them
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.fillPath(path, ink.fill)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if stroke:
            pen = QPen(ink.stroke, ink.width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if ink.dash and ink.width:
                pen.setDashPattern([max(one / ink.width, 0.01) for one in ink.dash])
            painter.strokePath(path, pen)

    # text

    def _start_text(self, place: QTransform) -> None:
        self._text = self._line = place

    def _move(self, x: float, y: float) -> None:
        self._start_text(QTransform.fromTranslate(x, y) * self._line)

    def _font(self, values: list[Thing]) -> None:
        name = values[0] if values else None
        if not isinstance(name, Name) or name not in self._sheet.fonts:
            raise Unreadable("an unknown font")
        self._set(face=self._sheet.fonts[name], size=_numbers(values[1:], 1)[0])

    def _show(self, values: list[Thing]) -> None:
        ink, text = self._ink, values[0] if values else None
        if ink.face is None or not isinstance(text, bytes):
            raise Unreadable("text without a font")
        for code in text:
            glyph = ink.face.glyph(code)
            if not glyph.isEmpty():
                sized = QTransform.fromScale(ink.size, ink.size) * self._text * ink.place
                self._painter.setTransform(sized)
                self._painter.fillPath(glyph, ink.fill)
            self._text = QTransform.fromTranslate(ink.face.advance(code) * ink.size, 0) * self._text


def _numbers(values: list[Thing], count: int) -> tuple[float, ...]:
    if len(values) != count or not all(isinstance(one, int | float) for one in values):
        raise Unreadable("wrong operands")
    return tuple(float(one) for one in values if isinstance(one, int | float))


def _grey(values: list[Thing]) -> QColor:
    level = _numbers(values, 1)[0]
    return QColor.fromRgbF(level, level, level)


def _rgb(values: list[Thing]) -> QColor:
    red, green, blue = _numbers(values, 3)
    return QColor.fromRgbF(red, green, blue)
