"""Earlier cases of whoever is here: shown at once, so that nobody starts the same thing twice."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QTimer

from app.ui.desk import Desk
from app.ui.pages.visit.lists import ListCard, earlier_rows
from app.ui.tasks import Tasks
from app.ui.widgets.lines import StatusChip
from app.usecases.read_cases import CaseRow, cases_of_applicant
from app.words.catalogue import _, ngettext

LOOK_AFTER_MS = 300
COMPANY = "uscc"


class Person(Protocol):
    """Who is here: a visit, or the form before it is opened."""

    @property
    def visitor_name(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def certificate_kind(self) -> str: ...
    @property
    def certificate_number(self) -> str: ...


class EarlierCard(ListCard[CaseRow]):
    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        rows = earlier_rows(desk.rulebook, lambda: desk.clock.now().date())
        super().__init__("visit_earlier_card", "earlier_cases", rows)
        self._tasks = tasks
        self._asked: tuple[tuple[str, str], ...] = ()
        self.count = StatusChip("earlier_count")
        self.beside_title(self.count)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(LOOK_AFTER_MS)
        self._pause.timeout.connect(self.look_now)

    def words(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        return (
            _("Earlier cases of this applicant"),
            (_("Day"), _("Matter"), _("Applicant"), _("State")),
            (
                _("No earlier case is known here."),
                _("They appear as soon as a name or certificate is typed."),
                "",
            ),
        )

    def retranslate(self) -> None:
        super().retranslate()
        self._show(tuple(self.rows.rows))

    def look(self, person: Person) -> None:
        """Those of the person and of the organisation behind them, after a short pause."""
        self._asked = applicants_of(person)
        self._pause.start()

    def look_now(self) -> None:
        self._pause.stop()
        self._tasks.run(cases_of_applicant, self._asked, on_done=self._show, owner=self)

    def stop(self) -> None:
        """The page is left: nothing is asked any more."""
        self._pause.stop()

    def _show(self, rows: tuple[CaseRow, ...]) -> None:
        self.rows.show(rows)
        words = ngettext("{count} case", "{count} cases", len(rows)).format(count=len(rows))
        self.count.say(words, "quiet", "folder")
        self.count.setVisible(bool(rows))


def applicants_of(person: Person) -> tuple[tuple[str, str], ...]:
    """Names with their certificates: a credit code is the organisation's, anything else the person's."""
    number = person.certificate_number
    if not person.organisation:
        return ((person.visitor_name, number),)
    of_organisation = person.certificate_kind == COMPANY
    return (
        (person.visitor_name, "" if of_organisation else number),
        (person.organisation, number if of_organisation else ""),
    )
