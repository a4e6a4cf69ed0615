"""Play a scenario of the product through the real window and keep its papers and pictures."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.shell import answering, opener

SCENARIOS = ("V1", "V2", "V6", "V7", "V8")


@click.command("play", help="play a scenario offscreen through the real window; papers and pictures in --out")
@click.argument("scenario", type=click.Choice(SCENARIOS))
@click.option("--out", type=click.Path(path_type=Path), default=Path("out"), help="folder for what it shows")
def play(scenario: str, out: Path) -> None:
    with answering() as answers:
        answers.give(opener().play(scenario, out / scenario, lambda text: click.echo(text, err=True)))


VERBS = (play,)
