"""What every verb promises: JSON lines, exit codes, words in two languages, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from app.cli import examples
from app.cli.main import build
from tests.cli.calling import HEARING, PROGRAM, ROOT, Told, call, environment, run

VERBS = tuple(build().commands)  # type: ignore[attr-defined]
REQUESTED = tuple(examples.OF)
DESKLESS = ("quote", "check", "deadline", "amount")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_tells_what_it_does_with_an_example(verb: str, lang: str) -> None:
    told = call(verb, "--help", "--lang", lang)
    assert told.code == 0
    assert f"  onewindow {verb}" in told.out
    chinese = any("一" <= sign <= "鿿" for sign in told.out.split("onewindow", 2)[1])
    assert chinese is (lang == "zh")


def test_the_help_lists_every_verb() -> None:
    told = call("--help")
    assert told.code == 0
    assert all(f"\n  {verb} " in told.out for verb in VERBS)
    assert call().out == told.out


@pytest.mark.parametrize("verb", DESKLESS)
def test_a_verb_that_needs_no_desk_answers_its_example(verb: str) -> None:
    example = call(verb, "--example").out
    assert call(verb, requests=example).line["ok"] is True


def test_done_is_0_and_the_answers_keep_the_order_of_the_requests() -> None:
    told = call("amount", requests=[{"fen": fen} for fen in (1, 2, 3)])
    assert told.code == 0
    assert [(one["request"], one["fen"]) for one in told.lines] == [(1, 1), (2, 2), (3, 3)]


def test_refused_is_3_and_stops_nobody_else() -> None:
    told = call("amount", requests=[{"fen": 1}, {"fen": -1}, {"fan": 1}, {"fen": 4}])
    assert told.code == 3
    assert [one["ok"] for one in told.lines] == [True, False, False, True]
    assert told.lines[1]["refused"][0]["where"] == "fen"


def test_an_obstacle_is_4(tmp_path: Path) -> None:
    told = call("amount", "--file", str(tmp_path / "none.json"))
    assert (told.code, told.trouble) == (4, "file_unreadable")
    assert "没有这个文件" in told.line["obstacle"]["words"]


def test_nothing_asked_is_told() -> None:
    assert call("amount", requests="\n \n").refusals == [("required", "request")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["acept"], "是不是 accept"),
        (["nonsense"], "没有 nonsense 这个操作"),
        (["accept", "--shema"], "是不是 --schema"),
        (["--profile", "x", "verify"], "--profile 写在操作后面"),
        (["--nonsense"], "没有选项 --nonsense"),
        (["staff", "--number", "1"], "缺少 --name"),
        (["staff", "--number", "1", "--name", "x", "--role", "boss"], "clerk, lead, mentor, admin"),
        (["province", "--port", "x"], "0 到 65535 的整数"),
        (["province", "--new-window", "1:2:3"], "330106:01:一号窗口"),
        (["restore"], "缺少 BACKUP_FILE"),
        (["play", "V99"], "V1, V2, V6, V7, V8"),
        (["amount", "--file"], "--file"),
    ],
)
def test_wrongly_called_is_2_with_one_sentence(words: list[str], said: str) -> None:
    told = call(*words)
    assert told.code == 2
    assert told.out == ""
    assert said in told.err
    assert len(told.err.splitlines()) == 2
    assert "--help" in told.err.splitlines()[1]


def test_the_language_may_stand_anywhere() -> None:
    for words in (["--lang", "en", "amount"], ["amount", "--lang=en"], ["amount", "--lang", "en"]):
        assert "Must be between" in call(*words, requests={"fen": -1}).line["refused"][0]["words"]
    assert "Must be" in call("amount", requests={"fen": -1}, env={"ONEWINDOW_LANG": "en"}).out
    assert "之间" in call("amount", requests={"fen": -1}).out


class StoppedClock:
    """Breaks on purpose: what nobody expected."""

    def now(self) -> datetime:
        raise ZeroDivisionError("云栖茶业 in a message that must not be told")

    def mono_ms(self) -> int:
        return 0


def test_a_mistake_of_the_program_is_1_with_a_code_and_no_traceback(profile: Path) -> None:
    told = call("amount", requests={"fen": 1}, clock=StoppedClock(), profile=profile)
    assert told.code == 1
    assert set(told.line) == {"ok", "bug"}
    assert len(told.line["bug"]) == 6
    assert told.err == ""


def test_the_report_of_a_mistake_is_in_the_desks_log_without_values(profile: Path) -> None:
    told = call("verify", clock=StoppedClock(), profile=profile)
    assert (told.code, told.line["log"]) == (1, "desk.log")
    report = (profile / "desk.log").read_text("utf-8")
    assert f"verify bug {told.line['bug']}" in report
    assert "ZeroDivisionError" in report
    assert "app/bootstrap/" in report
    assert "云栖" not in report
    assert str(ROOT) not in report
    assert call("verify", clock=StoppedClock(), profile=profile).line["bug"] == told.line["bug"]


def test_the_traceback_is_shown_to_whoever_asks_for_it() -> None:
    told = call("amount", requests={"fen": 1}, clock=StoppedClock(), env={"ONEWINDOW_DEBUG": "1"})
    assert "Traceback" in told.err
    assert told.code == 1


def test_a_real_program_says_the_same() -> None:
    env = environment(secret=None)
    told = run(["amount"], env, [{"fen": 123456}, {"fen": -1}])
    assert told.code == 3
    assert told.lines[0]["capitals"] == "人民币壹仟贰佰叁拾肆元伍角陆分"
    assert told.err == ""
    assert run(["--version"], env).out.startswith("onewindow ")


def test_answers_are_utf8_whatever_the_terminal_says() -> None:
    env = {**environment(secret=None), "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    told = run(["check"], env, {"text": "𬭎㛃"})
    assert told.line["refused"][0]["words"].startswith("text：")
    assert told.code == 3


def test_a_secret_is_never_waited_for_without_a_terminal(profile: Path) -> None:
    told = run(["verify"], environment(profile, secret=None))
    assert (told.code, told.refusals) == (3, [("required", "ONEWINDOW_SECRET")])


def test_a_reader_that_went_away_ends_the_verb_quietly() -> None:
    program = subprocess.Popen(
        [*PROGRAM, "amount"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(secret=None),
    )
    assert program.stdin
    assert program.stdout
    program.stdin.write(b'{"fen": 1}\n')
    program.stdin.flush()
    assert b'"ok": true' in program.stdout.readline()
    program.stdout.close()
    _out, err = program.communicate(b'{"fen": 2}\n', timeout=60)
    assert program.returncode == 4
    assert err == b""


def test_answers_that_cannot_be_written_are_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no full device here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "amount"],
            input=b'{"fen": 1}\n',
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(secret=None),
            check=False,
            timeout=60,
        )
    assert done.returncode == 4
    assert "答复写不出去" in done.stderr.decode()


def test_stopped_by_the_keyboard_is_130_and_what_was_answered_stays(profile: Path) -> None:
    program = subprocess.Popen(
        [*HEARING, *PROGRAM, "consult"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(profile),
        text=True,
        encoding="utf-8",
    )
    assert program.stdin
    assert program.stdout
    program.stdin.write(call("consult", "--example").out)
    program.stdin.flush()
    first = Told(0, program.stdout.readline(), "").line
    os.kill(program.pid, signal.SIGINT)
    out, err = program.communicate(timeout=60)
    assert (program.returncode, out) == (130, "")
    assert "已停止" in err
    assert "Traceback" not in err
    found = call("inquire", requests={"text": first["consultation"]["number"]}, profile=profile).line
    assert [hit["record_id"] for hit in found["hits"]] == [first["consultation"]["id"]]
