"""States of a paper in words, with their keys and tones."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.case import MaterialState
from app.domain.matter import Material
from app.words.catalogue import _, ngettext
from app.words.refusals import N_

_WORDS: dict[MaterialState, str] = {
    MaterialState.UNCHECKED: N_("not checked"),
    MaterialState.RECEIVED: N_("✓ received"),
    MaterialState.MISSING: N_("✗ missing"),
    MaterialState.WRONG: N_("✗ not right"),
    MaterialState.E_LICENCE: N_("✓ e-licence"),
    MaterialState.VERIFIED: N_("✓ verified"),
    MaterialState.COMMITMENT: N_("✓ commitment"),
    MaterialState.TOLERATED: N_("⚠ may follow"),
    MaterialState.NOT_APPLICABLE: N_("– not applicable"),
}
STATES = tuple(_WORDS)
TONES: dict[MaterialState, str] = {
    MaterialState.UNCHECKED: "text2",
    MaterialState.RECEIVED: "ok",
    MaterialState.MISSING: "err",
    MaterialState.WRONG: "err",
    MaterialState.E_LICENCE: "ok",
    MaterialState.VERIFIED: "ok",
    MaterialState.COMMITMENT: "ok",
    MaterialState.TOLERATED: "warn",
    MaterialState.NOT_APPLICABLE: "text2",
}


def state_words(state: MaterialState) -> str:
    """Symbol and word: a state is never colour alone."""
    return _(_WORDS[state])


def undecided_words(demanded: Sequence[Material]) -> str:
    """Of how many papers nobody has said whether they may follow later; none is proposed as tolerated."""
    count = sum(material.tolerance_allowed is None for material in demanded)
    words = ngettext(
        "Not set by the province: whether {count} of these papers may follow later",
        "Not set by the province: whether {count} of these papers may follow later",
        count,
    )
    return words.format(count=count) if count else ""
