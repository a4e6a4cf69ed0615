"""What a case is called: applicant, title, number, phone; and when two applicants are one."""

from __future__ import annotations

import pytest

from app.domain.case_heading import (
    applicant_of,
    contact_phone_of,
    right_number_of,
    same_applicant_key,
    title_of,
)
from tests.support.matters import COMPANY, TODAY, gi_mark, invention, layout, matter, party, rules, trademark


def test_headings_of_real_matters() -> None:
    inv, _ = invention()
    assert applicant_of(matter("PAT-APP-INV"), inv) == ("示例科技有限公司", "enterprise")
    assert title_of(matter("PAT-APP-INV"), inv) == "一种示例装置"
    assert contact_phone_of(matter("PAT-APP-INV"), inv) == "0571-88880000"
    tm, _ = trademark()
    assert applicant_of(matter("TM-REG"), tm) == ("<b>A&T</b>㛃示例有限公司", "enterprise")
    assert title_of(matter("TM-REG"), tm) == "示例茶"
    gi, _ = gi_mark()
    assert applicant_of(matter("GI-MARK-USE"), gi) == ("示例茶叶专业合作社", "enterprise")
    assert right_number_of(matter("GI-MARK-USE"), gi) == "2020 年第 1 号"
    ic, _ = layout()
    assert (title_of(matter("IC-REG"), ic), right_number_of(matter("IC-REG"), ic)) == ("示例放大器布图", "")


def test_the_number_of_the_first_mark() -> None:
    renewal = matter("TM-RENEW")
    values = {"marks": [{"mark_number": "12345678", "mark_name": "示例"}, {"mark_number": "9"}]}
    assert renewal.number_field is not None
    assert right_number_of(renewal, values) == "12345678"


def test_the_phone_falls_back_to_applicant_and_handler() -> None:
    inv, _ = invention()
    del inv["contact_phone"]
    assert contact_phone_of(matter("PAT-APP-INV"), inv) == "13800000000"
    inv["applicants"] = [{**party(), "phone": "010-12345678"}]
    assert contact_phone_of(matter("PAT-APP-INV"), inv) == "010-12345678"


@pytest.mark.parametrize("junk", [None, "x", 5, [], [None], [[]], {"a": 1}, [{"name": 7}]])
def test_junk_gives_empty_headings(junk: object) -> None:
    for found in rules().matters(TODAY):
        values = {field.id: junk for field in found.fields}
        assert all(isinstance(text, str) for text in applicant_of(found, values))
        assert isinstance(title_of(found, values), str)
        assert isinstance(right_number_of(found, values), str)
        assert isinstance(contact_phone_of(found, values), str)


def test_two_spellings_of_one_applicant() -> None:
    assert same_applicant_key("ＡＣＭＥ （杭州） 公司") == same_applicant_key("Acme(杭州)公司")
    assert same_applicant_key("甲", COMPANY) == same_applicant_key("乙", "9133 0106 ma00000016")
    assert same_applicant_key("甲", {"kind": "uscc", "number": ""}) == same_applicant_key("甲")
    assert same_applicant_key("㛃公司") != same_applicant_key("𬭎公司")
    assert same_applicant_key("★★") != same_applicant_key("☆")
    assert same_applicant_key("") == ""
