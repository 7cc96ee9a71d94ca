"""Encryption of single values: AES-256-GCM, key ids, each value bound to its row and column.

The keys come from `STUHLKREIS_FIELD_KEYS`: `id:base64,id:base64`, the first one seals, all of them
open. A sealed value copied to another row or column does not open (NIST SP 800-38D, AAD).
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class Unsealable(Exception):  # noqa: N818 -- says what the value is
    """The stored bytes do not open: another row's value, a lost key, or damage."""


class FieldKeysWrong(ValueError):  # noqa: N818 -- says what is the matter
    """`STUHLKREIS_FIELD_KEYS` is not a list of `id:base64 of 32 bytes`."""


@lru_cache(maxsize=4)
def keys_from(text: str) -> Mapping[str, bytes]:
    """Key id → 32 key bytes, the sealing key first. Raises `FieldKeysWrong`."""
    keys: dict[str, bytes] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError as error:
            raise FieldKeysWrong(name) from error
        if not name or len(key) != KEY_BYTES:
            raise FieldKeysWrong(name)
        keys[name] = key
    if not keys:
        raise FieldKeysWrong("")
    return keys


def new_key(name: str) -> str:
    """A fresh key as the setting wants it: `name:base64`."""
    return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def seal(text: str, *, bound_to: str) -> bytes:
    """Encrypt `text` so that it opens only with the same `bound_to` (row and column)."""
    name, key = next(iter(keys_from(settings.FIELD_KEYS).items()))
    nonce = os.urandom(_NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())
    return name.encode() + b":" + nonce + body


def unseal(sealed: bytes, *, bound_to: str) -> str:
    """The text of `sealed`. Raises `Unsealable`."""
    name, _, rest = sealed.partition(b":")
    key = keys_from(settings.FIELD_KEYS).get(name.decode(errors="replace"))
    if key is None:
        raise Unsealable(bound_to)
    nonce, body = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, body, bound_to.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unsealable(bound_to) from error


def keyed_hash(text: str, *, purpose: str) -> str:
    """64 hex digits that tell equal texts apart from others without telling the text.

    Keyed by the oldest field key, so that a new sealing key does not change stored hashes.
    """
    key = list(keys_from(settings.FIELD_KEYS).values())[-1]
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def phone_hash(phone: str) -> str:
    """`keyed_hash` of a German phone number; "" if there is none. +49, 0049 and 0 are one."""
    digits = "".join(char for char in phone if char.isdigit())
    if digits.startswith("0049"):
        digits = digits[4:]
    elif phone.strip().startswith("+49"):
        digits = digits[2:]
    digits = digits.lstrip("0")
    return keyed_hash(digits, purpose="phone") if digits else ""


def mail_hash(address: str) -> str:
    """`keyed_hash` of a mail address, upper and lower case alike; "" if there is none."""
    folded = address.strip().casefold()
    return keyed_hash(folded, purpose="mail") if folded else ""
