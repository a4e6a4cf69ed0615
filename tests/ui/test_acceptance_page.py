"""The acceptance page by keyboard over a real desk: what a tired clerk types, and what is lost or misled."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain import numbering
from app.domain.case import MaterialState
from app.domain.paper import PrintState
from app.domain.refusals import No
from app.ui.language import speak
from app.ui.pages.acceptance.page import AcceptancePage
from app.ui.pages.acceptance.worksheet import Worksheet
from app.ui.widgets.search_combo import SearchCombo
from app.ui.window import Window
from app.usecases.inquire import Inquire, inquire
from app.usecases.visits import OpenVisit, close_visit, open_visit
from app.words.refusals import sentence
from tests.ui.typing import complete, done, press, write


def sheet_for(window: Window, matter: str, **request: object) -> tuple[AcceptancePage, Worksheet]:
    window.go("acceptance", matter=matter, **request)
    page = window.stack.current()
    assert isinstance(page, AcceptancePage)
    assert page.sheet is not None
    return page, page.sheet


def box(sheet: Worksheet, name: str) -> SearchCombo:
    found = sheet.findChild(SearchCombo, name)
    assert isinstance(found, SearchCombo), name
    return found


def settle(sheet: Worksheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not sheet.judging)


def choose(sheet: Worksheet, name: str, typed: str, qtbot: QtBot) -> None:
    """Typed and Enter, as a clerk does."""
    field = box(sheet, name)
    field.setFocus()
    line = field.lineEdit()
    assert line is not None
    line.selectAll()
    write(line, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(sheet, qtbot)


def cursor(window: Window) -> str:
    """Where keys go once the window is in front; a closed list leaves the offscreen one inactive."""
    field = window.focusWidget()
    return field.objectName() if field is not None else ""


def name_producer(sheet: Worksheet, qtbot: QtBot) -> None:
    field = sheet.findChild(QWidget, "field_producer_name")
    assert isinstance(field, QWidget)
    write(field, "云栖茶业有限公司（示例）")
    settle(sheet, qtbot)


# the decision


def test_a_refusal_is_made_out_to_somebody(inside: Window, qtbot: QtBot) -> None:
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "n", qtbot)
    choose(sheet, "decision_reason", sheet.decision.reason._choices[0].pinyin[0], qtbot)
    write(sheet.decision.opinion, "生产地址不在保护范围内")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: cursor(inside) == "field_producer_name")
    assert page.filed is None
    name_producer(sheet, qtbot)
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)


def test_a_refusal_that_no_answer_gives_a_reason_for_asks_for_one(inside: Window, qtbot: QtBot) -> None:
    """The rules propose something else; who refuses against them says by which code."""
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "是", qtbot)
    assert not sheet.decision.reason.isVisible()
    picked = sheet.decision.decision
    picked.setCurrentIndex(picked.findText("不予受理"))
    picked.activated.emit(picked.currentIndex())
    settle(sheet, qtbot)
    assert sheet.decision.reason.isVisible()
    name_producer(sheet, qtbot)
    press(inside, Qt.Key.Key_F10)
    assert cursor(inside) == "decision_reason"
    first = sheet.decision.reason._choices[0]
    choose(sheet, "decision_reason", str(first.value), qtbot)
    write(sheet.decision.opinion, "核对后不属于可以用标的产品")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)
    assert page.filed is not None
    assert str(first.value) in [reason.code for reason in page.filed.case.reasons]
    assert page.filed.case.status.value == "pending_check"


def test_outside_the_area_the_answer_gives_the_reason(inside: Window, qtbot: QtBot) -> None:
    """An area cannot be brought later: a refusal with its own code, not a correction."""
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "否", qtbot)
    name_producer(sheet, qtbot)
    write(sheet.decision.opinion, "生产地址不在保护范围内")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)
    assert page.filed is not None
    assert [reason.code for reason in page.filed.case.reasons] == ["R-GI-OUTSIDE"]
    assert page.filed.case.status.value == "pending_check"


def test_the_picked_reason_is_in_the_draft_and_comes_back(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "否", qtbot)
    first = sheet.decision.reason._choices[0]
    choose(sheet, "decision_reason", str(first.value), qtbot)
    kept = sheet.draft()
    assert [reason.code for reason in kept.reasons] == [str(first.value)]
    sheet.keep_now(tell=True)
    _page, back = sheet_for(inside, "GI-MARK-USE", draft_id=kept.id)
    settle(back, qtbot)
    assert back.draft().reasons == kept.reasons


# papers of another page


def papers_of(desk: LiveDesk, count: int) -> list[Any]:
    return [
        done(desk.call(inquire, Inquire(text="云栖", slip=True))).papers[0]  # type: ignore[arg-type]
        for _n in range(count)
    ]


def test_printing_from_a_record_prints_that_record_s_papers_only(inside: Window, desk: LiveDesk) -> None:
    """Another visitor's paper waits as well: it is neither in front nor printed."""
    inside.go("printing")
    other, mine = papers_of(desk, 2)
    desk.settings.put("printer", "")
    inside.go("printing", print=(mine.id,))
    page: Any = inside.stack.current()
    assert [row.id for row in page.table.rows.rows] == [mine.id]
    QTest.keyClick(inside, Qt.Key.Key_F8)
    saved = {path.name for path in desk.profile.papers.glob("*.pdf")}
    assert any(mine.number in name for name in saved)
    assert not any(other.number in name for name in saved)


