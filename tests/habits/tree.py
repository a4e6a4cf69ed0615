"""The tracked files of the project, read once."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
BINARY = {".ttf", ".png", ".mo", ".pdf", ".ico", ".db"}


@cache
def tracked() -> tuple[Path, ...]:
    """Files git knows or would add, as they stand in the working tree."""
    said = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for path in (ROOT / line for line in said.stdout.splitlines()) if path.is_file())


def python(*tops: str) -> tuple[Path, ...]:
    """Python files below these top folders (all, when none is named)."""
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py" and (not tops or path.relative_to(ROOT).parts[0] in tops)
    )


def texts() -> tuple[Path, ...]:
    return tuple(path for path in tracked() if path.suffix not in BINARY)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
