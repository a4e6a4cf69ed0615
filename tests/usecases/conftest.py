"""A real trial desk for the deeds: encrypted file, real rules, three invented people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.domain.refusals import Refused
from app.domain.staff import Actor


class Counter:
    """The desk with two clerks and a lead at it; `do` runs a deed as one of them."""

    def __init__(self, desk: LiveDesk) -> None:
        self.desk = desk
        self.people: dict[str, Actor] = {}
        for number in ("3301", "3302", "3390"):
            actor = desk.second(number, TRIAL_SECRET)
            assert isinstance(actor, Actor)
            self.people[number] = actor

    def do(self, deed: Callable[..., Any], *request: Any, by: str = "3301") -> Any:
        self.desk.actor = self.people[by]
        return self.desk.call(deed, *request).result()

    def done(self, deed: Callable[..., Any], *request: Any, by: str = "3301") -> Any:
        """As `do`, for a deed that must not be refused."""
        result = self.do(deed, *request, by=by)
        assert not isinstance(result, Refused), result
        return result

    def refused(self, deed: Callable[..., Any], *request: Any, by: str = "3301") -> set[tuple[str, str]]:
        """Codes and places of a deed that must be refused; nothing was written."""
        before = self.written()
        result = self.do(deed, *request, by=by)
        assert isinstance(result, Refused), result
        assert self.written() == before
        return {(r.code.value, r.where) for r in result.refusals}

    def written(self) -> int:
        """Entries of the journal so far."""
        from localdb import journal

        return self.desk.database.read(lambda tx: journal.head(tx).seq)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("desk") / "desk"
    opener = Opener()
    opener.trial(folder, TRIAL_SECRET)
    desk = opener.open(folder, "3301", TRIAL_SECRET)
    assert isinstance(desk, LiveDesk)
    try:
        yield Counter(desk)
    finally:
        desk.close()
