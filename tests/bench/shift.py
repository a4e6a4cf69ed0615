"""What is done at a desk in a shift, step by step, through the real window: for the beat of `stand_still`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtTest import QTest

from app.bootstrap.scenes import invention_filing
from app.bootstrap.scenes.player import Player
from app.contract.kinds import Kind
from app.domain.matter import Service
from app.domain.staff import Actor
from app.ui.appearance import appear
from app.ui.navigation import PAGES
from app.ui.widgets.rows import Rows
from app.usecases.desk import Desk
from localdb import entities, groups, journal
from localdb.connection import Tx
from tests.bench.invented import consultation
from tests.support.desk import CLERK

Step = tuple[str, Callable[[], object]]
SEARCHES = ("茶", "采摘", "杭州云栖", "𬭎")
PAGES_READ = 150
"""more than any list of 100,000 records has"""
BACKLOG = 2_000


class Quiet(Player):
    """Takes no pictures: what they cost is not the desk's."""

    def shot(self, name: str) -> None:
        self.turn()


def steps(player: Player) -> Iterator[Step]:
    """Each is done by the caller before the next is asked for."""
    yield "signing in", partial(player.sign_in, CLERK)
    for place in PAGES:
        yield f"opening {place.stem}", partial(player.window.go, place.stem)
    for place in PAGES:
        yield f"{place.stem} again", partial(player.window.go, place.stem)
    yield from _matters(player)
    yield from _a_visit(player)
    yield from _searches(player)
    yield from _looks(player)
    player.window.go("sync")
    player.desk.call(_write_backlog).result()
    yield "the backlog goes up", partial(_send, player)
    yield "locking", player.window.lock
    yield "unlocking", partial(player.sign_in, CLERK)
    yield "signing out", player.window.sign_out


def _matters(player: Player) -> Iterator[Step]:
    desk = player.desk
    for matter in desk.rulebook.matters(desk.clock.now().date()):
        if matter.service is Service.ACCEPTANCE:
            yield (
                f"the form of {matter.code}",
                partial(player.window.go, "acceptance", matter=matter.code),
            )


def _a_visit(player: Player) -> Iterator[Step]:
    """Filed, paid, its papers looked at; then half a form, parked."""
    yield "half a form", partial(invention_filing.begin, player)
    yield "the rest of it, filed", partial(invention_filing.finish, player)
    yield "paid", partial(invention_filing.pay, player)
    yield "its papers", partial(player.window.go, "printing", history=True)
    page = player.window.stack.current()
    table = getattr(page, "table")  # noqa: B009 - of the page in front, whichever class it has
    for paper in tuple(table.rows.rows):
        yield "a paper in the preview", partial(player.window.go, "printing", paper_id=paper.id)
    yield "half a form again", partial(invention_filing.begin, player)
    yield "parked", partial(player.press, "F6")


def _searches(player: Player) -> Iterator[Step]:
    window = player.window
    for text in SEARCHES:
        yield f"the palette on {text}", partial(_ask_palette, player, text)
    yield "inquiry", partial(window.go, "inquiry")
    for text in SEARCHES:
        yield f"searching {text}", partial(window.go, "inquiry", text=text)
    yield "recent cases", partial(player.press, "F4")
    yield "cases to the last page", partial(_read_on, player, "found_table")
    yield "the last case", partial(player.press, "Return")
    yield "payments", partial(window.go, "payment", filter="all")
    yield "payments to the last page", partial(_read_on, player, "payment_table")
    yield "the last payment", partial(player.press, "Return")


def _ask_palette(player: Player, text: str) -> None:
    player.window.deeds.open_palette(text)
    QTest.qWait(500)  # it asks when the typing pauses
    player.press("Esc")


def _read_on(player: Player, name: str) -> None:
    rows: Rows[object] = getattr(player.find(name), "rows")  # noqa: B009 - a table of any kind
    for _page in range(PAGES_READ):
        if not rows.next_page():
            return
        player.until(lambda: not player.window.tasks.busy, "the next page")


def _looks(player: Player) -> Iterator[Step]:
    window = player.window
    for stem in ("settings", "workbench"):
        yield f"to {stem}", partial(window.go, stem)
        for name, value in (("language", "en"), ("language", "zh"), ("theme", "dark"), ("theme", "light")):
            yield f"{name} {value} at {stem}", partial(_choose, player, name, value)
        yield f"larger at {stem}", partial(window.deeds.zoom, 1)
        yield f"smaller at {stem}", partial(window.deeds.zoom, -1)


def _choose(player: Player, name: str, value: str) -> None:
    """As the page of settings does it."""
    player.window.keep(name, value)
    appear(player.window.desk.settings)
    player.window.retranslate()


def _send(player: Player) -> None:
    """With the page of deliveries in front."""
    player.desk.send_now()
    player.until(lambda: player.desk.sync_status().all_delivered, "everything is delivered", 120)


def _write_backlog(tx: Tx, desk: Desk, actor: Actor) -> None:
    at = desk.clock.now().isoformat(timespec="seconds")
    for number in range(BACKLOG):
        told = consultation(number)
        entities.save(tx, Kind.CONSULTATION_LOG.stem, told)
        journal.append(
            tx,
            kind=Kind.CONSULTATION_LOG,
            record_id=told.id,
            groups=groups.split(Kind.CONSULTATION_LOG.stem, told),
            actor=actor,
            captured_at=at,
            mono_ms=0,
        )
