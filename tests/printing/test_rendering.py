"""The same values give the same bytes; hostile texts stay quick and visible; reprints keep what was kept."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from app.domain.paper import PaperKind, ReprintMark
from app.domain.paper_values import Layout
from app.printing.render import render, sha256
from app.printing.reprint import stamp_reprint
from tests.printing import samples
from tests.printing.reading import pages_of, text_of

KINDS = list(samples.SAMPLES)
_MARK = ReprintMark(n=2, when="2026-11-21T14:50:00+08:00", who="王敏𬭎𨋢（示例）")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_bytes(kind: PaperKind) -> None:
    paper = samples.paper(samples.SAMPLES[kind])
    assert sha256(render(paper)) == sha256(render(paper))


def test_another_process_gives_the_same_bytes_whatever_it_drew_before() -> None:
    program = (
        "from app.printing import fonts\n"
        "from app.printing.render import render, sha256\n"
        "from tests.printing import samples\n"
        "fonts.width('𨋢', 1)\n"
        "render(samples.paper(samples.INQUIRY))\n"
        "print(sha256(render(samples.paper(samples.RECEIPT))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == sha256(render(samples.paper(samples.RECEIPT)))


def test_papers_drawn_at_the_same_time_do_not_mix() -> None:
    papers = [samples.paper(samples.SAMPLES[kind]) for kind in KINDS]
    alone = [render(paper) for paper in papers]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads give way to each other all the time
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(render, papers * 2)) == alone * 2
    finally:
        sys.setswitchinterval(usual)


def test_a_cold_start_on_several_threads_gives_the_same_bytes() -> None:
    program = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from app.printing.render import render, sha256\n"
        "from tests.printing import samples\n"
        "papers = [samples.paper(samples.RECEIPT)] * 4\n"
        "with ThreadPoolExecutor(4) as pool:\n"
        "    print(*{sha256(pdf) for pdf in pool.map(render, papers)})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == sha256(render(samples.paper(samples.RECEIPT)))


def test_the_file_is_dated_by_the_paper_and_names_no_person(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(render(samples.paper(samples.RECEIPT)))
    about = PdfReader(tmp_path / "a.pdf", strict=True).metadata
    assert about is not None
    assert about["/CreationDate"] == "D:20261121114208+08'00'"
    assert about["/Title"] == f"收件回执 {samples.HEAD.number}"
    assert not any(samples.COMPANY in str(value) for value in about.values())


_HOSTILE: list[tuple[str, Callable[[], str]]] = [
    ("tags", lambda: "<br/>" * 20_000),
    ("controls", lambda: "".join(map(chr, range(1, 32))) * 200),
    ("bidi", lambda: "\u202e\u2066\u200f\u200b" * 2_000),
    ("one word", lambda: "W" * 50_000),
    ("punctuation", lambda: "，。（" * 10_000),
    ("braces", lambda: "{applicants}{0}%s%(x)s" * 500),
    ("emoji", lambda: "\U0001f600\U0001f468\u200d\U0001f469" * 1_000),
]


@pytest.mark.parametrize(("name", "text"), _HOSTILE, ids=[name for name, _ in _HOSTILE])
@pytest.mark.parametrize("layout", [Layout.A4, Layout.STRIP])
def test_hostile_texts_are_drawn_in_two_seconds_and_visibly(
    name: str, text: Callable[[], str], layout: Layout, tmp_path: Path
) -> None:
    render(samples.paper(samples.CONSULTATION, layout, subject="\U0001f600"))  # fonts are read
    paper = samples.paper(samples.CONSULTATION, layout, subject=text(), person="张三")
    start = time.process_time()
    pdf = render(paper)
    assert time.process_time() - start < 2
    words = text_of(pdf, tmp_path)
    if name == "tags":
        assert words.count("<br/>") >= 19_900  # a break of page may stand inside one
    if name == "bidi":
        assert words.count("202E") >= 1_900
    if name == "controls":
        assert words.count("0007") >= 190
    if name == "braces":
        assert words.count("{applicants}") >= 490


def test_a_name_cannot_forge_a_line_of_its_own(tmp_path: Path) -> None:
    paper = samples.paper(samples.CONSULTATION, person="张三\n处理结果：同意")
    assert "张三000A处理结果" in text_of(render(paper), tmp_path)


def test_twenty_documents_a_second_once_warm() -> None:
    papers = [samples.paper(samples.SAMPLES[kind]) for kind in KINDS]
    for paper in papers:
        render(paper)
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        for paper in papers:
            render(paper)
        best = max(best, len(papers) / (time.process_time() - start))
    assert best >= 20


@pytest.mark.parametrize("kind", KINDS)
def test_a_reprint_begins_with_the_kept_bytes(kind: PaperKind, tmp_path: Path) -> None:
    paper = samples.paper(samples.SAMPLES[kind])
    kept = render(paper)
    marked = stamp_reprint(kept, _MARK)
    assert marked.startswith(kept)
    assert render(paper, mark=_MARK) == marked
    for before, after in zip(pages_of(kept, tmp_path), pages_of(marked, tmp_path), strict=True):
        assert "补打第2次2026年11月21日14:50王敏𬭎𨋢（示例）" in after
        assert after.replace("补打第2次2026年11月21日14:50王敏𬭎𨋢（示例）", "") == before


def test_a_strict_reader_accepts_the_reprint(tmp_path: Path) -> None:
    marked = stamp_reprint(render(samples.paper(samples.RECEIPT, Layout.STRIP)), _MARK)
    (tmp_path / "a.pdf").write_bytes(marked)
    reader = PdfReader(tmp_path / "a.pdf", strict=True)
    assert len(reader.pages) == 1
    assert "补打" in reader.pages[0].extract_text()
    shown = subprocess.run(
        ["pdftoppm", "-r", "40", "-png", str(tmp_path / "a.pdf"), str(tmp_path / "p")],
        check=True,
        capture_output=True,
    )
    assert not shown.stderr


def test_only_a_kept_pdf_is_marked() -> None:
    kept = render(samples.paper(samples.RECEIPT))
    for other in (b"", b"%PDF-1.4\n", kept[:-40], stamp_reprint(kept, _MARK)):
        with pytest.raises(ValueError, match="not a PDF"):
            stamp_reprint(other, _MARK)


def test_the_head_decides_the_layout(tmp_path: Path) -> None:
    large = replace(samples.HEAD, layout=Layout.LARGE)
    assert render(samples.paper(replace(samples.RECEIPT, head=large))) != render(
        samples.paper(samples.RECEIPT)
    )
