"""Ways to the data key, and what each of them refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from localdb import device_secret, key_file, keys, recovery_code
from localdb.key_file import Cost

CHEAP = Cost(memory_kib=19 * 1024, passes=2)
SECRET = "Umbrella 7 leaves"


class SystemStore(KeyringBackend):
    """Stands in for the operating system's key store, which a test machine lacks."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[service, username] = password


def refused(outcome: object) -> bool:
    return isinstance(outcome, Refused) and outcome.refusals[0].code is No.BAD_CREDENTIALS


def create(folder: Path, store: SystemStore | None = None) -> tuple[bytes, str]:
    return keys.create(folder, "1001", SECRET, cost=CHEAP, keyring=store, use_keyring=store is not None)


def obstacle(trouble: Trouble) -> Any:
    return pytest.raises(Obstacle, match=trouble.value)


def test_password_and_code_open_and_nothing_else(tmp_path: Path) -> None:
    key, code = create(tmp_path)
    assert len(key) == 32
    assert keys.unlock_with_password(tmp_path, "1001", SECRET) == key
    assert keys.unlock_with_recovery(tmp_path, code) == key
    assert keys.unlock_with_recovery(tmp_path, f"  {code.lower().replace('-', ' ')} ") == key
    for wrong in ("", SECRET + " ", SECRET.lower()):
        assert refused(keys.unlock_with_password(tmp_path, "1001", wrong))
    assert refused(keys.unlock_with_password(tmp_path, "9999", SECRET))
    assert refused(keys.unlock_with_recovery(tmp_path, recovery_code.make()))
    assert refused(keys.unlock_with_recovery(tmp_path, "1234"))
    with obstacle(Trouble.KEYRING):
        keys.unlock_with_keyring(tmp_path)


def test_a_password_is_the_same_however_it_is_composed(tmp_path: Path) -> None:
    keys.create(tmp_path, "1001", "Ａbc1 café", cost=CHEAP, use_keyring=False)
    assert not refused(keys.unlock_with_password(tmp_path, "1001", "Abc1 cafe\u0301"))


def test_no_secret_stands_in_clear(tmp_path: Path) -> None:
    key, code = create(tmp_path)
    text = (tmp_path / key_file.FILE).read_text()
    device = (tmp_path / device_secret.FILE).read_bytes()
    for secret in (key.hex(), code, code.replace("-", ""), SECRET, device.hex()):
        assert secret not in text
    for name in (key_file.FILE, device_secret.FILE):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_the_price_of_a_guess_is_the_recommended_one(tmp_path: Path) -> None:
    keys.create(tmp_path, "1001", SECRET, use_keyring=False)
    slot = key_file.read(tmp_path).slots["staff:1001"]
    assert slot.cost == Cost(memory_kib=65536, passes=3, lanes=1)


def test_keys_are_never_made_over_keys(tmp_path: Path) -> None:
    create(tmp_path)
    before = (tmp_path / key_file.FILE).read_bytes()
    with obstacle(Trouble.PROFILE_EXISTS):
        create(tmp_path)
    assert (tmp_path / key_file.FILE).read_bytes() == before


def test_the_keyring_holds_the_device_secret(tmp_path: Path) -> None:
    store = SystemStore()
    key, _ = create(tmp_path, store)
    assert not (tmp_path / device_secret.FILE).exists()
    assert len(store.kept) == 1
    assert keys.unlock_with_keyring(tmp_path, keyring=store) == key
    assert keys.unlock_with_password(tmp_path, "1001", SECRET, keyring=store) == key
    assert keys.slots(tmp_path) == key_file.SlotFacts(("1001",), True, True, True)


def test_without_a_keyring_the_weaker_place_is_told(tmp_path: Path) -> None:
    create(tmp_path)
    assert keys.slots(tmp_path) == key_file.SlotFacts(("1001",), False, True, False)


def test_a_lost_keyring_is_told_apart_from_a_wrong_password(tmp_path: Path) -> None:
    store = SystemStore()
    key, code = create(tmp_path, store)
    store.locked = True
    with obstacle(Trouble.KEYRING):
        keys.unlock_with_password(tmp_path, "1001", SECRET, keyring=store)
    store.locked = False
    for broken in ({}, dict.fromkeys(store.kept, "00" * 32), dict.fromkeys(store.kept, "zz")):
        store.kept = broken
        with obstacle(Trouble.KEYRING):
            keys.unlock_with_password(tmp_path, "1001", SECRET, keyring=store)
    assert keys.unlock_with_recovery(tmp_path, code) == key


def test_after_recovery_a_new_device_secret_opens_again(tmp_path: Path) -> None:
    store = SystemStore()
    key, code = create(tmp_path, store)
    keys.add_staff_slot(tmp_path, key, "1002", "Second 2 leaves", cost=CHEAP, keyring=store)
    other = SystemStore()  # another account, another machine
    with obstacle(Trouble.KEYRING):
        keys.add_staff_slot(tmp_path, key, "1001", "New 3 leaves", cost=CHEAP, keyring=other)
    assert keys.slots(tmp_path).staff == ("1001", "1002")  # nothing was given up by the failed try
    keys.add_staff_slot(tmp_path, key, "1001", "New 3 leaves", cost=CHEAP, keyring=other, new_device=True)
    assert keys.unlock_with_password(tmp_path, "1001", "New 3 leaves", keyring=other) == key
    assert keys.slots(tmp_path).staff == ("1001",)
    assert keys.unlock_with_keyring(tmp_path, keyring=other) == key
    assert keys.unlock_with_recovery(tmp_path, code) == key


