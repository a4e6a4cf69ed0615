"""The frame of every verb: options, sign-in, one answer for each request."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypedDict, TypeVar

import click
from typing_extensions import Unpack

from app.cli import bugs, choices, examples, places, reading, requests, schemas
from app.cli.answers import Answers
from app.cli.desk import Opener, ShellDesk
from app.cli.verb import Verb, verb
from app.cli.wording import Places
from app.domain.obstacles import Obstacle
from app.domain.refusals import No, Refused
from app.profile import default_folder
from app.words.catalogue import _
from app.words.refusals import N_

T = TypeVar("T")
SECRET = "ONEWINDOW_SECRET"
PUT_IN = N_(
    "The zeros stand for the id of your own record: accept answers it as case.id, pay as payment.id, and "
    "both list their papers with an id each"
)


class DeskOptions(TypedDict):
    profile: Path | None
    staff: str


class RequestOptions(TypedDict):
    file: str | None
    show_schema: bool
    example: bool


def _named(_ctx: click.Context, param: click.Parameter, typed: str | None) -> Path | None:
    """An unset shell variable must not make a desk of the folder one happens to stand in."""
    if typed is not None and not typed.strip():
        raise click.BadParameter(
            _("no folder is named; without --profile it is this user's own desk"), param=param
        )
    return None if typed is None else Path(typed)


profile_option = click.option(
    "--profile",
    type=click.Path(),
    callback=_named,
    envvar="ONEWINDOW_PROFILE",
    help=N_("folder of the desk (or ONEWINDOW_PROFILE); default: this user's data folder"),
)
staff_option = click.option(
    "--staff",
    default="",
    envvar="ONEWINDOW_STAFF",
    help=N_("staff number (or ONEWINDOW_STAFF); the password comes from ONEWINDOW_SECRET or is asked for"),
)


def desk_options(function: Callable[..., None]) -> Callable[..., None]:
    """`--profile` and `--staff`: the same on every verb that works on a desk."""
    return profile_option(staff_option(function))


def request_options(function: Callable[..., None]) -> Callable[..., None]:
    """`--file`, `--schema`, `--example`: the same on every verb that takes requests."""
    for option in (
        click.option("--example", is_flag=True, help=N_("print a request to start from and end")),
        click.option(
            "--schema", "show_schema", is_flag=True, help=N_("print the JSON Schema of a request and end")
        ),
        click.option(
            "--file",
            "file",
            help=N_("requests as JSON: one object, a list, or one object a line; default: standard input"),
        ),
    ):
        function = option(function)
    return function


def opener() -> Opener:
    found: Opener = click.get_current_context().find_root().obj
    return found


def today() -> date:
    return opener().clock().now().date()


def answers_of(context: click.Context | None = None) -> Answers:
    """The answers of this run; one object however many verbs ask."""
    root = (context or click.get_current_context()).find_root()
    found: Answers = root.meta.setdefault("answers", Answers())
    return found


def secret_of(prompt: str, variable: str = SECRET) -> str | Refused:
    """A secret from the environment, or asked for where there is a terminal. Never an option."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not _terminal():
        return Refused.because(No.REQUIRED, variable)
    return getpass.getpass(_("Password of {who}: ").format(who=prompt))


def _terminal() -> bool:
    """Whether somebody can be asked, even while requests come through a pipe."""
    if os.name != "posix":
        return sys.stdin.isatty()
    try:
        with Path("/dev/tty").open("rb"):
            return True
    except OSError:
        return False


@contextmanager
def open_desk(profile: Path | None, staff: str) -> Iterator[ShellDesk | None]:
    """The desk of the profile, signed in; None when sign-in was refused (already answered)."""
    folder = profile or default_folder()
    click.get_current_context().find_root().meta["folder"] = folder
    desk = _signed_in(folder, staff)
    if isinstance(desk, Refused):
        answers_of().refused(desk)
        yield None
        return
    try:
        yield desk
    finally:
        desk.close()


def _signed_in(folder: Path, staff: str) -> ShellDesk | Refused:
    opener().look_at(folder)
    if not staff:
        return Refused.because(No.REQUIRED, "--staff")
    secret = secret_of(staff)
    return secret if isinstance(secret, Refused) else opener().open(folder, staff, secret)


def with_desk(deed: Callable[[ShellDesk], object], **options: Unpack[DeskOptions]) -> None:
    """A verb without requests: open the desk, do it, answer."""
    with open_desk(options["profile"], options["staff"]) as desk:
        if desk is not None:
            answers_of().give(deed(desk))


def each_request(
    kind: type[T], file: str | None, deed: Callable[[T], object], names: Callable[[object], Places]
) -> None:
    """One answer for each request, after its commit; an obstacle for one does not stop the others."""
    answers = answers_of()
    with reading.opened(file) as given:
        for raw in given:
            answers.number += 1
            request = requests.parse(raw, kind)
            try:
                told = request if isinstance(request, Refused) else deed(request)
                if isinstance(told, Refused):
                    answers.places = names(raw)
                answers.give(told)
            except Obstacle as obstacle:
                answers.obstacle(obstacle)
    if not answers.number:
        answers.refused(Refused.because(No.REQUIRED, "request"))


def names_for(kind: type, matter_of: Callable[[object], str] | None = None) -> Callable[[object], Places]:
    """How to name the places of a request that was refused: "Applicant name" instead of a path.

    `matter_of`: the matter's code, where the request itself does not say it.
    """

    def names(raw: object) -> Places:
        rules, asked = opener().rules(), raw
        if matter_of is not None:
            asked = {"matter": matter_of(raw)}
        return places.paths_of(asked, rules, today(), choices.narrowed(raw, kind, rules))

    return names


def told_about(kind: type, name: str, matter: str = "", **options: Unpack[RequestOptions]) -> bool:
    """`--schema` and `--example`: print it; True when that was all that was asked."""
    if options["show_schema"]:
        made: dict[str, object] | Refused = schemas.of_request(kind, opener().rules())
        if matter:
            made = schemas.of_matter(kind, opener().rules(), matter, today())
        if isinstance(made, Refused):
            answers_of().places = places.RequestPaths(choices.lists_of(kind, opener().rules()))
            answers_of().refused(made)
        else:
            click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return True
    if options["example"]:
        text = json.dumps(examples.OF[name], ensure_ascii=False)
        click.echo(text)
        if examples.NO_ID in text:
            click.echo(_(PUT_IN), err=True)
    return options["example"]


def on_desk(
    name: str, kind: type[T], words: str, deed: Callable[[ShellDesk, T], object], more: str = ""
) -> Verb:
    """A verb that is one deed for each request. `more`: further options of its example."""

    @request_options
    @desk_options
    def run(profile: Path | None, staff: str, **options: Unpack[RequestOptions]) -> None:
        if told_about(kind, name, **options):
            return
        with open_desk(profile, staff) as desk:
            if desk is not None:
                open_one = desk
                each_request(kind, options["file"], lambda asked: deed(open_one, asked), names_for(kind))

    example = f"onewindow {name} --profile DESK --staff 3301{more} --file {name}.json"
    return verb(name, words, example)(run)


def bug(error: BaseException, context: click.Context | None) -> None:
    """Record and tell what nobody expected."""
    root = context.find_root() if context else None
    folder = root.meta.get("folder") if root else None
    answers = answers_of(root) if root else Answers()
    answers.bug(bugs.record(error, folder, str(root.invoked_subcommand if root else "")))
