"""Checks of values with parts (certificate, address, goods, period, image) and of official numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.domain import identifiers
from app.domain.formulas import empty, same
from app.domain.given import Given, as_date, check_text
from app.domain.plain_values import FIRST_DAY, LAST_DAY, shown
from app.domain.refusals import No, Refusal, Severity
from app.domain.writing import LONGEST_NUMBER

_DIVISION = re.compile(r"[1-9]\d{5}", re.ASCII)
_REGION = re.compile(r"[A-Z]{2}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MOST_ITEMS = 2000


def identifier(given: Given) -> Iterator[Refusal]:
    """A number with its own rules: `app.domain.identifiers` says what is wrong with it."""
    yield from _identified(given, given.type.id, given.value)


def _identified(given: Given, kind: str, number: object) -> Iterator[Refusal]:
    if not isinstance(number, str):
        yield given.wrong_type("text")
    elif len(number) > LONGEST_NUMBER:
        yield given.error(No.TOO_LONG, max=LONGEST_NUMBER, length=len(number))
    else:
        for problem in identifiers.check(kind, number, given.today).problems:
            yield Refusal(problem.code, given.where, problem.facts, problem.severity)


def certificate(given: Given) -> Iterator[Refusal]:
    """A kind of certificate and its number, the number by the rules of the kind."""
    value = given.value
    if not isinstance(value, Mapping):
        yield given.wrong_type("kind and number")
        return
    kind, number = value.get("kind"), value.get("number")
    if empty(kind) or empty(number):
        yield given.error(No.REQUIRED, part="kind" if empty(kind) else "number")
        return
    chosen = next((o for o in given.spec.options if same(o.value, kind)), None)
    if not isinstance(kind, str) or (given.spec.options and chosen is None):
        yield given.error(No.NOT_AN_OPTION, found=shown(kind))
        return
    party = given.beside.get("kind") or given.beside.get(f"{given.spec.id.removesuffix('_certificate')}_kind")
    if chosen and chosen.suits and isinstance(party, str) and party not in chosen.suits:
        yield given.no(No.NOT_AN_OPTION, Severity.WARNING, found=chosen.words.zh)
    yield from _identified(given, kind, number)


def address(given: Given) -> Iterator[Refusal]:
    """Region and detail; on the mainland the division too (GB/T 2260, six digits)."""
    value = given.value
    if not isinstance(value, Mapping):
        yield given.wrong_type("region, division and detail")
        return
    region, division = value.get("region", "CN"), value.get("division", "")
    if not isinstance(region, str) or not _REGION.fullmatch(region):
        yield given.error(No.PATTERN, part="region")
    elif given.type.codes and region not in given.type.codes:
        yield given.error(No.NOT_AN_OPTION, part="region", found=region)
    elif region == "CN" and empty(division):
        yield given.error(No.REQUIRED, part="division")
    if not empty(division) and not (isinstance(division, str) and _DIVISION.fullmatch(division)):
        yield given.error(No.PATTERN, part="division")
    if empty(value.get("detail")):
        yield given.error(No.REQUIRED, part="detail")
    else:
        for no in check_text(given.part("detail", value["detail"]), least=4, most=200):
            yield Refusal(no.code, given.where, {**no.facts, "part": "detail"}, no.severity)


def period(given: Given) -> Iterator[Refusal]:
    """Start and end, the end not before the start; both may lie ahead."""
    value = given.value
    if not isinstance(value, Mapping):
        yield given.wrong_type("start and end")
        return
    start, end = as_date(value.get("start")), as_date(value.get("end"))
    if start is None or end is None:
        yield given.error(No.NOT_A_DATE, part="start" if start is None else "end")
    elif start < FIRST_DAY:
        yield given.error(No.DATE_TOO_EARLY, min=FIRST_DAY.isoformat())
    elif end > LAST_DAY:
        yield given.error(No.DATE_TOO_LATE, max=LAST_DAY.isoformat())
    elif end < start:
        yield given.error(No.DATE_TOO_EARLY, min=start.isoformat())


def image(given: Given) -> Iterator[Refusal]:
    """A kept picture: its digest and its name."""
    value = given.value
    digest = value.get("sha256") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(digest, str) or not _SHA256.fullmatch(digest):
        yield given.wrong_type("sha256 and name")
        return
    yield from check_text(given.part("name", value.get("name", "")), least=None, most=255)


def goods(given: Given) -> Iterator[Refusal]:
    """One row of goods: a class from 1 to 45 and its items, each a short text."""
    row = given.value
    if not isinstance(row, Mapping):
        yield given.wrong_type("nice_class and items")
        return
    number, items = row.get("nice_class"), row.get("items")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= 45:
        yield given.part("nice_class", number).error(No.OUT_OF_RANGE, min=1, max=45)
    if not isinstance(items, list) or not items:
        yield given.part("items", items).error(No.TOO_FEW_ROWS, min=1, length=0)
        return
    if len(items) > _MOST_ITEMS:
        yield given.part("items", items).error(No.TOO_MANY_ROWS, max=_MOST_ITEMS, length=len(items))
        return
    seen: set[str] = set()
    for place, item in enumerate(items):
        here = given.part(f"items[{place}]", item)
        yield from check_text(here, least=1, most=60)
        if isinstance(item, str):
            if item in seen:
                yield here.no(No.DUPLICATE_VALUE, Severity.WARNING, found=shown(item))
            seen.add(item)
