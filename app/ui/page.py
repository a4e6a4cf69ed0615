"""What every page is: a head with title and status line, a body, deeds with keys, words set in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.obstacles import Obstacle
from app.domain.refusals import Refused
from app.sync.status import SyncStatus
from app.ui.desk import Desk
from app.ui.tasks import Tasks
from app.ui.widgets.lines import announce
from app.ui.widgets.plain import PlainLabel, ShortLabel, restyle
from app.words import obstacles, refusals
from app.words.catalogue import joined


class Frame(Protocol):
    """What the window does for its pages."""

    @property
    def desk(self) -> Desk: ...

    @property
    def tasks(self) -> Tasks: ...

    def go(self, stem: str, /, **request: object) -> None:
        """Open another page; `request` reaches its `opened`."""
        ...

    def say(self, text: str, undo: str = "", on_undo: Callable[[], None] | None = None) -> None:
        """A toast: good news or a take-back. Never for errors."""
        ...

    def said(self) -> Sequence[str]:
        """What the toasts of this sign-in said, newest last."""
        ...

    def banner(
        self, name: str, kind: str, text: str, deed: str = "", on_deed: Callable[[], None] | None = None
    ) -> None:
        """A line under the header that stays until dropped. Kinds: info, warn, err."""
        ...

    def drop_banner(self, name: str) -> None: ...

    def keep(self, name: str, value: object) -> None:
        """Keep a setting of this desk; the lock and the scanner hear of it at once."""
        ...

    def retranslate(self) -> None:
        """The language changed: set every word of the window again."""
        ...

    def refresh_bar(self) -> None:
        """Deeds were allowed or forbidden: draw the action bar again."""
        ...


class PageHead(QWidget):
    """Title, what it is about, and the status line that stays until the next deed."""

    def __init__(self, stem: str) -> None:
        super().__init__()
        self.setObjectName(f"{stem}_head")
        self.title = PlainLabel(role="title")
        self.about = ShortLabel(role="quiet")
        self.status = ShortLabel(role="ok")
        self.status.setObjectName(f"{stem}_status")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.about, 2)
        row.addWidget(self.status, 3)

    def say(self, title: str, about: str = "") -> None:
        self.title.setText(title)
        self.about.setText(about)

    def tell(self, text: str, kind: str = "ok") -> None:
        """The status line: ok, hint, warning or error, with its symbol. Sticky until the next call."""
        symbol = {"ok": "✓ ", "warning": "⚠ ", "error": "✗ ", "hint": ""}[kind]
        restyle(self.status, "role", kind)
        self.status.setText(f"{symbol}{text}" if text else "")
        announce(self.status, text)


class Page(QWidget):
    """One page. It keeps its state when left; it holds ids and frozen values, never rows.

    A subclass sets `stem`, builds its widgets in `__init__` without words, binds its deeds with `bind`,
    and puts every word in `retranslate`.
    """

    stem: ClassVar[str]
    deeds_changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("page")
        self.frame = frame
        self.desk = frame.desk
        self.tasks = frame.tasks
        self.head = PageHead(self.stem)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._deeds: dict[str, Callable[[], None]] = {}
        self._reasons: dict[str, str] = {}
        self._calm: set[str] = set()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 8)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        whole.addLayout(self.body, 1)

    # what subclasses fill in

    def retranslate(self) -> None:
        """Set every word of the page in the current language; called after building and on a switch."""
        raise TypeError(f"{type(self).__name__} sets no words")

    def opened(self, request: Mapping[str, object]) -> None:
        """The page comes to the front, perhaps with a request such as `{"record_id": …}`."""

    def left(self) -> None:
        """Another page comes to the front, or the desk is locked: save what is open."""

    def refresh(self, stems: frozenset[str]) -> None:
        """Records of these stems changed, here or by the province. Never resets a form."""

    def show_sync(self, status: SyncStatus) -> None:
        """The line to the province has a new state."""

    def first_field(self) -> QWidget | None:
        """Where the cursor goes when the page is opened."""
        return None

    def scanned(self, code: str) -> bool:
        """A code was scanned while this page is in front. True: taken; False: the frame looks it up."""
        return False

    # what subclasses use

    def bind(self, action_id: str, deed: Callable[[], None]) -> None:
        """Say what an action of `actions.py` does on this page."""
        self._deeds[action_id] = deed

    def allow(self, action_id: str, allowed: bool, reason: str = "", *, calm: bool = False) -> None:
        """Forbid or allow a bound deed; the reason stands in words on the bar. `calm`: nothing is amiss."""
        before = self._reasons.get(action_id), action_id in self._calm
        self._calm.discard(action_id)
        if allowed:
            self._reasons.pop(action_id, None)
        else:
            self._reasons[action_id] = reason
            self._calm.update((action_id,) if calm else ())
        if before != (self._reasons.get(action_id), action_id in self._calm):
            self.deeds_changed.emit()

    def do(self, action_id: str) -> bool:
        """Run a bound deed unless it is forbidden. False: nothing happened."""
        deed = self._deeds.get(action_id)
        if deed is None or action_id in self._reasons:
            return False
        deed()
        return True

    def binds(self, action_id: str) -> bool:
        return action_id in self._deeds

    def reason_against(self, action_id: str) -> str | None:
        """Why the deed is forbidden now; None when it is allowed."""
        return self._reasons.get(action_id)

    def calm_about(self, action_id: str) -> bool:
        """The deed is done, or there is nothing to do: its reason is no warning."""
        return action_id in self._calm

    def show_refused(self, refused: Refused) -> None:
        """Refusals at the title, in the words of the catalogue."""
        self.head.tell(joined(refusals.sentence(refusal) for refusal in refused.refusals), "error")

    def show_obstacle(self, obstacle: Obstacle) -> None:
        self.head.tell(obstacles.sentence(obstacle), "error")
