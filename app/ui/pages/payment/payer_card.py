"""Who pays, where the fiscal bill goes, and how the money came: checked at each field when it is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain import identifiers
from app.domain.payment import Channel, reference_problems
from app.domain.refusals import No, Refusal, errors
from app.ui.desk import Desk
from app.ui.widgets.card import Card
from app.ui.widgets.date_line import DateLine
from app.ui.widgets.labelled import Labelled
from app.ui.widgets.pick import Pick
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.tab_order import tab_through
from app.words import refusals as words
from app.words.catalogue import _, pick

CHECKED = {"email": "email", "phone": "mobile", "bill_uscc": "uscc"}
"""field -> identifier kind"""
_CODES = ("bill_uscc", "email", "phone", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """What stands on the card, trimmed. `paid_on` is ISO, or what was typed."""

    payer_name: str = ""
    bill_title: str = ""
    bill_uscc: str = ""
    email: str = ""
    phone: str = ""
    channel: Channel = Channel.POS
    reference: str = ""
    paid_on: str = ""


class PayerCard(Card):
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("payer_card")
        self._desk = desk
        self.lines: dict[str, QLineEdit] = {}
        self.cells: dict[str, Labelled] = {}
        for name in ("payer_name", "bill_title", "bill_uscc", "email", "phone", "reference"):
            line = QLineEdit()
            line.setObjectName(f"pay_{name}")
            if name in _CODES:
                line.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText)
            line.textEdited.connect(lambda _text: self._on_edited())
            line.editingFinished.connect(lambda name=name: self._on_left(name))
            self.lines[name] = line
        # the outside reference is scanned from the slip of the terminal: it stays where it was scanned
        self.lines["reference"].setProperty("takes_scan", True)
        self.channel = Pick("pay_channel")
        self.channel.offer([(one, one.value) for one in Channel])
        self.channel.picked.connect(lambda _value: self._on_edited())
        self.paid_on = DateLine("pay_paid_on", lambda: desk.clock.now().date())
        self.paid_on.textEdited.connect(lambda _text: self._on_edited())
        self.paid_on.date_changed.connect(lambda _day: self._on_edited())
        self.paid_on.editingFinished.connect(lambda: self._on_left("paid_on"))
        self.read_back = WrappedLabel(role="strong")
        self.read_back.setObjectName("pay_read_back")
        self._loading = False
        self._columns = 2
        self._lay_out()

    def _lay_out(self) -> None:
        boxes: tuple[tuple[str, QWidget], ...] = (
            ("payer_name", self.lines["payer_name"]),
            ("channel", self.channel),
            ("bill_title", self.lines["bill_title"]),
            ("reference", self.lines["reference"]),
            ("bill_uscc", self.lines["bill_uscc"]),
            ("paid_on", self.paid_on),
            ("phone", self.lines["phone"]),
            ("email", self.lines["email"]),
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        for name, box in boxes:
            self.cells[name] = Labelled(box)
        self._arrange()
        self.body.addLayout(self._grid)
        self.body.addWidget(self.read_back)
        tab_through(cell.box for cell in self.cells.values())

    def set_columns(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _arrange(self) -> None:
        for place, cell in enumerate(self.cells.values()):
            self._grid.addWidget(
                cell, place // self._columns, place % self._columns, Qt.AlignmentFlag.AlignTop
            )
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < self._columns else 0)

    def retranslate(self) -> None:
        self.say(_("Who pays"), "Alt+2")
        cells = self.cells
        cells["payer_name"].say(_("Payer"), required=True)
        cells["bill_title"].say(_("Bill title"))
        self.lines["bill_title"].setPlaceholderText(_("as the payer"))
        cells["bill_uscc"].say(_("Credit code"))
        cells["email"].say(_("E-mail"))
        cells["phone"].say(_("Mobile"))
        self.lines["phone"].setPlaceholderText(_("for the code of the e-bill"))
        cells["channel"].say(_("Paid by"))
        cells["reference"].say(_("Reference"))
        self.lines["reference"].setPlaceholderText(_("scan or type the slip's number"))
        cells["paid_on"].say(_("Paid on"))
        options = self._desk.rulebook.option_lists.get("pay_channel", ())
        names = {str(option.value): pick(option.words.zh, option.words.en) for option in options}
        self.channel.offer([(one, names.get(one.value, one.value)) for one in Channel])
        self._show_read_back()
        self._show_state()

    # content

    def load(self, kept: Mapping[str, object]) -> None:
        """What a draft kept, or what is known of the case."""
        self._loading = True
        for name, line in self.lines.items():
            line.setText(str(kept.get(name, "")))
            line.setCursorPosition(0)
        known = str(kept.get("channel", ""))
        self.channel.set_value(Channel(known) if known in list(Channel) else Channel.POS)
        self.paid_on.setText(str(kept.get("paid_on", "")) or self._desk.clock.now().date().isoformat())
        for cell in self.cells.values():
            cell.tell("")
        self._loading = False
        self._show_read_back()
        self._show_state()

    def payer(self) -> Payer:
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        day = self.paid_on.value()
        channel = self.channel.value()
        return Payer(
            **texts,
            channel=channel if isinstance(channel, Channel) else Channel.POS,
            paid_on=day.isoformat() if day else self.paid_on.text().strip(),
        )

    def extra(self) -> dict[str, object]:
        """As a draft keeps it."""
        told = self.payer()
        plain: dict[str, object] = {name: getattr(told, name) for name in self.lines}
        return {**plain, "channel": told.channel.value, "paid_on": told.paid_on}

    def _on_edited(self) -> None:
        self._show_state()
        self._show_read_back()
        if not self._loading:
            self.edited.emit()

    # checks

    def problems(self) -> tuple[Refusal, ...]:
        """Everything that stands against the card, in its order."""
        found = [r for name in ("payer_name", *CHECKED, "reference", "paid_on") for r in self._check(name)]
        order = list(self.cells)
        return tuple(sorted(found, key=lambda r: order.index(r.where)))

    def _check(self, name: str) -> tuple[Refusal, ...]:
        told = self.payer()
        today = self._desk.clock.now().date()
        if name == "payer_name":
            return () if told.payer_name else (Refusal(No.REQUIRED, name),)
        if name == "paid_on":
            day = self.paid_on.value()
            if day is None:
                return (Refusal(No.NOT_A_DATE, name),)
            late = Refusal(No.DATE_TOO_LATE, name, {"max": today.isoformat()})
            return (late,) if day > today else ()
        text = getattr(told, name)
        if name == "reference":
            return reference_problems(text) if text else ()
        problems = errors(identifiers.check(CHECKED[name], text, today).problems) if text else ()
        return tuple(Refusal(r.code, name, r.facts) for r in problems)

    def _on_left(self, name: str) -> None:
        """Format only; that something is missing is told by the check."""
        if self._loading:
            return
        text = self.lines[name].text().strip() if name in self.lines else self.paid_on.text().strip()
        if name in CHECKED and text:
            checked = identifiers.check(CHECKED[name], text, self._desk.clock.now().date())
            if not errors(checked.problems) and checked.normal != self.lines[name].text():
                self.lines[name].setText(checked.normal)
                self._on_edited()
        found = self._check(name) if text and name != "payer_name" else ()
        if name in CHECKED or name in ("paid_on", "payer_name", "reference"):
            self.cells[name].tell(words.sentence(found[0]) if found else "")
        self._show_read_back()

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        told = {r.where: words.sentence(r) for r in reversed(refusals)}
        for name, cell in self.cells.items():
            cell.tell(told.get(name, ""))

    def _show_read_back(self) -> None:
        """Large and in groups, to be read out to the visitor."""
        told = self.payer()
        parts = []
        if told.phone and not self._check("phone"):
            parts.append(f"{told.phone[:3]} {told.phone[3:7]} {told.phone[7:]}")
        if told.email and not self._check("email"):
            parts.append(told.email)
        self.read_back.setText(_("Read back: {what}").format(what="   ".join(parts)) if parts else "")
        self.read_back.setVisible(bool(parts))

    def _show_state(self) -> None:
        told = self.payer()
        waits = told.channel is not Channel.CASH and not told.reference
        self.cells["reference"].say(
            _("Reference"), _("Without it the record stays “to be confirmed”") if waits else ""
        )

    # the cursor

    def take_cursor(self, where: str = "payer_name") -> bool:
        cell = self.cells.get(where)
        if cell is None:
            return False
        cell.take_cursor()
        return True

    def label_at(self, where: str) -> str:
        cell = self.cells.get(where)
        return cell.words() if cell else ""
