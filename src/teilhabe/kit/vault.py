"""Keeps secrets: key ring, encryption of single fields, blind index for look-up.

AES-256-GCM; the associated data is key id + table + column, so a value copied to another
column or an older key cannot be read by mistake.
"""

import base64
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
RING_FILE = "fields.json"


class CannotDecrypt(Exception):
    """The stored value does not belong to this column, or its key is not in the ring."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id; new values use `newest`, old ones name the key they were written with."""

    keys: dict[str, bytes]
    newest: str
    index_key: bytes

    def seal(self, text: str, *, place: str) -> str:
        nonce = os.urandom(NONCE_BYTES)
        cipher = AESGCM(self.keys[self.newest])
        sealed = cipher.encrypt(nonce, text.encode(), f"{self.newest}:{place}".encode())
        return f"{self.newest}:{base64.b64encode(nonce + sealed).decode()}"

    def open(self, stored: str, *, place: str) -> str:
        key_id, _, payload = stored.partition(":")
        if key_id not in self.keys:
            raise CannotDecrypt(f"key {key_id!r} is not in the ring")
        raw = base64.b64decode(payload)
        try:
            plain = AESGCM(self.keys[key_id]).decrypt(
                raw[:NONCE_BYTES], raw[NONCE_BYTES:], f"{key_id}:{place}".encode()
            )
        except InvalidTag as error:
            raise CannotDecrypt(f"value of {place} was written elsewhere or changed") from error
        return plain.decode()

    def blind(self, text: str, *, place: str) -> str:
        """The same text in the same place always gives the same digest, and only with the key."""
        return hmac.new(self.index_key, f"{place}:{text}".encode(), sha256).hexdigest()


def new_ring() -> KeyRing:
    return KeyRing({"k1": secrets.token_bytes(32)}, "k1", secrets.token_bytes(32))


def with_new_key(ring: KeyRing) -> KeyRing:
    """The ring after a key change: everything old stays readable."""
    key_id = f"k{len(ring.keys) + 1}"
    return KeyRing(ring.keys | {key_id: secrets.token_bytes(32)}, key_id, ring.index_key)


def load_ring(folder: Path) -> KeyRing:
    stored = json.loads((folder / RING_FILE).read_text())
    return KeyRing(
        {key_id: base64.b64decode(value) for key_id, value in stored["keys"].items()},
        stored["newest"],
        base64.b64decode(stored["index_key"]),
    )


def save_ring(ring: KeyRing, folder: Path) -> None:
    """Write the ring so that only its owner can read it; a crash leaves the old one whole."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {
        "keys": {key_id: base64.b64encode(key).decode() for key_id, key in ring.keys.items()},
        "newest": ring.newest,
        "index_key": base64.b64encode(ring.index_key).decode(),
    }
    write_secret(folder / RING_FILE, json.dumps(content, indent=1))


def write_secret(path: Path, content: str) -> None:
    draft = path.with_suffix(f".{os.getpid()}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def secret(folder: Path, name: str) -> str:
    """A random secret that is made at first start and stays (signing key of sessions)."""
    path = folder / name
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(path, secrets.token_urlsafe(64))
    return path.read_text().strip()


@lru_cache(maxsize=4)
def ring(folder: Path) -> KeyRing:
    """The ring of this installation; made at first use."""
    if not (folder / RING_FILE).exists():
        save_ring(new_ring(), folder)
    return load_ring(folder)
