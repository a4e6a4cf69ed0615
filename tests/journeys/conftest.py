"""A scene is played once and looked at by several tests; the province is asked over HTTP what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.bootstrap.scenes import play
from app.contract.wire import FeedItem
from app.sync.http import Client
from localdb import sync_state


@dataclass(frozen=True)
class Played:
    folder: Path
    seen: Mapping[str, Any]
    at_province: tuple[FeedItem, ...]

    def texts(self, kind: str) -> list[str]:
        """The text of every kept paper of a kind, as a reader's program extracts it."""
        import subprocess

        found = sorted((self.folder / "papers").glob(f"{kind}-*.pdf"))
        return [
            subprocess.run(
                ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
            ).stdout
            for path in found
        ]


def held_by_province(profile: Path) -> tuple[FeedItem, ...]:
    """Every record of the outlet as the province tells it."""
    desk = Opener().open(profile, "3390", TRIAL_SECRET)
    try:
        province = desk.line.start_province()  # type: ignore[union-attr]
        assert province.platform
        known = desk.database.read(sync_state.credential)  # type: ignore[union-attr]
        assert known is not None
        client = Client(desk.line.public_url)  # type: ignore[union-attr]
        try:
            items, end = client.feed(known.token, known.scope, 0, "")
        finally:
            client.close()
        assert not end.more
        return tuple(msgspec.json.decode(msgspec.json.encode(item), type=FeedItem) for item in items)
    finally:
        desk.close()  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Played:
    """`SCENARIO` of the test module, played through the real window."""
    scenario: str = request.module.SCENARIO
    folder = tmp_path_factory.mktemp(scenario) / scenario
    said: list[str] = []
    say: Callable[[str], None] = said.append
    seen = play(Opener(), scenario, folder, say)
    return Played(folder, seen, held_by_province(folder / "desk"))
