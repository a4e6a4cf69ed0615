"""What may stand in a request's texts, where the rules or a law give a list. Paths without row numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, get_args, get_type_hints

from app.cli.requests import is_record
from app.domain import deadlines, identifiers
from app.domain.deadlines import DeadlineRequest
from app.domain.pricing import QuoteRequest
from app.rulebook import Rulebook
from app.usecases.accept_case import FileCase
from app.usecases.evaluate_visit import EvaluateVisit
from app.usecases.log_consultation import CHANNELS, LogConsultation
from app.usecases.record_payment import PayLine

Lists = Mapping[str, Sequence[object]]

_PATENTS = ("invention", "utility_model", "design")
_CATEGORIES = (
    "",
    "filing",
    "examination",
    "annual_fee",
    "other_patent",
    "pct_national",
    "pct_international",
    "hague",
    "trademark",
    "ic_layout",
    "geographical_indication",
    "patent",
    "ic",
    "gi",
    "general",
)
_OF: dict[str, dict[str, Callable[[Rulebook], Sequence[object]]]] = {
    FileCase.__name__: {"matter": lambda rules: tuple(matter.code for matter in rules.matters(rules.as_of))},
    LogConsultation.__name__: {
        "category": lambda rules: tuple(rules.consultation_categories),
        "channel": lambda rules: CHANNELS,
        "referred_to": lambda rules: ("", *rules.referrals),
    },
    EvaluateVisit.__name__: {
        "options": lambda rules: tuple(
            option.code for options in rules.evaluation_options.values() for option in options
        )
    },
    PayLine.__name__: {"right_kind": lambda rules: ("", *identifiers.KINDS)},
    QuoteRequest.__name__: {
        "category": lambda rules: _CATEGORIES,
        "waived_percent": lambda rules: rules.fees.rules.percents,
        "kind": lambda rules: ("", *_PATENTS),
        "type": lambda rules: ("", "ordinary", "collective", "certification"),
        "channel": lambda rules: ("", "paper", "online"),
        "change_kind": lambda rules: ("", "name", "inventor", "transfer", "agency"),
        "route": lambda rules: ("", "pct_national", "pct_international"),
    },
    DeadlineRequest.__name__: {
        "type": lambda rules: deadlines.TYPES,
        "line": lambda rules: ("patent", "trademark", "ic"),
        "kind": lambda rules: ("", *_PATENTS),
        "service": lambda rules: ("", "paper", "electronic"),
        "law": lambda rules: ("", "2019", "2026"),
    },
    "Checking": {"kind": lambda rules: ("", *identifiers.KINDS)},
}
"""Request type -> name -> its list. The empty text stands where it has a meaning."""


def lists_of(kind: type, rules: Rulebook) -> Lists:
    """Every list of this type and its parts, by path: `lines.request.kind`."""
    found: dict[str, Sequence[object]] = {}
    _gather(kind, rules, "", found)
    return found


def narrowed(raw: object, kind: type, rules: Rulebook) -> Lists:
    """The same for one request: the points of the grade that was given, not those of all five."""
    found = dict(lists_of(kind, rules))
    if issubclass(kind, EvaluateVisit) and isinstance(raw, Mapping):
        for grade, options in rules.evaluation_options.items():
            if grade.value == raw.get("grade"):
                found["options"] = [option.code for option in options]
    return found


def own_lists(kind: type, rules: Rulebook) -> Lists:
    """The lists of this type alone, by name."""
    given = next((_OF[base.__name__] for base in kind.__mro__ if base.__name__ in _OF), {})
    return {name: known(rules) for name, known in given.items()}


def _gather(kind: type, rules: Rulebook, before: str, found: dict[str, Sequence[object]]) -> None:
    found.update({before + name: known for name, known in own_lists(kind, rules).items()})
    for name, part in _fields(kind):
        if is_record(part):
            _gather(part, rules, f"{before}{name}.", found)
        elif issubclass(part, Enum):
            found[before + name] = [one.value for one in part]


def parts_of(kind: type) -> list[type]:
    """The request types directly inside this one."""
    return [part for _name, part in _fields(kind) if is_record(part)]


def _fields(kind: type) -> Iterator[tuple[str, type]]:
    """Each field with each class its value may have."""
    hints = get_type_hints(kind)
    for name, hint in hints.items():
        for part in _parts(hint):
            if isinstance(part, type):
                yield name, part


def _parts(hint: Any) -> list[Any]:
    """The types inside a union or a list."""
    inside = [part for part in get_args(hint) if part is not Ellipsis]
    return [deeper for part in inside for deeper in _parts(part)] or [hint]
