"""Verbs for administrators: set up, staff, sync, export, verify, backup, restore, doctor, province."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.shell import answering, open_desk, opener, secret_of
from app.domain.refusals import Refused
from app.domain.staff import Role
from app.profile import default_folder
from app.usecases.add_staff import AddStaff, add_staff
from app.usecases.export import export_everything
from app.usecases.verify_journal import verify_journal

_profile = click.option("--profile", type=click.Path(path_type=Path), default=None, help="folder of the desk")
_staff = click.option("--staff", default="", help="staff number; the secret comes from ONEWINDOW_SECRET")


@click.command("trial", help="open a stand-alone trial desk: embedded province, invented people, real rules")
@_profile
def trial(profile: Path | None) -> None:
    with answering() as answers:
        answers.give(opener().trial(profile or default_folder(), secret_of("trial")))


@click.command("enrol", help="enrol this window at the province by its one-time code")
@_profile
@click.option("--url", required=True, help="address of the province")
@click.option("--code", required=True, help="one-time code from the province's operator")
@click.option("--staff", required=True, help="staff number of the first administrator and lead")
@click.option("--name", required=True, help="name of that person")
def enrol(profile: Path | None, url: str, code: str, staff: str, name: str) -> None:
    with answering() as answers:
        answers.give(opener().enrol(profile or default_folder(), url, code, staff, name, secret_of(staff)))


@click.command("staff", help="add a staff member; the new secret in ONEWINDOW_NEW_SECRET")
@_profile
@_staff
@click.option("--number", required=True)
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, type=click.Choice([r.value for r in Role]), required=True)
def staff(profile: Path | None, staff: str, number: str, name: str, roles: tuple[str, ...]) -> None:
    with answering() as answers, open_desk(answers, profile, staff) as desk:
        if desk:
            request = AddStaff(
                staff_id=number,
                name=name,
                roles=tuple(Role(role) for role in roles),
                secret=secret_of(number, "ONEWINDOW_NEW_SECRET"),
            )
            answers.give(desk.call(add_staff, request).result())


@click.command("sync", help="send and fetch once: everything that is due now")
@_profile
@_staff
@click.option("--once", is_flag=True, required=True, help="one round, then end")
def sync(profile: Path | None, staff: str, once: bool) -> None:
    with answering() as answers, open_desk(answers, profile, staff) as desk:
        if desk and once:
            answers.give(desk.sync_once())


@click.command("export", help="every record and op as JSON lines")
@_profile
@_staff
def export(profile: Path | None, staff: str) -> None:
    with answering() as answers, open_desk(answers, profile, staff) as desk:
        if desk:
            told = desk.call(export_everything, answers.line).result()
            if isinstance(told, Refused):
                answers.refused(told)


@click.command("verify", help="check the hash chain of the journal and every body in it")
@_profile
@_staff
def verify(profile: Path | None, staff: str) -> None:
    with answering() as answers, open_desk(answers, profile, staff) as desk:
        if desk:
            answers.give(desk.call(verify_journal).result())


@click.command("backup", help="make a verified backup now")
@_profile
@_staff
def backup(profile: Path | None, staff: str) -> None:
    with answering() as answers, open_desk(answers, profile, staff) as desk:
        if desk:
            answers.give(desk.back_up())


@click.command("restore", help="put a backup in place; the present data file is set aside, never deleted")
@_profile
@_staff
@click.argument("backup_file", type=click.Path(path_type=Path))
def restore(profile: Path | None, staff: str, backup_file: Path) -> None:
    with answering() as answers:
        folder = profile or default_folder()
        answers.give(opener().restore(folder, backup_file, staff, secret_of(staff)))


@click.command("doctor", help="what is right and wrong on this computer, without signing in")
@_profile
def doctor(profile: Path | None) -> None:
    with answering() as answers:
        answers.give(opener().doctor(profile or default_folder()))


@click.command("province", help="serve the reference provincial platform")
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8750, type=int)
@click.option("--database", default="", help="postgresql://… ; default: SQLite in the data folder")
@click.option("--data", type=click.Path(path_type=Path), default=Path("province"), help="data folder")
@click.option("--new-window", "windows", multiple=True, help="OUTLET:WINDOW:NAME, prints its one-time code")
@click.option("--outlet-name", default="")
def province(
    host: str, port: int, database: str, data: Path, windows: tuple[str, ...], outlet_name: str
) -> None:
    with answering():
        opener().province(
            host=host, port=port, database=database, data=data, windows=windows, outlet_name=outlet_name
        )


@click.command("self-test", help="prove an installed program: open, migrate, accept, print, sync, verify")
def self_test() -> None:
    with answering() as answers:
        answers.give(opener().self_test())


VERBS = (trial, enrol, staff, sync, export, verify, backup, restore, doctor, province, self_test)
