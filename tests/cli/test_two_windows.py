"""Two windows of an outlet over HTTP to `onewindow province`, a program of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli import day
from tests.cli.calling import HEARING, PROGRAM, ROOT, Told, call, environment, run
from tests.support import desk

SECRET = "peony-and-7"


class Province:
    """The program serving in a process of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.process = subprocess.Popen(
            [*HEARING, *PROGRAM, "province", "--data", str(data), "--port", "0", "--name", "示例省（示例）"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(secret=None),
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        self.url: str = json.loads(self.process.stdout.readline())["url"]

    def windows(self, *windows: str) -> dict[str, str]:
        """window -> its one-time code, entered beside the running server."""
        options = [
            part for window in windows for part in ("--new-window", f"330106:{window}:{window} 号窗口")
        ]
        told = run(["province", "--data", str(self.data), *options], environment(secret=None))
        return {line["window"]: line["code"] for line in told.lines}

    def end(self, how: signal.Signals) -> tuple[int, str]:
        os.kill(self.process.pid, how)
        out, err = self.process.communicate(timeout=30)
        assert err == ""
        return self.process.returncode, out


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    server = Province(tmp_path / "province")
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


def enrolled(folder: Path, url: str, code: str) -> Path:
    words = ["enrol", "--url", url, "--code", code, "--staff", "3390", "--name", "周岚（示例）"]
    told = run(words, environment(folder, secret=SECRET))
    assert told.line["mode"] == "live", told
    desk.cheapen(folder, SECRET, "3390")
    return folder


def at(folder: Path, *words: str, requests: object = "") -> Told:
    return call(*words, requests=requests, profile=folder, staff="3390", secret=SECRET)


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_the_second_window_sees_and_finishes_the_firsts_case(province: Province, tmp_path: Path) -> None:
    codes = province.windows("01", "02")
    one = enrolled(tmp_path / "one", province.url, codes["01"])
    two = enrolled(tmp_path / "two", province.url, codes["02"])
    used = call(
        "enrol",
        "--url",
        province.url,
        "--code",
        codes["01"],
        "--staff",
        "3390",
        "--name",
        "x",
        profile=tmp_path / "three",
        secret=SECRET,
    )
    assert used.refusals == [("enrolment_code", "code")]
    assert not (tmp_path / "three" / "keys.json").exists()

    notice: dict[str, Any] = at(one, "accept", requests=day.without_authority()).line["case"]
    assert notice["status"] == "correction"
    assert at(one, "sync", "--once").line["complete"] is True

    assert at(two, "inquire", requests={"text": notice["number"]}).line["hits"] == []
    assert at(two, "sync", "--once").line["pulled"] > 0
    hit = at(two, "inquire", requests={"text": notice["number"]}).line["hits"][0]
    finished = at(two, "supplement", requests=day.authority(hit["record_id"])).line["case"]
    assert (finished["status"], finished["number"]) == ("accepted", notice["number"])
    assert finished["window"] == "02"
    assert at(two, "sync", "--once").line["complete"] is True

    assert at(one, "sync", "--once").line["complete"] is True
    shown = at(one, "show", requests={"number": notice["number"]}).line
    assert (shown["case"]["status"], shown["case"]["window"]) == ("accepted", "02")
    assert province.end(signal.SIGTERM)[0] == 0
    offline = at(one, "sync", "--once")
    assert (offline.code, offline.trouble) == (4, "offline")


def test_a_province_stops_in_order_and_tells_a_taken_port(province: Province) -> None:
    port = province.url.rsplit(":", 1)[1]
    told = run(["province", "--data", str(province.data), "--port", port], environment(secret=None))
    assert told.code == 4
    assert port in told.line["obstacle"]["words"]
    code, out = province.end(signal.SIGINT)
    assert (code, json.loads(out)) == (0, {"ok": True, "stopped": True})
