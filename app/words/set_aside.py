"""Undelivered steps that a restore set aside, as the answer, the sync page and the doctor tell them."""

from __future__ import annotations

from app.domain.set_aside import SetAside
from app.words.catalogue import _
from app.words.refusals import N_

STEPS = N_(
    "Undelivered steps set aside: {steps}, in {file}. Nothing of them is with the province. "
    "To send them after all: onewindow restore {file}, then onewindow sync --once"
)
UNKNOWN = N_(
    "Data that could not be read was set aside in {file}. It may hold undelivered steps. "
    "Keep it and ask the administrator"
)


def sentence(aside: SetAside) -> str:
    return _(UNKNOWN if aside.steps is None else STEPS).format(steps=aside.steps, file=aside.file)
