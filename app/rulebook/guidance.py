"""The lists beside the matters: sources, reasons, destinations, referrals, categories, evaluation options."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from app.domain.evaluation import EvaluationOption, Grade
from app.domain.matter import Reason, Words
from app.rulebook.checks import check_sources
from app.rulebook.forms import check_dates, words
from app.rulebook.list_shapes import (
    CategoryShape,
    EvaluationShape,
    KnownMatterShape,
    PackageShape,
    ReasonShape,
    ReferralShape,
    SourceShape,
)
from app.rulebook.package import KnownMatter, Referral, Source
from app.rulebook.rule_file import RuleFile
from app.rulebook.shapes import OptionShape, WordsShape


class Guidance(Struct, frozen=True, kw_only=True):
    """Everything that matters and knowledge refer to by id."""

    version: str
    as_of: date
    sources: Mapping[str, Source]
    known_matters: Mapping[str, KnownMatter]
    reasons: Mapping[str, Reason]
    destinations: Mapping[str, Words]
    referrals: Mapping[str, Referral]
    categories: Mapping[str, Words]
    category_options: tuple[OptionShape, ...]
    evaluation_options: Mapping[Grade, tuple[EvaluationOption, ...]]

    @classmethod
    def read(cls, root: Path) -> Guidance:
        head = RuleFile.read(root, "rules.yaml")
        package = head.shaped(PackageShape, head.content)
        sources = _sources(root)
        categories = _categories(root)
        return cls(
            version=package.version,
            as_of=package.as_of,
            sources=sources,
            known_matters=_known_matters(root),
            reasons=_reasons(root),
            destinations=_destinations(root),
            referrals=_referrals(root),
            categories={name: words(shape) for name, shape in categories.items()},
            category_options=tuple(
                OptionShape(value=name, zh=shape.zh, en=shape.en, pinyin=shape.pinyin)
                for name, shape in categories.items()
            ),
            evaluation_options=_evaluation(root, sources),
        )


def _sources(root: Path) -> dict[str, Source]:
    file = RuleFile.read(root, "sources.yaml")
    found = {}
    for key, raw in file.mapping().items():
        shape = file.shaped(SourceShape, raw, (key,))
        found[key] = Source(title=shape.title, address=shape.address, note=shape.note)
    return found


def _known_matters(root: Path) -> dict[str, KnownMatter]:
    file = RuleFile.read(root, "matters/codes.yaml")
    found = {}
    for code, raw in file.mapping().items():
        shape = file.shaped(KnownMatterShape, raw, (code,))
        found[code] = KnownMatter(
            code=code, words=words(shape), line=shape.line, window_role=shape.window_role
        )
    return found


def _reasons(root: Path) -> dict[str, Reason]:
    file = RuleFile.read(root, "guides/reasons.yaml")
    found = {}
    for code, raw in file.mapping().items():
        shape = file.shaped(ReasonShape, raw, (code,))
        found[code] = Reason(
            code=code,
            group=shape.group,
            outcome=shape.outcome,
            words=words(shape),
            remedy=words(shape.remedy),
            basis=shape.basis,
            second_check=shape.second_check,
        )
        if shape.outcome == "refuse" and not shape.second_check:
            raise file.wrong((code, "second_check"), "a refusal always needs a second person")
    return found


def _destinations(root: Path) -> dict[str, Words]:
    file = RuleFile.read(root, "guides/destinations.yaml")
    return {name: words(file.shaped(WordsShape, raw, (name,))) for name, raw in file.mapping().items()}


def _referrals(root: Path) -> dict[str, Referral]:
    file = RuleFile.read(root, "guides/referrals.yaml")
    found = {}
    for name, raw in file.mapping().items():
        shape = file.shaped(ReferralShape, raw, (name,))
        found[name] = Referral(
            id=name,
            words=words(shape.kind),
            about=words(shape.about),
            how=words(shape.how),
            neutral=shape.neutral,
            hotline=shape.hotline,
            address=shape.address,
            confidence=shape.confidence,
        )
    return found


def _categories(root: Path) -> dict[str, CategoryShape]:
    file = RuleFile.read(root, "knowledge/categories.yaml")
    return {name: file.shaped(CategoryShape, raw, (name,)) for name, raw in file.mapping().items()}


def _evaluation(root: Path, sources: Mapping[str, Source]) -> dict[Grade, tuple[EvaluationOption, ...]]:
    file = RuleFile.read(root, "evaluation/national.yaml")
    shape = file.shaped(EvaluationShape, file.content)
    check_dates(shape, file, ())
    check_sources(shape.source, sources, file, ("source",))
    found: dict[Grade, tuple[EvaluationOption, ...]] = {}
    codes: set[str] = set()
    for position, grade in enumerate(shape.grades):
        place = ("grades", position)
        if grade.grade in found:
            raise file.wrong((*place, "grade"), f"the grade {grade.grade} stands here twice")
        for number, option in enumerate(grade.options):
            here = (*place, "options", number, "code")
            if option.code[0] != str(grade.digit):
                raise file.wrong(here, f"the code {option.code} belongs to another grade")
            if option.code in codes:
                raise file.wrong(here, f"the code {option.code} stands here twice")
            codes.add(option.code)
        found[grade.grade] = tuple(EvaluationOption(one.code, words(one)) for one in grade.options)
    missing = [grade.value for grade in Grade if grade not in found]
    if missing:
        raise file.wrong(("grades",), f"the grade {missing[0]} is missing")
    return found


def evaluation_list(options: Mapping[Grade, tuple[EvaluationOption, ...]]) -> tuple[OptionShape, ...]:
    """All evaluation options as one option list for a form."""
    return tuple(
        OptionShape(value=one.code, zh=one.words.zh, en=one.words.en)
        for grade in Grade
        for one in options[grade]
    )
