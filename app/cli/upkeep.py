"""Verbs for the care of a desk: sync, export, verify, backup, restore, doctor, self-test."""

from __future__ import annotations

from pathlib import Path

import click
from typing_extensions import Unpack

from app.cli.answers import write
from app.cli.joining import Address
from app.cli.shell import (
    DeskOptions,
    answers_of,
    desk_options,
    open_desk,
    opener,
    profile_option,
    secret_of,
    with_desk,
)
from app.cli.verb import verb
from app.domain.refusals import No, Refused
from app.profile import default_folder
from app.usecases.export import export_everything
from app.usecases.verify_journal import verify_journal
from app.words.refusals import N_

RECOVERY = "ONEWINDOW_RECOVERY_CODE"


@desk_options
@click.option("--once", is_flag=True, help=N_("one round, then end; there is no other way from a shell"))
def _sync(once: bool, **options: Unpack[DeskOptions]) -> None:
    with_desk(lambda desk: desk.sync_once(), **options)


@desk_options
def _export(profile: Path | None, staff: str) -> None:
    answers = answers_of()
    with open_desk(profile, staff) as desk:
        if desk is not None:
            told = desk.call(export_everything, answers.line).result()
            if isinstance(told, Refused):
                answers.refused(told)


@desk_options
def _verify(**options: Unpack[DeskOptions]) -> None:
    with_desk(lambda desk: desk.call(verify_journal).result(), **options)


@desk_options
def _backup(**options: Unpack[DeskOptions]) -> None:
    with_desk(lambda desk: desk.back_up(), **options)


@desk_options
@click.option(
    "--recovery",
    is_flag=True,
    help=N_(
        "on another computer, into an empty folder: the code from ONEWINDOW_RECOVERY_CODE opens the backup, "
        "the password becomes the new one"
    ),
)
@click.option("--url", default=None, type=Address(), help=N_("with --recovery: address of the province"))
@click.option(
    "--set-aside-undelivered",
    is_flag=True,
    help=N_(
        "go on although steps newer than the backup are not with the province; their file is kept and named "
        "until it is gone"
    ),
)
@click.argument("backup_file", type=click.Path(path_type=Path))
def _restore(
    profile: Path | None,
    staff: str,
    recovery: bool,
    url: str | None,
    set_aside_undelivered: bool,
    backup_file: Path,
) -> None:
    secrets = _secrets(staff, recovery)
    if isinstance(secrets, Refused):
        answers_of().refused(secrets)
        return
    folder = profile or default_folder()
    asked = {"staff_id": staff, "url": url or "", "set_aside_undelivered": set_aside_undelivered, **secrets}
    answers_of().give(opener().restore(folder, backup_file, **asked))


def _secrets(staff: str, recovery: bool) -> dict[str, str] | Refused:
    if not staff:
        return Refused.because(No.REQUIRED, "--staff")
    secret = secret_of(staff)
    code = secret_of(RECOVERY, RECOVERY) if recovery else ""
    for one in (secret, code):
        if isinstance(one, Refused):
            return one
    return {"secret": str(secret), "recovery_code": str(code)}


@profile_option
def _doctor(profile: Path | None) -> None:
    told = opener().doctor(profile or default_folder())
    if told["all_well"]:
        answers_of().done(told)
    else:
        answers_of().unwell(told)


def _self_test() -> None:
    opener().self_test(write)


VERBS = (
    verb(
        "sync",
        N_("Send and fetch everything that is due now"),
        "onewindow sync --once --profile DESK --staff 3301",
    )(_sync),
    verb(
        "export",
        N_("Write every record and every entry of the journal, one JSON object a line"),
        "onewindow export --profile DESK --staff 3390 > everything.jsonl",
    )(_export),
    verb(
        "verify",
        N_("Check the chain of the journal and every entry in it"),
        "onewindow verify --profile DESK --staff 3301",
    )(_verify),
    verb("backup", N_("Make a verified backup now"), "onewindow backup --profile DESK --staff 3301")(_backup),
    verb(
        "restore",
        N_("Put a backup in the place of the data; what stood there is set aside, never deleted"),
        "onewindow restore --profile DESK --staff 3390 desk-20261121T120000.db",
    )(_restore),
    verb(
        "doctor",
        N_(
            "What is right and wrong on this computer; nobody signs in, nothing is changed. Exit code 0: all "
            "is well; 4: a check found something"
        ),
        "onewindow doctor --profile DESK",
    )(_doctor),
    verb(
        "self-test",
        N_("Prove the installed program: make a desk, migrate, accept, print, pay, sync, verify, restore"),
        "onewindow self-test",
    )(_self_test),
)
