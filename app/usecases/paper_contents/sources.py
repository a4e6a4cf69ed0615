"""Sources as a paper cites them: each document once, without the details of its edition."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STATE = "中华人民共和国"
_EDITION = re.compile(r"（[^（）]*(?:修订|发布文本)[^（）]*）")


def cited_once(bases: Iterable[str]) -> list[str]:
    """For each basis in turn what of it has not been cited before; empty when all of it has."""
    seen: set[str] = set()
    told = []
    for basis in bases:
        fresh = [part for part in _parts(basis) if part not in seen]
        seen.update(fresh)
        told.append("；".join(fresh))
    return told


def cited(basis: str) -> str:
    """All of a basis, as it is said at the counter: laws without the name of the state."""
    return "；".join(part.removeprefix(_STATE) for part in _parts(basis))


def _parts(basis: str) -> list[str]:
    parts = (_EDITION.sub("", part).strip() for part in basis.split("；"))
    return list(dict.fromkeys(part for part in parts if part))
