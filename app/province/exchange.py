"""The four exchanges of the protocol, without HTTP: who asks, what is asked, what comes back."""

from __future__ import annotations

import re

import msgspec
from sqlalchemy import Connection, select

from app.contract import wire
from app.domain.rubbish import in_bulk
from app.domain.typed import decoder
from app.province import credentials, enrolment, feed, push
from app.province.body import inflate, read_push
from app.province.credentials import Credential
from app.province.outlets import fact
from app.province.platform import Platform
from app.province.problems import RequestRefused, bad_request
from app.province.schema import installs

API = 1
SEEN_EVERY_S = 60
_ENROL = decoder(wire.EnrolRequest)
_KEY = re.compile(r"[0-9a-f]{64}")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f]{0,80}")


def admit(platform: Platform, authorization: str) -> Credential:
    """The desk behind a request. Raises RequestRefused 401, 429."""
    desk = platform.store.read(lambda connection: credentials.admit(connection, authorization))
    platform.pace.take(desk.install)
    now = platform.now()
    if now - desk.seen_at >= SEEN_EVERY_S:
        platform.store.run_tx(lambda connection: credentials.note_seen(connection, desk, now))
    return desk


def enrol(platform: Platform, body: bytes, source: str) -> wire.EnrolReply:
    """Raises RequestRefused 400, 403 `wrong_code`, 429."""
    try:
        request = _ENROL.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise bad_request("no enrolment request") from error
    if not (_KEY.fullmatch(request.public_key) and _PLAIN.fullmatch(request.app_v + request.host)):
        raise bad_request("public_key, app_v or host")
    secret = credentials.mint_secret()

    def join(connection: Connection) -> wire.EnrolReply | enrolment.WrongCode:
        asked = enrolment.Asked(
            request=request,
            secret=secret,
            source=source,
            now=platform.now(),
            province_name=platform.setting.name,
            province_key=platform.key.public_hex,
            epoch=fact(connection, "epoch"),
        )
        return enrolment.enrol(connection, asked)

    answer = platform.store.run_tx(join)
    if isinstance(answer, wire.EnrolReply):
        return answer
    if answer.retry_after_s:
        raise RequestRefused(429, "slow_down", "too many wrong codes", answer.retry_after_s)
    raise RequestRefused(403, "wrong_code", "unknown, expired or used")


@in_bulk()
def take_push(platform: Platform, desk: Credential, packed: bytes, encoding: str) -> wire.PushReply:
    """Raises RequestRefused 400, 403, 413, 415, 426."""
    content = read_push(inflate(packed, encoding))
    header = content.header
    if header.install != desk.install or header.scope != desk.scope:
        raise RequestRefused(403, "not_yours", "install or scope is not the credential's")
    if not _PLAIN.fullmatch(header.app_v):
        raise bad_request("app_v")
    versions = platform.setting.schema_versions
    if header.schema_v not in versions:
        code = "schema_too_old" if header.schema_v < versions.start else "schema_too_new"
        raise RequestRefused(426, code, f"schema versions {versions.start} to {versions.stop - 1} are taken")
    arrival = push.Arrival(
        desk=desk,
        push=content,
        now=platform.now(),
        server_time=platform.stamp(),
        anchor=platform.key.anchor(desk.install, header.head_seq, header.head_hash),
        schema_versions=versions,
        in_record=platform.store.faults.in_record,
    )
    reply = platform.store.run_tx(lambda connection: push.take(connection, arrival))
    platform.news.tell(desk.scope)
    return reply


def read_feed(platform: Platform, asked: feed.Asked) -> tuple[feed.Page, bytes]:
    """A page and its `FeedEnd`. Raises RequestRefused 409."""

    def read(connection: Connection) -> tuple[feed.Page, str]:
        epoch = fact(connection, "epoch")
        return feed.read_page(connection, asked, epoch), epoch

    page, epoch = platform.store.read(read)
    return page, feed.end_of(page, epoch, platform.stamp())


def hello(platform: Platform, desk: Credential | None) -> wire.Hello:
    """Without a credential: who is here, and nothing about any desk."""

    def read(connection: Connection) -> wire.Hello:
        acked_n = high = 0
        if desk:
            high = feed.high_of(connection, desk.scope)
            acked_n = connection.execute(
                select(installs.c.acked_n).where(
                    installs.c.scope == desk.scope, installs.c.install == desk.install
                )
            ).scalar_one()
        versions = platform.setting.schema_versions
        return wire.Hello(
            name=platform.setting.name,
            api=API,
            epoch=fact(connection, "epoch"),
            server_time=platform.stamp(),
            acked_n=acked_n,
            feed_high=high,
            min_schema_v=versions.start,
            max_schema_v=versions.stop - 1,
        )

    return platform.store.read(read)
