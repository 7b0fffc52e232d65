"""A gallery packed into one file beside the database, to be mapped into memory instead of read row by row.

It is a cache and nothing more: named after the state of the database it was made from, checked to the last byte
before any of it is used, and thrown away at the first doubt. A file is never written to again and never replaced
by another state: each has its own name, since Windows neither replaces nor deletes a file that is mapped. What
cannot be deleted while in use goes when the next one is written or opened.

Layout, little-endian: magic, version, length and CRC-32 of the header; the header in MessagePack, which lists the
arrays; then the arrays, each on a boundary of 64 bytes. Checksums find accidents, not forgers.
"""

import errno
import hashlib
import logging
import math
import os
import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.domain.errors import ErrorCode, KnownError
from core.domain.people import TemplateBlock

_log = logging.getLogger(__name__)

_MAGIC = b"UsherGal"
_VERSION = 2
_PREAMBLE = struct.Struct("<8sIII")
_ALIGNMENT = 64
"""The cache line, and the widest load of any kernel that may read the arrays where they lie."""

_PIECE = 4 << 20
"""Bytes under one checksum: small enough to share a gallery among threads, large enough to cost nothing."""

_SPARE = 64 << 20
"""Bytes that must stay free beside the file: a cache shall not be what fills the disk of the database."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SUFFIX = ".gallery"
_DTYPE = r"^[<|][fiubS][0-9]{1,5}$"
"""Little-endian numbers and byte strings: nothing that could be read as anything but data."""

_OWN = ("ids", "vectors", "owners", "people", "centroids")

_Count = Annotated[int, msgspec.Meta(ge=0)]
_Bytes = NDArray[np.uint8]


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An array: numpy's name of its type, its shape, its offset after the header, the CRC-32 of each piece of it."""

    name: str
    dtype: Annotated[str, msgspec.Meta(pattern=_DTYPE)]
    shape: tuple[_Count, ...]
    offset: Annotated[int, msgspec.Meta(ge=0, multiple_of=_ALIGNMENT)]
    checksums: tuple[int, ...]


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose gallery this is, in which state, and what follows; `size` is that of all that follows, in bytes."""

    model: str
    stamp: bytes
    sections: tuple[_Section, ...]
    size: _Count


class _DamageError(Exception):
    """This is not what was once written; says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Sidecar:
    """A gallery as it was written: the block, and the further arrays by name. All are read-only views of one map."""

    block: TemplateBlock
    extra: Mapping[str, NDArray[Any]]


def write_sidecar(folder: Path, block: TemplateBlock, extra: Mapping[str, NDArray[Any]]) -> None:
    """Write `block` and further arrays of plain numbers for the next start, and delete what it makes obsolete.

    A crash leaves the whole file or none. Only the owner may read it. Raises KnownError(DISK_FULL,
    FOLDER_NOT_WRITABLE), after which everything is as it was: a gallery works without, and starts slower.
    """
    arrays = {name: getattr(block, name) for name in _OWN} | {f"extra/{name}": array for name, array in extra.items()}
    raw = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    header = _header_of(block, raw)
    path = _path_of(folder, block.model_id, block.stamp)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < header.size + _SPARE:
            raise KnownError(ErrorCode.DISK_FULL, path=str(folder))
        _write_whole(path, header, raw)
    except OSError as error:
        if error.errno in _FULL:
            raise KnownError(ErrorCode.DISK_FULL, path=str(folder)) from error
        detail = error.strerror or str(error)
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(folder), detail=detail) from error
    _delete_all_but(path)


def open_sidecar(folder: Path, model_id: str, stamp: bytes, threads: int) -> Sidecar | None:
    """Return what was written for this state of the database; None if nothing was, or not a byte of it is certain.

    Every byte is checked, on `threads` threads. Whatever is wrong with the file is logged, never raised; that file
    and those of other states are deleted.
    """
    path = _path_of(folder, model_id, stamp)
    _delete_all_but(path)
    try:
        return _opened(path, model_id, stamp, threads)
    except FileNotFoundError:
        return None
    except (_DamageError, OSError) as error:
        _log.warning("The gallery is read from the database instead of %s: %s", path.name, error)
    _delete(path)
    return None


def delete_sidecars(folder: Path) -> None:
    """Delete every packed gallery of `folder`, as after somebody's faces were deleted for good."""
    for path in _files(folder):
        _delete(path)


def _opened(path: Path, model_id: str, stamp: bytes, threads: int) -> Sidecar:
    if path.stat().st_size <= _PREAMBLE.size:
        raise _DamageError("it is cut short")
    content: _Bytes = np.memmap(path, np.uint8, "r").view(np.ndarray)
    header, body = _read_header(content)
    if (header.model, header.stamp) != (model_id, stamp):
        raise _DamageError("it belongs to another gallery")
    if len(body) != header.size:
        raise _DamageError(f"{len(body)} bytes where {header.size} were written")
    arrays = {section.name: _array(section, body) for section in header.sections}
    _verify(header.sections, arrays, threads)
    try:
        block = TemplateBlock(model_id, stamp, *(arrays.pop(name) for name in _OWN))
    except (KeyError, ValueError) as error:
        raise _DamageError(f"its arrays do not fit each other: {error}") from error
    return Sidecar(block, {name.removeprefix("extra/"): array for name, array in arrays.items()})


