"""Joining the province: a one-time code becomes this desk's credential. The key pair is made here.

The private half never leaves the desk. When the reply is lost the same install asks again with the same key
and gets its credential; a code that served somebody else is refused.
"""

from __future__ import annotations

from msgspec import Struct

from app.contract.wire import EnrolReply, EnrolRequest
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from app.sync.failures import Failed, Failure, FailureKind
from app.sync.http import Client
from app.sync.limits import Limits

_TRIES = 3
_UNKNOWN_OUTCOME = frozenset({FailureKind.OFFLINE, FailureKind.TIMEOUT, FailureKind.NOT_THE_PROVINCE})


class Enrolled(Struct, frozen=True):
    reply: EnrolReply
    private_key: str
    """Ed25519, 64 hex digits; goes into the encrypted database and nowhere else"""


def enrol(
    base_url: str,
    code: str,
    install: str,
    *,
    app_v: str,
    host: str = "",
    first_n: int = 0,
    private_key: str = "",
    limits: Limits | None = None,
    ca_file: str | None = None,
) -> Enrolled | Refused:
    """Ask to join. `first_n`: the first n this install will write (0 = not known yet).

    Refused: wrong, expired or used code, or too many wrong ones (fact `retry_after_s`). Raises Obstacle.
    """
    key = private_key or _new_key()
    request = EnrolRequest(
        code=code,
        install=install,
        public_key=_public_half(key),
        app_v=app_v,
        host=host,
        first_n=first_n,
    )
    client = Client(base_url, limits=limits, ca_file=ca_file)
    try:
        return Enrolled(_asked(client, request), key)
    except Failed as failed:
        if failed.failure.status in (403, 429):
            wait = round(failed.failure.retry_after_s)
            return Refused.because(No.ENROLMENT_CODE, "code", retry_after_s=wait)
        raise obstacle_of(failed.failure) from failed
    finally:
        client.close()


def obstacle_of(failure: Failure) -> Obstacle:
    """A failed exchange for those who wait for its answer."""
    match failure.kind:
        case FailureKind.TLS if failure.detail == "clock":
            return Obstacle(Trouble.CLOCK)
        case FailureKind.TLS | FailureKind.NOT_THE_PROVINCE:
            return Obstacle(Trouble.NOT_THE_PROVINCE, reason=failure.detail)
        case FailureKind.OFFLINE | FailureKind.TIMEOUT:
            return Obstacle(Trouble.OFFLINE, reason=failure.detail)
    return Obstacle(
        Trouble.PROVINCE_REFUSED, reason=failure.detail or failure.kind.value, status=failure.status
    )


def _asked(client: Client, request: EnrolRequest) -> EnrolReply:
    """A code is used up by the first request that arrives: a lost reply is asked for again, at once."""
    for _ in range(_TRIES - 1):
        try:
            return client.enrol(request)
        except Failed as failed:
            if failed.failure.kind not in _UNKNOWN_OUTCOME or failed.failure.detail == "connect":
                raise
    return client.enrol(request)


def _new_key() -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def _public_half(private_key: str) -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    return key.public_key().public_bytes_raw().hex()
