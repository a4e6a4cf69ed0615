"""What the frame's own keys do, and the way from any key, button or palette line to its deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.obstacles import Obstacle
from app.domain.refusals import Refused
from app.ui.actions import FRAME_ACTIONS, navigation_actions
from app.ui.desk import Hit
from app.ui.frame.entry import Entry
from app.ui.navigation import BY_STEM, PAGES
from app.ui.theme.look import look
from app.ui.theme.metrics import ZOOM_STEPS
from app.ui.widgets.action_bar import BarItem
from app.words.catalogue import _, ngettext

if TYPE_CHECKING:
    from app.ui.window import Window


class FrameDeeds:
    """Takes an action's id and does it: navigation, frame, or the page in front."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._own = {
            "frame.palette": self.open_palette,
            "frame.keys": self.show_keys,
            "frame.help": self.show_keys,
            "frame.lock": window.lock,
            "frame.sign_out": window.sign_out,
            "frame.larger": lambda: self.zoom(1),
            "frame.smaller": lambda: self.zoom(-1),
            "frame.quit": window.close,
        }

    def do(self, action_id: str) -> None:
        """Run one action. A forbidden one says why at the page's title."""
        if action_id in self._own:
            self._own[action_id]()
        elif action_id.startswith("go."):
            self._window.go(action_id.removeprefix("go."))
        else:
            self._do_on_page(action_id)

    def _do_on_page(self, action_id: str) -> None:
        page = self._window.stack.current()
        if page is None:
            return
        reason = page.reason_against(action_id)
        if reason:
            page.head.tell(reason, "warning")
        else:
            page.do(action_id)

    def tell_refused(self, refused: Refused) -> None:
        """A refusal nobody asked for stands at the title of the page in front."""
        page = self._window.stack.current()
        if page is not None:
            page.show_refused(refused)

    def tell_obstacle(self, obstacle: Obstacle) -> None:
        page = self._window.stack.current()
        if page is not None:
            page.show_obstacle(obstacle)

    def bar_items(self) -> list[BarItem]:
        """The buttons of the page in front: what it declares, binds and allows."""
        page = self._window.stack.current()
        if page is None:
            return []
        return [
            BarItem(
                id=action.id,
                text=_(action.text),
                key=action.key,
                kind=action.kind,
                reason=page.reason_against(action.id),
                calm=page.calm_about(action.id),
            )
            for action in self._window.keys.actions_of(page.stem)
            if action.on_bar and page.binds(action.id)
        ]

    def open_palette(self, text: str = "") -> None:
        """The palette, perhaps with a text that was scanned or typed elsewhere."""
        self._window.panels.palette.ask(self.entries(), text)

    def entries(self) -> list[Entry]:
        """The deeds of the page in front, then pages, then the frame's."""
        window, page = self._window, self._window.stack.current()
        found = [
            Entry(id=action.id, text=_(action.text), key=action.key, also=(action.text,))
            for action in (window.keys.actions_of(page.stem) if page else ())
            if page is not None and page.binds(action.id) and page.reason_against(action.id) is None
        ]
        found += [
            Entry(id=f"go.{place.stem}", text=_(place.text), key=place.key, also=(place.text, place.initials))
            for place in PAGES
        ]
        found += [
            Entry(id=action.id, text=_(action.text), key=action.key, also=(action.text,))
            for action in FRAME_ACTIONS
            if action.id != "frame.palette"
        ]
        return found

    def open_record(self, hit: Hit) -> None:
        self._window.go(hit.page, **hit.request)

    def show_keys(self) -> None:
        window = self._window
        page = window.stack.current()
        stem = page.stem if page else ""
        window.panels.key_sheet.show_keys(
            _(BY_STEM[stem].text) if stem else "",
            window.keys.actions_of(stem) if stem else (),
            (*navigation_actions(), *FRAME_ACTIONS),
        )

    def zoom(self, step: int) -> None:
        """One step larger or smaller; kept in the settings."""
        held = look()
        steps = ZOOM_STEPS
        now = min(range(len(steps)), key=lambda i: abs(steps[i] - held.metrics.zoom))
        wanted = steps[max(0, min(len(steps) - 1, now + step))]
        held.choose(theme=held.tokens.name, density=held.metrics.density.value, zoom=wanted)
        self._window.desk.settings.put("zoom", wanted)
        self._window.say(_("Zoom {percent} %").format(percent=wanted))

    def may_close(self) -> bool:
        """Closing with undelivered work says so once and keeps it; the second time it closes."""
        waiting = self._window.desk.sync_status().queue.unsent
        if not waiting or "closing" in self._window.inside.banners.names():
            return True
        self._window.banner(
            "closing",
            "warn",
            ngettext(
                "{count} record is not delivered yet. It stays safe on this computer and is sent next time",
                "{count} records are not delivered yet. They stay safe on this computer "
                "and are sent next time",
                waiting,
            ).format(count=waiting),
            _("Close now"),
            self._close_now,
        )
        return False

    def _close_now(self) -> None:
        self._window.close()
