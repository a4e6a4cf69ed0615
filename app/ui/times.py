"""Times for the eye: short, in the desk's own zone, never a raw ISO string."""

from __future__ import annotations

from datetime import datetime

from app.words.catalogue import _


def clock_time(iso: str, now: datetime) -> str:
    """`14:03` today, `11-20 14:03` this year, `2025-11-20 14:03` before. Empty for an empty string."""
    if not iso:
        return ""
    then = datetime.fromisoformat(iso).astimezone(now.tzinfo)
    if then.date() == now.date():
        return f"{then:%H:%M}"
    return f"{then:%m-%d %H:%M}" if then.year == now.year else f"{then:%Y-%m-%d %H:%M}"


def minutes_since(iso: str, now: datetime) -> int:
    """Whole minutes since then; 0 for an empty string or a time ahead of the clock."""
    if not iso:
        return 0
    return max(0, int((now - datetime.fromisoformat(iso)).total_seconds() // 60))


def ago(iso: str, now: datetime) -> str:
    """`12 min ago`; within the first minute `just now`."""
    return _("{age} ago").format(age=age(iso, now)) if minutes_since(iso, now) else _("just now")


def age(iso: str, now: datetime) -> str:
    """`2 h 10 min`, `3 d 4 h`, `12 min`."""
    minutes = minutes_since(iso, now)
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)
    days, hours = divmod(hours, 24)
    return _("{days} d {hours} h").format(days=days, hours=hours)
