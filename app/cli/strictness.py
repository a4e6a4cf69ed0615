"""JSON without its traps: no names twice, no fractions, no endless numbers, no hidden signs.

Money is whole fen, so a fraction anywhere is a mistake; of two equal names one would be lost in silence.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from app.domain.refusals import No, Refusal

LARGEST = 2**53
"""Beyond it other programs round."""
DEEPEST = 32
LONGEST = 20_000
"""Characters of one text."""
LONGEST_NAME = 40
"""Characters of a name as it is told back."""
_MANY_DIGITS = 20
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""C0 (but for tab and line ends), DEL, C1, and half characters, which no file can hold."""


class Strange(ValueError):
    """Correct JSON that no request may hold."""

    def __init__(self, why: str, **facts: str | int) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


def loads(text: str) -> object:
    """Raises json.JSONDecodeError or Strange."""
    try:
        return json.loads(
            text,
            parse_float=_fraction,
            parse_int=_whole,
            parse_constant=_constant,
            object_pairs_hook=_names_once,
        )
    except RecursionError as why:
        raise Strange("nested too deep") from why


def _fraction(text: str) -> object:
    raise Strange("a number with a fraction", found=text[:40])


def _constant(text: str) -> object:
    raise Strange("not a number", found=text)


def _whole(text: str) -> int:
    if len(text) > _MANY_DIGITS or abs(int(text)) > LARGEST:
        raise Strange("a number is too large", found=text[:40])
    return int(text)


def _names_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        times = Counter(name for name, _value in pairs)
        twice = next(name for name in times if times[name] > 1)
        raise Strange("the same name twice", found=twice[:40])
    return made


def step(where: str, name: object) -> str:
    """The place of a name; no longer than a person can read."""
    short = str(name)[:LONGEST_NAME]
    return f"{where}.{short}" if where else short


def hidden(value: object, where: str = "", depth: int = 0) -> Iterator[Refusal]:
    """Texts with control characters or half characters, texts too long, and nesting too deep."""
    if depth > DEEPEST:
        yield Refusal(No.BAD_REQUEST, where, {"why": "nested too deep"})
    elif isinstance(value, str):
        yield from _text(value, where)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            place = step(where, name)
            yield from _text(str(name), where)
            yield from hidden(part, place, depth + 1)
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield from hidden(part, f"{where}[{at}]", depth + 1)


def _text(text: str, where: str) -> Iterator[Refusal]:
    if len(text) > LONGEST:
        yield Refusal(No.TOO_LONG, where, {"max": LONGEST, "length": len(text)})
    if _HIDDEN.search(text):
        yield Refusal(No.CONTROL_CHARACTER, where)
