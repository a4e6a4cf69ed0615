"""The worked examples of `fee_examples.yaml`, by category."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _all() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("fee_examples.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["cases"]
    return found


def priced() -> list[dict[str, Any]]:
    """Examples that ask for an amount."""
    lines = ("filing", "annual_fee", "other_patent", "trademark", "ic_layout")
    return [c for c in _all() if c["category"] in lines and isinstance(c["expected"], int)]


def dated() -> list[dict[str, Any]]:
    """Examples that ask for a day."""
    return [c for c in _all() if isinstance(c["expected"], str) and "-" in c["expected"]]


def numbers() -> list[dict[str, Any]]:
    """Examples that ask for a check digit."""
    return [c for c in _all() if c["category"] == "identifier"]


def reductions() -> list[dict[str, Any]]:
    return [c for c in _all() if c["category"] == "reduction"]


def count() -> int:
    return len(_all())
