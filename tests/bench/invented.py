"""Invented records of one size: twelve text fields for the bare line, consultations as long for the desk."""

from __future__ import annotations

import hashlib
from random import Random

from app.domain.consultation import Consultation
from tests.support import ops

FIELDS = (
    "rid",
    "window",
    "outlet",
    "matter",
    "applicant",
    "id_no",
    "phone",
    "status",
    "created_at",
    "updated_at",
    "fee",
    "note",
)
_WORDS = tuple("专商标权利注册申请受理补正审查授权驳回复审续展转让变更许可质押备案")
_STATUSES = ("draft", "accepted", "supplement", "done", "rejected")


def bare_record(at: int) -> dict[str, str]:
    """Twelve fields, about 600 bytes as JSON, with as much in it that does not compress as in real ones."""
    chance = Random(at)
    return {
        "rid": hashlib.sha256(str(at).encode()).hexdigest()[:32],
        "window": f"W{chance.randrange(1, 40):04d}",
        "outlet": f"99{chance.randrange(1000, 9999)}-{chance.randrange(1, 30):03d}",
        "matter": f"{chance.randrange(10**11, 10**12)}-{chance.randrange(1, 99):02d}",
        "applicant": _name(chance),
        "id_no": _digits(chance, 18),
        "phone": "1" + _digits(chance, 10),
        "status": chance.choice(_STATUSES),
        "created_at": f"2026-11-{1 + at % 28:02d}T{at % 24:02d}:{at % 60:02d}:00.{_digits(chance, 3)}+08:00",
        "updated_at": f"2026-11-21T{chance.randrange(24):02d}:{chance.randrange(60):02d}:00+08:00",
        "fee": f"{chance.randrange(0, 50000) / 100:.2f}",
        "note": f"{_text(chance, 29)} {chance.getrandbits(128):032x}",
    }


def consultation(at: int) -> Consultation:
    """As many bytes as a bare record, in the fields a clerk fills in."""
    chance = Random(at)
    return ops.consultation(
        person=_name(chance),
        phone="1" + _digits(chance, 10),
        started_at=f"2026-11-{1 + at % 28:02d}T{at % 24:02d}:{at % 60:02d}:00+08:00",
        clerk_id="3301",
        window="01",
        question=_text(chance, 7),
        answer=_text(chance, 7),
    )


def _name(chance: Random) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(3))


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _text(chance: Random, words: int) -> str:
    return " ".join(f"{chance.choice(_WORDS)}{chance.choice(_WORDS)}" for _ in range(words))
