"""The world in the way: told in words with code 4, nothing harmed, and the same call works afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.province.embedded import Embedded
from localdb.opening import connect
from tests.cli import day
from tests.cli.calling import PROGRAM, ROOT, Told, call, environment, run
from tests.printing.print_room import QUEUE, PrintRoom, absent
from tests.support import desk


def words_of(told: Told) -> str:
    assert told.code == 4, told
    words: str = told.lines[-1]["obstacle"]["words"]
    assert words.count("{") == words.count("}") == 0
    return words


def receipt(profile: Path) -> dict[str, Any]:
    papers = call("accept", requests=day.filing(), profile=profile).line["papers"]
    found: dict[str, Any] = next(one for one in papers if one["kind"] == "acceptance_receipt")
    return found


@pytest.fixture
def small_disk(tmp_path: Path, template: Path) -> Iterator[Path]:
    """A desk on a disk of its own, where this machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m,mode=700", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no right to mount a small disk here")
    try:
        yield desk.copy(template, place / "desk")
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_refuses_and_nothing_typed_is_lost(small_disk: Path) -> None:
    ballast = small_disk.parent / "ballast"
    free = shutil.disk_usage(small_disk).free
    ballast.write_bytes(bytes(free - 1_200_000))
    requests = [day.filing() for _ in range(80)]
    told = run(["accept"], environment(small_disk), requests)
    assert told.code == 4
    assert len(told.lines) == len(requests)
    kept = [line["case"]["id"] for line in told.lines if line["ok"]]
    full = [line["obstacle"] for line in told.lines if not line["ok"]]
    assert kept
    assert {one["code"] for one in full} == {"disk_full"}
    assert "磁盘" in full[0]["words"]
    with desk.store(small_disk) as database:
        rows = database.read(lambda tx: [row[0] for row in tx.all("SELECT id FROM cases")])
    assert set(kept) <= set(rows)
    assert len(rows) == len(kept)
    ballast.unlink()
    again = run(["accept"], environment(small_disk), requests)
    assert again.code == 0
    assert [line["repeated"] for line in again.lines] == [request["id"] in kept for request in requests]
    numbers = [line["case"]["number"] for line in again.lines]
    assert len(set(numbers)) == len(requests)
    assert run(["verify"], environment(small_disk)).code == 0


def test_a_disk_that_fills_while_a_desk_is_made_leaves_room_for_the_next_attempt(
    small_disk: Path, tmp_path: Path
) -> None:
    profile, ballast = small_disk.parent / "new", small_disk.parent / "ballast"
    province = Embedded(tmp_path / "province")
    url = province.start()
    who = {"profile": profile, "secret": "peony-and-7"}

    def enrolled() -> Told:
        code = province.provision()["01"]
        return call("enrol", "--url", url, "--code", code, "--staff", "3390", "--name", "周岚", **who)

    try:
        ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))
        assert enrolled().trouble == "disk_full"
        assert not list(profile.glob("*.json")) + list(profile.glob("desk.db"))
        ballast.unlink()
        assert enrolled().line["mode"] == "live"
    finally:
        province.stop()


def test_a_disk_that_became_read_only_is_told(small_disk: Path) -> None:
    place = str(small_disk.parent)
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    told = call("accept", requests=day.filing(), profile=small_disk)
    assert told.trouble in ("disk_read_only", "file_unwritable")
    assert words_of(told)
    subprocess.run(["mount", "-o", "remount,rw", place], check=True)
    assert call("accept", requests=day.filing(), profile=small_disk).code == 0


def test_a_second_copy_is_told_and_the_first_works_on(profile: Path) -> None:
    first = subprocess.Popen(
        [*PROGRAM, "consult"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment(profile),
        text=True,
    )
    assert first.stdin
    assert first.stdout
    first.stdin.write(json.dumps(day.consultation()) + "\n")
    first.stdin.flush()
    assert json.loads(first.stdout.readline())["ok"] is True
    told = call("verify", profile=profile)
    assert told.trouble == "already_running"
    assert "已打开的窗口" in words_of(told)
    assert call("doctor", profile=profile).line["checks"]["data"]["open_elsewhere"] is True
    out, _err = first.communicate(json.dumps(day.consultation()) + "\n", timeout=60)
    assert (first.returncode, json.loads(out)["ok"]) == (0, True)
    assert call("verify", profile=profile).line["entries"] == 4


def test_a_newer_database_is_left_alone(profile: Path) -> None:
    path = profile / "desk.db"
    connection = connect(path, desk.key_of(profile))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    told = call("accept", requests=day.filing(), profile=profile)
    assert told.trouble == "database_newer"
    assert "99" in words_of(told)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"{bad", b"{}", b'{"format": 2}', "钥匙".encode("gb18030")])
def test_a_damaged_key_file_is_told_and_not_touched(profile: Path, content: bytes) -> None:
    whole = (profile / "keys.json").read_bytes()
    (profile / "keys.json").write_bytes(content)
    told = call("verify", profile=profile)
    assert told.trouble == "keys_file"
    assert "恢复码" in words_of(told)
    assert (profile / "keys.json").read_bytes() == content
    assert call("doctor", profile=profile).line["checks"]["keys"]["code"] == "keys_file"
    (profile / "keys.json").write_bytes(whole)
    assert call("verify", profile=profile).code == 0


def test_a_lost_device_secret_is_told(profile: Path) -> None:
    (profile / "device.secret").unlink()
    assert call("verify", profile=profile).trouble == "keyring"


