"""The contrast table of the design, computed again from the tokens that are in force."""

from __future__ import annotations

import pytest

from app.ui.theme.tokens import DARK, LIGHT, PAIRS, THEMES, Tokens, colour_names, contrast, training


@pytest.mark.parametrize("tokens", [LIGHT, DARK, training(LIGHT), training(DARK)], ids=lambda t: t.name)
def test_every_pair_has_the_contrast_it_needs(tokens: Tokens) -> None:
    weak = [
        (front, back, round(contrast(tokens.colour(front), tokens.colour(back)), 2), need)
        for front, back, need in PAIRS
        if contrast(tokens.colour(front), tokens.colour(back)) < need
    ]
    assert weak == []


@pytest.mark.parametrize(
    ("front", "back", "light", "dark"),
    [
        ("text", "surface", 15.65, 13.18),
        ("text2", "win", 6.27, 8.79),
        ("on_primary", "primary_hover", 8.96, 10.40),
        ("err", "err_bg", 5.78, 7.37),
        ("warn", "warn_bg", 6.65, 8.40),
        ("ok", "sel", 5.07, 5.56),
        ("dis", "surface", 5.17, 4.83),
        ("in_border", "surface", 3.41, 3.96),
    ],
)
def test_the_figures_of_the_design_come_out(front: str, back: str, light: float, dark: float) -> None:
    for tokens, figure in ((LIGHT, light), (DARK, dark)):
        assert contrast(tokens.colour(front), tokens.colour(back)) == pytest.approx(figure, abs=0.02)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_weak_pair_would_be_seen() -> None:
    assert contrast("#9AA5B1", LIGHT.surface) < 4.5


def test_both_themes_name_the_same_colours() -> None:
    for tokens in THEMES.values():
        assert all(len(tokens.colour(name)) == 7 for name in colour_names())
