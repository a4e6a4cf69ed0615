"""A figure, the limit measured beside it, and the ratio they may have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Row:
    what: str
    limit: str
    """in words: what it is held against"""
    ours_ms: float
    limit_ms: float
    goal: float
    """the ratio promised"""

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.limit_ms

    @property
    def met(self) -> bool:
        return self.ratio <= self.goal


def timed(work: Work) -> float:
    """Milliseconds."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def interleaved(ours: Work, limit: Work, rounds: int) -> tuple[list[float], list[float]]:
    """One of each in turn, so that a busy machine weighs on both."""
    first, second = [], []
    for _round in range(rounds):
        first.append(timed(ours))
        second.append(timed(limit))
    return first, second


def medians(pair: tuple[Sequence[float], Sequence[float]]) -> tuple[float, float]:
    return median(pair[0]), median(pair[1])


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def table(rows: Sequence[Row]) -> str:
    """Markdown, as the README shows it."""
    lines = ["| what | ms | limit | ms | ratio | promised |", "|---|---:|---|---:|---:|---:|"]
    for row in rows:
        kept = f"≤ {row.goal:g}" if row.met else f"**missed: ≤ {row.goal:g}**"
        ours, limit = f"{row.ours_ms:,.1f}", f"{row.limit_ms:,.1f}"
        lines.append(f"| {row.what} | {ours} | {row.limit} | {limit} | {row.ratio:.2f} | {kept} |")
    return "\n".join(lines)
