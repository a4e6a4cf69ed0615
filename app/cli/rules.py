"""Verbs that only ask the rules; no desk is needed: quote, check, deadline, amount, matters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import click

from app.cli import requests
from app.cli.shell import answering, opener, print_schema
from app.domain import deadlines, identifiers, money
from app.domain.deadlines import DeadlineRequest
from app.domain.matter import Matter
from app.domain.pricing import QuoteRequest, quote
from app.domain.refusals import No, Refused, errors
from app.rulebook import Rulebook

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting(QuoteRequest):
    """`on`: the day whose rules apply; empty = today."""

    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """`kind` empty: every kind the text may be is tried."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """`fen` to capitals, or `capitals` back to fen."""

    fen: int | None = None
    capitals: str = ""


def _answer(file: str | None, kind: type[T], deed: Callable[[Rulebook, date, T], object]) -> None:
    with answering() as answers:
        rules, today = opener().rules(), opener().clock().now().date()
        for raw in requests.read(file):
            request = requests.parse(raw, kind)
            answers.give(request if isinstance(request, Refused) else deed(rules, today, request))


def _quote(rules: Rulebook, today: date, request: Quoting) -> object:
    return quote(rules.fees, request, request.on or today, rules.calendar)


def _check(rules: Rulebook, today: date, request: Checking) -> object:
    kinds = (request.kind,) if request.kind else tuple(identifiers.detect(request.text))
    if not kinds:
        return _nearly(request.text, today)
    checked = [identifiers.check(kind, request.text, today) for kind in kinds]
    best = min(checked, key=lambda one: len(errors(one.problems)))
    if errors(best.problems):
        return Refused(best.problems)
    return {"checked": best, "may_be": list(kinds)}


def _nearly(text: str, today: date) -> Refused:
    """No kind fits: say so, or that one does but for its check digit."""
    for kind in identifiers.KINDS:
        problems = identifiers.check(kind, text, today).problems
        if problems and all(problem.code is No.CHECK_DIGIT for problem in problems):
            return Refused(problems)
    return Refused.because(No.UNKNOWN_IDENTIFIER, "text")


def _deadline(rules: Rulebook, today: date, request: DeadlineRequest) -> object:
    return deadlines.compute(request, rules.calendar)


def _amount(rules: Rulebook, today: date, request: Amount) -> object:
    if request.fen is not None:
        if request.fen < 0 or request.fen > money.LIMIT_FEN:
            return Refused.because(No.OUT_OF_RANGE, "fen", min=0, max=money.LIMIT_FEN)
        return {
            "fen": request.fen,
            "capitals": money.capitals(request.fen),
            "figures": money.yuan(request.fen),
        }
    fen = money.parse_capitals(request.capitals)
    return fen if isinstance(fen, Refused) else {"fen": fen, "capitals": money.capitals(fen)}


def _verb(name: str, kind: type[T], deed: Callable[[Rulebook, date, T], object], words: str) -> click.Command:
    @click.command(name, help=words)
    @click.option("--file", default=None, help="requests as JSON; default: standard input")
    @click.option("--schema", "show_schema", is_flag=True, help="print the JSON Schema of the request")
    def verb(file: str | None, show_schema: bool) -> None:
        if show_schema:
            print_schema(kind)
        else:
            _answer(file, kind, deed)

    return verb


def _card(matter: Matter) -> dict[str, object]:
    return {
        "code": matter.code,
        "version": matter.version,
        "line": matter.line.value,
        "service": matter.service.value,
        "name_zh": matter.words.zh,
        "name_en": matter.words.en,
        "window_role": matter.window_role.value,
        "receipt_title": matter.receipt_title.value,
    }


@click.command("matters", help="list matters, search them, or show one whole (--code)")
@click.argument("text", default="")
@click.option("--code", default="", help="show this matter with fields, questions and materials")
def matters(text: str, code: str) -> None:
    with answering() as answers:
        rules, today = opener().rules(), opener().clock().now().date()
        if code:
            matter = rules.matter(code, today)
            answers.give(matter or Refused.because(No.UNKNOWN_MATTER, "code", found=code))
            return
        for matter in rules.search(text, today) if text else rules.matters(today):
            answers.done(_card(matter))


VERBS = (
    _verb("quote", Quoting, _quote, "what something costs on a day, line by line with the source"),
    _verb("check", Checking, _check, "check a number: patent, trademark, credit code, ID, phone …"),
    _verb("deadline", DeadlineRequest, _deadline, "compute a time limit and say why"),
    _verb("amount", Amount, _amount, "an amount in capitals, or back"),
    matters,
)
