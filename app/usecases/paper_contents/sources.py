"""Sources as a paper cites them: each document once, without the details of its edition."""

from __future__ import annotations

import re
from collections.abc import Iterable

_EDITION = re.compile(r"（[^（）]*(?:修订|发布文本)[^（）]*）")


def cited_once(bases: Iterable[str]) -> list[str]:
    """For each basis in turn what of it has not been cited before; empty when all of it has."""
    seen: set[str] = set()
    told = []
    for basis in bases:
        parts = [_EDITION.sub("", part).strip() for part in basis.split("；")]
        fresh = [part for part in dict.fromkeys(parts) if part and part not in seen]
        seen.update(fresh)
        told.append("；".join(fresh))
    return told
