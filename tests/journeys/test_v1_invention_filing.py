"""V1: 15 claims, 42 pages, 2 priorities, 85 % reduction: accepted, explained, paid, papers in hand."""

from __future__ import annotations

from tests.journeys.conftest import Played

SCENARIO = "V1"


def test_it_is_accepted_and_priced_by_the_rules(played: Played) -> None:
    """900 × 15 % + 50 + 5 × 150 + 12 × 50 + 2 × 80 yuan."""
    assert played.seen["status"] == "accepted"
    assert played.seen["quote_fen"] == played.seen["paid_fen"] == 1695_00
    assert played.seen["capitals"] == "人民币壹仟陆佰玖拾伍元整"


def test_the_four_papers_are_there(played: Played) -> None:
    for kind in ("acceptance_receipt", "material_list", "payment_record", "evaluation_slip"):
        assert len(played.texts(kind)) == 1, kind


def test_the_payment_slip_never_looks_like_a_fiscal_bill(played: Played) -> None:
    (slip,) = played.texts("payment_record")
    assert "缴费记录" in slip
    assert "非财政票据" in slip
    assert "1,695.00" in slip
    for forbidden in ("发票代码", "票据代码", "监制章", "校验码"):
        assert forbidden not in slip


def test_the_rating_slip_carries_no_grade(played: Played) -> None:
    (slip,) = played.texts("evaluation_slip")
    assert "☑" not in slip
    assert "评价" in slip


def test_case_and_payment_are_at_the_province_once(played: Played) -> None:
    (case,) = [item for item in played.at_province if item.stem == "cases"]
    (payment,) = [item for item in played.at_province if item.stem == "payments"]
    assert case.body["case"]["number"] == played.seen["number"]
    assert payment.body["payment"]["number"] == played.seen["payment"]
    assert payment.body["payment"]["case_id"] == played.seen["case_id"]
    assert payment.body["payment"]["total_fen"] == 1695_00
