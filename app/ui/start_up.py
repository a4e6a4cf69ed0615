"""What must be settled before the first widget: input method, locale, Qt's own messages."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("qt")

_PLUGINS = {
    "fcitx": "libfcitxplatforminputcontextplugin.so",
    "fcitx5": "libfcitx5platforminputcontextplugin.so",
}
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def settle_environment(environment: MutableMapping[str, str], platform: str = sys.platform) -> None:
    """Before the application object: the ibus plug-in for Chinese typing (fcitx speaks it), UTF-8.

    The packaged Qt has no fcitx plug-in; with `fcitx` or nothing set a field receives bare letters.
    """
    if not platform.startswith("linux"):
        return
    wanted = environment.get("QT_IM_MODULE", "")
    if wanted in ("", *_PLUGINS) and not _has_plugin(wanted):
        environment["QT_IM_MODULE"] = "ibus"
    if not any(environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        environment["LANG"] = "C.UTF-8"


def _has_plugin(wanted: str) -> bool:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return wanted in _PLUGINS and (folder / _PLUGINS[wanted]).exists()


def log_qt_messages() -> None:
    """Qt's own warnings go to the log, never to a terminal."""

    def told(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)

    qInstallMessageHandler(told)
