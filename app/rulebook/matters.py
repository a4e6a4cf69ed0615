"""One matter file, read: the matter as written, its shared parts put in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.rulebook.forms import AskedAt, Placed, SharedForms, check_dates
from app.rulebook.rule_file import RuleFile
from app.rulebook.shapes import BasisShape, MatterShape, QuestionShape, UseShape


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFile:
    """A matter as written, its shared parts put in place."""

    file: RuleFile
    shape: MatterShape
    fields: tuple[Placed, ...]
    questions: tuple[AskedAt, ...]

    @classmethod
    def read(cls, root: Path, name: str, shared: SharedForms) -> MatterFile:
        file = RuleFile.read(root, name)
        shape = file.shaped(MatterShape, file.content)
        folder, _, stem = name.removesuffix(".yaml").removeprefix("matters/").partition("/")
        if folder != shape.line:
            raise file.wrong(("line",), f"the file stands in the folder {folder}")
        if stem.partition(".")[0] != shape.code:
            raise file.wrong(("code",), f"the file is named {stem}")
        return cls(
            file=file,
            shape=shape,
            fields=shared.expand(shape.fields, file, ("fields",), section=""),
            questions=tuple(_questions(shape, file, shared)),
        )


def _questions(shape: MatterShape, file: RuleFile, shared: SharedForms) -> Iterator[AskedAt]:
    for position, entry in enumerate(shape.questions):
        place = ("questions", position)
        if "use" not in entry:
            yield AskedAt(file.shaped(QuestionShape, entry, place), file, place)
            continue
        name = file.shaped(UseShape, entry, place).use
        if name not in shared.questions:
            raise file.wrong((*place, "use"), f"there is no shared question {name}")
        yield shared.questions[name]


def check_own_dates(written: MatterFile) -> None:
    """No part ends before it begins."""
    shape, file = written.shape, written.file
    if shape.effective_to is not None and shape.effective_to < shape.effective_from:
        raise file.wrong(("effective_to",), "it ends before it begins")
    for position, material in enumerate(shape.materials):
        check_dates(material, file, ("materials", position))
    for position, limit in enumerate(shape.limits):
        check_dates(limit, file, ("limits", position))
    for position, basis in enumerate(shape.legal_basis):
        if isinstance(basis, BasisShape):
            check_dates(basis, file, ("legal_basis", position))
    for asked in written.questions:
        check_dates(asked.shape, asked.file, asked.place)
        for position, answer in enumerate(asked.shape.answers):
            check_dates(answer, asked.file, (*asked.place, "answers", position))
