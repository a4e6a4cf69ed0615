"""Why an exchange with the province did not happen: a closed list, made at the edge in `http`."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class FailureKind(StrEnum):
    """The value is the public code (status, logs, `onewindow sync --once`)."""

    OFFLINE = "offline"
    """no name, no route, refused, reset: nothing answered"""
    TIMEOUT = "timeout"
    """`detail` says which: connect, read or total"""
    NOT_THE_PROVINCE = "not_the_province"
    """something answered, but not in the province's words (a login page, a cut or foreign reply)"""
    TLS = "tls"
    """`detail` is `clock` when the certificate's dates disagree with this computer's clock"""
    UNAUTHORISED = "unauthorised"
    REVOKED = "revoked"
    TOO_LARGE = "too_large"
    BUSY = "busy"
    UPGRADE = "upgrade"
    MUST_RESYNC = "must_resync"
    REFUSED = "refused"
    """the province understood and declined the whole request (400, 404, 422)"""
    SERVER_ERROR = "server_error"
    BAD_PAGE = "bad_page"
    """a page of the feed cannot be applied: pulling stops here, it is never skipped"""
    LOCAL = "local"
    """the desk's own database could not take the answer; `detail` is the `Trouble`"""
    DESK_RESTORED = "desk_restored"
    """the province holds more of this desk than the desk itself: it needs a new identity"""
    INTERRUPTED = "interrupted"
    """a waiting poll was ended by the desk itself; nothing is wrong"""
    BUG = "bug"
    """our own mistake; reported, and tried again later"""


ASKS_A_PERSON = frozenset(
    {FailureKind.UNAUTHORISED, FailureKind.REVOKED, FailureKind.UPGRADE, FailureKind.DESK_RESTORED}
)
"""The queue is held until a person acts; only the greeting is tried again."""


class Failure(Struct, frozen=True):
    """One failed exchange. `detail` never holds personal data or addresses."""

    kind: FailureKind
    detail: str = ""
    retry_after_s: float = 0.0
    status: int = 0


class Failed(Exception):
    """Carries a `Failure` from the edge to the errand that asked."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.kind.value} {failure.detail}".strip())
        self.failure = failure
