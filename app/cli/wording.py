"""Refusals and obstacles as the shell tells them: code, place, words, choices, facts."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from app.cli.examples import NO_ID
from app.domain import deadlines
from app.domain.obstacles import Obstacle, Trouble
from app.domain.pricing import FACT_NAMES
from app.domain.refusals import No, Refusal
from app.words import obstacles, refusals
from app.words.catalogue import _, pick
from app.words.identifiers import name_of
from app.words.refusals import N_

MOST_CHOICES = 40


class Places(Protocol):
    """What a matter or a request type knows about a path."""

    def label(self, where: str) -> str:
        """The name on the form; the path itself where there is none."""
        ...

    def choices(self, refusal: Refusal) -> Sequence[object]:
        """What would have been right there, when it is a list."""
        ...


class Paths:
    """Where nothing more is known: the path is its own name."""

    def label(self, where: str) -> str:
        return where

    def choices(self, refusal: Refusal) -> Sequence[object]:
        return ()


def refusal(one: Refusal, places: Places) -> dict[str, object]:
    """One refusal as a JSON object."""
    told: dict[str, object] = {
        "code": one.code.value,
        "where": one.where,
        "words": _sentence(one, places),
        "facts": dict(one.facts),
        "severity": one.severity.value,
    }
    if choices := list(places.choices(one))[:MOST_CHOICES]:
        told["choices"] = choices
    return told


def obstacle(one: Obstacle) -> dict[str, object]:
    """An obstacle as a JSON object."""
    return {"code": one.trouble.value, "words": obstacle_words(one), "facts": dict(one.facts)}


def obstacle_words(one: Obstacle) -> str:
    finer = _finer(one)
    if finer:
        return _(finer).format_map(one.facts)
    facts = _translated(one.facts)
    for wanted, given in _SAME_FACT.items():
        if wanted not in facts and given in facts:
            facts[wanted] = facts[given]
    facts.setdefault("why", _("no further reason known"))
    return obstacles.sentence(Obstacle(one.trouble, **facts))


_SAME_FACT = {"found": "file_version", "known": "program_version", "code": "reason"}
"""Name in the sentence -> name the obstacle was raised with."""


def _finer(one: Obstacle) -> str:
    """A sentence of the shell's own, where it can say more exactly what to do."""
    if one.trouble is Trouble.OFFLINE and "port" in one.facts:
        return PORT_TAKEN
    if one.trouble is Trouble.OFFLINE and "joining" in one.facts:
        return NOT_REACHED
    if one.trouble is Trouble.NOT_THE_PROVINCE and one.facts.get("reason") == "plain":
        return NOT_PLAIN
    if one.trouble is Trouble.NOT_THE_PROVINCE and one.facts.get("reason") == "address":
        return OTHER_ADDRESS
    if one.trouble is Trouble.PROVINCE_REFUSED and one.facts.get("reason") in _NOT_JOINED:
        return JOIN_AGAIN
    if one.trouble is Trouble.BACKUP_BAD and "why" not in one.facts:
        return BACKUP_DAMAGED
    return ""


_NOT_JOINED = ("not_enrolled", "unauthorised", "revoked", "desk_restored")
NOT_REACHED = N_("The province cannot be reached at this address. Nothing was changed")
NOT_PLAIN = N_("The address must begin with https://; http:// is only for this computer. Nothing was sent")
OTHER_ADDRESS = N_(
    "desk.json names another address than the province this desk joined. Nothing was sent. If the province "
    "has moved: onewindow rejoin --url … --code …"
)
PORT_TAKEN = N_("Port {port} is taken or not allowed. Choose another with --port")
JOIN_AGAIN = N_(
    "The province does not know this desk any more ({reason}). Nothing is lost. Ask the province for a new "
    "code, then: onewindow rejoin --url … --code …"
)
BACKUP_DAMAGED = N_("The backup {file} is damaged or no backup of this desk. Nothing was changed")


def _sentence(one: Refusal, places: Places) -> str:
    finer = _finer_no(one)
    if finer:
        words = _(finer).format_map({name: str(value) for name, value in _facts(one.facts).items()})
        if one.where in _OPTIONS or one.where == one.facts.get("fact"):
            return words
        place = places.label(one.where)
        return _("{place}: {words}").format(place=place, words=words) if place else words
    words = refusals.sentence(replace(one, facts=_facts(one.facts)), places.label)
    if kind := one.facts.get("read_as"):
        return _(READ_AS).format(kind=name_of(str(kind)), words=words)
    return words