def test_f12_prints_and_the_case_stays_in_front(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "否", qtbot)
    name_producer(sheet, qtbot)
    choose(sheet, "decision_reason", str(sheet.decision.reason._choices[0].value), qtbot)
    write(sheet.decision.opinion, "生产地址不在保护范围内")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)
    assert page.filed is not None
    count = len(page.filed.papers)
    desk.settings.put("printer", "")
    QTest.keyClick(inside, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: len(list(desk.profile.papers.glob("*.pdf"))) == count > 0)
    assert inside.stack.current() is page
    qtbot.waitUntil(lambda: all(p.state is PrintState.SAVED for p in page.result.papers.rows.rows))


def test_an_old_paper_is_in_front_however_many_came_after(inside: Window, desk: LiveDesk) -> None:
    old, *_newer = papers_of(desk, 60)
    inside.go("printing")
    page: Any = inside.stack.current()
    assert page.scanned(old.number)
    assert page.table.current().id == old.id
    inside.go("printing", paper_id=old.id)
    assert page.table.current().id == old.id
    assert page.reason_against("printing.all") is not None


def test_the_cursor_is_not_taken_by_a_page_that_is_not_in_front(
    inside: Window, desk: LiveDesk, qtbot: QtBot
) -> None:
    """A receipt of the province is heard by the case behind; the clerk types on in front."""
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "否", qtbot)
    name_producer(sheet, qtbot)
    choose(sheet, "decision_reason", sheet.decision.reason._choices[0].pinyin[0], qtbot)
    write(sheet.decision.opinion, "生产地址不在保护范围内")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)
    inside.go("payment", new=True)
    front = inside.stack.current()
    qtbot.waitUntil(lambda: complete(inside))
    typing = inside.findChild(QWidget, "pay_payer_name")
    assert isinstance(typing, QWidget)
    typing.setFocus()
    page.refresh(frozenset({"cases"}))
    assert inside.stack.current() is front
    assert cursor(inside) == "pay_payer_name"


# answers


def test_yes_and_no_are_one_key_each(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "PAT-APP-INV")
    choose(sheet, "question_q_agent", "1", qtbot)
    choose(sheet, "question_q_drawings", "有", qtbot)
    choose(sheet, "question_q_genetic", "n", qtbot)
    answers = sheet.questions.answers()
    assert (answers["q_agent"], answers["q_drawings"], answers["q_genetic"]) == (True, True, False)


