"""The embedded fonts as ReportLab knows them. Loading one takes about a tenth of a second: import late."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

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


class EmbeddedFont(ttfonts.TTFont):  # type: ignore[misc]
    """A TrueType font whose text can be copied and searched at every code point."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)

    def addObjects(self, doc: Any) -> None:
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            parts = (ttfonts.SUBSETN(n), b"+", self.face.name, self.face.subfontNameX)
            name = b"".join(parts).decode("pdfdoc")
            doc.idToObject["toUnicodeCMap:" + name].content = to_unicode(name, subset)


def load(name: str) -> EmbeddedFont:
    """Read `resources/fonts/<name>.ttf` and make it known to ReportLab under that name."""
    rl_config.useA85 = 0
    with as_file(files("resources") / "fonts" / f"{name}.ttf") as path:
        font = EmbeddedFont(name, str(path))
    pdfmetrics.registerFont(font)
    return font
