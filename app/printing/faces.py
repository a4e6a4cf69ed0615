"""The embedded fonts as ReportLab knows them. Loading one takes about a tenth of a second: import late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts

_PDF_NAME_LIMIT = 100
"""entries in one bfchar block (PDF Reference 1.7, 5.9.2)"""


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be", "surrogatepass").hex().upper()


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The map from glyph codes back to text. Characters beyond U+FFFF are written as surrogate pairs:
    ReportLab writes five hex digits there, and copied text then shows another character."""
    entries = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset)]
    blocks = []
    for start in range(0, len(entries), _PDF_NAME_LIMIT):
        block = entries[start : start + _PDF_NAME_LIMIT]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join([*head, *blocks, *tail])


class _Outlines:
    """The glyphs as they lie in the file: slices of it, without a copy of all ten megabytes first."""

    def __init__(self, file: bytes, start: int) -> None:
        self.file = file
        self.start = start

    def __getitem__(self, part: slice) -> bytes:
        return self.file[self.start + part.start : self.start + part.stop]


class _Tables:
    """The tables of a face, cut out of its file once and not for every paper."""

    def __init__(self, face: Any) -> None:
        self.face = face
        self.cut: dict[str, bytes | _Outlines] = {}

    def __call__(self, tag: str) -> bytes | _Outlines:
        if tag not in self.cut:
            start, length = self.face.get_table_pos(tag)
            file = self.face._ttf_data  # noqa: SLF001 - no public way to the file
            self.cut[tag] = _Outlines(file, start) if tag == "glyf" else file[start : start + length]
        return self.cut[tag]


class _Numbers(pdfdoc.PDFObject):  # type: ignore[misc]
    """An array of numbers, formatted in one go."""

    def __init__(self, numbers: Iterable[float]) -> None:
        self.numbers = numbers

    def format(self, _document: Any) -> bytes:
        return f"[ {' '.join([f'{number:.6g}' for number in self.numbers])} ]".encode()


class EmbeddedFont(ttfonts.TTFont):  # type: ignore[misc]
    """A TrueType font whose text can be copied and searched at every code point."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)
        self.face.get_table = _Tables(self.face)

    def coded(self, text: str, doc: Any) -> list[tuple[int, bytes]]:
        """The text as codes of this file's subsets: (subset, codes), one after another."""
        known = self.state[doc].assignments
        try:
            return [(0, bytes(map(known.__getitem__, map(ord, text))))]
        except (KeyError, ValueError):  # a character new to the file, or one of a further subset
            coded: list[tuple[int, bytes]] = self.splitString(text, doc)
            return coded

    def addObjects(self, doc: Any) -> None:
        subsets = self.state[doc].subsets
        labels = [self.getSubsetInternalName(n, doc) for n in range(len(subsets))]
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            parts = (ttfonts.SUBSETN(n), b"+", self.face.name, self.face.subfontNameX)
            name = b"".join(parts).decode("pdfdoc")
            doc.idToObject["toUnicodeCMap:" + name].content = to_unicode(name, subset)
            doc.idToObject[labels[n][1:]].Widths = _Numbers(map(self.face.getCharWidth, subset))


def load(name: str) -> EmbeddedFont:
    """Read `resources/fonts/<name>.ttf` and make it known to ReportLab under that name."""
    rl_config.useA85 = 0
    with as_file(files("resources") / "fonts" / f"{name}.ttf") as path:
        font = EmbeddedFont(name, str(path))
    pdfmetrics.registerFont(font)
    return font
