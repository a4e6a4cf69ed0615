"""One line to the province: a `requests` session that asks one thing at a time and can be ended.

TLS is always verified (the system's trust, or one provincial certificate authority and nothing else), nothing
is redirected, what stays on this computer meets no proxy, every wait has an end: connecting, reading, the
whole request. Imported late, being heavy.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, ReadTimeoutError
from urllib3.exceptions import SSLError as BrokenTls
from urllib3.util import parse_url

from app.sync.failures import Failed, Failure, FailureKind
from app.sync.limits import Limits

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_STEP = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    wait_s: float = 0.0
    """how long the province may think before its first word; such a wait may be interrupted"""


@dataclass(frozen=True, slots=True)
class Answer:
    """As it came: the content is still packed."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Line:
    def __init__(self, limits: Limits, ca_file: str | None = None) -> None:
        self._limits = limits
        self._ca_file = ca_file
        self._session = requests.Session()
        self._session.trust_env = False  # no .netrc; proxies are asked for below
        adapter = _Adapter(self, ca_file)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._turn = 0
        """number of the request that runs; 0 = none"""
        self._turns = 0
        self._interruptible = False
        self._ended: Failure | None = None
        self._stopped = False

    def ask(self, asked: Asked, unless: Callable[[], bool] | None = None) -> Answer:
        """`unless` is looked at once an interruption would be noticed: True ends the wait before it begins.

        Raises Failed: offline, timeout, tls, not_the_province (too long), interrupted.
        """
        _refuse_plain(asked.url)
        turn = self._begin(interruptible=asked.wait_s > 0)
        limit = self._limits.total_s + asked.wait_s
        total = threading.Timer(limit, self._end, [Failure(FailureKind.TIMEOUT, "total"), turn])
        total.daemon = True
        total.start()
        try:
            if unless and unless():
                raise Failed(Failure(FailureKind.INTERRUPTED))
            with self._failures():
                return self._exchange(asked)
        finally:
            total.cancel()
            with self._lock:
                self._turn, self._interruptible = 0, False

    def interrupt(self) -> None:
        """End a wait that may be interrupted; anything else goes on."""
        with self._lock:
            if self._interruptible:
                self._end_now(Failure(FailureKind.INTERRUPTED))

    def stop(self) -> None:
        """End whatever runs. No request succeeds afterwards."""
        with self._lock:
            self._stopped = True
            self._end_now(Failure(FailureKind.INTERRUPTED, "stopped"))

    def close(self) -> None:
        self.stop()
        self._session.close()

    def _begin(self, *, interruptible: bool) -> int:
        with self._lock:
            if self._stopped:
                raise Failed(Failure(FailureKind.INTERRUPTED, "stopped"))
            self._turns += 1
            self._turn, self._interruptible, self._ended = self._turns, interruptible, None
            return self._turn

    def _end(self, why: Failure, turn: int) -> None:
        with self._lock:
            if self._turn == turn:
                self._end_now(why)

    def _end_now(self, why: Failure) -> None:
        """Inside the lock, so that no later request can be hit."""
        if not self._turn:
            return
        self._ended = self._ended or why
        for one in self._sockets:
            if one.fileno() >= 0:
                with contextlib.suppress(OSError):  # gone already: that is what was wanted
                    # the plain socket's own shutdown: an SSLSocket's would drop its TLS under the reader
                    socket.socket.shutdown(one, socket.SHUT_RDWR)

    def hold(self, one: socket.socket) -> None:
        """A connection was made: it belongs to this line until it is closed."""
        with self._lock:
            self._sockets = {known for known in self._sockets if known.fileno() >= 0} | {one}
            ended = self._ended
        if ended:
            raise OSError("the line was ended")

    def _exchange(self, asked: Asked) -> Answer:
        if self._ended:
            raise Failed(self._ended)
        with self._session.request(
            asked.method,
            asked.url,
            headers=dict(asked.headers),
            data=asked.body or None,
            timeout=(self._limits.connect_s, self._limits.read_s + asked.wait_s),
            allow_redirects=False,
            stream=True,
            verify=self._ca_file or True,
            proxies={} if _stays_here(asked.url) else get_environ_proxies(asked.url),
        ) as response:
            content = bytearray()
            while piece := response.raw.read(_STEP, decode_content=False):
                content += piece
                if len(content) > self._limits.reply_bytes:
                    raise Failed(Failure(FailureKind.NOT_THE_PROVINCE, "too long", status=200))
            if self._ended:
                raise Failed(self._ended)
            return Answer(response.status_code, response.headers, bytes(content))

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        """The library's errors in our own closed list. An ended line explains every one of them."""
        try:
            yield
        except (requests.RequestException, HTTPError, OSError) as error:
            raise Failed(self._ended or _failure(error)) from error


def _failure(error: Exception) -> Failure:
    match error:
        case requests.exceptions.SSLError() | BrokenTls():
            return Failure(FailureKind.TLS, _tls_detail(str(error)))
        case requests.exceptions.ConnectTimeout():
            return Failure(FailureKind.TIMEOUT, "connect")
        case requests.exceptions.Timeout() | ReadTimeoutError():
            return Failure(FailureKind.TIMEOUT, "read")
        case requests.exceptions.ProxyError():
            return Failure(FailureKind.OFFLINE, "proxy")
        case requests.exceptions.ConnectionError() if "NameResolution" in str(error):
            return Failure(FailureKind.OFFLINE, "name")
        case requests.exceptions.ConnectionError():
            return Failure(FailureKind.OFFLINE, "connection")
        case requests.exceptions.InvalidURL() | requests.exceptions.MissingSchema():
            return Failure(FailureKind.OFFLINE, "address")
    return Failure(FailureKind.OFFLINE, "cut")


def _tls_detail(text: str) -> str:
    """A wrong clock makes every certificate look wrong: that is told apart."""
    if "expired" in text or "not yet valid" in text:
        return "clock"
    return "certificate" if "CERTIFICATE_VERIFY_FAILED" in text else "handshake"


def _refuse_plain(url: str) -> None:
    if urlsplit(url).scheme != "https" and not _stays_here(url):
        raise Failed(Failure(FailureKind.TLS, "plain"))


def _stays_here(url: str) -> bool:
    """Whether the host is this computer, as the library that connects reads the address."""
    try:
        host = parse_url(url).host or ""
    except LocationParseError:
        return False
    return host.strip("[]") in _LOOPBACK


class _Adapter(HTTPAdapter):
    """Tells the line about every socket, and brings TLS 1.2 or newer with the trust that was asked for."""

    def __init__(self, line: Line, ca_file: str | None) -> None:
        self._ca_file = ca_file
        self._pools = _pools_of(line)
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._tls(), **more)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self._ca_file)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._tls(), **more)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools_of(line: Line) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            line.hold(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            line.hold(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
