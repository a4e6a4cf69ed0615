"""The consultation page through the real window: question, suggestion, F10; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.case import Draft
from app.domain.consultation import Consultation, ConsultationResult
from app.ui.pages.consultation.page import ConsultationPage
from app.ui.pages.consultation.talk import Talk, talk_of
from app.ui.window import Window
from app.usecases.drafts import keep_draft
from app.usecases.visits import OpenVisit, open_visit
from localdb import consultations, drafts, papers, visits
from tests.ui.conftest import SetClock
from tests.ui.typing import done, enter, focus_name, press, write

Key = Qt.Key
RENEWAL = "商标续展要多少钱"
BANK = "哪家银行知识产权贷款利息低"


@pytest.fixture(autouse=True)
def leave(inside: Window) -> Iterator[None]:
    """A test ends as a sign-in does: every form is saved and closed while the store is open."""
    yield
    inside.stack.forget()


def page_of(window: Window, **request: object) -> ConsultationPage:
    window.go("consultation", **request)
    page = window.stack.current()
    assert isinstance(page, ConsultationPage)
    return page


def ask(page: ConsultationPage, text: str) -> None:
    """Type a question and wait for no pause: the suggestions are asked for at once."""
    write(page.work.form.question, text)
    page.work.suggestions.ask_now()


def every(desk: LiveDesk) -> list[Consultation]:
    def read(tx: Any) -> list[Consultation]:
        return [found for row in consultations.page(tx) if (found := consultations.load(tx, row.id))]

    return desk.database.read(read)


def test_logged_by_keyboard_in_seconds(inside: Window, desk: LiveDesk, clock: SetClock) -> None:
    """Ctrl+6, the question, Enter, F10: nothing else is needed, and the next one can begin."""
    press(inside, Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    page = inside.stack.current()
    assert isinstance(page, ConsultationPage)
    assert focus_name() == "talk_question"
    write(page.work.form.question, RENEWAL)
    clock.at += timedelta(seconds=14)
    enter(inside)
    assert focus_name() == "talk_answer"
    first = page.work.suggestions.entries()[0]
    assert page.work.form.answer.text() == first.answer
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert made.question == RENEWAL
    assert made.answer == first.answer
    assert made.category == first.category
    assert made.knowledge == (f"{first.id}@{first.version}",)
    assert made.channel == "phone"
    assert focus_name() == "talk_question"
    assert page.work.blank
    assert page.head.status.whole().startswith("✓ 已保存 14:32:22，编号 3 ")
    assert page.head.status.whole().endswith("用时 14 秒")
    assert page.work.watch.started_at == ""


def test_the_watch_begins_with_the_first_key(inside: Window, clock: SetClock) -> None:
    page = page_of(inside)
    clock.at += timedelta(seconds=30)
    assert page.work.watch.started_at == ""
    write(page.work.form.question, RENEWAL)
    clock.at += timedelta(seconds=5)
    assert page.work.watch.seconds() == 5


def test_a_suggestion_is_taken_by_its_number(inside: Window) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    entries = page.work.suggestions.entries()
    assert len(entries) >= 3
    press(inside, Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert page.work.form.answer.text() == entries[2].answer
    page.work.form.cells["question"].take_cursor()
    press(inside, Key.Key_Down)
    assert focus_name() == "suggestions"
    press(inside, Key.Key_2)
    assert page.work.form.answer.text() == entries[1].answer
    assert page.work.form.talk().knowledge == (f"{entries[1].id}@{entries[1].version}",)


def test_what_the_clerk_wrote_stays_above_the_suggestion(inside: Window) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    write(page.work.form.answer, "先看注册证。")
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    entry = page.work.suggestions.entries()[0]
    assert page.work.form.answer.text() == f"先看注册证。\n{entry.answer}"


def test_the_clerk_s_category_is_kept(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    page.work.form.category.set_value("overseas")
    page.work.form.category.picked.emit("overseas")
    ask(page, RENEWAL)
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(inside, Key.Key_F10)
    assert every(desk)[0].category == "overseas"


def test_a_question_nobody_packaged_is_logged_as_other(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, "停车场在哪")
    press(inside, Key.Key_Tab)
    page.work.form.answer.setText("在楼后（示例）")
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert made.category in desk.rulebook.consultation_categories
    assert made.knowledge == ()


def test_a_market_service_is_answered_neutrally(inside: Window) -> None:
    page = page_of(inside)
    ask(page, BANK)
    place = next(
        n for n, entry in enumerate(page.work.suggestions.entries(), 1) if entry.boundary == "market"
    )
    page.work.suggestions.take(place)
    assert page.work.form.talk().result is ConsultationResult.OUTSIDE_SERVICE
    assert page.work.form.cells["referred_to"].isVisible()
    assert page.work.suggestions.boundary.text() or place > 1
    # public lists stand first; no single firm is in the list at all
    chosen = desk_referrals(page)
    assert chosen[0] is True


def desk_referrals(page: ConsultationPage) -> list[bool]:
    rules = page.desk.rulebook
    return [rules.referrals[str(choice.value)].neutral for choice in page.work.form.referred._choices]


@pytest.mark.parametrize(
    ("result", "missing"),
    [
        (ConsultationResult.ANSWERED, "answer"),
        (ConsultationResult.CALL_BACK, "phone"),
        (ConsultationResult.TRANSFERRED, "referred_to"),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    inside: Window, desk: LiveDesk, result: ConsultationResult, missing: str
) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    page.work.form.set_result(result)
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert page.work.form.cells[missing].told() == "还没有填写"
    assert focus_name() == f"talk_{missing.removesuffix('_to')}"
    assert page.work.form.question.text() == RENEWAL


def test_an_empty_question_is_refused_at_the_question(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert page.work.form.cells["question"].told() == "还没有填写"
    assert focus_name() == "talk_question"


def test_a_call_back_has_a_day_and_a_phone(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    page.work.form.set_result(ConsultationResult.CALL_BACK)
    # 21 November 2026 is a Saturday: the next working day is Monday
    assert page.work.form.due_on.text() == "2026-11-23"
    write(page.work.form.phone, "1390000")
    press(inside, Key.Key_F10)
    assert every(desk) == []
    assert "少" in page.work.form.cells["phone"].told()
    write(page.work.form.phone, "1390000" + "1111")
    page.work.form.phone.setText("13900001111")
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert (made.due_on, made.phone) == ("2026-11-23", "13900001111")
    page.log.tabs["call_back"].click()
    assert [row.id for row in page.log.table.rows.rows] == [made.id]


def test_a_transfer_goes_on_record_in_words(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, "专利被侵权了怎么办")
    page.work.form.set_result(ConsultationResult.TRANSFERRED)
    form = page.work.form
    form.referred.set_value("REF-RIGHTS-AID")
    form.referred.picked.emit("REF-RIGHTS-AID")
    assert "www.ipwq.cn" in form.cells["referred_to"].line.text()
    press(inside, Key.Key_F10)
    assert every(desk)[0].referred_to == "知识产权维权援助中心、工作站"


def test_it_becomes_a_case_of_the_matter_it_was_about(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    place = next(
        n for n, entry in enumerate(page.work.suggestions.entries(), 1) if "TM-RENEW" in entry.matters
    )
    page.work.suggestions.take(place)
    press(inside, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    (made,) = every(desk)
    assert made.result is ConsultationResult.GUIDED_TO_CASE
    assert inside.stack.stem == "acceptance"
    acceptance: Any = inside.stack.current()
    assert acceptance.sheet.matter.code == "TM-RENEW"
    assert acceptance.sheet.draft().visit_id == made.visit_id


def test_every_key_is_on_disk_soon_and_comes_back(
    inside: Window, desk: LiveDesk, qtbot: QtBot, clock: SetClock
) -> None:
    page = page_of(inside)
    write(page.work.form.question, RENEWAL)
    write(page.work.form.need, "想要续展提醒")
    qtbot.waitUntil(lambda: bool(desk.database.read(drafts.every)), timeout=2000)
    inside.stack.forget()
    (draft,) = desk.database.read(drafts.every)
    assert (draft.kind, draft.extra["about"]) == ("consultation", RENEWAL)
    clock.at += timedelta(seconds=60)
    page = page_of(inside, draft_id=draft.id)
    assert page.work.form.question.text() == RENEWAL
    assert page.work.form.need.text() == "想要续展提醒"
    assert page.work.watch.seconds() == 60


def test_the_phone_rings_twice(inside: Window, desk: LiveDesk) -> None:
    """V6: a talk is parked, another is logged, and the first comes back as it was."""
    page = page_of(inside)
    write(page.work.form.question, "专利可以质押贷款吗")
    press(inside, Key.Key_F6)
    assert page.work.blank
    ask(page, RENEWAL)
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(inside, Key.Key_F10)
    (parked,) = desk.database.read(drafts.every)
    assert parked.parked
    page_of(inside, draft_id=parked.id)
    assert page.work.form.question.text() == "专利可以质押贷款吗"


def test_leaving_the_page_keeps_what_is_typed(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    write(page.work.form.question, RENEWAL)
    inside.go("workbench")
    assert len(desk.database.read(drafts.every)) == 1
    page_of(inside)
    assert page.work.form.question.text() == RENEWAL


def test_a_saved_talk_leaves_no_draft(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    page.work.keeper.keep_now()
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(inside, Key.Key_F10)
    page.left()
    assert desk.database.read(drafts.every) == []


def test_the_visitor_of_the_desk_stands_at_the_counter(inside: Window, desk: LiveDesk) -> None:
    visit = done(desk.call(open_visit, OpenVisit(visitor_name="陈晓（示例）")))
    page = page_of(inside, visit_id=visit.id, new=True)
    ask(page, RENEWAL)
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(inside, Key.Key_F10)
    (made,) = every(desk)
    assert (made.visit_id, made.channel) == (visit.id, "counter")
    assert len(desk.database.read(visits.page)) == 1


def test_f12_saves_and_hands_the_slip_to_the_printer(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, RENEWAL)
    press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(inside, Key.Key_F12)
    (made,) = every(desk)
    assert inside.stack.stem == "printing"
    assert len(desk.database.read(lambda tx: papers.of_record(tx, made.id))) == 1


def test_a_logged_one_is_read_again(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside)
    ask(page, "<b>商标</b> & 续展")
    page.work.form.answer.setText("<i>可以</i>")
    page.work.form.phone.setText("13900001111")
    press(inside, Key.Key_F10)
    press(inside, Key.Key_F9)
    enter(inside)
    shown = [label.text() for label in page.view._shown if hasattr(label, "text")]
    assert "<b>商标</b> & 续展" in shown
    assert "139****1111" in shown
    assert page.reason_against("consultation.save")
    press(inside, Key.Key_F4)
    assert page.reason_against("consultation.save") is None
    assert focus_name() == "talk_question"


def test_the_day_is_counted(inside: Window, clock: SetClock) -> None:
    page = page_of(inside)
    for seconds in (10, 20):
        ask(page, RENEWAL)
        clock.at += timedelta(seconds=seconds)
        press(inside, Key.Key_1, Qt.KeyboardModifier.AltModifier)
        press(inside, Key.Key_F10)
    page.log.read()
    assert page.head.about.whole() == "今日 2 条，平均 15 秒"
    assert page.log.tabs["today"].text() == "今日 2"


def test_answers_to_an_older_question_are_dropped(inside: Window) -> None:
    page = page_of(inside)
    suggestions = page.work.suggestions
    ask(page, RENEWAL)
    before = suggestions.entries()
    suggestions._show("something typed before", ())
    assert suggestions.entries() == before


def test_a_draft_of_an_older_version_opens(inside: Window, desk: LiveDesk) -> None:
    done(desk.call(keep_draft, Draft(id="d-old", kind="consultation", matter="", extra={"question": "旧"})))
    page = page_of(inside, draft_id="d-old")
    assert page.work.form.question.text() == "旧"
    assert page.work.form.talk().result is ConsultationResult.ANSWERED


def test_a_talk_comes_back_from_its_draft() -> None:
    talk = Talk(
        question="问",
        answer="答",
        category="overseas",
        channel="letter",
        result=ConsultationResult.CALL_BACK,
        due_on="2026-11-23",
        phone="13900001111",
        person="陈晓（示例）",
        need="需",
        knowledge=("KB-PY-001@1",),
    )
    assert talk_of(talk.plain()) == talk
