"""Valid ops and pushes for tests, as a desk would write them. All people and places are invented."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from app.contract import wire
from app.contract.canonical import digest
from app.contract.kinds import SCHEMA_VERSION, Kind
from app.domain.case import Case, CaseStatus, Decision, MaterialLine, MaterialState
from app.domain.consultation import Consultation, ConsultationResult, Inquiry
from app.domain.evaluation import Evaluation, EvaluationChannel, Grade
from app.domain.fees import QuoteLine
from app.domain.paper import Paper, PaperKind
from app.domain.payment import Payment, PaymentKind, PaymentLine, PaymentStatus
from app.domain.visit import Visit

AT = "2026-11-23T09:30:00+08:00"
QUERY_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"

CASE_GROUPS: dict[str, tuple[str, ...]] = {
    "form": (
        "values",
        "answers",
        "applicant_name",
        "applicant_kind",
        "title",
        "right_number",
        "contact_phone",
    ),
    "materials": ("materials",),
    "decision": (
        "status",
        "decision",
        "reasons",
        "opinion",
        "warnings_confirmed",
        "notices",
        "decided_at",
        "due_on",
        "transfer_to",
    ),
    "review": ("review",),
    "fee": ("quote",),
}

_serials = itertools.count(1)


def new_id() -> str:
    return str(uuid4())


def new_number() -> str:
    """A human number nobody else in this run has."""
    return f"990101010001{next(_serials):08d}"


def query_code() -> str:
    return "".join(QUERY_LETTERS[byte % 32] for byte in uuid4().bytes + uuid4().bytes)[:26]


def visit(**fields: Any) -> Visit:
    known = {"id": new_id(), "opened_at": AT, "visitor_name": "张三（示例）", "query_code": query_code()}
    return Visit(**{**known, **fields})


def case(**fields: Any) -> Case:
    known: dict[str, Any] = {
        "id": new_id(),
        "number": new_number(),
        "visit_id": new_id(),
        "matter": "TM-01",
        "matter_version": "1",
        "status": CaseStatus.ACCEPTED,
        "decision": Decision.ACCEPT,
        "values": {"applicants": [{"name": "示例公司<b>&（示例）", "kind": "company"}], "classes": [30]},
        "answers": {"agent": False},
        "materials": (
            MaterialLine(material="form", state=MaterialState.RECEIVED, originals=1, pages=2),
            MaterialLine(material="power_of_attorney", state=MaterialState.MISSING, reason="M-01"),
        ),
        "applicant_name": "示例公司<b>&（示例）",
        "title": "示例标（示例）",
        "received_at": AT,
        "decided_at": AT,
        "clerk_id": "s1",
        "clerk_name": "李四（示例）",
        "outlet": "990101",
        "window": "01",
        "query_code": query_code(),
    }
    return Case(**{**known, **fields})


def payment(**fields: Any) -> Payment:
    part = QuoteLine(
        fee_id="tm-reg",
        name_zh="受理商标注册费",
        name_en="Trademark registration",
        standard_fen=27000,
        quantity=1,
        amount_fen=27000,
    )
    known: dict[str, Any] = {
        "id": new_id(),
        "number": new_number(),
        "visit_id": new_id(),
        "case_id": None,
        "kind": PaymentKind.RECORD,
        "status": PaymentStatus.CONFIRMED,
        "payer_name": "示例公司（示例）",
        "bill_title": "示例公司（示例）",
        "lines": (PaymentLine(matter="TM-01", lines=(part,), total_fen=27000),),
        "total_fen": 27000,
        "recorded_at": AT,
        "clerk_id": "s1",
        "clerk_name": "李四（示例）",
    }
    return Payment(**{**known, **fields})


def answering(original: Payment, kind: PaymentKind = PaymentKind.VOID, **fields: Any) -> Payment:
    """The void or refund that answers a payment, seconded by the lead."""
    known = {
        "id": new_id(),
        "number": new_number(),
        "kind": kind,
        "status": PaymentStatus.CONFIRMED,
        "refers_to": original.id,
        "reason": "录入有误",
        "second_id": "s9",
        "second_name": "王五（示例）",
    }
    return replace(original, **{**known, **fields})


def consultation(**fields: Any) -> Consultation:
    known: dict[str, Any] = {
        "id": new_id(),
        "number": new_number(),
        "visit_id": new_id(),
        "channel": "phone",
        "category": "pledge",
        "question": "质押融资怎么办理",
        "answer": "先评估，再登记。",
        "result": ConsultationResult.ANSWERED,
    }
    return Consultation(**{**known, **fields})


def inquiry(**fields: Any) -> Inquiry:
    known: dict[str, Any] = {
        "id": new_id(),
        "number": new_number(),
        "scope": "cases",
        "query_kind": "number",
        "query_digest": "0" * 64,
        "hits": 1,
        "data_as_of": "2026-11-01",
    }
    return Inquiry(**{**known, **fields})


def evaluation(**fields: Any) -> Evaluation:
    known: dict[str, Any] = {
        "id": new_id(),
        "number": new_number(),
        "visit_id": new_id(),
        "case_id": None,
        "channel": EvaluationChannel.SCREEN,
        "grade": Grade.SATISFIED,
    }
    return Evaluation(**{**known, **fields})


def paper(**fields: Any) -> Paper:
    known: dict[str, Any] = {
        "id": new_id(),
        "kind": PaperKind.MATERIAL_LIST,
        "number": new_number(),
        "about": new_id(),
        "values": {"head": {"number": "1"}},
    }
    return Paper(**{**known, **fields})


def groups_of(record: Any) -> dict[str, object]:
    """A record as field groups, cut as the desk cuts it."""
    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    if not isinstance(record, Case):
        return {type(record).__name__.lower(): fields}
    cut: dict[str, object] = {
        group: {name: fields.pop(name) for name in names} for group, names in CASE_GROUPS.items()
    }
    return {"case": fields, **cut}


@dataclass
class Author:
    """One install writing its ops: `n` grows without gaps."""

    install: str = field(default_factory=new_id)
    scope: str = "outlet-990101"
    n: int = 0

    def op(self, kind: Kind | str, record: Any, *, base_version: int = 0, **fields: Any) -> wire.Op:
        """The op that writes a whole record."""
        return self.patch(kind, record.id, groups_of(record), base_version=base_version, **fields)

    def patch(
        self,
        kind: Kind | str,
        record_id: str,
        groups: dict[str, object],
        *,
        base_version: int = 0,
        **fields: Any,
    ) -> wire.Op:
        """The op that writes some groups of a record."""
        self.n += 1
        known: dict[str, Any] = {
            "op_id": new_id(),
            "n": self.n,
            "kind": str(kind),
            "record_id": record_id,
            "base_version": base_version,
            "groups": groups,
            "actor": "s1",
            "actor_name": "李四（示例）",
            "captured_at": AT,
            "mono_ms": self.n * 1000,
            "schema_v": SCHEMA_VERSION,
            "digest": digest(groups),
        }
        return wire.Op(**{**known, **fields})

    def cases(self, count: int) -> list[wire.Op]:
        """So many new accepted cases."""
        return [self.op(Kind.CASE_FILE, case()) for _ in range(count)]

    def header(self, ops: Sequence[wire.Op], **fields: Any) -> wire.PushHeader:
        known: dict[str, Any] = {
            "install": self.install,
            "scope": self.scope,
            "first_n": min((op.n for op in ops), default=0),
            "count": len(ops),
            "schema_v": SCHEMA_VERSION,
            "app_v": "0.1.0",
            "client_time": AT,
            "seen_ack_n": 0,
            "depth": len(ops),
            "oldest_age_s": 60,
            "parked": 0,
            "head_seq": self.n,
            "head_hash": digest({"seq": self.n}),
        }
        return wire.PushHeader(**{**known, **fields})

    def push_body(self, ops: Sequence[wire.Op], **fields: Any) -> bytes:
        """The push as NDJSON, not packed."""
        lines = (self.header(ops, **fields), *ops)
        return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
