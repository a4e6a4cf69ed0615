"""QR symbols with the mask the standard asks for, chosen quickly.

segno weighs the eight masks module by module, which takes a fifth of a receipt's time. Here a symbol is one
integer, a bit a module, row after row from the highest bit on, and a rule is a few shifts of it.
Source: ISO/IEC 18004:2015, 7.8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

_MASKS = 8
_BLOCK, _FINDER, _BALANCE = 3, 40, 10
"""penalties N2 to N4; N1 is in `_runs`"""
_FINDER_LIKE = "1011101"
_LIGHT = "0000"
"""before or after what looks like a finder; outside the symbol all is light"""
_FORMAT = 8
"""row and column of the format"""
_WITH_VERSION = 45
"""modules a side from which on a symbol says its version, in two blocks of 3 by 6"""
_DIGITS = bytes.maketrans(b"\0\1", b"01")


def matrix(text: str) -> list[list[int]]:
    """The modules row by row, 1 is dark: error correction M, quiet zone not included."""
    code = _made(text)
    side = len(code.matrix)
    symbol = _number(code.matrix)
    weighed = ~_written_later(side)
    best = min(_changes(code.version), key=lambda change: _penalty((symbol ^ change) & weighed, side))
    modules = list(map(int, _bits(symbol ^ best, side)))
    return [modules[start : start + side] for start in range(0, side * side, side)]


def _made(text: str, mask: int = 0, version: int | None = None) -> Any:
    import segno

    return segno.make(text, error="m", micro=False, boost_error=False, mask=mask, version=version)


@cache
def _changes(version: int) -> tuple[int, ...]:
    """What turns a symbol with mask 0 into the one with mask n: the same for every text."""
    symbols = [_number(_made("0", mask, version).matrix) for mask in range(_MASKS)]
    return tuple(symbol ^ symbols[0] for symbol in symbols)


@cache
def _written_later(side: int) -> int:
    """Modules of format and version and the dark one beside them: light while masks are compared."""
    cells = [bytearray(side) for _ in range(side)]
    for place in (0, 1, 2, 3, 4, 5, 7, 8, *range(side - 8, side)):  # 6 is timing
        cells[_FORMAT][place] = cells[place][_FORMAT] = 1
    if side >= _WITH_VERSION:
        for along in range(6):
            for across in range(side - 11, side - 8):
                cells[along][across] = cells[across][along] = 1
    return _number(cells)


def _number(rows: Iterable[Sequence[int]]) -> int:
    return int(b"".join(map(bytes, rows)).translate(_DIGITS), 2)


def _bits(symbol: int, side: int) -> str:
    return f"{symbol:0{side * side}b}"


def _penalty(symbol: int, side: int) -> int:
    bits = _bits(symbol, side)
    rows = [bits[start : start + side] for start in range(0, side * side, side)]
    columns = [bits[place::side] for place in range(side)]
    beside = _like_left(symbol, side)
    above = ~(symbol ^ (symbol >> side)) & _ones(side * (side - 1))
    blocks = beside & (beside >> side) & above
    dark = symbol.bit_count() * 100 / (side * side)
    return (
        _runs(beside)
        + _runs(_like_left(int("".join(columns), 2), side))
        + _BLOCK * blocks.bit_count()
        + _FINDER * _finders(_LIGHT.join(["", *rows, *columns, ""]))
        + _BALANCE * int(abs(dark - 50) / 5)
    )


@cache
def _ones(count: int) -> int:
    return (1 << count) - 1


@cache
def _not_first(side: int) -> int:
    """All modules but the first of each row."""
    return int(("0" + "1" * (side - 1)) * side, 2)


def _like_left(symbol: int, side: int) -> int:
    """The modules that have the colour of their left neighbour."""
    return ~(symbol ^ (symbol >> 1)) & _not_first(side)


def _runs(alike: int) -> int:
    """N1: a run of 5 costs 3, every further module 1."""
    fives = alike & (alike >> 1) & (alike >> 2) & (alike >> 3)
    first = fives & ~(fives >> 1)
    return fives.bit_count() + 2 * first.bit_count()


def _finders(lines: str) -> int:
    found, place = 0, lines.find(_FINDER_LIKE)
    while place >= 0:
        after = place + len(_FINDER_LIKE)
        counts = _LIGHT in (lines[place - 4 : place], lines[after : after + 4])
        found += counts
        place = lines.find(_FINDER_LIKE, after if counts else place + 4)
    return found
