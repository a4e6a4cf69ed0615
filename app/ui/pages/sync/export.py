"""Everything of this desk as open JSON lines in a file: for the administrator and for the last resort."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import Refused


def export_to(tx: Any, desk: Any, actor: Any, path: Path) -> int | Refused:
    """Write beside the target and rename: the file is whole or not there. FILE_UNWRITABLE."""
    from app.usecases.export import export_everything

    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:

            def write(line: Mapping[str, object]) -> None:
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

            count = export_everything(tx, desk, actor, write)
        if isinstance(count, Refused):
            part.unlink()
            return count
        part.replace(path)
    except OSError as why:
        part.unlink(missing_ok=True)
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=path.name, why=why.strerror or "") from why
    return count
