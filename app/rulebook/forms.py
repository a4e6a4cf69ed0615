"""What the forms of all matters share: field types, option lists, groups of fields, questions, headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from app.domain.matter import FieldType, Option, Words
from app.rulebook.rule_file import RuleFile
from app.rulebook.shapes import (
    Dated,
    FieldShape,
    FieldTypeShape,
    GroupShape,
    OptionShape,
    QuestionShape,
    UseShape,
    WordsShape,
)
from app.rulebook.strict_yaml import Place

FEES_OF_MATTER = "fees_of_matter"
"""The option list that stands for the matter's own fee items."""


def words(shape: WordsShape) -> Words:
    return Words(shape.zh, shape.en)


def in_force(shape: Dated, on: date) -> bool:
    return (shape.effective_from is None or shape.effective_from <= on) and (
        shape.effective_to is None or on <= shape.effective_to
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A field with the file and place it was written at, and the heading it falls under."""

    shape: FieldShape
    file: RuleFile
    place: Place
    section: str


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A situation question with the file and place it was written at."""

    shape: QuestionShape
    file: RuleFile
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedForms:
    """forms/*.yaml, read. Everything a matter file refers to by name."""

    types: Mapping[str, FieldTypeShape]
    lists: Mapping[str, tuple[OptionShape, ...]]
    sections: Mapping[str, Words]
    questions: Mapping[str, AskedAt]
    _groups: Mapping[str, tuple[RuleFile, GroupShape]] = field(repr=False)
    _opened: dict[str, tuple[Placed, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, root: Path, extra_lists: Mapping[str, tuple[OptionShape, ...]]) -> SharedForms:
        """`extra_lists`: option lists that come from other files (fees, knowledge, evaluation)."""
        types_file = RuleFile.read(root, "forms/field_types.yaml")
        lists_file = RuleFile.read(root, "forms/option_lists.yaml")
        groups_file = RuleFile.read(root, "forms/groups.yaml")
        asked_file = RuleFile.read(root, "forms/questions.yaml")
        lists = {
            name: lists_file.shaped(tuple[OptionShape, ...], raw, (name,))
            for name, raw in lists_file.mapping().items()
        }
        for name, options in lists.items():
            check_options(options, lists_file, (name,))
        groups_file.only("sections", "groups")
        shared = cls(
            types=_by_name(types_file, FieldTypeShape),
            lists=MappingProxyType({**lists, **extra_lists}),
            sections={
                name: words(groups_file.shaped(WordsShape, raw, ("sections", name)))
                for name, raw in groups_file.mapping(("sections",)).items()
            },
            questions={
                name: AskedAt(asked_file.shaped(QuestionShape, raw, (name,)), asked_file, (name,))
                for name, raw in asked_file.mapping().items()
            },
            _groups={
                name: (groups_file, groups_file.shaped(GroupShape, raw, ("groups", name)))
                for name, raw in groups_file.mapping(("groups",)).items()
            },
        )
        shared.check_types(types_file)
        for name in shared._groups:
            shared.group(name)
        return shared

    def check_types(self, file: RuleFile) -> None:
        for name, shape in self.types.items():
            if shape.options is not None and shape.options not in self.lists:
                raise file.wrong((name, "options"), f"there is no option list {shape.options}")
            if shape.table is not None and shape.table not in self.lists:
                raise file.wrong((name, "table"), f"there is no option list {shape.table}")

    def has_group(self, name: str) -> bool:
        return name in self._groups

    def group(self, name: str, inside: tuple[str, ...] = ()) -> tuple[Placed, ...]:
        """The fields of a shared group, the groups it uses in their place."""
        if name not in self._opened:
            file, shape = self._groups[name]
            place = ("groups", name, "fields")
            self._opened[name] = self.expand(
                shape.fields, file, place, section=shape.section or "", inside=(*inside, name)
            )
        return self._opened[name]

    def expand(
        self,
        entries: tuple[dict[str, object], ...],
        file: RuleFile,
        place: Place,
        *,
        section: str,
        inside: tuple[str, ...] = (),
    ) -> tuple[Placed, ...]:
        """Written fields with every `use:` replaced by the group it names."""
        return tuple(self._expanded(entries, file, place, section, inside))

    def _expanded(
        self,
        entries: tuple[dict[str, object], ...],
        file: RuleFile,
        place: Place,
        section: str,
        inside: tuple[str, ...],
    ) -> Iterator[Placed]:
        for position, entry in enumerate(entries):
            here = (*place, position)
            if "use" in entry:
                name = file.shaped(UseShape, entry, here).use
                if name not in self._groups:
                    raise file.wrong((*here, "use"), f"there is no group {name}")
                if name in inside:
                    raise file.wrong((*here, "use"), f"the group {name} uses itself")
                yield from self.group(name, inside)
                continue
            shape = file.shaped(FieldShape, entry, here)
            self._check_field(shape, file, here)
            yield Placed(shape, file, here, shape.section or section)

    def _check_field(self, shape: FieldShape, file: RuleFile, place: Place) -> None:
        """What can be said of a field without knowing its form."""
        kind = self.types.get(shape.type)
        if kind is None:
            raise file.wrong((*place, "type"), f"there is no field type {shape.type}")
        if shape.section is not None and shape.section not in self.sections:
            raise file.wrong((*place, "section"), f"there is no section {shape.section}")
        if kind.rows != (shape.item is not None):
            says = "needs an item: the group of its columns" if kind.rows else "takes no item"
            raise file.wrong((*place, "item"), f"a field of type {shape.type} {says}")
        if shape.item is not None and shape.item not in self._groups:
            raise file.wrong((*place, "item"), f"there is no group {shape.item}")
        if isinstance(shape.options, str) and shape.options not in self.lists:
            if shape.options != FEES_OF_MATTER:
                raise file.wrong((*place, "options"), f"there is no option list {shape.options}")
        elif isinstance(shape.options, tuple):
            check_options(shape.options, file, (*place, "options"))
        if shape.type in ("choice", "multi_choice") and shape.options is None:
            raise file.wrong((*place, "options"), "a choice needs options")
        if shape.min is not None and shape.max is not None and shape.min > shape.max:
            raise file.wrong((*place, "min"), "the least is above the most")
        check_dates(shape, file, place)

    def options_of(self, shape: FieldShape) -> tuple[OptionShape, ...]:
        """Every option a field may ever offer; those of the type when the field names none."""
        source = shape.options if shape.options is not None else self.types[shape.type].options
        if source is None:
            return ()
        if isinstance(source, str):
            return self.lists.get(source, ())
        return source

    def field_types(self) -> Mapping[str, FieldType]:
        return {
            name: FieldType(
                id=name,
                words=words(shape),
                rule=shape.rule,
                min=shape.min,
                max=shape.max,
                pattern=shape.pattern,
                any_of=shape.any_of,
                check=shape.check,
                severity=shape.severity,
                normalise=shape.normalise,
                table=shape.table or "",
                codes=tuple(str(one.value) for one in self.lists.get(shape.table or "", ())),
            )
            for name, shape in self.types.items()
        }


def option(shape: OptionShape) -> Option:
    return Option(value=shape.value, words=Words(shape.zh, shape.en), pinyin=shape.pinyin, suits=shape.suits)


def check_options(options: tuple[OptionShape, ...], file: RuleFile, place: Place) -> None:
    seen: set[object] = set()
    for position, shape in enumerate(options):
        if shape.value in seen:
            raise file.wrong((*place, position, "value"), f"the option {shape.value} stands here twice")
        seen.add(shape.value)
        check_dates(shape, file, (*place, position))


def check_dates(shape: Dated, file: RuleFile, place: Place) -> None:
    if shape.effective_from and shape.effective_to and shape.effective_to < shape.effective_from:
        raise file.wrong((*place, "effective_to"), "it ends before it begins")


def _by_name(file: RuleFile, shape: type[FieldTypeShape]) -> dict[str, FieldTypeShape]:
    return {name: file.shaped(shape, raw, (name,)) for name, raw in file.mapping().items()}
