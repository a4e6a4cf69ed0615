"""How dates, amounts and empty places are written on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.numbering import LENGTH, grouped

EMPTY = "—"
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_LARGEST_COUNT = 9999


def or_dash(text: str) -> str:
    """An empty place is struck, so that nothing can be filled in later."""
    return text if text.strip() else EMPTY


def joined(texts: Iterable[str], between: str = "；") -> str:
    return or_dash(between.join(text for text in texts if text.strip()))


def day(iso: str) -> str:
    """2026年11月21日; a text that is no date is shown as it is."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return or_dash(iso)
    return f"{moment.year}年{moment.month}月{moment.day}日"


def moment(iso: str) -> str:
    """2026年11月21日 09:30, in the offset that was written down."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return or_dash(iso)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def spoken(number: str) -> str:
    """The desk's own number in its groups; a foreign number as it is."""
    return grouped(number) if len(number) == LENGTH else or_dash(number)


def count_in_capitals(count: int) -> str:
    """柒, 壹拾贰, 叁佰零伍: a count that cannot be altered by a stroke. Above 9999 the digits stand."""
    if not 0 <= count <= _LARGEST_COUNT:
        return str(count)
    if count == 0:
        return _DIGITS[0]
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if digit:
            written += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        elif written:
            gap = True
    return written
