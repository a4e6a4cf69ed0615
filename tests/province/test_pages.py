"""The visitor's page and the operator's page: real HTML, no scripts, no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import requests

from app.bootstrap.page_texts import setting_of
from app.contract.kinds import Kind
from app.domain.case import CaseStatus, Decision, ReasonLine
from app.domain.evaluation import EvaluationOption, Grade
from app.domain.matter import Words
from app.province.embedded import Embedded
from app.province.pages import rating, visitor
from app.province.pages.html import el
from app.province.pages.texts import PageTexts
from app.province.platform import Setting
from app.rulebook import Rulebook
from tests.province.desks import Desk, Running, problem
from tests.support import ops

TEXTS = PageTexts(
    matters={"TM-01": Words("商标注册 <申请>", "Trademark registration")},
    received=frozenset({"TM-01"}),
    materials={"TM-01": {"power_of_attorney": Words("代理委托书", "Power of attorney")}},
    reasons={"M-01": Words("缺少委托书。", "The power of attorney is missing.")},
    options={
        Grade.SATISFIED: (EvaluationOption(code="412", words=Words("服务态度较好", "Friendly")),),
        Grade.DISSATISFIED: (EvaluationOption(code="214", words=Words("服务态度生硬", "Curt")),),
    },
)


class Tags(HTMLParser):
    """Every tag and every visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    embedded = Embedded(tmp_path_factory.mktemp("pages"), setting=Setting(texts=TEXTS))
    yield Running(embedded, embedded.start())
    embedded.stop()


@pytest.fixture
def place(province: Running) -> list[Desk]:
    return province.outlet()


@pytest.fixture
def window(place: list[Desk]) -> Desk:
    return place[0]


def in_correction(desk: Desk) -> str:
    """A case with an open notice; its query code."""
    record = ops.case(
        status=CaseStatus.CORRECTION,
        decision=Decision.CORRECTION_NOTICE,
        reasons=(ReasonLine(code="M-01", note="张三（示例）说明天补"),),
        contact_phone="13900000000",
        due_on="2026-12-01",
    )
    assert desk.one(desk.author.op(Kind.CASE_FILE, record)).verdict == "applied"
    return record.query_code


def page(desk: Desk, code: str, **params: str) -> requests.Response:
    return requests.get(f"{desk.url}/q/{code}", params=params, timeout=30)


def rate(desk: Desk, code: str, **form: object) -> requests.Response:
    return requests.post(f"{desk.url}/q/{code}", data=form, timeout=30)


def test_a_visitor_sees_the_state_and_what_is_missing(window: Desk) -> None:
    reply = page(window, in_correction(window))
    assert reply.status_code == 200
    text = Tags(reply.text).text
    for words in (
        "需要补正",
        "商标注册 <申请>",
        "代理委托书（缺少）",
        "缺少委托书。",
        "2026-12-01",
        "9:00–17:00",
        "12345",
    ):
        assert words in text
    english = Tags(page(window, in_correction(window), lang="en").text).text
    for words in (
        "Something must be added",
        "Power of attorney（missing）",
        "Opening hours",
        "Send the rating",
    ):
        assert words in english


def test_no_personal_data_and_nothing_to_run(window: Desk) -> None:
    reply = page(window, in_correction(window))
    for secret in ("示例公司", "张三", "李四", "1390000", "示例标"):
        assert secret not in reply.text
    tags = Tags(reply.text).tags
    assert not {"script", "iframe", "img", "link", "object"} & {tag for tag, _ in tags}
    assert not [
        name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"
    ]
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["Referrer-Policy"] == "no-referrer"
    assert reply.headers["Cache-Control"] == "no-store"


def test_what_people_typed_is_text(window: Desk) -> None:
    assert el("p", "<b>&\"'", title='"><script>') == (
        '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&quot;&#x27;</p>'
    )


@pytest.mark.parametrize("code", ["a" * 26, "A" * 26, "x", "a" * 27, "%00", "..%2fops"])
def test_an_unknown_code_is_a_page_too(window: Desk, code: str) -> None:
    reply = requests.get(f"{window.url}/q/{code}", timeout=30)
    assert reply.status_code == 404
    if len(code) <= 27 and code.isalnum():
        assert "没有找到" in reply.text


def test_a_rating_becomes_a_record_of_the_outlet(place: list[Desk]) -> None:
    one, two = place
    record = ops.case()
    one.push(one.author.op(Kind.CASE_FILE, record))
    before = two.hello().feed_high
    reply = rate(
        two, record.query_code, grade="satisfied", option=["412", "214", "999"], text=" 很好\u202e\x00 "
    )
    assert "已收到您的评价" in reply.text
    item = next(iter(two.feed(before).values()))
    given = item.body["evaluation"]
    assert isinstance(given, dict)
    assert given["options"] == ["412"], "options of another grade do not count"
    assert (given["grade"], given["channel"], given["text"]) == ("satisfied", "qr", "很好")
    assert (given["case_id"], given["visit_id"], given["window"]) == (record.id, record.visit_id, "01")
    assert (item.stem, item.version) == ("evaluations", 1)


def test_a_page_is_rated_once(window: Desk) -> None:
    code = in_correction(window)
    rate(window, code, grade="satisfied")
    again = rate(window, code, grade="very_dissatisfied", text="x")
    assert "已收到您的评价" in again.text
    assert "form" not in {tag for tag, _ in Tags(page(window, code).text).tags}
    grades = [
        item.body["evaluation"]["grade"] for item in window.feed().values() if item.stem == "evaluations"
    ]  # type: ignore[index]
    assert grades == ["satisfied"]


