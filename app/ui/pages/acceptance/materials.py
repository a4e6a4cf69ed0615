"""The list of papers: one line a paper, checked by key; the line under the table edits the current one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.case import MaterialLine, MaterialState
from app.domain.materials import forbidden, where
from app.domain.matter import Material, Outcome, Reason
from app.domain.refusals import Refusal
from app.ui.pages.acceptance.material_words import STATES, TONES, state_words, undecided_words
from app.ui.theme.look import look
from app.ui.widgets.boxes import CountBox
from app.ui.widgets.card import Card
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.pick import Pick
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.ui.widgets.rows import Column, Rows
from app.ui.widgets.search_combo import Choice, SearchCombo
from app.ui.widgets.table import DataTable
from app.words.catalogue import _, pick

KEYS = {
    Qt.Key.Key_1: MaterialState.RECEIVED,
    Qt.Key.Key_2: MaterialState.MISSING,
    Qt.Key.Key_3: MaterialState.WRONG,
    Qt.Key.Key_4: MaterialState.E_LICENCE,
    Qt.Key.Key_5: MaterialState.VERIFIED,
    Qt.Key.Key_6: MaterialState.COMMITMENT,
    Qt.Key.Key_7: MaterialState.TOLERATED,
}
DEFECTS = (MaterialState.MISSING, MaterialState.WRONG)


class Shown(Struct, frozen=True):
    """One line of the table."""

    place: int
    material: Material
    line: MaterialLine
    locked: bool = False


class MaterialsCard(Card):
    edited = Signal()
    refused = Signal(object)
    """a `Refusal`: this paper cannot stand so"""

    def __init__(self, reasons: Mapping[str, Reason]) -> None:
        super().__init__("materials_card")
        self._reasons = reasons
        self._shown: tuple[Shown, ...] = ()
        self.missing = StatusChip("materials_missing")
        self.beside_title(self.missing)
        self.table: DataTable[Shown] = DataTable("materials_table", shown_rows(partial(_note, reasons)))
        self.table.installEventFilter(self)
        self.state = Pick("material_state")
        self.originals, self.copies, self.pages = (CountBox() for _n in range(3))
        self.reason = SearchCombo("material_reason")
        self.note = QLineEdit()
        self.undecided = WrappedLabel(role="hint")
        self.undecided.setObjectName("materials_undecided")
        self._lay_out()
        look().changed.connect(self._fit)
        self._fit()
        self.table.chosen.connect(self._show_current)
        self.table.rows.tick_wanted.connect(self._on_tick)
        self.state.picked.connect(self._on_state)
        self.reason.picked.connect(lambda value: self._change(reason=value))
        self.note.textEdited.connect(lambda text: self._change(note=text))

    def _lay_out(self) -> None:
        self.note.setObjectName("material_note")
        self._labels = [PlainLabel(role="hint") for _n in range(3)]
        edit = QHBoxLayout()
        edit.setSpacing(6)
        edit.addWidget(self.state)
        spins = (self.originals, self.copies, self.pages)
        for box, name, label in zip(spins, ("originals", "copies", "pages"), self._labels, strict=True):
            box.setObjectName(f"material_{name}")
            box.setFixedWidth(look().metrics.px(64))
            box.valueChanged.connect(lambda number, name=name: self._change(**{name: number}))
            edit.addWidget(label)
            edit.addWidget(box)
        edit.addWidget(self.reason, 2)
        edit.addWidget(self.note, 2)
        self.body.addWidget(self.table)
        self.body.addLayout(edit)
        self.body.addWidget(self.undecided)

    # content

    def show_lines(
        self,
        materials: Sequence[Material],
        lines: Sequence[MaterialLine],
        locked: frozenset[str] = frozenset(),
    ) -> None:
        """The demanded papers with the clerk's findings; `locked` ones were settled by an earlier visit."""
        by_id = {line.material: line for line in lines}
        shown = tuple(
            Shown(place, m, by_id.get(m.id, MaterialLine(material=m.id)), m.id in locked)
            for place, m in enumerate(materials, 1)
        )
        if shown != self._shown:
            self._shown = shown
            self.table.rows.show(shown)
            self._fit()
        self._count()
        self._show_current(self.table.current())

    def _fit(self) -> None:
        """As high as the list, up to nine lines; an empty one has room for its three words."""
        rows = min(len(self._shown), 9) or 4
        height = self.table.verticalHeader().defaultSectionSize() * rows
        self.table.setFixedHeight(height + self.table.horizontalHeader().height() + 2)

    def lines(self) -> tuple[MaterialLine, ...]:
        return tuple(shown.line for shown in self._shown)

    def _count(self) -> None:
        open_ = sum(s.line.state is MaterialState.UNCHECKED for s in self._shown)
        if missing := sum(s.line.state in DEFECTS for s in self._shown):
            self.missing.say(_("{count} missing or wrong").format(count=missing), "warn")
        elif open_:
            self.missing.say(_("{count} to check").format(count=open_), "quiet")
        else:
            self.missing.say(_("complete"), "ok")
        self.missing.setVisible(bool(self._shown))
        words = undecided_words([s.material for s in self._shown])
        self.undecided.setText(words)
        self.undecided.setVisible(bool(words))

    def retranslate(self) -> None:
        self.say(_("Materials"), _("Space received   1-7 state   ↑↓ move   Ctrl+Shift+A all received"))
        self.table.say(
            _("Materials"),
            (_("No."), _("Material"), _("Wanted"), _("State"), _("Remark")),
            (
                _("No paper is demanded yet."),
                _("The answers above pick the papers."),
                _("Alt+1 goes to the questions."),
            ),
        )
        self.state.offer([(state, state_words(state)) for state in STATES])
        self.state.name(_("State of this paper"))
        for label, box, words in zip(
            self._labels,
            (self.originals, self.copies, self.pages),
            (_("originals"), _("copies"), _("pages")),
            strict=True,
        ):
            label.setText(words)
            box.setAccessibleName(words)
        self.reason.offer(_choices(self._reasons))
        self.reason.name(_("Coded reason"))
        self.note.setPlaceholderText(_("Remark"))
        self.note.setAccessibleName(_("Remark"))

    # the current line

    def _show_current(self, shown: Shown | None) -> None:
        boxes = (self.state, self.originals, self.copies, self.pages, self.reason, self.note)
        for box in boxes:
            box.blockSignals(True)
            box.setEnabled(shown is not None and not shown.locked)
        if shown is not None:
            line = shown.line
            self.state.set_value(line.state)
            self.originals.setValue(line.originals)
            self.copies.setValue(line.copies)
            self.pages.setValue(line.pages)
            self.reason.set_value(line.reason)
            if self.note.text() != line.note:
                self.note.setText(line.note)
            self.reason.setEnabled(not shown.locked and line.state in DEFECTS)
        for box in boxes:
            box.blockSignals(False)

    def _on_tick(self, shown: Shown) -> None:
        """Space: received, and back."""
        back = shown.line.state is MaterialState.RECEIVED
        self._set_state(shown, MaterialState.UNCHECKED if back else MaterialState.RECEIVED)

    def _on_state(self, state: object) -> None:
        shown = self.table.current()
        if shown is not None:
            self._set_state(shown, MaterialState(str(state)))

    def _set_state(self, shown: Shown, state: MaterialState) -> None:
        if (code := forbidden(shown.material, state)) is not None:
            self._show_current(shown)
            self.refused.emit(Refusal(code, where(shown.material.id)))
            return
        line = replace(shown.line, state=state)
        if state is MaterialState.RECEIVED and not (line.originals or line.copies):
            line = replace(line, originals=shown.material.originals, copies=shown.material.copies)
        if state in DEFECTS:
            line = replace(line, reason=line.reason or shown.material.reason, originals=0, copies=0)
        else:
            line = replace(line, reason=None)
        self._put(shown, line)

    def _change(self, **parts: object) -> None:
        shown = self.table.current()
        if shown is not None:
            self._put(shown, replace(shown.line, **parts))

    def _put(self, shown: Shown, line: MaterialLine) -> None:
        if shown.locked or line == shown.line:
            return
        self._shown = tuple(replace(s, line=line) if s.place == shown.place else s for s in self._shown)
        self.table.rows.show(self._shown)
        self._count()
        self.edited.emit()

    def receive_all(self) -> None:
        """Everything not looked at yet counts as received."""
        for shown in self._shown:
            if shown.line.state is MaterialState.UNCHECKED and not shown.locked:
                self._set_state(shown, MaterialState.RECEIVED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.table:
            state = KEYS.get(Qt.Key(event.key()))
            shown = self.table.current()
            if state is not None and shown is not None and not event.modifiers():
                self._set_state(shown, state)
                return True
        return super().eventFilter(watched, event)

    def boxes(self) -> list[QWidget]:
        return [self.table, self.state, self.originals, self.copies, self.pages, self.reason, self.note]

    def take_cursor(self, where: str = "") -> bool:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.table.choose(where.removeprefix("materials.")) if where else True

    def label_at(self, where: str) -> str:
        wanted = where.removeprefix("materials.")
        found = next((s.material for s in self._shown if s.material.id == wanted), None)
        return pick(found.words.zh, found.words.en) if found else ""


DEFECT_OUTCOMES = (Outcome.CORRECTION, Outcome.ON_THE_SPOT, Outcome.REFUSE, Outcome.NOTICE)


def _choices(reasons: Mapping[str, Reason]) -> list[Choice]:
    return [
        Choice(value=r.code, text=pick(r.words.zh, r.words.en), pinyin=(r.code,))
        for r in reasons.values()
        if r.outcome in DEFECT_OUTCOMES
    ]


STATES_HERE = frozenset(
    {MaterialState.RECEIVED, MaterialState.E_LICENCE, MaterialState.VERIFIED, MaterialState.COMMITMENT}
)


def _wanted(shown: Shown) -> str:
    parts = []
    if shown.material.originals:
        parts.append(_("original {count}").format(count=shown.material.originals))
    if shown.material.copies:
        parts.append(_("copy {count}").format(count=shown.material.copies))
    return " ".join(parts)


def _note(reasons: Mapping[str, Reason], shown: Shown) -> str:
    reason = reasons.get(shown.line.reason or "")
    words = pick(reason.words.zh, reason.words.en) if reason else ""
    return "  ".join(part for part in (words, shown.line.note) if part)


def shown_rows(note: Callable[[Shown], str]) -> Rows[Shown]:
    """The columns of the list; `note` words the remark of a line."""
    return Rows(
        (
            Column(id="place", text=lambda s: str(s.place), width=48, number=True),
            Column(id="name", text=lambda s: pick(s.material.words.zh, s.material.words.en), width=0),
            Column(id="wanted", text=_wanted, width=130, wide_only=True),
            Column(
                id="state",
                text=lambda s: state_words(s.line.state),
                width=120,
                tone=lambda s: TONES[s.line.state],
                ticked=lambda s: s.line.state in STATES_HERE,
            ),
            Column(id="note", text=note, width=200, wide_only=True),
        ),
        key=lambda s: s.material.id,
    )
