"""Device credentials: a token per window, revocable, with its scope inside. Only hashes are kept."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.contract.canonical import sm3
from app.province.problems import RequestRefused
from app.province.schema import installs

_TOKEN = re.compile(r"ow1\.(?P<scope>[a-z0-9-]{1,40})\.[A-Za-z0-9_-]{43}")
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011", "- \t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """Who is asking: one install of one window, confined to one scope."""

    scope: str
    install: str
    window: str
    seen_at: int = 0


def mint_secret() -> str:
    """The random part of a token."""
    return secrets.token_urlsafe(32)


def token_of(scope: str, secret: str) -> str:
    return f"ow1.{scope}.{secret}"


def mint_code() -> str:
    """One-time code to be read out: twelve characters in threes of four, 60 random bits."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(12))
    return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def hash_token(token: str) -> str:
    return sm3(b"token:" + token.encode()).hex()


def hash_code(code: str) -> str:
    """The same for every way a person may type it: case, hyphens, O for 0, I and L for 1."""
    return sm3(b"code:" + code.upper().translate(_LOOK_ALIKES).encode()).hex()


def admit(connection: Connection, authorization: str) -> Credential:
    """The credential behind an `Authorization` header. Raises RequestRefused 401."""
    kind, _, token = authorization.partition(" ")
    match = _TOKEN.fullmatch(token.strip()) if kind.lower() == "bearer" else None
    if not match:
        raise RequestRefused(401, "no_token" if not authorization else "bad_token", "bearer token wanted")
    row = connection.execute(
        select(installs.c.install, installs.c.window, installs.c.revoked_at, installs.c.seen_at).where(
            installs.c.scope == match["scope"], installs.c.token_hash == hash_token(match[0])
        )
    ).one_or_none()
    if row is None:
        raise RequestRefused(401, "bad_token", "unknown token")
    if row.revoked_at:
        raise RequestRefused(401, "revoked", "this window's credential was revoked")
    return Credential(scope=match["scope"], install=row.install, window=row.window, seen_at=row.seen_at)


def note_seen(connection: Connection, desk: Credential, now: int) -> None:
    """The desk was here. From its first sign on, its enrolment code is spent."""
    connection.execute(
        update(installs)
        .where(installs.c.scope == desk.scope, installs.c.install == desk.install)
        .values(seen_at=now)
    )
