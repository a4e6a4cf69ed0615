"""Colours by meaning; nothing else in the program names a colour. A test recomputes the contrasts."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Tokens(Struct, frozen=True, kw_only=True):
    """One theme. Every value is `#RRGGBB`."""

    name: str
    win: str
    surface: str
    alt: str
    nav: str
    nav_sel: str
    head: str
    on_head: str
    text: str
    text2: str
    dis: str
    dis_bg: str
    border: str
    in_border: str
    primary: str
    primary_hover: str
    primary_down: str
    on_primary: str
    sel: str
    hover: str
    err: str
    err_bg: str
    warn: str
    warn_bg: str
    ok: str
    ok_bg: str
    train: str
    train_bg: str
    strip: str
    """training strip and training header, the same in both themes"""

    def colour(self, role: str) -> str:
        """The value of one token by its name. A wrong name is a bug: AttributeError."""
        value = getattr(self, role)
        assert isinstance(value, str)
        return value


LIGHT = Tokens(
    name="light",
    win="#F2F4F7",
    surface="#FFFFFF",
    alt="#F7F9FB",
    nav="#E6EBF2",
    nav_sel="#FFFFFF",
    head="#123A6F",
    on_head="#FFFFFF",
    text="#1B2430",
    text2="#4F5B6B",
    dis="#646E7B",
    dis_bg="#EDF0F4",
    border="#D3DAE3",
    in_border="#818C9B",
    primary="#1557B0",
    primary_hover="#0F4793",
    primary_down="#0D3F83",
    on_primary="#FFFFFF",
    sel="#D6E4F7",
    hover="#EAF1FB",
    err="#B3261E",
    err_bg="#FCEEEC",
    warn="#7A4D00",
    warn_bg="#FFF4DA",
    ok="#1A6B3C",
    ok_bg="#E6F4EA",
    train="#6B2FA0",
    train_bg="#F2E8FA",
    strip="#6B2FA0",
)

DARK = Tokens(
    name="dark",
    win="#15191F",
    surface="#1E242C",
    alt="#222932",
    nav="#1A1F26",
    nav_sel="#2A3441",
    head="#0F2747",
    on_head="#FFFFFF",
    text="#E8ECF2",
    text2="#AEB8C6",
    dis="#8590A0",
    dis_bg="#232A33",
    border="#343D49",
    in_border="#758193",
    primary="#8AB8FF",
    primary_hover="#A9CBFF",
    primary_down="#BAD5FF",
    on_primary="#0B1B33",
    sel="#2B4466",
    hover="#243449",
    err="#FF9A90",
    err_bg="#3A1F1D",
    warn="#F2C14E",
    warn_bg="#352A10",
    ok="#7FD49B",
    ok_bg="#17301F",
    train="#D0A6FF",
    train_bg="#2E2040",
    strip="#6B2FA0",
)

THEMES = {tokens.name: tokens for tokens in (LIGHT, DARK)}


def training(tokens: Tokens) -> Tokens:
    """The same theme with the header in the training colour: seen from across the room."""
    return replace(tokens, head="#4F2379" if tokens.name == "light" else "#3A1C58")


PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "surface", 4.5),
    ("text", "win", 4.5),
    ("text", "alt", 4.5),
    ("text", "nav", 4.5),
    ("text", "nav_sel", 4.5),
    ("text", "sel", 4.5),
    ("text", "hover", 4.5),
    ("text2", "surface", 4.5),
    ("text2", "win", 4.5),
    ("text2", "alt", 4.5),
    ("text2", "sel", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("on_primary", "primary_down", 4.5),
    ("primary", "surface", 4.5),
    ("primary", "win", 3.0),
    ("err", "surface", 4.5),
    ("err", "err_bg", 4.5),
    ("err", "sel", 4.5),
    ("warn", "surface", 4.5),
    ("warn", "warn_bg", 4.5),
    ("warn", "sel", 4.5),
    ("ok", "surface", 4.5),
    ("ok", "ok_bg", 4.5),
    ("ok", "sel", 4.5),
    ("train", "train_bg", 4.5),
    ("surface", "train", 4.5),
    ("on_head", "head", 4.5),
    ("on_head", "strip", 4.5),
    ("dis", "surface", 4.5),
    ("dis", "win", 4.5),
    ("dis", "err_bg", 4.5),
    ("text2", "hover", 4.5),
    ("err", "hover", 4.5),
    ("err", "alt", 4.5),
    ("warn", "hover", 4.5),
    ("warn", "alt", 4.5),
    ("ok", "hover", 4.5),
    ("ok", "alt", 4.5),
    ("primary", "hover", 4.5),
    ("primary", "sel", 4.5),
    ("text", "err_bg", 4.5),
    ("text", "warn_bg", 4.5),
    ("surface", "text", 4.5),
    ("in_border", "surface", 3.0),
    ("in_border", "win", 3.0),
)
"""Foreground, background, least contrast (WCAG 2.2: 1.4.3 text, 1.4.11 outlines)."""


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` after WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colour_names() -> tuple[str, ...]:
    """Every token that holds a colour."""
    return tuple(name for name in Tokens.__struct_fields__ if name != "name")
