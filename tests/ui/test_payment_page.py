"""The payment page through the real window: priced live, kept on disk, recorded once, undone by two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.case import CaseStatus, Decision
from app.domain.identifiers.check_digits import patent as check_digit
from app.domain.paper import PrintState
from app.domain.payment import Channel, Payment, PaymentKind, PaymentStatus
from app.ui.desk import Desk as ScreenDesk
from app.ui.language import speak
from app.ui.pages.payment.page import PaymentPage
from app.ui.pages.payment.sheet_line import SheetLine
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.plain import ShortLabel
from app.ui.window import Window
from app.usecases.confirm_payment import ConfirmPayment, confirm_payment
from app.usecases.desk import Desk
from app.usecases.drafts import keep_draft
from app.usecases.quoting import quote_case
from app.usecases.record_payment import record_payment
from app.usecases.visits import OpenVisit, open_visit
from localdb import cases, drafts, payments, visits
from tests.support import matters
from tests.ui.conftest import SetClock
from tests.ui.typing import done, enter, focus_name, press, write

Key = Qt.Key
AGENCY = "杭州云栖知识产权代理有限公司（示例）"


@pytest.fixture(autouse=True)
def leave(inside: Window) -> Iterator[None]:
    """A test ends as a sign-in does: every form is saved and closed while the store is open."""
    yield
    inside.stack.forget()


def number(front: str) -> str:
    """Twelve digits and their check character, as the notice writes them."""
    return front + check_digit(front)


def sheet_of(window: Window, **request: object) -> PaymentPage:
    window.go("payment", **request)
    page = window.stack.current()
    assert isinstance(page, PaymentPage)
    return page


def every(desk: LiveDesk) -> list[Payment]:
    def read(tx: Any) -> list[Payment]:
        return [found for row in payments.page(tx) if (found := payments.load(tx, row.id))]

    return desk.database.read(read)


def annual(page: PaymentPage, front: str, year: int, *, due: str = "") -> None:
    """One annual fee on the line in front; a design of 2023 in year 3 costs 600.00."""
    editor = page.sheet.lines.editor
    write(editor.number_box, number(front))
    write(editor.facts.cells["patent_year"].entry.boxes()[0], str(year))
    if due:
        write(editor.facts.cells["due"].entry.boxes()[0], due)


def payer(page: PaymentPage, name: str = AGENCY, reference: str = "POS20261121001") -> None:
    write(page.sheet.payer.lines["payer_name"], name)
    page.sheet.payer.lines["reference"].clear()
    write(page.sheet.payer.lines["reference"], reference)


def test_the_whole_way_by_keyboard(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    """From Ctrl+5 to the recorded payment without a mouse and without a box in the way."""
    press(inside, Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    page = inside.stack.current()
    assert isinstance(page, PaymentPage)
    assert focus_name() == "pay_number"
    write(page.sheet.lines.editor.number_box, number("202330123456"))
    enter(inside, 3)
    assert focus_name() == "fact_patent_year"
    write(page.sheet.lines.editor.facts.cells["patent_year"].entry.boxes()[0], "3")
    enter(inside, 6)
    assert focus_name() == "pay_payer_name"
    write(page.sheet.payer.lines["payer_name"], AGENCY)
    enter(inside, 3)
    assert focus_name() == "pay_reference"
    write(page.sheet.payer.lines["reference"], "POS1")
    press(inside, Key.Key_F9)
    (made,) = every(desk)
    assert (made.total_fen, made.status, made.channel) == (60000, PaymentStatus.CONFIRMED, Channel.POS)
    assert made.lines[0].right_number == f"202330123456.{check_digit('202330123456')}"
    assert page.record.number.text().replace(" ", "") == made.number
    assert page.record.total.text() == "¥ 600.00"
    desk.settings.put("printer", "")
    press(inside, Key.Key_F12)
    qtbot.waitUntil(lambda: len(list(desk.profile.papers.glob("*.pdf"))) == 2)
    assert inside.stack.stem == "payment"
    qtbot.waitUntil(lambda: all(paper.state is PrintState.SAVED for paper in page.record.papers.rows.rows))


def test_the_price_stands_there_with_its_reason(inside: Window) -> None:
    page = sheet_of(inside)
    annual(page, "202310123456", 4, due="20260901")
    page.sheet.check()
    assert page.sheet.due.total_fen == 132000
    assert page.sheet.due.capitals.text() == "人民币壹仟叁佰贰拾元整"
    page.sheet.due.why.click()
    told = " ".join(label.text() for label in page.sheet.due.room.findChildren(type(page.sheet.due.title)))
    assert "10%" in told
    assert "专利和集成电路布图设计缴费服务指南" in told


def test_a_wrong_number_is_told_at_its_field_when_it_is_left(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    editor = page.sheet.lines.editor
    right = number("202310123456")
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    write(editor.number_box, wrong[:-1])
    assert editor.number.told() == ""
    write(editor.number_box, wrong[-1])
    enter(inside)
    page.sheet.check()
    assert "校验位" in editor.number.told()
    assert editor.number_box.property("state") == "error"
    payer(page)
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert focus_name() == "pay_number"
    assert page.sheet.payer.payer().payer_name == AGENCY
    assert editor.number_box.text() == wrong


def test_the_kind_of_number_brings_its_fee(inside: Window) -> None:
    page = sheet_of(inside)
    editor = page.sheet.lines.editor
    write(editor.number_box, f"BS.26512345.{check_digit('26512345')}")
    enter(inside)
    assert editor.line().fee == "ic_registration"
    assert page.sheet.lines.editor.fee_box.value() == "ic_registration"


def test_errors_stand_in_form_order_and_f7_walks_them(inside: Window) -> None:
    page = sheet_of(inside)
    write(page.sheet.lines.editor.number_box, number("202310123456"))
    write(page.sheet.payer.lines["phone"], "1380000")
    press(inside, Key.Key_F7)
    told = page.sheet.problems.texts()
    assert [text.partition("：")[0] for text in told] == ["缴纳年度", "缴费人", "手机号"]
    assert focus_name() == "fact_patent_year"
    press(inside, Key.Key_F7)
    assert focus_name() == "pay_payer_name"
    assert page.sheet.payer.cells["payer_name"].told() == "还没有填写"
    press(inside, Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert focus_name() == "fact_patent_year"


def test_several_rights_make_one_payment(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    press(inside, Key.Key_Insert)
    annual(page, "202330654321", 4)
    payer(page)
    press(inside, Key.Key_F10)
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert [line.total_fen for line in made.lines] == [60000, 90000]
    assert made.total_fen == 150000
    assert len(page.record.papers.rows.rows) == 2


def test_the_same_fee_twice_is_refused_at_its_line(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    press(inside, Key.Key_Insert)
    annual(page, "202330123456", 3)
    payer(page)
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert "出现了两次" in page.sheet.problems.texts()[0] or "202330123456" in page.sheet.problems.texts()[0]
    assert page.sheet.lines.lines()[1].number


def test_a_line_can_be_left_out(inside: Window, desk: LiveDesk) -> None:
    """One wrong number of a batch never keeps the others from being paid."""
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    press(inside, Key.Key_Insert)
    write(page.sheet.lines.editor.number_box, "2023306543210")
    payer(page)
    press(inside, Key.Key_F10)
    assert every(desk) == []
    page.sheet.lines.table.setFocus()
    page.sheet.lines.table.choose(1)
    press(inside, Key.Key_Space)
    assert page.sheet.lines.lines()[1].out
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert len(made.lines) == 1
    assert "1" in page.record.next.text()


def test_part_by_card_and_part_in_cash_is_two_records_typed_once(inside: Window, desk: LiveDesk) -> None:
    """What the first record left out waits on disk with its payer and its visit; F4 brings it."""
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    press(inside, Key.Key_Insert)
    annual(page, "202330654321", 4)
    payer(page)
    write(page.sheet.payer.lines["phone"], "13800000000")
    page.sheet.check()
    page.sheet.lines.table.setFocus()
    page.sheet.lines.table.choose(1)
    press(inside, Key.Key_Space)
    press(inside, Key.Key_F10)
    assert "F4" in page.record.next.text()
    page.left()
    (kept,) = desk.database.read(drafts.every)
    assert kept.extra["about"] == AGENCY
    press(inside, Key.Key_F4)
    assert focus_name() == "pay_channel"
    told = page.sheet.payer.payer()
    assert (told.payer_name, told.phone, told.reference) == (AGENCY, "13800000000", "")
    press(inside, Key.Key_Home)
    assert page.sheet.payer.payer().channel is Channel.CASH
    press(inside, Key.Key_F10)
    assert {(p.channel, p.total_fen, p.status) for p in every(desk)} == {
        (Channel.POS, 60000, PaymentStatus.CONFIRMED),
        (Channel.CASH, 90000, PaymentStatus.CONFIRMED),
    }
    assert len({p.visit_id for p in every(desk)}) == 1
    assert desk.database.read(drafts.every) == []
    press(inside, Key.Key_F4)
    assert page.sheet.lines.lines() == (SheetLine(),)


def test_a_sheet_for_somebody_else_forgets_the_visit(inside: Window, desk: LiveDesk) -> None:
    """As acceptance does: a new sheet asked for without a visit is not the last visitor's."""
    earlier = done(desk.call(open_visit, OpenVisit(visitor_name="来访人甲（示例）")))
    sheet_of(inside, visit_id=earlier.id, new=True)
    page = sheet_of(inside, new=True)
    annual(page, "202330123456", 3)
    payer(page)
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert made.visit_id != earlier.id