def _read_header(content: _Bytes) -> tuple[_Header, _Bytes]:
    magic, version, length, checksum = _PREAMBLE.unpack(content[: _PREAMBLE.size].tobytes())
    if (magic, version) != (_MAGIC, _VERSION):
        raise _DamageError(f"it is no packed gallery of version {_VERSION}")
    packed = content[_PREAMBLE.size : _PREAMBLE.size + length].tobytes()
    if zlib.crc32(packed) != checksum:
        raise _DamageError("its header is damaged")
    try:
        header = msgspec.msgpack.decode(packed, type=_Header)
    except msgspec.MsgspecError as error:
        raise _DamageError(str(error)) from error
    return header, content[_aligned(_PREAMBLE.size + length) :]


def _array(section: _Section, body: _Bytes) -> NDArray[Any]:
    """Return the section as a view of the map. `np.ndarray` keeps the map alive through its buffer."""
    try:
        dtype = np.dtype(section.dtype)
        size = math.prod(section.shape) * dtype.itemsize
        if section.offset + size > len(body):
            raise _DamageError(f"{section.name} reaches beyond the end")
        return body[section.offset : section.offset + size].view(dtype).reshape(section.shape)
    except (TypeError, ValueError, OverflowError) as error:
        raise _DamageError(f"{section.name}: {error}") from error


def _verify(sections: tuple[_Section, ...], arrays: Mapping[str, NDArray[Any]], threads: int) -> None:
    pieces = [(section, piece) for section in sections for piece in _pieces(arrays[section.name])]
    expected = [checksum for section in sections for checksum in section.checksums]
    if len(pieces) != len(expected):
        raise _DamageError("its checksums are incomplete")
    with ThreadPoolExecutor(threads, thread_name_prefix="gallery-check") as pool:
        found = pool.map(zlib.crc32, (piece for _, piece in pieces))
        for (section, _), checksum, right in zip(pieces, found, expected, strict=True):
            if checksum != right:
                raise _DamageError(f"{section.name} is damaged")


def _header_of(block: TemplateBlock, arrays: Mapping[str, NDArray[Any]]) -> _Header:
    sections, end = list[_Section](), 0
    for name, array in arrays.items():
        if not re.match(_DTYPE, array.dtype.str):
            raise ValueError(f"{name} is of {array.dtype}, which is not for a file")
        start = _aligned(end)
        checksums = tuple(zlib.crc32(piece) for piece in _pieces(array))
        sections.append(_Section(name, array.dtype.str, array.shape, start, checksums))
        end = start + array.nbytes
    return _Header(block.model_id, block.stamp, tuple(sections), end)


def _write_whole(path: Path, header: _Header, arrays: Mapping[str, NDArray[Any]]) -> None:
    packed = msgspec.msgpack.encode(header)
    body = _aligned(_PREAMBLE.size + len(packed))
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.stem, suffix=f"{_SUFFIX}.tmp", delete=False) as file:
        try:
            file.write(_PREAMBLE.pack(_MAGIC, _VERSION, len(packed), zlib.crc32(packed)) + packed)
            for section in header.sections:
                file.write(bytes(body + section.offset - file.tell()))
                for piece in _pieces(arrays[section.name]):
                    file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            file.close()
            _delete(Path(file.name))
            raise


def _pieces(array: NDArray[Any]) -> Iterator[memoryview]:
    """Give the bytes of a contiguous array, piece by piece."""
    raw = array.reshape(-1).view(np.uint8).data
    return (raw[start : start + _PIECE] for start in range(0, len(raw), _PIECE))


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _path_of(folder: Path, model_id: str, stamp: bytes) -> Path:
    return folder / f"{_prefix(model_id)}-{stamp.hex()}.v{_VERSION}{_SUFFIX}"


def _prefix(model_id: str) -> str:
    """A model may be called anything, a file may not."""
    return hashlib.sha256(model_id.encode()).hexdigest()[:16]


def _delete_all_but(path: Path) -> None:
    """Delete the files of other states, whoever's model: they may show people who have been deleted since.

    What an interrupted write left goes as well.
    """
    state = path.name.split("-")[1]
    for other in _files(path.parent):
        if other.name.split("-")[1] != state:
            _delete(other)


def _files(folder: Path) -> list[Path]:
    return [*folder.glob(f"*-*{_SUFFIX}"), *folder.glob(f"*-*{_SUFFIX}.tmp")]


def _delete(path: Path) -> None:
    with suppress(OSError):  # mapped (on Windows) or not ours to delete: it is tried again at the next start
        path.unlink()
