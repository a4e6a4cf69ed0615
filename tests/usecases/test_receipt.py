"""The receipt of a case as it is printed: who applies, and who acts for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.case import CaseStatus, Decision, MaterialState
from app.domain.paper import PaperKind
from app.domain.paper_case import AcceptanceReceiptValues
from app.printing.render import render
from app.usecases.paper_contents.case import of_case
from tests.printing.reading import squeezed, text_of
from tests.printing.sample_desk import HEAD
from tests.printing.samples import paper
from tests.support import matters

Receipt = Callable[..., str]


@pytest.fixture
def receipt(tmp_path: Path) -> Receipt:
    def draw(values: dict[str, object], answers: dict[str, object], **lines: MaterialState) -> str:
        return squeezed(text_of(render(paper(_values(values, answers, **lines))), tmp_path))

    return draw


def _values(
    values: dict[str, object], answers: dict[str, object], **lines: MaterialState
) -> AcceptanceReceiptValues:
    typed, given = matters.trademark()
    form = ({**typed, **values}, {**given, **answers})
    form = ({name: value for name, value in form[0].items() if value is not None}, form[1])
    materials = matters.received(matters.state_of("TM-REG", form), **lines)
    case = matters.case_of("TM-REG", form, materials, CaseStatus.ACCEPTED, Decision.ACCEPT)
    told = of_case(PaperKind.ACCEPTANCE_RECEIPT, HEAD, matters.rules(), matters.matter("TM-REG"), case, "")
    assert isinstance(told, AcceptanceReceiptValues)
    return told


NOBODY = {"agency_name": None, "agency_uscc": None, "agency_person": None}


def test_without_an_agent_one_line_says_so(receipt: Receipt) -> None:
    told = receipt(NOBODY, {"q_agent": False})
    assert "无（未委托代理机构）" in told
    assert "代理人" not in told
    assert "委托书" not in told


def test_the_agent_and_the_power_of_attorney_are_named(receipt: Receipt) -> None:
    told = receipt({}, {})
    assert "赵代理（示例）" in told
    assert "已提交" in told
    assert "未提交" in receipt({}, {}, power_of_attorney=MaterialState.TOLERATED)


@pytest.mark.parametrize("kind", ["foreign", "hk_macao_taiwan"])
def test_the_english_name_is_on_the_receipt(receipt: Receipt, kind: str) -> None:
    abroad = {"applicant_kind": kind, "applicant_name_en": "EXAMPLE TEA COMPANY (INVENTED) LIMITED"}
    told = receipt(abroad, {})
    assert "外文名称" in told
    assert "EXAMPLETEACOMPANY(INVENTED)LIMITED" in told
    assert "外文名称" not in receipt({}, {})


def test_an_answer_stands_without_its_question_and_the_name_with_its_own_word(receipt: Receipt) -> None:
    told = _values({}, {"q_mark": "word"})
    assert "文字商标" in told.situation.split("；")
    assert told.subject_label == "商标文字/名称"
    assert "商标文字/名称" in receipt({}, {})


def _invention(kind: PaperKind, **given: object) -> Any:
    form = matters.invention()
    form = ({**form[0], **given}, form[1])
    lines = matters.received(matters.state_of("PAT-APP-INV", form))
    case = matters.case_of("PAT-APP-INV", form, lines, CaseStatus.ACCEPTED, Decision.ACCEPT)
    return of_case(kind, HEAD, matters.rules(), matters.matter("PAT-APP-INV"), case, "")


def test_pages_come_from_the_form_where_it_counts_that_very_paper() -> None:
    told = _invention(PaperKind.MATERIAL_LIST, claims_pages=3, spec_pages=30)
    pages = {row.name: row.pages for row in told.rows}
    assert (pages["权利要求书"], pages["说明书"], pages["发明专利请求书"]) == (3, 30, 0)
    assert _invention(PaperKind.ACCEPTANCE_RECEIPT).material_pages == 0  # the request is not counted


def test_no_answer_of_a_choice_is_yes_or_no_on_paper() -> None:
    """What is printed without its question must say what it is about."""
    bare = [
        (matter.code, question.id, answer.value)
        for matter in matters.rules().matters(matters.TODAY)
        for question in matter.questions
        if question.kind == "choice"
        for answer in question.answers
        if not answer.stop and len((answer.on_paper or answer.words).zh) < 3
    ]
    assert bare == []
