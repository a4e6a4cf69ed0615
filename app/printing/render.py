"""A paper's frozen values to its PDF. The same values and template version give the same bytes.

Safe on any thread; several papers may be drawn at the same time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.domain.paper import Paper, PaperKind, ReprintMark
from app.domain.paper_values import VALUES_OF, PaperValues
from app.domain.typed import typed
from app.printing import fonts
from app.printing.documents import (
    acceptance_receipt,
    consultation_slip,
    correction_notice,
    evaluation_slip,
    inquiry_result,
    material_list,
    payment_record,
    refusal_notice,
    review_slip,
)
from app.printing.form import Form
from app.printing.ink import Page
from app.printing.template import Template, read, template_version

__all__ = ["lay_out", "missing_characters", "render", "sha256", "template_version"]

_LAYOUTS: Mapping[PaperKind, Callable[[Any, Template, bool], Form]] = {
    PaperKind.ACCEPTANCE_RECEIPT: acceptance_receipt.lay_out,
    PaperKind.MATERIAL_LIST: material_list.lay_out,
    PaperKind.CORRECTION_NOTICE: correction_notice.lay_out,
    PaperKind.REFUSAL_NOTICE: refusal_notice.lay_out,
    PaperKind.PAYMENT_RECORD: payment_record.lay_out,
    PaperKind.EVALUATION_SLIP: evaluation_slip.lay_out,
    PaperKind.REVIEW_SLIP: review_slip.lay_out,
    PaperKind.CONSULTATION_SLIP: consultation_slip.lay_out,
    PaperKind.INQUIRY_RESULT: inquiry_result.lay_out,
}


def values_of(paper: Paper) -> PaperValues:
    """The typed values. What does not fit its kind is a bug of the caller (`msgspec.ValidationError`)."""
    return typed(paper.values, VALUES_OF[paper.kind])


def lay_out(paper: Paper, *, training: bool = False) -> list[Page]:
    """The pages before they are written as PDF."""
    return _form(paper, training).pages()


def _form(paper: Paper, training: bool) -> Form:
    values = values_of(paper)
    return _LAYOUTS[paper.kind](values, read(paper.kind.value), training or values.head.training)


def render(paper: Paper, *, training: bool = False, mark: ReprintMark | None = None) -> bytes:
    """The PDF, all copies. `mark` is drawn over it as on a reprint; the kept PDF is made without."""
    from app.printing import canvas, reprint

    form = _form(paper, training)
    head = form.head
    title = f"{form.title} {head.number}"
    about = canvas.About(title=title, author=head.outlet_name, made_at=head.made_at)
    pdf = canvas.pdf(form.pages(), about)
    return pdf if mark is None else reprint.stamp_reprint(pdf, mark)


def sha256(pdf: bytes) -> str:
    """Hex digest kept beside the PDF."""
    return hashlib.sha256(pdf).hexdigest()


def missing_characters(paper: Paper) -> str:
    """Characters of the paper that no embedded font can draw, each once: the desk names them first."""
    texts: list[str] = []
    _gather(msgspec.to_builtins(values_of(paper)), texts)
    return fonts.missing("".join(texts))


def _gather(value: object, texts: list[str]) -> None:
    if isinstance(value, str):
        texts.append(value)
    elif isinstance(value, Mapping):
        for part in value.values():
            _gather(part, texts)
    elif isinstance(value, list | tuple):
        for part in value:
            _gather(part, texts)
