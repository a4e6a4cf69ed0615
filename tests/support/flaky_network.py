"""A bad line between a desk and a province: a TCP proxy on loopback that knows where a request ends.

Every request is one *exchange* and takes the next planned `Fault` (or the standing one). What a seed
draws, it draws again: faults are taken in the order of the requests, and a desk has one in flight.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Self
from urllib.parse import urlsplit

_PIECE = 16_384
_PAGE = "<html><title>欢迎使用本网络</title><form>请登录</form></html>".encode()
LOGIN_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(_PAGE) + _PAGE


class Mode(StrEnum):
    OK = "ok"
    REFUSE = "refuse"
    """the connection is reset before a byte of the request is taken"""
    RESET = "reset"
    """the request is read, never forwarded, and the connection reset"""
    HANG = "hang"
    CUT_REQUEST = "cut_request"
    """the province gets the first `after` bytes of the request, then the line breaks on both sides"""
    CUT_REPLY = "cut_reply"
    """the desk gets the first `after` bytes of the reply; the province has done its work"""
    SWALLOW_REPLY = "swallow_reply"
    """the province has done its work, the desk gets nothing"""
    HANG_REPLY = "hang_reply"
    """the province has done its work, the desk waits for ever"""
    DUPLICATE_REQUEST = "duplicate_request"
    """the province gets the same request twice at the same time"""
    LOGIN_PAGE = "login_page"


@dataclass(frozen=True, slots=True)
class Fault:
    """`after` counts bytes from the first of the message; None = drawn by the seed, 0 up to its end."""

    mode: Mode
    after: int | None = None


GOOD = Fault(Mode.OK)


class FlakyNetwork:
    """One listening port in front of one province. Threads are daemons and end with `close`.

    `latency_s` is added to each direction of an exchange; `rate` is in bytes per second each way (0 = no
    limit), handed on `piece` by piece. `page`: what LOGIN_PAGE answers. `twins`: replies to second copies.
    `on_request` and `after_each` are called in the line's own thread: a request was read, a fault has struck.
    """

    def __init__(self, host: str, port: int, *, seed: int = 0) -> None:
        self.latency_s = 0.0
        self.rate = 0
        self.piece = _PIECE
        self.page = LOGIN_PAGE
        self.exchanges = 0
        self.bytes_up = 0
        self.bytes_down = 0
        self.twins: list[bytes] = []
        self.after_each: Callable[[Fault], None] | None = None
        self.on_request: Callable[[], None] | None = None
        self._target = (host, port)
        self._rng = Random(seed)
        self._lock = threading.Lock()
        self._plan: deque[Fault] = deque()
        self._standing = GOOD
        self._closed = threading.Event()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, name="flaky-line", daemon=True)]
        self._threads[0].start()

    @classmethod
    def before(cls, url: str, *, seed: int = 0) -> Self:
        return cls(*_address(url), seed=seed)

    def plan(self, *faults: Fault) -> None:
        """The next exchanges take these, one each; after them the standing fault holds."""
        with self._lock:
            self._plan.extend(faults)

    def stand(self, fault: Fault) -> None:
        """Every exchange without a plan takes this one from now on."""
        with self._lock:
            self._standing = fault

    def aim(self, url: str) -> None:
        """Another province answers from now on (a restart on another port)."""
        self._target = _address(url)

    @property
    def planned(self) -> int:
        with self._lock:
            return len(self._plan)

    def close(self) -> None:
        self._closed.set()
        with self._lock:
            open_now = list(self._open)
        for one in (self._listener, *open_now):
            with contextlib.suppress(OSError), one:
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=5)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self) -> Fault:
        with self._lock:
            self.exchanges += 1
            return self._plan.popleft() if self._plan else self._standing

    def _refuses(self) -> bool:
        with self._lock:
            return not self._plan and self._standing.mode is Mode.REFUSE

    def _accept(self) -> None:
        while not self._closed.is_set():
            try:
                desk, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(desk,), name="flaky-line", daemon=True)
            self._threads = [t for t in self._threads if t.is_alive()] + [thread]
            thread.start()

    @contextlib.contextmanager
    def _kept(self, one: socket.socket) -> Iterator[socket.socket]:
        with self._lock:
            self._open.add(one)
        try:
            yield one
        finally:
            with self._lock:
                self._open.discard(one)
            one.close()

    def _serve(self, desk: socket.socket) -> None:
        """All exchanges of one connection of the desk, each with its own fault."""
        with self._kept(desk), contextlib.suppress(OSError):
            buffer = bytearray()
            if self._refuses():
                _reset(desk)
                return
            while True:
                request = read_message(desk, buffer)
                if request is None:
                    return
                fault = self._take()
                if self.on_request:
                    self.on_request()
                try:
                    if not self._exchange(desk, request, fault):
                        return
                finally:
                    if fault.mode is not Mode.OK and self.after_each:
                        self.after_each(fault)

    def _exchange(self, desk: socket.socket, request: bytes, fault: Fault) -> bool:
        """True while the desk's connection lives on."""
        match fault.mode:
            case Mode.REFUSE | Mode.RESET:
                _reset(desk)
                return False
            case Mode.HANG:
                self._wait_for_hang_up(desk)
                return False
            case Mode.LOGIN_PAGE:
                desk.sendall(self.page)
                return True
            case Mode.CUT_REQUEST:
                self._send_part_up(request[: self._drawn(fault, len(request))])
                _reset(desk)
                return False
            case Mode.DUPLICATE_REQUEST:
                twin = threading.Thread(target=self._ask_twin, args=(request,), daemon=True)
                twin.start()
                reply = self._ask(request)
                twin.join()
            case _:
                reply = self._ask(request)
        return self._give(desk, reply, fault)

    def _give(self, desk: socket.socket, reply: bytes, fault: Fault) -> bool:
        match fault.mode:
            case Mode.SWALLOW_REPLY:
                _reset(desk)
                return False
            case Mode.HANG_REPLY:
                self._wait_for_hang_up(desk)
                return False
            case Mode.CUT_REPLY:
                self._pour(desk, reply[: self._drawn(fault, len(reply))])
                return False
        self.bytes_down += len(reply)
        self._pour(desk, reply)
        return b"connection: close" not in reply.partition(b"\r\n\r\n")[0].lower()

    def _drawn(self, fault: Fault, length: int) -> int:
        with self._lock:
            return self._rng.randrange(length) if fault.after is None else fault.after

    def _ask(self, request: bytes) -> bytes:
        """Forward a whole request on a fresh connection and read the whole reply."""
        self.bytes_up += len(request)
        with self._kept(socket.create_connection(self._target, timeout=150)) as province:
            self._pour(province, request)
            return read_message(province, bytearray()) or b""

    def _ask_twin(self, request: bytes) -> None:
        self.twins.append(self._ask(request))

    def _send_part_up(self, part: bytes) -> None:
        with self._kept(socket.create_connection(self._target, timeout=30)) as province:
            province.sendall(part)  # ends with a plain close: the part must arrive

    def _pour(self, to: socket.socket, content: bytes) -> None:
        if self.latency_s:
            self._closed.wait(self.latency_s)
        for start in range(0, len(content), self.piece):
            piece = content[start : start + self.piece]
            if self.rate:
                self._closed.wait(len(piece) / self.rate)
            to.sendall(piece)

    def _wait_for_hang_up(self, desk: socket.socket) -> None:
        while desk.recv(_PIECE):
            continue


