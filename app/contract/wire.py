"""The words on the wire. Every struct forbids unknown fields in commands and carries no defaults that lie."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from app.contract.canonical import MAX_INTEGER, canonical, sm3

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Uuid = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_INTEGER)]

MAX_PUSH_OPS = 2000
MAX_PUSH_BYTES = 8 * 1024 * 1024
"""inflated; the province answers 413 above it"""
MAX_OP_BYTES = 1024 * 1024
"""one line of a push"""
MAX_GROUPS = 64


class Op(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One captured change, immutable from the commit on.

    `n` grows without gaps per install: the order of truth for one window. `groups` is the patch:
    field group -> its whole new value (a record's first op carries all groups). `base_version` is the
    province's version of the record that the desk had seen when it wrote (0 = none).
    """

    op_id: Uuid
    n: Annotated[int, msgspec.Meta(ge=1, le=MAX_INTEGER)]
    kind: str
    record_id: Uuid
    base_version: Count
    groups: dict[str, object]
    actor: str
    actor_name: str
    captured_at: str
    mono_ms: Count
    schema_v: Count
    digest: Digest
    """SM3 over the canonical body; equal op_id with another digest is `op_reused`"""


class PushHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    install: Uuid
    scope: str
    first_n: Count
    count: Count
    schema_v: Count
    app_v: str
    client_time: str
    seen_ack_n: Count
    """highest acked_n the desk has stored: the province may forget dedupe rows below it"""
    depth: Count
    oldest_age_s: Count
    parked: Count
    head_seq: Count
    head_hash: Digest
    """head of the desk's journal: the external anchor of the hash chain"""


class Verdict(StrEnum):
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    DEFERRED = "deferred"


class OpAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The province's receipt for one op. DUPLICATE repeats version, seq and receipt of the first time.

    An op that was first answered CONFLICT or REJECTED gets that same answer again, never DUPLICATE.
    DEFERRED is not settled: the desk keeps the op and sends it again later.
    """

    op_id: Uuid
    n: int
    verdict: Verdict
    version: int = 0
    seq: int = 0
    receipt: str = ""
    """short code shown to people, e.g. `8F2K-33`"""
    code: str = ""
    """rejected: coded reason. From the protocol: op_reused, n_reused, bad_digest, bad_body, unknown_kind,
    schema_v, not_owner, number_reused, predecessor_missing; from the rules: values of
    `app.domain.refusals.No` (amount_differs, already_void, same_person …)"""
    field: str = ""
    fields: tuple[str, ...] = ()
    """conflict: field groups that clash"""
    server_version: int = 0
    waiting_for: str = ""
    """deferred: id of the op or record that is missing, or `province` when the fault is on that side"""


class PushReply(msgspec.Struct, frozen=True, kw_only=True):
    """Counts only when install, first_n and count echo the request and every op is answered."""

    install: Uuid
    first_n: int
    count: int
    answers: tuple[OpAnswer, ...]
    server_time: str
    epoch: str
    acked_n: int
    feed_high: int
    anchor: str = ""
    """province's Ed25519 signature over `anchor_message` (hex); empty when the province holds another
    hash for this head_seq (the journal was rewritten)"""


class FeedItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The latest state of one record in a scope."""

    record_id: Uuid
    stem: str
    version: int
    seq: int
    op_id: str
    install: str
    body: dict[str, object]
    deleted: bool = False
    left_scope: bool = False


class FeedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A `FeedItem` as it came: its body is still JSON, an object whose members were not looked at."""

    record_id: Uuid
    stem: str
    version: int
    seq: int
    op_id: str
    install: str
    body: msgspec.Raw
    deleted: bool = False
    left_scope: bool = False


class FeedEnd(msgspec.Struct, frozen=True, kw_only=True):
    cursor: int
    high: int
    epoch: str
    more: bool
    server_time: str


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    api: int
    epoch: str
    server_time: str
    acked_n: int
    feed_high: int
    min_schema_v: int
    max_schema_v: int


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: str
    """one-time code read out by the province's operator"""
    install: Uuid
    public_key: str
    """Ed25519, hex: requests of this install are signed with its private half"""
    app_v: str
    host: str = ""
    first_n: Count = 0
    """the first n this install will write (0 = not said: the first push tells)"""


class EnrolReply(msgspec.Struct, frozen=True, kw_only=True):
    """`token` is the device credential: per window, revocable, with its scope inside."""

    token: str
    scope: str
    outlet: str
    window: str
    series: str
    outlet_name: str
    window_name: str
    province_name: str
    epoch: str
    province_key: str
    """Ed25519 public key of the province, hex: verifies anchors and packages"""
    phone: str = ""
    complaint_phone: str = "12345"
    hours: str = ""
    address: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every refusal of a whole request: HTTP 4xx/5xx with this body."""

    code: str
    message: str
    retry_after_s: int = 0


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = tuple(high + low for high in _CROCKFORD for low in _CROCKFORD)


def receipt_code(op_id: str) -> str:
    """Short code of an op as people read it, e.g. `8F2K-33` (30 bits, Crockford base 32).

    Made from the op id alone, so that the desk can print it before the op is delivered.
    """
    bits = int.from_bytes(sm3(b"receipt:" + op_id.encode())[:4], "big") >> 2
    return f"{_LETTERS[bits >> 20]}{_LETTERS[(bits >> 10) & 1023]}-{_LETTERS[bits & 1023]}"


def anchor_message(install: str, head_seq: int, head_hash: str) -> bytes:
    """What the province signs to anchor the head of a desk's journal."""
    return canonical({"head_hash": head_hash, "head_seq": head_seq, "install": install})
