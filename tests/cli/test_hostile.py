"""The shell against a hostile caller: closed streams, endless lines, odd bytes, guesses side by side."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bootstrap import attempts, people
from app.cli import reading, requests, strictness
from app.cli.rules import Amount
from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from tests.cli.calling import PROGRAM, ROOT, call, environment
from tests.support import desk
from tests.support.desk import CLERK, LEAD

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
HALF = "\udcff\udcfe"
"""What bytes that are no UTF-8 become in arguments and environment."""


def through_sh(command: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    program = " ".join(PROGRAM)
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("ONEWINDOW", program)],
        capture_output=True,
        cwd=ROOT,
        env={**environment(secret=None), **env},
        timeout=60,
        check=False,
        start_new_session=True,
    )


def test_a_closed_standard_input_asks_nothing() -> None:
    told = through_sh("ONEWINDOW amount <&-")
    assert told.returncode == 3
    assert json.loads(told.stdout)["refused"][0]["where"] == "request"


def test_a_closed_standard_output_is_told_and_is_no_mistake_of_the_program() -> None:
    told = through_sh("""echo '{"fen": 1}' | ONEWINDOW amount >&-""")
    assert told.returncode == 4
    assert "答复写不出去" in told.stderr.decode()
    assert b"Traceback" not in told.stderr


def test_closed_standard_errors_change_no_exit_code() -> None:
    assert through_sh("ONEWINDOW amount --nonsense 2>&-").returncode == 2
    assert through_sh("""echo '{"fen": -1}' | ONEWINDOW amount 2>&-""").returncode == 3
    assert through_sh("ONEWINDOW amount <&- >&- 2>&-").returncode == 4


def test_a_line_that_never_ends_is_told_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 100_000)
    told = call("amount", "--file", "/dev/zero")
    assert (told.code, told.trouble) == (4, "file_unreadable")
    assert "32 MiB" in told.line["obstacle"]["words"]


def _seconds(text: str) -> float:
    began = time.thread_time()
    for value in reading.documents([text.encode()], "-"):
        requests.parse(value, Amount)
    return time.thread_time() - began


HARD = {
    "a text of quotation marks that never ends": lambda n: '{"text": "' + '\\"' * n,
    "the last of many names twice": lambda n: (
        "{" + ",".join(f'"k{at}":1' for at in range(n)) + f',"k{n - 1}":2}}'
    ),
    "many unknown names": lambda n: "{" + ",".join(f'"k{at}":1' for at in range(n)) + "}",
    "long unknown names": lambda n: "{" + ",".join(f'"{"f" * n}{at}":1' for at in range(20)) + "}",
}


@pytest.mark.parametrize("kind", HARD)
def test_no_request_takes_more_than_its_length(kind: str) -> None:
    """Whoever looks at every sign again for every sign is busy for a minute."""
    assert _seconds(HARD[kind](60_000)) < 8


def test_what_is_wrong_is_told_up_to_twenty_times_and_shortly() -> None:
    parsed = requests.parse({f"k{at}": "\x00" for at in range(500)}, Amount)
    assert isinstance(parsed, Refused)
    assert len(parsed.refusals) == requests.MOST_TOLD
    parsed = requests.parse({"f" * 15_000: 1}, Amount)
    assert isinstance(parsed, Refused)
    assert len(parsed.refusals[0].where) == strictness.LONGEST_NAME


@pytest.mark.parametrize("verb", ["doctor", "trial", "verify", "backup"])
def test_a_folder_no_system_can_hold_is_an_obstacle(verb: str) -> None:
    told = call(verb, profile=Path("a" * 5000))
    assert told.code == 4, told


@pytest.mark.parametrize("odd", [HALF, "三三〇一", "9" * 21, "33 01", "-1"])
def test_what_can_be_no_staff_number_is_refused_everywhere(profile: Path, odd: str) -> None:
    assert call("verify", profile=profile, staff=odd).refusals == [("not_a_number", "staff_id")]
    void, example = ("void", "--second", odd), call("void", "--example").out
    told = call(*void, requests=example, profile=profile, env={"ONEWINDOW_SECOND_SECRET": "x"})
    assert told.refusals == [("not_a_number", "staff_id")]
    new = ("staff", "--number", odd, "--name", "孙一", "--role", "clerk")
    told = call(*new, profile=profile, staff=LEAD, env={"ONEWINDOW_NEW_SECRET": "peony-and-7"})
    assert told.refusals == [("not_a_number", "--number")]


def test_a_password_of_odd_bytes_is_only_wrong(profile: Path) -> None:
    asked = call("void", "--example").out
    told = call(
        "void", "--second", LEAD, requests=asked, profile=profile, env={"ONEWINDOW_SECOND_SECRET": HALF}
    )
    assert told.refusals == [("bad_credentials", "")]
    assert call("verify", profile=profile, secret=HALF).refusals == [("bad_credentials", "")]


@pytest.mark.parametrize(
    ("name", "code"),
    [("x" * 61, "too_long"), ("孙一\x1b[31m", "control_character"), ("孙\u202e一", "control_character")],
)
def test_a_name_that_would_deceive_on_paper_is_refused(profile: Path, name: str, code: str) -> None:
    new = ("staff", "--number", "3303", "--name", name, "--role", "clerk")
    told = call(*new, profile=profile, staff=LEAD, env={"ONEWINDOW_NEW_SECRET": "peony-and-7"})
    assert told.refusals == [(code, "--name")]
    enrol = ("enrol", "--url", "http://127.0.0.1:9", "--code", "x", "--staff", "3390", "--name", name)
    assert call(*enrol, profile=profile.with_name("new")).refusals == [(code, "--name")]


def test_guessing_side_by_side_brings_no_more_guesses(profile: Path) -> None:
    """All of them pass the pause before the first answer is there, unless each is counted first."""
    together = threading.Barrier(12)

    def guess(number: int) -> No:
        together.wait()
        told = people.key_of(profile, CLERK, f"wrong-password-{number}", NOW)
        assert isinstance(told, Refused)
        return told.refusals[0].code

    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(guess, range(12)))
    assert (told.count(No.BAD_CREDENTIALS), told.count(No.LOCKED_OUT)) == (5, 7)


def test_a_key_file_that_cannot_be_read_is_no_wrong_password(profile: Path) -> None:
    (profile / "keys.json").rename(profile / "away.json")
    for _ in range(6):
        with pytest.raises(Obstacle) as met:
            people.key_of(profile, CLERK, desk.SECRET, NOW)
        assert met.value.trouble is Trouble.KEYS_FILE
    (profile / "away.json").rename(profile / "keys.json")
    assert isinstance(people.key_of(profile, CLERK, desk.SECRET, NOW), bytes)


def test_numbers_that_nobody_has_end_no_pause(tmp_path: Path) -> None:
    for _ in range(5):
        attempts.count(tmp_path, CLERK, NOW)
    for number in range(300):
        attempts.count(tmp_path, str(9000 + number), NOW)
    assert attempts.pause(tmp_path, CLERK, NOW) is not None
    assert len(json.loads((tmp_path / attempts.FILE).read_text())) == 200


def test_a_disk_that_takes_nothing_locks_nobody_out_and_lets_nobody_guess(profile: Path) -> None:
    (profile / attempts.LOCK).mkdir()  # nothing can be written under this name
    with pytest.raises(Obstacle):
        people.key_of(profile, CLERK, "wrong-password-1", NOW)
    assert isinstance(people.key_of(profile, CLERK, desk.SECRET, NOW), bytes)


@pytest.mark.parametrize(
    "odd",
    [
        ("--database", "nonsense://x"),
        ("--database", "postgresql://[x"),
        ("--host", HALF),
        ("--new-window", f"990101:01:{HALF}"),
        ("--new-window", "990101:01:窗口\u202e"),
        ("--new-window", "990101:01:一号窗口", "--outlet-name", "\x1b[31m"),
        ("--revoke", HALF),
    ],
)
def test_an_operator_s_odd_word_is_a_wrong_call(tmp_path: Path, odd: tuple[str, ...]) -> None:
    told = call("province", "--data", str(tmp_path / "province"), *odd)
    assert (told.code, told.out) == (2, "")
    assert not (tmp_path / "province").exists()


def test_what_is_no_certificate_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("{}")
    for name in ("none.pem", "x.pem"):
        told = call("province", "--data", str(tmp_path), "--port", "0", "--certificate", str(tmp_path / name))
        assert (told.code, told.trouble) == (4, "file_unreadable")
        assert name in told.line["obstacle"]["words"]


def test_a_host_that_nobody_can_look_up_is_an_obstacle(tmp_path: Path) -> None:
    told = call("province", "--data", str(tmp_path), "--port", "0", "--host", "a" * 300)
    assert (told.code, told.trouble) == (4, "offline")


def test_a_scene_that_can_keep_nothing_is_an_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert call("play", "V1", "--out", str(tmp_path / "file")).trouble == "file_unwritable"


def test_the_password_of_the_database_need_stand_in_no_argument(tmp_path: Path) -> None:
    """Arguments are read by everybody on the computer; the address may come from the environment."""
    address = {"ONEWINDOW_DATABASE": "postgresql://u:word@127.0.0.1:1/x"}
    told = call("province", "--data", str(tmp_path), "--revoke", "x", env=address)
    assert told.code == 4
    assert "word@" not in told.out + told.err
