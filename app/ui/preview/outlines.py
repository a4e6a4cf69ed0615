"""Glyph outlines of an embedded TrueType subset as painter paths (OpenType: head, loca, glyf, cmap)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QTransform

from app.ui.preview.objects import Unreadable

_WORDS, _XY, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x02, 0x08, 0x20, 0x40, 0x80
_ON, _X_BYTE, _Y_BYTE, _REPEAT, _X_SAME, _Y_SAME = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
DEEPEST = 6
Point = tuple[float, float, bool]


class Face:
    """One subset. `glyph(code)` is drawn for 1 unit of type size, y upwards."""

    def __init__(self, data: bytes, first: int, advances: Sequence[float]) -> None:
        self._data = data
        self._first = first
        self._advances = advances
        self._kept: dict[int, QPainterPath] = {}
        try:
            self._read()
        except (struct.error, IndexError) as why:
            raise Unreadable("a damaged font") from why

    def _read(self) -> None:
        count = struct.unpack_from(">H", self._data, 4)[0]
        tables: dict[bytes, int] = {}
        for n in range(count):
            tag, _sum, offset, _length = struct.unpack_from(">4sLLL", self._data, 12 + 16 * n)
            tables[tag] = offset
        missing = {b"head", b"loca", b"glyf", b"cmap", b"maxp"} - set(tables)
        if missing:
            raise Unreadable("a font without outlines")
        self._glyf = tables[b"glyf"]
        self._units = struct.unpack_from(">H", self._data, tables[b"head"] + 18)[0]
        long_places = struct.unpack_from(">h", self._data, tables[b"head"] + 50)[0]
        glyphs = struct.unpack_from(">H", self._data, tables[b"maxp"] + 4)[0]
        form = f">{glyphs + 1}{'L' if long_places else 'H'}"
        places = struct.unpack_from(form, self._data, tables[b"loca"])
        self._places = places if long_places else tuple(2 * place for place in places)
        self._codes = self._mapping(tables[b"cmap"])

    def _mapping(self, at: int) -> dict[int, int]:
        """Code -> glyph, from a trimmed table (format 6) as the subset writer makes it."""
        offset = struct.unpack_from(">L", self._data, at + 8)[0]
        kind, _length, _language, first, count = struct.unpack_from(">5H", self._data, at + offset)
        if kind != 6:
            raise Unreadable(f"a character table of format {kind}")
        glyphs = struct.unpack_from(f">{count}H", self._data, at + offset + 10)
        return {first + n: glyph for n, glyph in enumerate(glyphs)}

    def advance(self, code: int) -> float:
        """Width of a code for 1 unit of type size."""
        place = code - self._first
        return self._advances[place] / 1000 if 0 <= place < len(self._advances) else 0.0

    def glyph(self, code: int) -> QPainterPath:
        """The outline of a code; empty for a blank."""
        if code not in self._kept:
            try:
                path = self._outline(self._codes.get(code, 0), 0)
            except (struct.error, IndexError) as why:
                raise Unreadable("a damaged glyph") from why
            path = QTransform.fromScale(1 / self._units, 1 / self._units).map(path)
            path.setFillRule(Qt.FillRule.WindingFill)
            self._kept[code] = path
        return self._kept[code]

    def _outline(self, glyph: int, depth: int) -> QPainterPath:
        if depth > DEEPEST:
            raise Unreadable("a glyph made of itself")
        start, end = self._places[glyph], self._places[glyph + 1]
        if start == end:
            return QPainterPath()
        contours = struct.unpack_from(">h", self._data, self._glyf + start)[0]
        at = self._glyf + start + 10
        return self._simple(at, contours) if contours >= 0 else self._composite(at, depth)

    def _simple(self, at: int, contours: int) -> QPainterPath:
        data = self._data
        ends = struct.unpack_from(f">{contours}H", data, at)
        at += 2 * contours
        at += 2 + struct.unpack_from(">H", data, at)[0]
        count = ends[-1] + 1 if ends else 0
        flags: list[int] = []
        while len(flags) < count:
            flag = data[at]
            at += 1
            flags.append(flag)
            if flag & _REPEAT:
                flags += [flag] * data[at]
                at += 1
        xs, at = _coordinates(data, at, flags, _X_BYTE, _X_SAME)
        ys, at = _coordinates(data, at, flags, _Y_BYTE, _Y_SAME)
        points: list[Point] = [(x, y, bool(f & _ON)) for x, y, f in zip(xs, ys, flags, strict=False)]
        path, begin = QPainterPath(), 0
        for end in ends:
            _contour(path, points[begin : end + 1])
            begin = end + 1
        return path

    def _composite(self, at: int, depth: int) -> QPainterPath:
        """Parts placed by offsets; other ways of placing do not occur in these fonts."""
        path = QPainterPath()
        while True:
            flags, glyph = struct.unpack_from(">HH", self._data, at)
            if not flags & _XY:
                raise Unreadable("a glyph placed by points")
            form = ">hh" if flags & _WORDS else ">bb"
            dx, dy = struct.unpack_from(form, self._data, at + 4)
            at += 4 + struct.calcsize(form)
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & _SCALE:
                a = d = struct.unpack_from(">h", self._data, at)[0] / 16384
                at += 2
            elif flags & _TWO_SCALES:
                a, d = (part / 16384 for part in struct.unpack_from(">2h", self._data, at))
                at += 4
            elif flags & _MATRIX:
                a, b, c, d = (part / 16384 for part in struct.unpack_from(">4h", self._data, at))
                at += 8
            path.addPath(QTransform(a, b, c, d, dx, dy).map(self._outline(glyph, depth + 1)))
            if not flags & _MORE:
                return path


def _coordinates(data: bytes, at: int, flags: Sequence[int], byte: int, same: int) -> tuple[list[int], int]:
    made, value = [], 0
    for flag in flags:
        if flag & byte:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        made.append(value)
    return made, at


def _contour(path: QPainterPath, points: list[Point]) -> None:
    """Quadratic curves; between two control points lies an unwritten point on the line."""
    if not points:
        return
    whole: list[Point] = []
    for here, following in zip(points, points[1:] + points[:1], strict=True):
        whole.append(here)
        if not here[2] and not following[2]:
            whole.append(((here[0] + following[0]) / 2, (here[1] + following[1]) / 2, True))
    first = next(n for n, point in enumerate(whole) if point[2])
    whole = whole[first:] + whole[: first + 1]
    path.moveTo(whole[0][0], whole[0][1])
    n = 1
    while n < len(whole):
        x, y, on_line = whole[n]
        if on_line:
            path.lineTo(x, y)
            n += 1
        else:
            path.quadTo(x, y, whole[n + 1][0], whole[n + 1][1])
            n += 2
    path.closeSubpath()
