"""What each key of the acceptance page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
