"""The figures of the general fee rules, read out of the rule file and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace


class FeeDataError(ValueError):
    """The fee list itself is wrong: which item, which field, why."""

    def __init__(self, item: str, name: str, reason: str) -> None:
        super().__init__(f"{item}.{name}: {reason}")
        self.item = item
        self.name = name
        self.reason = reason


class FeeRules(Struct, frozen=True, kw_only=True):
    """Reduction, late surcharge, income limits (fen). Defaults: the rules in force since 2024-08-06."""

    single_percent: int = 85
    joint_percent: int = 70
    open_licence_percent: int = 15
    reduction_years: int = 10
    """patent years with a reduced annual fee, the year of grant included (财税〔2018〕37号)"""
    late_percents: tuple[int, ...] = (0, 5, 10, 15, 20, 25)
    """surcharge of the first, second … month begun after the due date; after the last the right lapses"""
    monthly_income_below_fen: int = 5_000_00
    annual_income_below_fen: int = 60_000_00
    taxable_income_below_fen: int = 1_000_000_00
    """the three limits of 国家知识产权局公告第316号, strictly below"""

    @property
    def grace_months(self) -> int:
        return len(self.late_percents)

    @property
    def percents(self) -> tuple[int, ...]:
        """What a decision on a reduction may say."""
        return (0, self.joint_percent, self.single_percent)

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> FeeRules:
        """From `rules` of the fee file. FeeDataError where a figure is missing or makes no sense."""
        reduction = raw.get("reduction") or {}
        ratios = _ratios(reduction.get("ratios") or ())
        figures = {**ratios, **_limits(reduction.get("eligibility") or ())}
        percents = _ladder(raw)
        rules = cls(late_percents=percents) if percents else cls()
        return replace(rules, **figures)


_CASES = {"single_percent": "sole", "joint_percent": "two or more", "open_licence_percent": "open licence"}


def _ratios(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        case = str(row.get("case", "")).lower()
        percent = int(row["waived_percent"])
        if not 0 < percent < 100:
            raise FeeDataError("rules.reduction", "ratios", f"{percent} % waived")
        for name, beginning in _CASES.items():
            if case.startswith(beginning):
                found[name] = percent
    if rows and len(found) != len(_CASES):
        raise FeeDataError("rules.reduction", "ratios", f"only {sorted(found)} understood")
    return found


def _ladder(raw: Mapping[str, Any]) -> tuple[int, ...]:
    rows = (raw.get("late_surcharge") or {}).get("ladder") or ()
    percents = tuple(int(row["percent"]) for row in rows if row.get("percent") is not None)
    if rows and (not percents or list(percents) != sorted(percents)):
        raise FeeDataError("rules.late_surcharge", "ladder", f"not rising: {percents}")
    return percents


_LIMITS = {
    "individual": {
        "monthly_income_below_fen": r"monthly income .*?below ([\d,]+)",
        "annual_income_below_fen": r"annual below ([\d,]+)",
    },
    "enterprise": {"taxable_income_below_fen": r"below ([\d,]+)"},
}


def _limits(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The limits stand in the sentence of each test; a sentence without them is an error."""
    found: dict[str, int] = {}
    for row in rows:
        for name, pattern in _LIMITS.get(str(row.get("who")), {}).items():
            figure = re.search(pattern, str(row.get("test", "")))
            if figure is None:
                raise FeeDataError("rules.reduction", "eligibility", f"no {name} in the test")
            found[name] = int(figure[1].replace(",", "")) * 100
    return found
