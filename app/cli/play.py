"""Play a visit of the product through the real window and keep its papers and pictures."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.shell import answers_of, opener
from app.cli.verb import verb
from app.domain.obstacles import Obstacle, Trouble
from app.words.refusals import N_

SCENARIOS = ("V1", "V2", "V6", "V7", "V8")


@click.argument("scenario", type=click.Choice(SCENARIOS))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    help=N_("folder for papers and pictures; default: out"),
)
def _play(scenario: str, out: Path) -> None:
    try:
        (out / scenario).mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=out.name, why=why.strerror or "") from why
    answers_of().give(opener().play(scenario, out / scenario, lambda text: click.echo(text, err=True)))


VERBS = (
    verb(
        "play",
        N_("Play a visit through the real window, without a screen: V1, V2, V6, V7 or V8"),
        "onewindow play V1 --out out",
    )(_play),
)
