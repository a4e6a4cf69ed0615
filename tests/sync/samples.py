"""Ops as a desk writes them, for tests that need no database. All people are invented."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import msgspec

from app.contract.canonical import digest
from app.contract.wire import Op, PushHeader
from app.domain.consultation import Consultation, ConsultationResult

STAMP = "2026-03-02T09:00:00+08:00"


@dataclass(frozen=True)
class Joined:
    install: str
    token: str
    scope: str


def op(n: int, *, question: str = "商标续展要带什么材料", record_id: str = "") -> Op:
    """A logged consultation as the n-th op."""
    record_id = record_id or str(uuid.uuid4())
    record = Consultation(
        id=record_id,
        number=f"3990101010001260302{n:05d}",
        visit_id="",
        channel="phone",
        category="trademark",
        question=question,
        answer="持商标注册证到窗口办理",
        result=ConsultationResult.ANSWERED,
        person="周明（示例）",
        started_at=STAMP,
        clerk_id="s1",
        clerk_name="王敏（示例）",
        outlet="990101",
        window="01",
    )
    groups: dict[str, object] = {"consultation": msgspec.to_builtins(record)}
    return Op(
        op_id=str(uuid.uuid4()),
        n=n,
        kind="consultations.log",
        record_id=record_id,
        base_version=0,
        groups=groups,
        actor="s1",
        actor_name="王敏（示例）",
        captured_at=STAMP,
        mono_ms=n,
        schema_v=1,
        digest=digest(groups),
    )


def header(joined: Joined, ops: list[Op]) -> PushHeader:
    return PushHeader(
        install=joined.install,
        scope=joined.scope,
        first_n=ops[0].n if ops else 0,
        count=len(ops),
        schema_v=1,
        app_v="0",
        client_time=STAMP,
        seen_ack_n=0,
        depth=len(ops),
        oldest_age_s=0,
        parked=0,
        head_seq=0,
        head_hash="0" * 64,
    )
