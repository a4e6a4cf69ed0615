"""The names of one matter's form, and whether conditions and expressions use them rightly."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain import expressions
from app.domain.formulas import same
from app.rulebook.forms import FEES_OF_MATTER, AskedAt, Placed, SharedForms
from app.rulebook.rule_file import RuleFile
from app.rulebook.shapes import Plain
from app.rulebook.strict_yaml import Place

_TODAY = "today"
_MEMBERS = {"nice_goods": frozenset({"items", "nice_class"})}
"""Members of types that are no groups but hold rows."""


@dataclass(frozen=True, slots=True)
class Names:
    """Fields and questions of a form by id. Rows of a group also see the columns beside them."""

    shared: SharedForms
    fields: Mapping[str, Placed]
    questions: Mapping[str, AskedAt]

    @classmethod
    def of(cls, shared: SharedForms, fields: Iterable[Placed], questions: Iterable[AskedAt]) -> Names:
        """Raises the obstacle when two fields or questions share an id."""
        found: dict[str, Placed] = {}
        for placed in fields:
            if placed.shape.id in found:
                raise placed.file.wrong(
                    (*placed.place, "id"), f"the field {placed.shape.id} stands here twice"
                )
            found[placed.shape.id] = placed
        asked: dict[str, AskedAt] = {}
        for one in questions:
            if one.shape.id in asked or one.shape.id in found:
                raise one.file.wrong((*one.place, "id"), f"the id {one.shape.id} is taken")
            asked[one.shape.id] = one
        return cls(shared, found, asked)

    def columns(self, field: str) -> Mapping[str, Placed]:
        """The columns of a group field; empty for other fields."""
        placed = self.fields.get(field)
        if placed is None or placed.shape.item is None:
            return {}
        return {one.shape.id: one for one in self.shared.group(placed.shape.item)}

    def knows(self, name: str) -> bool:
        """A field, a question, or `group.member`."""
        head, _, member = name.partition(".")
        if not member:
            return head in self.fields or head in self.questions
        if head not in self.fields:
            return False
        return member in self.columns(head) or member in _MEMBERS.get(self.fields[head].shape.type, ())

    def values_of(self, name: str, row: Mapping[str, Placed]) -> frozenset[object] | None:
        """What a name can be compared with; None when its values are open. KeyError for a stranger."""
        head, _, member = name.partition(".")
        if member:
            return self._field_values(self.columns(head)[member])
        if head in row:
            return self._field_values(row[head])
        if head in self.questions:
            return frozenset(answer.value for answer in self.questions[head].shape.answers)
        return self._field_values(self.fields[head])

    def _field_values(self, placed: Placed) -> frozenset[object] | None:
        shape = placed.shape
        if shape.type == "yes_no":
            return frozenset({True, False})
        if shape.options == FEES_OF_MATTER or shape.type == "certificate":
            return None
        options = self.shared.options_of(shape)
        return frozenset(one.value for one in options) if options else None

    def check_condition(
        self,
        condition: Mapping[str, Plain | tuple[Plain, ...]] | None,
        file: RuleFile,
        place: Place,
        row: Mapping[str, Placed],
    ) -> None:
        """Every key is a name of this form and every value one that the name can have."""
        for name, wanted in (condition or {}).items():
            here = (*place, name)
            try:
                possible = self.values_of(name, row)
            except KeyError:
                raise file.wrong(here, f"this form has no field or question {name}") from None
            for value in wanted if isinstance(wanted, tuple) else (wanted,):
                if value is not None and possible is not None and not _among(value, possible):
                    raise file.wrong(here, f"{name} is never {value}")

    def check_expression(self, text: str, file: RuleFile, place: Place, row: Mapping[str, Placed]) -> None:
        """An expression that `app.domain.expressions` reads, over names of this form and `today`."""
        try:
            expression = expressions.parse(text)
        except expressions.BadExpression as wrong:
            raise file.wrong(place, str(wrong)) from None
        heads: set[str] = set()
        for node in ast.walk(expression.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                heads.add(node.value.id)
                self._check_name(f"{node.value.id}.{node.attr}", text, file, place, row)
        for name in expression.names() - heads - {_TODAY}:
            self._check_name(name, text, file, place, row)

    def _check_name(
        self, name: str, text: str, file: RuleFile, place: Place, row: Mapping[str, Placed]
    ) -> None:
        if name not in row and not self.knows(name):
            raise file.wrong(place, f"{text}: this form has no field or question {name}")


def _among(value: object, possible: frozenset[object]) -> bool:
    return any(same(value, one) for one in possible)
