"""The province's Ed25519 key: a file in its data folder, readable by its owner only. Signs anchors."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.contract.wire import anchor_message
from app.domain.obstacles import Obstacle, Trouble

_KEY_FILE = "province.key"


class SigningKey:
    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public_hex = private.public_key().public_bytes_raw().hex()

    def anchor(self, install: str, head_seq: int, head_hash: str) -> str:
        """Signature (hex) over the head of a desk's journal."""
        return self._private.sign(anchor_message(install, head_seq, head_hash)).hex()


def signing_key(folder: Path) -> SigningKey:
    """The key of this folder, made at the first start. Raises Obstacle when the file is not a key."""
    path = folder / _KEY_FILE
    private = Ed25519PrivateKey.generate()
    secret = write_once(path, private.private_bytes_raw().hex())
    try:
        return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)))
    except ValueError as error:
        raise Obstacle(Trouble.KEYS_FILE, file=_KEY_FILE) from error


def write_once(path: Path, text: str) -> str:
    """Keep `text` in a new private file, or return what an earlier start has kept there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return text
