"""Papers: what was printed and with which hash. Several papers may bear one number (a payment's slip)."""

from __future__ import annotations

import re

from app.contract.kinds import Kind, Stem
from app.domain.paper import Paper
from app.domain.refusals import No
from app.province.entities.reading import numbered
from app.province.entities.ruling import Accepted, Entity, Look, Rejected, Ruling

_SHA256 = re.compile(r"[0-9a-f]{64}")


def _rule(kind: Kind, paper: Paper, look: Look) -> Ruling:
    numbered(paper.number)
    if paper.pdf_sha256 and not _SHA256.fullmatch(paper.pdf_sha256):
        return Rejected(No.PATTERN, "pdf_sha256")
    if paper.copies_printed < 0:
        return Rejected(No.OUT_OF_RANGE, "copies_printed")
    return Accepted()


ENTITY = Entity(
    stem=Stem.PAPERS,
    shape=Paper,
    first=frozenset({Kind.PAPER_MAKE}),
    rule=_rule,
    nested=frozenset({"values"}),
)
