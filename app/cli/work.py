"""Verbs of the counter: accept, supplement, review, pay, confirm, void, consult, inquire, evaluate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace
from typing_extensions import Unpack

from app.cli.desk import ShellDesk
from app.cli.requests import UUID
from app.cli.shell import (
    RequestOptions,
    desk_options,
    each_request,
    names_for,
    on_desk,
    open_desk,
    request_options,
    secret_of,
    told_about,
)
from app.cli.verb import Verb, verb
from app.domain.pricing import QuoteRequest
from app.domain.refusals import No, Refused
from app.domain.staff import Actor
from app.usecases.accept_case import FileCase, file_case
from app.usecases.confirm_payment import ConfirmPayment, confirm_payment
from app.usecases.evaluate_visit import EvaluateVisit, evaluate_visit
from app.usecases.inquire import Inquire, inquire
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.read_case import read_case
from app.usecases.record_payment import RecordPayment, record_payment
from app.usecases.review_case import ReviewCase, review_case
from app.usecases.supplement_case import SupplementCase, supplement_case
from app.usecases.void_payment import VoidPayment, void_payment
from app.usecases.window_rules import SetWindow, set_window
from app.words.refusals import N_

SECOND_SECRET = "ONEWINDOW_SECOND_SECRET"


def _deed(usecase: Callable[..., Any]) -> Callable[[ShellDesk, Any], object]:
    """One use-case in one transaction; the answer waits for its commit."""
    return lambda desk, request: desk.call(usecase, request).result()


def _pay(desk: ShellDesk, request: RecordPayment) -> object:
    """The rules speak of a line's facts; in the request they stand under `request`."""
    told = desk.call(record_payment, request).result()
    if not isinstance(told, Refused):
        return told
    return Refused(tuple(replace(one, where=_FACT.sub(r"\1request.\2", one.where)) for one in told.refusals))


_FACT = re.compile(rf"^(lines\[\d+\]\.)({'|'.join(QuoteRequest.__struct_fields__)})$")


def _with_forms(name: str, kind: type, words: str, usecase: Callable[..., Any]) -> Verb:
    """accept and supplement: their schema can spell out one matter."""

    @request_options
    @click.option(
        "--matter",
        default="",
        help=N_("with --schema: spell out fields, questions and papers of this matter"),
    )
    @desk_options
    def run(profile: Path | None, staff: str, matter: str, **options: Unpack[RequestOptions]) -> None:
        if told_about(kind, name, matter, **options):
            return
        with open_desk(profile, staff) as desk:
            if desk is not None:
                deed, open_one = _deed(usecase), desk
                names = names_for(kind, _matter_of(desk) if kind is SupplementCase else None)
                each_request(kind, options["file"], lambda asked: deed(open_one, asked), names)

    return verb(name, words, f"onewindow {name} --profile DESK --staff 3301 --file {name}.json")(run)


def _matter_of(desk: ShellDesk) -> Callable[[object], str]:
    """The matter of the case that a request names."""

    def code(raw: object) -> str:
        case_id = str(raw.get("case_id", "")) if isinstance(raw, Mapping) else ""
        if not UUID.fullmatch(case_id):
            return ""
        found = desk.call(read_case, case_id).result()
        return "" if isinstance(found, Refused) else found.case.matter

    return code


@request_options
@click.option("--second", default="", help=N_("staff number of the second person"))
@desk_options
def _void(profile: Path | None, staff: str, second: str, **options: Unpack[RequestOptions]) -> None:
    if told_about(VoidPayment, "void", **options):
        return
    with open_desk(profile, staff) as desk:
        if desk is None:
            return
        other = _second(desk, second)

        def deed(request: VoidPayment) -> object:
            return other if isinstance(other, Refused) else desk.call(void_payment, other, request).result()

        each_request(VoidPayment, options["file"], deed, names_for(VoidPayment))


def _second(desk: ShellDesk, second: str) -> Actor | Refused:
    """The second person, signed in once for all requests."""
    if not second:
        return Refused.because(No.REQUIRED, "--second")
    secret = secret_of(second, SECOND_SECRET)
    return secret if isinstance(secret, Refused) else desk.second(second, secret)


VERBS = (
    _with_forms(
        "accept",
        FileCase,
        N_("File a case: accepted, notice of correction, refused, as the rules and you decide"),
        file_case,
    ),
    _with_forms(
        "supplement",
        SupplementCase,
        N_("Answer a correction notice or a returned check with what was missing"),
        supplement_case,
    ),
    on_desk(
        "review",
        ReviewCase,
        N_("The second person's check of a case; --staff is the second person"),
        _deed(review_case),
    ),
    on_desk("pay", RecordPayment, N_("Record a payment, priced by the rules"), _pay),
    on_desk(
        "confirm",
        ConfirmPayment,
        N_("Confirm a payment recorded without its outside reference: the money has arrived"),
        _deed(confirm_payment),
    ),
    verb(
        "void",
        N_("Void or refund a payment; the second person's password comes from ONEWINDOW_SECOND_SECRET"),
        "onewindow void --profile DESK --staff 3301 --second 3390 --file void.json",
    )(_void),
    on_desk("consult", LogConsultation, N_("Log a consultation"), _deed(log_consultation)),
    on_desk(
        "inquire",
        Inquire,
        N_("Search cases, payments and consultations by number, name or phone; the search is logged"),
        _deed(inquire),
    ),
    on_desk(
        "window",
        SetWindow,
        N_("Tell or set what the province decides for this window: matters offered, papers that may follow"),
        _deed(set_window),
    ),
    on_desk("evaluate", EvaluateVisit, N_("Take a rating from the visitor's side"), _deed(evaluate_visit)),
)
