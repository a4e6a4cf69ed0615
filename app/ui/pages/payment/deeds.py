"""What each action of the payment page does, and on which of its parts it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.pages.payment.parts import SHEET

if TYPE_CHECKING:
    from app.ui.pages.payment.page import PaymentPage

ON_SHEET = tuple(f"payment.{name}" for name in ("save", "park", "check", "void"))
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
        "new": page.start,
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
        "payer": on_sheet(sheet.to_payer),
        "today": lambda: page.to_list("today"),
        "unconfirmed": lambda: page.to_list("unconfirmed"),
        "why": on_sheet(sheet.due.why.toggle),
        "void": page.void_draft,
        "confirm": confirm,
    }
    return {f"payment.{name}": deed for name, deed in named.items()}
