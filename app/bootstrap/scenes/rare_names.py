"""V7: an applicant with rare characters and `<b>` and `&` in the name, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from app.bootstrap.scenes.acceptance_steps import answer, fill, pick_matter, submit
from app.bootstrap.scenes.player import Player
from app.bootstrap.scenes.trademark_correction import ANSWERS, VALUES, check_papers, take_specimen
from app.domain.refusals import Refused
from app.usecases.inquire import Hit, look_up

NAME = "𬭎㛃<b>A&T</b>茶业有限公司（示例）"
PERSON = "赵𬭎（示例）"


def play(player: Player) -> Mapping[str, object]:
    pick_matter(player, "sbzc")
    answer(player, ANSWERS)
    fill(player, {**VALUES, "applicant_name": NAME, "handler_name": PERSON})
    take_specimen(player)
    check_papers(player)
    player.shot("form-with-rare-names")
    found = submit(player)
    player.shot("accepted")
    player.keep_papers(found.papers)
    hits = {
        text: [asdict(hit) for hit in _found(player, text)]
        for text in ("𬭎㛃", "㛃", "<b>A&T</b>", "&T", NAME)
    }
    player.window.deeds.open_palette("𬭎㛃")
    player.until(player.window.palette_box.isVisible, "the palette")
    player.shot("search")
    player.press("Esc")
    player.until(lambda: player.desk.sync_status().all_delivered, "everything is delivered")
    return {
        "number": found.case.number,
        "name": found.case.applicant_name,
        "hits": hits,
        "case_id": found.case.id,
    }


def _found(player: Player, text: str) -> tuple[Hit, ...]:
    hits = player.desk.call(look_up, text, 10).result()
    return () if isinstance(hits, Refused) else hits
