"""Settings of one desk in a small file: known before sign-in, no secrets, no personal data."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import msgspec

from app.bootstrap.place import write_whole
from app.domain.obstacles import Obstacle, Trouble


class FileSettings:
    """`settings.json` of the profile; written whole at each change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._values: dict[str, Any] = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            found = msgspec.json.decode(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, msgspec.MsgspecError) as why:
            raise Obstacle(Trouble.FILE_UNREADABLE, file=self._path.name, why=type(why).__name__) from why
        return found if isinstance(found, dict) else {}

    def get(self, name: str, default: Any = None) -> Any:
        with self._guard:
            return self._values.get(name, default)

    def put(self, name: str, value: object) -> None:
        """Kept at once; raises FILE_UNWRITABLE."""
        import json

        with self._guard:
            self._values[name] = value
            content = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
            write_whole(self._path, content.encode())
