"""Portraits, loaded off the GUI thread when first wanted and kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from gui.images import hidden
from gui.tasks import Failure, Tasks

KEPT = 400
"""Portraits in memory; at 160×160 pixels about 40 MB."""

LONGEST = 160
"""Side in pixels to which portraits are brought; cards show them at up to 72 on a screen of ratio 2."""


class Portraits(QObject):
    """A cache by key. `ready` tells that a picture asked for before has come."""

    ready = Signal(str)

    def __init__(self, tasks: Tasks, failure: Failure, *, hide: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._failure = failure
        self._hide = hide
        self._images: OrderedDict[str, QImage] = OrderedDict()
        self._wanted: set[str] = set()

    def get(self, key: str, load: Callable[[], bytes | None]) -> QImage | None:
        """Return the picture of `key`, None until `load` (a JPEG or nothing, called on a worker) has brought it.

        A picture that does not exist stays None and is not asked for again.
        """
        found = self._images.get(key)
        if found is not None:
            self._images.move_to_end(key)
            return None if found.isNull() else found
        if key not in self._wanted:
            self._wanted.add(key)
            self._tasks.run(lambda: _decode(load()), lambda image: self._arrived(key, image), self._failure, owner=self)
        return None

    def put(self, key: str, image: QImage) -> None:
        """Keep a picture that is already at hand."""
        self._arrived(key, _small(image))

    def forget(self, key: str) -> None:
        """Load this one anew when it is next wanted."""
        self._images.pop(key, None)
        self._wanted.discard(key)

    def _arrived(self, key: str, image: QImage) -> None:
        self._images[key] = hidden(image) if self._hide and not image.isNull() else image
        while len(self._images) > KEPT:
            oldest, _ = self._images.popitem(last=False)
            self._wanted.discard(oldest)
        self.ready.emit(key)


def _decode(jpeg: bytes | None) -> QImage:
    return _small(QImage.fromData(jpeg)) if jpeg else QImage()


def _small(image: QImage) -> QImage:
    if image.isNull() or max(image.width(), image.height()) <= LONGEST:
        return image
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    return image.scaled(LONGEST, LONGEST, keep, smooth)
