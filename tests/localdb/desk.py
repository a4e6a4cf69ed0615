"""Invented people and records for the tests of the store, and short ways to write them."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
from msgspec.structs import replace

from app.contract.kinds import Kind, Stem
from app.contract.wire import FeedEnd, FeedLine, Op, OpAnswer, PushReply, Verdict
from app.domain.case import (
    Case,
    CaseStatus,
    Decision,
    MaterialLine,
    MaterialState,
    Notice,
    ReasonLine,
    Review,
)
from app.domain.consultation import Consultation, ConsultationResult, Inquiry
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.fees import Quote, QuoteLine
from app.domain.paper import Paper, PaperKind
from app.domain.payment import Channel, Payment, PaymentKind, PaymentLine, PaymentStatus
from app.domain.staff import Actor, Role, Station
from app.domain.visit import Visit
from localdb import entities, groups, journal
from localdb.connection import Database, Tx

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
STATION = Station(
    outlet="330106", window="01", series="0001", outlet_name="西湖窗口（示例）", window_name="1号窗口"
)
CLERK = Actor(staff_id="1001", name="王小明（示例）", roles=frozenset({Role.CLERK}), station=STATION)
AT = "2026-11-21T09:15:00+08:00"
FIRST = {
    Stem.VISITS: Kind.VISIT_OPEN,
    Stem.CASES: Kind.CASE_FILE,
    Stem.PAYMENTS: Kind.PAYMENT_RECORD,
    Stem.CONSULTATIONS: Kind.CONSULTATION_LOG,
    Stem.INQUIRIES: Kind.INQUIRY_LOG,
    Stem.EVALUATIONS: Kind.EVALUATION_GIVE,
    Stem.PAPERS: Kind.PAPER_MAKE,
}


def new_id() -> str:
    return str(uuid.uuid4())


def a_case(n: int = 1, **changes: Any) -> Case:
    return replace(
        Case(
            id=new_id(),
            number=f"33010601000120261121{n:04d}",
            visit_id="visit",
            matter="PAT-APP-INV",
            matter_version="2026.1",
            status=CaseStatus.ACCEPTED,
            decision=Decision.ACCEPT,
            values={
                "applicants": [
                    {
                        "name": "杭州𬭎茶业有限公司（示例）",
                        "certificate": {"kind": "uscc", "number": "91330106MA2H"},
                    }
                ],
                "claims": 15,
            },
            answers={"agency": False},
            materials=(MaterialLine(material="request", state=MaterialState.RECEIVED, originals=1),),
            applicant_name="杭州𬭎茶业有限公司（示例）",
            title="一种<b>A&T</b>采茶机",
            contact_phone="13900001234",
            received_at=AT,
            decided_at=AT,
            clerk_id=CLERK.staff_id,
            clerk_name=CLERK.name,
            outlet="330106",
            window="01",
        ),
        **changes,
    )


def a_full_case() -> Case:
    """Every field away from its default."""
    return a_case(
        reasons=(ReasonLine(code="C-01", about="request", note="n"),),
        applicant_kind="enterprise",
        right_number="2026112345678",
        quote=Quote(
            lines=(QuoteLine(fee_id="f", name_zh="申请费", name_en="fee", standard_fen=90000, quantity=1),)
        ),
        opinion="符合",
        warnings_confirmed="已核对",
        notices=(Notice(number="N1", given_at=AT, reasons=(ReasonLine(code="C-02"),)),),
        review=Review(reviewer_id="2001", reviewer_name="李（示例）", agreed=True, opinion="同意", at=AT),
        due_on="2026-12-01",
        offline=True,
        transfer_to="hall",
        query_code="abc",
    )


def a_payment(n: int = 1, **changes: Any) -> Payment:
    return replace(
        Payment(
            id=new_id(),
            number=f"33010601000120261122{n:04d}",
            visit_id="visit",
            case_id=None,
            kind=PaymentKind.RECORD,
            status=PaymentStatus.CONFIRMED,
            payer_name="张三（示例）",
            bill_title="杭州茶业（示例）",
            lines=(PaymentLine(right_number="202610000001", holder="张三（示例）", total_fen=90000),),
            total_fen=90000,
            channel=Channel.POS,
            reference="POS-778899",
            recorded_at=AT,
            clerk_id=CLERK.staff_id,
            outlet="330106",
            window="01",
        ),
        **changes,
    )


def one_of_each() -> dict[Stem, Any]:
    where = {"outlet": "330106", "window": "01"}
    return {
        Stem.VISITS: Visit(id=new_id(), opened_at=AT, visitor_name="张三（示例）", ticket="A012", **where),
        Stem.CASES: a_full_case(),
        Stem.PAYMENTS: a_payment(),
        Stem.CONSULTATIONS: Consultation(
            id=new_id(),
            number="C1",
            visit_id="visit",
            channel="phone",
            category="pledge",
            question="专利质押融资怎么办",
            answer="见指南",
            result=ConsultationResult.ANSWERED,
            started_at=AT,
            **where,
        ),
        Stem.INQUIRIES: Inquiry(
            id=new_id(),
            number="Q1",
            scope="cases",
            query_kind="number",
            query_digest="00",
            hits=2,
            data_as_of=AT,
            printed=True,
            at=AT,
            **where,
        ),
        Stem.EVALUATIONS: Evaluation(
            id=new_id(),
            number="E1",
            visit_id="visit",
            case_id=None,
            channel=EvaluationChannel.SCREEN,
            grade=Grade.SATISFIED,
            options=("a",),
            rated_at=AT,
            **where,
        ),
        Stem.PAPERS: Paper(
            id=new_id(),
            kind=PaperKind.ACCEPTANCE_RECEIPT,
            number="P1",
            about="case",
            values={"a": [1, "二"]},
            made_at=AT,
            **where,
        ),
    }


def enter(tx: Tx, stem: Stem, record: Any, before: Any = None, kind: Kind | None = None) -> Op:
    """Row and op in one transaction, as a deed does it."""
    entities.save(tx, stem, record)
    wanted = groups.split(stem, record) if before is None else groups.changed(stem, before, record)
    return journal.append(
        tx,
        kind=kind or FIRST[stem],
        record_id=record.id,
        groups=wanted,
        actor=CLERK,
        captured_at=AT,
        mono_ms=1,
    )


def file_cases(database: Database, count: int) -> list[Case]:
    made = [a_case(n) for n in range(1, count + 1)]
    database.run(lambda tx: [enter(tx, Stem.CASES, case) for case in made] and None)
    return made


def answer(op: Op, verdict: Verdict = Verdict.APPLIED, **facts: Any) -> OpAnswer:
    given = {"version": 1, "receipt": "8F2K-33"} if verdict is Verdict.APPLIED else {}
    return OpAnswer(op_id=op.op_id, n=op.n, verdict=verdict, **{**given, **facts})


def reply(*answers: OpAnswer, **facts: Any) -> PushReply:
    told = {
        "install": "00000000-0000-4000-8000-000000000001",
        "first_n": min((one.n for one in answers), default=1),
        "count": len(answers),
        "server_time": "2026-11-21T10:00:00+08:00",
        "epoch": "e1",
        "acked_n": max((one.n for one in answers), default=0),
        "feed_high": 0,
        **facts,
    }
    return PushReply(answers=answers, **told)


def item(
    stem: Stem, record: Any, *, version: int = 1, seq: int = 1, op_id: str = "", **facts: Any
) -> FeedLine:
    return FeedLine(
        record_id=record.id,
        stem=stem.value,
        version=version,
        seq=seq,
        op_id=op_id or new_id(),
        install="00000000-0000-4000-8000-000000000002",
        body=msgspec.Raw(msgspec.json.encode(facts.pop("body", None) or groups.split(stem, record))),
        **facts,
    )


def page_end(cursor: int, epoch: str = "e1", more: bool = False) -> FeedEnd:
    return FeedEnd(
        cursor=cursor, high=cursor, epoch=epoch, more=more, server_time="2026-11-21T10:00:00+08:00"
    )
