"""Where an import's files lie: a folder, or an archive that is read but never unpacked as it says."""

import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Protocol

from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing.encodings import read_text

MOST_PHOTO_BYTES = 1 << 26
"""64 MiB: as many megapixels as Usher opens, well compressed."""
MOST_TABLE_BYTES = 1 << 26
MOST_FILES = 500_000
MOST_UNPACKED_BYTES = 1 << 37
"""128 GiB: half a million photos of ordinary size."""
MOST_RATIO = 200
"""How much smaller than its content an archive may be; pictures hardly shrink at all, tables by ten."""

_SMALL_BYTES = 1 << 24
"""What unpacks to less than this harms nobody, whatever its ratio."""
_SUBFOLDERS = 4
"""How deep folders are looked through."""
_CLUTTER = ("__MACOSX", "Thumbs.db", "desktop.ini")


_DAMAGE = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError, zlib.error)
"""What zipfile raises on archives that are not what they say."""


class Place(Protocol):
    """A tree of files by names with forward slashes."""

    def names(self) -> Sequence[str]:
        """Return all files, in the order of their names."""
        ...

    def bytes_of(self, name: str) -> int | None:
        """Return how large a file is; None where there is none. Raises KnownError(ARCHIVE_*)."""
        ...

    def read(self, name: str, most: int) -> bytes:
        """Return a file of at most `most` bytes. Raises KnownError(IMPORT_TOO_LARGE, IMPORT_MISSING, ARCHIVE_*)."""
        ...

    def lent(self, names: Sequence[str]) -> AbstractContextManager[Sequence[Path]]:
        """Lend files as paths, in the order of `names`; they may be gone afterwards. Raises KnownError(DISK_FULL)."""
        ...


@contextmanager
def open_place(path: Path) -> Iterator[Place]:
    """Lend the files beside a table, of a folder, or in an archive. Raises KnownError(IMPORT_MISSING, ARCHIVE_*)."""
    if not path.exists():
        raise KnownError(ErrorCode.IMPORT_MISSING, path=str(path))
    if is_archive(path):
        try:
            with zipfile.ZipFile(path) as archive:
                yield ArchivePlace(path, archive)
        except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
            raise KnownError(ErrorCode.ARCHIVE_DAMAGED, path=str(path), detail=str(error)) from error
        except PermissionError as error:
            raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(path)) from error
    else:
        yield FolderPlace(path if path.is_dir() else path.parent)


def is_archive(path: Path) -> bool:
    """Return whether a path is meant to be an archive of pictures."""
    return path.suffix.lower() == ".zip" and path.is_file()


