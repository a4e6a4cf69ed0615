"""A PDF file as pages with their content and fonts: cross-reference tables, updates, streams."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass
from functools import cached_property

from app.ui.preview.objects import Name, Reader, Reference, Thing, Unreadable
from app.ui.preview.outlines import Face

LARGEST = 32 * 1024 * 1024
"""bytes one stream may unpack to"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. Sizes in points."""

    width: float
    height: float
    content: bytes
    fonts: dict[str, Face]


class Document:
    """Reads the newest version of each object; an update that was appended (a reprint's mark) wins."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._places: dict[int, int] = {}
        self._faces: dict[int, Face] = {}
        self._root: Thing = None
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)
        if not pdf.startswith(b"%PDF-") or not found:
            raise Unreadable("not a PDF")
        self._read_table(int(found[1]), set())

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages in order."""
        root = self._dictionary(self._root)
        tree = self._dictionary(root.get("Pages"))
        kids = self._get(tree.get("Kids"))
        if not isinstance(kids, list) or not kids:
            raise Unreadable("no pages")
        return tuple(self._sheet(self._dictionary(kid)) for kid in kids)

    def _read_table(self, at: int, seen: set[int]) -> None:
        """One cross-reference section, then the ones before it; what is known already is newer."""
        if at in seen or not self._pdf.startswith(b"xref", at):
            raise Unreadable("no cross-reference table")
        seen.add(at)
        reader = Reader(self._pdf, at + 4)
        while self._pdf[reader.at : reader.at + 7] != b"trailer":
            first, count = reader.thing(), reader.thing()
            if not isinstance(first, int) or not isinstance(count, int):
                raise Unreadable("cross-reference table")
            for number in range(first, first + count):
                place, _generation, kind = reader.thing(), reader.thing(), reader.thing()
                if kind == "n" and isinstance(place, int):
                    self._places.setdefault(number, place)
        reader.at += 7
        reader.skip()
        trailer = reader.thing()
        if not isinstance(trailer, dict):
            raise Unreadable("trailer")
        self._root = self._root or trailer.get("Root")
        before = trailer.get("Prev")
        if isinstance(before, int):
            self._read_table(before, seen)

    def _open(self, number: int) -> tuple[Thing, Reader]:
        place = self._places.get(number)
        if place is None:
            raise Unreadable(f"object {number} is missing")
        reader = Reader(self._pdf, place)
        if reader.thing() != number or reader.thing() is None or reader.thing() != "obj":
            raise Unreadable(f"object {number} is not where it should be")
        return reader.thing(), reader

    def _get(self, thing: Thing) -> Thing:
        return self._open(thing.number)[0] if isinstance(thing, Reference) else thing

    def _dictionary(self, thing: Thing) -> dict[str, Thing]:
        found = self._get(thing)
        if not isinstance(found, dict):
            raise Unreadable("a dictionary was expected")
        return found

    def _stream(self, thing: Thing) -> bytes:
        """The unpacked bytes of a stream."""
        if not isinstance(thing, Reference):
            raise Unreadable("a stream was expected")
        head, reader = self._open(thing.number)
        if not isinstance(head, dict) or self._pdf[reader.at : reader.at + 6] != b"stream":
            raise Unreadable("a stream was expected")
        start = reader.at + 6
        start += 2 if self._pdf[start : start + 2] == b"\r\n" else 1
        length = self._get(head.get("Length"))
        if not isinstance(length, int):
            raise Unreadable("a stream without its length")
        packed = self._pdf[start : start + length]
        filters = self._get(head.get("Filter"))
        for one in filters if isinstance(filters, list) else [filters] if filters else []:
            packed = _unpacked(packed, one)
        return packed

    def _sheet(self, page: dict[str, Thing]) -> Sheet:
        box = self._get(page.get("MediaBox"))
        if not isinstance(box, list) or not all(isinstance(side, int | float) for side in box):
            raise Unreadable("a page without its size")
        left, bottom, right, top = (float(side) for side in box if isinstance(side, int | float))
        contents = self._get(page.get("Contents"))
        parts = contents if isinstance(contents, list) else [page.get("Contents")]
        fonts = self._dictionary(self._dictionary(page.get("Resources")).get("Font"))
        return Sheet(
            width=right - left,
            height=top - bottom,
            content=b"\n".join(self._stream(part) for part in parts),
            fonts={name: self._face(font) for name, font in fonts.items()},
        )

    def _face(self, thing: Thing) -> Face:
        number = thing.number if isinstance(thing, Reference) else -1
        if number not in self._faces:
            font = self._dictionary(thing)
            if font.get("Subtype") != Name("TrueType"):
                raise Unreadable("a font that is not embedded TrueType")
            file = self._dictionary(font.get("FontDescriptor")).get("FontFile2")
            first, widths = self._get(font.get("FirstChar")), self._get(font.get("Widths"))
            if not isinstance(first, int) or not isinstance(widths, list):
                raise Unreadable("a font without widths")
            advances = [float(wide) for wide in widths if isinstance(wide, int | float)]
            self._faces[number] = Face(self._stream(file), first, advances)
        return self._faces[number]


def _unpacked(packed: bytes, kind: Thing) -> bytes:
    try:
        if kind == "FlateDecode":
            unpacker = zlib.decompressobj()
            made = unpacker.decompress(packed, LARGEST)
            if unpacker.unconsumed_tail:
                raise Unreadable("a stream is too large")
            return made
        if kind == "ASCII85Decode":
            return base64.a85decode(packed.strip().removesuffix(b"~>"))
    except (zlib.error, ValueError) as why:
        raise Unreadable("a damaged stream") from why
    raise Unreadable(f"filter {kind!r}")
