"""The consultation answers: offered while they are valid, found by what is asked."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from msgspec import Struct

from app.domain.matter import Knowledge
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


class KnowledgeList(Struct, frozen=True, kw_only=True):
    """All entries by id, with an index of their marks."""

    entries: Mapping[str, Knowledge]
    weights: Mapping[str, Mapping[str, float]]
    """mark -> entry id -> weight"""

    def consult(self, text: str, on: date, limit: int) -> list[Knowledge]:
        """The entries valid on that day that fit best, best first; none when nothing fits."""
        asked = plain(text)
        wanted, asking = marks(_ASKING.sub(" ", text)), marks(" ".join(_ASKING.findall(text)))
        if not wanted:
            wanted, asking = asking, frozenset()
        scores: defaultdict[str, float] = defaultdict(float)
        met: defaultdict[str, int] = defaultdict(int)
        for mark in wanted | asking:
            found = self.weights.get(mark, {})
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


def index(entries: Collection[Knowledge]) -> dict[str, dict[str, float]]:
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
