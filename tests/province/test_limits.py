"""A push is bounded in every direction, and what is refused as a whole says why."""

from __future__ import annotations

import gzip
import json
import socket
import tracemalloc
import zlib
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec
import pytest
import requests
import zstandard

from app.contract import wire
from app.contract.kinds import Kind
from app.province.body import inflate
from app.province.platform import Setting
from app.province.problems import RequestRefused
from tests.province.desks import Desk, Running, problem, verdicts
from tests.support import ops

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def refused(desk: Desk, body: bytes, **headers: str) -> tuple[int, str]:
    reply = desk.post(body, **{name.replace("_", "-"): value for name, value in headers.items()})
    assert reply.headers["Content-Type"].startswith("application/json")
    return reply.status_code, problem(reply).code


@pytest.mark.parametrize("encoding", ["identity", "gzip", "zstd"])
def test_three_encodings_are_taken(desk: Desk, encoding: str) -> None:
    plain = desk.author.push_body(desk.author.cases(3))
    packed = {"identity": plain, "gzip": gzip.compress(plain), "zstd": zstandard.compress(plain)}[encoding]
    reply = desk.post(packed, **{"Content-Encoding": encoding})
    assert reply.status_code == 200
    assert len(reply.json()["answers"]) == 3


def test_another_encoding_is_refused(desk: Desk) -> None:
    assert refused(desk, b"x", Content_Encoding="br") == (415, "unknown_encoding")


