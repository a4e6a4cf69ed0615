"""Fonts: one Chinese sans family first, then faces for rare characters. No QSS rule may name a family."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

PACKAGED = ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf")
RARE = "HanaMinB.ttf"
"""31 MB: loaded after the first paint"""

FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "Plangothic P1",
    "Plangothic P2",
    "HanaMinB",
    "SimSun-ExtB",
    "BabelStone Han",
)
PROBES = "䶮𠮷㛃𬭎𫖯𬱖𪨶𰻝"
"""Names in use from Ext A to G: if one has no glyph the desk says so (GB 18030-2022 level 3)."""


def _load(name: str) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(files("resources").joinpath("fonts", name)))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def load_text_faces() -> list[str]:
    """Load regular and bold of the packaged family. Answers the families that became known."""
    return [family for name in PACKAGED for family in _load(name)]


def load_rare_face() -> list[str]:
    """Load the face for Ext B and later; a missing file leaves `missing_probes` to tell."""
    return _load(RARE)


def text_font(points: float) -> QFont:
    """The program's font with its whole chain of fallbacks."""
    font = QFont(list(FAMILIES))
    font.setPointSizeF(points)
    return font


def missing_probes(font: QFont) -> str:
    """Those probes that no face of the chain can draw."""
    measure = QFontMetrics(font)
    return "".join(c for c in PROBES if not measure.inFontUcs4(ord(c)))
