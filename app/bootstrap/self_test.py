"""Prove an installed program on this computer: one small day at a desk of its own, in a temporary folder."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from app import __version__
from app.bootstrap.desk import LiveDesk
from app.cli import examples, requests
from app.domain.case import CaseStatus
from app.domain.paper import PrintState
from app.domain.refusals import Refused
from app.profile import Profile
from app.usecases.accept_case import FileCase, Filed, file_case
from app.usecases.read_case import read_case
from app.usecases.record_payment import RecordPayment, record_payment
from app.usecases.verify_journal import verify_journal

if TYPE_CHECKING:
    from app.bootstrap.opener import Opener

T = TypeVar("T")
Told = Mapping[str, object]
CLERK, LEAD = "3301", "3390"
PROBES = "䶮𠮷㛃𬭎𫖯𬱖𪨶𰻝"
"""Characters of names that older fonts lack."""


class NotProved(Exception):
    """A step did not do what it must; the message names the step and what was missing."""


def prove(opener: Opener, tell: Callable[[Told], None]) -> None:
    """Tell each step, and at the end that all are proved. The first that is not is told and raised."""
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="onewindow-proof-") as folder:
        day = _Day(opener, Path(folder) / "desk")
        try:
            for step in (
                day.rules,
                day.desk,
                day.migrate,
                day.accept,
                day.print,
                day.pay,
                day.sync,
                day.verify,
                day.back_up,
                day.restore,
            ):
                at = monotonic()
                try:
                    told = step()
                except Exception as why:
                    tell({"ok": False, "step": step.__name__, "why": str(why) or type(why).__name__})
                    raise
                took = round((monotonic() - at) * 1000)
                tell({"ok": True, "step": step.__name__, "took_ms": took, **told})
        finally:
            day.end()
    tell({"ok": True, "proved": __version__, "steps": 10, "took_ms": round((monotonic() - began) * 1000)})


@dataclass
class _Day:
    opener: Opener
    folder: Path
    filed: list[Filed] = field(default_factory=list)
    backup: str = ""
    open: LiveDesk | None = None
    secret: str = ""

    def rules(self) -> Told:
        rules = self.opener.rules()
        return {"version": rules.version, "matters": len(rules.matters(self.opener.clock().now().date()))}

    def desk(self) -> Told:
        told = _done("desk", self.opener.trial(self.folder, ""))
        self.secret = str(told["secret"])
        return {"outlet": told["outlet"]}

    def migrate(self) -> Told:
        """A store of the first version is brought to this one, with a copy kept."""
        from localdb.connection import Database
        from localdb.migrate import COPIES, latest, migrate, version_of
        from localdb.migrations import STEPS
        from localdb.opening import KEY_BYTES, connect

        path, key = self.folder.parent / "older" / "desk.db", bytes(range(KEY_BYTES))
        path.parent.mkdir()
        older = connect(path, key, create=True)
        migrate(older, path, key, STEPS[:1])
        older.close()
        with Database.open(path, key) as database:
            version = database.read(lambda tx: version_of(tx.connection))
        copies = len(list((path.parent / COPIES).iterdir()))
        _must("migrate", version == latest() and (copies == 1 or len(STEPS) == 1))
        return {"from": 1, "to": version, "copies": copies}

    def accept(self) -> Told:
        case = self._file()
        _must("accept", case.case.status is CaseStatus.ACCEPTED)
        return {"number": case.case.number, "papers": len(case.papers)}

    def _file(self) -> Filed:
        request = _done("accept", requests.parse(examples.OF["accept"], FileCase))
        self.filed.append(_done("accept", self._at(CLERK).call(file_case, request).result()))
        return self.filed[-1]

    def print(self) -> Told:
        from app.printing import fonts

        told = [self._at(CLERK).print_paper(paper.id, "") for paper in self.filed[0].papers]
        sizes = [Path(str(one["file"])).stat().st_size for one in told]
        _must("print", all(one["state"] == PrintState.SAVED.value for one in told) and min(sizes) > 1000)
        _must("print", not fonts.missing(PROBES))
        return {"pdfs": len(sizes), "bytes": sum(sizes)}

    def pay(self) -> Told:
        request = _done("pay", requests.parse(examples.OF["pay"], RecordPayment))
        paid = _done("pay", self._at(CLERK).call(record_payment, request).result())
        return {"number": paid.payment.number, "total_fen": paid.payment.total_fen}

    def sync(self) -> Told:
        told = self._at(CLERK).sync_once()
        delivery = _done("sync", self._at(CLERK).call(read_case, self.filed[0].case.id).result()).delivery
        _must("sync", told["complete"] is True)
        return {"pushed": told["pushed"], "delivery": delivery}

    def verify(self) -> Told:
        return {"entries": self._at(CLERK).call(verify_journal).result().entries}

    def back_up(self) -> Told:
        told = _done("back_up", self._at(CLERK).back_up())
        self.backup = str(told["file"])
        return {"bytes": Path(self.backup).stat().st_size}

    def restore(self) -> Told:
        """The backup comes back, joins its province again, and no number is given twice."""
        self.end()
        person = {"staff_id": LEAD, "secret": self.secret}
        told = _done("restore", self.opener.restore(self.folder, Path(self.backup), **person))
        before, after = self.filed[0].case, self._file().case
        _must("restore", after.number != before.number)
        _must("restore", after.number[9:13] != before.number[9:13])
        _must("restore", self._at(CLERK).sync_once()["complete"] is True)
        _must("restore", Path(str(told["set_aside"]), Profile(self.folder).database.name).exists())
        return {"number": after.number, "series_before": before.number[9:13]}

    def _at(self, staff: str) -> LiveDesk:
        if self.open is None:
            self.open = _done("sign_in", self.opener.open(self.folder, staff, self.secret))
        return self.open

    def end(self) -> None:
        if self.open is not None:
            self.open.close()
            self.open = None


def _done(step: str, told: T | Refused) -> T:
    if isinstance(told, Refused):
        raise NotProved(f"{step}: {', '.join(one.code.value for one in told.refusals)}")
    return told


def _must(step: str, true: bool) -> None:
    if not true:
        raise NotProved(step)
