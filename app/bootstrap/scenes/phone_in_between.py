"""V6: the phone rings during V1: park, log a consultation, refer neutrally, return with nothing lost."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from app.bootstrap.scenes.acceptance_steps import page_of
from app.bootstrap.scenes.invention_filing import begin, finish
from app.bootstrap.scenes.player import Player
from app.domain.consultation import ConsultationResult
from app.ui.pages.acceptance.page import AcceptancePage
from app.ui.pages.consultation.page import ConsultationPage

QUESTION = "我们有两件发明专利，想用专利质押融资，该找谁？"
NEED = "专利质押融资对接（示例企业）"


def play(player: Player) -> Mapping[str, object]:
    begin(player)
    sheet = page_of(player).sheet
    assert sheet is not None
    typed = sheet.draft()
    player.press("F6")
    player.until(lambda: page_of(player).sheet is None, "the form is parked")
    talk = _consult(player)
    player.window.go("acceptance", draft_id=typed.id)
    player.until(lambda: _sheet_of(player), "the parked form is back")
    back = page_of(player).sheet
    assert back is not None
    again = back.draft()
    player.shot("back-with-nothing-lost")
    filed = finish(player)
    player.keep_papers(filed.papers)
    player.until(lambda: player.desk.sync_status().all_delivered, "everything is delivered")
    return {
        "number": filed.case.number,
        "same_values": dict(again.values) == dict(typed.values),
        "same_answers": dict(again.answers) == dict(typed.answers),
        **talk,
    }


def _sheet_of(player: Player) -> object:
    page = player.window.stack.current()
    return page.sheet if isinstance(page, AcceptancePage) else None


def _consult(player: Player) -> Mapping[str, object]:
    """From the ring to the saved log; a clerk's fingers take longer than ours, the steps are the same."""
    started = time.monotonic()
    player.press("Ctrl+6")
    player.until(lambda: isinstance(player.window.stack.current(), ConsultationPage), "the page")
    page = player.window.stack.current()
    assert isinstance(page, ConsultationPage)
    form = page.work.form
    player.type("talk_question", QUESTION)
    player.until(lambda: page.work.suggestions.table.rows.rows, "suggestions")
    player.press("Alt+1")
    player.until(lambda: form.talk().knowledge, "the answer is taken over")
    form.set_result(ConsultationResult.OUTSIDE_SERVICE)
    player.choose("talk_referred", "银行")
    player.type("talk_need", NEED)
    player.shot("consultation")
    player.press("F10")
    player.until(lambda: page.work.blank, "the consultation is logged")
    took = time.monotonic() - started
    player.shot("consultation-saved")
    (talk,) = player.desk.call(_newest).result()
    return {
        "consultation_s": round(took, 1),
        "result": talk.result.value,
        "referred_to": talk.referred_to,
        "need": talk.need,
        "category": talk.category,
    }


def _newest(tx: Any, _desk: object, _actor: object) -> list[Any]:
    from localdb import consultations

    rows = consultations.page(tx, None, None, 1)
    return [consultations.load(tx, row.id) for row in rows]
