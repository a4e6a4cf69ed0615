"""The preview draws the kept bytes: compared with an independent renderer, refusing what it does not know."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.paper import PaperKind, ReprintMark
from app.printing.render import render
from app.ui.preview.document import Document
from app.ui.preview.drawing import picture
from app.ui.preview.objects import Reader, Unreadable
from app.ui.preview.view import Preview, pictures
from app.ui.tasks import Tasks
from tests.printing import samples

DPI = 96
CLEARLY = 0.0008
"""share of the page: one missing line of text is twice that"""


def pdf_of(kind: PaperKind, **options: object) -> bytes:
    return render(samples.paper(samples.SAMPLES[kind]), **options)  # type: ignore[arg-type]


def as_pil(image: QImage) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("L")


def by_poppler(pdf: bytes, folder: Path) -> list[Image.Image]:
    (folder / "a.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-png", str(folder / "a.pdf"), str(folder / "page")], check=True
    )
    return [Image.open(path).convert("L") for path in sorted(folder.glob("page*.png"))]


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Share of the page where the two differ clearly after a little blur: anti-aliasing does not count."""
    soft = ImageFilter.GaussianBlur(2.5)
    other = other.resize(one.size)
    difference = ImageChops.difference(one.filter(soft), other.filter(soft))
    dark = difference.point(lambda level: 255 if level > 70 else 0)
    return dark.histogram()[255] / (one.width * one.height)


needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")


@needs_poppler
@pytest.mark.parametrize("kind", list(samples.SAMPLES))
def test_every_paper_looks_as_an_independent_renderer_shows_it(
    kind: PaperKind, tmp_path: Path, qtbot: QtBot
) -> None:
    pdf = pdf_of(kind)
    ours = [as_pil(picture(sheet, DPI / 72)) for sheet in Document(pdf).sheets]
    theirs = by_poppler(pdf, tmp_path)
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert abs(mine.width - other.width) <= 1
        assert unlike(mine, other) < CLEARLY


@needs_poppler
def test_the_measure_sees_a_missing_line(tmp_path: Path, qtbot: QtBot) -> None:
    pdf = pdf_of(PaperKind.ACCEPTANCE_RECEIPT)
    mine, other = as_pil(picture(Document(pdf).sheets[0], DPI / 72)), by_poppler(pdf, tmp_path)[0]
    line, body = 20, range(200, mine.height - 100, 4)
    # in the mean of one column: how dark each row of pixels is; the darkest line of text is taken away
    dark = [255 - grey for grey in mine.resize((1, mine.height), Image.Resampling.BOX).tobytes()]
    top = max(body, key=lambda y: sum(dark[y : y + line]))
    whole = mine.copy()
    whole.paste(255, (0, top, mine.width, top + line))
    assert unlike(whole, other) > CLEARLY


@needs_poppler
def test_the_mark_of_a_reprint_and_of_training_is_seen(tmp_path: Path, qtbot: QtBot) -> None:
    mark = ReprintMark(n=2, when="2026-11-21T15:00:00+08:00", who="王敏（示例）")
    for n, pdf in enumerate(
        (pdf_of(PaperKind.ACCEPTANCE_RECEIPT, mark=mark), pdf_of(PaperKind.ACCEPTANCE_RECEIPT, training=True))
    ):
        folder = tmp_path / str(n)
        folder.mkdir()
        first = as_pil(picture(Document(pdf).sheets[0], DPI / 72))
        assert unlike(first, by_poppler(pdf, folder)[0]) < CLEARLY
        plain = as_pil(picture(Document(pdf_of(PaperKind.ACCEPTANCE_RECEIPT)).sheets[0], DPI / 72))
        assert ImageChops.difference(first, plain).getbbox() is not None


def with_content(pdf: bytes, code: bytes) -> bytes:
    """The same file with an update that replaces the first page's content."""
    number = int(re.search(rb"/Contents (\d+) 0 R", pdf)[1])  # type: ignore[index]
    root = re.search(rb"/Root (\d+ 0 R)", pdf)[1]  # type: ignore[index]
    before = int(re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", pdf)[1])  # type: ignore[index]
    packed = zlib.compress(code)
    body = b"\n%d 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(packed),
        packed,
    )
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 99 /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + body + table % (number, len(pdf) + 1, root, before, len(pdf) + len(body))


def test_an_update_wins_and_an_unknown_operator_is_refused(qtbot: QtBot) -> None:
    pdf = pdf_of(PaperKind.CONSULTATION_SLIP)
    changed = Document(with_content(pdf, b"0 0 50 50 re f")).sheets[0]
    image = picture(changed, 1)
    assert image.pixelColor(10, image.height() - 10).lightness() == 0
    assert image.pixelColor(200, 200).lightness() == 255
    for code in (b"/Im1 Do", b"(a) Tj", b"Q", b"1 0 0 re f", b"/F9+0 10 Tf"):
        with pytest.raises(Unreadable):
            picture(Document(with_content(pdf, code)).sheets[0], 1)


@pytest.mark.parametrize(
    "damage",
    [
        lambda pdf: b"",
        lambda pdf: pdf[: len(pdf) // 2],
        lambda pdf: pdf.replace(b"/MediaBox", b"/NediaBox"),
        lambda pdf: pdf.replace(b"/TrueType", b"/Type3xxx"),
        lambda pdf: pdf.replace(b"stream\n", b"stream\n\x00\x01\x02", 3),
        lambda pdf: b"%PDF-1.3\n" + b"[" * 5_000,
    ],
)
def test_a_damaged_file_is_refused_and_nothing_else_happens(damage: object, qtbot: QtBot) -> None:
    broken = damage(pdf_of(PaperKind.INQUIRY_RESULT))  # type: ignore[operator]
    with pytest.raises(Unreadable):
        pictures(broken, 400, 1.0)


def test_objects_are_read_as_the_standard_writes_them() -> None:
    reader = Reader(b"<< /A [1 -2.5 (a\\(b\\)\\051\\\n) <616> /N#x true null 3 0 R] >> % rest")
    assert str(reader.thing()) == (
        "{'A': [1, -2.5, b'a(b))', b'a`', 'N#x', True, None, Reference(number=3)]}"
    )
    assert reader.done


def test_the_preview_turns_sheets_and_sizes_by_key(desk: LiveDesk, qtbot: QtBot) -> None:
    tasks = Tasks(desk, at_once=True)
    view = Preview("preview", tasks)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.show_pdf(pdf_of(PaperKind.ACCEPTANCE_RECEIPT), "收件回执")
    assert view.sheet_count == 2
    assert view.accessibleName() == "收件回执 预览"
    assert view.accessibleDescription() == "2 页"
    width = view.images()[0].width()
    assert width <= view.viewport().width()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 300
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == 0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.images()[0].width() > width
    view.show_pdf(b"no pdf", "?")
    assert view.sheet_count == 0
    assert "显示不了" in view.accessibleDescription()
    tasks.close()
