"""Start the desk on the screen; `demo` for `make run`: its own trial, or visit V1 where no screen is."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap.opener import TRIAL_SECRET, TRIAL_STAFF, Opener
from app.domain.obstacles import Obstacle
from app.profile import Profile, default_folder
from app.words.catalogue import _

OBSTACLE = 4
OUT = Path("out")
"""Where `make run` puts its desk, papers and pictures: inside the checkout, ignored by git."""


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def has_screen() -> bool:
    """A screen that Qt can open; on Windows and macOS there always is one."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _folder(typed: str) -> Path:
    """A named folder; an unset shell variable must not become the folder one stands in."""
    from argparse import ArgumentTypeError

    if not typed.strip():
        raise ArgumentTypeError(_("no folder is named; without --profile it is this user's own desk"))
    return Path(typed)


def start(opener: Opener, arguments: Sequence[str]) -> int:
    """The exit code of the window, or 4 with words when the world is in the way."""
    mode, folder = _told(arguments)
    try:
        if mode == "demo":
            gc.enable()
            return _demo(opener, folder or OUT / "desk")
        return show(opener, folder or default_folder())
    except Obstacle as obstacle:
        from app.words import obstacles

        say(obstacles.sentence(obstacle))
        return OBSTACLE


def _told(arguments: Sequence[str]) -> tuple[str, Path | None]:
    """Mode and profile. A start without arguments, as from the desktop, needs no parser."""
    if not arguments:
        return "desk", None
    import argparse

    parser = argparse.ArgumentParser(prog="onewindow")
    parser.add_argument("mode", nargs="?", choices=("desk", "demo"), default="desk")
    parser.add_argument("--profile", type=_folder, default=None)
    told = parser.parse_args(arguments)
    return told.mode, told.profile


def _demo(opener: Opener, folder: Path) -> int:
    if not has_screen():
        say("No screen here: playing visit V1 offscreen through the real window.")
        from app.bootstrap.scenes import play

        told = play(opener, "V1", OUT / "V1", say)
        say(f"Papers and pictures are in {told['folder']}")
        return 0
    if not Profile(folder).exists:
        say("Making a trial desk with an embedded province …")
        opener.trial(folder, TRIAL_SECRET)
    people = "、".join(f"{number} {name}" for number, name, _roles in TRIAL_STAFF)
    say(
        _("Trial desk with invented people. Sign in as {people}; password {secret}").format(
            people=people, secret=TRIAL_SECRET
        )
    )
    return show(opener, folder)


def show(opener: Opener, folder: Path) -> int:
    """The window, until it is closed."""
    from app.ui.application import Application

    application = Application(sys.argv)
    desk = opener.closed(folder)
    desk.send_once_open()
    try:
        application.open(desk)
        return application.run()
    finally:
        desk.close()
