"""One consultation as it stands on the form: to a draft, back, and to the request of the deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.domain.consultation import ConsultationResult
from app.usecases.log_consultation import CHANNELS, LogConsultation

OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """`referral` is the id of a listed body; `referred_to` the words that go on record."""

    question: str = ""
    answer: str = ""
    category: str = OTHER
    channel: str = "phone"
    result: ConsultationResult = ConsultationResult.ANSWERED
    due_on: str = ""
    referral: str = ""
    referred_to: str = ""
    person: str = ""
    phone: str = ""
    need: str = ""
    knowledge: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        typed = (self.question, self.answer, self.person, self.phone, self.need)
        return not any(text.strip() for text in typed)

    def plain(self) -> dict[str, object]:
        """As a draft keeps it."""
        return {**asdict(self), "result": self.result.value, "knowledge": list(self.knowledge)}

    def request(self, *, record_id: str, visit_id: str, started_at: str, slip: bool) -> LogConsultation:
        return LogConsultation(
            id=record_id,
            visit_id=visit_id,
            started_at=started_at,
            slip=slip,
            question=self.question,
            answer=self.answer,
            category=self.category,
            channel=self.channel,
            result=self.result,
            due_on=self.due_on,
            referred_to=self.referred_to,
            person=self.person,
            phone=self.phone,
            need=self.need,
            knowledge=self.knowledge,
        )


def talk_of(kept: Mapping[str, object]) -> Talk:
    """Back from a draft; what an older draft did not know stays as new."""
    texts = {
        name: str(kept.get(name, ""))
        for name in ("question", "answer", "due_on", "referral", "referred_to", "person", "phone", "need")
    }
    result, channel = str(kept.get("result", "")), str(kept.get("channel", ""))
    knowledge = kept.get("knowledge")
    return Talk(
        **texts,
        category=str(kept.get("category", "")) or OTHER,
        channel=channel if channel in CHANNELS else "phone",
        result=ConsultationResult(result)
        if result in list(ConsultationResult)
        else ConsultationResult.ANSWERED,
        knowledge=tuple(str(one) for one in knowledge) if isinstance(knowledge, list | tuple) else (),
    )
