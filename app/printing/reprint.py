"""The mark of a reprint, appended to the kept PDF as an incremental update (PDF 1.7, 7.5.6).

The kept bytes stay as they are: they are the beginning of the marked file, so the hash that was stored
when the paper was made still proves what the visitor was given. Nothing is drawn afresh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from app.domain.paper import ReprintMark
from app.printing import fonts
from app.printing.ink import Page, Text
from app.printing.sheet import MM
from app.printing.template import shared
from app.printing.texts import moment

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\s?endobj\s*$", re.DOTALL)
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_PAGE = re.compile(rb"/Type /Page\b(?!s)")
_MEDIA_BOX = re.compile(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_FONTS = re.compile(rb"/Font (\d+) 0 R")
_SIZE = 9


@dataclass(frozen=True, slots=True)
class _File:
    """A PDF as this house writes it: one cross-reference table, one dictionary of fonts for all pages."""

    objects: dict[int, bytes]
    trailer: bytes
    xref: int

    @property
    def pages(self) -> list[int]:
        kids = re.search(rb"/Kids \[(.*?)\]", self._the(rb"/Type /Pages"), re.DOTALL)
        if kids is None:
            raise ValueError("no pages")
        return [int(number) for number in _REFERENCE.findall(kids[1])]

    def _the(self, what: bytes) -> bytes:
        return next(body for body in self.objects.values() if what in body.split(b"stream", 1)[0])

    def number(self, pattern: re.Pattern[bytes], page: int) -> int:
        found = pattern.search(self.objects[page])
        if found is None:
            raise ValueError("not a PDF of this program")
        return int(found[1])


def stamp_reprint(pdf: bytes, mark: ReprintMark) -> bytes:
    """The kept PDF with "补打 第 n 次", time and clerk on every page.

    `ValueError`: not a PDF as `render` made it (foreign, damaged, or marked already).
    """
    kept = _read(pdf)
    overlay = _read(_overlay(kept, mark))
    shift = max(kept.objects)
    changed = {
        number + shift: _renumbered(body, shift)
        for number, body in overlay.objects.items()
        if not _PAGE.search(body.split(b"stream", 1)[0])
    }
    for own, over in zip(kept.pages, overlay.pages, strict=True):
        contents = kept.number(_CONTENTS, own)
        above = overlay.number(_CONTENTS, over) + shift
        array = b"/Contents [ %d 0 R %d 0 R ]" % (contents, above)
        changed[own] = _CONTENTS.sub(array, kept.objects[own], count=1)
    own_fonts = kept.number(_FONTS, kept.pages[0])
    marks_fonts = overlay.number(_FONTS, overlay.pages[0]) + shift
    changed[own_fonts] = _merged(kept.objects[own_fonts], changed[marks_fonts])
    return pdf + _update(kept, changed, len(pdf))


def _overlay(kept: _File, mark: ReprintMark) -> bytes:
    """One page with the mark for each kept page."""
    from app.printing import canvas

    words = shared().statement("reprint", n=str(mark.n), when=moment(mark.when), who=mark.who)
    wide = fonts.width(words, _SIZE, bold=True)
    pages = []
    for number in kept.pages:
        box = _MEDIA_BOX.search(kept.objects[number])
        if box is None:
            raise ValueError("not a PDF of this program")
        width, height = float(box[1]), float(box[2])
        narrow = width < 100 * MM
        size = min(_SIZE, _SIZE * (width - 8 * MM) / wide) if narrow else _SIZE
        x, y = (4 * MM, 4.5 * MM) if narrow else (18 * MM, 9 * MM)
        pages.append(Page(width=width, height=height, inks=[Text(x, y, size, words, bold=True)]))
    about = canvas.About(title="", author="", made_at=mark.when, font_prefix="R")
    return canvas.pdf(pages, about)


def _read(pdf: bytes) -> _File:
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
    if start is None:
        raise ValueError("not a PDF of this program")
    xref = int(start[1])
    table = re.match(rb"xref\s+0 (\d+)\s+", pdf[xref:])
    trailer = pdf[xref:].find(b"trailer")
    if table is None or trailer < 0:  # an updated file has a table that does not begin at object 0
        raise ValueError("not a PDF of this program, or marked already")
    entries = pdf[xref + table.end() : xref + trailer].split(b"\n")
    offsets = sorted(int(entry[:10]) for entry in entries if entry[17:18] == b"n")
    objects = {}
    for begin, end in pairwise([*offsets, xref]):
        found = _OBJECT.match(pdf[begin:end])
        if found is None:
            raise ValueError("not a PDF of this program")
        objects[int(found[1])] = found[2]
    return _File(objects, pdf[xref + trailer : start.start()], xref)


def _renumbered(body: bytes, shift: int) -> bytes:
    """References moved up; the bytes of a stream are left alone."""
    head, mark, stream = body.partition(b"stream")
    moved = _REFERENCE.sub(lambda found: b"%d 0 R" % (int(found[1]) + shift), head)
    return moved + mark + stream


def _merged(own: bytes, other: bytes) -> bytes:
    """Two font dictionaries in one; their names differ by prefix."""
    return b"<<\n" + own.strip()[2:-2].strip() + b"\n" + other.strip()[2:-2].strip() + b"\n>>"


def _update(kept: _File, changed: dict[int, bytes], start: int) -> bytes:
    """New and replaced objects, their cross-reference sections and the trailer."""
    written, offsets = bytearray(b"\n"), {}
    for number in sorted(changed):
        offsets[number] = start + len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, changed[number])
    xref = start + len(written)
    written += b"xref\n"
    for number in sorted(offsets):
        written += b"%d 1\n%010d 00000 n \n" % (number, offsets[number])
    size = max(*kept.objects, *changed) + 1
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % size, kept.trailer)
    trailer = trailer.rstrip().removesuffix(b">>") + b"/Prev %d\n>>\n" % kept.xref
    written += trailer + b"startxref\n%d\n%%%%EOF\n" % xref
    return bytes(written)
