"""The protocol over HTTP: four questions, each answered by a checked value or by one `Failed`.

An answer counts only if its status is 200, its type is ours, its JSON complete and it is about this very
request (`replies`). Refusals of the whole request become the closed list of `failures`.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from app.contract.wire import (
    EnrolReply,
    EnrolRequest,
    FeedEnd,
    FeedLine,
    Hello,
    Op,
    Problem,
    PushHeader,
    PushReply,
)
from app.domain.typed import decoder
from app.sync import replies
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.limits import Limits

if TYPE_CHECKING:
    from app.sync.line import Answer

_JSON = "application/json"
_NDJSON = "application/x-ndjson"
_STEP = 64 * 1024
_WINDOW = 8 * 1024 * 1024
_ENCODER = msgspec.json.Encoder()
_PROBLEM = decoder(Problem)
_ENROLLED = decoder(EnrolReply)


class Client:
    """Speaks to one province. One request at a time; `interrupt` and `close` may come from any thread."""

    def __init__(self, base_url: str, *, limits: Limits | None = None, ca_file: str | None = None) -> None:
        from app.sync.line import Line

        self._base_url = base_url.rstrip("/")
        self._limits = limits or Limits()
        self._line = Line(self._limits, ca_file)

    def hello(self, token: str) -> Hello:
        return replies.hello(self._ask("GET", "hello", _bearer(token), _JSON))

    def push(
        self, token: str, header: PushHeader, ops: Sequence[Op], packed: bytes | None = None
    ) -> PushReply:
        """Receipts for exactly these ops. `packed`: what `packed_push` made of them before."""
        packed = packed or packed_push(header, ops)
        more = {"Content-Type": _NDJSON, "Content-Encoding": "zstd"}
        return replies.push(self._ask("POST", "push", _bearer(token) | more, _JSON, body=packed), header, ops)

    def feed(
        self,
        token: str,
        scope: str,
        cursor: int,
        epoch: str,
        *,
        size: int = 1_000,
        wait_s: int = 0,
        unless: Callable[[], bool] | None = None,
    ) -> tuple[tuple[FeedLine, ...], FeedEnd]:
        """The page after `cursor`, about `size` items; the question may be kept open for `wait_s` seconds.

        `unless`: True when the desk has something better to do than to wait (see `Line.ask`).
        """
        query: dict[str, str | int] = {
            "scope": scope,
            "cursor": cursor,
            "limit": min(size, self._limits.page_items),
        }
        if epoch:
            query["epoch"] = epoch
        if wait_s:
            query["wait"] = wait_s
        content = self._ask(
            "GET", f"feed?{urlencode(query)}", _bearer(token), _NDJSON, wait_s=wait_s, unless=unless
        )
        return replies.feed(content, cursor)

    def enrol(self, request: EnrolRequest) -> EnrolReply:
        body = msgspec.json.encode(request)
        content = self._ask("POST", "enrol", {"Content-Type": _JSON}, _JSON, body=body)
        return replies.decoded(_ENROLLED, content)

    def interrupt(self) -> None:
        """End a kept-open question, nothing else."""
        self._line.interrupt()

    def stop(self) -> None:
        """End whatever runs, for good."""
        self._line.stop()

    def close(self) -> None:
        self._line.close()

    def _ask(
        self,
        method: str,
        name: str,
        headers: Mapping[str, str],
        wanted: str,
        *,
        body: bytes = b"",
        wait_s: int = 0,
        unless: Callable[[], bool] | None = None,
    ) -> bytes:
        from app.sync.line import Asked

        answer = self._line.ask(
            Asked(
                method=method,
                url=f"{self._base_url}/sync/v1/{name}",
                headers={"Accept": wanted, "Accept-Encoding": "zstd", **headers},
                body=body,
                wait_s=wait_s,
            ),
            unless,
        )
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if answer.status != 200:
            raise Failed(refusal(answer, self._limits.reply_bytes if kind == _JSON else 0))
        if kind != wanted:
            raise replies.not_the_province("type")
        return inflated(answer, self._limits.reply_bytes)


def packed_push(header: PushHeader, ops: Sequence[Op]) -> bytes:
    """The body of a push. Only computes: on any thread."""
    import zstandard

    body = _ENCODER.encode_lines((header, *ops))
    return zstandard.ZstdCompressor(level=3, write_checksum=True).compress(body)


def skew_s(server_time: str, asked_at: datetime, answered_at: datetime) -> int:
    """Province minus desk in whole seconds, measured at the middle of the request. Evidence, never an order.

    Raises Failed when the province's time is no time.
    """
    try:
        there = datetime.fromisoformat(server_time)
        return round((there - (asked_at + (answered_at - asked_at) / 2)).total_seconds())
    except (ValueError, TypeError) as error:
        raise replies.not_the_province("time") from error


def inflated(answer: Answer, cap: int) -> bytes:
    """The content as it was before packing, at most `cap` bytes. Raises Failed."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    try:
        match packing:
            case "identity" | "":
                plain = answer.content
            case "zstd":
                plain = _unzstd(answer.content, cap)
            case "gzip":
                plain = zlib.decompressobj(31).decompress(answer.content, cap + 1)
            case _:
                raise replies.not_the_province("packing")
    except zlib.error as error:
        raise replies.not_the_province("packing") from error
    if len(plain) > cap:
        raise replies.not_the_province("too long")
    return plain


