"""Verbs of the counter: accept, supplement, review, pay, void, consult, inquire, evaluate, print."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import click
from typing_extensions import Unpack

from app.cli.desk import ShellDesk
from app.cli.shell import desk_options, each_request, print_schema
from app.domain.refusals import Refused
from app.usecases.accept_case import FileCase, file_case
from app.usecases.evaluate_visit import EvaluateVisit, evaluate_visit
from app.usecases.inquire import Inquire, inquire
from app.usecases.log_consultation import LogConsultation, log_consultation
from app.usecases.read_papers import find_paper
from app.usecases.record_payment import RecordPayment, record_payment
from app.usecases.review_case import ReviewCase, review_case
from app.usecases.supplement_case import SupplementCase, supplement_case
from app.usecases.void_payment import VoidPayment, void_payment

SECOND_SECRET = "ONEWINDOW_SECOND_SECRET"


class DeskOptions(TypedDict):
    """The options of `desk_options`."""

    profile: Path | None
    staff: str
    file: str | None
    show_schema: bool


def _verb(name: str, kind: type, usecase: object, words: str) -> click.Command:
    """A verb that is one use-case with one request."""

    @click.command(name, help=words)
    @desk_options
    def verb(**options: Unpack[DeskOptions]) -> None:
        if options["show_schema"]:
            print_schema(kind)
            return
        each_request(
            options["profile"],
            options["staff"],
            options["file"],
            kind,
            lambda desk, request: desk.call(usecase, request).result(),  # type: ignore[arg-type]
        )

    return verb


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPaper:
    """A paper by its id or its number. No printer: saved as PDF in the profile's folder."""

    paper_id: str = ""
    number: str = ""
    printer: str = ""
    copies: int = 1


def _print(desk: ShellDesk, request: PrintPaper) -> object:
    found = desk.call(find_paper, request.paper_id, request.number).result()
    if isinstance(found, Refused):
        return found
    return desk.print_paper(found.id, request.printer, request.copies)


@click.command("print", help="print, reprint or save a paper as PDF")
@desk_options
def print_verb(**options: Unpack[DeskOptions]) -> None:
    if options["show_schema"]:
        print_schema(PrintPaper)
        return
    each_request(options["profile"], options["staff"], options["file"], PrintPaper, _print)


@click.command("void", help=f"void or refund a payment; the second person's secret in {SECOND_SECRET}")
@click.option("--second", default="", help="staff number of the second person")
@desk_options
def void(second: str, **options: Unpack[DeskOptions]) -> None:
    if options["show_schema"]:
        print_schema(VoidPayment)
        return

    def deed(desk: ShellDesk, request: VoidPayment) -> object:
        other = desk.second(second, os.environ.get(SECOND_SECRET, ""))
        if isinstance(other, Refused):
            return other
        return desk.call(void_payment, other, request).result()

    each_request(options["profile"], options["staff"], options["file"], VoidPayment, deed)


VERBS = (
    _verb("accept", FileCase, file_case, "file a case: accept, notice, refuse, as the rules and you decide"),
    _verb("supplement", SupplementCase, supplement_case, "answer a correction notice or a returned check"),
    _verb("review", ReviewCase, review_case, "the second person's check of a case"),
    _verb("pay", RecordPayment, record_payment, "record a payment priced by the rules"),
    void,
    _verb("consult", LogConsultation, log_consultation, "log a consultation"),
    _verb("inquire", Inquire, inquire, "search cases, payments and consultations; the search is logged"),
    _verb("evaluate", EvaluateVisit, evaluate_visit, "hand in a rating from the visitor's side"),
    print_verb,
)
