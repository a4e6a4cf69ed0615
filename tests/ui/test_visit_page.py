"""The visit page through the real window: one identity entry, earlier cases at once, services, one end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.case import Case, CaseStatus, Decision
from app.domain.visit import Visit
from app.ui.pages.visit.page import VisitPage
from app.ui.pages.workbench.page import WorkbenchPage
from app.ui.window import Window
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.visits import OpenVisit, open_visit
from localdb import cases, drafts, visits
from tests.support import matters
from tests.ui.typing import done, enter, focus_name, press, write

Key = Qt.Key
NAME = "陈晓（示例）"
ID_NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def leave(inside: Window) -> Iterator[None]:
    """A test ends as a sign-in does: every form is saved and closed while the store is open."""
    yield
    inside.stack.forget()


def page_of(window: Window, **request: object) -> VisitPage:
    window.go("visit", **request)
    page = window.stack.current()
    assert isinstance(page, VisitPage)
    return page


def every(desk: LiveDesk) -> list[Visit]:
    def read(tx: Any) -> list[Visit]:
        return [found for row in visits.page(tx) if (found := visits.load(tx, row.id))]

    return desk.database.read(read)


def earlier_case(desk: LiveDesk, name: str = "示例科技有限公司") -> Case:
    state = matters.state_of("PAT-APP-INV", matters.invention())
    case = matters.case_of(
        "PAT-APP-INV", matters.invention(), matters.received(state), CaseStatus.ACCEPTED, Decision.ACCEPT
    )
    case = replace(case, number="1" * 24, applicant_name=name)
    desk.database.run(lambda tx: cases.save(tx, case))
    return case


def fill(page: VisitPage) -> None:
    person = page.person
    write(person.lines["visitor_name"], NAME)
    write(person.certificate.number, ID_NUMBER)
    write(person.lines["organisation"], "示例科技有限公司")
    write(person.lines["phone"], "13800001234")
    write(person.lines["ticket"], "A012")


def test_a_visit_opens_by_keyboard(inside: Window, desk: LiveDesk) -> None:
    press(inside, Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    page = inside.stack.current()
    assert isinstance(page, VisitPage)
    assert focus_name() == "visit_visitor_name"
    fill(page)
    press(inside, Key.Key_F10)
    (visit,) = every(desk)
    assert (visit.visitor_name, visit.certificate_kind, visit.certificate_number) == (
        NAME,
        "resident_id",
        ID_NUMBER,
    )
    assert (visit.phone, visit.organisation, visit.ticket) == ("13800001234", "示例科技有限公司", "A012")
    assert page.services.state.text() == "14:32 开始"
    assert [row.id for row in page.today.rows.rows] == [visit.id]


def test_personal_numbers_are_masked_once_entered(inside: Window) -> None:
    page = page_of(inside, new=True)
    fill(page)
    press(inside, Key.Key_F10)
    assert page.person.certificate.number.text() == "110***********002X"
    assert page.person.lines["phone"].text() == "138****1234"
    assert page.person.lines["visitor_name"].isReadOnly()


def test_who_was_typed_is_a_draft_until_the_visit_opens(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    page = page_of(inside, new=True)
    fill(page)
    qtbot.waitUntil(lambda: bool(desk.database.read(drafts.every)), timeout=2000)
    press(inside, Key.Key_F4)
    assert page.person.blank
    (draft,) = desk.database.read(drafts.every)
    assert (draft.kind, draft.extra["about"]) == ("visit", f"{NAME}  示例科技有限公司")
    inside.go("workbench")
    bench = inside.stack.current()
    assert isinstance(bench, WorkbenchPage)
    (line,) = bench.list.rows.rows
    assert (line.title, line.matter, line.page) == (draft.extra["about"], "来访", "visit")
    bench.list.setFocus()
    enter(inside)
    assert inside.stack.current() is page
    assert page.person.person() == OpenVisit(
        visitor_name=NAME,
        certificate_kind="resident_id",
        certificate_number=ID_NUMBER,
        phone="13800001234",
        organisation="示例科技有限公司",
        ticket="A012",
    )
    press(inside, Key.Key_F10)
    (visit,) = every(desk)
    assert visit.id == draft.id
    assert desk.database.read(drafts.every) == []
    page.left()
    assert desk.database.read(drafts.every) == []


def test_a_voided_visitor_can_be_taken_back(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    fill(page)
    page.left()
    press(inside, Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert desk.database.read(drafts.every) == []
    assert page.person.blank
    inside.inside.toasts._shown[-1].undo.click()
    assert page.person.person().visitor_name == NAME
    assert len(desk.database.read(drafts.every)) == 1
    press(inside, Key.Key_F10)
    assert page.reason_against("visit.void")


def test_nobody_typed_is_no_draft(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    write(page.person.lines["ticket"], "A")
    press(inside, Key.Key_Backspace)
    page.left()
    page_of(inside, new=True)
    assert desk.database.read(drafts.every) == []


def test_the_same_draft_opened_twice_is_one_visit(desk: LiveDesk, inside: Window) -> None:
    page = page_of(inside, new=True)
    fill(page)
    lost = done(desk.call(open_visit, page.person.person(), page.typed.id))
    press(inside, Key.Key_F10)
    assert [visit.id for visit in every(desk)] == [lost.id]


def test_earlier_cases_show_while_the_name_is_typed(inside: Window, desk: LiveDesk) -> None:
    case = earlier_case(desk)
    page = page_of(inside, new=True)
    write(page.person.lines["organisation"], "示例科技有限公司")
    page.earlier.look_now()
    assert [row.id for row in page.earlier.table.rows.rows] == [case.id]
    assert page.earlier.count.text() == "1 件"
    page.earlier.table.setFocus()
    enter(inside)
    assert inside.stack.stem == "acceptance"


def test_earlier_cases_come_by_certificate_too(inside: Window, desk: LiveDesk) -> None:
    case = earlier_case(desk, "从前的名字有限公司（示例）")
    page = page_of(inside, new=True)
    write(page.person.certificate.number, str(matters.COMPANY["number"]))
    enter(inside)
    assert page.person.certificate.kind.value() == "uscc"
    page.earlier.look_now()
    assert [row.id for row in page.earlier.table.rows.rows] == [case.id]


def test_the_next_visitor_sees_nothing_of_the_last(inside: Window, desk: LiveDesk) -> None:
    earlier_case(desk)
    page = page_of(inside, new=True)
    fill(page)
    press(inside, Key.Key_F10)
    page.earlier.look_now()
    assert page.earlier.table.rows.rows
    press(inside, Key.Key_F4)
    page.earlier.look_now()
    assert page.person.blank
    assert page.earlier.table.rows.rows == []
    assert page.done.rows.rows == []
    assert focus_name() == "visit_visitor_name"


@pytest.mark.parametrize(
    ("place", "stem"),
    [(1, "acceptance"), (2, "payment"), (3, "inquiry"), (4, "consultation"), (5, "evaluation")],
)
def test_a_service_opens_the_visit_by_itself(inside: Window, desk: LiveDesk, place: int, stem: str) -> None:
    page = page_of(inside, new=True)
    fill(page)
    press(inside, getattr(Key, f"Key_{place}"), Qt.KeyboardModifier.AltModifier)
    (visit,) = every(desk)
    assert page.file is not None
    assert page.file.visit.id == visit.id
    assert inside.stack.stem == stem


def test_what_is_done_carries_the_visit(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    fill(page)
    press(inside, Key.Key_4, Qt.KeyboardModifier.AltModifier)
    consultation: Any = inside.stack.current()
    write(consultation.work.form.question, "商标续展要多少钱")
    enter(inside)
    press(inside, Key.Key_F10)
    page_of(inside)
    (one,) = page.done.rows.rows
    assert (one.stem, one.about) == ("consultations", "商标续展要多少钱")
    assert len(every(desk)) == 1
    page.done.setFocus()
    enter(inside)
    assert inside.stack.stem == "consultation"


def test_a_wrong_number_is_told_and_nothing_is_opened(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    write(page.person.lines["visitor_name"], NAME)
    write(page.person.certificate.number, "110105194912310021")
    page.person.certificate.kind.set_value("resident_id")
    write(page.person.lines["phone"], "1380000")
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert "校验位" in page.person.cells["certificate_number"].told()
    assert "少" in page.person.cells["phone"].told()
    assert focus_name() == "visit_certificate_number"
    assert page.person.lines["visitor_name"].text() == NAME


def test_a_number_without_a_kind_asks_for_it(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    write(page.person.lines["visitor_name"], NAME)
    write(page.person.certificate.number, "E-12-XX")
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert page.person.cells["certificate_number"].told() == "证件种类：还没有填写"


def test_nobody_is_refused_at_the_name(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert page.person.cells["visitor_name"].told() == "还没有填写"
    assert focus_name() == "visit_visitor_name"


def test_a_ticket_alone_is_enough(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    write(page.person.lines["ticket"], "B007")
    press(inside, Key.Key_F10)
    assert [visit.ticket for visit in every(desk)] == ["B007"]


def test_the_end_invites_to_rate_and_makes_room(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    assert not page.services.end.isEnabled()
    fill(page)
    press(inside, Key.Key_F10)
    press(inside, Key.Key_F8)
    (visit,) = every(desk)
    assert visit.closed_at
    assert inside.stack.stem == "evaluation"
    evaluation: Any = inside.stack.current()
    assert evaluation.table.current().visit_id == visit.id
    page_of(inside)
    assert page.file is None
    assert page.person.blank


def test_an_ended_visit_serves_nobody(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, new=True)
    fill(page)
    press(inside, Key.Key_F10)
    press(inside, Key.Key_F8)
    (visit,) = every(desk)
    page_of(inside, record_id=visit.id)
    assert page.services.state.text() == "14:32 结束"
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert inside.stack.stem == "visit"
    assert page.reason_against("visit.end")


def test_today_s_visits_are_people_not_calls(inside: Window, desk: LiveDesk) -> None:
    """A phone call makes a visit of nobody; the list is for those who stand here."""
    done(desk.call(log_consultation, LogConsultation(question="问", category="other", answer="答")))
    page = page_of(inside, new=True)
    fill(page)
    press(inside, Key.Key_F10)
    assert len(every(desk)) == 2
    assert [row.visitor_name for row in page.today.rows.rows] == [NAME]
    press(inside, Key.Key_F4)
    page.today.setFocus()
    enter(inside)
    assert page.file is not None
    assert page.file.visit.visitor_name == NAME


def test_hostile_names_stay_text(inside: Window) -> None:
    page = page_of(inside, new=True)
    write(page.person.lines["visitor_name"], "<img src=x>𬭎（示例）")
    press(inside, Key.Key_F10)
    rows = page.today.rows
    assert rows.data(rows.index(0, 2)) == "<img src=x>𬭎（示例）"
    assert page.person.lines["visitor_name"].text() == "<img src=x>𬭎（示例）"
