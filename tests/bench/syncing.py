"""10,000 records to the province and to a second window, against the same records over a bare line.

Both ends are processes of their own, ours as well as the limit's. Beside the table the seconds are said.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from statistics import mean
from time import process_time

from app.contract.kinds import Kind
from tests.bench.bare_line import Place
from tests.bench.far_end import running
from tests.bench.invented import bare_record, consultation
from tests.bench.rows import Row, Work, timed
from tests.sync.desks import Desk

RECORDS = 10_000
_HELD = "SELECT count(*) FROM ops JOIN records USING (scope, record_id) WHERE verdict = 'applied'"


def _said(what: str, work: Work) -> float:
    """Milliseconds; told in seconds, with the processor time of this end."""
    before = process_time()
    took = timed(work)
    spent = process_time() - before
    print(f"{what}: {took / 1000:.2f} s, of which this end computes {spent:.2f} s", file=sys.stderr)
    return took


def _limits(folder: Path) -> tuple[float, float]:
    records = [bare_record(at) for at in range(RECORDS)]
    with (
        running("tests.bench.bare_line", folder / "bare") as (url,),
        closing(Place(folder, "first", url)) as first,
        closing(Place(folder, "second", url)) as second,
    ):
        first.write(records)
        told = _said("bare push", first.push), _said("bare pull", second.pull)
        assert len(first.held) == RECORDS
        assert first.held == second.held
    return told


def _ours(folder: Path) -> tuple[float, float]:
    records = [consultation(at) for at in range(RECORDS)]
    with running("tests.bench.far_end", folder / "province") as (url, *codes):
        desks = [
            Desk.make(folder / name, url, name, code) for name, code in zip(("01", "02"), codes, strict=True)
        ]
        try:
            first, second = desks
            first.database.run(
                lambda tx: [first.write(tx, Kind.CONSULTATION_LOG, record) for record in records]
            )
            told = _said("push", lambda: first.once().complete), _said("pull", lambda: second.once().complete)
            assert (first.once().complete, second.once().pulled) == (True, 0)
        finally:
            for desk in desks:
                desk.close()
    with closing(sqlite3.connect(folder / "province" / "province.db")) as held:
        assert held.execute(_HELD).fetchone() == (RECORDS,)
    return told


def rows(folder: Path) -> list[Row]:
    """One of each in turn, the limit first and last, so that a busy machine weighs on both."""
    limits, ours = [_limits(folder / "0")], []
    for turn in ("1", "2"):
        ours.append(_ours(folder / turn))
        limits.append(_limits(folder / turn))
    goals = (("push", "post", 2.5), ("pull", "page", 2.0))
    return [
        Row(
            what=f"{what} of {RECORDS:,} records",
            limit=f"the same over a bare line: one zstd {carrier}, one transaction at each end",
            ours_ms=mean(pair[at] for pair in ours),
            limit_ms=mean(pair[at] for pair in limits),
            goal=goal,
        )
        for at, (what, carrier, goal) in enumerate(goals)
    ]
