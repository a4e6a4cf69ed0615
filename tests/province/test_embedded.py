"""The province inside one program: imported late, started and stopped with it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from app.domain.obstacles import Obstacle
from app.province.embedded import Embedded
from app.province.serve import new_outlet, new_window, revoke
from tests.province.desks import join, verdicts

REPO = Path(__file__).parents[2]


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "import app.province.embedded, app.province.serve\n"
        "heavy = {'litestar', 'sqlalchemy', 'uvicorn', 'psycopg', 'zstandard', 'cryptography'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPO, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_starts_on_loopback_and_stops(tmp_path: Path) -> None:
    province = Embedded(tmp_path)
    with pytest.raises(RuntimeError):
        province.provision()
    url = province.start()
    assert url.startswith("http://127.0.0.1:")
    codes = province.provision()
    desks = [join(url, code) for code in codes.values()]
    assert [desk.reply.window for desk in desks] == ["01", "02"]
    assert verdicts(desks[0].push(*desks[0].author.cases(2)).answers) == ["applied"] * 2
    assert len(desks[1].feed()) == 2, "two windows of one outlet"
    province.stop()
    province.stop()
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)


def test_a_province_for_many_desks_runs_until_it_is_told(tmp_path: Path) -> None:
    new_outlet(tmp_path, None, "990103", "示例窗口（示例）")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    code = (
        "import sys; from pathlib import Path; from app.province.serve import serve\n"
        f"serve('127.0.0.1', {port}, None, Path(sys.argv[1]))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=REPO)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while not answers(url):
        assert process.poll() is None
        assert time.monotonic() < deadline
    desk = join(url, new_window(tmp_path, None, "990103", "05", "五号（示例）"))
    assert desk.reply.window == "05"
    assert desk.push(*desk.author.cases(1)).acked_n == 1
    assert revoke(tmp_path, None, desk.author.install)
    assert desk.ask_feed().status_code == 401
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) in (0, -signal.SIGTERM)


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/sync/v1/hello", timeout=5).ok
    except requests.ConnectionError:
        return False


def test_it_takes_the_port_it_is_given(tmp_path: Path) -> None:
    one = Embedded(tmp_path / "one")
    url = one.start()
    port = int(url.rpartition(":")[2])
    with pytest.raises(Obstacle):
        Embedded(tmp_path / "two", port=port).start()
    one.stop()
    again = Embedded(tmp_path / "one", port=port)
    assert again.start() == url
    again.stop()


def test_its_folder_is_its_owner_s(tmp_path: Path) -> None:
    province = Embedded(tmp_path / "p")
    province.start()
    province.stop()
    assert (tmp_path / "p").stat().st_mode & 0o077 == 0
    for name in ("province.key", "operator.token"):
        assert (tmp_path / "p" / name).stat().st_mode & 0o077 == 0


def test_a_long_poll_does_not_hold_the_end_up(tmp_path: Path) -> None:
    province = Embedded(tmp_path)
    desk = join(province.start(), province.provision()["01"])
    asked = threading.Thread(target=lambda: desk.page(0, wait=25))
    asked.start()
    while not province.platform.news.waiting(desk.reply.scope):
        pass
    began = time.monotonic()
    province.stop()
    asked.join()
    assert time.monotonic() - began < 10


def test_a_key_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "province.key").write_text("not a key")
    with pytest.raises(Obstacle):
        Embedded(tmp_path).start()
