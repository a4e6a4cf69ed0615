"""The rule book: what the rule files say, and the questions others ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any

from msgspec.structs import asdict

from app.domain.case import RECEIVED, CaseStatus
from app.domain.matter import Knowledge, Matter, ReceiptTitle
from app.domain.obstacles import Obstacle, Trouble
from app.rulebook import compiled, search
from app.rulebook.knowledge import KnowledgeList
from app.rulebook.package import Package

_CODES = "matters/codes.yaml"


class Rulebook(Package, frozen=True, kw_only=True, dict=True):
    """One package of rules. Loaded once, read from any thread, never changed."""

    root: Path
    _reading: Lock

    @classmethod
    def load(cls, root: Path | None = None) -> Rulebook:
        """The packaged rules, or those of a folder: compiled if these very files were, else read anew.

        Raises Obstacle(RULES_BAD, file=, line=, field=, reason=) for the first mistake found.
        """
        here = root or Path(str(files("resources")))
        parts = asdict(compiled.kept(here, "rules", Package, partial(_read, here)))
        closed: dict[str, Any] = {
            name: MappingProxyType(part) if isinstance(part, dict) else part for name, part in parts.items()
        }
        return cls(root=here, _reading=Lock(), **closed)

    def matter(self, code: str, on: date) -> Matter | None:
        """The matter as it stands on that day."""
        return next((one for one in self.versions.get(code, ()) if _holds(one, on)), None)

    def matter_of(self, code: str, version: str) -> Matter:
        """The matter in the version a record was made with; the newest one when that is gone.

        Raises Obstacle(RULES_BAD) when the package does not hold the matter at all.
        """
        versions = self.versions.get(code)
        if not versions:
            raise Obstacle(
                Trouble.RULES_BAD, file=_CODES, line=0, field=code, reason="this matter is not packaged"
            )
        return next((one for one in versions if one.version == version), versions[-1])

    def case_state(self, status: str, code: str) -> str:
        """The status as people are told it: no paper says 受理 where the window only receives (收件)."""
        versions = self.versions.get(code, ())
        decided_elsewhere = bool(versions) and versions[-1].receipt_title is ReceiptTitle.RECEIPT
        return RECEIVED if status == CaseStatus.ACCEPTED and decided_elsewhere else str(status)

    def matters(self, on: date) -> tuple[Matter, ...]:
        """Every packaged matter in force on that day, in the order of codes.yaml."""
        found = (self.matter(code, on) for code in self.versions)
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
            return compiled.kept(self.root, "knowledge", KnowledgeList, self._read_knowledge)

    def _read_knowledge(self) -> KnowledgeList:
        from app.rulebook.answers import read

        return read(self.root, self.consultation_categories, self.known_matters, self.fees.items)

    def paper_texts(self, kind: str) -> Mapping[str, object]:
        """The locked wording of a paper, as its file has it."""
        from app.rulebook.rule_file import RuleFile

        return MappingProxyType(RuleFile.read(self.root, f"documents/{kind}.yaml").mapping())


def _read(root: Path) -> Package:
    from app.rulebook.reading import read

    return read(root)


def _holds(matter: Matter, on: date) -> bool:
    return matter.effective_from <= on and (matter.effective_to is None or on <= matter.effective_to)
