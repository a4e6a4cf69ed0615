"""A province for one desk: the reference platform on loopback, started and stopped with the program.

Importing this module is cheap; the platform itself is imported by `start`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.province.outlets import Outlet, Window
    from app.province.platform import Platform, Setting
    from app.province.server import Server
    from app.province.store import Faults


class Embedded:
    """`folder` keeps the database and keys. `port` 0: any free one, another at each start."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        database_url: str | None = None,
        setting: Setting | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._folder = folder
        self._port = port
        self._database_url = database_url
        self._setting = setting
        self._faults = faults
        self._platform: Platform | None = None
        self._server: Server | None = None

    @property
    def platform(self) -> Platform:
        """The running platform. Raises RuntimeError before `start`."""
        if self._platform is None:
            raise RuntimeError("the province is not running")
        return self._platform

    def start(self) -> str:
        """The base URL (`http://127.0.0.1:<port>`), once the province answers. Raises Obstacle."""
        from app.province.platform import Platform
        from app.province.server import Server

        platform = Platform(self._folder, self._database_url, self._setting, self._faults)
        try:
            server = Server(platform, "127.0.0.1", self._port)
            url = server.start()
        except BaseException:
            platform.close()
            raise
        self._platform, self._server = platform, server
        return url

    def stop(self) -> None:
        """Safe to call twice. What was answered is on disk."""
        server, platform = self._server, self._platform
        self._server = self._platform = None
        if server:
            server.stop()
        if platform:
            platform.close()

    def provision(
        self, outlet: Outlet | None = None, windows: Sequence[Window] | None = None
    ) -> dict[str, str]:
        """Enter an outlet and its windows; window -> a one-time code. Default: the invented trial outlet."""
        from app.province.trial import TRIAL_OUTLET, TRIAL_WINDOWS, provision

        return provision(self.platform, outlet or TRIAL_OUTLET, TRIAL_WINDOWS if windows is None else windows)
