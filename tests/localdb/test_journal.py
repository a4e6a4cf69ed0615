"""Append-only against every attack that SQL offers, and found where SQL could not stop it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2 as driver

from app.contract.canonical import NotCanonical, canonical, digest, sm3
from app.contract.kinds import Kind, Stem
from app.domain.obstacles import Obstacle
from localdb import chain, journal
from localdb.connection import Database, Tx
from localdb.opening import connect
from tests.localdb.desk import AT, CLERK, KEY, a_case, a_payment, enter, file_cases, new_id

TABLES = ("journal", "journal_bodies", "anchors")


def verified(database: Database) -> journal.Verified | journal.Broken:
    return database.read(journal.verify)


@pytest.fixture
def filled(database: Database) -> Database:
    file_cases(database, 5)
    head = database.read(journal.head)
    database.run(
        lambda tx: journal.keep_anchor(
            tx, install=new_id(), seq=head.seq, hash_hex=head.hash, signature="00", at=AT
        )
    )
    return database


def test_ops_are_numbered_without_gaps_and_carry_their_body(database: Database) -> None:
    case = a_case()
    first = database.run(lambda tx: enter(tx, Stem.CASES, case))
    second = database.run(lambda tx: enter(tx, Stem.CASES, a_case(2)))
    assert (first.n, second.n) == (1, 2)
    assert first.op_id != second.op_id
    assert first.kind == "cases.file"
    assert first.digest == digest(first.groups)
    assert set(first.groups) == {"case", "form", "materials", "decision", "review", "fee"}
    assert database.read(lambda tx: journal.op_at(tx, 1)) == first
    assert database.read(lambda tx: journal.ops_of(tx, case.id)) == [first]
    assert verified(database) == journal.Verified(2, database.read(journal.head).hash)


def test_which_entities_were_written_since(filled: Database) -> None:
    assert filled.read(lambda tx: journal.stems_after(tx, 0)) == {"cases"}
    assert filled.read(lambda tx: journal.stems_after(tx, 5)) == frozenset()
    filled.run(lambda tx: enter(tx, Stem.PAYMENTS, a_payment()))
    assert filled.read(lambda tx: journal.stems_after(tx, 5)) == {"payments"}


def test_a_deed_that_is_rolled_back_leaves_no_gap(database: Database) -> None:
    def breaks(tx: Tx) -> None:
        enter(tx, Stem.CASES, a_case())
        raise KeyError

    with pytest.raises(KeyError):
        database.run(breaks)
    assert database.run(lambda tx: enter(tx, Stem.CASES, a_case())).n == 1


def test_an_empty_journal_is_sound(database: Database) -> None:
    assert verified(database) == journal.Verified(0, "0" * 64)


def test_a_body_without_canonical_form_is_a_bug(database: Database) -> None:
    with pytest.raises(NotCanonical):
        database.run(
            lambda tx: journal.append(
                tx,
                kind=Kind.CASE_FILE,
                record_id=new_id(),
                groups={"fee": {"total": 1.5}},
                actor=CLERK,
                captured_at=AT,
                mono_ms=0,
            )
        )


REWRITES = (
    "UPDATE {table} SET rowid = rowid",
    "UPDATE {table} SET rowid = rowid + 100",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})",
    "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT DO UPDATE SET rowid = 9",
)


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("table", TABLES)
def test_sql_that_rewrites_is_refused(filled: Database, table: str, recursive: str) -> None:
    before = filled.read(lambda tx: [tuple(row) for row in tx.all(f"SELECT * FROM {table}")])
    other = connect(filled.path, KEY)
    other.execute(f"PRAGMA recursive_triggers={recursive}")
    for attack in REWRITES:
        with pytest.raises(driver.IntegrityError):
            other.execute(attack.format(table=table))
    other.close()
    assert filled.read(lambda tx: [tuple(row) for row in tx.all(f"SELECT * FROM {table}")]) == before


def successor(rows: list[dict[str, Any]], changes: dict[str, Any]) -> dict[str, Any]:
    """A well-hashed entry: what fits after the last one, but for `changes`."""
    made = {**rows[-1], "seq": rows[-1]["seq"] + 1, "op_id": new_id(), "prev": rows[-1]["hash"], **changes}
    return {**made, "hash": chain.entry_hash(made)}


def test_gap_replay_and_forged_predecessor_are_refused(filled: Database) -> None:
    other = connect(filled.path, KEY)
    other.execute("PRAGMA recursive_triggers=OFF")
    rows = [dict(row) for row in other.execute("SELECT * FROM journal ORDER BY seq")]
    names = ", ".join(rows[0])
    marks = ", ".join(":" + name for name in rows[0])
    wrong: list[dict[str, Any]] = [
        {"seq": 7},
        {"seq": 7, "prev": bytes(32)},
        {"seq": 0},
        {"seq": 3},
        {"seq": 3, "prev": rows[1]["hash"]},
        {"seq": 1, "prev": bytes(32)},
        {"prev": bytes(32)},
        {"prev": rows[3]["hash"]},
        {"op_id": rows[0]["op_id"]},
    ]
    for changes in wrong:
        for how in ("INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"):
            with pytest.raises(driver.IntegrityError):
                other.execute(f"{how} INTO journal ({names}) VALUES ({marks})", successor(rows, changes))
    assert isinstance(verified(filled), journal.Verified)
    # only the true successor fits
    other.execute(f"INSERT INTO journal ({names}) VALUES ({marks})", successor(rows, {}))
    other.close()


def test_a_body_is_written_with_its_entry_only(filled: Database) -> None:
    other = connect(filled.path, KEY)
    other.execute("PRAGMA recursive_triggers=OFF")
    other.execute("PRAGMA foreign_keys=OFF")
    for seq in (2, 5, 6):
        for how in ("INSERT", "INSERT OR REPLACE"):
            with pytest.raises(driver.IntegrityError):
                other.execute(f"{how} INTO journal_bodies VALUES (?, ?, '{{}}')", (seq, bytes(16)))
    other.close()


def without_triggers(database: Database, *statements: str) -> None:
    """What an insider with the key does: drop the triggers, change, put them back."""
    other = connect(database.path, KEY)
    triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        other.execute(f"DROP TRIGGER {name}")
    other.execute("PRAGMA foreign_keys=OFF")
    for statement in statements:
        other.execute(statement)
    for _, sql in triggers:
        other.execute(sql)
    other.close()


@pytest.mark.parametrize(
    ("change", "seq", "why"),
    [
        ("UPDATE journal SET actor_name = '李' WHERE seq = 2", 2, "hash"),
        ("UPDATE journal SET captured_at = '2020-01-01T00:00:00+08:00' WHERE seq = 5", 5, "hash"),
        ("UPDATE journal SET hash = randomblob(32) WHERE seq = 3", 3, "hash"),
        ("UPDATE journal SET prev = randomblob(32) WHERE seq = 3", 3, "prev"),
        ("DELETE FROM journal WHERE seq = 2", 2, "gap"),
        ("DELETE FROM journal WHERE seq = 1", 1, "gap"),
        ("UPDATE journal SET seq = seq + 1000 WHERE seq > 3; ", 4, "gap"),
        ("UPDATE journal_bodies SET body = replace(body, 'ACCEPTED', 'x') || ' ' WHERE seq = 4", 4, "body"),
        ("UPDATE journal_bodies SET salt = randomblob(16) WHERE seq = 4", 4, "body"),
        ("DELETE FROM journal_bodies WHERE seq = 4", 4, "body_missing"),
        ("DELETE FROM journal WHERE seq = 5", 5, "anchor"),
        ("DELETE FROM journal", 5, "anchor"),
    ],
)
def test_what_was_changed_behind_the_triggers_is_found(
    filled: Database, change: str, seq: int, why: str
) -> None:
    assert isinstance(verified(filled), journal.Verified)
    without_triggers(filled, change.rstrip("; "))
    assert verified(filled) == journal.Broken(seq, why)


def test_a_dropped_trigger_alone_is_found(filled: Database) -> None:
    filled.run(lambda tx: tx.execute("DROP TRIGGER journal_update"))
    assert verified(filled) == journal.Broken(0, "trigger_missing")


def test_a_disarmed_trigger_is_found(filled: Database) -> None:
    filled.run(lambda tx: tx.execute("DROP TRIGGER journal_update"))
    filled.run(
        lambda tx: tx.execute("CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN SELECT 1; END")
    )
    assert verified(filled) == journal.Broken(0, "trigger_missing")


def rewrite_all(database: Database) -> None:
    """The whole chain made anew over a changed entry: every local link fits again."""
    other = connect(database.path, KEY)
    triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        other.execute(f"DROP TRIGGER {name}")
    prev = bytes(32)
    for row in other.execute("SELECT * FROM journal ORDER BY seq").fetchall():
        made = {**dict(row), "prev": prev, "actor": "9999"}
        prev = chain.entry_hash(made)
        other.execute(
            "UPDATE journal SET actor = '9999', prev = ?, hash = ? WHERE seq = ?",
            (made["prev"], prev, row["seq"]),
        )
    for _, sql in triggers:
        other.execute(sql)
    other.close()


def test_a_rewritten_chain_is_found_by_the_province_signature_only(database: Database) -> None:
    file_cases(database, 5)
    rewrite_all(database)
    assert isinstance(verified(database), journal.Verified)  # alone, the chain proves nothing
    head = database.read(journal.head)
    database.run(
        lambda tx: journal.keep_anchor(tx, install="i", seq=3, hash_hex=hash_at(tx, 3), signature="s", at=AT)
    )
    assert verified(database) == journal.Verified(5, head.hash)
    file_cases(database, 1)
    without_triggers(database, "UPDATE anchors SET hash = randomblob(32)")
    assert verified(database) == journal.Broken(3, "anchor")


def hash_at(tx: Tx, seq: int) -> str:
    return bytes(tx.one("SELECT hash FROM journal WHERE seq = ?", (seq,))["hash"]).hex()


def test_the_first_anchor_of_a_head_stays(filled: Database) -> None:
    kept = filled.read(lambda tx: dict(tx.one("SELECT * FROM anchors")))
    filled.run(
        lambda tx: journal.keep_anchor(
            tx, install=kept["install"], seq=kept["seq"], hash_hex="ab" * 32, signature="forged", at=AT
        )
    )
    assert filled.read(lambda tx: [dict(row) for row in tx.all("SELECT * FROM anchors")]) == [kept]


def test_the_header_says_nothing_guessable_about_the_body(filled: Database) -> None:
    row = filled.read(
        lambda tx: tx.one("SELECT digest, salt, body FROM journal JOIN journal_bodies USING (seq)")
    )
    body = sm3(row["body"].encode())
    assert bytes(row["digest"]) not in (body, sm3(body))
    assert bytes(row["digest"]) == sm3(bytes(row["salt"]) + body)


def test_export_can_be_checked_without_this_program(filled: Database, path: Path) -> None:
    lines = filled.read(lambda tx: [json.dumps(line) for line in journal.export(tx)])
    told = [json.loads(line) for line in lines]
    assert [line["type"] for line in told] == ["desk", *["record"] * 5, *["op"] * 5, "anchor"]
    prev = bytes(32)
    for line in told[6:11]:
        body = sm3(canonical(line["groups"]))
        assert line["digest"] == sm3(bytes.fromhex(line["salt"]) + body).hex()
        header = {k: v for k, v in line.items() if k not in ("type", "prev", "hash", "salt", "groups")}
        assert line["prev"] == prev.hex()
        prev = sm3(prev + canonical(header))
        assert line["hash"] == prev.hex()
    assert told[-1]["hash"] == prev.hex()


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@settings(max_examples=100, deadline=None)
@given(header=st.dictionaries(texts, texts | st.integers(-(2**53) + 1, 2**53 - 1), max_size=8))
def test_the_fast_form_of_a_header_is_the_canonical_one(header: dict[str, Any]) -> None:
    assert chain._canonical(header) == canonical(header)


def test_obstacles_are_not_raised_by_a_broken_chain(filled: Database) -> None:
    """A broken journal is told, not thrown: the desk goes on serving."""
    without_triggers(filled, "DELETE FROM journal WHERE seq = 2")
    try:
        told = verified(filled)
    except Obstacle:
        pytest.fail("verify must answer")
    assert isinstance(told, journal.Broken)
    assert filled.run(lambda tx: enter(tx, Stem.CASES, a_case())).n == 6