def test_words_that_are_no_answer_are_not_left_behind_as_one(inside: Window, qtbot: QtBot) -> None:
    """“有委托” stood in the field as if chosen, and the check said that nothing was answered."""
    _page, sheet = sheet_for(inside, "PAT-APP-INV")
    choose(sheet, "question_q_agent", "有委托", qtbot)
    field = box(sheet, "question_q_agent")
    completer = field.completer()
    assert completer is not None
    assert completer.popup().isVisible(), "all that can be chosen is shown"
    assert cursor(inside) == "question_q_agent"
    completer.popup().hide()
    press(inside, Qt.Key.Key_F7)
    told = [link.text() for link in sheet.problems.findChildren(QPushButton)]
    assert any("“有委托”不在选项里" in words for words in told), told


# the papers


def test_a_way_that_is_not_allowed_is_refused_at_the_key(inside: Window, qtbot: QtBot) -> None:
    page, sheet = sheet_for(inside, "TM-REG")
    settle(sheet, qtbot)
    sheet.materials.take_cursor()
    QTest.keyClick(sheet.materials.table, Qt.Key.Key_6)
    assert sheet.materials.lines()[0].state is MaterialState.UNCHECKED
    assert "不能用承诺书代替" in page.head.status.whole()


def test_the_whole_list_of_papers_is_in_sight_when_the_cursor_goes_there(
    inside: Window, qtbot: QtBot
) -> None:
    inside.resize(1366, 768)
    _page, sheet = sheet_for(inside, "PAT-APP-INV")
    settle(sheet, qtbot)
    press(inside, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    view, table = sheet.room.viewport(), sheet.materials.table

    def whole() -> bool:
        top = table.mapTo(view, table.rect().topLeft()).y()
        return top >= 0 and top + table.height() <= view.height()

    qtbot.waitUntil(whole)


# the second person


def test_the_second_person_reads_what_is_proposed_and_starts_with_empty_fields(
    inside: Window, qtbot: QtBot
) -> None:
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "n", qtbot)
    name_producer(sheet, qtbot)
    choose(sheet, "decision_reason", sheet.decision.reason._choices[0].pinyin[0], qtbot)
    write(sheet.decision.opinion, "生产地址不在保护范围内")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)
    shown = page.result
    assert "不予受理" in shown.next.text()
    assert "生产地址不在保护范围内" in shown.next.text()
    assert page.reason_against("acceptance.pay") is not None
    for box_, text in ((shown.second.staff, "3390"), (shown.second.secret, "onewindow-1")):
        write(box_, text)
    write(shown.second.opinion, "请再核对一遍生产地址")
    write(shown.second.back, "缺核对记录")
    shown.second.send_back.click()
    qtbot.waitUntil(shown.again.isVisible, timeout=20_000)
    assert "缺核对记录" in shown.next.text()
    assert shown.again.text() == "修改"
    assert (shown.second.staff.text(), shown.second.opinion.text(), shown.second.back.text()) == ("", "", "")


def test_a_parked_form_says_where_it_is_and_comes_back(inside: Window, qtbot: QtBot) -> None:
    page, sheet = sheet_for(inside, "GI-MARK-USE")
    choose(sheet, "question_q_in_area", "y", qtbot)
    parked = sheet.draft().id
    press(inside, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.sheet is None)
    assert "已挂起" in inside.said()[-1]
    inside.go("acceptance", draft_id=parked)
    assert page.sheet is not None
    assert page.sheet.questions.answers()["q_in_area"] is True


# one identity entry a visit

AGENT = OpenVisit(
    visitor_name="赵立（示例）",
    role="agency",
    organisation="示例代理有限公司（示例）",
    certificate_kind="resident_id",
    certificate_number="11010519491231002X",
    phone="13800000000",
)


