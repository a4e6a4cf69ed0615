"""Workbench, delivery, print centre, evaluation and settings over a real desk with real records."""

from __future__ import annotations

import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap.desk import LiveDesk
from app.domain.case import Draft
from app.domain.evaluation import Grade
from app.domain.paper import PrintState
from app.domain.window_rules import PaperRule
from app.sync.status import SyncStatus
from app.ui.pages.evaluation.rows import rateable_rows
from app.ui.pages.evaluation.visitor import VisitorWindow, visitor_screen
from app.ui.theme.look import look
from app.ui.window import Window
from app.usecases.drafts import keep_draft, park_draft
from app.usecases.inquire import Inquire, inquire
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.read_papers import owed_papers
from app.usecases.read_ratings import rateable
from app.usecases.visits import OpenVisit, open_visit
from app.usecases.window_rules import SetWindow, set_window
from tests.ui.conftest import sign_in
from tests.ui.typing import press


def done(future: Future[Any]) -> Any:
    return future.result(timeout=20)


def page_of(window: Window, stem: str) -> Any:
    window.go(stem)
    return window.stack.current()


def some_visit(desk: LiveDesk, name: str = "龚吉（示例）") -> Any:
    return done(desk.call(open_visit, OpenVisit(visitor_name=name, ticket="A012")))


def some_paper(desk: LiveDesk) -> Any:
    return done(desk.call(inquire, Inquire(text="云栖", slip=True))).papers[0]


# workbench


def test_the_workbench_counts_what_waits(inside: Window, desk: LiveDesk) -> None:
    code = desk.rulebook.matters(desk.clock.now().date())[0].code
    draft = Draft(id="d1", kind="acceptance", matter=code, extra={"about": "<b>云栖</b>（示例）"})
    done(desk.call(keep_draft, draft))
    done(desk.call(park_draft, Draft(id="d2", kind="acceptance", matter=code), "等电话"))
    some_paper(desk)
    page = page_of(inside, "workbench")
    assert {name: tile.count() for name, tile in page.tiles.items()} == {
        "drafts": 1,
        "parked": 1,
        "corrections": 0,
        "checks": 0,
        "unpaid": 0,
        "undelivered": 2,
        "owed": 1,
    }
    assert page.tiles["undelivered"].accessibleName().startswith("待上报 2")
    titles = [line.title for line in page.list.rows.rows]
    assert titles == ["等电话", "<b>云栖</b>（示例）"]


def test_a_tile_narrows_the_list_and_gives_it_back(inside: Window, desk: LiveDesk) -> None:
    done(desk.call(park_draft, Draft(id="d2", kind="acceptance", matter=""), "等电话"))
    page = page_of(inside, "workbench")
    page.tiles["drafts"].click()
    assert page.list_card.title.text() == "草稿"
    assert page.list.rows.rows == []
    assert "断电也不丢" in page.list.accessibleDescription()
    page.tiles["drafts"].click()
    assert page.list_card.title.text() == "我的待办"
    assert len(page.list.rows.rows) == 1


@pytest.mark.parametrize("kind", ["acceptance", "payment", "consultation", "visit"])
def test_each_draft_opens_on_its_own_page(inside: Window, desk: LiveDesk, kind: str) -> None:
    matter = "TM-REG" if kind == "acceptance" else ""
    done(desk.call(keep_draft, Draft(id="d", kind=kind, matter=matter)))
    page = page_of(inside, "workbench")
    page.list.setFocus()
    press(inside, Qt.Key.Key_Return)
    assert inside.stack.stem == kind


def test_a_draft_of_an_unknown_form_stays_and_says_so(inside: Window, desk: LiveDesk) -> None:
    done(desk.call(keep_draft, Draft(id="d", kind="hand_over", matter="")))
    page = page_of(inside, "workbench")
    page.list.setFocus()
    press(inside, Qt.Key.Key_Return)
    assert inside.stack.stem == "workbench"
    assert "其他版本" in page.head.status.whole()


def test_tiles_lead_to_their_pages(inside: Window) -> None:
    page = page_of(inside, "workbench")
    page.tiles["owed"].click()
    assert inside.stack.stem == "printing"
    page.tiles["undelivered"].click()
    assert inside.stack.stem == "sync"


