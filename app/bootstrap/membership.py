"""A desk's standing at its province: sends, and joins again when its data became another install."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.bootstrap.place import Place, write_place
from app.domain.obstacles import Obstacle
from app.domain.refusals import No, Refused
from app.domain.staff import Station
from app.profile import Profile
from app.sync.failures import FailureKind

if TYPE_CHECKING:
    from app.bootstrap.line import DeskLine
    from localdb.connection import Database

log = logging.getLogger("membership")


class Membership:
    """`moved` is told the station whenever its series changed."""

    def __init__(
        self, profile: Profile, place: Place, line: DeskLine, moved: Callable[[Station], None]
    ) -> None:
        self._profile, self._place, self._line, self._moved = profile, place, line, moved

    def start_sending(self, database: Database) -> None:
        """For a window. Waits a second; call on a worker."""
        try:
            self._join_embedded(database)
        except Obstacle as obstacle:
            # The desk works on; the line finds the same in the way and shows it.
            log.warning("the embedded province is not joined: %s", obstacle.trouble.value)
        self._line.start_sending()

    def once(self, database: Database, settle: Callable[[], None]) -> Mapping[str, object]:
        """One round. Data that turns out to be an old copy becomes another install and joins again."""
        self._join_embedded(database)
        try:
            return self._told(self._line.once(database))
        except Obstacle as obstacle:
            if obstacle.facts.get("reason") != FailureKind.DESK_RESTORED.value:
                raise
            from localdb import sync_state

            database.run(sync_state.mark_copy)
            settle()
            if self._place.province_url:
                raise
        self._join_embedded(database)
        return self._told(self._line.once(database))

    def _told(self, done: Mapping[str, object]) -> Mapping[str, object]:
        """`complete` speaks of the data in use; what a restore set aside is named beside it."""
        from localdb import set_aside

        aside = set_aside.lying(self._profile.folder)
        if not aside:
            return done
        from msgspec import to_builtins

        from app.words import set_aside as words

        return {**done, "set_aside": [{"words": words.sentence(one), **to_builtins(one)} for one in aside]}

    def rejoin(self, database: Database, url: str, code: str) -> Mapping[str, object] | Refused:
        """A new credential for this install, at the present address of the province or a new one."""
        address = url or self._place.province_url
        if not address:
            return Refused.because(No.REQUIRED, "url")
        from app.bootstrap import joining
        from app.bootstrap.address import expect_address

        if not url:
            expect_address(database, address)
        joined = joining.rejoin(database, address, code)
        if isinstance(joined, Refused):
            return joined
        self._place = replace(self._place, station=joined, province_url=address)
        write_place(self._profile, self._place)
        self._line.moved_to(self._place)
        self._moved(joined)
        return {"outlet": joined.outlet_name, "window": joined.window_name, "series": joined.series}

    def _join_embedded(self, database: Database) -> None:
        """A stand-alone desk whose data was restored or copied joins its own province by itself."""
        from app.bootstrap import joining
        from app.bootstrap.address import expect_address

        if self._place.province_url or joining.is_joined(database):
            return
        expect_address(database, "")
        province = self._line.start_province()
        station = joining.rejoin_embedded(database, province, self._line.public_url, self._place.station)
        self._moved(station)
