"""How a slot holds the data key: AES-256-GCM under HKDF-SHA256 of its secret, Argon2id for passwords."""

from __future__ import annotations

import secrets
import unicodedata

from msgspec.structs import replace

from localdb.key_file import DEFAULT, Cost, KeyFile, Slot


def wrap(
    keys: KeyFile, name: str, key: bytes, secret: bytes, cost: Cost | None, password: str = ""
) -> KeyFile:
    """`keys` with the slot `name` made anew. With `cost`, the stretched password stands before the secret."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    slot = Slot(salt=salt.hex(), nonce=nonce.hex(), wrapped="0" * 96, cost=cost)
    if cost:
        secret = stretch(password, slot) + secret
    wrapped = AESGCM(_derive(secret, salt)).encrypt(nonce, key, _bound_to(keys, name))
    return replace(keys, slots={**keys.slots, name: replace(slot, wrapped=wrapped.hex())})


def load() -> None:
    """Load the ciphers now; otherwise the first slot that is opened waits for them."""
    import argon2.low_level  # noqa: F401
    import cryptography.hazmat.primitives.ciphers.aead
    import cryptography.hazmat.primitives.kdf.hkdf  # noqa: F401


def unwrap(keys: KeyFile, name: str, slot: Slot, secret: bytes) -> bytes | None:
    """The data key; None when the secret is not the slot's."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_derive(secret, bytes.fromhex(slot.salt))).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _bound_to(keys, name)
        )
    except InvalidTag:
        return None


def stretch(password: str, slot: Slot | None) -> bytes:
    """Argon2id over the NFKC form; for an unknown number at the same price, so in the same time."""
    from argon2.low_level import Type, hash_secret_raw

    cost = (slot.cost if slot else None) or DEFAULT
    salt = bytes.fromhex(slot.salt) if slot else bytes(16)
    return hash_secret_raw(
        unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _derive(secret: bytes, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"onewindow slot 1").derive(secret)


def _bound_to(keys: KeyFile, name: str) -> bytes:
    """A wrapped key opens only in its own slot of its own file."""
    return f"onewindow {keys.format} {keys.suite} {keys.key_id} {name}".encode()
