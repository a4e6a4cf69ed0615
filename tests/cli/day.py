"""Requests of a day at the counter, made from the shell's own examples. All people are invented."""

from __future__ import annotations

import copy
import uuid
from typing import Any

from app.cli import examples


def filing(**changes: Any) -> dict[str, Any]:
    """A trademark case that is accepted as it stands, under an id of its own."""
    made = copy.deepcopy(dict(examples.OF["accept"]))
    return {**made, "id": str(uuid.uuid4()), **changes}


def without_authority() -> dict[str, Any]:
    """The power of attorney is missing: a one-time notice."""
    received = ("application_form", "mark_specimen", "identity_proof")
    lines: list[dict[str, Any]] = [{"material": one, "state": "received", "originals": 1} for one in received]
    return filing(
        all_received=False, materials=[*lines, {"material": "power_of_attorney", "state": "missing"}]
    )


def authority(case_id: str) -> dict[str, Any]:
    """The visitor comes back with the paper."""
    line = {"material": "power_of_attorney", "state": "received", "originals": 1}
    return {"case_id": case_id, "materials": [line]}


def payment(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(dict(examples.OF["pay"])), "id": str(uuid.uuid4()), **changes}


def consultation(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(dict(examples.OF["consult"])), **changes}
