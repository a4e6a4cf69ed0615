"""Call the shell: in this process where speed matters, as a real program where the process itself matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from app.bootstrap.opener import Opener
from app.cli.main import build
from app.usecases.desk import Clock
from tests.support.desk import CLERK, SECRET

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "app")
HEARING = ("env", "--default-signal=INT")
"""In front of it: hears Ctrl+C also where the tests themselves were started in the background."""


_OPENER = Opener()
"""The rules are read once for all calls of this process."""


@dataclass(frozen=True)
class Told:
    """What a call said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The answers; every line must be a JSON object."""
        made = [json.loads(line) for line in self.out.splitlines()]
        assert all(isinstance(line, dict) for line in made)
        return made

    @property
    def line(self) -> dict[str, Any]:
        assert len(self.lines) == 1, self
        return self.lines[0]

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """(code, where) of the only answer."""
        return [(one["code"], one["where"]) for one in self.line["refused"]]

    @property
    def trouble(self) -> str:
        return str(self.line["obstacle"]["code"])


def typed(requests: object) -> str:
    """Requests as they go in: text as it is, one object, or a list as lines."""
    if isinstance(requests, str):
        return requests
    many = requests if isinstance(requests, list) else [requests]
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in many)


def call(
    *words: str,
    requests: object = "",
    profile: Path | None = None,
    staff: str = CLERK,
    secret: str = SECRET,
    clock: Clock | None = None,
    env: Mapping[str, str] | None = None,
) -> Told:
    """In this process, with the program's own parts. A `clock` may be handed in."""
    given = {"ONEWINDOW_SECRET": secret, "ONEWINDOW_STAFF": staff, **(env or {})}
    if profile is not None:
        given["ONEWINDOW_PROFILE"] = str(profile)
    opener = Opener(clock) if clock else _OPENER
    result = CliRunner().invoke(build(), list(words), input=typed(requests), obj=opener, env=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Told(result.exit_code, result.stdout, result.stderr)


def environment(
    profile: Path | None = None, staff: str = CLERK, secret: str | None = SECRET
) -> dict[str, str]:
    """Of a real program: nothing of the tests' own settings but the path and UTF-8."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    made = {**kept, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "ONEWINDOW_STAFF": staff}
    if secret is not None:
        made["ONEWINDOW_SECRET"] = secret
    if profile is not None:
        made["ONEWINDOW_PROFILE"] = str(profile)
    return made


def run(words: Sequence[str], env: Mapping[str, str], requests: object = "", timeout: float = 120) -> Told:
    """As a real program in a session of its own: there is no terminal to ask at."""
    done = subprocess.run(
        [*PROGRAM, *words],
        input=typed(requests),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=dict(env),
        timeout=timeout,
        check=False,
        start_new_session=True,
    )
    return Told(done.returncode, done.stdout, done.stderr)
