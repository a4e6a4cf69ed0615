"""What the visitor's page names, taken from the rules: matters, materials, reasons, rating options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from app.province.platform import Setting
    from app.rulebook import Rulebook


def setting_of(rules: Rulebook, on: date) -> Setting:
    """The setting of a province that speaks of these rules."""
    from app.domain.case import RECEIVED, CaseStatus
    from app.province.pages.texts import PageTexts
    from app.province.platform import Setting

    matters = rules.matters(on)
    texts = PageTexts(
        matters={matter.code: matter.words for matter in matters},
        received=frozenset(
            matter.code
            for matter in matters
            if rules.case_state(CaseStatus.ACCEPTED, matter.code) == RECEIVED
        ),
        materials={
            matter.code: {material.id: material.words for material in matter.materials} for matter in matters
        },
        reasons={code: reason.words for code, reason in rules.reasons.items()},
        options=rules.evaluation_options,
    )
    return Setting(texts=texts)
