"""The command line: `onewindow` alone opens the desk, `onewindow <verb>` does one deed.

Nothing leaves here as a traceback. Exit codes: 0 done · 2 wrongly called · 3 refused · 4 obstacle · 1 bug ·
130 stopped by the keyboard.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from app import __version__
from app.cli import shell, streams, usage
from app.cli.answers import BUG, DONE, INTERRUPTED, OBSTACLE, USAGE, Answers, Unheard
from app.cli.verb import LANGUAGE, Shell
from app.domain.obstacles import Obstacle
from app.words.catalogue import Language, _, set_language
from app.words.refusals import N_

ABOUT = N_(
    "OneWindow: the desk of an IP service window, from a shell.\n"
    "JSON in (--file or standard input), one JSON object a line out, told only after it is safely saved.\n"
    "Exit codes: 0 done, 3 refused by a rule, 4 obstacle in the world, 1 mistake of the program, "
    "2 wrongly called.\n"
    "To open the window instead: onewindow desk --profile DESK"
)
STOPPED = N_("Stopped. What was answered is saved; send the last request again with the same id")
UNHEARD = N_("The answers cannot be written: {why}. What was done is saved")


class Entry(Shell):
    """The whole run: language first, then the verb, then everything it let through as words and a code."""

    def main(self, args: Sequence[str] | None = None, *given: Any, **extra: Any) -> Any:
        streams.make_whole()
        words = list(sys.argv[1:] if args is None else args)
        set_language(_language(words))
        code = self._coded(words, extra.get("obj"))
        _flush()
        sys.exit(code)

    def _coded(self, words: list[str], obj: object) -> int:
        context: click.Context | None = None
        try:
            with self.make_context("onewindow", words, obj=obj) as context:
                self.invoke(context)
                return shell.answers_of(context).code
        except click.exceptions.Exit as ended:
            return ended.exit_code
        except click.UsageError as wrong:
            usage.tell(wrong)
            return USAGE
        except (click.Abort, KeyboardInterrupt, EOFError):
            sys.stderr.write(_(STOPPED) + "\n")
            return INTERRUPTED
        except Unheard as unheard:
            return _unheard(unheard)
        except BrokenPipeError:
            return _unheard(Unheard(""))
        except Obstacle as obstacle:
            met = obstacle
            return _last_words(lambda: _answers(context).obstacle(met), OBSTACLE)
        except Exception as error:  # noqa: BLE001 (the last resort: a code and a report, never a traceback)
            caught = error
            return _last_words(lambda: shell.bug(caught, context), BUG)


def _answers(context: click.Context | None) -> Answers:
    return shell.answers_of(context) if context else Answers()


def _last_words(say: Any, code: int) -> int:
    try:
        say()
    except Unheard as unheard:
        _unheard(unheard)
    return code


def _unheard(unheard: Unheard) -> int:
    """A reader that went away is told nothing more; a full disk behind `>` is."""
    if unheard.why:
        sys.stderr.write(_(UNHEARD).format(why=unheard.why) + "\n")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 (not a path of ours)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return OBSTACLE


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _unheard(Unheard(""))


def _language(words: Sequence[str]) -> Language:
    """The last `--lang` wherever it stands, then the environment, then Chinese."""
    told = os.environ.get("ONEWINDOW_LANG", "")
    for at, word in enumerate(words):
        if word.startswith("--lang="):
            told = word.partition("=")[2]
        elif word == "--lang" and at + 1 < len(words):
            told = words[at + 1]
    return Language.EN if told == Language.EN else Language.ZH


def build() -> click.Group:
    """All verbs, imported when the shell is used."""
    from app.cli import joining, play, records, rules, serving, upkeep, work

    verbs = (work, records, rules, joining, upkeep, serving, play)
    group = Entry("onewindow", help=ABOUT, callback=_alone, invoke_without_command=True)
    group.params += [
        click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=LANGUAGE),
        _version(),
    ]
    for room in verbs:
        for command in room.VERBS:
            group.add_command(command)
    return group


@click.pass_context
def _alone(context: click.Context) -> None:
    """Without a verb: the help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _version() -> click.Option:
    def tell(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked:
            click.echo(f"onewindow {__version__}")
            ctx.exit(DONE)

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=tell,
        help=N_("show the version and end"),
    )
