"""Who waits for news of a scope, and who tells them. In memory; the database stays the truth."""

from __future__ import annotations

import asyncio
import threading


class News:
    """Long polls sleep here. `tell` may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = {}
        self.closed = False

    def listen(self, scope: str) -> asyncio.Event:
        """An event that is set by the next news. Listen first, then look, then wait."""
        event = asyncio.Event()
        with self._lock:
            self._waiting.setdefault(scope, set()).add((asyncio.get_running_loop(), event))
            if self.closed:
                event.set()
        return event

    def leave(self, scope: str, event: asyncio.Event) -> None:
        with self._lock:
            ears = self._waiting.get(scope, set())
            ears.discard((asyncio.get_running_loop(), event))
            if not ears:
                self._waiting.pop(scope, None)

    def waiting(self, scope: str) -> int:
        """How many long polls wait for news of this scope."""
        with self._lock:
            return len(self._waiting.get(scope, ()))

    def tell(self, scope: str) -> None:
        with self._lock:
            ears = list(self._waiting.get(scope, ()))
        for loop, event in ears:
            loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """The province stops: everybody goes home with what there is."""
        with self._lock:
            self.closed = True
            scopes = list(self._waiting)
        for scope in scopes:
            self.tell(scope)