def test_the_person_of_the_visit_is_not_typed_again(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    visit = done(desk.call(open_visit, AGENT))
    page, sheet = sheet_for(inside, "TM-REG", visit_id=visit.id)
    values = sheet.draft().values
    assert (values["handler_role"], values["handler_name"]) == ("agency", "赵立（示例）")
    assert values["handler_certificate"] == {"kind": "resident_id", "number": "11010519491231002X"}
    assert "赵立（示例）" in page.head.about.whole()


def test_who_comes_for_himself_is_the_applicant(inside: Window, desk: LiveDesk) -> None:
    alone = OpenVisit(visitor_name="孙小菊（示例）", role="self")
    visit = done(desk.call(open_visit, alone))
    _page, sheet = sheet_for(inside, "PAT-APP-INV", visit_id=visit.id)
    assert [row["name"] for row in sheet.draft().values["applicants"]] == ["孙小菊（示例）"]  # type: ignore[attr-defined]


def test_the_next_person_is_not_the_one_before(inside: Window, desk: LiveDesk) -> None:
    """F4 on the workbench, or a visit that has ended: nothing of the last visitor stands in the form."""
    visit = done(desk.call(open_visit, AGENT))
    sheet_for(inside, "TM-REG", visit_id=visit.id)
    _page, fresh = sheet_for(inside, "TM-REG", new=True)
    assert (fresh.draft().visit_id, dict(fresh.draft().values)) == ("", {})
    done(desk.call(close_visit, visit.id))
    _page, late = sheet_for(inside, "TM-REG", visit_id=visit.id)
    assert (late.draft().visit_id, dict(late.draft().values)) == ("", {})


def test_the_second_filing_of_a_company_begins_with_its_parties(
    inside: Window, desk: LiveDesk, qtbot: QtBot
) -> None:
    visit = done(desk.call(open_visit, AGENT))
    page, sheet = sheet_for(inside, "GI-MARK-USE", visit_id=visit.id)
    choose(sheet, "question_q_in_area", "n", qtbot)
    for name, text in (("field_producer_name", "云栖茶业有限公司（示例）"), ("field_gi_name", "示例龙芽茶")):
        field = sheet.findChild(QWidget, name)
        assert isinstance(field, QWidget)
        write(field, text)
    settle(sheet, qtbot)
    choose(sheet, "decision_reason", sheet.decision.reason._choices[0].pinyin[0], qtbot)
    write(sheet.decision.opinion, "生产地址不在保护范围内")
    press(inside, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: page.filed is not None)
    assert page.filed is not None
    first = page.filed.case
    press(inside, Qt.Key.Key_F4)
    inside.go("acceptance", matter="GI-MARK-USE")
    assert page.sheet is not None
    values = page.sheet.draft().values
    assert page.sheet.draft().visit_id == visit.id
    assert values["producer_name"] == "云栖茶业有限公司（示例）"
    assert values["handler_name"] == "赵立（示例）"
    assert "gi_name" not in values
    assert numbering.grouped(first.number) in page.head.status.whole()


# the form


def line(sheet: Worksheet, name: str) -> QLineEdit:
    found = sheet.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit), name
    return found


def test_enter_goes_in_reading_order_through_what_an_answer_revealed(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "PAT-APP-INV")
    choose(sheet, "question_q_exam", "y", qtbot)
    choose(sheet, "question_q_agent", "y", qtbot)
    boxes = sheet.form.boxes()
    names = [one.objectName() for one in boxes]
    tops = [one.mapTo(sheet.form, one.rect().topLeft()).y() for one in boxes]
    assert all(later > before - 60 for before, later in pairwise(tops)), "never back up a card"
    assert names.index("field_exam_with_filing") + 1 == names.index("field_deferred_years")
    assert names.index("field_contact_name") < names.index("field_agency_name") < names.index("field_remark")
    at: QWidget | None = boxes[0]
    walked: list[str] = []
    while at is not None and at is not sheet.materials.table and len(walked) < 2_000:
        if at in boxes:
            walked.append(at.objectName())
        at = at.nextInFocusChain()
    assert walked == names
    assert at is sheet.materials.table


