"""The style sheet comes from tokens and nothing else; icons are ours and follow the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.navigation import PAGES
from app.ui.theme.icons import pixmap
from app.ui.theme.look import look
from app.ui.theme.metrics import Density, Metrics, Width
from app.ui.theme.rules import WHOLE
from app.ui.theme.sheet import icon_folder, sheet
from app.ui.theme.tokens import DARK, LIGHT, colour_names, contrast
from tests.ui.conftest import show_active

FIXED = re.compile(r".*-(light|dark)\.svg$")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda t: t.name)
def test_every_colour_of_the_sheet_is_a_token(tokens: object) -> None:
    made = sheet(tokens, Metrics())  # type: ignore[arg-type]
    known = {tokens.colour(name) for name in colour_names()}  # type: ignore[attr-defined]
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", made)) <= known
    assert "$" not in made
    for place in re.findall(r'url\("([^"]+)"\)', made):
        assert Path(place).is_file()


def test_type_is_in_points_and_no_family_is_named() -> None:
    assert not re.search(r"font-size:[^;]*px", WHOLE)
    assert "font-family" not in WHOLE
    # the style's own focus frame goes only where a ring of ours stands instead
    for selectors in re.findall(r"\n([^\n{]+) \{[^}]*outline:", WHOLE):
        assert all(re.search(rf"\b{one}:focus[^{{]*{{border: 2px", WHOLE) for one in selectors.split(", "))


def test_zoom_multiplies_type_and_lengths_together() -> None:
    plain, large = sheet(LIGHT, Metrics()), sheet(LIGHT, Metrics(zoom=150))
    assert "font-size: 13.0pt" in plain
    assert "font-size: 19.5pt" in large
    assert (Metrics().field, Metrics(zoom=150).field) == (30, 45)
    assert (Metrics(Density.COMPACT).row, Metrics(Density.COMFORTABLE).field) == (24, 34)


@pytest.mark.parametrize(
    ("width", "height", "zoom", "expected"),
    [
        (911, 512, 100, Width.S),
        (1366, 768, 100, Width.M),
        (1366, 768, 150, Width.S),
        (1280, 630, 100, Width.S),
        (1920, 1080, 100, Width.L),
        (1920, 1080, 150, Width.M),
    ],
)
def test_breakpoints(width: int, height: int, zoom: int, expected: Width) -> None:
    assert Metrics(zoom=zoom).width_class(width, height) is expected


def test_a_field_keeps_its_height_when_it_gets_the_cursor(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    show_active(qtbot, field)
    before = field.sizeHint().height()
    field.setFocus()
    assert field.hasFocus()
    assert field.sizeHint().height() == before == Metrics().field


def test_drawings_are_recoloured_and_fixed_ones_hold_tokens() -> None:
    for drawing in icon_folder().glob("*.svg"):
        text = drawing.read_text("utf-8")
        colours = set(re.findall(r"#[0-9A-Fa-f]{6}", text))
        if FIXED.match(drawing.name):
            tokens = LIGHT if "-light" in drawing.name else DARK
            assert colours <= {tokens.text2, tokens.dis, tokens.on_primary}, drawing.name
        else:
            assert colours == set(), drawing.name
            assert "currentColor" in text, drawing.name


def test_every_page_has_an_icon() -> None:
    for place in PAGES:
        assert (icon_folder() / f"{place.stem}.svg").is_file()


def test_an_icon_takes_the_colour_of_its_token(qtbot: QtBot) -> None:
    image: QImage = pixmap("check", DARK, "ok", 32).toImage()
    drawn = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert DARK.ok in drawn


def test_the_theme_changes_what_is_on_the_screen(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    for theme, colour in (("light", LIGHT.surface), ("dark", DARK.surface)):
        look().choose(theme=theme)
        assert field.grab().toImage().pixelColor(field.width() // 2, 4) == QColor(colour)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_placeholder_can_be_read(qtbot: QtBot, theme: str) -> None:
    look().choose(theme=theme)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("████████")
    field.resize(200, 30)
    field.show()
    shown = field.grab().toImage().pixelColor(40, 15).name()
    assert contrast(shown, look().tokens.surface) >= 4.5
