"""Keys of the window: one shortcut object for each action, alive only where its scope is in front."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.actions import FRAME, FRAME_ACTIONS, Action, navigation_actions, page_actions


class Keys(QObject):
    """Binds the registry to one window. `triggered` carries the action's id."""

    triggered = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bound: dict[str, list[QAction]] = {}
        self._declared: dict[str, Action] = {}
        self._scope = ""
        for action in (*FRAME_ACTIONS, *navigation_actions()):
            self._add(FRAME, action)

    def actions_of(self, stem: str) -> tuple[Action, ...]:
        """A page's actions; their keys are made the first time the page is opened."""
        if stem not in self._bound:
            self._bound[stem] = []
            for action in page_actions(stem):
                self._add(stem, action)
        return tuple(a for a in self._declared.values() if a.scope == stem)

    def enter(self, stem: str) -> None:
        """Only this page's keys are alive from now on, beside those of the frame."""
        self.actions_of(stem)
        self._scope = stem
        for scope, actions in self._bound.items():
            for action in actions:
                action.setEnabled(scope in (FRAME, stem))

    def sleep(self, asleep: bool) -> None:
        """While the desk is locked no key does anything."""
        for scope, actions in self._bound.items():
            for action in actions:
                action.setEnabled(not asleep and scope in (FRAME, self._scope))

    def _add(self, scope: str, action: Action) -> None:
        made = QAction(self._window)
        made.setObjectName(f"key_{action.id.replace('.', '_')}")
        made.setShortcuts([QKeySequence(key) for key in _with_keypad(action.bound())])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(lambda: self.triggered.emit(action.id))
        self._window.addAction(made)
        self._bound.setdefault(scope, []).append(made)
        self._declared[action.id] = action


def _with_keypad(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Ctrl+Return means the Enter of the number pad too."""
    return keys + tuple(key.replace("Return", "Enter") for key in keys if "Return" in key)
