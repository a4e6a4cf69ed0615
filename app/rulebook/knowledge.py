"""The consultation answers: read on first use, offered while they are valid, found by what is asked."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.matter import Knowledge
from app.rulebook.list_shapes import KnowledgeShape
from app.rulebook.rule_file import RuleFile, names_in
from app.rulebook.strict_yaml import Place
from app.rulebook.text import marks, plain

_KEYWORD, _QUESTION, _ANSWER = 4.0, 3.0, 1.0
"""How much a pair of characters counts by where it is found."""

_WHOLE_KEYWORD = 2.0
"""Added, a character, for a keyword that stands whole in the question asked."""


_ASKING = re.compile(
    "请问|多少钱|多少|多久|多长时间|几天|几年|怎么办|怎么|怎样|如何|什么|哪些|哪里|哪儿|能不能|可不可以|可以"
    "|有没有|是不是|要不要|需不需要|需要|我想|想要|我们|他们|我|吗|呢|呀|啊|的|了"
)
"""How people ask; it says little about what they ask."""

_HOW = 0.7
"""How much it counts beside the matter asked about."""


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
        wanted, asking = marks(_ASKING.sub(" ", text)), marks(" ".join(_ASKING.findall(text)))
        if not wanted:
            wanted, asking = asking, frozenset()
        scores: defaultdict[str, float] = defaultdict(float)
        met: defaultdict[str, int] = defaultdict(int)
        for mark in wanted | asking:
            found = self._weights.get(mark, {})
            rarity = math.log(1 + len(self.entries) / (1 + len(found)))
            for identity, weight in found.items():
                scores[identity] += weight * rarity * (1 if mark in wanted else _HOW)
                met[identity] += mark in wanted
        ranked = [
            (score * met[one] / len(wanted) + self._whole_keywords(one, asked), self.entries[one])
            for one, score in scores.items()
            if met[one] and _valid(self.entries[one], on)
        ]
        ranked.sort(key=lambda one: (-one[0], one[1].id))
        return [entry for _, entry in ranked[:limit]]

    def _whole_keywords(self, identity: str, asked: str) -> float:
        known = (plain(keyword) for keyword in self.entries[identity].keywords)
        return _WHOLE_KEYWORD * sum(
            len(keyword) for keyword in known if len(keyword) > 1 and keyword in asked
        )


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
