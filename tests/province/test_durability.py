"""What was answered is kept; what was not answered is whole or not there. On both databases."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import psycopg
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.contract.kinds import Kind
from app.contract.wire import anchor_message
from app.domain.obstacles import Obstacle, Trouble
from app.domain.rubbish import IN_BULK
from app.province import schema
from app.province.platform import Setting
from app.province.store import TRIES, Faults, Store
from tests.province.conftest import serialization_failure
from tests.province.desks import Desk, Running, join, problem, verdicts
from tests.support import ops
from tests.support.flaky_network import Fault, FlakyNetwork, Mode


@contextmanager
def bad_line(desk: Desk, *faults: Fault) -> Iterator[Desk]:
    """The desk behind a line with these faults, one per request."""
    line = FlakyNetwork.before(desk.url, seed=1)
    line.plan(*faults)
    try:
        yield Desk(line.url, desk.reply, desk.author)
    finally:
        line.close()


def test_a_reply_lost_after_the_commit(desk: Desk) -> None:
    sent = desk.author.cases(3)
    with bad_line(desk, Fault(Mode.SWALLOW_REPLY), Fault(Mode.CUT_REPLY, after=100)) as far:
        for _ in range(2):
            with pytest.raises((requests.RequestException, msgspec.DecodeError)):
                far.push(*sent)
        reply = far.push(*sent)
    assert verdicts(reply.answers) == ["duplicate"] * 3
    assert [answer.receipt for answer in reply.answers]
    assert (reply.acked_n, reply.feed_high) == (3, 3)


def test_a_request_that_arrives_twice_at_once(desk: Desk) -> None:
    sent = desk.author.cases(3)
    with bad_line(desk, Fault(Mode.DUPLICATE_REQUEST)) as far:
        assert set(verdicts(far.push(*sent).answers)) <= {"applied", "duplicate"}
    assert desk.hello().feed_high == 3


@pytest.mark.parametrize("after", [0, 1, 200, 600, 900])
def test_a_request_that_is_cut(desk: Desk, after: int) -> None:
    sent = desk.author.cases(3)
    with bad_line(desk, Fault(Mode.CUT_REQUEST, after=after)) as far:
        with pytest.raises(requests.RequestException):
            far.push(*sent)
        assert verdicts(far.push(*sent).answers) == ["applied"] * 3


def test_a_commit_whose_outcome_is_unknown(started: Callable[..., Running]) -> None:
    """The connection dies after the commit: the province runs the batch again and finds it done."""
    faults = Faults()
    desk = started(faults=faults).outlet(1)[0]
    desk.hello()
    lost = threading.Event()

    def lose() -> None:
        if not lost.is_set():
            lost.set()
            raise OperationalError("COMMIT", {}, psycopg.OperationalError("connection lost"))

    faults.after_commit = lose
    reply = desk.push(*desk.author.cases(5))
    assert lost.is_set()
    assert verdicts(reply.answers) == ["duplicate"] * 5
    assert (reply.acked_n, desk.hello().feed_high) == (5, 5)


def test_every_commit_failing_thrice_still_ends_well(started: Callable[..., Running]) -> None:
    faults = Faults()
    desk = started(faults=faults).outlet(1)[0]
    count = iter(range(1, 10_000))

    def mostly_failing(connection: object) -> None:
        if next(count) % 4:
            serialization_failure(connection)  # type: ignore[arg-type]

    faults.before_commit = mostly_failing
    reply = desk.push(*desk.author.cases(20))
    assert verdicts(reply.answers) == ["applied"] * 20
    assert reply.feed_high == 20, "what was rolled back left no gap"


def test_a_database_that_stays_out_of_reach(started: Callable[..., Running]) -> None:
    faults = Faults()
    desk = started(faults=faults).outlet(1)[0]
    desk.hello()
    tried = []

    def failing(connection: object) -> None:
        tried.append(1)
        serialization_failure(connection)  # type: ignore[arg-type]

    faults.before_commit = failing
    sent = desk.author.cases(1)
    reply = desk.post(desk.author.push_body(sent))
    assert (reply.status_code, problem(reply).code) == (503, "database_locked")
    assert int(reply.headers["Retry-After"]) > 0
    assert len(tried) == TRIES
    faults.before_commit = None
    assert verdicts(desk.push(*sent).answers) == ["applied"]


def test_a_record_that_fails_inside_the_province_waits_alone(
    started: Callable[..., Running], caplog: pytest.LogCaptureFixture
) -> None:
    faults = Faults()
    desk = started(faults=faults).outlet(1)[0]
    sent = desk.author.cases(50)

    def fail(record_id: str) -> None:
        if record_id == sent[20].record_id:
            raise ValueError("示例公司（示例） 110101199001011234")

    faults.in_record = fail
    reply = desk.push(*sent)
    assert (reply.answers[20].verdict, reply.answers[20].waiting_for) == ("deferred", "province")
    assert verdicts(reply.answers).count("applied") == 49
    assert (reply.acked_n, reply.feed_high) == (20, 49)
    assert sent[20].op_id in caplog.text
    assert "示例公司" not in caplog.text
    assert "1101011990" not in caplog.text
    faults.in_record = None
    assert desk.push(sent[20]).answers[0].verdict == "applied"
    assert len(desk.feed()) == 50


def test_a_batch_is_taken_while_the_collector_steps_back(started: Callable[..., Running]) -> None:
    faults = Faults()
    desk = started(faults=faults).outlet(1)[0]
    seen: list[tuple[int, int, int]] = []
    before = gc.get_threshold()
    faults.in_record = lambda _: seen.append(gc.get_threshold())
    desk.push(*desk.author.cases(2))
    assert seen == [IN_BULK, IN_BULK]
    assert gc.get_threshold() == before


def test_a_restart_keeps_everything(
    database: Callable[[], str | None], started: Callable[..., Running]
) -> None:
    address = database()
    first = started(database_url=address)
    desk = first.outlet(1)[0]
    sent = desk.author.cases(10)
    receipts = [answer.receipt for answer in desk.push(*sent).answers]
    epoch, folder = desk.hello().epoch, first.province._folder
    first.province.stop()
    second = started(folder=folder, database_url=address)
    desk.url = second.url
    assert desk.hello().epoch == epoch
    reply = desk.push(*sent)
    assert verdicts(reply.answers) == ["duplicate"] * 10
    assert [answer.receipt for answer in reply.answers] == receipts
    assert len(desk.feed()) == 10
    assert second.province.platform.key.public_hex == desk.reply.province_key


def test_a_database_put_back_from_a_backup_begins_a_new_epoch(
    started: Callable[..., Running], tmp_path: Path
) -> None:
    """Only the database is put back; the data folder remembers that it was further."""
    first = started(database_url=f"sqlite:///{tmp_path / 'a.db'}")
    desk = first.outlet(1)[0]
    desk.push(*desk.author.cases(5))
    epoch, folder = desk.hello().epoch, first.province._folder
    first.province.stop()
    shutil.copy(tmp_path / "a.db", tmp_path / "backup.db")
    second = started(folder=folder, database_url=f"sqlite:///{tmp_path / 'a.db'}")
    desk.url = second.url
    later = desk.author.cases(3)
    assert desk.push(*later).acked_n == 8
    assert desk.hello().epoch == epoch
    second.province.stop()
    shutil.copy(tmp_path / "backup.db", tmp_path / "a.db")
    third = started(folder=folder, database_url=f"sqlite:///{tmp_path / 'a.db'}")
    desk.url = third.url
    hello = desk.hello()
    assert hello.epoch != epoch
    assert hello.acked_n == 5, "less than the desk remembers: it sends again"
    assert problem(desk.ask_feed(8)).code == "must_resync"
    assert verdicts(desk.push(*later).answers) == ["applied"] * 3


def test_waiting_for_a_predecessor_ends_after_seven_days(started: Callable[..., Running]) -> None:
    times = [datetime(2026, 11, 23, tzinfo=UTC)]
    desk = started(setting=Setting(clock=lambda: times[0])).outlet(1)[0]
    edit = desk.author.patch(Kind.CASE_SUPPLEMENT, ops.new_id(), {"materials": {"materials": []}})
    assert desk.one(edit).verdict == "deferred"
    times[0] += timedelta(days=7)
    assert desk.one(edit).verdict == "deferred"
    times[0] += timedelta(seconds=1)
    answer = desk.one(edit)
    assert (answer.verdict, answer.code) == ("rejected", "predecessor_missing")
    assert desk.hello().acked_n == 1


def test_the_head_of_the_journal_is_anchored(desk: Desk, shared: Running) -> None:
    install, sent = desk.author.install, desk.author.cases(1)
    honest, forged = "ab" * 32, "cd" * 32
    reply = desk.push(*sent, head_seq=7, head_hash=honest)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(desk.reply.province_key))
    key.verify(bytes.fromhex(reply.anchor), anchor_message(install, 7, honest))
    assert desk.push(*sent, head_seq=7, head_hash=honest).anchor == reply.anchor
    rewritten = desk.push(*sent, head_seq=7, head_hash=forged)
    assert rewritten.anchor == "", "no signature for a second history"
    table = schema.anchors
    kept = shared.province.platform.store.read(
        lambda connection: connection.execute(
            select(table.c.head_hash).where(table.c.install == install, table.c.head_seq == 7)
        ).scalar_one()
    )
    assert kept == honest


_SERVE = """
    import sys
    from pathlib import Path
    from app.province.embedded import Embedded
    province = Embedded(Path(sys.argv[1]))
    print(province.start(), province.provision()["01"] if len(sys.argv) > 2 else "-", flush=True)
    sys.stdin.read()
