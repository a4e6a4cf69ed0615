"""Verbs about what is kept: show a record, print its papers, find a matter."""

from __future__ import annotations

from typing import Annotated

import click
import msgspec
from msgspec import Struct

from app.cli import places
from app.cli.desk import ShellDesk
from app.cli.shell import answers_of, on_desk, opener, today
from app.cli.verb import verb
from app.domain.matter import Matter
from app.domain.paper import Paper
from app.domain.refusals import No, Refused
from app.usecases.read_case import Reached, reach, read_case
from app.usecases.read_papers import find_paper, papers_about
from app.usecases.read_payments import read_payment
from app.words.refusals import N_

COPIES = Annotated[int, msgspec.Meta(ge=1, le=99)]


class ShowRecord(Struct, frozen=True, kw_only=True):
    """A case or payment by the number printed on any of its papers, or a case by its id."""

    number: str = ""
    case_id: str = ""


class PrintPaper(Struct, frozen=True, kw_only=True):
    """A paper by its id or its number. No printer: saved as PDF in the desk's folder `papers`."""

    paper_id: str = ""
    number: str = ""
    """of the paper; the number of a case or payment prints every paper of it"""
    printer: str = ""
    """name of the print queue, as `doctor` lists them"""
    copies: COPIES = 1


def _show(desk: ShellDesk, request: ShowRecord) -> object:
    if request.case_id:
        return desk.call(read_case, request.case_id).result()
    if not request.number.strip():
        return Refused.because(No.NO_SUCH_RECORD, "number", found="")
    found = desk.call(reach, request.number).result()
    if isinstance(found, Refused):
        return found
    read = read_case if found.stem == "cases" else read_payment
    return desk.call(read, found.record_id).result()


def _print(desk: ShellDesk, request: PrintPaper) -> object:
    wanted = _papers(desk, request)
    if isinstance(wanted, Refused):
        return wanted
    told = [desk.print_paper(paper.id, request.printer, request.copies) for paper in wanted]
    refused = next((one["refused"] for one in told if "refused" in one), None)
    if refused is not None:
        return refused
    return told[0] if len(told) == 1 else {"printed": told}


def _papers(desk: ShellDesk, request: PrintPaper) -> tuple[Paper, ...] | Refused:
    found = desk.call(find_paper, request.paper_id, request.number).result()
    if isinstance(found, Paper):
        return (found,)
    about = desk.call(reach, request.number).result() if request.number else found
    if not isinstance(about, Reached):
        where = "paper_id" if request.paper_id else "number"
        return Refused.because(No.NO_SUCH_RECORD, where, found=request.paper_id or request.number)
    return desk.call(papers_about, about.record_id).result()


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


@click.argument("text", default="")
@click.option("--code", default="", help=N_("show this matter whole: fields, questions, papers, fees"))
def _matters(text: str, code: str) -> None:
    answers, rules = answers_of(), opener().rules()
    if code:
        known = {"code": [matter.code for matter in rules.matters(today())]}
        answers.places = places.RequestPaths(known)
        matter = rules.matter(code, today())
        answers.give(matter or Refused.because(No.UNKNOWN_MATTER, "code", found=code))
        return
    for matter in rules.search(text, today()) if text else rules.matters(today()):
        answers.done(_card(matter))


VERBS = (
    on_desk(
        "show", ShowRecord, N_("Show a case or payment with its papers and how far it is delivered"), _show
    ),
    on_desk("print", PrintPaper, N_("Print, print again or save a paper as PDF"), _print),
    verb(
        "matters",
        N_("List the matters, search them by name, number or initials, or show one whole"),
        "onewindow matters 商标续展",
    )(_matters),
)