def test_a_stolen_copy_without_the_device_secret_needs_more_than_the_password(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / device_secret.FILE).write_bytes(bytes(32))
    with obstacle(Trouble.KEYRING):
        keys.unlock_with_password(tmp_path, "1001", SECRET)


def test_passwords_are_changed_and_staff_come_and_go(tmp_path: Path) -> None:
    key, _ = create(tmp_path)
    keys.add_staff_slot(tmp_path, key, "1002", "Second 2 leaves", cost=CHEAP)
    assert refused(keys.change_password(tmp_path, "1002", "wrong", "Third 3 leaves", cost=CHEAP))
    assert keys.change_password(tmp_path, "1002", "Second 2 leaves", "Third 3 leaves", cost=CHEAP) is None
    assert refused(keys.unlock_with_password(tmp_path, "1002", "Second 2 leaves"))
    assert keys.unlock_with_password(tmp_path, "1002", "Third 3 leaves") == key
    keys.remove_staff_slot(tmp_path, "1002")
    assert refused(keys.unlock_with_password(tmp_path, "1002", "Third 3 leaves"))
    assert keys.unlock_with_password(tmp_path, "1001", SECRET) == key


def test_the_code_can_be_renewed(tmp_path: Path) -> None:
    key, old = create(tmp_path)
    new = keys.renew_recovery_code(tmp_path, key)
    assert keys.unlock_with_recovery(tmp_path, new) == key
    assert refused(keys.unlock_with_recovery(tmp_path, old))


def test_a_key_of_another_database_gets_no_slot(tmp_path: Path) -> None:
    create(tmp_path)
    with obstacle(Trouble.KEYS_FILE):
        keys.add_staff_slot(tmp_path, bytes(32), "1002", "Second 2 leaves", cost=CHEAP)


def test_a_slot_opens_only_in_its_own_place(tmp_path: Path) -> None:
    key, _ = create(tmp_path)
    keys.add_staff_slot(tmp_path, key, "1002", "Second 2 leaves", cost=CHEAP)
    path = tmp_path / key_file.FILE
    told = json.loads(path.read_text())
    told["slots"]["staff:1001"] = told["slots"]["staff:1002"]
    path.write_text(json.dumps(told))
    assert refused(keys.unlock_with_password(tmp_path, "1001", "Second 2 leaves"))


def changed(told: dict[str, Any], how: str) -> str:
    slot = told["slots"]["staff:1001"]
    match how:
        case "cheap":
            slot["cost"]["memory_kib"] = 8
        case "dear":
            slot["cost"]["memory_kib"] = 2**31
        case "short":
            slot["wrapped"] = slot["wrapped"][:-2]
        case "suite":
            told["suite"] = 7
        case "field":
            told["extra"] = 1
        case "format":
            told["format"] = 2
    return json.dumps(told)


@pytest.mark.parametrize("how", ["cheap", "dear", "short", "suite", "field", "format"])
def test_a_tampered_key_file_is_refused(tmp_path: Path, how: str) -> None:
    create(tmp_path)
    path = tmp_path / key_file.FILE
    path.write_text(changed(json.loads(path.read_text()), how))
    with obstacle(Trouble.KEYS_FILE):
        keys.unlock_with_password(tmp_path, "1001", SECRET)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]"])
def test_a_damaged_key_file_is_told_and_left(tmp_path: Path, content: bytes) -> None:
    create(tmp_path)
    (tmp_path / key_file.FILE).write_bytes(content)
    with obstacle(Trouble.KEYS_FILE):
        keys.unlock_with_recovery(tmp_path, recovery_code.make())
    assert (tmp_path / key_file.FILE).read_bytes() == content


def test_a_linked_key_file_is_refused(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / key_file.FILE).rename(tmp_path / "elsewhere")
    (tmp_path / key_file.FILE).symlink_to(tmp_path / "elsewhere")
    with obstacle(Trouble.UNSAFE_PATH):
        keys.slots(tmp_path)


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with obstacle(Trouble.KEYS_FILE):
        keys.slots(tmp_path)


def test_only_the_systems_own_key_stores_are_taken() -> None:
    assert not device_secret.allowed(keyring.backends.fail.Keyring())
    assert not device_secret.allowed(keyring.backends.null.Keyring())
    assert not device_secret.allowed(SystemStore())
    found = device_secret.find_keyring()
    assert found is None or device_secret.allowed(found)


def allowed_double(module: str, name: str) -> object:
    return type(name, (), {"__module__": module})()


@pytest.mark.parametrize(
    ("module", "name", "fit"),
    [
        ("keyring.backends.Windows", "WinVaultKeyring", True),
        ("keyring.backends.SecretService", "Keyring", True),
        ("keyring.backends.kwallet", "DBusKeyring", True),
        ("keyrings.alt.file", "PlaintextKeyring", False),
        ("keyrings.alt.file", "EncryptedKeyring", False),
        ("keyring.backends.chainer", "ChainerBackend", False),
    ],
)
def test_the_list_of_key_stores(module: str, name: str, *, fit: bool) -> None:
    assert device_secret.allowed(allowed_double(module, name)) is fit


def test_codes_read_as_people_write_them() -> None:
    code = recovery_code.make()
    assert len(code.split("-")) == 8
    secret = recovery_code.parse(code)
    assert secret is not None
    assert len(secret) == 20
    assert recovery_code.parse(code.replace("0", "O").replace("1", "l")) == secret
    assert recovery_code.parse(code.replace("-", "—")) == secret
    for wrong in ("", code[:-1], code + "0", code[:-1] + "U", code[:-1] + "杭"):
        assert recovery_code.parse(wrong) is None
    assert len({recovery_code.make() for _ in range(50)}) == 50