class FolderPlace:
    """Files on the disk. A table may name files anywhere on it, as whoever wrote it could open them too."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> Sequence[str]:
        """Return the files in it, a few folders deep; links to folders are not followed."""
        try:
            return sorted(self._walk(self._root, _SUBFOLDERS))
        except PermissionError as error:
            raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(error.filename)) from error

    def _walk(self, folder: Path, deeper: int) -> Iterator[str]:
        for entry in folder.iterdir():
            if entry.name.startswith(".") or entry.name in _CLUTTER:
                continue
            if entry.is_dir():
                if deeper and not entry.is_symlink():
                    yield from self._walk(entry, deeper - 1)
            else:
                yield entry.relative_to(self._root).as_posix()

    def bytes_of(self, name: str) -> int | None:
        """Return how large a file is; None where there is none."""
        try:
            status = self._path(name).stat()
        except (OSError, ValueError):
            return None
        return status.st_size if stat.S_ISREG(status.st_mode) else None

    def read(self, name: str, most: int) -> bytes:
        """Return the content of a file."""
        path = self._path(name)
        try:
            if path.stat().st_size > most:
                raise KnownError(ErrorCode.IMPORT_TOO_LARGE, path=str(path), limit=most >> 20)
            return path.read_bytes()
        except PermissionError as error:
            raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(path)) from error
        except OSError as error:
            raise KnownError(ErrorCode.IMPORT_MISSING, path=str(path)) from error

    @contextmanager
    def lent(self, names: Sequence[str]) -> Iterator[Sequence[Path]]:
        """Lend the files themselves."""
        yield tuple(self._path(name) for name in names)

    def _path(self, name: str) -> Path:
        direct = self._root / name
        # Tables written on Windows name their files in its way.
        return self._root / name.replace("\\", "/") if "\\" in name and not direct.exists() else direct


class ArchivePlace:
    """Files in a zip archive, which is refused as a whole where it tries anything. Safe from any thread."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        self._refuse_bomb(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = _name_of(entry)
            self._refuse_tricks(name, entry)
            parts = PurePosixPath(name).parts
            if not any(part.startswith(".") or part in _CLUTTER for part in parts):
                self._entries[name] = entry

    def names(self) -> Sequence[str]:
        """Return the files in it."""
        return sorted(self._entries)

    def bytes_of(self, name: str) -> int | None:
        """Return how large a file is unpacked, as the archive says; None where there is none."""
        entry = self._entries.get(_plain(name))
        return None if entry is None else entry.file_size

    def read(self, name: str, most: int) -> bytes:
        """Unpack a file in memory; one that is larger than it says is cut off and refused."""
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise KnownError(ErrorCode.IMPORT_MISSING, path=f"{self._path}/{name}")
        if entry.file_size > most:
            raise KnownError(ErrorCode.IMPORT_TOO_LARGE, path=f"{self._path}/{name}", limit=most >> 20)
        try:
            with self._archive.open(entry) as file:
                return file.read(most)
        except _DAMAGE as error:
            raise KnownError(ErrorCode.ARCHIVE_DAMAGED, path=f"{self._path}/{name}", detail=str(error)) from error

    @contextmanager
    def lent(self, names: Sequence[str]) -> Iterator[Sequence[Path]]:
        """Lend copies under names of our own, one person's at a time, deleted afterwards."""
        with tempfile.TemporaryDirectory(prefix="usher-import-") as folder:
            paths = [Path(folder) / f"{place:06}{PurePosixPath(name).suffix[:8]}" for place, name in enumerate(names)]
            for name, path in zip(names, paths, strict=True):
                try:
                    path.write_bytes(self.read(name, MOST_PHOTO_BYTES))
                except KnownError:
                    path.write_bytes(b"")  # what cannot be unpacked is a damaged picture, and told as one
                except OSError as error:
                    raise KnownError(ErrorCode.DISK_FULL, path=folder) from error
            yield paths

    def _refuse_bomb(self, entries: Sequence[zipfile.ZipInfo]) -> None:
        unpacked = sum(entry.file_size for entry in entries)
        packed = max(1, self._path.stat().st_size)
        ratio = unpacked / packed
        if len(entries) > MOST_FILES:
            self._refuse(f"it holds {len(entries)} files")
        if unpacked > MOST_UNPACKED_BYTES or (unpacked > _SMALL_BYTES and ratio > MOST_RATIO):
            self._refuse(f"it unpacks to {unpacked >> 20} MB, {ratio:.0f} times its size")

    def _refuse_tricks(self, name: str, entry: zipfile.ZipInfo) -> None:
        if _leaves(name):
            self._refuse(f"it holds a file that would lie outside of it, {name}")
        if stat.S_ISLNK(entry.external_attr >> 16):
            self._refuse(f"it holds a link, {name}")
        if entry.flag_bits & 1:
            self._refuse("it is protected by a password")

    def _refuse(self, detail: str) -> None:
        raise KnownError(ErrorCode.ARCHIVE_REFUSED, path=str(self._path), detail=detail)


def _plain(name: str) -> str:
    return str(PurePosixPath(name.replace("\\", "/")))


def _leaves(name: str) -> bool:
    path, windows = PurePosixPath(name.replace("\\", "/")), PureWindowsPath(name)
    return path.is_absolute() or ".." in path.parts or bool(windows.drive) or not path.parts


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return a name as it was meant: without the flag of UTF-8 it is in the encoding of whoever packed it."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    try:
        return read_text(entry.orig_filename.encode("cp437")).text
    except UnicodeEncodeError:
        return entry.filename
