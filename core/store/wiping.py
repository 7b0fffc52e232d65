"""Overwriting what SQLite leaves of deleted rows between those that stay.

SQLite's secure_delete zeroes a row where it stands, but not the copies left where it stood before pages were balanced:
those lie in the unallocated gap of b-tree pages, between the pointers and the content
(https://www.sqlite.org/fileformat2.html, §1.6). Nothing ever reads a gap, so it may be zeroed in place, which takes one
pass over the file and no room on the disk, where VACUUM would write all of it twice.
"""

import os
from typing import BinaryIO

_FIRST_HEADER = 100
"""Bytes of the file's own header before that of its first page."""

_HEADERS = {0x02: 12, 0x05: 12, 0x0A: 8, 0x0D: 8}
"""Bytes of the header of each kind of b-tree page. No other page of a file under 500 GB begins with one of these."""

_AT_ONCE = 64
"""Pages read together."""


def wipe_gaps(file: BinaryIO) -> int:
    """Zero every gap in a database whose log is empty and which nobody else writes; return how many were not zero.

    `file` is unbuffered and open for reading and writing.
    """
    file.seek(0)
    header = file.read(_FIRST_HEADER)
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    wiped = 0
    for start in range(0, file.seek(0, os.SEEK_END), size * _AT_ONCE):
        file.seek(start)
        pages = memoryview(file.read(size * _AT_ONCE))
        for place in range(0, len(pages), size):
            begin, end = _gap(pages[place : place + size], _FIRST_HEADER if start + place == 0 else 0)
            if pages[place + begin : place + end].tobytes().strip(b"\0"):
                file.seek(start + place + begin)
                file.write(bytes(end - begin))
                wiped += 1
    os.fsync(file.fileno())
    return wiped


def _gap(page: memoryview, header: int) -> tuple[int, int]:
    """Return where the gap of a page begins and ends; nothing for a page that is no b-tree's."""
    kind = page[header]
    if kind not in _HEADERS:
        return 0, 0
    cells = int.from_bytes(page[header + 3 : header + 5], "big")
    content = int.from_bytes(page[header + 5 : header + 7], "big") or 65536
    begin = header + _HEADERS[kind] + 2 * cells
    return (begin, content) if begin <= content <= len(page) else (0, 0)
