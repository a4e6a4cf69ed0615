"""Whether a matter holds together: every id it names exists, in the form, in the lists or in the package."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.matter import Service
from app.domain.paper import PaperKind
from app.domain.pricing import QuoteRequest
from app.rulebook.forms import AskedAt, Placed, SharedForms
from app.rulebook.matters import MatterFile, check_own_dates
from app.rulebook.names import Names
from app.rulebook.rule_file import RuleFile
from app.rulebook.shapes import AnswerShape, StopShape
from app.rulebook.strict_yaml import Place

_PAPERS = frozenset(kind.value for kind in PaperKind)
_FACTS = frozenset(QuoteRequest.__struct_fields__)
_WINDOW_SETTING = "window_setting"
_NO_ROW: Mapping[str, Placed] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Ids that exist in the whole package."""

    shared: SharedForms
    matters: Collection[str]
    fees: Collection[str]
    reasons: Collection[str]
    destinations: Collection[str]
    sources: Collection[str]


def check(written: MatterFile, package: Package) -> None:
    """Raises the obstacle for the first mistake, in the order of the file."""
    check_own_dates(written)
    _Check(written, package, Names.of(package.shared, written.fields, written.questions)).all()


def check_sources(sources: tuple[str, ...], known: Collection[str], file: RuleFile, place: Place) -> None:
    """A source that begins with a key (`S-GUIDE2 item 1`) names one of sources.yaml."""
    for position, source in enumerate(sources):
        key = source.split(" ", 1)[0].rstrip(":,")
        if key.startswith(("S-", "F-")) and key not in known:
            raise file.wrong((*place, position), f"there is no source {key}")


