"""Verbs that only ask the rules; no desk is needed: quote, check, deadline, amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace
from typing_extensions import Unpack

from app.cli.shell import RequestOptions, each_request, names_for, opener, request_options, today, told_about
from app.cli.verb import Verb, verb
from app.domain import deadlines, identifiers, money
from app.domain.deadlines import DeadlineRequest
from app.domain.identifiers.checked import Checked
from app.domain.pricing import QuoteRequest, facts_of, quote
from app.domain.refusals import No, Refused, errors
from app.rulebook import Rulebook
from app.words.refusals import N_

T = TypeVar("T")
PERSON = "resident_id"


class Quoting(QuoteRequest, frozen=True, kw_only=True):
    """What a fee is asked with. Amounts in fen."""

    on: date | None = None
    """the day whose rules apply; empty: today"""


class Checking(Struct, frozen=True, kw_only=True):
    """A number to be checked."""

    text: str
    kind: str = ""
    """empty: every kind the text may be is tried"""


class Amount(Struct, frozen=True, kw_only=True):
    """One of the two."""

    fen: int | None = None
    """an amount, to be written in capitals"""
    capitals: str = ""
    """capitals, to be read back as fen"""


_TELLS_NOTHING = frozenset({"waived_percent", "already_paid_fen", "applicants", "cases", "force_majeure"})
"""Facts that every line of business may have: what is asked for stays open."""


def _quote(rules: Rulebook, on: date, request: Quoting) -> object:
    if not facts_of(request).keys() - _TELLS_NOTHING:
        return Refused.because(No.FACT_MISSING, "category", fact="category")
    return quote(rules.fees, request, request.on or on, rules.calendar)


def _check(rules: Rulebook, on: date, request: Checking) -> object:
    if request.kind and request.kind not in identifiers.KINDS:
        return Refused.because(No.NOT_AN_OPTION, "kind", found=request.kind)
    kinds = (request.kind,) if request.kind else tuple(identifiers.detect(request.text))
    if not kinds:
        return _nearly(request.text, on)
    checked = [identifiers.check(kind, request.text, on) for kind in kinds]
    best = min(checked, key=lambda one: (len(errors(one.problems)), one.kind != PERSON))
    if errors(best.problems):
        return _read_as(best)
    return {"checked": best, "may_be": list(kinds)}


def _nearly(text: str, on: date) -> Refused:
    """No kind fits: say so, or that one does but for its check digit.

    18 digits with a birth date inside are a person's rather than an organisation's.
    """
    checked = [identifiers.check(kind, text, on) for kind in identifiers.KINDS]
    near = [
        one
        for one in checked
        if one.problems and all(problem.code is No.CHECK_DIGIT for problem in one.problems)
    ]
    if not near:
        return Refused.because(No.UNKNOWN_IDENTIFIER, "text")
    return _read_as(min(near, key=lambda one: one.kind != PERSON))


def _read_as(checked: Checked) -> Refused:
    """What is wrong with the number, and as which kind it was read."""
    told = (replace(one, facts={**one.facts, "read_as": checked.kind}) for one in checked.problems)
    return _at("text", Refused(tuple(told)))


def _deadline(rules: Rulebook, on: date, request: DeadlineRequest) -> object:
    return deadlines.compute(request, rules.calendar)


def _amount(rules: Rulebook, on: date, request: Amount) -> object:
    if request.fen is not None:
        if request.fen < 0 or request.fen > money.LIMIT_FEN:
            return Refused.because(No.OUT_OF_RANGE, "fen", min=0, max=money.LIMIT_FEN)
        return {
            "fen": request.fen,
            "capitals": money.capitals(request.fen),
            "figures": money.yuan(request.fen),
        }
    if not request.capitals.strip():
        return Refused.because(No.REQUIRED, "fen")
    fen = money.parse_capitals(request.capitals)
    if isinstance(fen, Refused):
        return _at("capitals", fen)
    return {"fen": fen, "capitals": money.capitals(fen)}


def _at(name: str, refused: Refused) -> Refused:
    """The engine speaks of the text alone; the request has a name for it."""
    return Refused(tuple(replace(one, where=one.where or name) for one in refused.refusals))


def _verb(name: str, kind: type[T], deed: Callable[[Rulebook, date, T], object], words: str) -> Verb:
    @request_options
    def run(**options: Unpack[RequestOptions]) -> None:
        if told_about(kind, name, **options):
            return
        rules, on = opener().rules(), today()
        each_request(kind, options["file"], lambda asked: deed(rules, on, asked), names_for(kind))

    return verb(name, words, f"onewindow {name} --example | onewindow {name}")(run)


VERBS = (
    _verb("quote", Quoting, _quote, N_("What something costs on a day, line by line with its source")),
    _verb("check", Checking, _check, N_("Check a number: patent, trademark, credit code, ID, phone …")),
    _verb("deadline", DeadlineRequest, _deadline, N_("When a time limit ends, and why")),
    _verb("amount", Amount, _amount, N_("An amount in Chinese capitals, or back to figures")),
)
