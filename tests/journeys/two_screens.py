"""A desk with two screens: `python -m tests.journeys.two_screens FOLDER` plays a rating on the visitor's.

Two screens are a property of the whole process, so this runs in one of its own and tells in a line of JSON
what was seen.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.bootstrap.scenes.player import Player

SCREENS = (("clerk", 0, 1920, 1080), ("visitor", 1920, 1280, 800))


def two_screens(folder: Path) -> str:
    """The value of QT_QPA_PLATFORM for the screens above; their description is written into `folder`."""
    place = folder / "screens.json"
    known = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
        for name, x, width, height in SCREENS
    ]
    place.write_text(json.dumps({"screens": known}), "utf-8")
    return f"offscreen:configfile={place}"


def invite(player: Player) -> Any:
    """The visitor of the newest case is invited; their window, on the other screen."""
    page: Any = player.window.stack.current()
    page.table.setFocus()
    player.press("F10")
    return player.until(lambda: page.visitor, "the visitor's window is open")


def play(player: Player) -> dict[str, object]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLabel

    from app.bootstrap.scenes import trademark_correction
    from app.domain.evaluation import Grade

    def touch(widget: Any) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        player.turn()

    trademark_correction.first_visit(player)
    player.window.go("evaluation")
    page: Any = player.window.stack.current()
    player.until(lambda: page.table.current() is not None, "who was served is listed")
    window = invite(player)
    place = window.screen().name()
    inside_its_screen = window.screen().geometry().contains(window.geometry())
    touch(window.form.grades[Grade.DISSATISFIED])
    touch(window.form.send)
    told = player.until(window.form.error.text, "a point is asked for")
    touch(next(iter(window.form.points.values())))
    touch(window.form.send)
    player.until(lambda: page.table.current() and page.table.current().rated, "the rating is in the book")
    thanked = bool(player.until(window.thanks.isVisible, "thanks are said"))
    player.until(lambda: page.visitor is None, "the visitor's window closes by itself")
    return {
        "screen": place,
        "clerk_screen": player.window.screen().name(),
        "inside": inside_its_screen,
        "told_without_a_point": told,
        "thanked": thanked,
        "clerk_reads": page.head.status.whole(),
        "clerk_sees": [label.text() for label in page.findChildren(QLabel) if label.isVisible()],
    }


def main(folder: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = two_screens(folder)
    from app.bootstrap.opener import Opener
    from app.bootstrap.scenes.player import Player

    player = Player(Opener(), folder / "played", lambda _text: None)
    try:
        player.start()
        seen = play(player)
    finally:
        player.close()
    print(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