def _facts(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    """The same facts in words: names of fee facts, of value types, of what the system said."""
    made = _translated(facts)
    if isinstance(fact := facts.get("fact"), str):
        names = FACT_NAMES.get(fact) or deadlines.FACT_NAMES.get(fact)
        made["fact"] = f"{pick(names.zh, names.en)} ({fact})" if names else fact
    if "wait_s" in facts:
        made.setdefault("seconds", facts["wait_s"])
    return made


def _finer_no(one: Refusal) -> str:
    facts = one.facts
    if one.code is No.UNKNOWN_FIELD and "request" in facts:
        return NAME_NEAR if facts.get("near") else NAME_UNKNOWN
    if one.code is No.OUT_OF_RANGE and "max" not in facts:
        return AT_LEAST
    if one.code is No.OUT_OF_RANGE and "min" not in facts:
        return AT_MOST
    if one.code is No.PATTERN and facts.get("expected") == "uuid":
        return A_UUID
    if one.code is No.NO_SUCH_RECORD and facts.get("found") == NO_ID:
        return ID_OF_EXAMPLE
    if one.code is No.NO_SUCH_RECORD and not facts.get("found"):
        return ID_MISSING
    if one.code is No.NOT_AN_OPTION and facts.get("found") == "":
        return PICK_ONE
    if one.code is No.FACT_MISSING and facts.get("fact") not in FACT_NAMES:
        return ALSO_NEEDED
    return _OPTIONS.get(one.where, "") if one.code is No.REQUIRED else ""


NAME_UNKNOWN = N_("The request has no name “{found}”; --schema lists them all")
NAME_NEAR = N_("The request has no name “{found}”; perhaps “{near}” is meant")
AT_LEAST = N_("Must be at least {min}")
AT_MOST = N_("Must be at most {max}")
A_UUID = N_("An id is a UUID in small letters, like 4f6b2c1e-0a3d-4e5f-8a9b-0c1d2e3f4a5b")
PICK_ONE = N_("Pick one of the choices")
ALSO_NEEDED = N_("Also needed: {fact}")
ID_OF_EXAMPLE = N_("The zeros of the example stand for the id of your own record; put it in")
READ_AS = N_("Read as {kind}: {words}")
ID_MISSING = N_("Give the id or the number of the record")
_OPTIONS = {
    "--staff": N_("Say who works: --staff NUMBER"),
    "--second": N_("Say who confirms: --second NUMBER"),
    "ONEWINDOW_SECRET": N_("There is no terminal to ask at: put the password into this environment variable"),
    "ONEWINDOW_SECOND_SECRET": N_("Put the second person's password into this environment variable"),
    "ONEWINDOW_NEW_SECRET": N_("Put the new member's password into this environment variable"),
    "request": N_("Nothing was asked. Give a JSON object by --file or standard input; --example shows one"),
}


def _translated(facts: Mapping[str, str | int]) -> dict[str, str | int]:
    """What the program or the system said, in the chosen language; what a person typed stays as it is."""
    made = dict(facts)
    for name in ("why", "expected"):
        told = str(made.get(name, ""))
        if words := _WORDS.get(told) or _SYSTEM.get(told):
            made[name] = _(words)
    return made


_WORDS = {
    "str": N_("a text"),
    "text": N_("a text"),
    "int": N_("a whole number"),
    "bool": N_("true or false"),
    "date": N_("a date like 2026-11-21"),
    "array": N_("a list"),
    "list": N_("a list"),
    "rows": N_("a list of rows"),
    "object": N_("an object"),
    "row": N_("an object"),
    "not UTF-8": N_("it is not UTF-8"),
    "larger than 32 MiB": N_("it is larger than 32 MiB"),
    "symbolic link": N_("it is a symbolic link"),
    "not a regular file": N_("it is not an ordinary file"),
    "belongs to another user": N_("it belongs to another user"),
    "other users may write there": N_("other users may write there"),
    "nested too deep": N_("it is nested too deep"),
    "a number with a fraction": N_("a number with a fraction; amounts are whole fen"),
    "not a number": N_("NaN and Infinity are no numbers here"),
    "a number is too large": N_("a number is too large"),
    "the same name twice": N_("the same name stands twice in one object"),
    "a text is not closed": N_("a text does not end on its line"),
    "< 8": N_("at least 8 characters"),
    "> 128": N_("at most 128 characters"),
    "a1…": N_("mix letters, digits or signs; not the staff number, not one sign again and again"),
    "Extra data": N_("something follows after the end of the object"),
    "Expecting value": N_("a value is missing here"),
    "Expecting property name enclosed in double quotes": N_("a name in double quotes is missing here"),
    "Expecting ',' delimiter": N_("a comma is missing here"),
    "Expecting ':' delimiter": N_("a colon is missing here"),
    "Invalid control character at": N_("a line end or control character stands inside a text"),
    "Invalid \\escape": N_("a backslash is followed by the wrong sign"),
}
_SYSTEM = {
    os.strerror(errno.ENOENT): N_("there is no such file"),
    os.strerror(errno.EACCES): N_("no right to it"),
    os.strerror(errno.EPERM): N_("no right to it"),
    os.strerror(errno.EISDIR): N_("it is a folder"),
    os.strerror(errno.ENOTDIR): N_("a part of the path is no folder"),
    os.strerror(errno.EROFS): N_("the disk is read-only"),
    os.strerror(errno.ENOSPC): N_("the disk is full"),
    os.strerror(errno.EIO): N_("the disk does not answer"),
    os.strerror(errno.ENAMETOOLONG): N_("the name is too long"),
}
