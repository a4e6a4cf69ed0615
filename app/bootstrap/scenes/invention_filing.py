"""V1: an invention on paper, 15 claims, 42 pages, 2 priorities, 85 % reduction; paid, papers in hand."""

from __future__ import annotations

from collections.abc import Mapping

from app.bootstrap.scenes.acceptance_steps import answer, fill, page_of, pick_matter, settle, submit
from app.bootstrap.scenes.player import Player
from app.ui.pages.payment.page import PaymentPage
from app.usecases.read_case import OpenCase
from app.usecases.read_payments import OpenPayment

ANSWERS = {
    "q_defence": "否",
    "q_residence": "是",
    "q_agent": "否",
    "q_coapplicants": "否",
    "q_divisional": "否",
    "q_priority": "本国",
    "q_drawings": "是",
    "q_biological": "否",
    "q_sequence": "否",
    "q_genetic": "否",
    "q_grace": "否",
    "q_same_day": "否",
    "q_exam": "否",
    "q_early": "否",
    "q_abroad": "否",
    "q_reduction": "请求，全体",
}
VALUES = {
    "title": "一种茶叶低温萎凋装置",
    "applicants_0_name": "云栖茶业有限公司（示例）",
    "applicants_0_kind": "=企业",
    "applicants_0_certificate_kind": "=统一",
    "applicants_0_certificate_number": "91310000MA1FL0000N",
    "applicants_0_address_division": "990101",
    "applicants_0_address_detail": "示例省示例市示例路 88 号",
    "applicants_0_postcode": "310013",
    "inventors_0_name": "龚吉（示例）",
    "contact_name": "龚吉（示例）",
    "contact_phone": "0571-81234567",
    "contact_address_division": "990101",
    "contact_address_detail": "示例省示例市示例路 88 号",
    "abstract_drawing_no": "1",
    "claims_count": "15",
    "claims_pages": "3",
    "spec_pages": "30",
    "drawing_pages": "12",
    "abstract_pages": "1",
    "fee_reduction_year": "2026",
    "fee_reduction_checked": "=已核验",
    "handler_role": "=单位",
    "handler_name": "龚吉（示例）",
    "handler_certificate_kind": "=居民",
    "handler_certificate_number": "11010519491231002X",
    "handler_phone": "13800000000",
}
EARLIER = (("20260302", "202610000001.9"), ("20260415", "202610000002.3"))
"""Two earlier Chinese applications: filing date and number with its check digit."""


def type_priorities(player: Player) -> None:
    """Two rows of the group, each typed field by field."""
    for row, (day, number) in enumerate(EARLIER):
        if row:
            player.click("field_priorities_add")
        fill(
            player,
            {
                f"priorities_{row}_basis": "=本国",
                f"priorities_{row}_date": day,
                f"priorities_{row}_number_cn": number,
            },
        )


def file_invention(player: Player) -> OpenCase:
    """The acceptance half of V1, up to the number and the receipt."""
    begin(player)
    return finish(player)


def begin(player: Player) -> None:
    """Up to the middle of the form: V6 is interrupted here."""
    pick_matter(player, "发明专利申请")
    answer(player, ANSWERS)
    fill(player, dict(list(VALUES.items())[:9]))


def finish(player: Player) -> OpenCase:
    fill(player, dict(list(VALUES.items())[9:]))
    type_priorities(player)
    player.shot("form")
    player.press("Ctrl+Shift+A")
    settle(player)
    sheet = page_of(player).sheet
    assert sheet is not None
    sheet.fee.why.setChecked(True)
    player.shot("why-this-amount")
    found = submit(player)
    player.shot("accepted")
    return found


def pay(player: Player) -> OpenPayment:
    """F9 with the case's own quote; by POS, with the reference of the slip."""
    player.press("F9")
    player.until(lambda: isinstance(player.window.stack.current(), PaymentPage), "the payment page")
    page = player.window.stack.current()
    assert isinstance(page, PaymentPage)
    player.until(lambda: page.sheet.isVisible() and not player.window.tasks.busy, "the fee lines")
    player.type("pay_phone", "13800000000")
    player.type("pay_reference", "POS-000123")
    player.shot("payment")
    player.press("F10")
    found = player.until(
        lambda: page.record.found if page.stack.currentWidget() is page.record else None,
        "the payment is recorded",
    )
    assert isinstance(found, OpenPayment)
    player.shot("paid")
    return found


def play(player: Player) -> Mapping[str, object]:
    filed = file_invention(player)
    player.keep_papers(filed.papers)
    paid = pay(player)
    player.keep_papers(paid.papers)
    player.until(lambda: player.desk.sync_status().all_delivered, "everything is delivered")
    player.window.go("sync")
    player.shot("delivered")
    return {
        "number": filed.case.number,
        "case_id": filed.case.id,
        "status": filed.case.status.value,
        "quote_fen": filed.case.quote.total_fen if filed.case.quote else 0,
        "payment": paid.payment.number,
        "paid_fen": paid.payment.total_fen,
        "capitals": paid.payment.capitals,
    }