@pytest.mark.parametrize("damage", ["first page", "a later page", "empty", "plain"])
def test_a_damaged_store_is_told_and_never_started_afresh(profile: Path, damage: str) -> None:
    path = profile / "desk.db"
    whole = bytearray(path.read_bytes())
    if damage == "first page":
        whole[:4096] = bytes(4096)
    elif damage == "a later page":
        for at in range(4096, len(whole), 4096):
            whole[at + 100] ^= 1
    elif damage == "empty":
        whole.clear()
    else:
        whole[:16] = b"SQLite format 3\0"
    path.write_bytes(whole)
    told = call("accept", requests=day.filing(), profile=profile)
    assert told.trouble in ("key_or_file", "database_damaged")
    assert words_of(told)
    assert path.read_bytes()[: len(whole)] == bytes(whole)


def test_where_there_is_no_desk_nothing_is_made(tmp_path: Path) -> None:
    told = call("accept", requests=day.filing(), profile=tmp_path / "none", staff="")
    assert told.trouble == "no_profile"
    assert words_of(told)
    assert not (tmp_path / "none").exists()


def test_a_desk_is_never_made_over_another(profile: Path) -> None:
    before = {path.name: path.read_bytes() for path in profile.iterdir() if path.is_file()}
    assert call("trial", profile=profile).trouble == "profile_exists"
    told = call(
        "enrol", "--url", "http://127.0.0.1:9", "--code", "x", "--staff", "1", "--name", "x", profile=profile
    )
    assert told.trouble == "profile_exists"
    assert {path.name: path.read_bytes() for path in profile.iterdir() if path.is_file()} == before


def test_a_province_that_is_not_there_leaves_no_half_made_desk(tmp_path: Path) -> None:
    enrol = ("enrol", "--code", "AAAA-BBBB", "--staff", "3390", "--name", "周岚")
    told = call(*enrol, "--url", "http://127.0.0.1:9", profile=tmp_path / "new", secret="peony-and-7")
    assert told.trouble == "offline"
    assert not (tmp_path / "new" / "keys.json").exists()
    assert "没有任何改动" in words_of(told)
    plain = call(*enrol, "--url", "http://ip.example", profile=tmp_path / "new", secret="peony-and-7")
    assert "https://" in words_of(plain)


@pytest.mark.parametrize(
    "url",
    [
        *("nonsense", "ftp://example", "http://", "http://[::1", "http://127.0.0.1:99999", "https://a b"),
        *("https://name:word@ip.example", "http://ip.example\\@127.0.0.1", "https://ip.example/?x"),
        "https://a\x07",
    ],
)
def test_what_is_no_address_is_told_before_anything_else(tmp_path: Path, url: str) -> None:
    enrol = ("enrol", "--code", "AAAA-BBBB", "--staff", "3390", "--name", "周岚")
    told = call(*enrol, "--url", url, profile=tmp_path / "new")
    assert told.code == 2
    assert "https://ip.example" in told.err
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name != "posix", reason="symbolic links and modes are of POSIX")
def test_an_unsafe_folder_is_refused(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(profile)
    told = call("verify", profile=tmp_path / "link")
    assert told.trouble == "unsafe_path"
    assert "符号链接" in words_of(told)
    profile.chmod(0o777)
    assert "其他用户" in words_of(call("verify", profile=profile))


def test_a_dead_print_service_is_told_and_the_case_is_safe(profile: Path, tmp_path: Path) -> None:
    paper = receipt(profile)
    dead = {"CUPS_SERVER": str(tmp_path / "none.sock")}
    told = call("print", requests={"paper_id": paper["id"], "printer": "Window"}, profile=profile, env=dead)
    assert told.trouble == "spooler_down"
    assert "已保存" in words_of(told)
    shown = call("show", requests={"case_id": paper["about"]}, profile=profile).line
    state = next(one for one in shown["papers"] if one["id"] == paper["id"])
    assert (state["state"], state["trouble"], state["copies_printed"]) == ("failed", "spooler_down", 0)
    saved = call("print", requests={"paper_id": paper["id"]}, profile=profile, env=dead).line
    assert (saved["state"], saved["copies_printed"]) == ("saved", 1)


@pytest.mark.slow
@pytest.mark.skipif(bool(absent()), reason=f"no print service here: {absent()}")
def test_a_real_print_service_prints_and_an_unknown_printer_is_told(profile: Path) -> None:
    paper = receipt(profile)
    room = PrintRoom()
    try:
        room.open()
        env = {name: room.environment[name] for name in ("CUPS_SERVER", "DBUS_SYSTEM_BUS_ADDRESS")}
        requests = [{"paper_id": paper["id"], "printer": name} for name in ("Nowhere", QUEUE)]
        told = call("print", requests=requests, profile=profile, env=env)
        assert told.code == 4
        refused, printed = told.lines
        assert refused["obstacle"]["code"] == "no_printer"
        assert "Nowhere" in refused["obstacle"]["words"]
        assert (printed["state"], printed["printer"], printed["copies_printed"]) == ("printed", QUEUE, 1)
        assert len(room.delivered) == 1
        assert QUEUE in call("doctor", profile=profile, env=env).line["checks"]["printers"]["printers"]
    finally:
        room.close()


@pytest.mark.parametrize("verb", ["verify", "doctor", "inquire"])
def test_an_empty_profile_is_not_the_folder_one_stands_in(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--profile "$DESK"` with DESK unset: refused with a sentence, and nothing is made here."""
    monkeypatch.chdir(tmp_path)
    told = call(verb, "--profile", "")
    assert told.code == 2
    assert "--profile" in told.err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_profile_opens_no_window(tmp_path: Path) -> None:
    told = subprocess.run(
        [*PROGRAM, "desk", "--profile", ""],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "--profile" in told.stderr
    assert list(tmp_path.iterdir()) == []
