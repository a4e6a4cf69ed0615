"""Every kind of paper, read back as text: all that its values say is on it, and nothing else is promised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from app.domain.matter import ReceiptTitle
from app.domain.numbering import grouped
from app.domain.paper import Paper, PaperKind
from app.domain.paper_values import (
    ChargeLine,
    Layout,
    MaterialRow,
    PartyLine,
    RefusalGround,
    WaivedMaterial,
)
from app.domain.payment import PaymentKind, PaymentStatus
from app.printing.ink import Text
from app.printing.render import lay_out, missing_characters, render
from app.printing.template import read
from tests.printing import samples
from tests.printing.reading import pages_of, squeezed, text_of

_STRANGE = "𬭎㛃<b>A&T</b>𨋢"
_NOT_TEXT = {
    "layout",
    "qr_url",
    "title",
    "kind",
    "status",
    "channel",
    "stage",
    "result",
    "ground",
    "triggers",
}
_NOT_TEXT |= {"handling", "manner", "delivery", "delivered_by", "ways", "source", "form", "need", "check"}
_NOT_TEXT |= {"grade", "verdict"}
_NUMBERS = {"number", "query_code"}
KINDS = list(samples.SAMPLES)


def _marked(value: Any, key: str, marks: list[str]) -> Any:
    """The same values with every free text replaced by one of its own, full of what breaks printing."""
    if isinstance(value, dict):
        return {
            name: part if name in _NOT_TEXT else _marked(part, name, marks) for name, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [_marked(part, key, marks) for part in value]
    if not isinstance(value, str) or key in _NUMBERS:
        return value
    marks.append(f"{key}{len(marks)}号{_STRANGE}")
    return marks[-1]


def _every_text_marked(kind: PaperKind, layout: Layout) -> tuple[Paper, list[str]]:
    changes: dict[str, Any] = {}
    if kind is PaperKind.REFUSAL_NOTICE:
        changes = {"ground": RefusalGround.NOT_COMPETENT}
    if kind is PaperKind.PAYMENT_RECORD:
        changes = {"kind": PaymentKind.REFUND, "status": PaymentStatus.REFUNDED}
    if kind is PaperKind.ACCEPTANCE_RECEIPT:
        changes = {"title": ReceiptTitle.ACCEPTANCE_NOTICE}
    paper = samples.paper(samples.SAMPLES[kind], layout, **changes)
    marks: list[str] = []
    return replace(paper, values=_marked(dict(paper.values), "", marks)), marks


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", [Layout.A4, Layout.LARGE])
def test_every_text_of_the_values_is_on_the_paper(kind: PaperKind, layout: Layout, tmp_path: Path) -> None:
    paper, marks = _every_text_marked(kind, layout)
    read_back = text_of(render(paper), tmp_path)
    lost = [mark for mark in marks if squeezed(mark) not in read_back]
    assert not lost


@pytest.mark.parametrize("kind", [kind for kind in KINDS if Layout.STRIP in read(kind.value).layouts])
def test_the_strip_says_what_the_short_form_must(kind: PaperKind, tmp_path: Path) -> None:
    paper, _ = _every_text_marked(kind, Layout.STRIP)
    read_back = text_of(render(paper), tmp_path)
    values: Any = samples.paper(samples.SAMPLES[kind]).values
    head: Any = paper.values["head"]
    assert squeezed(head["outlet_name"]) in read_back
    assert values["head"]["number"] in read_back
    assert len(pages_of(render(paper), tmp_path)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_numbers_and_the_foot_are_on_the_paper(kind: PaperKind, tmp_path: Path) -> None:
    read_back = text_of(render(samples.paper(samples.SAMPLES[kind])), tmp_path)
    head = samples.HEAD
    for text in (
        head.number,
        head.provincial_number,
        head.clerk_name,
        head.clerk_number,
        head.package_version,
    ):
        assert text in read_back
    for text in (head.consult_phone, head.complaint_phone, head.window_name, "打印时间2026年11月21日11:42"):
        assert squeezed(text) in read_back


@pytest.mark.parametrize("kind", [kind for kind in KINDS if Layout.STRIP not in read(kind.value).layouts])
def test_a_layout_that_a_paper_does_not_have_is_a_bug(kind: PaperKind) -> None:
    with pytest.raises(ValueError, match="no layout strip"):
        render(samples.paper(samples.SAMPLES[kind], Layout.STRIP))


def test_two_copies_are_marked(tmp_path: Path) -> None:
    first, second = pages_of(render(samples.paper(samples.RECEIPT)), tmp_path)
    assert "第一联申请人" in first
    assert "第二联存档" in second
    assert first.replace("第一联申请人", "") == second.replace("第二联存档", "")


def test_a_receipt_never_passes_for_an_acceptance(tmp_path: Path) -> None:
    receipt = text_of(render(samples.paper(samples.RECEIPT)), tmp_path)
    assert "收件回执" in receipt
    assert "本回执不等于申请受理通知书/申请号，以国家知识产权局通知为准" in receipt
    assert "受理专用章" not in receipt
    notice = samples.paper(samples.RECEIPT, title=ReceiptTitle.ACCEPTANCE_NOTICE)
    words = text_of(render(notice), tmp_path)
    assert "受理通知书" in words
    assert "收件回执" not in words
    assert "受理专用章" in words


def test_a_payment_record_never_looks_like_a_fiscal_bill(tmp_path: Path) -> None:
    assert read("payment_record").titles["record"] == "缴费记录（凭单）"
    for layout in read("payment_record").layouts:
        words = text_of(render(samples.paper(samples.PAYMENT, layout)), tmp_path)
        assert "缴费记录（凭单）" in words
        assert "本凭单非财政票据、非发票，不作报销凭证" in words
        for forbidden in ("收据", "监制章", "票据代码", "票据号码", "校验码", "专用章"):
            assert forbidden not in words


def test_a_payment_record_ties_out(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.PAYMENT)), tmp_path)
    assert "￥1,140.00" in words
    assert "人民币壹仟壹佰肆拾元整" in words
    assert "240.00" in words  # 180 reduced fee and 60 surcharge


def test_a_refund_is_never_negative(tmp_path: Path) -> None:
    paper = samples.paper(
        samples.PAYMENT,
        kind=PaymentKind.REFUND,
        status=PaymentStatus.REFUNDED,
        total_fen=-114000,
        refers_to=samples.CASE,
        reason="重复缴费",
    )
    words = text_of(render(paper), tmp_path)
    assert "退费￥1,140.00" in words
    assert "-1,140" not in words
    assert samples.CASE in words


def test_a_void_record_is_struck_on_every_page(tmp_path: Path) -> None:
    paper = samples.paper(
        samples.PAYMENT, kind=PaymentKind.VOID, status=PaymentStatus.VOIDED, reason="录入有误"
    )
    for page in pages_of(render(paper), tmp_path):
        assert page.count("作废") > page.count("作废说明") + 1
        assert "录入有误" in page


def test_a_correction_notice_says_it_is_everything(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.CORRECTION)), tmp_path)
    assert "以上为一次性告知的全部内容。" in words
    assert "第二次告知" not in words
    again = samples.paper(samples.CORRECTION, second_reason="申请人补交了新材料", second_by="陈立（示例）")
    assert "第二次告知原因：申请人补交了新材料" in text_of(render(again), tmp_path)


def test_a_refusal_tells_the_remedies(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.REFUSAL)), tmp_path)
    assert "六十日内，依法向有管辖权的行政复议机关申请行政复议" in words
    assert "六个月内，依法向有管辖权的人民法院提起行政诉讼" in words
    named = samples.paper(samples.REFUSAL, review_authority="浙江省知识产权局", court="杭州市中级人民法院")
    assert "依法向浙江省知识产权局申请行政复议" in text_of(render(named), tmp_path)


def test_an_inquiry_result_says_what_it_is_worth(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.INQUIRY)), tmp_path)
    assert "仅供参考，不具法律效力，以官方为准" in words
    assert "共37条，本单列出14条（部分结果）" in words
    none = text_of(render(samples.paper(samples.INQUIRY, rows=(), hits=0)), tmp_path)
    assert "没有符合条件的记录" in none
    assert "（以下空白）" in none


def test_offline_and_training_are_said(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.RECEIPT)), tmp_path)
    assert "离线开具" not in words
    assert "培训样张" not in words
    head = replace(samples.HEAD, offline=True, provincial_number="")
    for page in pages_of(render(samples.paper(replace(samples.RECEIPT, head=head))), tmp_path):
        assert "离线开具" in page
        assert "平台编号：待上报" in page
        assert "第1页共1页" in page
    for page in pages_of(render(samples.paper(samples.RECEIPT), training=True), tmp_path):
        assert page.count("培训样张无效") == 2
        assert page.count("培训样张") > 2  # and across the page


def test_training_marks_the_strip_above_and_below(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.RECEIPT, Layout.STRIP), training=True), tmp_path)
    assert words.count("培训样张无效") == 2


def test_empty_optional_fields_are_struck(tmp_path: Path) -> None:
    paper = samples.paper(samples.RECEIPT, agency="", agent="", right_number="", due_on="", charges=())
    words = text_of(render(paper), tmp_path)
    assert "代理机构无（未委托代理机构）" in words
    assert "承诺办结日期—" in words
    assert "不收费" in words


def test_twenty_applicants_go_to_a_list_of_their_own(tmp_path: Path) -> None:
    names = [f"第{n}申请人有限公司𬭎（示例）" for n in range(20)]
    paper = samples.paper(
        samples.RECEIPT, applicants=tuple(PartyLine(name=name, kind="企业") for name in names)
    )
    pages = pages_of(render(paper), tmp_path)
    assert "等20名申请人（名单见附页）" in pages[0]
    half = "".join(pages[: len(pages) // 2])
    assert all(name in half for name in names)
    assert text_of(render(replace_layout(paper, Layout.STRIP)), tmp_path).count("申请人有限公司") >= 20


def replace_layout(paper: Paper, layout: Layout) -> Paper:
    head: Any = paper.values["head"]
    return replace(paper, values={**paper.values, "head": {**head, "layout": layout.value}})


def test_three_hundred_rows_run_over_pages_with_their_header(tmp_path: Path) -> None:
    rows = tuple(MaterialRow(name=f"材料甲{n:03d}𬭎", pages=2) for n in range(300))
    pages = pages_of(render(samples.paper(samples.MATERIALS, rows=rows, waived=())), tmp_path)
    half = len(pages) // 2
    assert half >= 9
    for number, page in enumerate(pages[:half], 1):
        assert f"第{number}页共{half}页" in page
        if "材料甲" in page:
            assert "应收/实收" in page
    words = "".join(pages[:half])
    assert all(words.count(f"材料甲{n:03d}𬭎") == 1 for n in range(300))
    assert "300件（共叁佰件），600页" in words
    assert words.count("（以下空白）") == 1


def _per_page(paper: Paper) -> list[str]:
    return ["".join(ink.text for ink in page.inks if isinstance(ink, Text)) for page in lay_out(paper)]


@pytest.mark.parametrize("waived", [(), samples.MATERIALS.waived])
@pytest.mark.parametrize("count", range(8, 30))
def test_signatures_never_stand_alone_on_a_page(count: int, waived: tuple[WaivedMaterial, ...]) -> None:
    """With them comes the last row of a table, under its header."""
    rows = tuple(MaterialRow(name=f"材料甲{n:03d}") for n in range(count))
    pages = _per_page(samples.paper(samples.MATERIALS, rows=rows, waived=waived))
    last = pages[len(pages) // 2 - 1]
    assert "交件人签字" in last
    assert ("费用减缴备案证明" if waived else f"材料甲{count - 1:03d}") in last
    assert ("免交材料" if waived else "应收/实收") in last
    assert "".join(pages).count("材料甲000") == 2
    assert "".join(pages).count(f"材料甲{count - 1:03d}") == 2


def test_words_above_the_signatures_do_not_make_a_page() -> None:
    """Where a statement has gone over to the next page already, the row is fetched."""
    for lines in range(20, 60):
        paper = samples.paper(samples.REFUSAL, facts="\n".join(f"第{n}项" for n in range(lines)))
        pages = _per_page(paper)
        last = pages[len(pages) // 2 - 1]
        assert "签收" in last
        assert "退还的材料" in last or "法律依据" in last, lines


@pytest.mark.parametrize("layout", [Layout.A4, Layout.LARGE])
@pytest.mark.parametrize("offline", [False, True])
def test_what_is_torn_off_an_evaluation_slip_is_on_one_sheet(layout: Layout, offline: bool) -> None:
    head = replace(samples.HEAD, offline=offline, layout=layout, outlet_name="示例市知识产权综合业务受理窗口")
    for matter in ("发明专利申请", "集成电路布图设计专有权登记申请及其著录事项变更手续" * 4):
        pages = _per_page(samples.paper(replace(samples.EVALUATION, head=head, matter_name=matter)))
        (torn,) = [page for page in pages if "总体评价" in page]
        for part in ("方式二", "★ 非常不满意", "意见和建议", "是否愿意接受回访", "联系电话"):
            assert part in torn
        if layout is Layout.A4 and len(matter) < 20:
            assert len(pages) == 1


def test_the_usual_receipt_is_one_page_with_its_signatures() -> None:
    lines = tuple(ChargeLine(name=f"费用{n}", amount_fen=100, basis=f"规定{n}") for n in range(5))
    head = replace(samples.HEAD, offline=True)
    paper = samples.paper(replace(samples.RECEIPT, head=head), charges=lines)
    assert [len(_per_page(paper)), len(lay_out(samples.paper(samples.RECEIPT)))] == [2, 2]


def test_two_lines_of_one_fee_are_told_apart_and_every_line_has_its_basis(tmp_path: Path) -> None:
    one, two = "商标业务缴费指南（发改价格〔2019〕914号）", "商标法实施条例"
    charges = (
        ChargeLine(name="受理商标注册费", amount_fen=60000, basis=one, quantity=2),
        ChargeLine(name="受理商标注册费（第 11 项起）", amount_fen=6000, basis=f"{two}；{one}", quantity=2),
    )
    words = text_of(render(samples.paper(samples.RECEIPT, charges=charges)), tmp_path)
    assert "受理商标注册费×2600.00元[1]" in words
    assert "受理商标注册费（第11项起）×260.00元[2][1]" in words
    assert words.count("依据：[1]商标业务缴费指南（发改价格〔2019〕914号）；[2]商标法实施条例") == 2
    assert "））" not in words


def test_the_name_is_called_what_the_matter_calls_it(tmp_path: Path) -> None:
    for sample in (samples.RECEIPT, samples.MATERIALS, samples.CORRECTION, samples.REFUSAL):
        words = text_of(render(samples.paper(sample, subject_label="商标名称")), tmp_path)
        assert f"商标名称{squeezed(sample.subject)}" in words


def test_numbers_stand_in_their_groups() -> None:
    for sample in (samples.RECEIPT, samples.MATERIALS, samples.EVALUATION, samples.REVIEW):
        words = "".join(_per_page(samples.paper(sample)))
        assert grouped(samples.CASE) in words
        assert samples.CASE not in words


def test_the_line_of_who_handed_in_stays_free_for_the_hand() -> None:
    words = "".join(_per_page(samples.paper(samples.MATERIALS, handed_in_by="龚吉（示例）")))
    assert "交件人签字：龚吉" not in words
    assert words.count("龚吉（示例）") == 2


def test_pages_that_were_counted_in_part_say_so(tmp_path: Path) -> None:
    rows = (MaterialRow(name="请求书"), MaterialRow(name="说明书", pages=30))
    words = text_of(render(samples.paper(samples.MATERIALS, rows=rows)), tmp_path)
    assert "其中1项计页，共30页。" in words


def test_no_rows_at_all(tmp_path: Path) -> None:
    words = text_of(render(samples.paper(samples.MATERIALS, rows=(), waived=())), tmp_path)
    assert "（以下空白）" in words
    assert "共零件" in words


def test_long_names_are_wrapped_and_never_cut(tmp_path: Path) -> None:
    company = "香港特別行政區北角英皇道三百三十八號華懋交易廣場" * 4 + "集團控股（國際）有限公司"
    assert len(company) > 100
    paper = samples.paper(samples.RECEIPT, applicants=(PartyLine(name=company),), subject=company)
    words = text_of(render(paper), tmp_path)
    assert words.count(company) >= 4
    strip = text_of(render(samples.paper(samples.RECEIPT, Layout.STRIP, subject=company)), tmp_path)
    assert company in strip


def test_missing_characters_of_a_paper() -> None:
    assert missing_characters(samples.paper(samples.RECEIPT)) == ""
    odd = samples.paper(samples.RECEIPT, subject="𬭎\U0001f600牌\u202e")
    assert missing_characters(odd) == "\U0001f600\u202e"


def test_values_that_do_not_fit_their_kind_are_a_bug() -> None:
    paper = samples.paper(samples.RECEIPT)
    with pytest.raises(msgspec.ValidationError):
        render(replace(paper, kind=PaperKind.PAYMENT_RECORD))
