"""Pictures of the README, taken from the running program: `make gallery`. Open them afterwards.

A trial desk with invented people and its own province; the scenes of the product are played through the real
window, nothing is painted over. Pictures go to `resources/pictures/`, most of them in both themes.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_LOGGING_RULES", "*=false")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QScrollArea, QWidget

from app.bootstrap.opener import Opener
from app.bootstrap.scenes import invention_filing, phone_in_between, trademark_correction
from app.bootstrap.scenes.acceptance_steps import answer, fill, page_of, pick_matter, shown_case
from app.bootstrap.scenes.player import Player
from app.bootstrap.scenes.rare_names import NAME, PERSON
from app.domain.evaluation import Grade
from app.ui.appearance import appear
from app.ui.theme.look import look
from app.ui.theme.tokens import THEMES as COLOUR_THEMES
from app.ui.theme.tokens import colour_names
from app.ui.widgets.card import Card
from tests.journeys.two_screens import invite, two_screens

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = Path(__file__).parents[1] / "resources" / "pictures"
COLOURS = 160
LARGEST = 250_000
THEMES = ("light", "dark")
WANTED = {
    ("V2", "form"): "acceptance",
    ("V2", "papers-checked"): "materials",
    ("V2", "notice-given"): "notice",
    ("V2", "only-the-missing-line"): "answering",
    ("V2", "accepted"): "accepted",
    ("V6", "consultation"): "consultation",
    ("V6", "why-this-amount"): "fee",
    ("V6", "payment"): "payment",
    ("V6", "paid"): "payment-record",
}
"""Scene and its picture -> the name of ours."""
SHEET = ("acceptance_receipt", "correction_notice", "material_list", "payment_record", "evaluation_slip")
"""The papers of the contact sheet, each the first of its kind, then what else there is."""


def keep(picture: Image.Image, name: str) -> None:
    """With a palette, small enough for a repository."""
    packed = io.BytesIO()
    colours = COLOURS
    while True:
        packed.seek(0)
        packed.truncate()
        flat = _flat(picture.convert("RGB"), colours)
        flat.save(packed, "PNG", optimize=True)
        if packed.tell() <= LARGEST or colours <= 16:
            break
        colours -= 16
    (PLACE / f"{name}.png").write_bytes(packed.getvalue())
    print(f"  {name}.png {packed.tell() // 1024} KB")


def _flat(picture: Image.Image, colours: int) -> Image.Image:
    """Few colours, among them every token: a red star of three pixels must not turn grey."""
    named = (tokens.colour(name) for tokens in COLOUR_THEMES.values() for name in colour_names())
    ours = dict.fromkeys(tuple(bytes.fromhex(colour.removeprefix("#"))) for colour in named)
    found = picture.quantize(max(16, colours - len(ours))).getpalette() or []
    ours |= dict.fromkeys(zip(found[::3], found[1::3], found[2::3], strict=True))
    palette = list(ours)[:256]
    nearest: dict[bytes, int] = {}
    pixels = picture.tobytes()
    drawn = bytearray()
    for at in range(0, len(pixels), 3):
        pixel = pixels[at : at + 3]
        if pixel not in nearest:
            away = [sum((a - b) ** 2 for a, b in zip(pixel, one, strict=True)) for one in palette]
            nearest[pixel] = away.index(min(away))
        drawn.append(nearest[pixel])
    flat = Image.frombytes("P", picture.size, bytes(drawn))
    flat.putpalette([part for one in palette for part in one])
    return flat


class Photographer(Player):
    """Plays as the scenes say and keeps the pictures that are wanted, in both themes."""

    scene = ""

    def shot(self, name: str) -> None:
        if wanted := WANTED.get((self.scene, name)):
            self.both(wanted)

    def both(self, name: str) -> None:
        self.until(lambda: not self.window.inside.toasts.shown(), "the last note is gone")
        self.align()
        for theme in THEMES:
            self.one(name, theme)
        look().choose()
        self.rest()

    def align(self) -> None:
        """Scroll as a hand would: a card begins at the top, and the field in use stays in sight."""
        focus = self.window.focusWidget()
        for area in self.window.findChildren(QScrollArea):
            inside = area.widget()
            if (
                not area.isVisible()
                or not isinstance(inside, QWidget)
                or not inside.isAncestorOf(focus or self.window)
            ):
                continue
            bar = area.verticalScrollBar()
            tops = sorted(card.mapTo(inside, card.rect().topLeft()).y() for card in inside.findChildren(Card))
            foot = focus.mapTo(inside, focus.rect().bottomLeft()).y() if focus else 0
            seen = [top for top in tops if top + area.viewport().height() > foot]
            if bar.value() and seen:
                bar.setValue(min(seen[0], bar.maximum()))

    def one(self, name: str, theme: str, window: QWidget | None = None) -> None:
        """The window as it is, once everything that was begun is done."""
        look().choose(theme=theme)
        self.rest()
        keep(_grabbed(window or self.window), f"{name}-{theme}")

    def rest(self) -> None:
        self.until(lambda: not self.window.tasks.busy, "the pages have read")
        for _turn in range(10):
            self.turn()

    def to(self, stem: str, **request: object) -> Any:
        self.window.go(stem, **request)
        self.rest()
        return self.window.stack.current()

    @contextmanager
    def playing(self, scene: str) -> Iterator[None]:
        self.scene = scene
        print(scene)
        yield
        self.scene = ""


def _grabbed(window: QWidget) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def trademark(player: Photographer) -> None:
    """V2: what is missing is said once; the visitor comes back with it."""
    with player.playing("V2"):
        noticed = trademark_correction.first_visit(player)
        player.keep_papers(noticed.papers)
        player.to("workbench")
        notice = next(p for p in noticed.papers if p.kind.value == "correction_notice")
        done = trademark_correction.second_visit(player, notice.number)
        player.shot("accepted")
        kept = {paper.id for paper in noticed.papers}
        player.keep_papers(paper for paper in done.papers if paper.id not in kept)


def invention(player: Photographer) -> None:
    """V6 and V1: the phone rings in between; then paid by POS."""
    with player.playing("V6"):
        phone_in_between.play(player)
        player.keep_papers(invention_filing.pay(player).papers)


def second_person(player: Photographer) -> None:
    """A refusal is proposed; it waits for a second person at the same desk."""
    pick_matter(player, "GI-MARK-USE")
    answer(player, {"q_in_area": "否"})
    fill(player, {"producer_name": "云栖茶业有限公司（示例）"})
    player.type("opinion", "生产地址不在保护范围内")
    player.press("F10")
    player.until(lambda: shown_case(player), "the proposal is filed")
    player.type("second_staff", "3390")
    player.type("second_opinion", "同意，依据核对记录")
    player.both("second-check")


def quiet_pages(player: Photographer) -> None:
    """Everything is delivered: inquiry, print centre, settings, delivery."""
    player.until(lambda: player.desk.sync_status().all_delivered, "everything is delivered")
    player.to("inquiry")
    player.type("inquiry_box", "云栖")
    player.press("F10")
    player.rest()
    player.both("inquiry")
    page = player.to("printing")
    page.table.setFocus()
    player.press("Down")
    player.until(lambda: page.preview.sheet_count, "the paper is drawn")
    player.both("printing")
    player.to("evaluation")
    player.both("evaluation")
    visitor = invite(player)
    visitor.form.grades[Grade.DISSATISFIED].click()
    player.rest()
    for theme in THEMES:
        player.one("visitor", theme, visitor)
    look().choose()
    visitor.close()
    player.to("settings")
    player.both("settings")
    player.until(lambda: player.desk.sync_status().all_delivered, "everything is delivered")
    player.to("sync")
    player.both("sync")


def without_a_line(player: Photographer) -> None:
    """The line is cut; a notice with a rare name, a parked form; the workbench of such a day."""
    player.desk.line.cut()
    pick_matter(player, "sbzc")
    answer(player, trademark_correction.ANSWERS)
    fill(player, {**trademark_correction.VALUES, "applicant_name": NAME, "handler_name": PERSON})
    trademark_correction.take_specimen(player)
    trademark_correction.check_papers(player, missing="power_of_attorney")
    player.press("F8")
    found: Any = player.until(lambda: shown_case(player), "the notice is given")
    player.keep_papers(found.papers)
    invention_filing.begin(player)
    player.press("F6")
    player.until(lambda: page_of(player).sheet is None, "the form is parked")
    player.to("sync")
    player.both("offline")
    player.to("workbench")
    player.both("workbench")


def wide_and_english(player: Photographer) -> None:
    pick_matter(player, "商标注册")
    answer(player, trademark_correction.ANSWERS)
    fill(player, trademark_correction.VALUES)
    trademark_correction.take_specimen(player)
    trademark_correction.check_papers(player)
    player.window.resize(1920, 1080)
    player.rest()
    player.align()
    player.one("wide", "light")
    player.window.resize(1366, 768)
    player.window.keep("language", "en")
    appear(player.desk.settings)
    player.window.retranslate()
    player.rest()
    player.one("english", "light")


def contact_sheet(papers: Path) -> None:
    """The kept papers, first page each, as a reader's program draws them."""
    found = sorted(papers.glob("*.pdf"), key=lambda path: (_rank(path), path.name))
    drawn: dict[str, Image.Image] = {}
    for path in found:
        kind = path.name.rsplit("-", 1)[0]
        if kind not in drawn:
            target = path.with_suffix("")
            subprocess.run(
                ["pdftoppm", "-r", "70", "-png", "-singlefile", str(path), str(target)], check=True
            )
            drawn[kind] = Image.open(target.with_suffix(".png")).convert("RGB")
    gap = 24
    sheets = list(drawn.values())[:5]
    height = max(sheet.height for sheet in sheets)
    width = sum(sheet.width for sheet in sheets)
    whole = Image.new("RGB", (width + gap * (len(sheets) + 1), height + 2 * gap), "#dfe4ea")
    across = gap
    for sheet in sheets:
        whole.paste(sheet, (across, gap))
        across += sheet.width + gap
    keep(whole, "papers")


def _rank(path: Path) -> int:
    kind = path.name.rsplit("-", 1)[0]
    return SHEET.index(kind) if kind in SHEET else len(SHEET)


def main(folder: Path) -> int:
    PLACE.mkdir(exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = two_screens(folder)
    player = Photographer(Opener(), folder / "gallery", lambda _text: None)
    parts: tuple[Callable[[Photographer], None], ...] = (
        trademark,
        invention,
        second_person,
        quiet_pages,
        without_a_line,
        wide_and_english,
    )
    try:
        player.start()
        for part in parts:
            part(player)
    finally:
        player.close()
    contact_sheet(player.folder / "papers")
    return 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(main(Path(place)))
