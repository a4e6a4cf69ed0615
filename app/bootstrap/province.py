"""`onewindow province`: serve the reference platform, or do one deed of its operator and end."""

from __future__ import annotations

import signal
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from app.domain.obstacles import Obstacle, Trouble

Tell = Callable[[Mapping[str, object]], None]
_LOOK_S = 0.05
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (only asked, never listened at)


def run(tell: Tell, **options: Any) -> None:
    """`tell` gets one answer a deed, or the address once the platform answers there. Raises Obstacle."""
    data, database = Path(options["data"]), options["database"] or None
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as why:
        raise Obstacle(Trouble.FILE_UNWRITABLE, file=data.name, why=why.strerror or "") from why
    if not _operator(tell, data, database, options):
        _serve(tell, data, database, options)


def _operator(tell: Tell, data: Path, database: str | None, options: Mapping[str, Any]) -> bool:
    """Whether a deed was asked for and done; it works beside a running server."""
    from app.province import serve

    for outlet, window, name in options["windows"]:
        serve.new_outlet(data, database, outlet, options["outlet_name"] or name)
        code = serve.new_window(data, database, outlet, window, name)
        tell({"ok": True, "outlet": outlet, "window": window, "code": code})
    if options["revoke"]:
        tell({"ok": True, "revoked": serve.revoke(data, database, options["revoke"])})
    if options["restored"]:
        tell({"ok": True, "epoch": serve.declare_restored(data, database)})
    return bool(options["windows"] or options["revoke"] or options["restored"])


def _serve(tell: Tell, data: Path, database: str | None, options: Mapping[str, Any]) -> None:
    from app.bootstrap.page_texts import setting_of
    from app.province import serve
    from app.rulebook import Rulebook

    setting = setting_of(Rulebook.load(), datetime.now().astimezone().date())
    host, port = options["host"], _free_port(options["host"], options["port"])
    tls = options["certificate"] is not None
    if tls:
        _look_at(options["certificate"], options["private_key"])
    ended = threading.Event()
    watch = threading.Thread(target=_tell_when_up, args=(tell, host, port, tls, ended), daemon=True)
    watch.start()
    signal.signal(signal.SIGTERM, _end)
    try:
        serve.serve(
            host,
            port,
            database,
            data,
            setting=replace(setting, name=options["name"] or setting.name),
            certificate=options["certificate"],
            private_key=options["private_key"],
        )
    except KeyboardInterrupt:
        tell({"ok": True, "stopped": True})
    finally:
        ended.set()
        watch.join()


def _end(_number: int, _frame: FrameType | None) -> None:
    """The server itself has ended in order before it hands the signal on."""
    raise KeyboardInterrupt


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0. Tried before anything starts, so that it can be told in words."""
    try:
        with socket.create_server((host, port)) as taken:
            found: int = taken.getsockname()[1]
            return found
    except (OSError, UnicodeError) as why:  # a name that no system can look up
        raise Obstacle(Trouble.OFFLINE, port=port) from why


def _look_at(certificate: Path, private_key: Path | None) -> None:
    """Raises FILE_UNREADABLE when the two files are no certificate with its key."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, private_key)
    except OSError as why:  # ssl.SSLError is one
        name = Path(why.filename).name if why.filename else certificate.name
        raise Obstacle(Trouble.FILE_UNREADABLE, file=name, why=why.strerror or "") from why


def _tell_when_up(tell: Tell, host: str, port: int, tls: bool, ended: threading.Event) -> None:
    while not ended.wait(_LOOK_S):
        if _listens(host, port):
            tell({"ok": True, "url": f"{'https' if tls else 'http'}://{host}:{port}"})
            return


def _listens(host: str, port: int) -> bool:
    """The server opens its port when it can answer."""
    try:
        socket.create_connection((_EVERYWHERE.get(host, host), port), timeout=5).close()
    except OSError:
        return False
    return True