@dataclass(frozen=True, slots=True)
class _Check:
    written: MatterFile
    package: Package
    names: Names

    def all(self) -> None:
        self._head()
        for placed in self.written.fields:
            self._field(placed, _NO_ROW)
        self._materials()
        for asked in self.written.questions:
            self._question(asked)
        self._fee_facts()

    def _wrong_unless(self, found: Collection[str], known: Collection[str], key: str, what: str) -> None:
        seen: set[str] = set()
        for position, one in enumerate(found):
            place = (key, position)
            if one not in known:
                raise self.written.file.wrong(place, f"there is no {what} {one}")
            if one in seen:
                raise self.written.file.wrong(place, f"{one} stands here twice")
            seen.add(one)

    def _head(self) -> None:
        shape, file = self.written.shape, self.written.file
        if shape.code not in self.package.matters:
            raise file.wrong(("code",), f"{shape.code} is missing in matters/codes.yaml")
        if shape.second_check == "never":
            raise file.wrong(("second_check",), "a refusal always needs a second person")
        kinds = [str(one.value) for one in self.package.shared.lists["party_kind"]]
        self._wrong_unless(shape.applicant_kinds, kinds, "applicant_kinds", "kind of party")
        self._wrong_unless(shape.papers, _PAPERS, "papers", "paper")
        self._wrong_unless(shape.fee_ids, self.package.fees, "fee_ids", "fee")
        self._wrong_unless(shape.reasons, self.package.reasons, "reasons", "reason")
        check_sources(shape.source, self.package.sources, file, ("source",))
        if shape.service is Service.ACCEPTANCE and not shape.applicant_field:
            raise file.wrong(("applicant_field",), "an acceptance needs an applicant")
        for key in ("applicant_field", "title_field", "number_field"):
            name = getattr(shape, key)
            if name and not self.names.knows(name):
                raise file.wrong((key,), f"this form has no field {name}")

    def _field(self, placed: Placed, row: Mapping[str, Placed]) -> None:
        shape, file, place = placed.shape, placed.file, placed.place
        self.names.check_condition(shape.show_if, file, (*place, "show_if"), row)
        self.names.check_condition(shape.required_if, file, (*place, "required_if"), row)
        if shape.computed is not None and shape.computed != "rules":
            self.names.check_expression(shape.computed, file, (*place, "computed"), row)
        self._default(placed, row)
        if shape.item is not None:
            columns = self.names.columns(shape.id)
            for column in columns.values():
                self._field(column, columns)

    def _default(self, placed: Placed, row: Mapping[str, Placed]) -> None:
        shape, file = placed.shape, placed.file
        here = (*placed.place, "default")
        default = shape.default
        if isinstance(default, str) and default.startswith("="):
            self.names.check_expression(default, file, here, row)
        elif default is not None and not isinstance(default, tuple):
            possible = self.names.values_of(shape.id, row or {shape.id: placed})
            if possible is not None and default not in possible:
                raise file.wrong(here, f"{default} is not one of the options")

    def _materials(self) -> None:
        seen: set[str] = set()
        for position, material in enumerate(self.written.shape.materials):
            place: Place = ("materials", position)
            if material.id in seen:
                raise self.written.file.wrong((*place, "id"), f"the material {material.id} stands here twice")
            seen.add(material.id)
            self._reason(material.reason, self.written.file, place)
            if material.pages_field is not None and material.pages_field not in self.names.fields:
                what = f"this form has no field {material.pages_field}"
                raise self.written.file.wrong((*place, "pages_field"), what)

    def _reason(self, code: str | None, file: RuleFile, place: Place) -> None:
        if code is not None and code not in self.written.shape.reasons:
            what = "does not list the reason" if code in self.package.reasons else "names an unknown reason"
            raise file.wrong((*place, "reason"), f"{self.written.shape.code} {what} {code}")

    def _question(self, asked: AskedAt) -> None:
        shape, file, place = asked.shape, asked.file, asked.place
        self.names.check_condition(shape.ask_if, file, (*place, "ask_if"), _NO_ROW)
        if shape.auto is not None and shape.auto != _WINDOW_SETTING:
            self.names.check_expression(shape.auto, file, (*place, "auto"), _NO_ROW)
        values = [answer.value for answer in shape.answers]
        if len(set(values)) != len(values):
            raise file.wrong((*place, "answers"), "two answers have the same value")
        if shape.kind == "yes_no" and (len(values) != 2 or True not in values or False not in values):
            raise file.wrong((*place, "answers"), "a yes-or-no question has the answers true and false")
        if shape.default is not None and shape.default not in values:
            raise file.wrong((*place, "default"), f"{shape.default} is not one of the answers")
        for position, answer in enumerate(shape.answers):
            here = (*place, "answers", position)
            if shape.kind == "choice" and answer.label is None:
                raise file.wrong((*here, "label"), "a choice needs words for each answer")
            self._answer(answer, file, here)

    def _answer(self, answer: AnswerShape, file: RuleFile, place: Place) -> None:
        own = {material.id: material for material in self.written.shape.materials}
        for key in ("materials", "waive_materials"):
            for position, one in enumerate(getattr(answer, key)):
                if one not in own:
                    raise file.wrong((*place, key, position), f"this matter has no material {one}")
                if key == "materials" and own[one].need == "required":
                    raise file.wrong((*place, key, position), f"the material {one} is always required")
        for name, value in (answer.fill or {}).items():
            here = (*place, "fill", name)
            if name not in self.names.fields:
                raise file.wrong(here, f"this form has no field {name}")
            self.names.check_condition({name: value}, file, (*place, "fill"), _NO_ROW)
        for name in answer.facts or {}:
            if name not in _FACTS:
                raise file.wrong((*place, "facts", name), f"there is no fee fact {name}")
        for position, code in enumerate(answer.also_open):
            if code not in self.package.matters:
                raise file.wrong((*place, "also_open", position), f"there is no matter {code}")
        if answer.stop is not None:
            self._stop(answer.stop, file, (*place, "stop"))

    def _stop(self, stop: StopShape, file: RuleFile, place: Place) -> None:
        if stop.go not in self.package.destinations:
            raise file.wrong((*place, "go"), f"there is no destination {stop.go}")
        if stop.see_matter is not None and stop.see_matter not in self.package.matters:
            raise file.wrong((*place, "see_matter"), f"there is no matter {stop.see_matter}")
        self._reason(stop.reason, file, place)
        self.names.check_condition(stop.only_if, file, (*place, "only_if"), _NO_ROW)

    def _fee_facts(self) -> None:
        for name, value in self.written.shape.fee_facts.items():
            place: Place = ("fee_facts", name)
            if name not in _FACTS:
                raise self.written.file.wrong(place, f"there is no fee fact {name}")
            if isinstance(value, str) and value.startswith("="):
                self.names.check_expression(value, self.written.file, place, _NO_ROW)
