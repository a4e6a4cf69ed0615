"""What a visitor sees behind the QR: state, what is missing, where to ask. Never a name, never a content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from app.contract.kinds import Stem
from app.domain.case import CaseStatus, MaterialState
from app.domain.evaluation import Grade
from app.domain.matter import Words
from app.province.entities import ENTITIES
from app.province.entities.reading import QUERY_CODE, fields_of
from app.province.pages import texts
from app.province.pages.html import Html, document, el, join, pairs
from app.province.pages.texts import PageTexts
from app.province.schema import records, scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a code stands for: a case or a visit, and whether it was rated."""

    scope: str
    record_id: str
    stem: Stem
    window: str
    fields: Mapping[str, Any]
    outlet: Mapping[str, str]
    rated: bool


def find(connection: Connection, code: str) -> Subject | None:
    if not QUERY_CODE.fullmatch(code):
        return None
    rows = connection.execute(select(records).where(records.c.page == code).limit(2)).all()
    if len(rows) != 1:  # a copied code must not lead a visitor to another record
        return None
    row = rows[0]
    stem = Stem(row.stem)
    outlet = connection.execute(select(scopes).where(scopes.c.scope == row.scope)).mappings().one()
    rated = connection.execute(
        select(records.c.record_id).where(
            records.c.scope == row.scope,
            records.c.refers_to == row.record_id,
            records.c.stem == Stem.EVALUATIONS.value,
        )
    ).first()
    return Subject(
        scope=row.scope,
        record_id=row.record_id,
        stem=stem,
        window=row.window,
        fields=fields_of(ENTITIES[stem], msgspec.json.decode(row.body)),
        outlet={name: str(value) for name, value in outlet.items()},
        rated=rated is not None,
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Draws pages in one language with the texts of this province."""

    language: str
    words: PageTexts

    def say(self, words: Words) -> str:
        return words.en if self.language == "en" else words.zh

    def progress(self, subject: Subject, code: str, wrong: Words | None = None) -> bytes:
        say = self.say
        other = "zh" if self.language == "en" else "en"
        return document(
            say(texts.TITLE),
            "en" if self.language == "en" else "zh-CN",
            el("p", el("a", say(texts.OTHER_LANGUAGE), href=f"/q/{code}?lang={other}")),
            el("h1", say(texts.TITLE)),
            self._state(subject),
            self._lacking(subject),
            el("h2", say(texts.OUTLET)),
            self._outlet(subject),
            el("h2", say(texts.RATE)),
            el("p", say(texts.THANKS)) if subject.rated else self._form(code, wrong),
        )

    def unknown(self) -> bytes:
        say = self.say
        title, why = say(texts.UNKNOWN), say(texts.UNKNOWN_WHY)
        return document(title, self.language, el("h1", title), el("p", why))

    def busy(self) -> bytes:
        say = self.say
        title, why = say(texts.BUSY), say(texts.BUSY_WHY)
        return document(title, self.language, el("h1", title), el("p", why))

    def _state(self, subject: Subject) -> Html:
        say, fields = self.say, subject.fields
        if subject.stem is not Stem.CASES:
            return pairs((say(texts.VISITED), str(fields.get("opened_at", ""))[:10]))
        status = fields.get("status", "")
        known = texts.STATUSES.get(CaseStatus(status)) if status in _STATUSES else None
        if status == CaseStatus.ACCEPTED and fields.get("matter", "") in self.words.received:
            known = texts.RECEIVED_ONLY
        matter = self.words.matters.get(fields.get("matter", ""))
        return pairs(
            (say(texts.STATUS), say(known or texts.IN_PROGRESS)),
            (say(texts.NUMBER), str(fields.get("number", ""))),
            (say(texts.MATTER), say(matter) if matter else ""),
            (say(texts.RECEIVED), str(fields.get("received_at", ""))[:10]),
            (say(texts.DUE), str(fields.get("due_on", ""))),
        )

    def _lacking(self, subject: Subject) -> Html:
        """Missing and wrong materials by name; the clerk's own notes stay at the desk."""
        say = self.say
        names = self.words.materials.get(subject.fields.get("matter", ""), {})
        lines = []
        for line in subject.fields.get("materials", ()):
            lack = texts.LACKING.get(MaterialState(line["state"]))
            name = names.get(line["material"])
            if lack and name:
                lines.append(el("li", f"{say(name)}（{say(lack)}）"))
        reasons = [
            el("li", say(self.words.reasons[reason["code"]]))
            for reason in subject.fields.get("reasons", ())
            if reason["code"] in self.words.reasons
        ]
        return join(
            *([el("h2", say(texts.STILL_NEEDED)), el("ul", *lines)] if lines else []),
            *([el("h2", say(texts.REASONS)), el("ul", *reasons)] if reasons else []),
        )

    def _outlet(self, subject: Subject) -> Html:
        say, outlet = self.say, subject.outlet
        return pairs(
            (say(texts.OUTLET), outlet["outlet_name"]),
            (say(texts.HOURS), outlet["hours"]),
            (say(texts.ADDRESS), outlet["address"]),
            (say(texts.PHONE), outlet["phone"]),
            (say(texts.COMPLAINT), outlet["complaint_phone"]),
        )

    def _form(self, code: str, wrong: Words | None) -> Html:
        say = self.say
        grades = []
        for grade in Grade:
            options = [
                el(
                    "label",
                    el("input", type="checkbox", name="option", value=option.code),
                    say(option.words),
                )
                for option in self.words.options.get(grade, ())
            ]
            choice = el("input", type="radio", name="grade", value=grade.value, required="required")
            grades.append(el("fieldset", el("label", choice, say(texts.GRADES[grade])), *options))
        return el(
            "form",
            el("p", say(wrong), class_="wrong", role="alert") if wrong else Html(),
            el("p", say(texts.VOLUNTARY)),
            *grades,
            el("label", say(texts.OPINION), el("textarea", name="text", maxlength="500")),
            el("p", el("button", say(texts.SUBMIT), type="submit")),
            method="post",
            action=f"/q/{code}?lang={self.language}",
        )


_STATUSES = frozenset(status.value for status in CaseStatus)
