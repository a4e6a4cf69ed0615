"""Countries, regions and offices by code: read once, offered by every field that asks for one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from app.rulebook.rule_file import RuleFile
from app.rulebook.shapes import OptionShape, RegionShape

NAME = "forms/regions.yaml"
_CODE = re.compile(r"[A-Z]{2}", re.ASCII)


def read(root: Path) -> Mapping[str, tuple[OptionShape, ...]]:
    """Two lists: `regions` (ISO 3166-1), and `offices`, which is those and the intergovernmental ones.

    Raises Obstacle(RULES_BAD) for a code that is no two capitals, and for a code or name given twice.
    """
    file = RuleFile.read(root, NAME)
    file.only("regions", "offices")
    regions = _table(file, "regions")
    offices = _table(file, "offices")
    seen: dict[str, str] = {}
    for table, one in [("regions", one) for one in regions] + [("offices", one) for one in offices]:
        code = str(one.value)
        if not _CODE.fullmatch(code):
            raise file.wrong((table, code), f"{code} is no code of two capital letters")
        for told in (code, one.zh, one.en):
            if told in seen:
                raise file.wrong((table, code), f"{told} stands at {seen[told]} too")
            seen[told] = code
    return {"regions": regions, "offices": (*regions, *offices)}


def _table(file: RuleFile, name: str) -> tuple[OptionShape, ...]:
    rows = (
        (code, file.shaped(RegionShape, raw, (name, code))) for code, raw in file.mapping((name,)).items()
    )
    return tuple(OptionShape(value=code, zh=one.zh, en=one.en, pinyin=one.pinyin) for code, one in rows)
