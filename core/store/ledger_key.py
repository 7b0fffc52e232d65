"""The key that seals the ledger, in a file of its own beside the database."""

import contextlib
import os
import secrets
from pathlib import Path

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.store.failures import translated
from core.store.ledger_seal import KEY_BYTES

KEY_FILE = "ledger.key"
_NEW = "ledger.key.new"
"""The key until the first row is known to be written: where there is a KEY_FILE, there was a ledger."""


class LedgerKey:
    """Finds the key of a data folder. Never makes another one for a ledger that has rows."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_FILE
        self._new = folder / _NEW

    @property
    def path(self) -> Path:
        """Where the key is."""
        return self._path

    @property
    def settled(self) -> bool:
        """Whether there was a ledger in this folder already."""
        return self._path.exists()

    def make(self) -> bytes:
        """Make the key of a ledger that is about to have its first row; it is on the disk before that is."""
        key = secrets.token_bytes(KEY_BYTES)
        try:
            with translated(self._new):
                write_whole(self._new, key)
                _sync(self._new.parent)
        except OSError as error:
            detail = error.strerror or str(error)
            raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(self._new.parent), detail=detail) from error
        return key

    def read(self) -> bytes:
        """Return the key of a ledger that has rows. Raises KnownError(LEDGER_KEY_MISSING)."""
        for path in (self._path, self._new):
            with contextlib.suppress(OSError):
                key = path.read_bytes()
                if len(key) == KEY_BYTES:
                    return key
        raise KnownError(ErrorCode.LEDGER_KEY_MISSING, path=str(self._path))

    def settle(self) -> None:
        """Take note that rows are on the disk."""
        if not self._path.exists():
            with contextlib.suppress(OSError):  # another time, then: until it is done, the new key is read
                self._new.replace(self._path)


def _sync(folder: Path) -> None:
    """Have the name of a new file outlast a power failure, too."""
    with contextlib.suppress(OSError):  # Windows opens no folders, and needs not
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
