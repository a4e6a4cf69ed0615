"""Which font draws which character, and how wide it is. Noto Sans SC first, Hanazono Mincho B for the rest.

A character that no embedded font has, and every character that would not be seen (controls, bidi marks,
zero-width ones), is drawn as a frame around its code point: never "?", never nothing.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.printing.faces import EmbeddedFont

REGULAR = "NotoSansSC_400Regular"
BOLD = "NotoSansSC_700Bold"
RARE = "HanaMinB"
BOXED = ""
"""stands for "no font": the character is drawn as a framed code point"""

BOX_DIGIT = 0.5
"""size of the digits in a code point box, in em of the text around it"""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Mn", "Mc", "Me"})
_loading = threading.Lock()
_loaded: dict[str, EmbeddedFont] = {}


def face(name: str) -> EmbeddedFont:
    """The font, read on first use."""
    with _loading:
        if name not in _loaded:
            from app.printing import faces

            _loaded[name] = faces.load(name)
        return _loaded[name]


def loaded() -> tuple[EmbeddedFont, ...]:
    """Every font read so far: all that a laid-out text needs, since it was measured."""
    with _loading:
        return tuple(_loaded.values())


def code_point(char: str) -> str:
    """What stands in the frame: four to six hex digits."""
    return f"{ord(char):04X}"


def _font_for(char: str, first: str) -> str:
    if unicodedata.category(char) in _UNSEEN:
        return BOXED
    code = ord(char)
    if code in face(first).face.charToGlyph:
        return first
    if code in face(RARE).face.charToGlyph:
        return RARE
    return BOXED


class _Fonts(dict[str, str]):
    """Character -> font name, filled as characters are met."""

    def __init__(self, first: str) -> None:
        super().__init__()
        self.first = first

    def __missing__(self, char: str) -> str:
        self[char] = found = _font_for(char, self.first)
        return found


class _Advances(dict[str, float]):
    """Character -> advance in em."""

    def __init__(self, fonts: _Fonts) -> None:
        super().__init__()
        self.fonts = fonts

    def __missing__(self, char: str) -> float:
        name = self.fonts[char]
        if name == BOXED:
            digit = _advances(self.fonts.first)["0"]
            advance = len(code_point(char)) * digit * BOX_DIGIT + 0.25
        else:
            advance = face(name).face.getCharWidth(ord(char)) / 1000
        self[char] = advance
        return advance


@cache
def _fonts(first: str) -> _Fonts:
    return _Fonts(first)


@cache
def _advances(first: str) -> _Advances:
    return _Advances(_fonts(first))


def advances(bold: bool) -> dict[str, float]:
    """Advance of every character in em; ask by index."""
    return _advances(BOLD if bold else REGULAR)


def width(text: str, size: float, bold: bool = False) -> float:
    """Points."""
    return sum(map(advances(bold).__getitem__, text)) * size


def runs(text: str, bold: bool) -> list[tuple[str, str]]:
    """Pieces of the text, each with the font that has all its characters (`BOXED`: none has)."""
    chosen = _fonts(BOLD if bold else REGULAR)
    names = list(map(chosen.__getitem__, text))
    if len(set(names)) == 1:
        return [(names[0], text)]
    pieces, start = [], 0
    for name, group in groupby(names):
        end = start + sum(1 for _ in group)
        pieces.append((name, text[start:end]))
        start = end
    return pieces


def missing(text: str) -> str:
    """The characters of the text that would be drawn as a code point, each once, in order."""
    chosen = _fonts(REGULAR)
    return "".join(dict.fromkeys(char for char in text if char not in "\r\n\t" and chosen[char] == BOXED))


def warm() -> None:
    """Read the two fonts every paper needs; for a worker after the first paint."""
    width("0", 1)
    width("0", 1, bold=True)
