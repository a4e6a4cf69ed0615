"""What a matter leaves open and the province decides: offered here or not, how a paper may stand.

A matter says `null` where it does not know. Only that is filled in here; what a rule says itself stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from app.domain.matter import Matter
from app.domain.refusals import No, Refusal


class PaperRule(Struct, frozen=True, kw_only=True):
    """How one paper may stand; None: not decided."""

    tolerance_allowed: bool | None = None
    """容缺: may follow later"""
    commitment_allowed: bool | None = None
    """a written commitment may replace it"""
    e_licence_allowed: bool | None = None
    """an electronic licence may replace it"""


FLAGS = PaperRule.__struct_fields__


class WindowRules(Struct, frozen=True, kw_only=True):
    """`basis`: the province's instruction for it; `set_at` ISO 8601, empty while nothing is set."""

    offered: Mapping[str, bool] = field(default_factory=dict)
    """matter code -> taken in at this window"""
    papers: Mapping[str, Mapping[str, PaperRule]] = field(default_factory=dict)
    """matter code -> paper id -> how it may stand"""
    basis: str = ""
    set_by: str = ""
    set_at: str = ""

    def applied(self, matter: Matter) -> Matter:
        """The matter with what was left open filled in."""
        known = self.papers.get(matter.code)
        if not known:
            return matter
        filled = []
        for material in matter.materials:
            rule = known.get(material.id, PaperRule())
            open_ = {name: getattr(rule, name) for name in FLAGS if getattr(material, name) is None}
            filled.append(replace(material, **open_))
        return replace(matter, materials=tuple(filled))

    def against(self, matters: Mapping[str, Matter]) -> Iterator[Refusal]:
        """What names nothing that exists, or says otherwise than the rule itself."""
        for code in self.offered:
            if code not in matters:
                yield Refusal(No.UNKNOWN_MATTER, f"offered.{code}", {"found": code[:40]})
        for code, papers in self.papers.items():
            if code not in matters:
                yield Refusal(No.UNKNOWN_MATTER, f"papers.{code}", {"found": code[:40]})
                continue
            known = {material.id: material for material in matters[code].materials}
            for paper, rule in papers.items():
                here = f"papers.{code}.{paper}"
                if paper not in known:
                    yield Refusal(No.UNKNOWN_MATERIAL, here, {"found": paper[:40]})
                    continue
                for name in FLAGS:
                    wanted, fixed = getattr(rule, name), getattr(known[paper], name)
                    if wanted is not None and fixed is not None and wanted is not fixed:
                        yield Refusal(No.CONTRADICTS, f"{here}.{name}", {"other": code})


NOTHING_SET = WindowRules()


def not_set(matter: Matter) -> tuple[str, ...]:
    """Papers of an applied matter of which nobody has said whether they may follow later."""
    return tuple(material.id for material in matter.materials if material.tolerance_allowed is None)
