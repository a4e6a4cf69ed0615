"""One rule file: its text, its content, and the obstacle that names file, line and field when it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from app.domain.obstacles import Obstacle, Trouble
from app.domain.typed import typed
from app.rulebook import strict_yaml
from app.rulebook.strict_yaml import NotReadable, Place

T = TypeVar("T")

_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")


def told(place: Place) -> str:
    """`("fields", 3, "type")` as `fields[3].type`."""
    parts = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return parts.removeprefix(".")


def names_in(root: Path, folder: str) -> list[str]:
    """Names of the rule files in a folder and its folders, in order."""
    return sorted(path.relative_to(root).as_posix() for path in (root / folder).rglob("*.yaml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """`name` is the path below the rules' folder, with slashes."""

    name: str
    text: str
    content: object

    @classmethod
    def read(cls, root: Path, name: str) -> RuleFile:
        """Raises Obstacle(RULES_BAD) when the file is missing, not UTF-8 or not the strict YAML."""
        try:
            text = (root / name).read_text(encoding="utf-8")
        except OSError as wrong:
            raise _bad(name, 0, (), f"the file cannot be read: {wrong.strerror}") from wrong
        except UnicodeDecodeError as wrong:
            raise _bad(name, 0, (), "the file is not UTF-8") from wrong
        try:
            return cls(name=name, text=text, content=strict_yaml.parse(text))
        except NotReadable as wrong:
            raise _bad(name, wrong.line, (), wrong.reason) from wrong

    def wrong(self, place: Place, reason: str) -> Obstacle:
        """The obstacle for a mistake at a place; the line is that of the nearest place that exists."""
        lines = strict_yaml.lines(self.text)
        near = place
        while near not in lines and near:
            near = near[:-1]
        return _bad(self.name, lines.get(near, 1), place, reason)

    def shaped(self, shape: type[T], content: object, place: Place = ()) -> T:
        """The content as that shape; unknown keys, missing keys and wrong types raise the obstacle."""
        try:
            return typed(content, shape)
        except msgspec.ValidationError as wrong:
            reason, _, path = str(wrong).partition(" - at `$")
            steps = tuple(
                int(step[2]) if step[2] else step[1] for step in _STEP.finditer(path.removesuffix("`"))
            )
            unknown = re.search(r"unknown field `([^`]+)`", reason)
            if unknown:
                steps = (*steps, unknown[1])
            raise self.wrong((*place, *steps), reason) from wrong

    def only(self, *keys: str) -> None:
        """The file holds these keys at its top and no others."""
        for key in self.mapping():
            if key not in keys:
                raise self.wrong((key,), f"the key {key} is not known here")

    def mapping(self, place: Place = ()) -> dict[str, object]:
        """The mapping that must stand at a place (the whole file by default)."""
        here = self.content
        for step in place:
            if not isinstance(here, dict) or step not in here:
                raise self.wrong(place[:1], f"the key {step} is missing")
            here = here[step]
        if not isinstance(here, dict):
            raise self.wrong(place, "a mapping must stand here")
        return here


def _bad(name: str, line: int, place: Place, reason: str) -> Obstacle:
    return Obstacle(Trouble.RULES_BAD, file=name, line=line, field=told(place), reason=reason)
