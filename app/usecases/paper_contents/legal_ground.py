"""The law a notice rests on: of a shared reason only what binds this matter, as it stands on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.domain.matter import Line, Matter, Reason

_OF_LINE = {
    Line.PATENT: re.compile(r"专利|缴费服务指南"),
    Line.TRADEMARK: re.compile(r"商标"),
    Line.IC: re.compile(r"布图设计"),
    Line.GI: re.compile(r"地理标志"),
}
# "各事项…", "相应…" and the like tell the author where to look; nobody can be refused on them
_NOT_CITABLE = re.compile(r"^(各事项|相应|窗口|办事指南相应|好差评相关)|（类比）")
_ARTICLE_FROM = re.compile(r"第[^第（]+条（(\d{4})年起(第[^）]+条)）")
_IN_FORCE_FROM = re.compile(r"（(\d{4}-\d{2}-\d{2})起）")
_TRADEMARK_LAW_2026 = "商标法（2026）"
_TRADEMARK_LAW_2026_FROM = date(2027, 1, 1)  # 商标法 (2026 revision), in force on this day


def legal_ground(matter: Matter, reasons: Iterable[Reason], on: date) -> tuple[str, ...]:
    """Each source once, in order. `on`: the day of the notice. The matter's own when no reason has one."""
    cited: dict[str, None] = {}
    for reason in reasons:
        for part in reason.basis.split("；"):
            source = _source(part.strip(), matter.line, on)
            if source:
                cited[source] = None
    return tuple(cited) or matter.legal_basis


def _source(part: str, line: Line, on: date) -> str:
    if not part or _NOT_CITABLE.search(part):
        return ""
    full = re.sub(r"^实施细则", "专利法实施细则", part)
    full = re.sub(r"^布图设计", "集成电路布图设计", full)
    full = re.sub(r"^办事指南(.+)$", r"《知识产权政务服务事项办事指南》\1", full)
    owners = {owner for owner, words in _OF_LINE.items() if words.search(full)}
    if owners and line not in owners:
        return ""
    return _on_the_day(full, on)


def _on_the_day(source: str, on: date) -> str:
    if source.startswith(_TRADEMARK_LAW_2026) and on < _TRADEMARK_LAW_2026_FROM:
        return ""
    in_force = _IN_FORCE_FROM.search(source)
    if in_force and on < date.fromisoformat(in_force[1]):
        return ""
    source = _IN_FORCE_FROM.sub("", source)
    later = _ARTICLE_FROM.search(source)
    if later:
        article = later[2] if on.year >= int(later[1]) else later[0].partition("（")[0]
        source = source.replace(later[0], article)
    return source
