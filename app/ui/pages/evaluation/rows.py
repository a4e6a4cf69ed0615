"""Those who were served lately, and whether they rated: never how."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain import numbering
from app.ui.widgets.rows import Column, Rows
from app.words.catalogue import _
from app.words.refusals import N_

if TYPE_CHECKING:
    from app.usecases.read_ratings import Rateable


def rateable_rows(matter: Callable[[Rateable], str]) -> Rows[Rateable]:
    """`matter` gives the name of the matter as it stands today."""
    return Rows(
        (
            Column(id="number", text=_number, width=245),
            Column(id="who", text=_who, width=0),
            Column(id="matter", text=matter, width=180, wide_only=True),
            Column(id="on", text=lambda one: one.on, width=100, wide_only=True),
            Column(
                id="rated",
                text=lambda one: _("Rated") if one.rated else _("Not rated"),
                tone=lambda one: "ok" if one.rated else "text2",
                width=110,
            ),
        ),
        key=lambda one: one.case_id or one.visit_id,
    )


_SERVED = {"payments": N_("Payment"), "consultations": N_("Consultation")}


def _who(one: Rateable) -> str:
    """Nobody has to give a name; the row says then what was done."""
    served = _(_SERVED[one.stem]) if one.stem in _SERVED else ""
    told = "  ".join(part for part in (one.who, one.title, served) if part)
    return told or one.number or _("Visit without a name")


def _number(one: Rateable) -> str:
    return numbering.grouped(one.number) if len(one.number) == numbering.LENGTH else one.number
