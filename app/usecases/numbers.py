"""The next human number of this desk, taken inside the deed's own transaction."""

from __future__ import annotations

from app.domain import numbering
from app.domain.refusals import Refused
from app.domain.staff import Actor
from app.usecases.desk import Desk
from localdb import numbers
from localdb.connection import Tx


def next_number(tx: Tx, desk: Desk, actor: Actor, kind: numbering.NumberKind) -> str | Refused:
    """A number nobody else can give: outlet, window, series of this install, day, serial, check digit."""
    day = desk.today()
    serial = numbers.take(tx, kind, actor.station.series, day)
    return numbering.make(kind, actor.station, day, serial)