def test_a_number_typed_before_its_kind_names_it_or_the_check_leads_to_the_kind(
    inside: Window, qtbot: QtBot
) -> None:
    _page, sheet = sheet_for(inside, "TM-REG")
    number, kind = (
        line(sheet, "field_applicant_certificate_number"),
        box(sheet, "field_applicant_certificate_kind"),
    )
    write(number, "HRB 123456")
    QTest.keyClick(number, Qt.Key.Key_Return)
    settle(sheet, qtbot)
    assert kind.value() is None
    refusals = {r.where: r for r in sheet._assessment.refusals}  # type: ignore[union-attr]
    told = refusals["values.applicant_certificate"]
    assert sentence(told) == "还没有选证件种类"
    sheet.form.take_cursor(told.where)
    assert cursor(inside) == "field_applicant_certificate_kind"
    number.clear()
    write(number, "91310000MA1FL0000N")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert kind.value() == "uscc"


def test_what_the_fee_still_needs_is_told_in_the_counter_s_words(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "PAT-APP-INV")
    settle(sheet, qtbot)
    told = " ".join(label.text() for label in sheet.fee.findChildren(QLabel))
    assert "计算金额还需要：权利要求项数" in told
    assert "claims" not in told


def test_each_row_of_a_group_is_named_in_the_summary(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "PAT-APP-INV")
    assert sheet.problems._label("values.inventors[0].name") == "发明人 1 姓名"
    assert sheet.problems._label("values.title") == "发明名称"


@pytest.mark.parametrize(
    ("typed", "code", "zh", "en"),
    [
        ("meiguo", "US", "US  美国", "US  United States"),
        ("mg", "US", "US  美国", "US  United States"),
        ("日本", "JP", "JP  日本", "JP  Japan"),
        ("germany", "DE", "DE  德国", "DE  Germany"),
        ("tw", "TW", "TW  中国台湾", "TW  Taiwan, China"),
    ],
)
def test_a_country_is_found_by_name_code_and_initials(
    inside: Window, qtbot: QtBot, typed: str, code: str, zh: str, en: str
) -> None:
    """Kept as its code, shown as its name."""
    _page, sheet = sheet_for(inside, "TM-REG")
    field = box(sheet, "field_applicant_region")
    assert field.typed() == "CN  中国"
    choose(sheet, "field_applicant_region", typed, qtbot)
    assert (field.typed(), sheet.form.typed_values()["applicant_region"]) == (zh, code)
    speak("en")
    sheet.retranslate()
    assert field.typed() == en


def test_a_country_that_is_none_is_told(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "TM-REG")
    field = box(sheet, "field_applicant_region")
    field.line.selectAll()
    write(field.line, "Freedonia")
    settle(sheet, qtbot)
    (told,) = [r for r in sheet._assessment.refusals if r.where == "values.applicant_region"]  # type: ignore[union-attr]
    assert told.code is No.NOT_AN_OPTION


def test_the_country_of_an_address_is_chosen_too(inside: Window, qtbot: QtBot) -> None:
    _page, sheet = sheet_for(inside, "TM-REG")
    choose(sheet, "field_applicant_address_region", "riben", qtbot)
    write(line(sheet, "field_applicant_address_detail"), "1 Example Road")
    settle(sheet, qtbot)
    assert sheet.form.typed_values()["applicant_address"] == {
        "region": "JP",
        "division": "",
        "detail": "1 Example Road",
    }


@pytest.mark.parametrize(
    ("typed", "answer"), [("sy", "sound"), ("shengyin", "sound"), ("三维", "three_d"), ("Figure", "figure")]
)
def test_every_answer_is_found_by_words_pinyin_and_initials(
    inside: Window, qtbot: QtBot, typed: str, answer: str
) -> None:
    _page, sheet = sheet_for(inside, "TM-REG")
    choose(sheet, "question_q_mark", typed, qtbot)
    assert sheet.questions.answers()["q_mark"] == answer
