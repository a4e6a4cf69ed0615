"""One box: find cases, payments and consultations by any number, name or phone; every search is logged."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from app.contract.kinds import Kind, Stem
from app.domain import identifiers, numbering
from app.domain.case import Case
from app.domain.consultation import Consultation, Inquiry
from app.domain.masking import mask_phone
from app.domain.paper import Paper
from app.domain.paper_desk import InquiryResultValues, InquiryTerm
from app.domain.payment import Payment
from app.domain.refusals import No, Refused
from app.domain.staff import Actor, Permission
from app.usecases.desk import Desk, barred, new_id
from app.usecases.ledger import enter
from app.usecases.numbers import next_number
from app.usecases.papers import head, make_inquiry_result
from localdb import cases, consultations, papers, payments, search, settings, sync_state
from localdb.connection import Tx

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquire:
    """`text`: number, name, title, phone or anything printed on a slip. `slip` also makes the result slip."""

    text: str
    limit: int = LIMIT
    reason: str = ""
    slip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the answer; phone and certificate are masked."""

    stem: str
    record_id: str
    number: str
    title: str
    who: str
    status: str
    phone: str
    at: str
    delivery: str
    matter: str = ""
    state: str = ""
    """the status as people are told it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    inquiry: Inquiry
    hits: tuple[Hit, ...]
    more: bool
    kinds: tuple[str, ...]
    """what the text looks like: identifier kinds"""
    papers: tuple[Paper, ...] = ()


def inquire(tx: Tx, desk: Desk, actor: Actor, request: Inquire) -> Found | Refused:
    if no := barred(actor, Permission.INQUIRE):
        return no
    text = request.text.strip()
    if not text:
        return Refused.because(No.EMPTY_QUERY, "text")
    limit = max(1, min(request.limit, 200))
    raw = search.find(tx, text, limit + 1)
    hits = _hits(tx, desk, raw[:limit])
    number = next_number(tx, desk, actor, numbering.NumberKind.INQUIRY)
    if isinstance(number, Refused):
        return number
    kinds = tuple(identifiers.detect(text))
    inquiry = Inquiry(
        id=new_id(),
        number=number,
        scope="local",
        query_kind=kinds[0] if kinds else "text",
        query_digest=_digest(tx, text),
        hits=len(hits),
        data_as_of=desk.stamp(),
        printed=request.slip,
        reason=request.reason.strip(),
        at=desk.stamp(),
        clerk_id=actor.staff_id,
        outlet=actor.station.outlet,
        window=actor.station.window,
    )
    enter(tx, desk, actor, Kind.INQUIRY_LOG, inquiry)
    slips = (_slip(tx, desk, actor, inquiry, text, hits),) if request.slip else ()
    return Found(inquiry=inquiry, hits=hits, more=len(raw) > limit, kinds=kinds, papers=slips)


def look_up(tx: Tx, desk: Desk, actor: Actor, text: str, limit: int) -> tuple[Hit, ...] | Refused:
    """The palette's look-up while typing: the same search under the same permission.

    It is the way to a record of this desk, not an inquiry: half-typed words are no journal entries, numbers
    come masked, and what was asked for a visitor goes through `inquire`.
    """
    if no := barred(actor, Permission.INQUIRE):
        return no
    return _hits(tx, desk, search.find(tx, text.strip(), limit))


def _hits(tx: Tx, desk: Desk, raw: Iterable[search.Hit]) -> tuple[Hit, ...]:
    """Each record once; a paper stands for the record it is about."""
    found = (_hit(tx, desk, one.stem, one.record_id) for one in raw)
    return tuple({hit.record_id: hit for hit in found if hit}.values())


def _digest(tx: Tx, text: str) -> str:
    """What was asked, provable but not readable: HMAC under a salt that never leaves the desk."""
    salt = settings.secret(tx, "inquiry_salt")
    return hmac.new(salt, text.encode(), hashlib.sha256).hexdigest()


def _hit(tx: Tx, desk: Desk, stem: str, record_id: str) -> Hit | None:
    match stem:
        case Stem.CASES if case := cases.load(tx, record_id):
            return _of_case(tx, desk, case)
        case Stem.PAYMENTS if payment := payments.load(tx, record_id):
            return _of_payment(tx, payment)
        case Stem.CONSULTATIONS if talk := consultations.load(tx, record_id):
            return _of_talk(tx, talk)
        case Stem.PAPERS if paper := papers.load(tx, record_id):
            return _hit(tx, desk, Stem.CASES, paper.about) or _hit(tx, desk, Stem.PAYMENTS, paper.about)
        case _:
            return None


def _word(tx: Tx, record_id: str) -> str:
    return sync_state.delivery_of(tx, record_id).word.value


def _of_case(tx: Tx, desk: Desk, case: Case) -> Hit:
    return Hit(
        stem=Stem.CASES,
        record_id=case.id,
        number=case.number,
        title=case.title or case.matter,
        who=case.applicant_name,
        status=case.status.value,
        phone=mask_phone(case.contact_phone),
        at=case.decided_at,
        delivery=_word(tx, case.id),
        matter=case.matter,
        state=desk.rules.case_state(case.status, case.matter),
    )


def _of_payment(tx: Tx, payment: Payment) -> Hit:
    return Hit(
        stem=Stem.PAYMENTS,
        record_id=payment.id,
        number=payment.number,
        title=payment.bill_title,
        who=payment.payer_name,
        status=payment.status.value,
        phone=mask_phone(payment.phone),
        at=payment.recorded_at,
        delivery=_word(tx, payment.id),
    )


def _of_talk(tx: Tx, talk: Consultation) -> Hit:
    return Hit(
        stem=Stem.CONSULTATIONS,
        record_id=talk.id,
        number=talk.number,
        title=talk.question[:60],
        who=talk.person,
        status=talk.result.value,
        phone=mask_phone(talk.phone),
        at=talk.ended_at,
        delivery=_word(tx, talk.id),
    )


def _slip(tx: Tx, desk: Desk, actor: Actor, inquiry: Inquiry, text: str, hits: tuple[Hit, ...]) -> Paper:
    values = InquiryResultValues(
        head=head(desk, actor, number=inquiry.number),
        scope="本机登记的受理、缴费和咨询记录",
        terms=(InquiryTerm(label="查询内容", text=text),),
        source_name=f"{actor.station.outlet_name} {actor.station.window_name}",
        data_as_of=inquiry.data_as_of,
        columns=("编号", "名称", "申请人", "时间"),
        rows=tuple((hit.number, hit.title, hit.who, hit.at[:16].replace("T", " ")) for hit in hits),
        hits=inquiry.hits,
        reason=inquiry.reason,
    )
    return make_inquiry_result(tx, desk, actor, inquiry, values)
