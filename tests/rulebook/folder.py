"""A copy of the packaged rules that a test may break."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

PACKAGED = Path(str(files("resources")))
_FOLDERS = ("matters", "forms", "fees", "calendar", "guides", "knowledge", "evaluation", "documents")


class Folder:
    """A folder with every rule file, below `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in _FOLDERS:
            shutil.copytree(PACKAGED / name, root / name)
        for name in ("rules.yaml", "sources.yaml"):
            shutil.copy(PACKAGED / name, root / name)

    def change(self, name: str, old: str, new: str) -> None:
        """Replaces the first `old`, which must stand there."""
        text = (self.root / name).read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        (self.root / name).write_text(text.replace(old, new, 1), "utf-8")

    def line(self, name: str, number: int) -> str:
        return (self.root / name).read_text("utf-8").splitlines()[number - 1]
