"""The command line: `onewindow` alone opens the desk, `onewindow <verb>` does one deed."""

from __future__ import annotations

import click

from app import __version__
from app.words.catalogue import set_language


@click.group(
    help="OneWindow 一窗通: the desk of an IP service window, from a shell. "
    "Exit codes: 0 done, 3 refused, 4 obstacle, 1 bug.",
)
@click.version_option(__version__)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="language of the words")
def shell(lang: str) -> None:
    set_language(lang)


def build() -> click.Group:
    """All verbs, imported when the shell is used."""
    from app.cli import play, rules, upkeep, work

    for verb in (*work.VERBS, *rules.VERBS, *upkeep.VERBS, *play.VERBS):
        shell.add_command(verb)
    return shell
