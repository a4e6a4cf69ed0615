"""V8: the line drops in the middle of V2, the power goes; the next day everything arrives once."""

from __future__ import annotations

from collections.abc import Mapping

from app.bootstrap.scenes.acceptance_steps import page_of, settle, shown_case, submit
from app.bootstrap.scenes.player import Player
from app.bootstrap.scenes.trademark_correction import first_visit
from app.domain.case import CaseStatus


def play(player: Player) -> Mapping[str, object]:
    player.until(lambda: player.desk.sync_status().confirmed_at, "the province has answered once")
    player.desk.line.cut()
    noticed = first_visit(player)
    unsent = player.desk.sync_status().queue.unsent
    player.shot("offline-notice-given")
    player.window.go("sync")
    player.until(lambda: not player.window.tasks.busy, "the delivery page")
    player.shot("not-delivered")
    said_delivered = player.desk.sync_status().all_delivered
    player.shut_window()
    player.open_window(send=False)
    player.sign_in("3302")
    player.shot("next-day-offline")
    notice = next(p for p in noticed.papers if p.kind.value == "correction_notice")
    player.scan(notice.number)
    player.until(lambda: shown_case(player), "the scanned case")
    player.click("case_answer")
    player.until(lambda: page_of(player).sheet, "the form of the answer")
    player.press("1")
    settle(player)
    done = submit(player)
    player.desk.line.start_sending()
    player.until(
        lambda: player.desk.sync_status().all_delivered and player.desk.sync_status().confirmed_at,
        "everything is delivered",
    )
    player.shot("line-back-all-delivered")
    assert done.case.status is CaseStatus.ACCEPTED
    return {
        "number": done.case.number,
        "case_id": done.case.id,
        "unsent_offline": unsent,
        "said_delivered_offline": said_delivered,
        "status": done.case.status.value,
    }
