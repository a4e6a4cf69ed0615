"""How long and how much the desk waits for and takes from the other side."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Seconds and bytes. Every time-out is told by its name."""

    connect_s: float = 5.0
    read_s: float = 30.0
    total_s: float = 120.0
    reply_bytes: int = 8 * 1024 * 1024
    """of one reply or page, packed as well as inflated"""
    page_items: int = 2_000
    """the province gives no more at once"""