def test_a_copied_table_becomes_lines(inside: Window) -> None:
    """Number, year and filing date as a spreadsheet copies them."""
    page = sheet_of(inside)
    rows = [f"{number(f'20233012345{n}')}\t4\t2023-10-2{n}" for n in range(4)]
    QGuiApplication.clipboard().setText("\n".join(rows))
    page.sheet.lines.editor.number_box.setFocus()
    press(inside, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.sheet.check()
    lines = page.sheet.lines.lines()
    assert [line.facts["patent_year"] for line in lines] == [4, 4, 4, 4]
    assert [line.facts["filing_date"] for line in lines] == [f"2023-10-2{n}" for n in range(4)]
    # due 20 to 23 October 2026, paid on 21 November: only the first is in its second month of lateness
    assert [one.fen for one in page.sheet._judged] == [94500, 90000, 90000, 90000]


def test_every_key_is_on_disk_soon(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    payer(page, reference="")
    page.sheet.payer.lines["reference"].setText("")

    def kept() -> bool:
        return bool(desk.database.read(drafts.every))

    qtbot.waitUntil(kept, timeout=2000)
    (draft,) = desk.database.read(drafts.every)
    assert draft.kind == "payment"
    assert draft.extra["about"] == AGENCY
    inside.go("workbench")
    inside.stack.forget()
    page = sheet_of(inside, draft_id=draft.id)
    assert page.sheet.lines.lines()[0].facts["patent_year"] == 3
    assert page.sheet.payer.payer().payer_name == AGENCY
    assert page.sheet.due.total_fen == 60000


def test_leaving_the_page_keeps_the_sheet(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    inside.go("workbench")
    assert len(desk.database.read(drafts.every)) == 1
    inside.go("payment")
    assert page.sheet.lines.lines()[0].number.startswith("202330123456")


def test_a_recorded_sheet_leaves_no_draft(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    page.sheet.keeper.keep_now()
    payer(page)
    press(inside, Key.Key_F10)
    page.left()
    assert desk.database.read(drafts.every) == []


def test_a_voided_draft_can_be_taken_back(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    page.sheet.keeper.keep_now()
    press(inside, Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert desk.database.read(drafts.every) == []
    assert page.sheet.lines.lines() == (SheetLine(),)
    toast = inside.inside.toasts._shown[-1]
    toast.undo.click()
    assert page.sheet.lines.lines()[0].number.startswith("202330123456")
    assert len(desk.database.read(drafts.every)) == 1


def test_a_parked_sheet_waits_on_the_workbench(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    press(inside, Key.Key_F6)
    (draft,) = desk.database.read(drafts.every)
    assert draft.parked
    assert page.sheet.lines.lines() == (SheetLine(),)


def test_recording_one_sheet_twice_makes_one_payment(inside: Window, desk: LiveDesk) -> None:
    """The sheet's id is the key: a second try after a lost answer finds the first record."""
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    payer(page)
    page.sheet.check()
    request = page.sheet._request()
    done(desk.call(record_payment, request))
    press(inside, Key.Key_F10)
    assert len(every(desk)) == 1
    assert page.stack.currentWidget() is page.record


def filed_case(desk: LiveDesk, phone: str = "13800000000") -> Any:
    """An accepted invention application with the fee it was quoted."""
    matter = matters.matter("PAT-APP-INV")
    state = matters.state_of("PAT-APP-INV", matters.invention())
    deeds = Desk(rules=desk.rulebook, clock=desk.clock)
    case = matters.case_of(
        "PAT-APP-INV",
        matters.invention(),
        matters.received(state),
        CaseStatus.ACCEPTED,
        Decision.ACCEPT,
    )
    station = desk.station
    case = replace(
        case,
        number=f"1{station.outlet}{station.window}{station.series}26112100017"[:24],
        applicant_name="<b>示例</b>&科技有限公司",
        contact_phone=phone,
        quote=quote_case(deeds, matter, state),
        outlet=station.outlet,
        window=station.window,
    )

    def enter_it(tx: Any) -> None:
        from app.domain.visit import Visit

        visits.save(tx, Visit(id="v", opened_at=case.received_at))
        cases.save(tx, case)

    desk.database.run(enter_it)
    return case


def test_the_fee_of_a_case_is_there_at_once(inside: Window, desk: LiveDesk) -> None:
    case = filed_case(desk)
    page = sheet_of(inside, case_id=case.id)
    assert case.quote is not None
    assert page.sheet.due.total_fen == case.quote.total_fen > 0
    assert page.sheet.payer.payer().payer_name == "<b>示例</b>&科技有限公司"
    assert focus_name() == "pay_payer_name"
    write(page.sheet.payer.lines["reference"], "POS2")
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert made.case_id == case.id
    assert made.total_fen == case.quote.total_fen
    assert page.record.about.text().startswith("<b>示例</b>&科技有限公司")
    assert page.record.about.textFormat() is Qt.TextFormat.PlainText
    sheet_of(inside, case_id=case.id)
    assert made.paid_on in page.sheet.before.text()


def test_a_landline_is_not_taken_for_the_mobile_of_the_bill(inside: Window, desk: LiveDesk) -> None:
    landline = filed_case(desk, "0571-81234567")
    page = sheet_of(inside, case_id=landline.id)
    assert page.sheet.payer.payer().phone == ""
    assert page.sheet.payer.payer().payer_name


def test_a_mobile_comes_along(inside: Window, desk: LiveDesk) -> None:
    mobile = filed_case(desk)
    page = sheet_of(inside, case_id=mobile.id)
    assert page.sheet.payer.payer().phone == "13800000000"


def test_without_a_reference_it_waits_to_be_confirmed(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    payer(page, reference="")
    page.sheet.payer.lines["reference"].clear()
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert made.status is PaymentStatus.PENDING
    assert page.record.next.text()
    sheet_of(inside, filter="unconfirmed")
    assert [row.id for row in page.book.table.rows.rows] == [made.id]
    assert page.tabs.buttons["unconfirmed"].text().endswith(" 1")
    enter(inside)
    assert page.record.shows(made.id)


def test_after_a_payment_its_list_is_marked_and_nothing_warns(inside: Window, desk: LiveDesk) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    payer(page)
    press(inside, Key.Key_F10)
    assert marked(page) == ["today"]
    bar = inside.inside.bar
    assert (reason_of(bar).whole(), reason_of(bar).property("role")) == ("此笔收费已确认", "hint")
    page.to_list("all")
    enter(inside)
    assert page.stack.currentWidget() is page.record
    assert marked(page) == ["all"], "it was opened from there"
    page.start()
    assert marked(page) == ["new"]
    assert reason_of(bar).whole() == ""


def test_what_is_confirmed_leaves_the_list_of_what_waits(inside: Window) -> None:
    page = waiting(inside, "202330123456")
    enter(inside)
    assert marked(page) == ["unconfirmed"]
    press(inside, Key.Key_F9)
    write(page.stack.arrivals.card.reference, "ORDER-9001")
    press(inside, Key.Key_F10)
    assert marked(page) == ["today"]


def test_a_record_asked_for_elsewhere_stands_in_its_list(
    inside: Window, desk: LiveDesk, clock: SetClock
) -> None:
    page = sheet_of(inside)
    annual(page, "202330123456", 3)
    payer(page)
    press(inside, Key.Key_F10)
    clock.at = clock.at.replace(day=22)
    (made,) = every(desk)
    assert marked(sheet_of(inside, record_id=made.id)) == ["all"]


def marked(page: PaymentPage) -> list[str]:
    return [name for name, button in page.tabs.buttons.items() if button.isChecked()]


def reason_of(bar: ActionBar) -> ShortLabel:
    """What stands beside the main deed."""
    return next(label for label in bar.findChildren(ShortLabel) if label.isVisible())


def waiting(window: Window, *fronts: str) -> PaymentPage:
    """Payments without a reference, one for each right, and the list of what waits in front."""
    for front in fronts:
        page = sheet_of(window, new=True)
        annual(page, front, 3)
        payer(page, reference="")
        press(window, Key.Key_F10)
    return sheet_of(window, filter="unconfirmed")


def test_what_waits_is_confirmed_one_after_another_by_keyboard(inside: Window, desk: LiveDesk) -> None:
    """Bank statement beside the keyboard: F9, number, F9, and the next one is under the cursor."""
    page = waiting(inside, "202330123456", "202330654321")
    upper, lower = (row.id for row in page.book.table.rows.rows)
    assert focus_name() == "payment_table"
    press(inside, Key.Key_F9)
    card = page.stack.arrivals.card
    assert card.isVisible()
    assert focus_name() == "arrival_reference"
    assert "¥ 600.00" in card.about.text()
    write(card.reference, "33010020261121000482")
    press(inside, Key.Key_F9)
    assert not card.isVisible()
    state = {p.id: (p.status, p.reference, p.confirmed_on, p.confirmer_id) for p in every(desk)}
    assert state[upper] == (PaymentStatus.CONFIRMED, "33010020261121000482", "2026-11-21", "3301")
    assert state[lower][0] is PaymentStatus.PENDING
    assert inside.said()[-1].startswith("已确认到账：")
    assert page.tabs.buttons["unconfirmed"].text().endswith(" 1")
    current = page.book.table.current()
    assert current is not None
    assert current.id == lower
    assert focus_name() == "payment_table"
    page.book.arrive_it.click()
    assert card.reference.text() == ""
    write(card.reference, "ORDER-9001")
    press(inside, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {p.status for p in every(desk)} == {PaymentStatus.CONFIRMED}
    assert page.book.table.rows.rows == []
    assert not page.book.arrive_it.isEnabled()
    assert page.reason_against("payment.collect")


def test_a_confirmation_says_at_its_boxes_what_is_wrong(inside: Window, desk: LiveDesk) -> None:
    page = waiting(inside, "202330123456")
    press(inside, Key.Key_F9)
    card = page.stack.arrivals.card
    press(inside, Key.Key_F9)
    assert card.cells["reference"].told() == "还没有填写"
    write(card.reference, "ORDER-9001")
    card.day.setText("20261122")
    press(inside, Key.Key_F9)
    assert "2026-11-21" in card.cells["confirmed_on"].told()
    assert focus_name() == "arrival_day"
    card.day.setText("20261301")
    press(inside, Key.Key_F9)
    assert card.cells["confirmed_on"].told()
    assert [p.status for p in every(desk)] == [PaymentStatus.PENDING]
    press(inside, Key.Key_Escape)
    assert not card.isVisible()
    assert inside.stack.stem == "payment"
    assert focus_name() == "payment_table"
    press(inside, Key.Key_F9)
    assert card.reference.text() == "ORDER-9001"


def test_a_record_is_confirmed_where_it_is_read(inside: Window, desk: LiveDesk) -> None:
    page = waiting(inside, "202330123456")
    enter(inside)
    page.record.arrive_it.click()
    card = page.stack.arrivals.card
    write(card.reference, "ORDER-9001")
    card.slip.setChecked(True)
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert made.status is PaymentStatus.CONFIRMED
    assert page.record.status.text() == "已确认"
    assert "2026-11-21 到账" in page.record.where.text()
    assert not page.record.arrive_it.isVisible()
    kinds = [paper.kind.value for paper in page.record.papers.rows.rows]
    assert kinds.count("payment_record") == 2


def test_the_card_s_button_is_never_below_the_window(inside: Window) -> None:
    page = waiting(inside, "202330123456")
    inside.resize(1366, 660)
    speak("en")
    inside.retranslate()
    enter(inside)
    press(inside, Key.Key_F9)
    press(inside, Key.Key_F9)
    card = page.stack.arrivals.card
    QCoreApplication.processEvents()
    lower = card.do_it.mapTo(inside, card.do_it.rect().bottomLeft()).y()
    bar = inside.inside.bar
    assert lower < bar.mapTo(inside, bar.rect().topLeft()).y()


def test_a_record_elsewhere_closed_meanwhile_says_so(inside: Window, desk: LiveDesk) -> None:
    page = waiting(inside, "202330123456")
    press(inside, Key.Key_F9)
    card = page.stack.arrivals.card
    write(card.reference, "ORDER-9001")
    (made,) = every(desk)
    done(desk.call(confirm_payment, ConfirmPayment(payment_id=made.id, reference="ORDER-1")))
    press(inside, Key.Key_F9)
    assert "ORDER-1" in card.line.text()
    assert every(desk)[0].reference == "ORDER-1"


def recorded(window: Window) -> PaymentPage:
    page = sheet_of(window)
    annual(page, "202330123456", 3)
    payer(page)
    press(window, Key.Key_F10)
    return page


def ask_void(page: PaymentPage, staff: str, secret: str, reason: str = "金额看错") -> None:
    card = page.record.undo
    card.reason.setText("")
    write(card.reason, reason)
    card.staff.setText(staff)
    card.secret.setText(secret)
    card.do_it.click()


def test_a_void_needs_a_second_person(inside: Window, desk: LiveDesk) -> None:
    page = recorded(inside)
    press(inside, Key.Key_F8)
    card = page.record.undo
    assert card.isVisible()
    assert focus_name() == "void_reason"
    card.do_it.click()
    assert card.cells["reason"].told() == "还没有填写"
    ask_void(page, "3390", "wrong-secret-1")
    assert "口令" in card.cells["staff"].told()
    assert card.secret.text() == ""
    ask_void(page, "3301", "onewindow-1")
    assert card.cells["staff"].told()
    assert focus_name() == "void_staff"
    assert [p.status for p in every(desk)] == [PaymentStatus.CONFIRMED]
    assert card.reason.text() == "金额看错"


def test_two_people_void_a_record(inside: Window, desk: LiveDesk) -> None:
    page = recorded(inside)
    press(inside, Key.Key_F8)
    ask_void(page, "3390", "onewindow-1")
    by_kind = {p.kind: p for p in every(desk)}
    original, void = by_kind[PaymentKind.RECORD], by_kind[PaymentKind.VOID]
    assert original.status is PaymentStatus.VOIDED
    assert (void.refers_to, void.second_id, void.reason) == (original.id, "3390", "金额看错")
    assert page.record.shows(void.id)
    page.record.other.click()
    assert page.record.shows(original.id)
    assert not page.record.may_undo()
    assert page.reason_against("payment.undo")


def test_an_older_record_is_refunded(inside: Window, desk: LiveDesk, clock: SetClock) -> None:
    from datetime import timedelta

    page = recorded(inside)
    made = every(desk)[0]
    clock.at += timedelta(days=2)
    sheet_of(inside, record_id=made.id)
    press(inside, Key.Key_F8)
    assert page.record.undo.how.value() is True
    ask_void(page, "3390", "onewindow-1", "多缴")
    assert {p.kind for p in every(desk)} == {PaymentKind.RECORD, PaymentKind.REFUND}


def test_the_day_s_sums_take_voids_off(inside: Window, desk: LiveDesk) -> None:
    page = recorded(inside)
    sheet_of(inside, filter="today")
    assert "合计 ¥ 600.00" in page.book.sums.text()
    enter(inside)
    press(inside, Key.Key_F8)
    ask_void(page, "3390", "onewindow-1")
    sheet_of(inside, filter="today")
    assert "合计 ¥ 0.00" in page.book.sums.text()
    amounts = [page.book.table.rows.data(page.book.table.rows.index(row, 8)) for row in range(2)]
    assert sorted(amounts) == ["-600.00", "600.00"]


def test_the_list_is_searched(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    page = recorded(inside)
    press(inside, Key.Key_F3)
    assert focus_name() == "payment_wanted"
    write(page.book.wanted, "没有这个人")
    qtbot.waitUntil(lambda: page.book.table.rows.rows == [])
    page.book.wanted.clear()
    write(page.book.wanted, "云栖")
    qtbot.waitUntil(lambda: len(page.book.table.rows.rows) == 1)


def test_phone_and_e_mail_are_read_back(inside: Window) -> None:
    page = sheet_of(inside)
    write(page.sheet.payer.lines["phone"], "13800001234")
    write(page.sheet.payer.lines["email"], "fees@example.com")
    enter(inside)
    assert page.sheet.payer.read_back.text() == "请复述：138 0000 1234   fees@example.com"


def test_a_scanned_slip_stays_in_the_reference(inside: Window) -> None:
    page = sheet_of(inside)
    assert page.sheet.payer.lines["reference"].property("takes_scan") is True


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_speaks_both_languages(inside: Window, language: str) -> None:
    page = recorded(inside)
    speak(language)
    inside.retranslate()
    titles = {"zh": "缴费记录", "en": "Payment records"}
    assert page.head.title.text() == titles[language]
    state = {"zh": "已确认", "en": "Confirmed"}
    assert page.record.status.text() == state[language]


def test_the_screen_s_desk_is_enough(desk: LiveDesk) -> None:
    """The page asks nothing that the desk's contract does not promise."""
    promised: ScreenDesk = desk
    assert promised is desk


def test_a_draft_of_an_older_version_opens(inside: Window, desk: LiveDesk) -> None:
    from app.domain.case import Draft

    done(
        desk.call(
            keep_draft, Draft(id="d-old", kind="payment", matter="", values={"payer_name": "旧（示例）"})
        )
    )
    page = sheet_of(inside, draft_id="d-old")
    assert page.sheet.payer.payer().payer_name == "旧（示例）"
    assert page.sheet.lines.lines() == (SheetLine(),)
