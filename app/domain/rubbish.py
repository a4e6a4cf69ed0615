"""When the interpreter looks for rubbish: not in the middle of thousands of records that are still needed."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

IN_BULK = (200_000, 10, 10)
"""New containers until the next look. A bound, not a stop: work may go on without a pause."""

_lock = threading.Lock()
_at_work = 0
_usual = gc.get_threshold()


@contextmanager
def in_bulk() -> Iterator[None]:
    """Inside, the collector looks rarely; in the whole process, until the last thread in here has left.

    Each look walks over what a batch has just read, and at default settings takes a good part of its time.
    """
    global _at_work, _usual  # noqa: PLW0603 - the collector is the process's own
    with _lock:
        if not _at_work:
            _usual = gc.get_threshold()
            gc.set_threshold(*IN_BULK)
        _at_work += 1
    try:
        yield
    finally:
        with _lock:
            _at_work -= 1
            if not _at_work:
                gc.set_threshold(*_usual)
