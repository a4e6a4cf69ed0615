"""The visit page: joins person, earlier cases, services and the lists of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.case import Draft
from app.domain.visit import Visit
from app.ui.page import Frame, Page
from app.ui.pages.visit.actions import SERVICES
from app.ui.pages.visit.earlier_card import EarlierCard
from app.ui.pages.visit.lists import PAGE_OF, DayLists
from app.ui.pages.visit.pair import Pair
from app.ui.pages.visit.person_card import PersonCard
from app.ui.pages.visit.person_draft import PersonDraft
from app.ui.pages.visit.services import ServicesCard
from app.ui.widgets.later import Later
from app.ui.widgets.table import DataTable
from app.usecases.read_visits import Done, VisitFile, read_visit, visits_of_day
from app.usecases.visits import OpenVisit, close_visit, open_visit
from app.words.catalogue import _


class VisitPage(Page):
    stem = "visit"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.person = PersonCard(self.desk)
        self.typed = PersonDraft(self, self.person)
        self.services = ServicesCard()
        self.earlier = EarlierCard(self.desk, self.tasks)
        self.lists = DayLists(self.desk)
        cards = (self.earlier, self.lists.today, self.lists.done)
        self._later = Later(self, [partial(getattr, card, "table") for card in cards])
        self.file: VisitFile | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.body.addWidget(Pair("visit_person_row", self.person, self.earlier), 1)
        self.body.addWidget(self.services)
        self.body.addWidget(Pair("visit_day_row", self.lists.today, self.lists.done), 1)

    def _connect(self) -> None:
        self.person.edited.connect(self._on_edited)
        self.services.wanted.connect(self._serve)
        self.services.end_wanted.connect(self._end)
        self.earlier.opened.connect(lambda case: self.frame.go("acceptance", record_id=case.id, stem="cases"))
        self.lists.done.opened.connect(
            lambda done: self.frame.go(PAGE_OF[done.stem], record_id=done.record_id, stem=done.stem)
        )
        self.lists.today.opened.connect(lambda visit: self._read(visit.id))
        self.bind("visit.new", self._new)
        self.bind("visit.read", self._read_again)
        self.bind("visit.person", self.person.take_cursor)
        self.bind("visit.end", self._end)
        self.bind("visit.void", self._void)
        self.bind("visit.open", partial(self._open, None))
        for service, _words in SERVICES:
            self.bind(f"visit.{service}", partial(self._serve, service))

    @property
    def done(self) -> DataTable[Done]:
        return self.lists.done.table

    @property
    def today(self) -> DataTable[Visit]:
        return self.lists.today.table

    # words

    def retranslate(self) -> None:
        self.head.say(_("Visit"))
        self.person.retranslate()
        self.services.retranslate()
        self.earlier.retranslate()
        self.lists.retranslate()
        self._fit_deeds()

    # coming and going

    def opened(self, request: Mapping[str, object]) -> None:
        self._later.start()
        if request.get("record_id"):
            self._read(str(request["record_id"]))
        elif request.get("draft_id"):
            self.typed.resume(str(request["draft_id"]), self._open_draft)
        elif request.get("new"):
            self._new()
        elif self.file is not None:
            self._read(self.file.visit.id)
        elif not self.person.blank:
            self._look_back()
        self._read_today()
        self._fit_deeds()

    def left(self) -> None:
        self.typed.keeper.keep_now()
        self.earlier.stop()

    def refresh(self, stems: frozenset[str]) -> None:
        if self.isVisible() and stems & {"visits", "cases", "payments", "consultations", "evaluations"}:
            self._read_again()

    def first_field(self) -> QWidget | None:
        return self.person.lines["visitor_name"] if self.file is None else None

    def _new(self) -> None:
        """The next visitor; a visit that is open stays open in the list."""
        self.file = None
        self.typed.start()
        self.services.show_visit(None)
        self.earlier.look(OpenVisit())
        self.lists.done.rows.show([])
        self.head.tell("")
        self._fit_deeds()
        self.person.take_cursor()

    def _open_draft(self, draft: Draft) -> None:
        self._new()
        self.typed.open(draft)
        self._look_back()

    def _void(self) -> None:
        """Who was typed goes off the desk; a visit that is open is ended, never voided."""
        self.typed.void(self._open_draft)
        self._new()

    def _read_again(self) -> None:
        self._read_today()
        if self.file is not None:
            self._read(self.file.visit.id)

    def _read_today(self) -> None:
        self.tasks.run(visits_of_day, on_done=self._show_today, owner=self)

    def _show_today(self, found: tuple[Visit, ...]) -> None:
        self.lists.today.rows.show(found)
        if self.file is not None:
            self.today.choose(self.file.visit.id)

    def _read(self, visit_id: str) -> None:
        self.tasks.run(read_visit, visit_id, on_done=self._show_file, owner=self)

    def _show_file(self, file: VisitFile) -> None:
        other = self.file is None or self.file.visit.id != file.visit.id
        if self.file is None:
            self.typed.keeper.keep_now()
            self.typed.keeper.stop()
        self.file = file
        self.person.show_visit(file.visit)
        self.services.show_visit(file.visit, rated=file.rated)
        self.lists.done.rows.show(list(file.done))
        if other:
            self._look_back()
        self._fit_deeds()

    def _on_edited(self) -> None:
        if self.file is None:
            self.typed.keeper.changed()
            self._look_back()

    def _look_back(self) -> None:
        self.earlier.look(self.file.visit if self.file is not None else self.person.person())

    # deeds

    def _open(self, then: Callable[[Visit], None] | None) -> None:
        """Enter who is here; `then` goes on with the open visit."""
        found = self.person.problems()
        self.person.show_problems(found)
        if found:
            return
        self.typed.keeper.keep_now()
        self.tasks.run(
            open_visit,
            self.person.person(),
            self.typed.id,
            on_done=partial(self._on_opened, then),
            owner=self,
        )

    def _on_opened(self, then: Callable[[Visit], None] | None, visit: Visit) -> None:
        self.typed.keeper.stop()
        self.head.tell(_("Visit opened {time}").format(time=visit.opened_at[11:19]))
        self._read(visit.id)
        self._read_today()
        if then is not None:
            then(visit)
        else:
            self.services.take_cursor()

    def _serve(self, service: str) -> None:
        """To a service with this visit; the visit opens by itself."""
        if self.file is None:
            self._open(partial(self._go_to, service))
        elif not self.file.visit.closed_at:
            self._go_to(service, self.file.visit)

    def _go_to(self, service: str, visit: Visit) -> None:
        self.frame.go(service, visit_id=visit.id, new=True)

    def _end(self) -> None:
        if self.file is not None:
            self.tasks.run(close_visit, self.file.visit.id, on_done=self._on_ended, owner=self)

    def _on_ended(self, visit: Visit) -> None:
        """The evaluation page invites; this one is ready for the next visitor."""
        self._new()
        self.frame.say(_("Visit ended {time}").format(time=visit.closed_at[11:16]))
        self.frame.go("evaluation", visit_id=visit.id)

    def _fit_deeds(self) -> None:
        visit = self.file.visit if self.file is not None else None
        ended = visit is not None and bool(visit.closed_at)
        self.allow("visit.void", visit is None, _("This visit is open already; F4 for the next visitor"))
        self.allow("visit.open", visit is None, _("This visit is open already; F4 for the next visitor"))
        self.allow("visit.end", visit is not None and not ended, _("No visit is open"))
        self.services.allow(not ended, _("This visit has ended; F4 for the next visitor"))
        self.frame.refresh_bar()
