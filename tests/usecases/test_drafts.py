"""A deed takes its draft with it, in its own transaction: no crash leaves the draft of a done deed."""

from __future__ import annotations

import pytest

from app.domain.case import Draft
from app.domain.payment import Channel
from app.domain.pricing import QuoteRequest
from app.usecases.accept_case import FileCase, file_case
from app.usecases.desk import new_id
from app.usecases.drafts import keep_draft, park_draft
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.record_payment import PayLine, RecordPayment, record_payment
from app.usecases.review_case import ReviewCase, review_case
from app.usecases.supplement_case import SupplementCase, supplement_case
from localdb import drafts
from tests.support.matters import gi_mark, layout
from tests.usecases.conftest import Counter


def case(id_: str, good: bool = True) -> FileCase:
    values, answers = layout("2024-11-20")
    opinion = "首次商业利用已超过两年" if good else ""
    return FileCase(id=id_, matter="IC-REG", values=values, answers=answers, opinion=opinion)


def payment(id_: str, good: bool = True) -> RecordPayment:
    line = PayLine(request=QuoteRequest(category="annual_fee", kind="invention", patent_year=8))
    payer = "云栖茶业有限公司（示例）" if good else ""
    return RecordPayment(id=id_, lines=(line,), payer_name=payer, channel=Channel.CASH)


def talk(id_: str, good: bool = True) -> LogConsultation:
    answer = "期满前十二个月" if good else ""
    return LogConsultation(id=id_, question="何时续展", category="trademark_registration", answer=answer)


DEEDS = {
    "acceptance": (file_case, case),
    "payment": (record_payment, payment),
    "consultation": (log_consultation, talk),
}


@pytest.mark.parametrize("kind", DEEDS)
def test_a_done_deed_has_no_draft(counter: Counter, kind: str) -> None:
    deed, request = DEEDS[kind]
    draft = Draft(id=new_id(), kind=kind, matter="")
    other = Draft(id=new_id(), kind=kind, matter="")
    counter.done(keep_draft, draft)
    counter.done(keep_draft, other)
    counter.refused(deed, request(draft.id, good=False))
    assert kept(counter) >= {draft.id, other.id}
    counter.done(deed, request(draft.id))
    assert draft.id not in kept(counter)
    assert other.id in kept(counter)
    counter.done(keep_draft, draft)
    counter.done(park_draft, draft, "")
    assert draft.id not in kept(counter), "typed while the deed was under way"
    counter.desk.database.run(lambda tx: drafts.save(tx, draft))
    assert counter.done(deed, request(draft.id)).repeated
    assert draft.id not in kept(counter), "left by a crash of an older program"


def test_an_answered_case_has_no_draft(counter: Counter) -> None:
    """The sheet that answers a case has an id of its own; it goes with the answer all the same."""
    values, answers = gi_mark()
    filing = FileCase(
        id=new_id(),
        matter="GI-MARK-USE",
        values=values,
        answers=answers,
        all_received=True,
        opinion="材料齐全，产地核查意见相符",
        warnings_confirmed="省局尚未设定容缺",
    )
    case_id = counter.done(file_case, filing).case.id
    back = ReviewCase(case_id=case_id, agreed=False, opinion="产量与核查不符", return_reason="请核对年产量")
    counter.done(review_case, back, by="3390")
    answer = Draft(id=new_id(), kind="acceptance", matter="GI-MARK-USE", case_id=case_id)
    other = Draft(id=new_id(), kind="acceptance", matter="GI-MARK-USE")
    counter.done(keep_draft, answer)
    counter.done(keep_draft, other)
    counter.done(supplement_case, SupplementCase(case_id=case_id, opinion="已核对年产量，与核查一致"))
    assert answer.id not in kept(counter)
    assert other.id in kept(counter)
    counter.done(keep_draft, answer)
    assert answer.id not in kept(counter), "typed while the deed was under way"


def kept(counter: Counter) -> set[str]:
    return {draft.id for draft in counter.desk.database.read(drafts.every)}
