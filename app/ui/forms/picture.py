"""An image by reference: {"sha256", "name"}. The file is read off the UI thread and never changed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.domain.obstacles import Obstacle, Trouble
from app.ui.widgets.button import Button
from app.ui.widgets.entry import EMPTY, Entry
from app.ui.widgets.plain import hint_text
from app.words.catalogue import _

LARGEST = 20 * 1024 * 1024
Work = Callable[[Callable[[], Mapping[str, str]], Callable[[Mapping[str, str]], None]], None]
"""Runs the first call on a worker and hands its answer to the second on the UI thread."""


def reference(path: Path) -> dict[str, str]:
    """Name and hash of a regular file. Obstacle FILE_UNREADABLE for links, devices, and what is too large."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise Obstacle(Trouble.FILE_UNREADABLE, file="", why="not a regular file")
            if about.st_size > LARGEST:
                raise Obstacle(Trouble.FILE_UNREADABLE, file="", why="> 20 MiB")
            return {"sha256": hashlib.sha256(file.read()).hexdigest(), "name": path.name[:120]}
    except OSError as why:
        raise Obstacle(Trouble.FILE_UNREADABLE, file="", why=why.strerror or "") from why


class PictureEntry(Entry):
    def __init__(self, name: str, work: Work) -> None:
        super().__init__(name)
        self._work = work
        self._value: Mapping[str, str] | None = None
        self.shown = QLineEdit()
        self.shown.setObjectName(name)
        self.shown.setReadOnly(True)
        self.browse = Button(f"{name}_browse")
        self.browse.clicked.connect(self._on_browse)
        self.row.addWidget(self.shown, 1)
        self.row.addWidget(self.browse)
        self.retranslate()

    def retranslate(self) -> None:
        self.browse.say(_("Choose file"))

    def _on_browse(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose file"))
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Reference this file."""
        self._work(lambda: reference(path), self._got)

    def _got(self, value: Mapping[str, str]) -> None:
        self.set_value(value)
        self.edited.emit()

    def value(self) -> object:
        return dict(self._value) if self._value else EMPTY

    def set_value(self, value: object) -> None:
        self._value = value if isinstance(value, Mapping) else None
        name, digest = (self._value["name"], self._value["sha256"]) if self._value else ("", "")
        self.shown.setText(name)
        self.shown.setCursorPosition(0)
        # 64 digits are for whoever asks: in the field they would be cut
        self.shown.setToolTip(hint_text(f"{name} · SHA-256 {digest}") if digest else "")

    def boxes(self) -> Sequence[QWidget]:
        return (self.shown, self.browse)

    def name(self, accessible: str) -> None:
        self.shown.setAccessibleName(accessible)

    def set_locked(self, locked: bool) -> None:
        self.browse.setEnabled(not locked)
