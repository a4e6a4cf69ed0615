"""When an answer counts: every way of being almost right is "not the province"."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import msgspec
import pytest
import zstandard

from app.contract.wire import FeedEnd, OpAnswer, PushReply, Verdict
from app.sync import replies
from app.sync.failures import Failed, FailureKind
from app.sync.http import inflated, refusal, skew_s
from app.sync.line import Answer
from tests.sync.desks import wall
from tests.sync.samples import Joined, header, op

JOINED = Joined("11111111-1111-4111-8111-111111111111", "t", "s")
OPS = [op(4), op(5)]
HEADER = header(JOINED, OPS)


def reply(**changed: Any) -> PushReply:
    known: dict[str, Any] = {
        "install": JOINED.install,
        "first_n": 4,
        "count": 2,
        "answers": tuple(OpAnswer(op_id=one.op_id, n=one.n, verdict=Verdict.APPLIED) for one in OPS),
        "server_time": "2026-03-02T09:00:00+08:00",
        "epoch": "e",
        "acked_n": 5,
        "feed_high": 2,
    }
    return PushReply(**{**known, **changed})


def detail_of(content: bytes) -> str:
    with pytest.raises(Failed) as caught:
        replies.push(content, HEADER, OPS)
    assert caught.value.failure.kind is FailureKind.NOT_THE_PROVINCE
    return caught.value.failure.detail


def test_the_very_reply_counts() -> None:
    content = msgspec.json.encode(reply())
    assert replies.push(content, HEADER, OPS) == reply()
    turned = reply(answers=tuple(reversed(reply().answers)))
    assert replies.push(msgspec.json.encode(turned), HEADER, OPS) == turned


@pytest.mark.parametrize(
    ("changed", "detail"),
    [
        ({"install": "22222222-2222-4222-8222-222222222222"}, "echo"),
        ({"first_n": 3}, "echo"),
        ({"count": 1}, "echo"),
        ({"answers": reply().answers[:1]}, "unanswered"),
        ({"answers": ()}, "unanswered"),
        ({"answers": (reply().answers[0],) * 2}, "unanswered"),
        ({"answers": (*reply().answers, reply().answers[0])}, "unanswered"),
        (
            {"answers": (reply().answers[0], msgspec.structs.replace(reply().answers[1], n=6))},
            "unanswered",
        ),
    ],
)
def test_a_reply_about_something_else_does_not(changed: dict[str, Any], detail: str) -> None:
    assert detail_of(msgspec.json.encode(reply(**changed))) == detail


def test_no_cut_reply_counts() -> None:
    whole = msgspec.json.encode(reply())
    assert {detail_of(whole[:end]) for end in range(len(whole))} == {"json"}


@pytest.mark.parametrize(
    "content",
    [b"<html></html>", b"null", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"install": 1}'],
)
def test_no_other_content_counts(content: bytes) -> None:
    assert detail_of(content) == "json"


def item(seq: int, **changed: Any) -> dict[str, Any]:
    return {
        "record_id": f"00000000-0000-4000-8000-{seq:012d}",
        "stem": "cases",
        "version": 1,
        "seq": seq,
        "op_id": "x",
        "install": "y",
        "body": {"form": {"title": "题（示例）"}},
        **changed,
    }


def page(*items: dict[str, Any], **end: Any) -> bytes:
    known = {"cursor": 9, "high": 9, "epoch": "e", "more": False, "server_time": "t"}
    lines = [*items, {**known, **end}]
    return b"\n".join(json.dumps(line).encode() for line in lines) + b"\n"


def feed_detail(content: bytes, cursor: int = 3) -> str:
    with pytest.raises(Failed) as caught:
        replies.feed(content, cursor)
    return caught.value.failure.detail


def test_a_page_in_order_counts() -> None:
    items, end = replies.feed(page(item(4), item(9)), 3)
    assert [one.seq for one in items] == [4, 9]
    assert end == FeedEnd(cursor=9, high=9, epoch="e", more=False, server_time="t")


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "empty"),
        (page(item(4)).rsplit(b"\n", 2)[0], "json"),
        (page(item(3)), "order"),
        (page(item(5), item(5)), "order"),
        (page(item(9), item(8)), "order"),
        (page(item(9), cursor=8), "cursor"),
        (page(cursor=2), "cursor"),
        (page(cursor=3, more=True), "cursor"),
        (page(high=8), "cursor"),
        (page(item(4, body={"form": {"a": 2**53}})), "number"),
        (page(item(4, body={"form": json.loads("[" * 33 + "]" * 33)})), "depth"),
        (page(item(4, record_id="1; DROP TABLE")), "json"),
    ],
)
def test_a_page_that_would_not_lead_on_does_not(content: bytes, detail: str) -> None:
    assert feed_detail(content) == detail


def test_no_cut_page_counts() -> None:
    """Cut at any byte: an item without its end, or no JSON at all. A lost last newline is nothing."""
    whole = page(item(4), item(9))
    assert {feed_detail(whole[:end]) for end in range(1, len(whole) - 1)} <= {"json", "empty"}


def test_money_never_comes_under_two_keys_of_one_name() -> None:
    twice = page(item(4, stem="payments", body={"payment": {"total_fen": 1}})).replace(
        b'"total_fen": 1', b'"total_fen": 1, "total_fen": 2'
    )
    assert feed_detail(twice) == "twin keys"


def test_long_numbers_in_texts_are_texts() -> None:
    items, _ = replies.feed(page(item(9, body={"case": {"number": "1" * 24}})), 3)
    assert json.loads(bytes(items[0].body))["case"] == {"number": "1" * 24}


def answer(status: int, content: bytes, kind: str = "application/json", **headers: str) -> Answer:
    return Answer(status, {"Content-Type": kind, **headers}, content)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "bad_request", FailureKind.REFUSED),
        (401, "bad_token", FailureKind.UNAUTHORISED),
        (401, "revoked", FailureKind.REVOKED),
        (403, "not_yours", FailureKind.UNAUTHORISED),
        (404, "not_found", FailureKind.REFUSED),
        (408, "timeout", FailureKind.TIMEOUT),
        (409, "must_resync", FailureKind.MUST_RESYNC),
        (413, "too_large", FailureKind.TOO_LARGE),
        (415, "unknown_encoding", FailureKind.REFUSED),
        (426, "schema_too_old", FailureKind.UPGRADE),
        (429, "slow_down", FailureKind.BUSY),
        (500, "fault", FailureKind.SERVER_ERROR),
        (503, "disk_full", FailureKind.BUSY),
    ],
)
def test_what_the_province_refuses_has_one_meaning(status: int, code: str, kind: FailureKind) -> None:
    body = json.dumps({"code": code, "message": "m"}).encode()
    failure = refusal(answer(status, body), 1_000)
    assert (failure.kind, failure.detail, failure.status) == (kind, code, status)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, FailureKind.NOT_THE_PROVINCE),
        (302, FailureKind.NOT_THE_PROVINCE),
        (401, FailureKind.NOT_THE_PROVINCE),
        (403, FailureKind.NOT_THE_PROVINCE),
        (407, FailureKind.NOT_THE_PROVINCE),
        (409, FailureKind.NOT_THE_PROVINCE),
        (413, FailureKind.TOO_LARGE),
        (426, FailureKind.NOT_THE_PROVINCE),
        (502, FailureKind.SERVER_ERROR),
        (503, FailureKind.BUSY),
        (511, FailureKind.NOT_THE_PROVINCE),
    ],
)
def test_what_somebody_else_refuses_holds_nothing(status: int, kind: FailureKind) -> None:
    """A hotel's 401 must never look like a withdrawn credential."""
    assert refusal(answer(status, b"<html>", "text/html"), 0).kind is kind
    assert refusal(answer(status, b"<html>"), 1_000).kind is kind


