"""The rule book: every rule file read, checked and frozen, and the questions others ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from threading import Lock
from types import MappingProxyType

from app.domain.evaluation import EvaluationOption, Grade
from app.domain.matter import FieldType, Knowledge, Matter, Option, Reason, Words
from app.domain.obstacles import Obstacle, Trouble
from app.domain.pricing import FeeTable
from app.domain.workdays import Calendar
from app.rulebook import calendars, checks, fees, search
from app.rulebook.building import build
from app.rulebook.forms import SharedForms, option
from app.rulebook.guidance import Guidance, KnownMatter, Referral, Source, evaluation_list
from app.rulebook.knowledge import KnowledgeList
from app.rulebook.matters import MatterFile
from app.rulebook.rule_file import RuleFile, names_in

_CODES = "matters/codes.yaml"


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """One package of rules. Loaded once, read from any thread, never changed."""

    root: Path
    version: str
    as_of: date
    fees: FeeTable
    calendar: Calendar
    reasons: Mapping[str, Reason]
    field_types: Mapping[str, FieldType]
    option_lists: Mapping[str, tuple[Option, ...]]
    """every option a list ever has; a matter's fields hold those of its days"""
    sections: Mapping[str, Words]
    """words of the headings that `Field.section` names"""
    destinations: Mapping[str, Words]
    referrals: Mapping[str, Referral]
    consultation_categories: Mapping[str, Words]
    evaluation_options: Mapping[Grade, tuple[EvaluationOption, ...]]
    known_matters: Mapping[str, KnownMatter]
    """by code, whether or not their rules are packaged"""
    sources: Mapping[str, Source]
    _matters: Mapping[str, tuple[Matter, ...]]
    _reading: Lock

    @classmethod
    def load(cls, root: Path | None = None) -> Rulebook:
        """The packaged rules, or those of a folder.

        Raises Obstacle(RULES_BAD, file=, line=, field=, reason=) for the first mistake found.
        """
        here = root or Path(str(files("resources")))
        guidance = Guidance.read(here)
        table = fees.read(here, guidance.version, guidance.sources)
        shared = _shared(here, guidance)
        return cls(
            root=here,
            version=guidance.version,
            as_of=guidance.as_of,
            fees=table,
            calendar=calendars.read(here),
            reasons=MappingProxyType(dict(guidance.reasons)),
            field_types=MappingProxyType(dict(shared.field_types())),
            option_lists=MappingProxyType(
                {name: tuple(option(one) for one in shapes) for name, shapes in shared.lists.items()}
            ),
            sections=shared.sections,
            destinations=guidance.destinations,
            referrals=guidance.referrals,
            consultation_categories=guidance.categories,
            evaluation_options=guidance.evaluation_options,
            known_matters=guidance.known_matters,
            sources=guidance.sources,
            _matters=_matters(here, shared, guidance, table),
            _reading=Lock(),
        )

    def matter(self, code: str, on: date) -> Matter | None:
        """The matter as it stands on that day."""
        return next((one for one in self._matters.get(code, ()) if _holds(one, on)), None)

    def matter_of(self, code: str, version: str) -> Matter:
        """The matter in the version a record was made with; the newest one when that is gone.

        Raises Obstacle(RULES_BAD) when the package does not hold the matter at all.
        """
        versions = self._matters.get(code)
        if not versions:
            raise Obstacle(
                Trouble.RULES_BAD, file=_CODES, line=0, field=code, reason="this matter is not packaged"
            )
        return next((one for one in versions if one.version == version), versions[-1])

    def matters(self, on: date) -> tuple[Matter, ...]:
        """Every packaged matter in force on that day, in the order of codes.yaml."""
        found = (self.matter(code, on) for code in self._matters)
        return tuple(one for one in found if one is not None)

    def search(self, text: str, on: date) -> list[Matter]:
        """By code, name, pinyin, initials or plain speech; best first; all when the text is empty."""
        return search.search(self.matters(on), text)

    @property
    def knowledge(self) -> Mapping[str, Knowledge]:
        """Every consultation answer by id, whatever its days. The first use reads the files."""
        return self._knowledge.entries

    def consult(self, text: str, on: date, limit: int = 8) -> list[Knowledge]:
        """Answers valid on that day that fit what is asked, best first."""
        return self._knowledge.consult(text, on, limit)

    @cached_property
    def _knowledge(self) -> KnowledgeList:
        with self._reading:
            return KnowledgeList.read(
                self.root, self.consultation_categories, self.known_matters, self.fees.items
            )

    def paper_texts(self, kind: str) -> Mapping[str, object]:
        """The locked wording of a paper, as its file has it."""
        return MappingProxyType(RuleFile.read(self.root, f"documents/{kind}.yaml").mapping())


def _shared(root: Path, guidance: Guidance) -> SharedForms:
    lists = {
        "knowledge_categories": guidance.category_options,
        "evaluation_options": evaluation_list(guidance.evaluation_options),
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
        if name == _CODES:
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
    return MappingProxyType(
        {
            code: tuple(sorted(spans, key=lambda one: one.effective_from))
            for code, spans in found.items()
            if spans
        }
    )


def _holds(matter: Matter, on: date) -> bool:
    return matter.effective_from <= on and (matter.effective_to is None or on <= matter.effective_to)


def _overlap(one: Matter, other: Matter) -> bool:
    ends = (one.effective_to or date.max, other.effective_to or date.max)
    return one.effective_from <= ends[1] and other.effective_from <= ends[0]
