"""Evaluation from the clerk's side: whom to invite, and whether a rating was given. Never which."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.evaluation import EvaluationChannel
from app.domain.refusals import Refused
from app.domain.staff import Permission
from app.ui.page import Frame, Page
from app.ui.pages.evaluation.form import Rating, RatingForm
from app.ui.pages.evaluation.rows import rateable_rows
from app.ui.pages.evaluation.visitor import VisitorWindow, visitor_screen
from app.ui.theme.look import look
from app.ui.widgets.card import Card
from app.ui.widgets.kept_widths import keep_widths
from app.ui.widgets.lines import StatusChip
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.table import DataTable
from app.words import refusals
from app.words.catalogue import _, joined, pick

if TYPE_CHECKING:
    from app.usecases.evaluate_visit import Rated
    from app.usecases.read_ratings import Rateable


class EvaluationPage(Page):
    stem = "evaluation"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.visitor: VisitorWindow | None = None
        self._wanted: str | None = None
        self.card = Card("rateable_card")
        self.state = StatusChip("invitation")
        self.table = DataTable("rateable", rateable_rows(self._matter))
        self.card.beside_title(self.state)
        self.card.body.addWidget(self.table)
        self.paper_card = Card("paper_form_card")
        self.paper_note = WrappedLabel(role="hint")
        self.paper = RatingForm("paper_form", self.desk.rulebook.evaluation_options)
        self.paper_card.body.addWidget(self.paper_note)
        self.paper_card.body.addWidget(self.paper)
        self.paper_card.hide()
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self.paper_card)
        self.table.setMinimumHeight(look().metrics.px(150))
        self.table.chosen.connect(lambda _row: self._allow())
        self.table.opened.connect(lambda _row: self._invite())
        self.paper.given.connect(self._on_paper)
        self.state.hide()
        keep_widths(self.table, self.desk.settings)
        self.bind("evaluation.read", self._read)
        self.bind("evaluation.close", self._take_back)
        self.bind("evaluation.paper", self._turn_paper)
        self.bind("evaluation.invite", self._invite)

    def _matter(self, one: Rateable) -> str:
        matter = self.desk.rulebook.matter(one.matter, self.desk.clock.now().date()) if one.matter else None
        return pick(matter.short.zh, matter.short.en) if matter else one.matter

    # words

    def retranslate(self) -> None:
        self.head.say(_("Ratings"), _("The desk sees only whether a rating was given"))
        self.card.say(_("Served lately"), _("Enter invites"))
        self.table.say(
            _("Served lately"),
            (_("Number"), _("Who and what"), _("Matter"), _("Day"), _("Rating")),
            (
                _("Nobody was served here yet."),
                _("A visitor may rate each case once; without a case the visit itself."),
                _("Press F4 on the workbench for a new acceptance."),
            ),
        )
        self.paper_card.say(_("Key in a paper form"))
        self.paper_note.setText(
            _(
                "As written on the form. Not by the person who served this visitor; "
                "nothing is changed or left out."
            )
        )
        self.paper.retranslate()
        self._allow()

    # content

    def opened(self, request: Mapping[str, object]) -> None:
        wanted = request.get("case_id") or request.get("record_id") or request.get("visit_id")
        self._wanted = str(wanted) if wanted else None
        self._read()

    def refresh(self, stems: frozenset[str]) -> None:
        if self.isVisible() and stems & {"evaluations", "cases", "visits"}:
            self._read()

    def first_field(self) -> QWidget | None:
        return self.table

    def _read(self) -> None:
        from app.usecases.read_ratings import rateable

        self.tasks.run(rateable, on_done=self._on_read, owner=self)

    def _on_read(self, found: tuple[Rateable, ...]) -> None:
        self.table.rows.show(found)
        if self._wanted is not None and self.table.choose(self._wanted):
            self._wanted = None
        self._allow()

    def _allow(self) -> None:
        actor, one = self.desk.actor, self.table.current()
        reason = ""
        if one is None:
            reason = _("Nobody is chosen")
        elif one.rated:
            reason = _("Already rated; one rating a visit")
        elif self.visitor is not None:
            reason = _("An invitation is open on the visitor's screen")
        elif visitor_screen(self.screen()) is None:
            reason = _("No second screen; the visitor rates by the code on the slip")
        self.allow("evaluation.invite", not reason, reason)
        self.allow("evaluation.close", self.visitor is not None, _("No invitation is open"))
        may = actor is not None and actor.may(Permission.KEY_IN_EVALUATION)
        self.allow("evaluation.paper", may, _("Paper forms are keyed in by the lead"))

    # the visitor's screen

    def _invite(self) -> None:
        one, screen = self.table.current(), visitor_screen(self.screen())
        if one is None or screen is None or self.reason_against("evaluation.invite") is not None:
            return
        known = self.desk.rulebook.evaluation_options
        window = VisitorWindow(self.desk.station.outlet_name, self._matter(one), known)
        window.given.connect(partial(self._on_given, one))
        window.ended.connect(self._on_ended)
        self.visitor = window
        now = self.desk.clock.now()
        self.state.say(_("Invited {time}").format(time=f"{now:%H:%M}"), "quiet", "screen")
        self.state.show()
        window.open_on(screen)
        self._allow()

    def _take_back(self) -> None:
        if self.visitor is not None:
            self.visitor.close()

    def _on_ended(self) -> None:
        if self.visitor is not None:
            self.visitor.deleteLater()
            self.visitor = None
        self.state.hide()
        self._allow()

    def _on_given(self, one: Rateable, rating: Rating) -> None:
        self._give(one, rating, EvaluationChannel.SCREEN)

    def _give(self, one: Rateable, rating: Rating, channel: EvaluationChannel) -> None:
        from app.usecases.evaluate_visit import EvaluateVisit, evaluate_visit

        request = EvaluateVisit(
            grade=rating.grade,
            visit_id=one.visit_id,
            case_id=one.case_id,
            channel=channel,
            options=rating.options,
            text=rating.text,
        )
        form = self.visitor.form if self.visitor and channel is EvaluationChannel.SCREEN else self.paper
        self.tasks.run(
            evaluate_visit,
            request,
            on_done=self._on_rated,
            on_refused=partial(_show_on, form),
            owner=self,
        )

    def _on_rated(self, _rated: Rated) -> None:
        if self.visitor is not None:
            self.visitor.say_thanks()
        self.paper.start_over()
        self.head.tell(_("A rating was given"))
        self._read()

    # paper forms

    def _turn_paper(self) -> None:
        self.paper_card.setVisible(not self.paper_card.isVisible())

    def _on_paper(self, rating: Rating) -> None:
        one = self.table.current()
        if one is not None:
            self._give(one, rating, EvaluationChannel.PAPER)


def _show_on(form: RatingForm, refused: Refused) -> None:
    """Where the rating was given: the visitor's own screen, or the lead's paper form."""
    form.error.say(joined(refusals.sentence(refusal) for refusal in refused.refusals))
