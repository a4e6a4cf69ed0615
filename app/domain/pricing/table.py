"""The fee list: items with effective dates, sources and confidence, parsed from plain data and frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from msgspec import Struct, field

from app.domain.fee_rules import FeeDataError, FeeRules
from app.domain.refusals import No, Refused


class Tier(Struct, frozen=True):
    """Units (pages, patent years) `first` to `last`, both included; `last` None: without end."""

    first: int
    last: int | None
    amount_fen: int

    def holds(self, number: int) -> bool:
        return self.first <= number and (self.last is None or number <= self.last)


class ExtraItem(Struct, frozen=True):
    """The surcharge for each goods item from `from_item` on, within one class."""

    from_item: int
    paper_fen: int
    online_fen: int


class FeeItem(Struct, frozen=True, kw_only=True):
    """One line of the official list in one version. Amounts in fen; None: not fixed by the list."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    reducible: bool
    ip_kinds: tuple[str, ...] = ()
    amount_fen: int | None = None
    by_channel: bool = False
    """paper and online have their own amounts; None there: that channel does not exist"""
    paper_fen: int | None = None
    online_fen: int | None = None
    tiers: tuple[Tier, ...] = ()
    extra: ExtraItem | None = None
    free_units: int = 0
    amounts: Mapping[str, int] = field(default_factory=dict)
    """by kind of right, for the few items that need it"""
    effective_from: date | None = None
    effective_to: date | None = None
    """the last day on which this version applies"""
    due: str = ""
    condition: str = ""
    source: tuple[str, ...] = ()
    confidence: str = "high"

    def applies(self, on: date) -> bool:
        starts, ends = self.effective_from, self.effective_to
        return (starts is None or starts <= on) and (ends is None or on <= ends)

    @property
    def certain(self) -> bool:
        return self.confidence == "high"


class FeeTable(Struct, frozen=True):
    """All versions of all items, by id, oldest first."""

    version: str
    items: Mapping[str, tuple[FeeItem, ...]]
    rules: FeeRules
    sources: Mapping[str, str] = field(default_factory=dict)
    """title of each source by its key"""

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> FeeTable:
        """From {"items": […], "rules": {…}, "version": str, "sources": {key: {"title": …}}}, whole yuan.

        `sources` may be absent: lines then cite the keys. FeeDataError says what is wrong.
        """
        versions: dict[str, list[FeeItem]] = {}
        for row in raw["items"]:
            item = _item(row)
            versions.setdefault(item.id, []).append(item)
        for found in versions.values():
            found.sort(key=lambda item: item.effective_from or date.min)
            _no_overlap(found)
        items = {identity: tuple(found) for identity, found in versions.items()}
        sources = {str(key): _title(entry) for key, entry in (raw.get("sources") or {}).items()}
        return cls(str(raw.get("version", "")), items, FeeRules.parse(raw.get("rules") or {}), sources)

    def cited(self, item: FeeItem) -> str:
        """The item's sources by their titles, with the article where one is named."""
        told = dict.fromkeys(self._title_of(source) for source in item.source)
        return "；".join(told)

    def _title_of(self, source: str) -> str:
        key, _, place = source.partition(" ")
        title = self.sources.get(key)
        if title is None:
            return source
        article = _ARTICLE.search(place)
        return f"{title}第{article[1]}条" if article else title

    def item(self, identity: str, on: date) -> FeeItem | Refused:
        """The version that applies on that day. UNKNOWN_FEE, or FEE_NOT_IN_FORCE with the nearest date."""
        versions = self.items.get(identity)
        if not versions:
            return Refused.because(No.UNKNOWN_FEE, "item", found=identity)
        for version in versions:
            if version.applies(on):
                return version
        later = [v.effective_from for v in versions if v.effective_from and v.effective_from > on]
        facts = {"found": identity, "on": on.isoformat()}
        if later:
            facts["starts"] = min(later).isoformat()
        return Refused.because(No.FEE_NOT_IN_FORCE, "item", **facts)


_ARTICLE = re.compile(r"art\.\s*([\d,、()-]+)")


def _title(entry: object) -> str:
    title = entry.get("title", "") if isinstance(entry, Mapping) else entry
    return str(title)


def _no_overlap(versions: Sequence[FeeItem]) -> None:
    for earlier, later in pairwise(versions):
        ends, starts = earlier.effective_to, later.effective_from
        if ends is None or starts is None or starts <= ends:
            raise FeeDataError(later.id, "effective_from", "two versions apply on the same day")


def _item(row: Mapping[str, Any]) -> FeeItem:
    identity = str(row.get("id", "?"))
    try:
        item = FeeItem(
            id=identity,
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            unit=row["unit"],
            reducible=bool(row.get("reducible", False)),
            ip_kinds=tuple(row.get("ip_kinds") or ()),
            amount_fen=_fen(row, "amount_yuan"),
            by_channel="paper_yuan" in row or "online_yuan" in row,
            paper_fen=_fen(row, "paper_yuan"),
            online_fen=_fen(row, "online_yuan"),
            tiers=tuple(_tier(identity, tier) for tier in row.get("tiers") or ()),
            extra=_extra(row.get("extra_item")),
            free_units=int(row.get("free_units") or 0),
            amounts={str(kind): int(amount) * 100 for kind, amount in (row.get("amounts") or {}).items()},
            effective_from=_date(row.get("effective_from")),
            effective_to=_date(row.get("effective_to")),
            due=str(row.get("due") or ""),
            condition=str(row.get("condition") or ""),
            source=_texts(row.get("source")),
            confidence=str(row.get("confidence") or "high"),
        )
    except FeeDataError:
        raise
    except KeyError as error:
        raise FeeDataError(identity, str(error.args[0]), "missing") from error
    except (TypeError, ValueError) as error:
        raise FeeDataError(identity, "item", str(error)) from error
    if item.reducible and item.by_channel:
        raise FeeDataError(identity, "reducible", "fees by channel are never reduced")
    return item


def _fen(row: Mapping[str, Any], name: str) -> int | None:
    amount = row.get(name)
    if amount is None:
        return None
    if isinstance(amount, bool) or not isinstance(amount, int) or amount < 0:
        raise FeeDataError(str(row.get("id", "?")), name, f"not whole yuan: {amount!r}")
    return amount * 100


def _tier(identity: str, row: Mapping[str, Any]) -> Tier:
    unit = "year" if "from_year" in row else "page"
    last = row.get(f"to_{unit}")
    amount = _fen({**row, "id": identity}, "amount_yuan")
    if amount is None:
        raise FeeDataError(identity, "tiers", "a tier without amount_yuan")
    return Tier(int(row[f"from_{unit}"]), None if last is None else int(last), amount)


def _extra(row: Mapping[str, Any] | None) -> ExtraItem | None:
    if not row:
        return None
    return ExtraItem(int(row["from_item"]), int(row["paper_yuan"]) * 100, int(row["online_yuan"]) * 100)


def _date(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)  # type: ignore[attr-defined]
