"""Nothing leads a desk's credential to another address: no proxy, no crooked address, no edited file."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app.province.embedded import Embedded
from app.sync.failures import Failed, FailureKind
from app.sync.http import Client
from tests.cli.calling import call
from tests.support import desk

SECRET = "peony-and-7"
WHO = {"staff": "3390", "secret": SECRET}


class Trap:
    """Notes what is said to it and answers like a login page."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                heard.append(str(self.headers))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"<html>sign in</html>")

            do_POST = do_GET

            def log_message(self, *told: object) -> None:
                """Quiet."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()


def test_no_proxy_hears_what_stays_on_this_computer(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://{trap.address}")
    monkeypatch.delenv("no_proxy", raising=False)
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(Failed) as failed:
            Client(f"http://{host}:9").hello("a-token")
        assert failed.value.failure.kind is FailureKind.OFFLINE
    assert trap.heard == []


@pytest.mark.parametrize(
    "crooked", ["http://elsewhere.invalid\\@127.0.0.1", "http://elsewhere.invalid\\@localhost:9"]
)
def test_a_crooked_address_is_not_taken_for_this_computer(crooked: str) -> None:
    with pytest.raises(Failed) as failed:
        Client(crooked).hello("a-token")
    assert (failed.value.failure.kind, failed.value.failure.detail) == (FailureKind.TLS, "plain")


def test_an_edited_file_leads_nowhere_else(trap: Trap, tmp_path: Path) -> None:
    province = Embedded(tmp_path / "province")
    profile = tmp_path / "live"
    try:
        url, codes = province.start(), province.provision()
        enrol = ("enrol", "--url", url, "--code", codes["01"], "--staff", "3390", "--name", "周岚")
        assert call(*enrol, profile=profile, secret=SECRET).code == 0
        desk.cheapen(profile, SECRET, "3390")
        whole = (profile / "desk.json").read_text("utf-8")
        for false in (f"http://{trap.address}", ""):
            told = json.loads(whole) | {"province_url": false}
            (profile / "desk.json").write_text(json.dumps(told), "utf-8")
            synced = call("sync", "--once", profile=profile, **WHO)
            assert (synced.code, synced.trouble) == (4, "not_the_province")
            assert "desk.json" in synced.line["obstacle"]["words"]
        told = json.loads(whole) | {"province_url": f"http://{trap.address}"}
        (profile / "desk.json").write_text(json.dumps(told), "utf-8")
        rejoined = call("rejoin", "--code", "AAAA-BBBB", profile=profile, **WHO)
        assert rejoined.trouble == "not_the_province"
        assert trap.heard == []
        code = province.provision()["01"]
        assert call("rejoin", "--url", url, "--code", code, profile=profile, **WHO).code == 0
        assert call("sync", "--once", profile=profile, **WHO).line["complete"] is True
    finally:
        province.stop()
