"""The rule files themselves: read, checked against each other, and frozen into a `Package`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from app.domain.matter import Matter, Words
from app.domain.pricing.table import FeeTable
from app.rulebook import calendars, checks, fees, regions
from app.rulebook.building import build
from app.rulebook.forms import SharedForms, option
from app.rulebook.guidance import Guidance, evaluation_list
from app.rulebook.matters import MatterFile
from app.rulebook.package import Package
from app.rulebook.rule_file import names_in

CODES = "matters/codes.yaml"


def read(root: Path) -> Package:
    """Raises Obstacle(RULES_BAD, file=, line=, field=, reason=) for the first mistake found."""
    guidance = Guidance.read(root)
    table = fees.read(root, guidance.version, guidance.sources)
    shared = _shared(root, guidance)
    return Package(
        version=guidance.version,
        as_of=guidance.as_of,
        fees=table,
        calendar=calendars.read(root),
        reasons=guidance.reasons,
        field_types=shared.field_types(),
        option_lists={name: tuple(option(one) for one in shapes) for name, shapes in shared.lists.items()},
        sections=shared.sections,
        destinations=guidance.destinations,
        referrals=guidance.referrals,
        consultation_categories=guidance.categories,
        evaluation_options=guidance.evaluation_options,
        known_matters=guidance.known_matters,
        sources=guidance.sources,
        versions=_matters(root, shared, guidance, table),
    )


def _shared(root: Path, guidance: Guidance) -> SharedForms:
    lists = {
        "knowledge_categories": guidance.category_options,
        "evaluation_options": evaluation_list(guidance.evaluation_options),
        **regions.read(root),
    }
    return SharedForms.read(root, lists)


def _matters(
    root: Path, shared: SharedForms, guidance: Guidance, table: FeeTable
) -> Mapping[str, tuple[Matter, ...]]:
    package = checks.Package(
        shared=shared,
        matters=guidance.known_matters,
        fees=table.items,
        reasons=guidance.reasons,
        destinations=guidance.destinations,
        sources=guidance.sources,
    )
    fee_names = {name: Words(items[-1].name_zh, items[-1].name_en) for name, items in table.items.items()}
    found: dict[str, list[Matter]] = {code: [] for code in package.matters}
    for name in names_in(root, "matters"):
        if name == CODES:
            continue
        written = MatterFile.read(root, name, shared)
        checks.check(written, package)
        built = build(written, shared, fee_names)
        others = found[written.shape.code]
        if any(_overlap(one, other) for one in built for other in others):
            raise written.file.wrong(
                ("effective_from",), f"two files of {written.shape.code} apply on the same day"
            )
        others.extend(built)
    return {
        code: tuple(sorted(spans, key=lambda one: one.effective_from))
        for code, spans in found.items()
        if spans
    }


def _overlap(one: Matter, other: Matter) -> bool:
    ends = (one.effective_to or date.max, other.effective_to or date.max)
    return one.effective_from <= ends[1] and other.effective_from <= ends[0]