def test_the_workbench_hears_of_new_records(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    page = page_of(inside, "workbench")
    assert page.tiles["owed"].count() == 0
    some_paper(desk)
    qtbot.waitUntil(lambda: page.tiles["owed"].count() == 1)


# delivery


def test_a_journal_the_province_does_not_share_is_told(inside: Window) -> None:
    page = page_of(inside, "sync")
    page.show_sync(SyncStatus(confirmed_at="2026-11-21T14:00:00+08:00"))
    assert "流水不一致" not in page.facts.chips["confirmed"].text()
    page.show_sync(SyncStatus(confirmed_at="2026-11-21T14:00:00+08:00", anchored=False))
    assert page.facts.chips["confirmed"].text() == "流水不一致"
    assert "告知管理员" in page.facts.notes["confirmed"].text()


def test_every_undelivered_record_stands_in_a_row(inside: Window, desk: LiveDesk) -> None:
    some_visit(desk)
    paper = some_paper(desk)
    page = page_of(inside, "sync")
    shown = {(line.stem, line.word) for line in page.table.rows.rows}
    assert shown == {("visits", "saved"), ("inquiries", "saved"), ("papers", "saved")}
    numbers = [line.number for line in page.table.rows.rows]
    assert {"A012", paper.number} <= set(numbers)
    assert "登记 3 步 = 已上报 0 步 + 待上报 3 步 + 要处理 0 步" in page.sums.text()
    assert "可以交班" in page.tie.text()


def test_the_three_facts_are_kept_apart(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, "sync")
    facts = page.facts
    assert (facts.chips["network"].text(), facts.chips["network"].property("kind")) == ("尚未连接", "quiet")
    assert facts.chips["queue"].text() == "没有"
    assert facts.chips["confirmed"].text() == "本次启动后还没有"


def test_steps_that_a_restore_set_aside_stay_in_sight(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    aside = desk.profile.folder / "set-aside" / "20261121T120000"
    aside.mkdir(parents=True)
    (aside / "desk.db").write_bytes(b"x")
    (aside / "undelivered.json").write_bytes(b'{"file": "desk.db", "ops": ["a", "b", "c"]}')
    page = page_of(inside, "sync")
    qtbot.waitUntil(page.aside.isVisible)
    assert str(aside / "desk.db") in page.aside.text()
    assert "3" in page.aside.text()
    (aside / "desk.db").unlink()
    some_visit(desk)
    qtbot.waitUntil(lambda: not page.aside.isVisible())


def test_sending_for_real_turns_rows_into_deliveries(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    some_visit(desk)
    page = page_of(inside, "sync")
    assert len(page.table.rows.rows) == 1
    desk.line.start_sending()
    QTest.keyClick(inside, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: page.table.rows.rows == [], timeout=30_000)
    qtbot.waitUntil(lambda: page.facts.chips["confirmed"].property("kind") == "ok")
    # The receipt is in the book before the line has counted again.
    qtbot.waitUntil(lambda: "已上报" in inside.inside.header.sync_text())
    assert "全部已上报，可以交班" in page.tie.text()


def test_a_row_opens_its_record(inside: Window, desk: LiveDesk) -> None:
    some_paper(desk)
    page = page_of(inside, "sync")
    line = next(line for line in page.table.rows.rows if line.stem == "papers")
    page.table.opened.emit(line)
    assert inside.stack.stem == "printing"


def test_exporting_is_the_lead_s(inside: Window, tmp_path: Path) -> None:
    page = page_of(inside, "sync")
    assert page.reason_against("sync.export") == "导出需要负责人"
    page.export(tmp_path / "all.jsonl")
    assert not (tmp_path / "all.jsonl").exists()
    assert list(tmp_path.glob(".all*")) == []
    assert page.head.status.property("role") == "error"


def test_the_export_holds_every_step(lead: Window, desk: LiveDesk, tmp_path: Path) -> None:
    some_visit(desk)
    page = page_of(lead, "sync")
    page.export(tmp_path / "all.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) >= 2
    assert str(len(lines)) in page.head.status.whole()


def test_an_export_that_cannot_be_written_says_so(lead: Window, tmp_path: Path) -> None:
    page = page_of(lead, "sync")
    page.export(tmp_path / "no" / "such" / "folder.jsonl")
    assert "folder.jsonl" in page.head.status.whole()
    assert page.head.status.property("role") == "error"


# print centre


def test_an_owed_paper_is_shown_saved_and_no_longer_owed(
    inside: Window, desk: LiveDesk, qtbot: QtBot
) -> None:
    paper = some_paper(desk)
    page = page_of(inside, "printing")
    assert [row.id for row in page.table.rows.rows] == [paper.id]
    qtbot.waitUntil(lambda: page.preview.sheet_count == 1)
    kept = desk.paper_pdf(paper.id)
    QTest.keyClick(inside, Qt.Key.Key_F8)
    saved = desk.profile.papers / f"inquiry_result-{paper.number}.pdf"
    assert saved.read_bytes() == kept
    assert page.table.rows.rows == []
    assert page.head.status.whole().startswith("✓ 查询结果单已存为")
    assert done(desk.call(owed_papers)) == ()


def test_the_second_print_is_marked_as_a_reprint(inside: Window, desk: LiveDesk) -> None:
    paper = some_paper(desk)
    page = page_of(inside, "printing")
    QTest.keyClick(inside, Qt.Key.Key_F8)
    page.tabs["history"].click()
    assert page.table.rows.rows[0].copies_printed == 1
    QTest.keyClick(inside, Qt.Key.Key_F8)
    assert page.table.rows.rows[0].copies_printed == 2
    kept = desk.paper_pdf(paper.id)
    assert isinstance(kept, bytes)
    first, second = sorted(desk.profile.papers.glob("*.pdf"), key=lambda path: path.stat().st_size)
    assert first.read_bytes() == kept
    assert second.read_bytes().startswith(kept)
    assert paper.number in second.name


def test_a_printer_that_is_not_there_keeps_the_paper_owed(inside: Window, desk: LiveDesk) -> None:
    some_paper(desk)
    desk.settings.put("printer", "No-Such-Printer")
    page = page_of(inside, "printing")
    QTest.keyClick(inside, Qt.Key.Key_F12)
    assert page.head.status.property("role") == "error"
    assert "没打出来" in page.head.status.whole() or "打印" in page.head.status.whole()
    assert page.table.rows.rows[0].state is PrintState.FAILED
    assert page.reason_against("printing.print") is None


def test_all_owed_papers_go_out_one_after_another(inside: Window, desk: LiveDesk) -> None:
    for _n in range(3):
        some_paper(desk)
    page = page_of(inside, "printing")
    QTest.keyClick(inside, Qt.Key.Key_F9)
    assert page.table.rows.rows == []
    assert len(list(desk.profile.papers.glob("*.pdf"))) == 3
    assert page.reason_against("printing.all") is not None


def test_a_scanned_slip_comes_to_the_front(inside: Window, desk: LiveDesk) -> None:
    papers = [some_paper(desk) for _n in range(3)]
    page = page_of(inside, "printing")
    assert page.scanned(papers[0].number)
    assert page.tabs["history"].isChecked()
    assert page.table.current().id == papers[0].id


# evaluation


def test_with_one_screen_nobody_is_invited(inside: Window, desk: LiveDesk) -> None:
    some_visit(desk)
    page = page_of(inside, "evaluation")
    assert len(QGuiApplication.screens()) == 1
    assert visitor_screen(inside.screen()) is None
    assert page.reason_against("evaluation.invite") == "没有第二屏幕，请来访人扫单据上的码评价"
    page.table.opened.emit(page.table.current())
    assert page.visitor is None


def test_the_visitor_s_screen_is_never_the_clerk_s(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    other = object()
    assert visitor_screen(screen, [screen, other]) is other  # type: ignore[list-item]
    assert visitor_screen(screen, [screen]) is None


@pytest.fixture
def visitor(inside: Window, qtbot: QtBot) -> VisitorWindow:
    window = VisitorWindow("示例窗口", "商标注册", inside.desk.rulebook.evaluation_options, wait_s=2)
    qtbot.addWidget(window)
    return window


def test_nothing_is_chosen_beforehand(visitor: VisitorWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(visitor):
        visitor.open_on(QGuiApplication.primaryScreen())
        visitor.activateWindow()
    assert visitor.form.grade() is None
    assert not any(button.hasFocus() for button in visitor.form.grades.values())
    visitor.form.send.click()
    assert visitor.form.error.text() == "请先选一项"
    assert [button.accessibleName() for button in visitor.form.grades.values()] == [
        "非常满意",
        "满意",
        "基本满意",
        "不满意",
        "非常不满意",
    ]


def test_a_grade_brings_its_own_points(visitor: VisitorWindow, qtbot: QtBot) -> None:
    form = visitor.form
    form.grades[Grade.VERY_SATISFIED].click()
    good = set(form.points)
    form.grades[Grade.DISSATISFIED].click()
    bad = list(form.points)
    assert good
    assert bad
    assert not good & set(bad)
    assert all(code.startswith("2") for code in bad)
    form.points[bad[0]].click()
    form.text.setPlainText("等得太久")
    with qtbot.waitSignal(visitor.given) as told:
        form.send.click()
    rating = told.args[0]
    assert (rating.grade, rating.options, rating.text) == (Grade.DISSATISFIED, (bad[0],), "等得太久")


def test_the_visitor_s_screen_closes_by_itself(visitor: VisitorWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(visitor.ended, timeout=10_000):
        visitor.open_on(QGuiApplication.primaryScreen())
    assert not visitor.isVisible()


def test_a_second_rating_is_refused(lead: Window, desk: LiveDesk) -> None:
    visit = some_visit(desk)
    page = page_of(lead, "evaluation")
    QTest.keyClick(lead, Qt.Key.Key_F7)
    assert page.paper_card.isVisible()
    page.paper.grades[Grade.SATISFIED].click()
    page.paper.send.click()
    found = next(one for one in done(desk.call(rateable)) if one.visit_id == visit.id)
    if not found.rated:
        assert page.paper.error.text(), "the lead opened this visit, so another one must key it in"
        return
    page.paper.grades[Grade.SATISFIED].click()
    page.paper.send.click()
    assert page.paper.error.text()


def test_paper_forms_are_the_lead_s(inside: Window) -> None:
    page = page_of(inside, "evaluation")
    assert page.reason_against("evaluation.paper") == "纸质评价由负责人录入"


# settings


def test_looks_hold_at_once_and_are_kept(inside: Window, desk: LiveDesk) -> None:
    page = page_of(inside, "settings")
    page.theme.picked.emit("dark")
    assert look().tokens.name == "dark"
    page.density.picked.emit("comfortable")
    assert look().metrics.field == 34
    assert desk.settings.get("theme") == "dark"
    inside.lock()
    inside.gate.password.setText("onewindow-1")
    inside.gate.enter.click()
    assert look().tokens.name == "dark"


def test_an_unknown_setting_counts_as_unset(inside: Window, desk: LiveDesk) -> None:
    desk.settings.put("theme", "solarized")
    desk.settings.put("zoom", "huge")
    inside.lock()
    inside.gate.password.setText("onewindow-1")
    inside.gate.enter.click()
    assert look().tokens.name == "light"
    assert look().metrics.zoom == 100


def test_printers_are_chosen_by_paper(inside: Window, desk: LiveDesk) -> None:
    desk.settings.put("printer", "HP-2")
    page = page_of(inside, "settings")
    card = page.printers_card
    assert card.all.currentText() == "HP-2，现在找不到"
    card.slips.set_value("")
    card.slips.picked.emit("")
    assert desk.settings.get("printer.payment_record") == ""


def test_lock_and_scanner_settings_reach_the_program(
    inside: Window, desk: LiveDesk, application: Any
) -> None:
    page = page_of(inside, "settings")
    page.desk_card.gap.picked.emit(120)
    assert application.scanner.gap_ms == 120
    page.desk_card.gap.picked.emit(50)
    page.desk_card.lock.picked.emit(10)
    assert desk.settings.get("idle_lock_minutes") == 10
    application.idle.wait(0)


def test_licences_can_be_read(inside: Window, qtbot: QtBot) -> None:
    from app.ui.pages.settings.about import LicenceDialog, licence_texts

    page = page_of(inside, "settings")
    dialog = LicenceDialog(page.about_card)
    qtbot.addWidget(dialog)
    assert {"LGPL-3.0.txt", "GPL-3.0.txt", "OFL-NotoSansSC.txt"} <= set(licence_texts())
    dialog.choice.picked.emit("LGPL-3.0.txt")
    assert "LESSER GENERAL PUBLIC LICENSE" in dialog.text.text()
    assert "6.9.3" in page.about_card.qt.text()


def test_column_widths_are_kept(inside: Window, desk: LiveDesk, qtbot: QtBot) -> None:
    page = page_of(inside, "sync")
    head = page.table.horizontalHeader()
    head.resizeSection(0, 310)
    with qtbot.waitSignal(page.table.width_drawn):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.settings.get("columns.delivery_table", {}).get("number") == 310)
    inside.sign_out()
    sign_in(inside)
    again = page_of(inside, "sync")
    assert again is not page
    assert again.table.horizontalHeader().sectionSize(0) == 310


def test_no_row_of_the_rating_list_is_nameless(inside: Window, desk: LiveDesk) -> None:
    done(desk.call(open_visit, OpenVisit()))
    talk = LogConsultation(
        question="何时续展", category="trademark_registration", answer="期满前", channel="phone"
    )
    done(desk.call(log_consultation, talk))
    rows = rateable_rows(lambda one: one.matter)
    named = {rows.columns[1].text(one) for one in done(desk.call(rateable))}
    assert named == {"咨询登记", "未留姓名的来访"}


def test_papers_the_province_has_not_decided_about_are_told(lead: Window, desk: LiveDesk) -> None:
    page = page_of(lead, "acceptance")
    page.opened({"matter": "TM-REG"})
    told = page.sheet.materials.undecided
    shown = [one.material for one in page.sheet.materials.table.rows.rows]
    open_ones = [one.id for one in shown if one.tolerance_allowed is None]
    assert 0 < len(open_ones) < len(shown)
    assert told.text() == f"其中 {len(open_ones)} 份材料可否容缺，省局尚未设定"
    rules = {"TM-REG": {name: PaperRule(tolerance_allowed=False) for name in open_ones}}
    done(desk.call(set_window, SetWindow(basis="省局（示例）", papers=rules)))
    page.opened({"matter": "TM-REG"})
    assert page.sheet.materials.undecided.isHidden()
