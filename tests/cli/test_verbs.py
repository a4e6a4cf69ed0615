"""Every verb of the counter on one desk, as a stranger with `--help` and `--schema` would use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from app.cli import examples
from app.rulebook import Rulebook
from tests.cli import day
from tests.cli.calling import Told, call
from tests.support.desk import CLERK, LEAD, OTHER_CLERK, SECRET

SECOND = {"ONEWINDOW_SECOND_SECRET": SECRET}


def accepted(profile: Path, **changes: Any) -> dict[str, Any]:
    told = call("accept", requests=day.filing(**changes), profile=profile)
    assert told.code == 0, told
    return told.line


def paper_of(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in answer["papers"] if one["kind"] == kind)
    return found


def test_the_same_id_twice_is_one_case(profile: Path) -> None:
    request = day.filing()
    told = call("accept", requests=[request, request, day.filing()], profile=profile)
    first, again, other = (line["case"] for line in told.lines)
    assert told.lines[1]["repeated"] is True
    assert (
        (first["id"], first["number"]) == (again["id"], again["number"]) == (request["id"], again["number"])
    )
    assert other["number"] != first["number"]


def test_an_id_that_could_never_be_delivered_is_refused(profile: Path) -> None:
    told = call("accept", requests=day.filing(id="AGENCY-1"), profile=profile)
    assert told.refusals == [("pattern", "id")]
    assert "UUID" in told.line["refused"][0]["words"]


def test_a_notice_is_answered_with_the_missing_paper_only(profile: Path) -> None:
    told = call("accept", requests=day.without_authority(), profile=profile).line["case"]
    assert told["status"] == "correction"
    locked = {"case_id": told["id"], "values": {"mark_text": "another"}}
    assert call("supplement", requests=locked, profile=profile).code == 3
    finished = call("supplement", requests=day.authority(told["id"]), profile=profile, staff=OTHER_CLERK).line
    assert finished["case"]["status"] == "accepted"
    assert finished["case"]["number"] == told["number"]
    shown = call("show", requests={"number": told["number"]}, profile=profile).line
    assert shown["case"]["status"] == "accepted"
    assert shown["delivery"] == "saved"
    kinds = [paper["kind"] for paper in shown["papers"]]
    assert {"correction_notice", "acceptance_receipt", "evaluation_slip"} <= set(kinds)


def test_places_of_a_form_are_told_by_their_names(profile: Path) -> None:
    request = day.filing()
    request["values"]["applicant_kind"] = "martian"
    request["values"]["applicant_certificate"]["number"] = "914403001922038217"
    request["values"]["stranger"] = 1
    told = call("accept", requests=request, profile=profile)
    found = {one["where"]: one for one in told.line["refused"]}
    kind = found["values.applicant_kind"]
    assert kind["words"].startswith("申请人类型")
    assert "enterprise" in kind["choices"]
    assert found["values.applicant_certificate"]["words"].startswith("证件号码：校验位不符")
    assert found["values.stranger"]["code"] == "unknown_field"
    english = call("accept", "--lang", "en", requests=request, profile=profile).line["refused"]
    assert any(one["words"].startswith("Certificate") for one in english)
    assert not any("一" <= sign <= "鿿" for one in english for sign in one["words"])


def test_a_refusal_of_a_supplement_is_told_by_the_matters_names(profile: Path) -> None:
    case = call("accept", requests=day.without_authority(), profile=profile).line["case"]
    request = day.authority(case["id"])
    request["materials"][0]["state"] = "missing"
    told = call("supplement", requests={**request, "decision": "accept"}, profile=profile)
    words = {one["where"]: one["words"] for one in told.line["refused"]}
    assert words["materials.power_of_attorney"].startswith("商标代理委托书")


def test_a_payment_is_recorded_voided_and_shown(profile: Path) -> None:
    paid = call("pay", requests=day.payment(), profile=profile).line["payment"]
    assert (paid["total_fen"], paid["status"]) == (100000, "confirmed")
    void = {"payment_id": paid["id"], "reason": "金额录错"}
    assert call("void", requests=void, profile=profile).refusals == [("required", "--second")]
    same = call("void", "--second", CLERK, requests=void, profile=profile, env=SECOND)
    assert same.line["refused"][0]["code"] in ("same_person", "not_permitted")
    wrong = call(
        "void", "--second", LEAD, requests=void, profile=profile, env={"ONEWINDOW_SECOND_SECRET": "wrong-1"}
    )
    assert wrong.line["refused"][0]["code"] == "bad_credentials"
    told = call("void", "--second", LEAD, requests=void, profile=profile, env=SECOND).line
    assert (told["payment"]["kind"], told["payment"]["second_id"]) == ("void", LEAD)
    shown = call("show", requests={"number": paid["number"]}, profile=profile).line
    assert shown["payment"]["status"] == "voided"
    assert [one["id"] for one in shown["answers"]] == [told["payment"]["id"]]
    again = call("void", "--second", LEAD, requests=void, profile=profile, env=SECOND)
    assert again.refusals == [("already_void", "payment_id")]


def test_a_payment_without_reference_is_confirmed_when_the_money_is_there(profile: Path) -> None:
    """Recorded, confirmed and sent by three runs of the program."""
    paid = call("pay", requests=day.payment(channel="bank", reference=""), profile=profile).line["payment"]
    assert paid["status"] == "pending"
    asked = {"payment_id": paid["id"], "reference": "33010020261121000482"}
    early = call("confirm", requests={**asked, "confirmed_on": "2020-01-01"}, profile=profile)
    assert (early.code, early.refusals) == (3, [("date_too_early", "confirmed_on")])
    told = call("confirm", requests=asked, profile=profile, staff=OTHER_CLERK)
    assert told.code == 0
    payment = told.line["payment"]
    assert (payment["status"], payment["confirmer_id"]) == ("confirmed", OTHER_CLERK)
    shown = call("show", requests={"number": paid["number"]}, profile=profile).line["payment"]
    assert (shown["status"], shown["reference"]) == ("confirmed", asked["reference"])
    again = call("confirm", requests=asked, profile=profile)
    assert again.refusals == [("already_confirmed", "payment_id")]
    assert asked["reference"] in again.line["refused"][0]["words"]
    assert call("sync", "--once", profile=profile).line["complete"] is True
    assert call("show", requests={"number": paid["number"]}, profile=profile).line["delivery"] == "delivered"
    assert call("confirm", requests={"payment_id": paid["id"]}, profile=profile).refusals == [
        ("required", "reference")
    ]


def test_facts_a_price_needs_are_told_where_they_stand(profile: Path) -> None:
    lines = [{"request": {"category": "trademark", "item": "renewal", "classes": 2, "in_grace": False}}]
    told = call("pay", requests=day.payment(lines=lines), profile=profile)
    assert told.refusals == [("fact_missing", "lines[0].request.channel")]
    assert "办理方式" in told.line["refused"][0]["words"]


def test_the_second_person_checks_what_the_matter_demands(profile: Path) -> None:
    request = day.filing(decision="refuse", opinion="材料不符合规定", reasons=[{"code": refusing()}])
    case = call("accept", requests=request, profile=profile).line["case"]
    assert case["status"] == "pending_check"
    review = {"case_id": case["id"], "agreed": True, "opinion": "同意不予受理"}
    assert call("review", requests=review, profile=profile).line["refused"][0]["code"] == "not_permitted"
    told = call("review", requests=review, profile=profile, staff=LEAD).line
    assert told["case"]["status"] == "refused"
    assert {paper["kind"] for paper in told["papers"]} >= {"refusal_notice", "review_slip"}


def refusing() -> str:
    """A coded reason of the matter that leads to a refusal."""
    rules = Rulebook.load()
    matter = rules.matter("TM-REG", rules.as_of)
    assert matter is not None
    return next(code for code in matter.reasons if rules.reasons[code].outcome.value == "refuse")


def test_a_consultation_is_logged_and_found(profile: Path) -> None:
    told = call("consult", requests=day.consultation(question="续展要带什么材料"), profile=profile).line
    number = told["consultation"]["number"]
    found = call("inquire", requests={"text": number}, profile=profile).line
    assert [hit["number"] for hit in found["hits"]] == [number]
    refused = call("consult", requests=day.consultation(category="zz"), profile=profile)
    assert "trademark_registration" in refused.line["refused"][0]["choices"]


def test_one_rating_a_visit(profile: Path) -> None:
    case = accepted(profile)["case"]
    rating = {"case_id": case["id"], "grade": "very_satisfied", "options": ["510"]}
    told = call("evaluate", requests=[rating, rating], profile=profile)
    assert [line["ok"] for line in told.lines] == [True, False]
    assert told.lines[1]["refused"][0]["code"] == "already_rated"
    wrong = call("evaluate", requests={**rating, "grade": "splendid"}, profile=profile)
    assert "dissatisfied" in wrong.line["refused"][0]["choices"]


def test_a_paper_is_saved_once_and_marked_when_it_comes_again(profile: Path) -> None:
    receipt = paper_of(accepted(profile), "acceptance_receipt")
    first = call("print", requests={"paper_id": receipt["id"]}, profile=profile).line
    again = call("print", requests={"number": receipt["number"]}, profile=profile).line
    assert (first["state"], first["copies_printed"], again["copies_printed"]) == ("saved", 1, 2)
    assert first["sha256"] == again["sha256"]
    assert first["file"] != again["file"]
    texts = [pypdf.PdfReader(one["file"]).pages[0].extract_text() for one in (first, again)]
    assert ["补打" in text for text in texts] == [False, True]


def test_the_number_of_a_case_prints_all_its_papers(profile: Path) -> None:
    answer = accepted(profile)
    told = call("print", requests={"number": answer["case"]["number"]}, profile=profile).line
    assert {one["paper_id"] for one in told["printed"]} == {paper["id"] for paper in answer["papers"]}
    assert all(Path(one["file"]).read_bytes().startswith(b"%PDF") for one in told["printed"])
    assert call("print", requests={"number": "1"}, profile=profile).refusals == [("no_such_record", "number")]
    assert call("print", requests={"copies": 0}, profile=profile).refusals == [("out_of_range", "copies")]


def test_what_the_province_sets_is_told_and_set(profile: Path) -> None:
    before = call("window", requests={}, profile=profile).line
    assert "identity_proof" in before["open_papers"]["TM-REG"]
    request = dict(examples.OF["window"])
    assert call("window", requests=request, profile=profile).refusals == [("not_permitted", "")]
    told = call("window", requests=request, profile=profile, staff=LEAD).line
    assert told["rules"]["basis"] == request["basis"]
    after = call("window", requests={}, profile=profile).line
    assert after["rules"] == told["rules"]
    assert "identity_proof" not in after["open_papers"]["TM-REG"]
    off = {"basis": "停办（示例）", "offered": {"TM-REG": False}}
    call("window", requests=off, profile=profile, staff=LEAD)
    refused = call("accept", requests=day.filing(decision="accept"), profile=profile).line["refused"]
    assert refused[0]["code"] == "not_at_this_window"
    assert "停办（示例）" in refused[0]["words"]


def test_matters_are_listed_searched_and_shown() -> None:
    every = [line["code"] for line in call("matters").lines]
    assert "TM-REG" in every
    assert call("matters", "商标续展").lines[0]["code"] == "TM-RENEW"
    assert call("matters", "--code", "TM-REG").line["fields"]
    assert call("matters", "--code", "TM").refusals == [("unknown_matter", "code")]


def test_everything_is_exported_and_verified(profile: Path) -> None:
    case = accepted(profile)["case"]
    assert call("export", profile=profile).line["refused"][0]["code"] == "not_permitted"
    told = call("export", profile=profile, staff=LEAD)
    assert told.code == 0
    records = [line["record"] for line in told.lines if line["type"] == "record"]
    assert case["id"] in {record["id"] for record in records}
    ops = [line for line in told.lines if line["type"] == "op"]
    sound = call("verify", profile=profile).line
    assert (sound["entries"], sound["head_hash"]) == (len(ops), ops[-1]["hash"])


def test_a_trial_sends_everything_to_its_own_province(profile: Path) -> None:
    case = accepted(profile)["case"]
    told = call("sync", "--once", profile=profile).line
    assert told["complete"] is True
    assert told["pushed"] == 5
    assert call("show", requests={"case_id": case["id"]}, profile=profile).line["delivery"] == "delivered"


def test_the_doctor_names_what_is_wrong_without_signing_in(profile: Path, tmp_path: Path) -> None:
    told = call("doctor", profile=profile, secret="", env={"CUPS_SERVER": str(tmp_path / "none.sock")})
    checks = told.line["checks"]
    assert (told.code, told.line["ok"], told.line["all_well"]) == (4, False, False)
    assert "PDF" in checks["printers"]["words"]
    assert "本件" not in checks["printers"]["words"]
    assert (checks["rules"]["ok"], checks["keys"]["ok"], checks["data"]["ok"]) == (True, True, True)
    assert all(check["words"] for check in checks.values() if not check["ok"])
    nowhere = call("doctor", profile=tmp_path / "none").line
    assert {nowhere["checks"][name]["code"] for name in ("profile", "data", "keys", "backups")} == {
        "no_profile"
    }


@pytest.mark.parametrize("verb", ["accept", "pay", "consult", "inquire"])
def test_an_example_works_as_it_stands(profile: Path, verb: str) -> None:
    told: Told = call(verb, requests=dict(examples.OF[verb]), profile=profile)
    assert told.code == 0
    assert json.dumps(told.line, ensure_ascii=False)
