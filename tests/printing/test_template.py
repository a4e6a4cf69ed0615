"""The wording files: complete, without dead words, and versioned with what is drawn."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from app.domain.consultation import ConsultationResult
from app.domain.evaluation import Grade
from app.domain.matter import ReceiptTitle
from app.domain.paper import PaperKind
from app.domain.paper_values import (
    ConsultationChannel,
    Delivery,
    EvaluationStage,
    Handling,
    Layout,
    Manner,
    MaterialCheck,
    MaterialForm,
    MaterialNeed,
    MaterialSource,
    RefusalGround,
    ReviewTrigger,
    ReviewVerdict,
)
from app.domain.payment import Channel, PaymentKind, PaymentStatus
from app.printing import render
from app.printing.template import read, template_version
from tests.printing import samples

_GOLDEN = Path(__file__).with_name("drawings.json")
_WORDS = [
    (PaperKind.ACCEPTANCE_RECEIPT, "handling", Handling),
    (PaperKind.ACCEPTANCE_RECEIPT, "manner", Manner),
    (PaperKind.ACCEPTANCE_RECEIPT, "delivery", Delivery),
    (PaperKind.MATERIAL_LIST, "source", MaterialSource),
    (PaperKind.MATERIAL_LIST, "form", MaterialForm),
    (PaperKind.MATERIAL_LIST, "need", MaterialNeed),
    (PaperKind.MATERIAL_LIST, "check", MaterialCheck),
    (PaperKind.CORRECTION_NOTICE, "ways", Delivery),
    (PaperKind.CORRECTION_NOTICE, "delivered_by", Delivery),
    (PaperKind.REFUSAL_NOTICE, "ground", RefusalGround),
    (PaperKind.PAYMENT_RECORD, "status", PaymentStatus),
    (PaperKind.PAYMENT_RECORD, "kind", PaymentKind),
    (PaperKind.PAYMENT_RECORD, "channel", Channel),
    (PaperKind.EVALUATION_SLIP, "stage", EvaluationStage),
    (PaperKind.EVALUATION_SLIP, "grade", Grade),
    (PaperKind.REVIEW_SLIP, "trigger", ReviewTrigger),
    (PaperKind.REVIEW_SLIP, "verdict", ReviewVerdict),
    (PaperKind.CONSULTATION_SLIP, "channel", ConsultationChannel),
    (PaperKind.CONSULTATION_SLIP, "result", ConsultationResult),
]


@pytest.mark.parametrize(("kind", "group", "codes"), _WORDS)
def test_every_code_has_its_words(kind: PaperKind, group: str, codes: type) -> None:
    assert set(read(kind.value).words[group]) == {code.value for code in codes}


def test_both_titles_of_a_receipt_exist() -> None:
    assert set(read("acceptance_receipt").titles) == {title.value for title in ReceiptTitle}


@pytest.mark.parametrize("stem", [*(kind.value for kind in PaperKind), "every_paper"])
def test_no_label_or_statement_is_dead(stem: str) -> None:
    """Each key is named in the code of the paper (or of the shared drawing)."""
    root = files("app.printing")
    folder = root / "documents" / f"{stem}.py" if stem != "every_paper" else None
    sources = (
        [folder] if folder else [root / f"{name}.py" for name in ("form", "letterhead", "closing", "reprint")]
    )
    code = "".join(source.read_text(encoding="utf-8") for source in sources)
    template = read(stem)
    keys = [*template.labels, *template.statements, *template.words]
    if folder:
        keys = [key for key in keys if key not in ("number", "privacy")]
    assert [key for key in keys if not re.search(rf"[\"']{key}[\"']", code)] == []


def _drawing(kind: PaperKind) -> str:
    """Digest of every ink in every layout, independent of the PDF library."""
    digest = hashlib.sha256()
    for layout in Layout:
        if layout in read(kind.value).layouts:
            paper = samples.paper(samples.SAMPLES[kind], layout)
            for page in render.lay_out(paper):
                digest.update(
                    repr([page.width, round(page.height, 2), page.watermark, page.overprint]).encode()
                )
                for ink in page.inks:
                    rounded = [round(part, 2) if isinstance(part, float) else part for part in ink]
                    digest.update(repr(rounded).encode())
    return digest.hexdigest()[:16]


def test_a_changed_drawing_carries_a_new_version() -> None:
    """Kept papers name the version they were drawn by. On purpose? Raise `version` in the paper's YAML
    (or DRAWING in template.py) and write the new line that this test shows into drawings.json."""
    now = {template_version(kind): _drawing(kind) for kind in PaperKind}
    assert now == json.loads(_GOLDEN.read_text(encoding="utf-8")), json.dumps(now, indent=2)
