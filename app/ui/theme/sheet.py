"""Tokens and sizes poured into the template of `rules`: the one style sheet of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from string import Template

from app.ui.theme.metrics import Metrics
from app.ui.theme.rules import WHOLE
from app.ui.theme.tokens import Tokens

_LENGTH = re.compile(r"px(\d+)(?:([mp])(\d+))?")
_POINTS = re.compile(r"pt(\d+)(?:_(\d))?")


def icon_folder() -> Path:
    """Where the drawn icons lie, in a checkout and in an installed package."""
    return Path(str(files("resources").joinpath("icons")))


@lru_cache(maxsize=4)
def sheet(tokens: Tokens, metrics: Metrics) -> str:
    """The whole QSS. A placeholder that nobody knows is a bug: KeyError."""
    return Template(WHOLE).substitute(_Values(tokens, metrics))


class _Values(Mapping[str, str]):
    def __init__(self, tokens: Tokens, metrics: Metrics) -> None:
        self._tokens = tokens
        self._metrics = metrics
        self._fixed = {
            "icons": icon_folder().as_posix(),
            "field_inner": f"{metrics.field - 4}px",
            "button_inner": f"{metrics.button - 4}px",
            "nav_inner": f"{metrics.nav_item}px",
            "row": f"{metrics.row - 2}px",
        }

    def __getitem__(self, name: str) -> str:
        if name in self._fixed:
            return self._fixed[name]
        if length := _LENGTH.fullmatch(name):
            whole = self._metrics.px(int(length[1]))
            # m1 is for focus: the border grows by one pixel at any zoom, so the padding gives one back
            change = int(length[3] or 0)
            return f"{max(0, whole - change if length[2] == 'm' else whole + change)}px"
        if points := _POINTS.fullmatch(name):
            return str(self._metrics.pt(float(f"{points[1]}.{points[2] or 0}")))
        if hasattr(self._tokens, name):
            return self._tokens.colour(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fixed)

    def __len__(self) -> int:
        return len(self._fixed)
