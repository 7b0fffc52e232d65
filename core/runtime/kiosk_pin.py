"""The PIN it takes to leave a kiosk: only a slow hash of it stands in the settings."""

import base64
import binascii
import hashlib
import hmac
import secrets

from core.domain.errors import ErrorCode, KnownError
from core.store.credentials import is_weak

_SCHEME = "scrypt"
_COST, _BLOCK, _LANES = 1 << 15, 8, 1
_MEMORY = 2 * 128 * _COST * _BLOCK
"""Bytes scrypt (RFC 7914) may take: twice what it needs for its table."""
_SALT_BYTES = 16


def sealed(pin: str) -> str:
    """Return what is kept of a PIN; takes a tenth of a second. Raises KnownError(PIN_WEAK)."""
    if is_weak(pin):
        raise KnownError(ErrorCode.PIN_WEAK)
    salt = secrets.token_bytes(_SALT_BYTES)
    return "$".join((_SCHEME, _text(salt), _text(_hashed(pin, salt))))


def fits(pin: str, kept: str) -> bool:
    """Say whether this PIN was sealed as `kept`; takes a tenth of a second. Nothing fits what is no seal."""
    scheme, _, rest = kept.partition("$")
    salt_text, _, hash_text = rest.partition("$")
    try:
        salt, hashed = (base64.b64decode(part, validate=True) for part in (salt_text, hash_text))
    except binascii.Error:
        return False
    return hmac.compare_digest(_hashed(pin, salt), hashed) and scheme == _SCHEME


def _hashed(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=32)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
