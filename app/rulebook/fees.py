"""The fee list: every item checked where it stands, then handed to `pricing.FeeTable`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from app.domain.pricing import FeeDataError, FeeTable
from app.rulebook.checks import check_sources
from app.rulebook.forms import check_dates
from app.rulebook.list_shapes import FeeShape
from app.rulebook.package import Source
from app.rulebook.rule_file import RuleFile
from app.rulebook.strict_yaml import Place

_LISTS = ("patent", "pct", "hague", "trademark", "ic", "gi")
_RULES = (
    "reduction",
    "late_surcharge",
    "patent_year",
    "time_limits",
    "refund",
    "pct_national_exemptions",
    "trademark_channel",
    "changes",
)
_NO_AMOUNT = frozenset({"external", "percent", "percent_of_full_annual_fee"})


def read(root: Path, version: str, sources: Mapping[str, Source]) -> FeeTable:
    """All fee files as one table. Raises Obstacle(RULES_BAD)."""
    rules_file = RuleFile.read(root, "fees/rules.yaml")
    rules_file.only(*_RULES)
    rules = rules_file.mapping()
    items: list[object] = []
    places: dict[str, tuple[RuleFile, Place]] = {}
    versions: dict[str, list[tuple[date, date]]] = {}
    for name in _LISTS:
        file = RuleFile.read(root, f"fees/{name}.yaml")
        file.only("items")
        rows = file.mapping().get("items")
        for position, raw in enumerate(file.shaped(list[dict[str, object]], rows, ("items",))):
            place: Place = ("items", position)
            shape = file.shaped(FeeShape, raw, place)
            _check(shape, file, place, rules, sources)
            _both_channels(raw, file, place)
            _no_overlap(shape, file, place, versions.setdefault(shape.id, []))
            places[shape.id] = (file, place)
            items.append(raw)
    try:
        titles = {key: {"title": source.title} for key, source in sources.items()}
        return FeeTable.parse({"items": items, "rules": rules, "version": version, "sources": titles})
    except FeeDataError as wrong:
        file, place = places.get(
            wrong.item, (rules_file, tuple(wrong.item.removeprefix("rules.").split(".")))
        )
        raise file.wrong((*place, wrong.name), wrong.reason) from wrong


def _check(
    shape: FeeShape, file: RuleFile, place: Place, rules: Collection[str], sources: Collection[str]
) -> None:
    check_dates(shape, file, place)
    check_sources(shape.source, sources, file, (*place, "source"))
    if shape.rule is not None and shape.rule not in rules:
        raise file.wrong((*place, "rule"), f"fees/rules.yaml has no {shape.rule}")
    given = [
        shape.amount_yuan is not None,
        shape.paper_yuan is not None or shape.online_yuan is not None,
        bool(shape.tiers),
        bool(shape.amounts),
    ]
    if sum(given) > 1:
        raise file.wrong(place, "more than one kind of amount")
    if not any(given) and shape.unit not in _NO_AMOUNT:
        raise file.wrong(place, "the amount is missing")
    for position, tier in enumerate(shape.tiers):
        here = (*place, "tiers", position)
        if (tier.from_page is None) == (tier.from_year is None):
            raise file.wrong(here, "a tier counts pages or years")


def _both_channels(raw: Collection[str], file: RuleFile, place: Place) -> None:
    """A line that was lost must not read as a channel that does not exist: that is written as null."""
    given = [name for name in ("paper_yuan", "online_yuan") if name in raw]
    if len(given) == 1:
        other = "online_yuan" if given == ["paper_yuan"] else "paper_yuan"
        raise file.wrong((*place, given[0]), f"{other} is missing; write null where there is no such channel")


def _no_overlap(shape: FeeShape, file: RuleFile, place: Place, others: list[tuple[date, date]]) -> None:
    first, last = shape.effective_from or date.min, shape.effective_to or date.max
    if any(first <= end and start <= last for start, end in others):
        raise file.wrong((*place, "effective_from"), f"two versions of {shape.id} apply on the same day")
    others.append((first, last))
