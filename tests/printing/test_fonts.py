from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.printing import canvas, faces, fonts
from app.printing.ink import Page, Text
from tests.printing.reading import text_of

# General standard characters beyond the basic plane, Extension B to F, and a name of Extension A.
_RARE = "𬭎㛃䶮䲟㼆𫖯𬱖𠮷𡈽𨋢𤧛𪨰𫍯𫟅𬬮𬭩𬳽𬺈𪟝𣲘"


def _page(text: str, bold: bool = False) -> bytes:
    fonts.width(text, 12, bold)
    page = Page(width=500, height=200, inks=[Text(20, 100, 12, text, bold)])
    return canvas.pdf([page], canvas.About(title="t", author="a", made_at="2026-11-21T11:42:08+08:00"))


@pytest.mark.parametrize("bold", [False, True])
def test_rare_characters_come_back_as_they_were_written(bold: bool, tmp_path: Path) -> None:
    assert text_of(_page(_RARE, bold), tmp_path) == _RARE


def test_more_characters_than_a_subset_holds_stay_in_their_places(tmp_path: Path) -> None:
    """A subset has 256 codes; a line that needs two goes on where its first part ended."""
    many = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 600) if not fonts.missing(chr(code)))
    inks = [Text(20, 20 + 12 * n, 9, many[n * 50 : n * 50 + 50]) for n in range(12)]
    mixed = many[240:245] + many[255:265] + many[0:3] + many[520:523]
    page = Page(width=520, height=220, inks=[*inks, Text(20, 200, 9, mixed)])
    pdf = canvas.pdf([page, page], canvas.About(title="t", author="a", made_at=""))
    assert text_of(pdf, tmp_path) == (many + mixed) * 2
    (tmp_path / "places.pdf").write_bytes(pdf)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(tmp_path / "places.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    ends = re.findall(rf'xMax="([\d.]+)" yMax="[\d.]+">{mixed}<', boxes)
    assert [float(end) for end in ends] == [pytest.approx(20 + fonts.width(mixed, 9), abs=0.5)]


def test_pypdf_reads_the_same_text(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_page(_RARE))
    assert PdfReader(tmp_path / "a.pdf", strict=True).pages[0].extract_text().strip() == _RARE


def test_the_map_back_to_text_uses_surrogates_beyond_the_basic_plane() -> None:
    written = faces.to_unicode("Font", [0x56FD, 0x2CB4E])
    assert "<00> <56FD>" in written
    assert "<01> <D872DF4E>" in written


def test_long_maps_are_written_in_blocks_of_a_hundred() -> None:
    written = faces.to_unicode("Font", range(0x4E00, 0x4E00 + 250))
    assert [line for line in written.splitlines() if line.endswith(" beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]


@pytest.mark.parametrize(
    ("char", "digits"),
    [
        ("\u202e", "202E"),
        ("\u00ad", "00AD"),
        ("\u0301", "0301"),
        ("\x07", "0007"),
        ("\u200b", "200B"),
        ("\U0001f600", "1F600"),
        ("\ufeff", "FEFF"),
    ],
)
def test_what_no_font_shows_is_drawn_as_its_code_point(char: str, digits: str, tmp_path: Path) -> None:
    assert fonts.missing(f"张{char}三") == char
    text = text_of(_page(f"张{char}三"), tmp_path)
    assert text == f"张{digits}三"
    assert "?" not in text


def test_missing_characters_are_told_once_and_in_order() -> None:
    assert fonts.missing("a\U0001f600b\u202e\U0001f600𬭎\n\t") == "\U0001f600\u202e"


def test_only_embedded_fonts_and_no_helvetica(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_page("国家 A&T 𨋢\u202e"))
    listed = subprocess.run(
        ["pdffonts", str(tmp_path / "a.pdf")], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    assert listed
    for line in listed:
        assert "Noto" in line or "Hana" in line
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line  # embedded, subset, with a map to text


def test_the_fallback_font_is_read_only_when_a_character_needs_it() -> None:
    program = (
        "from app.printing import fonts\n"
        "from app.printing.render import render\n"
        "from tests.printing import samples\n"
        "render(samples.paper(samples.RECEIPT))\n"
        "names = {font.fontName for font in fonts.loaded()}\n"
        "assert names == {fonts.REGULAR, fonts.BOLD}, names\n"
        "fonts.width('𨋢', 1)\n"
        "assert fonts.RARE in {font.fontName for font in fonts.loaded()}\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])


def test_importing_the_room_does_not_load_reportlab() -> None:
    program = (
        "import sys\n"
        "import app.printing.render, app.printing.printers\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in ('reportlab', 'segno', 'PIL')]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])