def test_two_clicks_at_once_are_one_rating(province: Running, window: Desk) -> None:
    """Both saw the page before either was taken."""
    code, platform = in_correction(window), province.province.platform
    subject = platform.store.read(lambda connection: visitor.find(connection, code))
    assert subject
    for grade, first in ((Grade.SATISFIED, True), (Grade.VERY_SATISFIED, False)):
        given = rating.Given(
            subject=subject,
            rating=rating.Rating(grade=grade, options=(), text=""),
            stamp=platform.stamp(),
            now=platform.now(),
            op_id=ops.new_id(),
        )
        answer = platform.store.run_tx(lambda connection, given=given: rating.give(connection, given))
        assert (answer is not None) == first
    kept = [item for item in window.feed().values() if item.stem == "evaluations"]
    assert [item.body["evaluation"]["grade"] for item in kept] == ["satisfied"]  # type: ignore[index]


def test_what_was_rated_at_the_window_is_not_asked_again(window: Desk) -> None:
    visit = ops.visit()
    rated = ops.evaluation(visit_id=visit.id)
    window.push(window.author.op(Kind.VISIT_OPEN, visit), window.author.op(Kind.EVALUATION_GIVE, rated))
    assert "已收到您的评价" in page(window, visit.query_code).text


def test_a_bad_grade_says_why(window: Desk) -> None:
    code = in_correction(window)
    assert "请勾选一个选项或写明原因" in rate(window, code, grade="dissatisfied").text
    assert "请选择一个评价等级" in rate(window, code).text
    assert "请选择一个评价等级" in rate(window, code, grade="wonderful").text
    assert "已收到您的评价" in rate(window, code, grade="dissatisfied", option="214").text


def test_a_form_that_is_too_large(window: Desk) -> None:
    code = in_correction(window)
    assert rate(window, code, grade="satisfied", text="x" * 20_000).status_code == 413
    many = {f"f{at}": "x" for at in range(200)}
    assert rate(window, code, **many).status_code == 400
    assert rate(window, "a" * 26, grade="satisfied").status_code == 404


def operator_page(running: Running, token: str, user: str = "operator") -> requests.Response:
    return requests.get(f"{running.url}/ops", auth=(user, token), timeout=30)


def test_the_operator_sees_who_is_behind_and_who_is_silent(tmp_path: Path) -> None:
    times = [datetime(2026, 11, 23, tzinfo=UTC)]
    embedded = Embedded(tmp_path, setting=Setting(clock=lambda: times[0]))
    running = Running(embedded, embedded.start())
    one, two = running.outlet()
    one.push(*one.author.cases(1), depth=17, oldest_age_s=7800, parked=2)
    wrong = two.author.op(Kind.CASE_FILE, ops.case(number="坏"))
    two.push(wrong, depth=0)
    token = running.province.platform.operator_token
    assert operator_page(running, "wrong").status_code == 401
    bare = requests.get(f"{running.url}/ops", timeout=30)
    assert (bare.status_code, problem(bare).code) == (401, "operator_only")
    assert bare.headers["WWW-Authenticate"].startswith("Basic")
    reply = operator_page(running, token)
    assert reply.status_code == 200
    assert "17" in reply.text
    assert "2 h 10 min" in reply.text
    assert "bad_body" in reply.text
    assert "示例公司" not in reply.text
    assert "24 小时无联系" in reply.text
    silent = re.split(r"<h2>", reply.text)[2]
    assert "1号" not in silent
    times[0] += timedelta(hours=30)
    two.hello()
    silent = re.split(r"<h2>", operator_page(running, token).text)[2]
    assert "1号（示例）" in silent
    assert "2号（示例）" not in silent
    assert requests.get(f"{running.url}/ops", headers={"Authorization": f"Bearer {token}"}, timeout=30).ok
    embedded.stop()


def test_an_address_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    """Whoever tries codes one after another, or floods the page; the one next to them is not held up."""
    embedded = Embedded(tmp_path / "slow", setting=Setting(visits=3, visits_per_second=0.5))
    address = f"{embedded.start()}/q/{ops.query_code()}"

    def ask(source: str, method: str = "GET") -> requests.Response:
        # as the server that ends TLS in front of the province hands it on
        return requests.request(method, address, headers={"X-Forwarded-For": source}, timeout=30)

    try:
        replies = [ask("192.0.2.7", "POST"), *(ask("192.0.2.7") for _ in range(3))]
        assert [reply.status_code for reply in replies] == [404, 404, 404, 429]
        assert 1 <= int(replies[-1].headers["Retry-After"]) <= 2
        assert "请稍后再试" in Tags(replies[-1].content.decode()).text
        assert ask("192.0.2.7", "POST").status_code == 429
        assert ask("192.0.2.8").status_code == 404, "each address has its own measure"
        assert [ask(f"2001:db8::{at}").status_code for at in range(1, 5)] == [404, 404, 404, 429]
    finally:
        embedded.stop()


def test_what_is_only_received_is_not_called_accepted() -> None:
    """The same rule as at the desk decides it."""
    texts = setting_of(Rulebook.load(), date(2026, 11, 21)).texts
    assert "TM-REG" in texts.received
    assert "GI-MARK-USE" not in texts.received


@pytest.mark.parametrize(("matter", "words"), [("TM-01", "已收件"), ("GI-01", "已受理")])
def test_the_visitor_reads_what_the_paper_says(window: Desk, matter: str, words: str) -> None:
    record = ops.case(status=CaseStatus.ACCEPTED, decision=Decision.ACCEPT, matter=matter)
    assert window.one(window.author.op(Kind.CASE_FILE, record)).verdict == "applied"
    assert words in Tags(page(window, record.query_code).text).text
