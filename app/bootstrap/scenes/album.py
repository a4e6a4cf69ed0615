"""What a scene leaves behind: numbered pictures of the window and the papers as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.paper import Paper


class Album:
    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._folder, self._say = folder, say
        self._pictures: list[str] = []
        self._papers: list[str] = []

    def shot(self, window: QWidget, name: str) -> None:
        """A picture of the window."""
        path = self._folder / f"{len(self._pictures) + 1:02d}-{name}.png"
        window.grab().save(str(path))
        self._pictures.append(path.name)
        self._say(f"  {path}")

    def keep_papers(self, papers: Iterable[Paper], pdf_of: Callable[[str], object]) -> None:
        """Each paper once, as the PDF that is kept, in `papers/`."""
        place = self._folder / "papers"
        place.mkdir(exist_ok=True)
        for paper in papers:
            path = place / f"{paper.kind.value}-{paper.number}.pdf"
            pdf = pdf_of(paper.id)
            if path.exists() or not isinstance(pdf, bytes):
                continue
            path.write_bytes(pdf)
            self._papers.append(path.name)
            self._say(f"  {path}")

    def kept(self) -> Mapping[str, object]:
        return {"pictures": list(self._pictures), "papers": list(self._papers)}
