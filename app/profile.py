"""One desk on disk: its folder and the names of the files in it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from msgspec import Struct

from app.domain.obstacles import Obstacle, Trouble

CLOUD_MARKS = ("Dropbox", "OneDrive", "iCloud", "Nutstore", "坚果云", "BaiduNetdisk", "百度网盘", "WPS云盘")
"""Folders that a sync program rewrites behind our back would damage the data file."""


class Profile(Struct, frozen=True):
    """`folder` holds everything of one desk and nothing else; training is another profile."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "desk.db"

    @property
    def keys(self) -> Path:
        return self.folder

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def papers(self) -> Path:
        """Where papers go when they are saved as PDF."""
        return self.folder / "papers"

    @property
    def province(self) -> Path:
        """Store of the embedded province of a stand-alone desk."""
        return self.folder / "province"

    @property
    def log(self) -> Path:
        return self.folder / "desk.log"

    @property
    def exists(self) -> bool:
        """False also where no file can be, as under a name that is too long."""
        try:
            return self.database.exists()
        except OSError:
            return False

    def prepare(self) -> None:
        """Make the folder (0700) and refuse one that is not safe: `UNSAFE_PATH`."""
        marked = [mark for mark in CLOUD_MARKS if any(mark in part for part in self.folder.parts)]
        if marked:
            raise Obstacle(Trouble.UNSAFE_PATH, why=marked[0])
        try:
            if self.folder.is_symlink():
                raise Obstacle(Trouble.UNSAFE_PATH, why="symbolic link")
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as why:
            raise Obstacle(Trouble.FILE_UNWRITABLE, file=self.folder.name, why=why.strerror or "") from why
        if os.name == "posix" and stat.S_IMODE(self.folder.stat().st_mode) & 0o022:
            raise Obstacle(Trouble.UNSAFE_PATH, why="other users may write there")


def default_folder() -> Path:
    """The data folder of this user, by the platform's custom."""
    from platformdirs import user_data_path

    return user_data_path("onewindow", appauthor=False)
