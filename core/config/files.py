"""Where files are, and how one is written whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

import platformdirs


def default_data_dir() -> Path:
    """Return the folder the platform gives an application for its data."""
    return Path(platformdirs.user_data_dir("usher", appauthor=False))


def cache_dir() -> Path:
    """Return the folder for what can be made again, such as folded models."""
    return Path(platformdirs.user_cache_dir("usher", appauthor=False))


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary file and a rename, so that a crash leaves the old file or the new one.

    The folder is made if need be, and the file is for its owner only. Raises OSError; then nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
