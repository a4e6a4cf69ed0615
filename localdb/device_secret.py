"""The device secret: 32 bytes in the system's keyring, or, weaker, in a file only its owner may read.

Only key stores of the operating system are accepted; `keyring`'s fall-backs (fail, null, plain text) are not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from app.domain.obstacles import Obstacle, Trouble
from localdb.files import atomic_write, read_private

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "onewindow"
FILE = "device.secret"
SECRET_BYTES = 32
_ALLOWED = frozenset(
    {
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
        ("keyring.backends.kwallet", "DBusKeyringKWallet4"),
    }
)


def allowed(backend: object) -> bool:
    """Whether a back end is a key store of the operating system itself."""
    return (type(backend).__module__, type(backend).__name__) in _ALLOWED


def find_keyring() -> KeyringBackend | None:
    """The best key store that works here; None where there is none (a bare server)."""
    from keyring.backend import get_all_keyring

    fit = [backend for backend in get_all_keyring() if allowed(backend)]
    return max(fit, key=lambda backend: backend.priority, default=None)


class SecretPlace(Struct, frozen=True):
    """Where the device secret of one profile lives. `keyring` None: the file `device.secret`."""

    folder: Path
    name: str
    """the profile's name inside the keyring (id of its data key)"""
    keyring: KeyringBackend | None

    def load(self) -> bytes | None:
        """The secret; None when it is gone. Raises Obstacle KEYRING when the key store does not answer."""
        if self.keyring is None:
            return _sound(read_private(self.folder / FILE))
        from keyring.errors import KeyringError

        try:
            told = self.keyring.get_password(SERVICE, self.name)
        except KeyringError as error:
            raise Obstacle(Trouble.KEYRING) from error
        try:
            return _sound(bytes.fromhex(told)) if told else None
        except ValueError:
            return None

    def keep(self, secret: bytes) -> None:
        """Store and read back. Raises Obstacle KEYRING, or what writing the file raises."""
        if self.keyring is None:
            atomic_write(self.folder / FILE, secret)
            return
        from keyring.errors import KeyringError

        try:
            self.keyring.set_password(SERVICE, self.name, secret.hex())
        except KeyringError as error:
            raise Obstacle(Trouble.KEYRING) from error
        if self.load() != secret:
            raise Obstacle(Trouble.KEYRING, why="the key store forgot at once")


def _sound(secret: bytes | None) -> bytes | None:
    return secret if secret is not None and len(secret) == SECRET_BYTES else None
