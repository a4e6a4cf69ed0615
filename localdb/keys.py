"""Ways to the data key: one slot per staff member, one for the system's keyring, one for the recovery code.

The database is encrypted with one random data key. Each slot wraps it (AES-256-GCM) under its own key:
`staff:<id>` needs password and device secret, `keyring` the device secret alone, `recovery` the printed
code. A failing unwrapping is the wrong password: there is no second verifier to attack.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.domain.obstacles import Obstacle, Trouble
from app.domain.refusals import No, Refused
from localdb import key_file, recovery_code
from localdb.device_secret import SECRET_BYTES, SecretPlace, find_keyring
from localdb.key_file import DEFAULT, Cost, KeyFile, SlotFacts, id_of
from localdb.opening import KEY_BYTES
from localdb.wrapping import stretch, unwrap, wrap

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEYRING, RECOVERY, STAFF = "keyring", "recovery", "staff:"


def exists(folder: Path) -> bool:
    """False also where no file can be, as under a name that is too long."""
    try:
        return (folder / key_file.FILE).exists()
    except OSError:
        return False


def create(
    folder: Path,
    staff_id: str,
    password: str,
    *,
    cost: Cost = DEFAULT,
    keyring: KeyringBackend | None = None,
    use_keyring: bool = True,
) -> tuple[bytes, str]:
    """A new data key with slots for the first staff member, the recovery code and, where there is one, the
    system's keyring (`use_keyring` False: never; `keyring`: this one). The key, and the code to print once.

    Raises Obstacle PROFILE_EXISTS when there are keys already: they are never overwritten.
    """
    if exists(folder):
        raise Obstacle(Trouble.PROFILE_EXISTS, file=key_file.FILE)
    key, device = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SECRET_BYTES)
    backend = (keyring or find_keyring()) if use_keyring else None
    keys = KeyFile(
        key_id=id_of(key, "data key"),
        device=id_of(device, "device"),
        in_keyring=backend is not None,
        slots={},
    )
    _place(folder, keys, backend).keep(device)
    code = recovery_code.make()
    keys = _with_device_slots(keys, key, device, {staff_id: password}, cost)
    keys = wrap(keys, RECOVERY, key, _code_bytes(code), None)
    key_file.write(folder, keys)
    return key, code


def unlock_with_password(
    folder: Path, staff_id: str, password: str, *, keyring: KeyringBackend | None = None
) -> bytes | Refused:
    """The data key. BAD_CREDENTIALS alike for a wrong password and an unknown number.

    Raises Obstacle KEYRING when the device secret is gone (only the recovery code helps), KEYS_FILE.
    """
    keys = key_file.read(folder)
    device = _device(folder, keys, keyring)
    slot = keys.slots.get(STAFF + staff_id)
    stretched = stretch(password, slot)
    key = unwrap(keys, STAFF + staff_id, slot, stretched + device) if slot else None
    return key or Refused.because(No.BAD_CREDENTIALS)


def unlock_with_keyring(folder: Path, *, keyring: KeyringBackend | None = None) -> bytes:
    """The data key for whoever is signed in to the system. Raises Obstacle KEYRING, KEYS_FILE."""
    keys = key_file.read(folder)
    slot = keys.slots.get(KEYRING)
    key = unwrap(keys, KEYRING, slot, _device(folder, keys, keyring)) if slot else None
    if key is None:
        raise Obstacle(Trouble.KEYRING)
    return key


def unlock_with_recovery(folder: Path, code: str) -> bytes | Refused:
    """The data key from the printed code, on any machine. BAD_CREDENTIALS for a wrong one."""
    keys = key_file.read(folder)
    slot, secret = keys.slots.get(RECOVERY), recovery_code.parse(code)
    key = unwrap(keys, RECOVERY, slot, secret) if slot and secret else None
    return key or Refused.because(No.BAD_CREDENTIALS)


def add_staff_slot(
    folder: Path,
    key: bytes,
    staff_id: str,
    password: str,
    *,
    cost: Cost = DEFAULT,
    keyring: KeyringBackend | None = None,
    new_device: bool = False,
) -> None:
    """Let a staff member open the database on this machine; also the way to set a forgotten password.

    Raises Obstacle KEYRING when the device secret cannot be had. `new_device` (after recovery, on another
    machine or system account): make a new one; slots bound to the old one can never open again and go.
    """
    keys = key_file.read(folder)
    if id_of(key, "data key") != keys.key_id:
        raise Obstacle(Trouble.KEYS_FILE, file=key_file.FILE, why="belongs to another database")
    if new_device:
        keys, device = _new_device(folder, keys, keyring)
    else:
        device = _device(folder, keys, keyring)
    key_file.write(folder, _with_device_slots(keys, key, device, {staff_id: password}, cost))


def change_password(
    folder: Path,
    staff_id: str,
    old: str,
    new: str,
    *,
    cost: Cost = DEFAULT,
    keyring: KeyringBackend | None = None,
) -> Refused | None:
    """BAD_CREDENTIALS when the old password does not open the slot."""
    key = unlock_with_password(folder, staff_id, old, keyring=keyring)
    if isinstance(key, Refused):
        return key
    add_staff_slot(folder, key, staff_id, new, cost=cost, keyring=keyring)
    return None


def remove_staff_slot(folder: Path, staff_id: str) -> None:
    """The staff member can no longer open the database; sign-in is refused by the account as well."""
    keys = key_file.read(folder)
    left = {name: slot for name, slot in keys.slots.items() if name != STAFF + staff_id}
    key_file.write(folder, replace(keys, slots=left))


def renew_recovery_code(folder: Path, key: bytes) -> str:
    """A new code to print; the old one opens nothing any more."""
    keys, code = key_file.read(folder), recovery_code.make()
    key_file.write(folder, wrap(keys, RECOVERY, key, _code_bytes(code), None))
    return code


def slots(folder: Path) -> SlotFacts:
    keys = key_file.read(folder)
    staff = tuple(sorted(name.removeprefix(STAFF) for name in keys.slots if name.startswith(STAFF)))
    return SlotFacts(staff, KEYRING in keys.slots, RECOVERY in keys.slots, keys.in_keyring)


def belongs(folder: Path, key: bytes) -> bool:
    """Whether `keys.json` in this folder wraps this data key."""
    return exists(folder) and key_file.read(folder).key_id == id_of(key, "data key")


def _place(folder: Path, keys: KeyFile, keyring: KeyringBackend | None) -> SecretPlace:
    return SecretPlace(folder, keys.key_id, keyring if keys.in_keyring else None)


def _device(folder: Path, keys: KeyFile, keyring: KeyringBackend | None) -> bytes:
    """The device secret these slots were made with. Raises Obstacle KEYRING."""
    backend = (keyring or find_keyring()) if keys.in_keyring else None
    if keys.in_keyring and backend is None:
        raise Obstacle(Trouble.KEYRING, why="no key store answers")
    device = _place(folder, keys, backend).load()
    if device is None or id_of(device, "device") != keys.device:
        raise Obstacle(Trouble.KEYRING, why="the device secret is gone")
    return device


def _new_device(folder: Path, keys: KeyFile, keyring: KeyringBackend | None) -> tuple[KeyFile, bytes]:
    backend = keyring or find_keyring()
    device = secrets.token_bytes(SECRET_BYTES)
    left = {name: slot for name, slot in keys.slots.items() if name == RECOVERY}
    keys = replace(keys, device=id_of(device, "device"), in_keyring=backend is not None, slots=left)
    _place(folder, keys, backend).keep(device)
    return keys, device


def _with_device_slots(
    keys: KeyFile, key: bytes, device: bytes, staff: dict[str, str], cost: Cost
) -> KeyFile:
    for staff_id, password in staff.items():
        keys = wrap(keys, STAFF + staff_id, key, device, cost, password)
    if keys.in_keyring and KEYRING not in keys.slots:
        # in a plain file beside the data this slot would be no lock at all
        keys = wrap(keys, KEYRING, key, device, None)
    return keys


def _code_bytes(code: str) -> bytes:
    found = recovery_code.parse(code)
    if found is None:
        raise AssertionError("a code of our own that cannot be read")
    return found
