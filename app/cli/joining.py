"""Verbs that make a desk and let people in: trial, enrol, rejoin, staff."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import click
from typing_extensions import Unpack

from app.cli.shell import (
    SECRET,
    DeskOptions,
    answers_of,
    desk_options,
    opener,
    profile_option,
    secret_of,
    with_desk,
)
from app.cli.verb import verb
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import Refused
from app.domain.staff import Role
from app.profile import default_folder
from app.usecases.add_staff import AddStaff, unfit
from app.words.catalogue import _
from app.words.refusals import N_

NEW_SECRET = "ONEWINDOW_NEW_SECRET"


@profile_option
def _trial(profile: Path | None) -> None:
    answers_of().give(opener().trial(profile or default_folder(), os.environ.get(SECRET, "")))


class Address(click.ParamType[str]):
    """The address of a province: scheme, host, perhaps a port."""

    name = "URL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            parts = urlsplit(value)
            right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
            # a name and password, or what one program reads as the host and another does not
            right = right and not any(sign in value for sign in "@\\?#")
        except ValueError:
            right = False
        if not right or not all(sign.isprintable() and not sign.isspace() for sign in value):
            self.fail(_(NO_ADDRESS), param, ctx)
        return value


NO_ADDRESS = N_("write it like https://ip.example or http://127.0.0.1:8750")


@contextmanager
def _before_joining() -> Iterator[None]:
    """There is nothing yet that could be "saved here": the sentence of a missing line is another one."""
    try:
        yield
    except Obstacle as met:
        if met.trouble is Trouble.OFFLINE:
            raise Obstacle(met.trouble, **met.facts, joining=1) from met
        raise


class _Enrolment(TypedDict):
    url: str
    code: str
    staff: str
    name: str


@profile_option
@click.option("--url", required=True, type=Address(), help=N_("address of the province"))
@click.option("--code", required=True, help=N_("one-time code from the province's operator"))
@click.option(
    "--staff", required=True, help=N_("staff number of the first person: clerk, lead and administrator")
)
@click.option("--name", required=True, help=N_("name of that person"))
def _enrol(profile: Path | None, **options: Unpack[_Enrolment]) -> None:
    folder = profile or default_folder()
    opener().expect_none(folder)
    secret = secret_of(options["staff"])
    if isinstance(secret, Refused):
        answers_of().refused(secret)
        return
    with _before_joining():
        answers_of().give(opener().enrol(folder, secret=secret, **options))


@desk_options
@click.option(
    "--url", default=None, type=Address(), help=N_("address of the province; default: the one before")
)
@click.option("--code", required=True, help=N_("one-time code from the province's operator"))
def _rejoin(url: str | None, code: str, **options: Unpack[DeskOptions]) -> None:
    with _before_joining():
        with_desk(lambda desk: desk.rejoin(url or "", code), **options)


class _Member(TypedDict):
    number: str
    name: str
    roles: tuple[str, ...]


@desk_options
@click.option("--number", required=True, help=N_("staff number of the new member, digits"))
@click.option("--name", required=True, help=N_("name of the new member"))
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help=N_("what the member may do; may be given several times"),
)
def _staff(profile: Path | None, staff: str, **member: Unpack[_Member]) -> None:
    secret = secret_of(member["number"], NEW_SECRET)
    if isinstance(secret, Refused):
        answers_of().refused(secret)
        return
    if no := unfit(member["number"], member["name"], ("--number", "--name")):
        answers_of().refused(no)
        return
    request = AddStaff(
        staff_id=member["number"],
        name=member["name"].strip(),
        roles=tuple(Role(role) for role in member["roles"]),
        secret=secret,
    )
    with_desk(lambda desk: desk.add_staff(request), profile=profile, staff=staff)


VERBS = (
    verb(
        "trial",
        N_("Make a trial desk: a province of its own inside, invented people, real rules"),
        "onewindow trial --profile DESK",
    )(_trial),
    verb(
        "enrol",
        N_("Make the desk of a window, joined to its province by a one-time code"),
        "onewindow enrol --profile DESK --url https://ip.example --code ABCD-1234 --staff 3390 --name 周岚",
    )(_enrol),
    verb(
        "rejoin",
        N_("Join the province again after a restore or a move to another computer"),
        "onewindow rejoin --profile DESK --staff 3390 --code ABCD-1234",
    )(_rejoin),
    verb(
        "staff",
        N_("Add a staff member, who can sign in from then on; the password comes from ONEWINDOW_NEW_SECRET"),
        "onewindow staff --profile DESK --staff 3390 --number 3303 --name 孙一 --role clerk",
    )(_staff),
)
