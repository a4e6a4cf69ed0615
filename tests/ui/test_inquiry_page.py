"""The inquiry page through the real window: one box, every search logged, nothing shown that is not here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.bootstrap.desk import LiveDesk
from app.domain.case import Case, CaseStatus, Decision
from app.domain.numbering import NumberKind, make
from app.domain.paper import PaperKind
from app.domain.refusals import Refused
from app.domain.staff import Actor
from app.ui.pages.inquiry.page import InquiryPage
from app.ui.widgets.rows import PAGE
from app.ui.window import Window
from app.usecases.desk import Desk
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.papers import make_case_papers
from app.words.identifiers import looks_like
from localdb import cases, inquiries
from tests.support import matters
from tests.ui.typing import done, enter, focus_name, press, write

Key = Qt.Key


@pytest.fixture(autouse=True)
def leave(inside: Window) -> Iterator[None]:
    """A test ends as a sign-in does: every form is saved and closed while the store is open."""
    yield
    inside.stack.forget()


def page_of(window: Window, **request: object) -> InquiryPage:
    window.go("inquiry", **request)
    page = window.stack.current()
    assert isinstance(page, InquiryPage)
    return page


def many_cases(desk: LiveDesk, count: int) -> list[Case]:
    """Filed cases of real shape, one a minute, the last one newest."""
    state = matters.state_of("TM-REG", matters.trademark())
    pattern = matters.case_of(
        "TM-REG", matters.trademark(), matters.received(state), CaseStatus.ACCEPTED, Decision.ACCEPT
    )
    made = []
    for n in range(count):
        number = make(NumberKind.CASE, desk.station, date(2026, 11, 20), n + 1)
        assert not isinstance(number, Refused)
        made.append(
            replace(
                pattern,
                id=f"case-{n:04}",
                number=number,
                applicant_name=f"第{n}茶业有限公司（示例）",
                title=f"云栖{n}号",
                contact_phone="13800000000",
                status=CaseStatus.CORRECTION if n % 10 == 0 else CaseStatus.ACCEPTED,
                received_at=f"2026-11-{20 if n % 2 else 21}T{9 + n // 60:02}:{n % 60:02}:00+08:00",
                outlet=desk.station.outlet,
                window=desk.station.window,
            )
        )

    def enter_all(tx: Any) -> None:
        for case in made:
            cases.save(tx, case)

    desk.database.run(enter_all)
    return made


def logged(desk: LiveDesk) -> list[Any]:
    def read(tx: Any) -> list[Any]:
        return [inquiries.load(tx, row.id) for row in inquiries.page(tx)]

    return desk.database.read(read)


def ask(window: Window, page: InquiryPage, text: str) -> None:
    page.search.box.clear()
    write(page.search.box, text)
    enter(window)


def test_enter_searches_and_enter_opens(inside: Window, desk: LiveDesk) -> None:
    made = many_cases(desk, 3)
    press(inside, Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    page = inside.stack.current()
    assert isinstance(page, InquiryPage)
    assert focus_name() == "inquiry_box"
    ask(inside, page, "云栖1号")
    assert [line.record_id for line in page.table.rows.rows] == [made[1].id]
    assert focus_name() == "found_table"
    enter(inside)
    assert inside.stack.stem == "acceptance"


def test_every_search_is_logged_without_its_text(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, 1)
    page = page_of(inside)
    write(page.search.reason, "本人来查（示例）")
    ask(inside, page, "13800000000")
    (inquiry,) = logged(desk)
    assert (inquiry.hits, inquiry.query_kind, inquiry.reason) == (1, "mobile", "本人来查（示例）")
    assert "13800000000" not in str(inquiry)


def test_typing_alone_is_no_inquiry(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    write(page.search.box, "13800000000")
    page.search.look()
    assert page.search.looks.whole() == "像是：手机号、电话"
    assert logged(desk) == []


def test_phones_are_masked(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, 1)
    page = page_of(inside)
    ask(inside, page, "13800000000")
    rows = page.table.rows
    shown = [str(rows.data(rows.index(0, column))) for column in range(rows.columnCount())]
    assert "138****0000" in shown
    assert not any("13800000000" in cell for cell in shown)


def test_it_says_what_was_searched_and_when(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    assert page.search.scope.whole() == "只含本机登记的记录，数据截至 14:32"
    ask(inside, page, "没有的东西")
    lines = page.table.empty_lines()
    assert lines[0] == "本机没有“没有的东西”的记录。"
    assert "没有查全省" in lines[1]
    assert focus_name() == "inquiry_box"
    assert page.card.count.text() == "0 条"


def test_an_empty_box_is_refused_in_words(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    press(inside, Key.Key_F10)
    assert page.head.status.property("role") == "error"
    assert logged(desk) == []
    assert focus_name() == "inquiry_box"


def test_an_empty_box_shows_the_recent_cases(inside: Window, desk: LiveDesk) -> None:
    made = many_cases(desk, 12)
    page = page_of(inside)
    newest = sorted(made, key=lambda case: case.received_at, reverse=True)
    assert [line.record_id for line in page.table.rows.rows] == [case.id for case in newest]
    ask(inside, page, "云栖1号")
    assert len(page.table.rows.rows) < 12
    page.search.box.setFocus()
    press(inside, Key.Key_Escape)
    assert len(page.table.rows.rows) == 12
    assert inside.stack.stem == "inquiry"


def test_the_recent_cases_are_narrowed(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, 12)
    page = page_of(inside)
    filters = page.card.filters
    filters.state.set_value("correction")
    filters.state.picked.emit("correction")
    assert {line.record_id for line in page.table.rows.rows} == {"case-0000", "case-0010"}
    filters.state.set_value("")
    filters.days.set_value("today")
    filters.days.picked.emit("today")
    assert len(page.table.rows.rows) == 6
    filters.days.set_value("one_day")
    filters.days.picked.emit("one_day")
    filters.day.set_value(date(2026, 11, 20))
    filters.day.date_changed.emit(date(2026, 11, 20))
    assert {line.on for line in page.table.rows.rows} == {"2026-11-20"}
    assert filters.day.isVisible()


def test_long_lists_are_read_page_by_page(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, PAGE + 5)
    page = page_of(inside)
    assert len(page.table.rows.rows) == PAGE
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.rows.index(PAGE - 1, 0))
    press(inside, Key.Key_PageDown)
    assert len(page.table.rows.rows) == 5
    press(inside, Key.Key_PageUp)
    assert len(page.table.rows.rows) == PAGE


def test_a_scan_lands_in_the_box_and_opens_its_case(inside: Window, desk: LiveDesk) -> None:
    made = many_cases(desk, 3)
    page = page_of(inside)
    assert page.scanned(made[2].number)
    assert page.search.box.text() == made[2].number
    assert inside.stack.stem == "acceptance"
    assert len(logged(desk)) == 1


def test_a_foreign_scan_is_left_to_the_frame(inside: Window) -> None:
    assert not page_of(inside).scanned("6901234567892")


def test_the_number_of_a_paper_leads_to_its_record(inside: Window, desk: LiveDesk) -> None:
    """A notice or list in hand has a number of its own; the box finds the case behind it."""
    (case,) = many_cases(desk, 1)

    def make_paper(tx: Any, deeds: Desk, actor: Actor) -> Any:
        return make_case_papers(tx, deeds, actor, case, (PaperKind.MATERIAL_LIST,))[0]

    paper = done(desk.call(make_paper))
    page = page_of(inside)
    ask(inside, page, paper.number)
    assert inside.stack.stem == "acceptance"


def test_a_slip_shows_the_answer(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, 2)
    page = page_of(inside)
    assert page.reason_against("inquiry.slip") == "先查询，结果单上是查询结果"
    press(inside, Key.Key_F11)
    assert inside.stack.stem == "inquiry"
    ask(inside, page, "云栖")
    press(inside, Key.Key_F11)
    assert inside.stack.stem == "printing"
    assert sorted(inquiry.printed for inquiry in logged(desk)) == [False, True]


def test_all_kinds_of_records_stand_in_one_list(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, 1)
    done(
        desk.call(
            log_consultation,
            LogConsultation(
                question="云栖 <b>商标</b> 怎么续展", category="trademark_registration", answer="可以"
            ),
        )
    )
    page = page_of(inside)
    ask(inside, page, "云栖")
    assert {line.stem for line in page.table.rows.rows} == {"cases", "consultations"}
    titles = [line.title for line in page.table.rows.rows]
    assert "云栖 <b>商标</b> 怎么续展" in titles
    line = next(line for line in page.table.rows.rows if line.stem == "consultations")
    page.table.choose(line.record_id)
    enter(inside)
    assert inside.stack.stem == "consultation"


def test_an_answer_stays_while_records_change(inside: Window, desk: LiveDesk) -> None:
    """The list of recent cases follows the book; an answer is what was asked at its time."""
    many_cases(desk, 1)
    page = page_of(inside)
    ask(inside, page, "云栖0号")
    before = list(page.table.rows.rows)
    page.refresh(frozenset({"cases"}))
    assert page.table.rows.rows == before
    assert len(logged(desk)) == 1


@pytest.mark.parametrize(
    ("kinds", "words"),
    [(["patent", "trademark"], "像是：专利号、商标号"), (["text"], ""), ([], "")],
)
def test_kinds_in_words(inside: Window, kinds: list[str], words: str) -> None:
    assert looks_like(kinds) == words


def test_down_goes_into_the_list(inside: Window, desk: LiveDesk) -> None:
    many_cases(desk, 2)
    page = page_of(inside)
    page.search.box.setFocus()
    QTest.keyClick(page.search.box, Key.Key_Down)
    assert focus_name() == "found_table"


def test_a_case_that_another_office_decides_is_received_not_accepted(inside: Window, desk: LiveDesk) -> None:
    """As its paper says: 收件回执. In the list, in what a search finds and on the record itself."""
    _corrected, case = many_cases(desk, 2)
    page = page_of(inside)
    assert {line.state[0] for line in page.table.rows.rows} == {"补正中", "已收件"}
    ask(inside, page, case.number)
    assert [line.state[0] for line in page.table.rows.rows] == ["已收件"]
    inside.go("acceptance", record_id=case.id)
    record: Any = inside.stack.current()
    assert record.result.status.text().endswith("已收件")
