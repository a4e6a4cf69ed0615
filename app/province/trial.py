"""An invented outlet with two windows, for a desk that tries the program on its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from app.province.credentials import hash_code, mint_code
from app.province.outlets import Outlet, Window, put_code, put_outlet, put_window
from app.province.platform import Platform

TRIAL_OUTLET = Outlet(
    outlet="990101",
    outlet_name="示例市知识产权综合业务受理窗口（示例）",
    phone="0000-00000000",
    hours="工作日 9:00–12:00，13:30–17:00",
    address="示例市示例路 1 号（示例）",
)
TRIAL_WINDOWS = (
    Window(window="01", window_name="一号窗口（示例）"),
    Window(window="02", window_name="二号窗口（示例）"),
)


def provision(platform: Platform, outlet: Outlet, windows: Sequence[Window]) -> dict[str, str]:
    """Enter the outlet and its windows, once or again; each window gets a fresh one-time code."""
    codes = {window.window: mint_code() for window in windows}
    now = platform.now()

    def enter(connection: Connection) -> None:
        put_outlet(connection, outlet)
        for window in windows:
            put_window(connection, outlet.outlet, window)
            put_code(connection, outlet.outlet, window.window, hash_code(codes[window.window]), now)

    platform.store.run_tx(enter)
    return codes
