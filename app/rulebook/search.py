"""Finding a matter by what a clerk types: code, name, pinyin, initials, or what the visitor says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from app.domain.matter import Matter
from app.rulebook.text import marks, plain

_ENOUGH = 0.5
"""Share of the typed pairs that a saying or name must hold to count as alike."""


def search(matters: Iterable[Matter], text: str) -> list[Matter]:
    """Best first; matters that fit equally well keep their order. Empty text finds all."""
    words = [word for word in map(plain, text.split()) if word]
    if not words:
        return list(matters)
    wanted = words if len(words) == 1 else ["".join(words), *words]
    scored = [(_best(matter, wanted), matter) for matter in matters]
    return [matter for score, matter in sorted(scored, key=lambda one: -one[0]) if score > 0]


def _best(matter: Matter, wanted: list[str]) -> float:
    """The whole text counts fully; otherwise every word must fit, and the weakest counts."""
    whole = _score(matter, wanted[0])
    if len(wanted) == 1:
        return whole
    return max(whole, min(_score(matter, word) for word in wanted[1:]) * 0.9)


def _score(matter: Matter, typed: str) -> float:
    return max(
        _code(matter, typed),
        _name(matter, typed),
        _pinyin(matter, typed),
        _sayings(matter, typed),
    )


def _code(matter: Matter, typed: str) -> float:
    code = plain(matter.code)
    if code == typed:
        return 100
    return 90 if code.startswith(typed) else 60 if len(typed) > 1 and typed in code else 0


def _name(matter: Matter, typed: str) -> float:
    names = _names(matter)
    if typed in names:
        return 98
    if any(name.startswith(typed) for name in names):
        return 88
    if any(typed in name for name in names):
        return 80
    return 40 * max(_alike(typed, name) for name in names)


def _pinyin(matter: Matter, typed: str) -> float:
    if not typed.isascii():
        return 0
    if typed in matter.pinyin:
        return 95
    if any(known.startswith(typed) for known in matter.pinyin):
        return 85
    return 50 if len(typed) > 2 and any(typed in known for known in matter.pinyin) else 0


def _sayings(matter: Matter, typed: str) -> float:
    best = 0.0
    for saying in matter.sayings:
        known = plain(saying)
        if known == typed:
            return 92
        if len(typed) > 1 and typed in known:
            best = max(best, 70 + 10 * len(typed) / len(known))
        elif len(known) > 1 and known in typed:
            best = max(best, 65 + 10 * len(known) / len(typed))
        else:
            best = max(best, 45 * _alike(typed, saying))
    return best


def _alike(typed: str, known: str) -> float:
    """Share of the typed pairs found in the other text; 0 when it is too little to mean anything."""
    wanted = marks(typed)
    if len(wanted) < 2:
        return 0
    share = len(wanted & marks(known)) / len(wanted)
    return share if share >= _ENOUGH else 0


@lru_cache(maxsize=1024)
def _plain_names(zh: str, short: str, en: str, short_en: str) -> tuple[str, ...]:
    return (plain(zh), plain(short), plain(en), plain(short_en))


def _names(matter: Matter) -> tuple[str, ...]:
    return _plain_names(matter.words.zh, matter.short.zh, matter.words.en, matter.short.en)
