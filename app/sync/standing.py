"""What both sides say they hold, compared: finds a restored province, a restored desk, a new history.

Three numbers settle it (epoch, acknowledged n, highest n); the length of the feed is a fourth, free.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The desk's own memory, read in one transaction."""

    epoch: str
    """empty = this desk has never been greeted"""
    acked_n: int
    highest_n: int
    cursor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is to be done before anything else is sent or read. Nothing is ever wiped."""

    requeue_above: int | None = None
    """the province lost what it had confirmed: send everything above this n again"""
    void_cursor: bool = False
    """the feed is another one: read it again from the beginning"""
    desk_restored: bool = False
    """the province holds ops this desk does not have: a twin or an old copy, it needs a new identity"""

    @property
    def agreed(self) -> bool:
        return self == Standing()


def compare(epoch: str, acked_n: int, feed_high: int, desk: Held) -> Standing:
    """`epoch`, `acked_n` and `feed_high` as the province states them."""
    if acked_n > desk.highest_n:
        return Standing(desk_restored=True)
    if desk.epoch not in ("", epoch) or feed_high < desk.cursor or acked_n < desk.acked_n:
        return Standing(requeue_above=acked_n, void_cursor=True)
    return Standing()
