"""`onewindow province`: serve the reference platform, or enter a window and print its one-time code."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def run(**options: Any) -> None:
    """With `windows` (OUTLET:WINDOW:NAME) only their codes are printed; otherwise serve until interrupted."""
    from app.province import serve

    data, database = Path(options["data"]), options["database"] or None
    data.mkdir(parents=True, exist_ok=True)
    for told in options["windows"]:
        outlet, window, name = told.split(":", 2)
        serve.new_outlet(data, database, outlet, options["outlet_name"] or name)
        code = serve.new_window(data, database, outlet, window, name)
        sys.stdout.write(json.dumps({"ok": True, "outlet": outlet, "window": window, "code": code}) + "\n")
        sys.stdout.flush()
    if not options["windows"]:
        serve.serve(options["host"], options["port"], database, data)
