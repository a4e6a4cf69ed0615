"""Which printer takes which paper. Without a printer a paper is saved as PDF."""

from __future__ import annotations

from app.domain.obstacles import Obstacle
from app.domain.paper import PaperKind, Printer, PrinterReason
from app.ui.page import Frame
from app.ui.printer_choice import ALL
from app.ui.state_words import paper_kind, printer_reason
from app.ui.widgets.card import Card
from app.ui.widgets.lines import ErrorLine
from app.ui.widgets.pick import Pick
from app.ui.widgets.rows_of_fields import FieldRows
from app.words.catalogue import _


class PrintersCard(Card):
    def __init__(self, frame: Frame) -> None:
        super().__init__("printers_card")
        self._frame = frame
        self._known: tuple[Printer, ...] = ()
        self.all = Pick("printer_all")
        self.slips = Pick("printer_payment_record")
        self.review = Pick("printer_review_slip")
        self.error = ErrorLine("printers_error")
        self._rows = FieldRows()
        self._own = {PaperKind.PAYMENT_RECORD: self.slips, PaperKind.REVIEW_SLIP: self.review}
        for field in (self.all, *self._own.values()):
            self._rows.add(field, 320)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.error)
        self.body.addStretch(1)
        self.all.picked.connect(lambda name: self._keep(ALL, name))
        for kind, field in self._own.items():
            field.picked.connect(lambda name, kind=kind: self._keep(f"{ALL}.{kind}", name))

    def retranslate(self) -> None:
        self.say(_("Printers"), _("F5 look again"))
        self._rows.say(self.all, _("All papers"), _("Without a printer papers are saved as PDF"))
        for kind, field in self._own.items():
            self._rows.say(field, paper_kind(kind))
        self._show()

    def look_for(self) -> None:
        """Ask the spooler again."""
        self._frame.tasks.work(
            self._frame.desk.printers, on_done=self._on_found, on_obstacle=self._on_obstacle, owner=self
        )

    def _on_found(self, printers: tuple[Printer, ...]) -> None:
        self._known = printers
        self.error.clear()
        self._show()

    def _on_obstacle(self, _obstacle: Obstacle) -> None:
        self._known = ()
        self.error.say(_("No print service on this computer; papers can be saved as PDF"), "hint")
        self._show()

    def _show(self) -> None:
        get = self._frame.desk.settings.get
        items = [(printer.name, _words(printer)) for printer in self._known]
        chosen = {str(get(ALL, "")), *(str(get(f"{ALL}.{kind}", "") or "") for kind in self._own)}
        known = {printer.name for printer in self._known}
        items += [
            (name, _("{name}, not there now").format(name=name)) for name in sorted(chosen - known - {""})
        ]
        self.all.offer([("", _("Save as PDF")), *items])
        self.all.set_value(get(ALL, ""))
        for kind, field in self._own.items():
            field.offer([(None, _("As all papers")), ("", _("Save as PDF")), *items])
            field.set_value(get(f"{ALL}.{kind}", None))

    def _keep(self, name: str, value: object) -> None:
        self._frame.keep(name, value)


def _words(printer: Printer) -> str:
    if printer.reason is PrinterReason.NONE and printer.accepting:
        return printer.name
    return f"{printer.name} ({printer_reason(printer.reason)})"
