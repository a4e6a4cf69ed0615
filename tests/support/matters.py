"""Filled-in forms of real matters for tests. All people and companies are invented; dates are of 2026."""

from __future__ import annotations

from datetime import date
from functools import cache

from app.domain.case import Case, CaseStatus, Decision, Draft, MaterialLine, MaterialState
from app.domain.filling_in import form_state
from app.domain.form_state import FormState
from app.domain.matter import Matter
from app.rulebook import Rulebook

TODAY = date(2026, 11, 21)
COMPANY = {"kind": "uscc", "number": "91330106MA00000016"}
PERSON = {"kind": "resident_id", "number": "11010519491231002X"}
ADDRESS = {"region": "CN", "division": "330106", "detail": "文三路 1 号（示例）"}
HANDLER: dict[str, object] = {"handler_name": "李办事（示例）", "handler_phone": "13800000000"}


@cache
def rules() -> Rulebook:
    """The packaged rules, read once."""
    return Rulebook.load()


def matter(code: str, on: date = TODAY) -> Matter:
    found = rules().matter(code, on)
    assert found is not None, code
    return found


def party(name: str = "示例科技有限公司", kind: str = "enterprise") -> dict[str, object]:
    """One applicant of a patent or layout form."""
    certificate = PERSON if kind == "individual" else COMPANY
    return {
        "name": name,
        "kind": kind,
        "certificate": dict(certificate),
        "nationality": "CN",
        "residence": "CN",
        "address": dict(ADDRESS),
        "postcode": "310012",
    }


def _no(*questions: str) -> dict[str, object]:
    return dict.fromkeys(questions, False)


CONTACT: dict[str, object] = {
    "contact_name": "王联系（示例）",
    "contact_phone": "0571-88880000",
    "contact_address": dict(ADDRESS),
}


def invention() -> tuple[dict[str, object], dict[str, object]]:
    """V1: 15 claims, 42 pages, two priorities, one company with its reduction on record."""
    values: dict[str, object] = {
        "title": "一种示例装置",
        "applicants": [party()],
        "inventors": [{"name": "𬭎示例", "nationality": "CN"}],
        **CONTACT,
        "priorities": [
            {"basis": "domestic", "office": "CN", "date": "2026-01-10", "number_cn": "201710601862.3"},
            {"basis": "domestic", "office": "CN", "date": "2026-02-10", "number_cn": "201810390462.7"},
        ],
        "abstract_drawing_no": "1",
        "claims_count": 15,
        "claims_pages": 3,
        "spec_pages": 30,
        "drawing_pages": 12,
        "fee_reduction_year": 2026,
        **HANDLER,
    }
    answers = {
        "q_residence": True,
        "q_priority": "domestic",
        "q_drawings": True,
        "q_exam": True,
        "q_reduction": "filed",
        **_no("q_defence", "q_agent", "q_coapplicants", "q_divisional", "q_priority_late"),
        **_no("q_biological", "q_sequence", "q_genetic", "q_grace", "q_same_day", "q_early", "q_abroad"),
    }
    return values, answers


def trademark() -> tuple[dict[str, object], dict[str, object]]:
    """V2: two classes, eleven goods in one of them, an agency."""
    values: dict[str, object] = {
        "applicant_name": "<b>A&T</b>㛃示例有限公司",
        "applicant_kind": "enterprise",
        "applicant_certificate": dict(COMPANY),
        "applicant_address": dict(ADDRESS),
        "postcode": "310012",
        "contact_name": "王联系（示例）",
        "contact_phone": "13900000000",
        "agency_name": "示例商标代理有限公司",
        "agency_uscc": "91330106MA00000016",
        "agency_person": "赵代理（示例）",
        "mark_text": "示例茶",
        "mark_image": {"sha256": "a" * 64, "name": "mark.png"},
        "goods": [
            {"nice_class": 30, "items": [f"茶{n}" for n in "一二三四五六七八九十甲"]},
            {"nice_class": 35, "items": ["广告"]},
        ],
        **HANDLER,
    }
    answers: dict[str, object] = {
        "q_agent": True,
        **_no("q_foreign", "q_co", "q_colour", "q_portrait", "q_priority", "q_foreign_papers"),
        "q_searched": True,
    }
    return values, answers


def gi_mark() -> tuple[dict[str, object], dict[str, object]]:
    """V4: a cooperative asks to use a geographical-indication mark."""
    values: dict[str, object] = {
        "producer_name": "示例茶叶专业合作社",
        "producer_kind": "enterprise",
        "producer_uscc": "91330106MA00000016",
        "producer_address": dict(ADDRESS),
        "production_site": dict(ADDRESS),
        "legal_representative": "张示例",
        "contact_name": "张示例",
        "contact_phone": "13700000000",
        "gi_name": "示例龙井",
        "gi_notice_no": "2020 年第 1 号",
        "standard_no": "GB/T 0000",
        "annual_output": "20 吨",
        "test_report_no": "J-2026-001",
        "test_report_date": "2026-05-06",
        "testing_body": "示例检测中心",
        **HANDLER,
    }
    answers = {"q_in_area": True, "q_report_ok": True, "q_verified_site": True, **_no("q_first", "q_change")}
    return values, answers


def layout(first_exploited: str = "2025-06-01") -> tuple[dict[str, object], dict[str, object]]:
    """An exploited layout design; V5 is one whose first exploitation lies more than two years back."""
    values: dict[str, object] = {
        "layout_name": "示例放大器布图",
        "ic_class_structure": "mos",
        "ic_class_technology": "cmos",
        "ic_class_function": "linear",
        "applicants": [party()],
        "creators": [{"name": "周创作（示例）", "nationality": "CN"}],
        "completion_date": "2024-01-05",
        "first_exploitation_date": first_exploited,
        "first_exploitation_place": "CN",
        "drawing_pages": 20,
        "layer_count": 12,
        "originality_statement_pages": 2,
        **CONTACT,
        **HANDLER,
    }
    answers = {
        "q_age": True,
        "q_exploited": True,
        "q_residence": True,
        "q_statement": True,
        **_no("q_secret", "q_agent", "q_coapplicants", "q_brief", "q_disc"),
    }
    return values, answers


def state_of(code: str, form: tuple[dict[str, object], dict[str, object]], on: date = TODAY) -> FormState:
    return form_state(matter(code, on), form[0], form[1], on)


def draft_of(code: str, form: tuple[dict[str, object], dict[str, object]]) -> Draft:
    return Draft(id="d", kind="acceptance", matter=code, values=form[0], answers=form[1])


def received(state: FormState, **others: MaterialState) -> tuple[MaterialLine, ...]:
    """Every demanded paper received, but for those named with another state."""
    return tuple(
        MaterialLine(
            material=material.id,
            state=others.get(material.id, MaterialState.RECEIVED),
            originals=material.originals,
            copies=material.copies,
        )
        for material in state.materials
    )


def case_of(
    code: str,
    form: tuple[dict[str, object], dict[str, object]],
    lines: tuple[MaterialLine, ...],
    status: CaseStatus,
    decision: Decision,
) -> Case:
    """A filed case with this form, as the desk keeps it."""
    found = matter(code)
    return Case(
        id="c",
        number="1",
        visit_id="v",
        matter=code,
        matter_version=found.version,
        status=status,
        decision=decision,
        values=state_of(code, form).filled(form[0]),
        answers=form[1],
        materials=lines,
        received_at=f"{TODAY.isoformat()}T09:00:00+08:00",
        clerk_id="clerk-1",
        clerk_name="陈窗口（示例）",
    )
