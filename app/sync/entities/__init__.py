"""One file per stem: what the engine's surroundings need to know of an entity."""

from __future__ import annotations

from collections.abc import Mapping

from app.contract.kinds import Stem
from app.sync.entities import cases, consultations, evaluations, inquiries, papers, payments, visits
from app.sync.entities.entity import Entity, Line, Writer

__all__ = ["ENTITIES", "Entity", "Line", "Writer"]

ENTITIES: Mapping[Stem, Entity] = {
    module.ENTITY.stem: module.ENTITY
    for module in (visits, cases, payments, consultations, inquiries, evaluations, papers)
}
