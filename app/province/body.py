"""A push body becomes ops: inflated step by step under a cap, then read line by line.

Nothing here trusts a length that somebody else wrote. A body that is cut anywhere does not count as many ops
as its header says and is refused whole.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

import msgspec
import zstandard

from app.contract import wire
from app.contract.canonical import PlainGroups
from app.domain.typed import decoder
from app.province.entities.reading import where
from app.province.problems import RequestRefused, bad_request, too_large

_STEP = 64 * 1024
_WINDOW = 8 * 1024 * 1024
"""largest zstd window that is given memory"""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is no op, but whose op can be named."""

    op_id: str
    n: int
    field: str


@dataclass(frozen=True, slots=True)
class Push:
    header: wire.PushHeader
    lines: tuple[wire.Op | Malformed, ...]


class PlainOp(wire.Op, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An op whose groups were found plain while they were decoded."""

    groups: PlainGroups  # type: ignore[assignment]


class _Name(msgspec.Struct):
    op_id: wire.Uuid
    n: wire.Count


_HEADER = decoder(wire.PushHeader)
_OP = decoder(wire.Op)
_PLAIN_OP = decoder(PlainOp)
_NAME = decoder(_Name)


def inflate(packed: bytes, encoding: str) -> bytes:
    """The body behind a `Content-Encoding`. Raises RequestRefused 400, 413 or 415."""
    match encoding.strip().lower():
        case "" | "identity":
            plain = packed
        case "zstd":
            plain = _unzstd(packed)
        case "gzip":
            plain = _gunzip(packed)
        case _:
            raise RequestRefused(415, "unknown_encoding", "identity, gzip or zstd")
    if len(plain) > wire.MAX_PUSH_BYTES:
        raise too_large("body over 8 MiB")
    return plain


def _unzstd(packed: bytes) -> bytes:
    out = bytearray()
    try:
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(io.BytesIO(packed)) as source:
            while step := source.read(_STEP):
                out += step
                if len(out) > wire.MAX_PUSH_BYTES:
                    raise too_large("body inflates beyond 8 MiB")
    except zstandard.ZstdError as error:
        raise bad_request("body is not zstd") from error
    return bytes(out)


def _gunzip(packed: bytes) -> bytes:
    source = zlib.decompressobj(31)
    try:
        plain = source.decompress(packed, wire.MAX_PUSH_BYTES + 1)
    except zlib.error as error:
        raise bad_request("body is not gzip") from error
    if len(plain) > wire.MAX_PUSH_BYTES:
        raise too_large("body inflates beyond 8 MiB")
    if not source.eof or source.unused_data:
        raise bad_request("gzip body is cut or has a tail")
    return plain


def read_push(plain: bytes) -> Push:
    """Header and ops. Raises RequestRefused 400 or 413."""
    lines = plain.split(b"\n", wire.MAX_PUSH_OPS + 2)
    if lines and not lines[-1]:
        lines.pop()
    if len(lines) > wire.MAX_PUSH_OPS + 1:
        raise too_large(f"more than {wire.MAX_PUSH_OPS} ops")
    if not lines:
        raise bad_request("empty body")
    try:
        header = _HEADER.decode(lines[0])
    except (msgspec.DecodeError, RecursionError) as error:
        raise bad_request("first line is no push header") from error
    ops = tuple(_read_op(at, line) for at, line in enumerate(lines[1:], start=1))
    if len(ops) != header.count:
        raise bad_request(f"{header.count} ops announced, {len(ops)} arrived")
    if ops and min(op.n for op in ops) != header.first_n:
        raise bad_request("first_n is not the lowest n")
    return Push(header, ops)


def _read_op(at: int, line: bytes) -> wire.Op | Malformed:
    """One line. A line that cannot even be named spoils the request, any other only itself."""
    try:
        if len(line) <= wire.MAX_OP_BYTES:
            op = _decoded(line)
            return op if len(op.groups) <= wire.MAX_GROUPS else Malformed(op.op_id, op.n, "groups")
        field = "size"
    except msgspec.ValidationError as error:
        field = where(str(error))
    except (msgspec.DecodeError, RecursionError) as error:
        raise bad_request(f"line {at} is not JSON") from error
    try:
        name = _NAME.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise bad_request(f"line {at} is no op") from error
    return Malformed(name.op_id, name.n, field)


def _decoded(line: bytes) -> wire.Op:
    try:
        return _PLAIN_OP.decode(line)
    except msgspec.ValidationError:
        return _OP.decode(line)
