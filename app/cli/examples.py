"""One request of each verb: works as it stands, or once the id is put in. All people are invented."""

from __future__ import annotations

from collections.abc import Mapping

NO_ID = "00000000-0000-4000-8000-000000000000"
"""Put in the id that `accept` or `pay` has answered."""

_ANSWERS = {
    "q_applicant": "organisation",
    "q_type": "ordinary",
    "q_channel": "paper",
    "q_foreign": False,
    "q_agent": True,
    "q_co": False,
    "q_mark": "word",
    "q_colour": False,
    "q_portrait": False,
    "q_priority": False,
    "q_foreign_papers": False,
    "q_searched": True,
}
_VALUES = {
    "applicant_name": "云栖茶业有限公司（示例）",
    "applicant_kind": "enterprise",
    "applicant_certificate": {"kind": "uscc", "number": "914403001922038216"},
    "applicant_region": "CN",
    "applicant_address": {"region": "CN", "division": "330106", "detail": "浙江省杭州市西湖区示例路88号"},
    "postcode": "310013",
    "contact_name": "龚吉（示例）",
    "contact_phone": "0571-81234567",
    "agency_name": "示例商标事务所",
    "agency_uscc": "914403001922038216",
    "agency_person": "赵六（示例）",
    "channel": "paper",
    "mark_text": "云栖一号",
    "mark_types": "word",
    "mark_image": {"sha256": "a" * 64, "name": "mark.png"},
    "colour_designated": False,
    "goods": [
        {
            "nice_class": 30,
            "items": [
                "茶",
                "茶饮料",
                "糖果",
                "蜂蜜",
                "糕点",
                "米",
                "面条",
                "调味品",
                "酵母",
                "冰淇淋",
                "咖啡",
                "可可",
            ],
        },
        {"nice_class": 35, "items": ["广告"]},
    ],
    "delivery": "electronic",
    "handler_role": "agency",
    "handler_name": "赵六（示例）",
    "handler_certificate": {"kind": "resident_id", "number": "11010519491231002X"},
    "handler_phone": "13800000000",
}

OF: Mapping[str, Mapping[str, object]] = {
    "accept": {
        "matter": "TM-REG",
        "visitor": {"visitor_name": "陈立（示例）", "phone": "13800000000"},
        "answers": _ANSWERS,
        "values": _VALUES,
        "all_received": True,
    },
    "supplement": {
        "case_id": NO_ID,
        "materials": [{"material": "power_of_attorney", "state": "received", "originals": 1}],
    },
    "review": {"case_id": NO_ID, "agreed": True, "opinion": "材料齐全，符合受理条件"},
    "pay": {
        "lines": [
            {
                "request": {
                    "category": "trademark",
                    "item": "renewal",
                    "channel": "paper",
                    "classes": 2,
                    "in_grace": False,
                },
                "holder": "云栖茶业有限公司（示例）",
            }
        ],
        "payer_name": "云栖茶业有限公司（示例）",
        "channel": "pos",
        "reference": "POS-000123",
    },
    "confirm": {"payment_id": NO_ID, "reference": "20261121330100004821", "confirmed_on": "2026-11-21"},
    "void": {"payment_id": NO_ID, "reason": "金额录错，当场重收"},
    "consult": {
        "question": "商标续展最早什么时候可以办",
        "category": "trademark_registration",
        "answer": "有效期届满前十二个月内办理，宽展期六个月",
        "person": "陈立（示例）",
    },
    "inquire": {"text": "云栖茶业"},
    "window": {
        "basis": "省局（示例）2026年第1号通知",
        "offered": {"TM-REG": True},
        "papers": {"TM-REG": {"identity_proof": {"tolerance_allowed": True}}},
    },
    "evaluate": {"case_id": NO_ID, "grade": "very_satisfied", "options": ["510"]},
    "show": {"case_id": NO_ID},
    "print": {"paper_id": NO_ID},
    "quote": {
        "category": "annual_fee",
        "kind": "invention",
        "patent_year": 4,
        "filing_date": "2023-03-01",
        "waived_percent": 85,
        "on": "2026-02-01",
    },
    "check": {"text": "914403001922038216"},
    "deadline": {"type": "trademark_renewal", "expires": "2026-12-31"},
    "amount": {"fen": 123456},
}
