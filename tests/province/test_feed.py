"""State down: every change reaches every reader, in bounded pages, and an invalid cursor is told so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
import requests
import zstandard
from sqlalchemy import Connection

from app.contract import wire
from app.contract.kinds import Kind
from app.province import feed as feed_module
from app.province import routes
from app.province.epoch import new_epoch
from app.province.outlets import raise_horizon
from app.province.store import Faults
from tests.province.desks import Desk, Running, problem
from tests.support import ops


def test_a_thousand_rows_changed_at_once_come_in_pages(desk: Desk) -> None:
    filed = desk.author.cases(1000)
    desk.push(*filed)
    first = desk.hello().feed_high
    edits = [
        desk.author.patch(Kind.CASE_SUPPLEMENT, op.record_id, {"materials": {"materials": []}})
        for op in filed
    ]
    desk.push(*edits)
    cursor, pages, seen = first, 0, set()
    while True:
        items, end = desk.page(cursor, limit=150)
        assert len(items) <= 150
        assert all(item.version == 2 for item in items)
        assert not seen & {item.record_id for item in items}, "no row comes twice"
        seen |= {item.record_id for item in items}
        assert end.cursor > cursor, "every page moves the cursor"
        cursor, pages = end.cursor, pages + 1
        if not end.more:
            break
    assert (len(seen), pages, cursor) == (1000, 7, end.high)


def test_a_record_comes_once_with_its_latest_state(desk: Desk) -> None:
    op = desk.author.op(Kind.CASE_FILE, ops.case())
    edits = [
        desk.author.patch(
            Kind.CASE_SUPPLEMENT, op.record_id, {"materials": {"materials": []}, "x": {"n": at}}
        )
        for at in range(5)
    ]
    desk.push(op, *edits)
    items, end = desk.page()
    assert [(item.version, item.seq) for item in items] == [(6, 6)]
    assert (items[0].op_id, items[0].install) == (edits[-1].op_id, desk.author.install)
    assert (end.cursor, end.high, end.more) == (6, 6, False)
    assert desk.page(6)[0] == []


def test_a_page_ends_when_it_is_heavy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "MAX_PAGE_BYTES", 4000)
    desk.push(*desk.author.cases(20))
    items, end = desk.page()
    assert 0 < len(items) < 20
    assert end.more
    assert len(desk.feed()) == 20


def test_readers_miss_nothing_while_many_write(shared: Running) -> None:
    """Each reader keeps a cursor while four windows push; in the end everybody holds everything."""
    desks = shared.outlet(4)
    done = threading.Event()

    def write(desk: Desk) -> set[str]:
        sent = [desk.author.cases(5) for _ in range(6)]
        for batch in sent:
            desk.push(*batch)
        return {op.record_id for batch in sent for op in batch}

    def read(desk: Desk) -> set[str]:
        seen: set[str] = set()
        cursor = 0
        while True:
            last = done.is_set()
            items, end = desk.page(cursor, limit=7, wait=0 if last else 1)
            seen |= {item.record_id for item in items}
            cursor = end.cursor
            if last and not end.more:
                return seen

    with ThreadPoolExecutor(6) as threads:
        readers = [threads.submit(read, desk) for desk in desks[:2]]
        written = set().union(
            *(future.result() for future in [threads.submit(write, desk) for desk in desks])
        )
        done.set()
        assert all(reader.result() == written for reader in readers)
    assert desks[0].hello().feed_high == 120, "gapless"


def test_a_commit_that_lingers_hides_nothing(started: Callable[..., Running]) -> None:
    """The earlier transaction sleeps before its COMMIT; a later one must not overtake it in the feed."""
    lingering, go_on = threading.Event(), threading.Event()
    faults = Faults()
    running = started(faults=faults)
    one, two = running.outlet()
    one.hello()
    two.hello()

    def linger(connection: Connection) -> None:
        if not lingering.is_set():
            lingering.set()
            assert go_on.wait(30)

    with ThreadPoolExecutor(2) as threads:
        faults.before_commit = linger
        first = threads.submit(one.push, *one.author.cases(3))
        assert lingering.wait(30)
        second = threads.submit(two.push, *two.author.cases(3))
        cursor = 0
        deadline = time.monotonic() + 1.0
        while time.monotonic() < deadline and not second.done():
            items, end = two.page(cursor)
            cursor = end.cursor
            assert items == [], "nothing may overtake the open transaction"
        go_on.set()
        first.result()
        second.result()
    assert len(one.feed(cursor)) == 6


def test_a_long_poll_ends_with_the_news(
    shared: Running, desks: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "LOOK_AGAIN_S", 60)
    one, two = desks
    with ThreadPoolExecutor(1) as threads:
        began = time.monotonic()
        poll = threads.submit(two.page, 0, wait=25)
        while not shared.province.platform.news.waiting(two.reply.scope):
            one.hello()
        one.hello()
        op = one.author.op(Kind.CASE_FILE, ops.case())
        one.push(op)
        items, _ = poll.result()
    assert [item.record_id for item in items] == [op.record_id]
    assert time.monotonic() - began < 24


def test_a_long_poll_without_news_comes_back_empty(desk: Desk) -> None:
    items, end = desk.page(0, wait=1)
    assert (items, end.cursor, end.more) == ([], 0, False)


def test_a_cursor_the_province_never_gave(desk: Desk) -> None:
    desk.push(*desk.author.cases(2))
    reply = desk.ask_feed(3)
    assert (reply.status_code, problem(reply).code) == (409, "must_resync")


def test_a_cursor_of_another_epoch(desk: Desk) -> None:
    desk.push(*desk.author.cases(2))
    epoch = desk.hello().epoch
    assert desk.ask_feed(1, epoch=epoch).status_code == 200
    reply = desk.ask_feed(1, epoch="other")
    assert (reply.status_code, problem(reply).code) == (409, "must_resync")
    assert desk.ask_feed(0, epoch="other").status_code == 200, "from the beginning is always possible"


def test_a_cursor_older_than_the_horizon(shared: Running, desk: Desk) -> None:
    desk.push(*desk.author.cases(5))
    scope = desk.reply.scope
    shared.province.platform.store.run_tx(lambda connection: raise_horizon(connection, scope, 3))
    assert problem(desk.ask_feed(2)).code == "must_resync"
    assert desk.ask_feed(3).status_code == 200
    assert len(desk.feed()) == 5


def test_a_new_epoch_is_told_in_every_exchange(started: Callable[..., Running]) -> None:
    running = started()
    desk = running.outlet(1)[0]
    before = desk.push(*desk.author.cases(1)).epoch
    epoch = new_epoch(running.province.platform.store)
    assert epoch != before
    assert desk.hello().epoch == desk.push(*desk.author.cases(1)).epoch == desk.page()[1].epoch == epoch
    assert problem(desk.ask_feed(1, epoch=before)).code == "must_resync"


def test_a_number_that_is_none(desk: Desk) -> None:
    for name in ("cursor", "limit", "wait"):
        for value in ("-1", "x", "1.5", "9" * 30, "１"):
            reply = desk.ask_feed(**{name: value})  # type: ignore[arg-type]
            assert (reply.status_code, problem(reply).code) == (400, "bad_request")


def test_another_scope_is_not_yours(desk: Desk) -> None:
    reply = desk.ask_feed(scope="outlet-000000")
    assert (reply.status_code, problem(reply).code) == (403, "not_yours")


def test_replies_are_packed_as_accepted(desk: Desk) -> None:
    desk.push(*desk.author.cases(50))
    url, headers = f"{desk.url}/sync/v1/feed", desk.headers

    def ask(encoding: str) -> requests.Response:
        return requests.get(url, headers={**headers, "Accept-Encoding": encoding}, stream=True, timeout=30)

    plain, packed = ask("identity"), ask("zstd")
    assert plain.headers["Content-Type"] == "application/x-ndjson"
    whole = plain.raw.read(decode_content=False)
    raw = packed.raw.read(decode_content=False)
    assert packed.headers["Content-Encoding"] == "zstd"
    assert len(raw) < len(whole) / 4
    unpacked = zstandard.ZstdDecompressor().decompress(raw, max_output_size=2**20)
    assert unpacked.splitlines()[:-1] == whole.splitlines()[:-1]
    assert msgspec.json.decode(unpacked.splitlines()[-1], type=wire.FeedEnd).cursor == 50
    assert ask("gzip").headers["Content-Encoding"] == "gzip"
