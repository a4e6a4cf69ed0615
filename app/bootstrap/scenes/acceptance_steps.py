"""Steps that several scenes share: open a matter, answer, fill, check the papers, submit."""

from __future__ import annotations

from collections.abc import Mapping

from app.bootstrap.scenes.player import Player
from app.ui.pages.acceptance.page import AcceptancePage
from app.usecases.read_case import OpenCase

CHOICES = ("choice", "party_kind", "yes_no")


def page_of(player: Player) -> AcceptancePage:
    page = player.window.stack.current()
    assert isinstance(page, AcceptancePage)
    return page


def shown_case(player: Player) -> OpenCase | None:
    """The case in front, if one is."""
    page = player.window.stack.current()
    return page.filed if isinstance(page, AcceptancePage) else None


def pick_matter(player: Player, said: str) -> None:
    """F4, the visitor's words or initials, Enter."""
    if not isinstance(player.window.stack.current(), AcceptancePage):
        player.window.go("acceptance", new=True)
        player.until(lambda: isinstance(player.window.stack.current(), AcceptancePage), "acceptance opens")
    else:
        player.press("F4")
    player.type("matter_search", said)
    player.press("Return")
    player.until(lambda: page_of(player).sheet is not None, f"the form for {said}")


def answer(player: Player, answers: Mapping[str, str]) -> None:
    """Situation questions by typing; each may open or close others."""
    for question, typed in answers.items():
        player.choose(f"question_{question}", typed)
        settle(player)


def settle(player: Player) -> None:
    """Let the rules judge what was typed last."""
    sheet = page_of(player).sheet
    if sheet is not None:
        player.until(lambda: not sheet.judging, "the rules have judged")


def fill(player: Player, values: Mapping[str, str]) -> None:
    """Fields by their id: `=text` picks from a list, anything else is typed."""
    for field, typed in values.items():
        if typed.startswith("="):
            player.choose(f"field_{field}", typed[1:])
        else:
            player.type(f"field_{field}", typed)
        settle(player)


def submit(player: Player) -> OpenCase:
    """F10; the filed case with its papers."""
    player.press("F10")
    found = player.until(lambda: shown_case(player), "the case is filed")
    assert isinstance(found, OpenCase)
    return found
