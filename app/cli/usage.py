"""A verb called wrongly: one sentence with the place and the nearest right word, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from difflib import get_close_matches

import click
from click.exceptions import BadParameter, MissingParameter, NoSuchOption

from app.words.catalogue import _
from app.words.refusals import N_


class NoSuchVerb(click.UsageError):
    """`near`: the verbs that look like it."""

    def __init__(self, found: str, known: Iterable[str], ctx: click.Context) -> None:
        super().__init__(found, ctx)
        self.found = found
        self.near = ", ".join(get_close_matches(found, list(known), 2))


def tell(wrong: click.UsageError) -> None:
    place = wrong.ctx.command_path if wrong.ctx else "onewindow"
    sys.stderr.write(f"{place}: {sentence(wrong)}\n")
    sys.stderr.write(_(SEE_HELP).format(place=place) + "\n")


def sentence(wrong: click.UsageError) -> str:
    if isinstance(wrong, NoSuchOption) and _of_a_verb(wrong):
        return _(BEHIND_THE_VERB).format(found=wrong.option_name)
    if isinstance(wrong, NoSuchOption):
        near = _near(wrong.possibilities)
        return (_(NO_OPTION_NEAR) if near else _(NO_OPTION)).format(found=wrong.option_name, near=near)
    if isinstance(wrong, MissingParameter):
        return _(MISSING).format(name=_name(wrong.param))
    if isinstance(wrong, BadParameter):
        return _(BAD_VALUE).format(name=_name(wrong.param), why=_why(wrong))
    if isinstance(wrong, NoSuchVerb):
        return (_(NO_VERB_NEAR) if wrong.near else _(NO_VERB)).format(found=wrong.found, near=wrong.near)
    verb = wrong.ctx.command if wrong.ctx else None
    if verb is not None and any("--example" in param.opts for param in verb.params):
        return _(WORDS_BEHIND).format(why=wrong.format_message(), verb=verb.name)
    return _(WRONG).format(why=wrong.format_message())


BEHIND_THE_VERB = N_("{found} stands behind the verb, as in: onewindow verify {found} …")
NO_OPTION = N_("There is no option {found}")
NO_OPTION_NEAR = N_("There is no option {found}; perhaps {near} is meant")
NO_VERB = N_("There is no verb {found}; onewindow --help lists them all")
NO_VERB_NEAR = N_("There is no verb {found}; perhaps {near} is meant")
MISSING = N_("{name} is missing")
BAD_VALUE = N_("The value of {name} does not fit: {why}")
IN_RANGE = N_("a whole number from {min} to {max}")
ONE_OF = N_("one of {choices}")
WRONG = N_("Called wrongly: {why}")
WORDS_BEHIND = N_(
    "Called wrongly: {why}. This verb takes its request as JSON from --file or standard input; "
    "onewindow {verb} --example shows one"
)
SEE_HELP = N_("More: {place} --help")


def _of_a_verb(wrong: NoSuchOption) -> bool:
    """An option of the verbs, put before the verb."""
    group = wrong.ctx.command if wrong.ctx else None
    if not isinstance(group, click.Group):
        return False
    return any(wrong.option_name in param.opts for verb in group.commands.values() for param in verb.params)


def _near(found: object) -> str:
    return ", ".join(str(one) for one in found) if isinstance(found, list | tuple) else ""


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else (param.name or "").upper()


def _why(wrong: BadParameter) -> str:
    kind = wrong.param.type if wrong.param else None
    if isinstance(kind, click.Choice):
        return _(ONE_OF).format(choices=", ".join(str(one) for one in kind.choices))
    if isinstance(kind, click.IntRange):
        return _(IN_RANGE).format(min=kind.min, max=kind.max)
    return wrong.message
