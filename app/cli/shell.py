"""The frame of every verb: options, exit codes, answers. The verbs themselves stand in the files beside."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from app.cli import requests
from app.cli.desk import Opener, ShellDesk
from app.domain.obstacles import Obstacle
from app.domain.refusals import Refusal, Refused
from app.words import obstacles, refusals

T = TypeVar("T")

DONE, BUG, REFUSED, OBSTACLE = 0, 1, 3, 4
SECRET = "ONEWINDOW_SECRET"


class Answers:
    """Writes one JSON object a line and remembers the worst exit code."""

    def __init__(self) -> None:
        self.code = DONE

    def done(self, result: object) -> None:
        """Said only after the commit of what it tells."""
        told = requests.builtins(result)
        _line({"ok": True, **(told if isinstance(told, Mapping) else {"result": told})})

    def refused(self, refused: Refused) -> None:
        self.code = max(self.code, REFUSED)
        _line({"ok": False, "refused": [_refusal(one) for one in refused.refusals]})

    def obstacle(self, obstacle: Obstacle) -> None:
        self.code = OBSTACLE
        told = {
            "code": obstacle.trouble.value,
            "words": obstacles.sentence(obstacle),
            "facts": obstacle.facts,
        }
        _line({"ok": False, "obstacle": told})

    def line(self, told: Mapping[str, object]) -> None:
        """One line as it is: exports."""
        _line(told)

    def give(self, result: object) -> None:
        if isinstance(result, Refused):
            self.refused(result)
        else:
            self.done(result)


def _refusal(one: Refusal) -> dict[str, object]:
    return {
        "code": one.code.value,
        "where": one.where,
        "words": refusals.sentence(one),
        "facts": dict(one.facts),
        "severity": one.severity.value,
    }


def _line(told: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def answering() -> Iterator[Answers]:
    """Run a verb: obstacles become a line and exit 4; bugs go on up and exit 1."""
    answers = Answers()
    try:
        yield answers
    except Obstacle as obstacle:
        answers.obstacle(obstacle)
    if answers.code:
        raise click.exceptions.Exit(answers.code)


def opener() -> Opener:
    found: Opener = click.get_current_context().find_root().obj
    return found


def secret_of(staff: str, variable: str = SECRET) -> str:
    """The staff member's secret: from the environment, or asked for where there is a terminal."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if sys.stdin.isatty():
        prompt: str = click.prompt(f"{staff}", hide_input=True, err=True)
        return prompt
    return ""


F = TypeVar("F", bound=Callable[..., Any])


def desk_options(function: F) -> F:
    """`--profile`, `--staff`, `--file`, `--schema`: the same on every verb that works on a desk."""
    for option in (
        click.option("--schema", "show_schema", is_flag=True, help="print the JSON Schema of the request"),
        click.option(
            "--file", "file", type=str, default=None, help="requests as JSON; default: standard input"
        ),
        click.option("--staff", default="", help=f"staff number; the secret comes from {SECRET} or a prompt"),
        click.option("--profile", type=click.Path(path_type=Path), default=None, help="folder of the desk"),
    ):
        function = option(function)
    return function


@contextmanager
def open_desk(answers: Answers, profile: Path | None, staff: str) -> Iterator[ShellDesk | None]:
    """The desk of the profile, signed in; None when sign-in was refused (already answered)."""
    from app.profile import default_folder

    desk = opener().open(profile or default_folder(), staff, secret_of(staff))
    if isinstance(desk, Refused):
        answers.refused(desk)
        yield None
        return
    try:
        yield desk
    finally:
        desk.close()


def each_request(
    profile: Path | None,
    staff: str,
    file: str | None,
    kind: type[T],
    deed: Callable[[ShellDesk, T], object],
) -> None:
    """Read the requests, open the desk once, do the deed for each, answer each after its commit."""
    with answering() as answers, open_desk(answers, profile, staff) as desk:
        if desk is None:
            return
        for raw in requests.read(file):
            request = requests.parse(raw, kind)
            answers.give(request if isinstance(request, Refused) else deed(desk, request))


def print_schema(kind: type) -> None:
    click.echo(json.dumps(requests.schema(kind), ensure_ascii=False, indent=2))
