"""One file per stem: what the province demands of a record beyond the protocol."""

from __future__ import annotations

from collections.abc import Mapping

from app.contract.kinds import Stem
from app.province.entities import (
    cases,
    consultations,
    evaluations,
    inquiries,
    papers,
    payments,
    visits,
)
from app.province.entities.ruling import Entity

ENTITIES: Mapping[Stem, Entity] = {
    module.ENTITY.stem: module.ENTITY
    for module in (visits, cases, payments, consultations, inquiries, evaluations, papers)
}
