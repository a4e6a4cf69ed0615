"""Breaking a text into lines by measured width. Nothing is ever cut off.

Chinese breaks between any two characters, but no line starts with closing punctuation or ends with an
opening one (GB/T 15834-2011, 5.1). A Latin word or a number stays whole when it fits on a line of its own.
"""

from __future__ import annotations

import re

from app.printing import fonts

_NO_START = frozenset("，。、；：？！）》」』】〕〉〗”’…—～·％‰℃．・,.;:?!)]}%")
_NO_END = frozenset("（《「『【〔〈〖“‘￥＄¥$([{□")
_UNITS = re.compile(r"[!-~\u00a1-\u024f]+| +|.", re.DOTALL)
_PARTS = re.compile(r"[-/.,;:@_ ]+|[^-/.,;:@_ ]+[-/.,;:@_ ]*")
"""a code or number too long for a line is broken after its own signs first"""
_BREAKS = re.compile(r"\r\n|\r|\n")
_LONGEST_CARRY = 4
"""units moved to the next line to keep punctuation off its start"""


def wrap(text: str, width: float, size: float, bold: bool = False, prose: bool = False) -> list[str]:
    """Lines of at most `width` points. `prose`: line breaks in the text are kept; elsewhere they are
    drawn as code points like every other control character. At least one line."""
    room = max(width / size, 1.0)
    if not prose:
        return _wrap(text, room, bold)
    lines: list[str] = []
    for part in _BREAKS.split(text.strip("\r\n").replace("\t", "    ")):
        lines += _wrap(part, room, bold)
    return lines


def _wrap(text: str, room: float, bold: bool) -> list[str]:
    advance = fonts.advances(bold)
    if sum(map(advance.__getitem__, text)) <= room:
        return [text]
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for unit in _units(text, room, advance):
        wide = sum(map(advance.__getitem__, unit))
        if used + wide <= room or not line:
            line.append(unit)
            used += wide
            continue
        carried = _carry(line, unit)
        used = sum(sum(map(advance.__getitem__, piece)) for piece in carried)
        if used + wide > room:  # too narrow for both: the punctuation stays where it is
            line += carried
            carried, used = [], 0.0
        lines.append("".join(line).rstrip(" "))
        line = carried
        if carried or not unit.isspace():
            line.append(unit)
            used += wide
    if line:
        lines.append("".join(line))
    return lines


def _units(text: str, room: float, advance: dict[str, float]) -> list[str]:
    """Pieces that stay together: words and numbers that fit a line, else their parts or characters."""
    units: list[str] = []
    for unit in _UNITS.findall(text):
        if len(unit) == 1 or sum(map(advance.__getitem__, unit)) <= room:
            units.append(unit)
            continue
        for part in _PARTS.findall(unit):
            if sum(map(advance.__getitem__, part)) > room:
                units += part
            else:
                units.append(part)
    return units


def _carry(line: list[str], unit: str) -> list[str]:
    """Take from the end of the line what must go down with the next unit."""
    carried: list[str] = []
    follower = unit
    while len(carried) < _LONGEST_CARRY and len(line) > 1:
        if follower[0] not in _NO_START and line[-1][-1] not in _NO_END:
            return carried
        follower = line.pop()
        carried.insert(0, follower)
    if carried and (follower[0] in _NO_START or line[-1][-1] in _NO_END):
        line += carried  # a run of nothing but punctuation: break it where it stands
        return []
    return carried
