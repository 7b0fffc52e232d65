"""A folder of pictures as a camera: one after another, in the order of their names."""

import logging
import time
from collections import deque
from pathlib import Path

from core.capture.pictures import PICTURE_SUFFIXES, read_picture
from core.capture.source import GuardedSource, NoPicture, Picture, Reading, SourceInfo
from core.domain.errors import ErrorCode, KnownError

log = logging.getLogger(__name__)

PICTURES_PER_SECOND = 2.0
"""Slow enough to look at every one."""


class FolderSource(GuardedSource):
    """The pictures of a folder, without its subfolders; a damaged one is passed over and logged.

    `realtime` shows them at PICTURES_PER_SECOND; otherwise each is read when it is asked for.
    """

    def __init__(self, folder: Path, *, realtime: bool) -> None:
        super().__init__()
        self._folder = folder
        self._realtime = realtime
        self._paths: deque[Path] = deque()
        self._due = 0.0
        self._readable = 0

    @property
    def live(self) -> bool:
        """A folder does not come back by itself."""
        return False

    @property
    def paced(self) -> bool:
        """Whether the pictures come at their own pace."""
        return self._realtime

    def _open(self) -> SourceInfo:
        try:
            paths = sorted(path for path in self._folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES)
        except OSError as error:
            raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(self._folder)) from error
        self._paths.extend(paths)
        self._due = time.monotonic()
        return SourceInfo(0, 0, PICTURES_PER_SECOND)

    def _read(self, timeout_s: float) -> Reading:
        wait_s = self._due - time.monotonic() if self._realtime else 0.0
        if wait_s > 0 and (self._closing.wait(min(wait_s, timeout_s)) or wait_s > timeout_s):
            return NoPicture.WAITING
        while self._paths:
            try:
                picture = Picture(read_picture(self._paths.popleft()), None)
            except KnownError as error:
                log.info("Passed over: %s", error)
                continue
            self._readable += 1
            self._due = max(self._due + 1 / PICTURES_PER_SECOND, time.monotonic())
            return picture
        if not self._readable:
            raise KnownError(ErrorCode.SOURCE_EMPTY, source=str(self._folder))
        return NoPicture.ENDED

    def _free(self) -> None:
        self._paths.clear()
