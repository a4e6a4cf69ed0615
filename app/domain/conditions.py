"""Conditions of the rule data: a mapping in which every pair must hold (`app.domain.matter.Condition`)."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.formulas import empty, members, same
from app.domain.matter import Condition


def holds(condition: Condition | None, scope: Mapping[str, object]) -> bool:
    """True when every pair holds; no condition always holds.

    Key: field id, question id, or `group_field.member` (true if any row matches). Value: a scalar
    (equal, or one of the values of a field that holds several), a list (one of), None (empty).
    A name that the scope does not know is empty.
    """
    return all(_pair(key, wanted, scope) for key, wanted in (condition or {}).items())


def _pair(key: str, wanted: object, scope: Mapping[str, object]) -> bool:
    group, dot, member = key.partition(".")
    if not dot:
        return _matches(scope.get(key), wanted)
    column = members(scope.get(group), member)
    if not isinstance(column, list):
        return _matches(column, wanted)
    return any(_matches(one, wanted) for one in column)


def _matches(value: object, wanted: object) -> bool:
    if wanted is None:
        return empty(value)
    if isinstance(wanted, list | tuple):
        return any(_matches(value, one) for one in wanted)
    if isinstance(value, list | tuple):
        return any(same(one, wanted) for one in value)
    return same(value, wanted)
