"""The packaged fee list and calendars, read as plain YAML: what the engines are tested against."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from hypothesis import HealthCheck, settings

from app.domain.pricing import FeeTable
from app.domain.workdays import Calendar

TODAY = date(2026, 11, 21)
SHORT = settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
"""Enough to find a wrong sign, little enough to run on every change."""


def raw_fees() -> dict[str, Any]:
    """A copy that a test may spoil."""
    return deepcopy(_raw_fees())


@cache
def _raw_fees() -> dict[str, Any]:
    folder = files("resources") / "fees"
    found = {name.name: yaml.safe_load(name.read_text("utf-8")) for name in folder.iterdir()}
    rules = found.pop("rules.yaml")
    items = [item for content in found.values() for item in content["items"]]
    return {"items": items, "rules": rules, "version": "packaged"}


@cache
def table() -> FeeTable:
    return FeeTable.parse(raw_fees())


@cache
def calendar() -> Calendar:
    folder = files("resources") / "calendar"
    return Calendar.parse([yaml.safe_load(name.read_text("utf-8")) for name in folder.iterdir()])
