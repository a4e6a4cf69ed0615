"""Which checker knows which kind, and how pasted text is cleaned for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from app.domain import numbering
from app.domain.identifiers import contacts, parties, rights
from app.domain.identifiers.checked import Checked, Finding
from app.domain.refusals import No, Refusal, Refused

Checker = Callable[[str, date], Finding]


def desk_number(text: str, _today: date) -> Finding:
    """A number of our own; the grouping is only for print."""
    read = numbering.parse(text)
    if isinstance(read, Refused):
        return Finding(text.replace("-", ""), read.refusals)
    gives = {"number_kind": read.kind.value, "outlet": read.outlet, "day": read.day.isoformat()}
    return Finding(read.number, (), gives)


KINDS: Mapping[str, Checker] = {
    "desk_number": desk_number,
    "uscc": parties.uscc,
    "resident_id": parties.resident,
    "hmt_residence_permit": parties.hmt_permit,
    "foreigner_pr_card": parties.pr_card,
    "patent": rights.patent,
    "ic_layout": rights.layout,
    "publication": rights.publication,
    "pct": rights.pct,
    "hague": rights.hague,
    "madrid": rights.madrid,
    "trademark": rights.trademark,
    "mobile": contacts.mobile,
    "phone": contacts.phone,
    "email": contacts.email,
    "hk_macao_permit": parties.hk_macao_permit,
    "taiwan_permit": parties.taiwan_permit,
    "passport": parties.passport,
    "postcode": contacts.postcode,
    "nice_class": contacts.nice_class,
    "nice_item": contacts.nice_item,
    "locarno": contacts.locarno,
    "ipc": contacts.ipc,
    "agency_code": parties.agency_code,
    "agent_licence": parties.agent_licence,
    "foreign_registration": parties.other_paper,
    "other": parties.other_paper,
}
"""Every kind, the strongest evidence first."""

_FIELD_TYPES = {
    "patent_number": "patent",
    "publication_number": "publication",
    "trademark_number": "trademark",
    "madrid_number": "madrid",
    "ic_number": "ic_layout",
    "pct_number": "pct",
}
_AS_WRITTEN = frozenset({"foreign_registration", "other"})
_NEVER_DETECTED = _AS_WRITTEN | {"passport", "agency_code", "agent_licence", "nice_class"}
"""too little form of their own to be told from a text"""
_NEEDS_PREFIX = {"hague": "DM", "madrid": "G", "pct": "PCT", "ic_layout": "BS"}

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")
_DASHES = re.compile("[‐‑‒–—―−]")
_LABEL = re.compile(r"^(?:[^0-9A-Za-z]+|N[OR][.:]+)+", re.IGNORECASE)
_LABELS = {
    "phone": re.compile(r"^[^0-9A-Za-z+(]+"),
    "mobile": re.compile(r"^[^0-9A-Za-z+(]+"),
    "email": re.compile(r"^.*:"),
}
_TAIL = re.compile(r"[^0-9A-Za-z]+$")
_TAIL_OF_IPC = re.compile(r"[^0-9A-Za-z)]+$")


def check(kind: str, text: str, today: date) -> Checked:
    """One text as one kind; field types of forms (patent_number …) are kinds too.

    Pasted text is cleaned first: full-width, spaces, labels such as 申请号：, ZL, dots, a small x.
    Problems carry no `where`; a warning does not block. UNKNOWN_IDENTIFIER for a kind nobody knows.
    """
    kind = _FIELD_TYPES.get(kind, kind)
    checker = KINDS.get(kind)
    if checker is None:
        return Checked(
            kind=kind, text=text, normal="", problems=(Refusal(No.UNKNOWN_IDENTIFIER, "", {"found": kind}),)
        )
    plain = clean(kind, text)
    if not plain:
        code = No.PATTERN if text.strip() else No.REQUIRED
        return Checked(kind=kind, text=text, normal="", problems=(Refusal(code),))
    found = checker(plain, today)
    return Checked(kind=kind, text=text, normal=found.normal, problems=found.problems, gives=found.gives)


def detect(text: str) -> list[str]:
    """Kinds the text may be without any doubt of form, the strongest evidence first; often more than one."""
    kinds = []
    for kind in KINDS:
        plain = clean(kind, text)
        if kind in _NEVER_DETECTED or not plain.startswith(_NEEDS_PREFIX.get(kind, "")):
            continue
        # Without a clock no year is too late.
        if plain and not check(kind, text, date.max).problems:
            kinds.append(kind)
    return kinds


def clean(kind: str, text: str) -> str:
    """As the checkers want it: half-width capitals without spaces or labels."""
    plain = unicodedata.normalize("NFKC", text)
    if kind in _AS_WRITTEN:
        return plain.strip()
    # Once more: what stood apart by a space may now compose.
    plain = unicodedata.normalize("NFKC", _DASHES.sub("-", _INVISIBLE.sub("", plain)))
    plain = (_TAIL_OF_IPC if kind == "ipc" else _TAIL).sub("", _LABELS.get(kind, _LABEL).sub("", plain))
    if kind == "email":
        return plain
    plain = plain.upper().replace("。", ".").replace("·", ".")
    return plain if kind in ("phone", "mobile") else plain.replace("-", "")
