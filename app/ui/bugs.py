"""The last resort: a mistake in the program. One dialog, a report without personal data, the work stays."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)


def report_text(bug: BaseException) -> str:
    """Kind of the error and the places in the code; no message, no locals: they may hold names."""
    frames = traceback.extract_tb(bug.__traceback__)
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([type(bug).__name__, *places])


def report_code(report: str) -> str:
    """Six characters to read out on the phone; the same mistake has the same code."""
    import hashlib

    return hashlib.sha256(report.encode()).hexdigest()[:6].upper()


def _short(filename: str) -> str:
    parts = Path(filename).parts
    for root in ("app", "localdb"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1] if parts else ""


class _Told:
    """Whom to tell. Set by the application; without it the report goes to the log only."""

    dialog: Callable[[str, str], None] | None = None
    seen: frozenset[str] = frozenset()


def show_bugs_with(dialog: Callable[[str, str], None] | None) -> None:
    """`dialog(code, report)` is called on the UI thread, once for each mistake of this run."""
    _Told.dialog = dialog
    _Told.seen = frozenset()


def report_bug(bug: BaseException) -> None:
    """Log the report and show the dialog, unless the same mistake was shown already."""
    report = report_text(bug)
    code = report_code(report)
    log.error("bug %s\n%s", code, report)
    if code in _Told.seen or _Told.dialog is None:
        return
    _Told.seen |= {code}
    _Told.dialog(code, report)


def install_hooks(tell: Callable[[BaseException], None]) -> None:
    """Send what nobody caught, on any thread, to `tell` (which must hop to the UI thread itself)."""

    def on_main(kind: type[BaseException], bug: BaseException, place: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, place)
            return
        tell(bug.with_traceback(place))

    def on_thread(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            tell(caught.exc_value)

    sys.excepthook = on_main
    threading.excepthook = on_thread
