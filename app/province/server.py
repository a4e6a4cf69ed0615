"""The HTTP server around a platform: uvicorn in a thread of its own, on a socket that is already bound."""

from __future__ import annotations

import http.client
import socket
import threading
import time

import uvicorn

from app.domain.obstacles import Obstacle, Trouble
from app.province.application import application
from app.province.patience import PatientProtocol
from app.province.platform import Platform

START_S = 20.0
STOP_S = 15.0
_LOOK_S = 0.01


def configure(platform: Platform, **tls: str) -> uvicorn.Config:
    """Quiet: no access log, because a visitor's code stands in the address."""
    return uvicorn.Config(
        application(platform),
        loop="asyncio",
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
        ssl_certfile=tls.get("certificate"),
        ssl_keyfile=tls.get("private_key"),
    )


class Server:
    """Started once, stopped once."""

    def __init__(self, platform: Platform, host: str, port: int) -> None:
        self._platform = platform
        self._server = uvicorn.Server(configure(platform))
        try:
            self._socket = socket.create_server((host, port), backlog=128)
        except OSError as error:
            raise Obstacle(Trouble.OFFLINE, port=port) from error
        self.host, self.port = self._socket.getsockname()[:2]
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="province-http", daemon=True
        )

    def start(self) -> str:
        """The base URL, once the province really answers. Raises Obstacle."""
        self._thread.start()
        deadline = time.monotonic() + START_S
        while not self._answers():
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise Obstacle(Trouble.OFFLINE, port=self.port)
            time.sleep(_LOOK_S)
        return f"http://{self.host}:{self.port}"

    def stop(self) -> None:
        """Long polls go home, running requests end, then the socket closes."""
        self._platform.news.close()
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(STOP_S)
        self._socket.close()

    def _answers(self) -> bool:
        if not self._server.started:
            return False
        line = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            line.request("GET", "/sync/v1/hello")
            return line.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            line.close()
