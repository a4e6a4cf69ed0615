"""What each key of the acceptance page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain import numbering
from app.domain.case import CaseStatus
from app.domain.matter import Matter
from app.words.catalogue import _, pick

if TYPE_CHECKING:
    from app.ui.page import Frame
    from app.ui.pages.acceptance.page import AcceptancePage
    from app.ui.pages.acceptance.worksheet import Worksheet


def deeds_of(page: AcceptancePage) -> dict[str, Callable[[], None]]:
    """Action name -> deed. What belongs to the sheet does nothing while none is in front."""

    def sheet(deed: Callable[[Worksheet], object]) -> Callable[[], None]:
        return lambda: page.on_sheet(deed)

    return {
        "new": page.start,
        "save": page.save,
        "park": page.park,
        "check": sheet(lambda one: one.check()),
        "back": sheet(lambda one: one.check(back=True)),
        "notice": sheet(lambda one: one.submit_notice()),
        "pay": page.pay,
        "print": page.print_papers,
        "all": sheet(lambda one: one.materials.receive_all()),
        "questions": sheet(lambda one: one.questions.take_cursor()),
        "form": sheet(lambda one: one.take_form()),
        "materials": sheet(lambda one: one.materials.take_cursor()),
        "decide": sheet(lambda one: one.decision.take_cursor()),
        "void": page.void,
        "submit": sheet(lambda one: one.submit()),
    }


def fit_deeds(page: AcceptancePage, *, form: bool) -> None:
    """Allow what can be done with the form or the case in front; say why of everything else."""
    case = page.filed.case if page.filed is not None else None
    not_yet = _("Submitted already") if case is not None else _("Pick a matter first")
    for name in ("save", "park", "check", "notice", "submit"):
        page.allow(f"acceptance.{name}", form, not_yet, calm=case is not None)
    after = _("Fees and papers come after submitting")
    page.allow("acceptance.print", case is not None, after)
    taken = case is not None and case.status is CaseStatus.ACCEPTED
    page.allow("acceptance.pay", taken, _("Fees are collected once it is accepted") if case else after)


def title_of(matter: Matter, visitor: str) -> str:
    """What is done, and for whom where a visit says it."""
    words = pick(matter.words.zh, matter.words.en)
    return _("{matter}  ·  visitor {name}").format(matter=words, name=visitor) if visitor else words


def taken_over(number: str) -> str:
    """Where the parties of the form come from; empty when nobody's were taken over."""
    told = _("Parties taken over from {number}; read them back")
    return told.format(number=numbering.grouped(number)) if number else ""


def say_parked(frame: Frame, draft_id: str) -> None:
    frame.say(
        _("Parked; it waits on the workbench"),
        _("Take back"),
        lambda: frame.go("acceptance", draft_id=draft_id),
    )