def read_message(one: socket.socket, buffer: bytearray) -> bytes | None:
    """One HTTP message, head and body, as raw bytes; None when the other side closed before it was whole.

    `buffer` keeps what was read beyond it. A message without a length is one without a body.
    """
    while (end := buffer.find(b"\r\n\r\n")) < 0:
        if not _more(one, buffer):
            return None
    head = bytes(buffer[:end]).lower()
    whole = end + 4
    if b"transfer-encoding: chunked" in head:
        while (tail := _end_of_chunks(buffer, whole)) is None:
            if not _more(one, buffer):
                return None
        whole = tail
    elif b"content-length:" in head:
        whole += int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    while len(buffer) < whole:
        if not _more(one, buffer):
            return None
    message = bytes(buffer[:whole])
    del buffer[:whole]
    return message


def _more(one: socket.socket, buffer: bytearray) -> bool:
    piece = one.recv(_PIECE)
    buffer += piece
    return bool(piece)


def _end_of_chunks(buffer: bytearray, start: int) -> int | None:
    while (line := buffer.find(b"\r\n", start)) >= 0:
        size = int(bytes(buffer[start:line]).split(b";")[0], 16)
        start = line + 2 + size + 2
        if start > len(buffer):
            return None
        if size == 0:
            return start
    return None


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "127.0.0.1", parts.port or 80


def _reset(one: socket.socket) -> None:
    """Close with RST, as a broken line does, not with a polite FIN."""
    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    one.close()
