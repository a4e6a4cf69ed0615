"""The consultation answers: read on first use, offered while they are valid, found by what is asked."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.matter import Knowledge
from app.rulebook.rule_file import RuleFile, names_in
from app.rulebook.shapes import KnowledgeShape
from app.rulebook.strict_yaml import Place
from app.rulebook.text import marks, plain

_KEYWORD, _QUESTION, _ANSWER = 4.0, 3.0, 1.0
"""How much a pair of characters counts by where it is found."""

_WHOLE_KEYWORD = 6.0
"""Added, a character, for a keyword that stands whole in the question asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeList:
    """All entries by id, with an index of their marks."""

    entries: Mapping[str, Knowledge]
    _weights: Mapping[str, Mapping[str, float]] = field(repr=False)
    """mark -> entry id -> weight"""

    @classmethod
    def read(
        cls, root: Path, categories: Collection[str], matters: Collection[str], fees: Collection[str]
    ) -> KnowledgeList:
        """Raises Obstacle(RULES_BAD)."""
        entries: dict[str, Knowledge] = {}
        for name in names_in(root, "knowledge"):
            if name == "knowledge/categories.yaml":
                continue
            file = RuleFile.read(root, name)
            file.only("entries")
            category = name.removeprefix("knowledge/").removesuffix(".yaml")
            if category not in categories:
                raise file.wrong((), f"knowledge/categories.yaml has no {category}")
            rows = file.shaped(tuple[KnowledgeShape, ...], file.mapping().get("entries"), ("entries",))
            for position, shape in enumerate(rows):
                place: Place = ("entries", position)
                _check(shape, file, place, matters, fees)
                if shape.id in entries:
                    raise file.wrong((*place, "id"), f"the entry {shape.id} stands twice")
                entries[shape.id] = _entry(shape, category)
        return cls(entries=entries, _weights=_index(entries.values()))

    def consult(self, text: str, on: date, limit: int) -> list[Knowledge]:
        """The entries valid on that day that fit best, best first; none when nothing fits."""
        asked = plain(text)
        scores: defaultdict[str, float] = defaultdict(float)
        for mark in marks(text):
            found = self._weights.get(mark, {})
            rarity = math.log(1 + len(self.entries) / (1 + len(found)))
            for identity, weight in found.items():
                scores[identity] += weight * rarity
        for identity in scores:
            for keyword in self.entries[identity].keywords:
                known = plain(keyword)
                if len(known) > 1 and known in asked:
                    scores[identity] += _WHOLE_KEYWORD * len(known)
        valid = [(score, self.entries[one]) for one, score in scores.items() if _valid(self.entries[one], on)]
        valid.sort(key=lambda one: (-one[0], one[1].id))
        return [entry for _, entry in valid[:limit]]


def _valid(entry: Knowledge, on: date) -> bool:
    return entry.valid_from <= on and (entry.valid_to is None or on <= entry.valid_to)


def _check(
    shape: KnowledgeShape, file: RuleFile, place: Place, matters: Collection[str], fees: Collection[str]
) -> None:
    for key, what, known in (("matters", "matter", matters), ("fees", "fee", fees)):
        for position, one in enumerate(getattr(shape, key)):
            if one not in known:
                raise file.wrong((*place, key, position), f"there is no {what} {one}")
    if shape.valid_to is not None and shape.valid_to < shape.valid_from:
        raise file.wrong((*place, "valid_to"), "it ends before it begins")


def _entry(shape: KnowledgeShape, category: str) -> Knowledge:
    return Knowledge(
        id=shape.id,
        version=shape.version,
        category=category,
        question=shape.question,
        answer=shape.answer,
        keywords=shape.keywords,
        matters=shape.matters,
        source=shape.source,
        valid_from=shape.valid_from,
        valid_to=shape.valid_to,
        boundary=shape.boundary,
        confidence=shape.confidence,
    )


def _index(entries: Collection[Knowledge]) -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for entry in entries:
        for text, weight in (
            (entry.answer, _ANSWER),
            (entry.question, _QUESTION),
            (" ".join(entry.keywords), _KEYWORD),
        ):
            for mark in marks(text):
                weights[mark][entry.id] = max(weight, weights[mark].get(entry.id, 0.0))
    return dict(weights)