"""


def _serve(folder: Path, *more: str) -> tuple[subprocess.Popen[str], str, str]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_SERVE), str(folder), *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout
    url, code = process.stdout.readline().split()
    return process, url, code


def test_killed_in_the_middle_of_a_batch(tmp_path: Path) -> None:
    """kill -9 while 1,000 ops are being taken: all of them are there afterwards, or none."""
    process, url, code = _serve(tmp_path, "provision")
    desk = join(url, code)
    kept = desk.push(*desk.author.cases(5))
    sent = desk.author.cases(1000)
    pushing = threading.Thread(target=lambda: _quietly(desk, sent))
    pushing.start()
    pushing.join(0.15)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    pushing.join()
    process, desk.url, _ = _serve(tmp_path)
    try:
        assert desk.hello().acked_n in (5, 1005)
        assert len(desk.feed()) in (5, 1005)
        assert set(verdicts(desk.push(*sent).answers)) in ({"applied"}, {"duplicate"})
        assert len(desk.feed()) == 1005
        assert kept.acked_n == 5
    finally:
        process.communicate("")


def _quietly(desk: Desk, sent: list[object]) -> None:
    """Push into a province that is about to die."""
    try:
        desk.push(*sent)  # type: ignore[arg-type]
    except (requests.RequestException, AssertionError):
        return


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database, long enough to be looked at" * 100)
    with pytest.raises(Obstacle) as caught:
        Store(f"sqlite:///{tmp_path / 'x.db'}")
    assert caught.value.trouble is Trouble.DATABASE_DAMAGED
