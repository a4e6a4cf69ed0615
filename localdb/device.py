"""What the province gave this window: its credential, its station, and how far both sides have come."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from app.contract.wire import EnrolReply
from app.domain.staff import Station
from app.domain.typed import decoded
from localdb.chain import head
from localdb.connection import Tx
from localdb.identity import identity, set_series


class Credential(Struct, frozen=True):
    """The device credential; whoever is signed in, ops are sent with it. `private_key`: Ed25519, hex."""

    token: str
    private_key: str
    enrolment: EnrolReply

    @property
    def scope(self) -> str:
        return self.enrolment.scope

    @property
    def province_key(self) -> str:
        return self.enrolment.province_key


class Position(Struct, frozen=True):
    """How far this desk holds the exchange. `epoch` empty: never greeted; `highest_n`: own newest op."""

    epoch: str
    cursor: int
    acked_n: int
    highest_n: int
    feed_high: int
    last_contact_at: str


def save_credential(tx: Tx, reply: EnrolReply, private_key: str) -> None:
    """Keep what the enrolment brought; the current identity takes the province's series."""
    tx.execute(
        "UPDATE device SET token = ?, private_key = ?, enrolment = ?",
        (reply.token, private_key, msgspec.json.encode(reply).decode()),
    )
    set_series(tx, reply.series)


def credential(tx: Tx) -> Credential | None:
    """None before the first enrolment, and after the identity changed until the next one."""
    row = tx.one("SELECT token, private_key, enrolment FROM device")
    if row is None or not row["token"]:
        return None
    reply = decoded(row["enrolment"], EnrolReply)
    return Credential(row["token"], row["private_key"], reply)


def station(tx: Tx) -> Station | None:
    """This window as the province named it, with the series of the current identity."""
    row = tx.one("SELECT enrolment FROM device")
    known = identity(tx)
    if row is None or not row["enrolment"] or known is None:
        return None
    reply = decoded(row["enrolment"], EnrolReply)
    return Station(
        outlet=reply.outlet,
        window=reply.window,
        series=known.series,
        outlet_name=reply.outlet_name,
        window_name=reply.window_name,
        province_name=reply.province_name,
        phone=reply.phone,
        complaint_phone=reply.complaint_phone,
        hours=reply.hours,
        address=reply.address,
    )


def position(tx: Tx) -> Position:
    row = tx.one("SELECT epoch, cursor, acked_n, feed_high, last_contact_at FROM device")
    if row is None:
        raise LookupError("the row of the device is missing")
    return Position(
        row["epoch"], row["cursor"], row["acked_n"], head(tx).seq, row["feed_high"], row["last_contact_at"]
    )


def note_contact(tx: Tx, *, epoch: str, feed_high: int, at: str) -> None:
    """The province greeted: its epoch if none was known, the length of its feed, its time."""
    tx.execute(
        "UPDATE device SET epoch = iif(epoch = '', ?, epoch), feed_high = ?, last_contact_at = ?",
        (epoch, feed_high, at),
    )


def start_resync(tx: Tx, epoch: str) -> None:
    """The feed is another one: read it from the beginning. Nothing is wiped; versions are compared anew."""
    tx.execute("UPDATE device SET epoch = ?, cursor = 0", (epoch,))
    tx.execute("UPDATE record_sync SET recheck = 1")


def mark_copy(tx: Tx) -> None:
    """This data is an older copy (the province holds more of it): the next start takes a new identity."""
    tx.execute("UPDATE device SET restored = 1")
