"""One registry of keys: nothing clashes, nothing is bound that an input method needs."""

from __future__ import annotations

import pytest

from app.ui.actions import FRAME_ACTIONS, Action, all_actions, clashes, navigation_actions, page_actions
from app.ui.navigation import PAGES
from app.ui.window import Window
from app.words.catalogue import _


def test_no_key_fires_two_deeds() -> None:
    assert clashes(all_actions()) == []


@pytest.mark.parametrize(
    "planted",
    [
        Action(id="x.new", text="New", key="F5", scope="sync"),
        Action(id="x.lock", text="Lock", key="Ctrl+L", scope="sync"),
        Action(id="x.go", text="Go", twin="Ctrl+1", scope="settings"),
        Action(id="x.up", text="Up", key="Up", scope="settings"),
        Action(id="x.ime", text="IME", key="Ctrl+Space", scope="settings"),
        Action(id="x.none", text="None", key="Ctrl+Nothing", scope="settings"),
        Action(id="sync.send", text="Twice", scope="sync"),
    ],
    ids=lambda action: action.id,
)
def test_a_planted_clash_is_found(planted: Action) -> None:
    assert clashes([*all_actions(), planted]) != []


def test_two_pages_may_use_the_same_key() -> None:
    one = Action(id="a.x", text="X", key="F7", scope="a")
    other = Action(id="b.x", text="X", key="F7", scope="b")
    assert clashes([one, other]) == []


def test_every_f_key_has_a_twin_and_every_page_one_main_deed_at_most() -> None:
    for place in PAGES:
        actions = page_actions(place.stem)
        assert all(action.scope == place.stem for action in actions)
        assert all(action.id.startswith(f"{place.stem}.") for action in actions)
        assert sum(action.kind == "primary" for action in actions) <= 1


def test_every_action_has_words_in_both_languages() -> None:
    for action in all_actions():
        assert _(action.text) != action.text, action.text


@pytest.mark.parametrize("stem", [place.stem for place in PAGES])
def test_every_declared_deed_is_bound(inside: Window, stem: str) -> None:
    inside.go(stem)
    page = inside.stack.current()
    assert page is not None
    assert [action.id for action in page_actions(stem) if not page.binds(action.id)] == []


def test_a_forbidden_deed_says_why(inside: Window) -> None:
    inside.go("sync")
    page = inside.stack.current()
    assert page is not None
    inside.deeds.do("sync.export")
    assert page.head.status.whole() == "⚠ 导出需要负责人"
    assert not inside.inside.bar.button("sync.export").isEnabled()


def test_frame_and_navigation_are_in_the_registry() -> None:
    ids = {action.id for action in all_actions()}
    assert {action.id for action in (*FRAME_ACTIONS, *navigation_actions())} <= ids