def test_the_longer_of_two_named_pauses_counts() -> None:
    body = json.dumps({"code": "slow_down", "message": "m", "retry_after_s": 7}).encode()
    assert refusal(answer(429, body, **{"Retry-After": "30"}), 1_000).retry_after_s == 30
    later = "Fri, 31 Dec 2027 23:59:59 GMT"
    assert refusal(answer(429, body, **{"Retry-After": later}), 1_000).retry_after_s == 7


def test_a_bomb_is_not_inflated() -> None:
    bomb = zstandard.ZstdCompressor().compress(b"\0" * 50_000_000)
    assert len(bomb) < 10_000
    tracemalloc.start()
    try:
        with pytest.raises(Failed) as caught:
            inflated(answer(200, bomb, **{"Content-Encoding": "zstd"}), 1_000_000)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.failure.detail == "too long"


@pytest.mark.parametrize("packing", ["zstd", "gzip", "br"])
def test_what_cannot_be_unpacked_is_not_the_province(packing: str) -> None:
    with pytest.raises(Failed) as caught:
        inflated(answer(200, b"not packed at all", **{"Content-Encoding": packing}), 1_000)
    assert caught.value.failure.detail == "packing"


def test_a_time_that_is_no_time_is_not_the_province() -> None:
    now = wall()
    assert skew_s(now.isoformat(), now, now) == 0
    for nonsense in ("", "yesterday", "2026-03-02T09:00:00"):
        with pytest.raises(Failed):
            skew_s(nonsense, now, now)
