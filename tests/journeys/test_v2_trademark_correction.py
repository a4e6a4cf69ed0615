"""V2: two classes, twelve goods in one, the power of attorney is missing; brought, scanned, accepted."""

from __future__ import annotations

from tests.journeys.conftest import Played

SCENARIO = "V2"


def test_the_notice_comes_first_and_the_answer_is_accepted(played: Played) -> None:
    assert played.seen["first_status"] == "correction"
    assert played.seen["status"] == "accepted"


def test_the_fee_counts_two_classes_and_two_goods_above_ten(played: Played) -> None:
    assert played.seen["total_fen"] == 2 * 300_00 + 2 * 30_00


def test_the_notice_tells_everything_at_once_and_names_the_paper(played: Played) -> None:
    (notice,) = played.texts("correction_notice")
    assert "一次性" in notice
    assert "商标代理委托书" in notice
    assert "R-AUTH-" in notice
    assert "商标法实施条例第5条" in notice
    assert "实施细则" not in notice
    assert "30日内补正" in notice
    assert "没有规定补正期限" not in notice


def test_the_receipt_does_not_pretend_to_be_the_office(played: Played) -> None:
    (receipt,) = played.texts("acceptance_receipt")
    assert "收件回执" in receipt
    assert "不等于" in receipt
    assert "陆佰陆拾" in receipt or "660.00" in receipt


def test_the_province_holds_the_case_once_with_its_last_state(played: Played) -> None:
    cases = [item for item in played.at_province if item.stem == "cases"]
    assert [item.body["case"]["number"] for item in cases] == [played.seen["number"]]
    assert cases[0].body["decision"]["status"] == "accepted"
    answered = cases[0].body["decision"]["notices"][0]["answered_at"]
    assert answered
