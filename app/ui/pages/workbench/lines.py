"""One line of "my list": a draft, a parked form or a case that waits, in the same shape."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from app.domain import numbering
from app.domain.case import Draft
from app.ui.navigation import BY_STEM
from app.ui.state_words import case_status, delivery
from app.ui.widgets.rows import Column, Rows
from app.words.catalogue import _, pick

if TYPE_CHECKING:
    from app.rulebook import Rulebook


class ListLine(Struct, frozen=True, kw_only=True):
    """`page` and `request` say where Enter leads; no page: this program does not know the form."""

    key: str
    number: str
    title: str
    matter: str
    state: str
    tone: str
    due: str = ""
    due_tone: str = ""
    delivery: str = ""
    delivery_tone: str = ""
    page: str = "acceptance"
    request: tuple[tuple[str, object], ...] = ()


def matter_name(rules: Rulebook, code: str, on: date) -> str:
    """The matter's short name; its code if it is no longer in force."""
    matter = rules.matter(code, on)
    return pick(matter.short.zh, matter.short.en) if matter else code


def of_draft(draft: Draft, rules: Rulebook, today: date) -> ListLine:
    """A form on the desk: what it is about, and when it was saved last."""
    saved = draft.saved_at[11:16] if draft.saved_at[:10] == today.isoformat() else draft.saved_at[5:16]
    words = _("Parked") if draft.parked else _("Draft")
    place = BY_STEM.get(draft.kind)
    named = matter_name(rules, draft.matter, today) if draft.matter else ""
    return ListLine(
        key=draft.id,
        number=_("saved {time}").format(time=saved.replace("T", " ")),
        title=draft.note or str(draft.extra.get("about", "")) or _("no name yet"),
        matter=named or (_(place.text) if place else ""),
        state=words,
        tone="text2",
        page=place.stem if place else "",
        request=(("draft_id", draft.id),),
    )


class WaitingCase(Protocol):
    """A row of the store's list of open cases, as far as this page reads it."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def matter(self) -> str: ...
    @property
    def applicant_name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def due_on(self) -> str: ...
    @property
    def delivery(self) -> str: ...


def of_case(line: WaitingCase, rules: Rulebook, today: date) -> ListLine:
    """A case that waits for somebody, with what is left of its time."""
    words, tone = case_status(rules, line.status, line.matter)
    sent, sent_tone = delivery(line.delivery)
    left, left_tone = _left(line.due_on, today)
    return ListLine(
        key=line.id,
        number=numbering.grouped(line.number),
        title="  ".join(part for part in (line.applicant_name, line.title) if part),
        matter=matter_name(rules, line.matter, today),
        state=words,
        tone=tone,
        due=left,
        due_tone=left_tone,
        delivery=sent,
        delivery_tone=sent_tone,
        request=(("record_id", line.id), ("stem", "cases")),
    )


def _left(due_on: str, today: date) -> tuple[str, str]:
    if not due_on:
        return "", ""
    days = (date.fromisoformat(due_on) - today).days
    if days < 0:
        return _("{date} overdue").format(date=due_on[5:]), "err"
    if days == 0:
        return _("today"), "warn"
    return _("{date}, {days} d left").format(date=due_on[5:], days=days), "warn" if days <= 2 else ""


def list_rows() -> Rows[ListLine]:
    """The columns of "my list"."""
    return Rows(
        (
            Column(id="number", text=lambda line: line.number, width=250),
            Column(id="title", text=lambda line: line.title, width=0),
            Column(id="matter", text=lambda line: line.matter, width=180, wide_only=True),
            Column(id="state", text=lambda line: line.state, width=130, tone=lambda line: line.tone),
            Column(id="due", text=lambda line: line.due, width=140, tone=lambda line: line.due_tone),
            Column(
                id="delivery",
                text=lambda line: line.delivery,
                width=100,
                wide_only=True,
                tone=lambda line: line.delivery_tone,
            ),
        ),
        key=lambda line: line.key,
    )
