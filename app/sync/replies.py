"""When an answer counts: complete, in the province's words, about this very request, every op answered.

Everything else is "not the province", whatever its status line says: a login page, a cached answer,
a cut one, one for another desk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from app.contract.canonical import MAX_DEPTH, MAX_INTEGER
from app.contract.kinds import Stem
from app.contract.wire import FeedEnd, FeedLine, Hello, Op, PushHeader, PushReply
from app.domain.typed import decoder
from app.sync.failures import Failed, Failure, FailureKind

Spoken = TypeVar("Spoken")
_HUGE = tuple(re.compile(before + rb"\s*-?\d{16}").search for before in (rb":", rb",", rb"\["))
"""What may be a number of sixteen digits and not a part of a text; one pattern would be slower."""
_HELLO = decoder(Hello)
_PUSH = decoder(PushReply)
_ITEM = decoder(FeedLine)
_END = decoder(FeedEnd)
_ANY = decoder(dict[str, object])


def not_the_province(detail: str) -> Failed:
    return Failed(Failure(FailureKind.NOT_THE_PROVINCE, detail, status=200))


def hello(content: bytes) -> Hello:
    """Raises Failed."""
    return decoded(_HELLO, content)


def push(content: bytes, header: PushHeader, ops: Sequence[Op]) -> PushReply:
    """The province's receipts for `ops`. Raises Failed when the reply is not about exactly these."""
    reply = decoded(_PUSH, content)
    check_echo(reply, header, ops)
    return reply


def check_echo(reply: PushReply, header: PushHeader, ops: Sequence[Op]) -> None:
    """Raises Failed unless install, first n and count are ours and each op is answered exactly once."""
    if (reply.install, reply.first_n, reply.count) != (header.install, header.first_n, header.count):
        raise not_the_province("echo")
    if sorted((a.n, a.op_id) for a in reply.answers) != sorted((op.n, op.op_id) for op in ops):
        raise not_the_province("unanswered")


def feed(content: bytes, cursor: int) -> tuple[tuple[FeedLine, ...], FeedEnd]:
    """One page after `cursor`. Raises Failed when it is cut, out of order or would not lead on."""
    if not _is_text(content):
        raise not_the_province("json")
    lines = content.splitlines()
    if not lines:
        raise not_the_province("empty")
    end = decoded(_END, lines[-1])
    may_be_huge = any(huge(content) for huge in _HUGE)
    items = tuple([_item(line, may_be_huge) for line in lines[:-1]])
    last = cursor
    for item in items:
        if item.seq <= last:
            raise not_the_province("order")
        last = item.seq
    if end.cursor < last or end.high < end.cursor or (end.more and end.cursor == cursor):
        raise not_the_province("cursor")
    return items, end


def _is_text(content: bytes) -> bool:
    """Looked at once for the whole page: what is passed on as it came has not been read as text."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _item(line: bytes, may_be_huge: bool) -> FeedLine:
    """`may_be_huge`: somewhere in the page stands what may be a number of sixteen digits."""
    item = decoded(_ITEM, line)
    if bytes(item.body)[:1] != b"{":
        raise not_the_province("json")
    if item.stem == Stem.PAYMENTS:
        _refuse_twin_keys(line)
    if may_be_huge or line.count(b"{") + line.count(b"[") > MAX_DEPTH:
        _refuse_absurd(decoded(_ANY, bytes(item.body)), 1)
    return item


def decoded(decoder: msgspec.json.Decoder[Spoken], content: bytes) -> Spoken:
    try:
        return decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise not_the_province("json") from error


def _refuse_twin_keys(line: bytes) -> None:
    """Where money is carried no key may come twice: readers would disagree on which one holds."""

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in members}) != len(members):
            raise not_the_province("twin keys")
        return dict(members)

    json.loads(line, object_pairs_hook=pairs)


def _refuse_absurd(value: object, depth: int) -> None:
    """At most 32 levels deep, whole numbers within ±(2^53 - 1)."""
    if depth > MAX_DEPTH:
        raise not_the_province("depth")
    if isinstance(value, int) and abs(value) > MAX_INTEGER:
        raise not_the_province("number")
    if isinstance(value, dict):
        for member in value.values():
            _refuse_absurd(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            _refuse_absurd(member, depth + 1)
