"""Seals of the ledger: what makes a row that was changed, moved, forged or taken out show.

The seal of a row is an HMAC-SHA256 (RFC 2104) with the site's key over the seal before it, its number and every column.
So whoever has only the database can neither make a row nor change one. The head, sealed in the same way, says how many
rows there are, which shows rows cut off at the end.
"""

import hashlib
import hmac
from collections.abc import Sequence

import msgspec

KEY_BYTES = 32
SEAL_BYTES = 32

FIRST = bytes(SEAL_BYTES)
"""Stands before the first row."""
BROKEN = b""
"""Stands before a row written when the head had been tampered with; no row follows on it, so the break stays there."""

_BLOCK = 64
"""Bytes SHA-256 takes at once."""


class Sealer:
    """Makes seals with one key."""

    def __init__(self, key: bytes) -> None:
        # `hmac.digest` takes more than twice the time for a row, as it prepares the key anew.
        padded = key.ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
        # Every value begins with its type and length here, so that no two rows have the same bytes.
        self._encode = msgspec.msgpack.Encoder().encode

    def row(self, before: bytes, row: Sequence[object]) -> bytes:
        """Return the seal of a row, number and columns, that follows on the one with the seal `before`."""
        inner = self._inner.copy()
        inner.update(before + self._encode(row))
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()

    def head(self, rows: object, last: object) -> bytes:
        """Return the seal of the head: the number of the last row, and its seal."""
        return self.row(b"head", (rows, last))


def same(one: object, other: bytes) -> bool:
    """Say whether `one`, which may be anything, is the seal `other`."""
    return isinstance(one, bytes) and hmac.compare_digest(one, other)
