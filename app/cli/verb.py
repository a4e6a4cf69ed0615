"""Commands that speak the chosen language and show an example."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from app.cli.usage import NoSuchVerb
from app.words.catalogue import _
from app.words.refusals import N_

USAGE, OPTIONS, EXAMPLE, VERBS = N_("Usage:"), N_("Options:"), N_("Example:"), N_("Verbs:")
HELP = N_("show this help and end")
LANGUAGE = N_("language of the words: zh or en")


class Verb(click.Command):
    """A verb with its help in the chosen language. `example`: one line that can be copied."""

    def __init__(self, name: str, *, example: str, **given: Any) -> None:
        super().__init__(name, **given)
        self.example = example
        self.params.append(
            click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=LANGUAGE)
        )

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"{_(USAGE)} {ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}\n\n")
        formatter.write(f"{_(self.help or '')}\n\n{_(EXAMPLE)}\n  {self.example}\n\n{_(OPTIONS)}\n")
        write_options(self.get_params(ctx), ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return _(self.help or "")


def write_options(
    params: Iterable[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    """Name and words on two lines: no wrapping that counts Chinese signs as half as wide."""
    for param in params:
        record = param.get_help_record(ctx)
        if record is not None and isinstance(param, click.Option):
            words = HELP if "--help" in param.opts else param.help or ""
            formatter.write(f"  {record[0]}\n      {_(words)}\n")


def verb(name: str, words: str, example: str) -> Callable[[Callable[..., None]], Verb]:
    """Make a verb of a function; its options stand above it."""

    def make(function: Callable[..., None]) -> Verb:
        params = list(reversed(getattr(function, "__click_params__", [])))
        return Verb(name, example=example, help=words, callback=function, params=params)

    return make


class Shell(click.Group):
    """All verbs; its own help lists them in their order."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            raise NoSuchVerb(args[0], self.commands, ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"{_(USAGE)} {ctx.command_path} {' '.join(self.collect_usage_pieces(ctx))}\n\n")
        formatter.write(f"{_(self.help or '')}\n\n{_(VERBS)}\n")
        widest = max(len(name) for name in self.commands)
        for name, command in self.commands.items():
            formatter.write(f"  {name:<{widest}}  {command.get_short_help_str()}\n")
        formatter.write(f"\n{_(OPTIONS)}\n")
        write_options(self.get_params(ctx), ctx, formatter)
