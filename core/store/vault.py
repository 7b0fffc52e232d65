"""The one place where bytes taken from a face are sealed before they are written and opened after they are read."""

from typing import Protocol


class Vault(Protocol):
    """Seals embeddings, crops and portraits. `context` says what the bytes are and whose; it must be the same twice."""

    def seal(self, data: bytes, context: str) -> bytes:
        """Return what may be written to the disk."""
        ...

    def open(self, sealed: bytes, context: str) -> bytes:
        """Return what was sealed. Raises KnownError(BLOB_DAMAGED) if it was not sealed here or was changed since."""
        ...


class PlainVault:
    """Writes the bytes as they are."""

    def seal(self, data: bytes, context: str) -> bytes:
        """Return `data`."""
        del context
        return data

    def open(self, sealed: bytes, context: str) -> bytes:
        """Return `sealed`."""
        del context
        return sealed