def bomb(size: int, encoding: str) -> bytes:
    """A small body that inflates to `size` spaces."""
    packer = (
        zlib.compressobj(9, wbits=31)
        if encoding == "gzip"
        else zstandard.ZstdCompressor(level=19).compressobj()
    )
    return b"".join([*(packer.compress(b" " * 2**20) for _ in range(size // 2**20)), packer.flush()])


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_bomb_is_stopped_before_it_takes_memory(desk: Desk, encoding: str) -> None:
    packed = bomb(128 * 2**20, encoding)
    assert len(packed) < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(RequestRefused):
            inflate(packed, encoding)
        assert tracemalloc.get_traced_memory()[1] < 4 * wire.MAX_PUSH_BYTES
    finally:
        tracemalloc.stop()
    assert refused(desk, packed, Content_Encoding=encoding) == (413, "too_large")


def test_a_zstd_window_beyond_the_cap_gets_no_memory(desk: Desk) -> None:
    body = desk.author.push_body(desk.author.cases(1))
    answers = {}
    for log in (23, 24):
        wide = zstandard.ZstdCompressionParameters(window_log=log, compression_level=1)
        packer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
        packed = packer.compress(body) + packer.flush()
        answers[log] = desk.post(packed, **{"Content-Encoding": "zstd"}).status_code
    assert answers == {23: 200, 24: 400}


def test_a_body_over_eight_mebibytes(desk: Desk) -> None:
    assert refused(desk, b" " * (wire.MAX_PUSH_BYTES + 1)) == (413, "too_large")


def test_more_than_two_thousand_ops(desk: Desk) -> None:
    op = desk.author.op(Kind.VISIT_OPEN, ops.visit())
    body = desk.author.push_body([op] * (wire.MAX_PUSH_OPS + 1))
    assert refused(desk, body) == (413, "too_large")


def test_an_op_that_is_too_large_is_rejected_alone(desk: Desk) -> None:
    huge = desk.author.op(Kind.CONSULTATION_LOG, ops.consultation(answer="长" * (wire.MAX_OP_BYTES // 3)))
    many = desk.author.patch(
        Kind.VISIT_OPEN, ops.new_id(), {f"g{at}": {} for at in range(wire.MAX_GROUPS + 1)}
    )
    good = desk.author.op(Kind.VISIT_OPEN, ops.visit())
    answers = desk.push(huge, many, good).answers
    assert [(answer.code, answer.field) for answer in answers] == [
        ("bad_body", "size"),
        ("bad_body", "groups"),
        ("", ""),
    ]


@pytest.mark.parametrize("depth", [32, 900, 100_000])
def test_a_body_that_is_too_deep(desk: Desk, depth: int) -> None:
    op = desk.author.op(Kind.VISIT_OPEN, ops.visit())
    good = desk.author.op(Kind.VISIT_OPEN, ops.visit())
    header, *lines = desk.author.push_body([op, good]).splitlines()
    deep = lines[0].replace(b'"groups":{', b'"groups":{"deep":' + b"[" * depth + b"]" * depth + b",")
    reply = desk.post(b"\n".join([header, deep, lines[1]]))
    if depth == 32:
        answers = msgspec.json.decode(reply.content, type=wire.PushReply).answers
        assert [answer.code for answer in answers] == ["bad_body", ""]
    else:
        assert reply.status_code in (200, 400)
    assert desk.one(good).verdict in ("applied", "duplicate")


def test_a_line_that_is_no_op_is_rejected_alone_when_it_can_be_named(desk: Desk) -> None:
    good, odd = desk.author.op(Kind.VISIT_OPEN, ops.visit()), desk.author.op(Kind.VISIT_OPEN, ops.visit())
    header, first, second = desk.author.push_body([good, odd]).splitlines()
    broken = json.dumps({**json.loads(second), "base_version": -1}).encode()
    unknown = json.dumps({**json.loads(second), "surprise": 1}).encode()
    for line, field in ((broken, "base_version"), (unknown, "surprise")):
        reply = desk.post(b"\n".join([header, first, line]))
        answers = msgspec.json.decode(reply.content, type=wire.PushReply).answers
        assert answers[0].verdict in ("applied", "duplicate")
        assert (answers[1].code, answers[1].field, answers[1].op_id) == ("bad_body", field, odd.op_id)
    assert verdicts(desk.push(odd).answers) == ["applied"], "it settled nothing"


SPOILT: list[Callable[[list[bytes]], bytes]] = [
    lambda lines: b"",
    lambda lines: b"\n",
    lambda lines: b"\n".join(lines[1:]),
    lambda lines: b"\n".join(lines[:-1]),
    lambda lines: b"\n".join([*lines, lines[-1]]),
    lambda lines: b"\n".join(lines)[:-1],
    lambda lines: b"\n".join(lines).replace(b'"first_n":1', b'"first_n":2'),
    lambda lines: b"\n".join(lines).replace(b'"depth":', b'"surprise":1,"depth":'),
    lambda lines: b"\n".join(lines).replace(b'"depth":', b'"depth":9' + b"9" * 30 + b',"d":'),
    b"\xff".join,
    lambda lines: b"\n".join([lines[0], b"{}", b"{}"]),
    lambda lines: b"\n".join([lines[0], *[line.replace(b'"n":', b'"n":-') for line in lines[1:]]]),
]


def test_a_push_that_is_cut_or_malformed_is_refused_whole(desk: Desk) -> None:
    sent = desk.author.cases(2)
    lines = desk.author.push_body(sent).splitlines()
    for spoil in SPOILT:
        assert refused(desk, spoil(lines)) == (400, "bad_request")
    assert desk.feed() == {}
    assert verdicts(desk.push(*sent).answers) == ["applied"] * 2


def test_damaged_packing_is_refused(desk: Desk) -> None:
    plain = desk.author.push_body(desk.author.cases(2))
    cut_gzip, cut_zstd = gzip.compress(plain)[:-9], zstandard.compress(plain)[:-40]
    assert refused(desk, cut_gzip, Content_Encoding="gzip") == (400, "bad_request")
    assert refused(desk, gzip.compress(plain) + b"tail", Content_Encoding="gzip") == (400, "bad_request")
    assert refused(desk, cut_zstd, Content_Encoding="zstd") == (400, "bad_request")
    assert refused(desk, b"not packed", Content_Encoding="zstd") == (400, "bad_request")
    assert refused(desk, b"not packed", Content_Encoding="gzip") == (400, "bad_request")


def test_a_request_cut_after_any_byte_leaves_nothing(desk: Desk) -> None:
    sent = desk.author.cases(3)
    body = zstandard.compress(desk.author.push_body(sent))
    head = (
        f"POST /sync/v1/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {desk.reply.token}\r\n"
        f"Content-Encoding: zstd\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    whole = head + body
    parts = urlsplit(desk.url)
    for length in (0, 1, len(head) - 1, len(head), len(head) + 1, len(whole) // 2, len(whole) - 1):
        with socket.create_connection((parts.hostname, parts.port), timeout=10) as line:
            line.sendall(whole[:length])
    assert desk.feed() == {}
    assert verdicts(desk.push(*sent).answers) == ["applied"] * 3


def test_the_versions_that_are_taken(started: Callable[..., Running]) -> None:
    running = started(setting=Setting(schema_version=5))
    desk = running.outlet(1)[0]
    assert (desk.hello().min_schema_v, desk.hello().max_schema_v) == (3, 5)
    sent = desk.author.cases(1)
    for version, code in ((2, "schema_too_old"), (6, "schema_too_new")):
        body = desk.author.push_body(sent, schema_v=version)
        assert refused(desk, body) == (426, code)
    for version in (3, 4, 5):
        op = desk.author.op(Kind.VISIT_OPEN, ops.visit(), schema_v=version)
        assert desk.push(op, schema_v=5).answers[0].verdict == "applied"
    old = desk.author.op(Kind.VISIT_OPEN, ops.visit(), schema_v=2)
    new = desk.author.op(Kind.VISIT_OPEN, ops.visit(), schema_v=5)
    answers = desk.push(old, new, schema_v=5).answers
    assert [answer.code for answer in answers] == ["schema_v", ""], "one old op does not hold the others"


def test_a_header_that_names_somebody_else(desks: list[Desk]) -> None:
    one, two = desks
    sent = one.author.cases(1)
    assert refused(one, one.author.push_body(sent, install=two.author.install)) == (403, "not_yours")
    assert refused(one, one.author.push_body(sent, scope="outlet-000000")) == (403, "not_yours")


def test_every_refusal_has_the_same_body(desk: Desk) -> None:
    for method, path, status, code in (
        ("GET", "/", 404, "not_found"),
        ("GET", "/sync/v2/hello", 404, "not_found"),
        ("DELETE", "/sync/v1/push", 405, "method_not_allowed"),
        ("GET", "/sync/v1/push", 405, "method_not_allowed"),
    ):
        reply = requests.request(method, desk.url + path, timeout=30)
        assert (reply.status_code, problem(reply).code) == (status, code)
        assert "server" not in reply.headers
