"""Who is here: one identity entry for the whole visit; everything may stay empty but somebody's name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain import identifiers
from app.domain.masking import mask_certificate, mask_phone
from app.domain.refusals import No, Refusal, errors
from app.domain.visit import Visit
from app.ui.desk import Desk
from app.ui.forms.composed import CertificateEntry
from app.ui.widgets.card import Card
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.pick import Pick
from app.ui.widgets.tab_order import tab_through
from app.usecases.visits import OpenVisit
from app.words import refusals as words
from app.words.catalogue import _, pick

SELF = "self"
KIND = "certificate_kind"
_AS_WRITTEN = ("foreign_registration", "other")


class PersonCard(Card):
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("person_card")
        self._desk = desk
        self._locked = False
        self.lines: dict[str, QLineEdit] = {}
        for name in ("visitor_name", "organisation", "phone", "ticket"):
            line = QLineEdit()
            line.setObjectName(f"visit_{name}")
            line.textEdited.connect(lambda _text: self.edited.emit())
            self.lines[name] = line
        for name in ("phone", "ticket"):
            self.lines[name].setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
        kinds = desk.rulebook.option_lists.get("certificate_kind", ())
        self.certificate = CertificateEntry("visit_certificate", kinds)
        self.certificate.edited.connect(self.edited)
        self.role = Pick("visit_role")
        self.role.picked.connect(lambda _role: self.edited.emit())
        boxes: dict[str, QWidget] = {
            "visitor_name": self.lines["visitor_name"],
            "role": self.role,
            "certificate_number": self.certificate,
            "organisation": self.lines["organisation"],
            "phone": self.lines["phone"],
            "ticket": self.lines["ticket"],
        }
        self.cells = {name: Labelled(box) for name, box in boxes.items()}
        self._lay_out()
        self.lines["phone"].editingFinished.connect(self._on_phone_left)
        self.certificate.number.editingFinished.connect(self._on_certificate_left)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        for name, row, column, wide in (
            ("visitor_name", 0, 0, 1),
            ("role", 0, 1, 1),
            ("certificate_number", 1, 0, 2),
            ("organisation", 2, 0, 2),
            ("phone", 3, 0, 1),
            ("ticket", 3, 1, 1),
        ):
            grid.addWidget(self.cells[name], row, column, 1, wide, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        tab_through(cell.box for cell in self.cells.values())

    def retranslate(self) -> None:
        self._say_card()
        options = self._desk.rulebook.option_lists.get("handler_role", ())
        self.role.offer([(str(o.value), pick(o.words.zh, o.words.en)) for o in options])
        if self.role.value() is None:
            self.role.set_value(SELF)
        cells = self.cells
        cells["visitor_name"].say(_("Name"))
        cells["role"].say(_("Acts as"))
        self.certificate.retranslate()
        cells["certificate_number"].say(_("Certificate"))
        cells["organisation"].say(_("Organisation"))
        cells["phone"].say(_("Phone"))
        cells["ticket"].say(_("Ticket"))
        self.lines["ticket"].setPlaceholderText(_("scan or type"))

    # content

    def person(self) -> OpenVisit:
        told = self.certificate.value()
        certificate = told if isinstance(told, dict) else {}
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        return OpenVisit(
            **texts,
            role=str(self.role.value() or SELF),
            certificate_kind=str(certificate.get("kind", "")),
            certificate_number=str(certificate.get("number", "")).strip(),
        )

    @property
    def blank(self) -> bool:
        told = self.person()
        return not any((told.visitor_name, told.organisation, told.certificate_number, told.ticket))

    def clear(self) -> None:
        for line in self.lines.values():
            line.clear()
        self.certificate.set_value(None)
        self.role.set_value(SELF)
        self._lock(False)
        for cell in self.cells.values():
            cell.tell("")

    def load(self, kept: Mapping[str, object]) -> None:
        """What a draft kept of `person`."""
        for name, line in self.lines.items():
            line.setText(str(kept.get(name, "")))
        number = {"kind": kept.get(KIND, ""), "number": kept.get("certificate_number", "")}
        self.certificate.set_value(number if any(number.values()) else None)
        self.role.set_value(str(kept.get("role", SELF)) or SELF)

    def show_visit(self, visit: Visit) -> None:
        """As entered, not to be changed; personal numbers are masked: visitors see the screen."""
        shown = {
            "visitor_name": visit.visitor_name,
            "organisation": visit.organisation,
            "phone": mask_phone(visit.phone) if visit.phone else "",
            "ticket": visit.ticket,
        }
        for name, line in self.lines.items():
            line.setText(shown[name])
            line.setCursorPosition(0)
        number = mask_certificate(visit.certificate_number) if visit.certificate_number else ""
        self.certificate.set_value({"kind": visit.certificate_kind, "number": number})
        self.role.set_value(visit.role)
        for cell in self.cells.values():
            cell.tell("")
        self._lock(True)

    def _say_card(self) -> None:
        self.say(_("Who is here"), "" if self._locked else _("Enter next field   F10 open"))

    def _lock(self, locked: bool) -> None:
        self._locked = locked
        self._say_card()
        for line in self.lines.values():
            line.setReadOnly(locked)
        self.certificate.set_locked(locked)
        self.role.setEnabled(not locked)

    # checks

    def problems(self) -> tuple[Refusal, ...]:
        """Somebody's name, and numbers that can be what they say."""
        told = self.person()
        found: list[Refusal] = []
        if self.blank:
            found.append(Refusal(No.REQUIRED, "visitor_name"))
        today = self._desk.clock.now().date()
        checks = (
            ("certificate_number", told.certificate_kind, told.certificate_number),
            ("phone", "phone", told.phone),
        )
        if told.certificate_number and not told.certificate_kind:
            found.append(Refusal(No.REQUIRED, KIND))
        for where, kind, text in checks:
            if text and kind and kind not in _AS_WRITTEN:
                wrong = errors(identifiers.check(kind, text, today).problems)
                found += [Refusal(r.code, where, r.facts) for r in wrong]
        return tuple(found)

    def show_problems(self, found: tuple[Refusal, ...]) -> None:
        """Each at its field, the cursor at the first."""
        told = {_place(r): words.sentence(r, _label) for r in reversed(found)}
        for name, cell in self.cells.items():
            cell.tell(told.get(name, ""))
        if found and found[0].where == KIND:
            self.certificate.take_cursor("kind")
        elif found:
            self.cells[found[0].where].take_cursor()

    def _on_phone_left(self) -> None:
        self._tell_only("phone")

    def _on_certificate_left(self) -> None:
        """A number that can only be one kind brings its kind with it."""
        told = self.person()
        if told.certificate_number and not told.certificate_kind:
            kinds = {str(o.value) for o in self._desk.rulebook.option_lists.get("certificate_kind", ())}
            looks = [kind for kind in identifiers.detect(told.certificate_number) if kind in kinds]
            if looks:
                self.certificate.kind.set_value(looks[0])
                self.edited.emit()
        self._tell_only("certificate_number")

    def _tell_only(self, name: str) -> None:
        wrong = [r for r in self.problems() if _place(r) == name]
        self.cells[name].tell(words.sentence(wrong[0], _label) if wrong else "")

    def take_cursor(self) -> None:
        self.cells["visitor_name"].take_cursor()


def _place(refusal: Refusal) -> str:
    """The field a refusal stands at."""
    return "certificate_number" if refusal.where == KIND else refusal.where


def _label(where: str) -> str:
    """The part of a field that is meant, where a field has two."""
    return _("Kind of certificate") if where == KIND else ""
