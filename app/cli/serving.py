"""The verb of the provincial side: serve the platform, enter windows, revoke a desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import click
from typing_extensions import Unpack

from app.cli.answers import write
from app.cli.shell import opener
from app.cli.verb import verb
from app.words.catalogue import _
from app.words.refusals import N_

_WINDOW = re.compile(r"(\d{6}):(\d{2}):(.{1,60})")
NOT_READABLE = N_("a line of readable signs")
NOT_A_WINDOW = N_(
    "write it as six digits of the outlet, two of the window and a name, like 330106:01:一号窗口"
)


class Window(click.ParamType[tuple[str, str, str]]):
    """`OUTLET:WINDOW:NAME` as its three parts."""

    name = "OUTLET:WINDOW:NAME"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str, str]:
        match = _WINDOW.fullmatch(str(value))
        if match is None or not match[3].isprintable():
            self.fail(_(NOT_A_WINDOW), param, ctx)
        return match[1], match[2], match[3]


class PlainText(click.ParamType[str]):
    """One line of readable signs: no odd bytes, nothing that hides or steers a terminal."""

    name = "TEXT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not value.isprintable():
            self.fail(_(NOT_READABLE), param, ctx)
        return value


class DatabaseAddress(PlainText):
    name = "URL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            parts = urlsplit(value)
            right = not value or (parts.scheme in ("postgresql", "sqlite") and parts.port != 0)
        except ValueError:
            right = False
        if not right or not value.isprintable():
            self.fail("postgresql://…", param, ctx)
        return value


class _Options(TypedDict):
    host: str
    port: int
    name: str
    database: str
    data: Path
    windows: tuple[tuple[str, str, str], ...]
    outlet_name: str
    revoke: str
    restored: bool
    certificate: Path | None
    private_key: Path | None


@click.option(
    "--host", default="127.0.0.1", type=PlainText(), help=N_("address to listen at; default 127.0.0.1")
)
@click.option(
    "--port",
    default=8750,
    type=click.IntRange(0, 65535),
    help=N_("port to listen at; default 8750, 0: any that is free"),
)
@click.option("--name", default="", type=PlainText(), help=N_("name of the province on its pages"))
@click.option(
    "--database",
    default="",
    type=DatabaseAddress(),
    envvar="ONEWINDOW_DATABASE",
    help=N_(
        "postgresql://… (or ONEWINDOW_DATABASE, where others do not see it); "
        "default: a file in the data folder"
    ),
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("province"),
    help=N_("folder of its data; default: province"),
)
@click.option(
    "--new-window",
    "windows",
    multiple=True,
    type=Window(),
    help=N_("enter this window, print its one-time code and end; may be given several times"),
)
@click.option("--outlet-name", default="", type=PlainText(), help=N_("with --new-window: name of the outlet"))
@click.option(
    "--revoke",
    default="",
    type=PlainText(),
    help=N_("refuse the desk with this install id from now on and end"),
)
@click.option(
    "--restored",
    is_flag=True,
    help=N_("say once after its database was put back from a backup: every desk compares anew"),
)
@click.option("--certificate", type=click.Path(path_type=Path), help=N_("TLS certificate (PEM)"))
@click.option("--private-key", type=click.Path(path_type=Path), help=N_("TLS private key (PEM)"))
def _province(**options: Unpack[_Options]) -> None:
    opener().province(write, **options)


VERBS = (
    verb(
        "province",
        N_("Serve the provincial platform until stopped, or do one deed of its operator"),
        "onewindow province --data province --new-window 330106:01:一号窗口 --outlet-name 示例窗口",
    )(_province),
)
