"""The operator's page: which windows are behind or silent, what is parked. Figures, no persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.province.pages.html import Html, document, el, join, table
from app.province.schema import installs, ops, scopes, waiting, windows

SILENT_AFTER_S = 24 * 3600
_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`behind`: by oldest undelivered work. `silent`: longest first. `refused`: code -> ops."""

    behind: list[Row[*tuple[Any, ...]]]
    silent: list[Row[*tuple[Any, ...]]]
    alarmed: list[Row[*tuple[Any, ...]]]
    refused: list[tuple[str, str, int]]
    waiting: int
    at: str
    now: int


_LIVING = (
    select(
        scopes.c.outlet_name,
        windows.c.window,
        windows.c.window_name,
        installs.c.app_v,
        installs.c.seen_at,
        installs.c.depth,
        installs.c.parked,
        installs.c.alarms,
        installs.c.oldest_age_s,
    )
    .join(scopes, scopes.c.scope == installs.c.scope)
    .join(windows, (windows.c.scope == installs.c.scope) & (windows.c.window == installs.c.window))
    .where(installs.c.revoked_at == 0)
    .limit(_ROWS)
)
_REFUSED = (
    select(ops.c.verdict, ops.c.code, func.count())
    .where(ops.c.verdict.in_(["rejected", "conflict"]))
    .group_by(ops.c.verdict, ops.c.code)
    .order_by(ops.c.verdict, ops.c.code)
)


def overview(connection: Connection, now: int, at: str) -> Overview:
    run = connection.execute
    # What a desk told grows older while it says nothing.
    age = installs.c.oldest_age_s + now - installs.c.seen_at
    silent = _LIVING.where(installs.c.seen_at < now - SILENT_AFTER_S)
    alarmed = _LIVING.where((installs.c.alarms > 0) | (installs.c.parked > 0))
    return Overview(
        behind=list(run(_LIVING.where(installs.c.depth > 0).order_by(age.desc()))),
        silent=list(run(silent.order_by(installs.c.seen_at))),
        alarmed=list(run(alarmed.order_by(installs.c.alarms.desc(), installs.c.parked.desc()))),
        refused=[(verdict, code, count) for verdict, code, count in run(_REFUSED)],
        waiting=run(select(func.count()).select_from(waiting)).scalar_one(),
        at=at,
        now=now,
    )


def draw(view: Overview) -> bytes:
    title = "平台运行情况 · Operation"
    return document(
        title,
        "zh-CN",
        el("h1", title),
        el("p", view.at),
        el("h2", "未送达最久 · Oldest undelivered"),
        _windows(view, view.behind),
        el("h2", "24 小时无联系 · Silent for a day"),
        _windows(view, view.silent),
        el("h2", "待处理与告警 · Parked and alarms"),
        _windows(view, view.alarmed),
        el("h2", "未予入库 · Refused ops"),
        table(
            ("结果 verdict", "代码 code", "数量 ops"),
            [(verdict, code or "-", str(count)) for verdict, code, count in view.refused],
        ),
        el("p", f"等待前序数据 · waiting for a predecessor: {view.waiting}"),
    )


def _windows(view: Overview, rows: list[Row[*tuple[Any, ...]]]) -> Html:
    if not rows:
        return join(el("p", "无 · none"))
    head = (
        "网点 outlet",
        "窗口 window",
        "最近联系 last seen",
        "未送达 undelivered",
        "最久 oldest",
        "待处理 parked",
        "告警 alarms",
        "版本 version",
    )
    return table(
        head,
        [
            (
                row.outlet_name,
                f"{row.window} {row.window_name}",
                _age(view.now - row.seen_at) if row.seen_at else "-",
                str(row.depth),
                _age(row.oldest_age_s + view.now - row.seen_at) if row.depth else "-",
                str(row.parked),
                str(row.alarms),
                row.app_v,
            )
            for row in rows
        ],
    )


def _age(seconds: int) -> str:
    """Hours and minutes, days beyond two."""
    minutes = max(0, seconds) // 60
    if minutes >= 2 * 1440:
        return f"{minutes // 1440} d"
    return f"{minutes // 60} h {minutes % 60:02d} min"
