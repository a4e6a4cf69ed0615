"""What each action of the payment page does, and on which of its parts it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.pages.payment.parts import RECORD, SHEET
from app.words.catalogue import _

if TYPE_CHECKING:
    from app.ui.pages.payment.page import PaymentPage

ON_SHEET = tuple(f"payment.{name}" for name in ("save", "park", "check", "void"))
PAYER = "payer_name"
ON_RECORD = tuple(f"payment.{name}" for name in ("undo", "print", "preview"))


def deeds_of(page: PaymentPage) -> dict[str, Callable[[], object]]:
    """Action id -> deed. Those that only the sheet knows do nothing elsewhere."""
    sheet = page.sheet

    def on_sheet(deed: Callable[[], object]) -> Callable[[], object]:
        return lambda: deed() if page.stack.front == SHEET else None

    def undo() -> None:
        page.record.start_undo()

    def confirm() -> None:
        if page.stack.front == SHEET:
            sheet.record()
        else:
            page.stack.arrivals.confirm()

    named: dict[str, Callable[[], object]] = {
        "save": lambda: sheet.keeper.keep_now(tell=True),
        "find": page.search,
        "new": lambda: next_sheet(page),
        "read": page.reload,
        "add": on_sheet(sheet.lines.add_line),
        "park": lambda: sheet.keeper.park(page.start),
        "check": on_sheet(sheet.check),
        "back": on_sheet(lambda: sheet.check(back=True)),
        "undo": undo,
        "preview": page.preview,
        "print": page.print_papers,
        "collect": confirm,
        "lines": on_sheet(sheet.lines.take_cursor),
        "payer": on_sheet(lambda: sheet.payer.take_cursor(PAYER)),
        "today": lambda: page.to_list("today"),
        "unconfirmed": lambda: page.to_list("unconfirmed"),
        "why": on_sheet(sheet.due.why.toggle),
        "void": page.void_draft,
        "confirm": confirm,
    }
    return {f"payment.{name}": deed for name, deed in named.items()}


def next_sheet(page: PaymentPage) -> None:
    """F4: first what the record in front left out, paid in another way; else a fresh sheet."""
    if not page.rest or page.stack.front != RECORD:
        page.start()
        return
    page.rest = False
    page.show_part(SHEET)
    page.sheet.payer.take_cursor("channel")


def fit_deeds(page: PaymentPage) -> None:
    """What can be done now; the reason stands in words on the bar."""
    front = page.stack.front
    for name in ON_SHEET:
        page.allow(name, front == SHEET, _("First open a payment sheet (F4)"))
    page.stack.arrivals.fit()
    for name in ON_RECORD:
        page.allow(name, front == RECORD, _("Open a recorded payment first"))
    if front == RECORD:
        page.allow("payment.undo", page.record.may_undo(), _("This record is closed already"))
