"""V2: a mark in two classes, more than ten goods in one; the power of attorney is missing, then brought."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.bootstrap.scenes.acceptance_steps import (
    answer,
    fill,
    page_of,
    pick_matter,
    settle,
    shown_case,
    submit,
)
from app.bootstrap.scenes.player import Player
from app.domain.case import CaseStatus
from app.usecases.read_case import OpenCase

ANSWERS = {
    "q_foreign": "否",
    "q_agent": "是",
    "q_co": "否",
    "q_mark": "文字",
    "q_colour": "否",
    "q_portrait": "否",
    "q_priority": "否",
    "q_foreign_papers": "否",
    "q_searched": "是",
}
GOODS = "30：茶；茶饮料；糖果；蜂蜜；糕点；米；面条；调味品；酵母；冰淇淋；咖啡；可可\n35：广告"
"""Twelve goods in class 30: two above the ten that are free."""
VALUES = {
    "applicant_name": "云栖茶业有限公司（示例）",
    "applicant_kind": "=企业",
    "applicant_certificate_kind": "=统一",
    "applicant_certificate_number": "91310000MA1FL0000N",
    "applicant_address_division": "990101",
    "applicant_address_detail": "示例省示例市示例路 88 号",
    "postcode": "310013",
    "contact_name": "龚吉（示例）",
    "contact_phone": "0571-81234567",
    "agency_name": "示例商标代理有限公司（示例）",
    "agency_uscc": "91310000MA1FL0000N",
    "agency_person": "赵立（示例）",
    "mark_text": "云栖一号",
    "colour_designated": "=否",
    "goods": GOODS,
    "handler_role": "=代理",
    "handler_name": "赵立（示例）",
    "handler_certificate_kind": "=居民",
    "handler_certificate_number": "11010519491231002X",
    "handler_phone": "13800000000",
}
SPECIMEN = "mark-specimen.png"


def check_papers(player: Player, *, missing: str = "") -> None:
    """Everything received by one key, then the one that is not there."""
    player.press("Ctrl+Shift+A")
    if missing:
        sheet = page_of(player).sheet
        assert sheet is not None
        sheet.materials.take_cursor(f"materials.{missing}")
        player.turn()
        player.press("2")
    settle(player)


def first_visit(player: Player) -> OpenCase:
    """Up to the one-time notice."""
    pick_matter(player, "商标注册")
    answer(player, ANSWERS)
    fill(player, VALUES)
    take_specimen(player)
    player.shot("form")
    check_papers(player, missing="power_of_attorney")
    player.shot("papers-checked")
    player.press("F8")
    found = player.until(lambda: shown_case(player), "the notice is given")
    assert isinstance(found, OpenCase)
    player.shot("notice-given")
    return found


def take_specimen(player: Player) -> None:
    """The mark's picture, taken from a file."""
    from app.ui.forms.picture import PictureEntry

    path = Path(player.folder) / SPECIMEN
    player.window.grab().copy(0, 0, 64, 64).save(str(path))
    entry = player.find("field_mark_image_entry", PictureEntry)
    entry.take(path)
    player.until(entry.value, "the specimen is referenced")
    settle(player)


def second_visit(player: Player, notice: str) -> OpenCase:
    """The slip is scanned; only what was missing is active; accepted."""
    player.scan(notice)
    player.until(lambda: shown_case(player), "the scanned case")
    player.click("case_answer")
    player.until(lambda: page_of(player).sheet, "the form of the answer")
    player.shot("only-the-missing-line")
    player.press("1")
    settle(player)
    return submit(player)


def play(player: Player) -> Mapping[str, object]:
    noticed = first_visit(player)
    player.keep_papers(noticed.papers)
    player.window.go("workbench")
    player.turn()
    notice = next(p for p in noticed.papers if p.kind.value == "correction_notice")
    done = second_visit(player, notice.number)
    player.shot("accepted")
    player.keep_papers(paper for paper in done.papers if paper.id not in {p.id for p in noticed.papers})
    delivered = player.until(
        lambda: player.desk.sync_status().all_delivered and player.desk.sync_status().queue.delivered,
        "everything is delivered",
    )
    assert done.case.status is CaseStatus.ACCEPTED
    return {
        "number": done.case.number,
        "first_status": noticed.case.status.value,
        "status": done.case.status.value,
        "total_fen": done.case.quote.total_fen if done.case.quote else 0,
        "delivered_ops": delivered,
    }