def _unzstd(packed: bytes, cap: int) -> bytes:
    import zstandard

    plain = bytearray()
    try:
        with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(io.BytesIO(packed)) as source:
            while len(plain) <= cap and (step := source.read(_STEP)):
                plain += step
    except zstandard.ZstdError as error:
        raise replies.not_the_province("packing") from error
    return bytes(plain)


def refusal(answer: Answer, cap: int) -> Failure:
    """What a status other than 200 means. Only the province's own `Problem` can hold or park anything."""
    status = answer.status
    problem = _problem(answer, cap)
    wait = max(_seconds(answer.headers.get("Retry-After", "")), problem.retry_after_s if problem else 0.0)
    code = problem.code if problem else ""

    def failure(kind: FailureKind) -> Failure:
        return Failure(kind, code, wait, status)

    if problem is None:
        return failure(_WITHOUT_A_PROBLEM.get(status, FailureKind.NOT_THE_PROVINCE))
    if status == 401 and code == "revoked":
        return failure(FailureKind.REVOKED)
    if status >= 500:
        return failure(FailureKind.BUSY if status == 503 else FailureKind.SERVER_ERROR)
    return failure(_WITH_A_PROBLEM.get(status, FailureKind.REFUSED))


_WITH_A_PROBLEM = {
    401: FailureKind.UNAUTHORISED,
    403: FailureKind.UNAUTHORISED,
    408: FailureKind.TIMEOUT,
    409: FailureKind.MUST_RESYNC,
    413: FailureKind.TOO_LARGE,
    426: FailureKind.UPGRADE,
    429: FailureKind.BUSY,
}
_WITHOUT_A_PROBLEM = {
    413: FailureKind.TOO_LARGE,
    429: FailureKind.BUSY,
    500: FailureKind.SERVER_ERROR,
    502: FailureKind.SERVER_ERROR,
    503: FailureKind.BUSY,
    504: FailureKind.SERVER_ERROR,
}
"""said by something between desk and province (a gateway, a hotel's login page)"""


def _problem(answer: Answer, cap: int) -> Problem | None:
    if not cap:
        return None
    try:
        return _PROBLEM.decode(inflated(answer, cap))
    except (Failed, msgspec.DecodeError, RecursionError):
        return None


def _seconds(retry_after: str) -> float:
    """`Retry-After` in seconds; a date is not taken: clocks decide nothing."""
    return float(retry_after) if re.fullmatch(r"\d{1,6}", retry_after) else 0.0


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
