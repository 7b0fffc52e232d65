"""The rows of a gallery: they grow and shrink under one writer while readers keep what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.ids import PersonId
from core.domain.people import Template

_FIRST_CAPACITY = 64
_REMOVED = -1

ArrayT = TypeVar("ArrayT", bound=NDArray[np.generic])


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The gallery at one moment; nothing it shows ever changes.

    `vectors` (n, d) float32, `ids` (n,) int64 template ids, `owners` (n,) int32 places in `names`, -1 for rows
    that have been removed. `names` may go on beyond the owners seen here. `people` and `templates` count what can
    be found. `model_id` is None until the first template tells.
    """

    model_id: str | None
    vectors: Floats
    ids: NDArray[np.int64]
    owners: NDArray[np.int32]
    names: Sequence[PersonId]
    people: int
    templates: int


class GalleryRows:
    """Growing arrays behind the snapshots; for one thread at a time.

    Why a snapshot stays true without a copy: rows are appended behind the part it looks at, and everything else
    (growing, removing, closing gaps) happens in new arrays.
    """

    def __init__(self, model_id: str | None, dimensions: int) -> None:
        self._model_id = model_id
        self._vectors = np.empty((0, dimensions), np.float32)
        self._ids = np.empty(0, np.int64)
        self._owners = np.empty(0, np.int32)
        self._used = 0
        self._removed = 0
        self._names: list[PersonId] = []
        self._places: dict[PersonId, int] = {}

    @property
    def dimensions(self) -> int:
        """Length of every vector."""
        return self._vectors.shape[1]

    def snapshot(self) -> Snapshot:
        """Return the rows as they are now."""
        used = slice(self._used)
        return Snapshot(
            model_id=self._model_id,
            vectors=frozen(self._vectors[used]),
            ids=frozen(self._ids[used]),
            owners=frozen(self._owners[used]),
            names=self._names,
            people=len(self._places),
            templates=self._used - self._removed,
        )

    def append(self, templates: Sequence[Template]) -> None:
        """Add a row for each template; their vectors are (d,)."""
        end = self._used + len(templates)
        if end > len(self._ids):
            self._grow(max(end, 2 * self._used, _FIRST_CAPACITY))
        new = slice(self._used, end)
        self._vectors[new] = [template.embedding.vector for template in templates]
        self._ids[new] = [template.id for template in templates]
        self._owners[new] = [self._place(template.person) for template in templates]
        self._used = end

    def remove(self, person: PersonId) -> None:
        """Remove a person's rows, if there are any."""
        place = self._places.pop(person, None)
        if place is None:
            return
        owners = self._owners.copy()
        gone = owners[: self._used] == place
        owners[: self._used][gone] = _REMOVED
        self._owners = owners
        self._removed += int(gone.sum())
        if 2 * self._removed > self._used:
            self._close_gaps()

    def _place(self, person: PersonId) -> int:
        place = self._places.setdefault(person, len(self._names))
        if place == len(self._names):
            self._names.append(person)
        return place

    def _grow(self, capacity: int) -> None:
        self._vectors = _enlarged(self._vectors, self._used, capacity)
        self._ids = _enlarged(self._ids, self._used, capacity)
        self._owners = _enlarged(self._owners, self._used, capacity)

    def _close_gaps(self) -> None:
        kept = np.flatnonzero(self._owners[: self._used] != _REMOVED)
        places, owners = np.unique(self._owners[kept], return_inverse=True)
        self._vectors, self._ids, self._owners = self._vectors[kept], self._ids[kept], owners.astype(np.int32)
        self._names = [self._names[place] for place in places]
        self._places = {person: place for place, person in enumerate(self._names)}
        self._used, self._removed = len(kept), 0


def _enlarged(array: ArrayT, used: int, capacity: int) -> ArrayT:
    larger: ArrayT = np.empty_like(array, shape=(capacity, *array.shape[1:]))
    larger[:used] = array[:used]
    return larger
