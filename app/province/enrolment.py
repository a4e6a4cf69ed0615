"""A window joins: a one-time code becomes a device credential. Wrong codes are counted and slowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from app.contract import wire
from app.province import schema
from app.province.credentials import hash_code, hash_token, token_of
from app.province.schema import enrolment_codes, installs, scopes, windows, wrong_codes
from app.province.store import insert

FREE_TRIES = 5
LONGEST_PAUSE_S = 900
FORGOTTEN_AFTER_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Unknown, expired or used: one answer for all. `retry_after_s` > 0: not even looked at."""

    retry_after_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request to join. `secret` is the random part of the token; `source` tells callers apart."""

    request: wire.EnrolRequest
    secret: str
    source: str
    now: int
    province_name: str
    province_key: str
    epoch: str


def enrol(connection: Connection, asked: Asked) -> wire.EnrolReply | WrongCode:
    """A code serves once. Until its credential is first used the same install may ask again (reply lost)."""
    pause = _pause(connection, asked)
    if pause:
        return WrongCode(pause)
    code = _open_code(connection, asked)
    if code is None or _is_of_another_window(connection, code, asked.request.install):
        _count(connection, asked)
        return WrongCode()
    connection.execute(
        update(enrolment_codes)
        .where(enrolment_codes.c.scope == code.scope, enrolment_codes.c.code_hash == code.code_hash)
        .values(install=asked.request.install, public_key=asked.request.public_key)
    )
    connection.execute(
        update(wrong_codes)
        .where(wrong_codes.c.scope == schema.PROVINCE, wrong_codes.c.source == asked.source)
        .values(failures=0)
    )
    token = token_of(code.scope, asked.secret)
    series = _install(connection, asked, code.scope, code.window, hash_token(token))
    return _reply(connection, asked, code, token, series)


def _pause(connection: Connection, asked: Asked) -> int:
    row = connection.execute(
        select(wrong_codes.c.failures, wrong_codes.c.last_at).where(
            wrong_codes.c.scope == schema.PROVINCE, wrong_codes.c.source == asked.source
        )
    ).one_or_none()
    if row is None or row.failures < FREE_TRIES:
        return 0
    pause = min(LONGEST_PAUSE_S, 2 ** min(row.failures - FREE_TRIES + 2, 20))
    return max(0, int(row.last_at + pause - asked.now))


def _count(connection: Connection, asked: Asked) -> None:
    """One more, and forget those whose pause is long over: callers come from ever new addresses."""
    connection.execute(
        delete(wrong_codes).where(
            wrong_codes.c.scope == schema.PROVINCE, wrong_codes.c.last_at < asked.now - FORGOTTEN_AFTER_S
        )
    )
    connection.execute(
        insert(connection, wrong_codes)
        .values(scope=schema.PROVINCE, source=asked.source, failures=1, last_at=asked.now)
        .on_conflict_do_update(
            index_elements=["scope", "source"],
            set_={"failures": wrong_codes.c.failures + 1, "last_at": asked.now},
        )
    )


def _open_code(connection: Connection, asked: Asked) -> Row[Any] | None:
    """The code's row when it may still be used by this install."""
    code = connection.execute(
        select(enrolment_codes).where(enrolment_codes.c.code_hash == hash_code(asked.request.code))
    ).first()
    if code is None or code.expires_at <= asked.now:
        return None
    if not code.install:
        return code
    if (code.install, code.public_key) != (asked.request.install, asked.request.public_key):
        return None
    seen = connection.execute(
        select(installs.c.seen_at).where(installs.c.scope == code.scope, installs.c.install == code.install)
    ).scalar_one_or_none()
    return None if seen else code


def _is_of_another_window(connection: Connection, code: Row[Any], install: str) -> bool:
    """An install that has spoken belongs to its window for good: its name stands in the feed, and whoever may
    join as another window could otherwise end its credential and write in its name."""
    known = connection.execute(
        select(installs.c.window).where(
            installs.c.scope == code.scope, installs.c.install == install, installs.c.seen_at > 0
        )
    ).scalar_one_or_none()
    return known not in (None, code.window)


def _install(connection: Connection, asked: Asked, scope: str, window: str, token_hash: str) -> int:
    """Enter the install, or give a known one its new token. A new identity takes a new series."""
    request = asked.request
    given = {"token_hash": token_hash, "public_key": request.public_key, "revoked_at": 0, "seen_at": 0}
    told = {"app_v": request.app_v[:40], "host": request.host[:80]}
    known = connection.execute(
        update(installs)
        .where(
            installs.c.scope == scope,
            installs.c.install == request.install,
            installs.c.window == window,
        )
        .values(**given, **told)
        .returning(installs.c.series)
    ).scalar_one_or_none()
    if known is not None:
        return int(known)
    series = connection.execute(
        update(windows)
        .where(windows.c.scope == scope, windows.c.window == window)
        .values(series=windows.c.series + 1)
        .returning(windows.c.series)
    ).scalar_one()
    fresh = {"first_n": request.first_n, "acked_n": max(0, request.first_n - 1), "enrolled_at": asked.now}
    counts = dict.fromkeys(("depth", "oldest_age_s", "parked", "alarms"), 0)
    moved = {"window": window, "series": series, **given, **told}
    connection.execute(
        insert(connection, installs)
        .values(scope=scope, install=request.install, **moved, **fresh, **counts)
        .on_conflict_do_update(index_elements=["scope", "install"], set_=moved)
    )
    return int(series)


def _reply(connection: Connection, asked: Asked, code: Row[Any], token: str, series: int) -> wire.EnrolReply:
    outlet = connection.execute(select(scopes).where(scopes.c.scope == code.scope)).one()
    window_name = connection.execute(
        select(windows.c.window_name).where(windows.c.scope == code.scope, windows.c.window == code.window)
    ).scalar_one()
    return wire.EnrolReply(
        token=token,
        scope=code.scope,
        outlet=outlet.outlet,
        window=code.window,
        series=f"{series:04d}",
        outlet_name=outlet.outlet_name,
        window_name=window_name,
        province_name=asked.province_name,
        epoch=asked.epoch,
        province_key=asked.province_key,
        phone=outlet.phone,
        complaint_phone=outlet.complaint_phone,
        hours=outlet.hours,
        address=outlet.address,
    )
