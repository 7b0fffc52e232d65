"""One Usher per data folder."""

from pathlib import Path

from filelock import FileLock, Timeout

from core.domain.errors import ErrorCode, KnownError
from core.store.failures import translated

LOCK_FILE = "usher.lock"


class FolderLock:
    """Holds a data folder from construction to `release`; the system lets go of it when the process dies."""

    def __init__(self, folder: Path) -> None:
        """Make `folder` if needed and take it.

        Raises KnownError(STORE_IN_USE) if another holds it, KnownError(FOLDER_NOT_WRITABLE) if nobody could.
        """
        try:
            with translated(folder):
                folder.mkdir(parents=True, exist_ok=True)
                # Not bound to a thread: the one that shuts down need not be the one that started.
                self._lock = FileLock(folder / LOCK_FILE, timeout=0, thread_local=False)
                self._lock.acquire()
        except Timeout as error:
            raise KnownError(ErrorCode.STORE_IN_USE, path=str(folder)) from error
        except OSError as error:
            detail = error.strerror or str(error)
            raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(folder), detail=detail) from error

    def release(self) -> None:
        """Let the folder go; idempotent."""
        self._lock.release()
