"""Pictures of every page at the sizes of the design: `python -m tests.ui.look FOLDER [page …]`. For the eye.

A trial desk with invented people in a temporary folder; nothing is mocked.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*=false")

from PySide6.QtCore import QEventLoop, QTimer

from app.bootstrap.desk import LiveDesk
from app.bootstrap.opener import TRIAL_SECRET, Opener
from app.domain.case import Draft
from app.ui.application import Application
from app.ui.navigation import PAGES
from app.ui.window import Window
from app.usecases.drafts import keep_draft, park_draft
from app.usecases.inquire import Inquire, inquire
from app.usecases.visits import OpenVisit, open_visit

SETTLE_MS = 600


@dataclass(frozen=True)
class Shot:
    width: int
    height: int
    zoom: int = 100
    theme: str = "light"
    language: str = "zh"

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}-{self.zoom}-{self.theme}-{self.language}"


SHOTS = (
    Shot(1366, 768),
    Shot(1366, 768, theme="dark"),
    Shot(1366, 768, language="en"),
    Shot(1366, 768, zoom=150),
    Shot(1920, 1080),
    Shot(1920, 1080, zoom=150, theme="dark", language="en"),
    Shot(911, 512, language="en"),
)


def settle(milliseconds: int = SETTLE_MS) -> None:
    """Let timers, workers and paints come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def some_records(desk: LiveDesk) -> None:
    """A little of everything that needs no form: drafts, visits, owed papers."""
    matters = desk.rulebook.matters(desk.clock.now().date())
    calls: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
        (open_visit, (OpenVisit(visitor_name="龚𠮷（示例）", ticket="A012"),)),
        (open_visit, (OpenVisit(organisation="杭州云栖茶业有限公司（示例）", ticket="A013"),)),
        (inquire, (Inquire(text="云栖", slip=True),)),
        (inquire, (Inquire(text="西湖龙井", slip=True),)),
    ]
    for n, matter in enumerate(matters[:4]):
        draft = Draft(id=f"d{n}", kind="acceptance", matter=matter.code, extra={"about": "云栖茶业（示例）"})
        if n % 3 == 2:
            calls.append((park_draft, (draft, "等电话回来（示例）")))
        else:
            calls.append((keep_draft, (draft,)))
    for usecase, arguments in calls:
        desk.call(usecase, *arguments).result()


@contextmanager
def opened(folder: Path) -> Iterator[Window]:
    """The signed-in window of a fresh trial desk."""
    opener = Opener()
    opener.trial(folder, TRIAL_SECRET)
    desk = opener.closed(folder)
    application = Application(real=False)
    window = application.open(desk, at_once=True)
    application.idle.wait(0)
    window.gate.number.setText("3390")
    window.gate.password.setText(TRIAL_SECRET)
    window.gate.enter.click()
    some_records(desk)
    try:
        yield window
    finally:
        window.close()
        desk.close()


def take(window: Window, shot: Shot, stem: str, folder: Path) -> Path:
    """One page in one look."""
    settings = window.desk.settings
    for name in ("language", "theme", "zoom"):
        settings.put(name, getattr(shot, name))
    window.lock()
    window.gate.password.setText(TRIAL_SECRET)
    window.gate.enter.click()
    window.resize(shot.width, shot.height)
    window.go(stem)
    settle()
    path = folder / f"{stem}-{shot.name}.png"
    window.grab().save(str(path))
    return path


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    stems = list(arguments[1:]) or [place.stem for place in PAGES]
    with tempfile.TemporaryDirectory() as place, opened(Path(place) / "desk") as window:
        for stem in stems:
            for shot in SHOTS:
                sys.stdout.write(f"{take(window, shot, stem, folder)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
