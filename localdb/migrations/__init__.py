"""One file per step, `NNNN_<what>.py` with `apply(db)`. A step that has landed is never edited.

Listed by name, so that a packaged program finds them too.
"""

from __future__ import annotations

STEPS: tuple[str, ...] = ("0001_tables", "0002_search")
