"""Embeddings read from the database as arrays, thousands at a time: a gallery starts with all of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlite_utils import Database

from core.domain.arrays import Floats, frozen
from core.domain.embedding import Embedding, read_blobs
from core.domain.errors import ErrorCode, KnownError
from core.domain.people import TemplateBlock
from core.store.damage import DamageLog
from core.store.rows import template_context
from core.store.sighting_rows import sighting_context
from core.store.vault import Vault

_AT_ONCE = 1024
"""Rows parsed together: enough to share what numpy costs per call, few enough to stay in the processor's cache."""

_LIVING = "SELECT id FROM people WHERE removed_at IS NULL AND active = 1"

_TEMPLATES = """
SELECT id, person, dimensions, embedding, origin = 'centroid' FROM templates
WHERE model = ? AND removed_at IS NULL ORDER BY id
"""

_STRANGERS = """
SELECT id, embedding FROM sightings
WHERE verdict = 'unknown' AND person IS NULL AND model = ?
ORDER BY utc DESC, id DESC LIMIT ?
"""

_REMOVED = -1

_TemplateRow = tuple[int, str, int, bytes, int]


@dataclass(frozen=True, slots=True)
class Sealed:
    """Sealed embeddings: what each is called in the log, the vault's context for it, and its bytes."""

    name: Callable[[int], str]
    contexts: Sequence[str]
    bodies: Sequence[bytes]


class VectorReader:
    """Reads the embeddings of one model; those that cannot be read are left out and named in `damage`."""

    def __init__(self, model_id: str, vault: Vault, damage: DamageLog) -> None:
        self._model_id = model_id
        self._vault = vault
        self._damage = damage

    def block(self, db: Database) -> TemplateBlock:
        """Read all templates of people who have not been removed, and the stamp, at one moment."""
        with db.atomic():
            stamp = read_stamp(db)
            # Sorted here: by its index SQLite would look every single one up, and take four times as long.
            living = {person: place for place, person in enumerate(sorted(person for (person,) in db.execute(_LIVING)))}
            capacity: int = db.execute("SELECT count(*) FROM templates").fetchone()[0]
            rows = self._templates(db, living, capacity)
        return _block(self._model_id, stamp, rows, living)

    def strangers(self, db: Database, limit: int) -> Floats:
        """Read the newest `limit` sightings nobody enrolled resembled: (n, d) float32, newest first."""
        rows = db.execute(_STRANGERS, [self._model_id, limit]).fetchall()
        names = [row[0] for row in rows]
        contexts = [sighting_context(name) for name in names]
        sealed = Sealed(lambda place: f"The face of sighting {names[place]}", contexts, [row[1] for row in rows])
        dimensions = self._dimensions(sealed)
        vectors = np.empty((len(rows), dimensions), np.float32)
        return frozen(vectors[: len(self._fill(sealed, [dimensions] * len(rows), vectors))])

    def _templates(self, db: Database, living: dict[str, int], capacity: int) -> "_Filled":
        filled: _Filled | None = None
        for rows in _chunks(db, _TEMPLATES, [self._model_id]):
            owners = [living.get(row[1], _REMOVED) for row in rows]
            if _REMOVED in owners:
                rows = [row for row, owner in zip(rows, owners, strict=True) if owner != _REMOVED]
                owners = [owner for owner in owners if owner != _REMOVED]
            if not rows:
                continue
            target = filled or _Filled(capacity, _usual_size(rows))
            self._append(target, rows, owners)
            if target.used:  # from here on it is certain how long a vector is
                filled = target
        return filled or _Filled(0, 0)

    def _append(self, filled: "_Filled", rows: list[_TemplateRow], owners: list[int]) -> None:
        ids, people, sizes, bodies, means = zip(*rows, strict=True)
        sealed = Sealed(lambda place: template_name(ids[place]), list(map(template_context, people)), bodies)
        kept = self._fill(sealed, sizes, filled.room(len(rows)))
        if len(kept) < len(rows):
            ids, means = tuple(ids[place] for place in kept), tuple(means[place] for place in kept)
            owners = [owners[place] for place in kept]
        filled.keep(ids, owners, means)

    def _fill(self, sealed: Sealed, sizes: Sequence[int], out: Floats) -> Sequence[int]:
        """Write the vectors that can be read to the first rows of `out` (n, d); return the places they came from.

        `sizes` is how many numbers each is said to have.
        """
        count, dimensions = out.shape
        try:
            blobs = list(map(self._vault.open, sealed.bodies, sealed.contexts))
            if sizes.count(dimensions) == count and read_blobs(blobs, self._model_id, out):
                return range(count)
        except KnownError:  # which one it is and what is wrong with it is found out below
            pass
        kept: list[int] = []
        for place in range(count):
            try:
                vector = self._read_one(sealed, place)
                _refuse_other_size(len(vector), sizes[place])
                _refuse_other_size(len(vector), dimensions)
            except KnownError as error:
                self._damage.left_out(sealed.name(place), error)
            else:
                out[len(kept)] = vector
                kept.append(place)
        return kept

    def _read_one(self, sealed: Sealed, place: int) -> Floats:
        blob = self._vault.open(sealed.bodies[place], sealed.contexts[place])
        return Embedding.from_blob(blob, self._model_id).vector

    def _dimensions(self, sealed: Sealed) -> int:
        for place in range(len(sealed.bodies)):
            try:
                return len(self._read_one(sealed, place))
            except KnownError as error:
                self._damage.left_out(sealed.name(place), error)
        return 0


class _Filled:
    """Arrays allocated once, for more rows than may come: memory that is never touched costs none."""

    def __init__(self, capacity: int, dimensions: int) -> None:
        self.ids = np.empty(capacity, np.int64)
        self.owners = np.empty(capacity, np.int32)
        self.centroids = np.empty(capacity, np.bool_)
        self.vectors = np.empty((capacity, dimensions), np.float32)
        self.used = 0

    def room(self, count: int) -> Floats:
        """Return the next `count` rows of vectors, to be written to."""
        return self.vectors[self.used : self.used + count]

    def keep(self, ids: Sequence[int], owners: Sequence[int], centroids: Sequence[int]) -> None:
        """Keep the first rows of that room as belonging to these."""
        end = self.used + len(ids)
        self.ids[self.used : end] = ids
        self.owners[self.used : end] = owners
        self.centroids[self.used : end] = centroids
        self.used = end


def read_stamp(db: Database) -> bytes:
    """Return the 16 bytes that name the present state of templates and people."""
    stamp: bytes = db.execute("SELECT stamp FROM gallery_stamp").fetchone()[0]
    return stamp


def template_name(id_: int) -> str:
    """Return what the log calls a template."""
    return f"Template {id_}"


def _block(model_id: str, stamp: bytes, filled: _Filled, living: dict[str, int]) -> TemplateBlock:
    """Number the people anew, leaving out those without a template of this model."""
    owners = filled.owners[: filled.used]
    present = np.zeros(len(living), np.bool_)
    present[owners] = True
    places = np.cumsum(present, dtype=np.int32) - np.int32(1)
    people = [person.encode() for person, is_present in zip(living, present.tolist(), strict=True) if is_present]
    return TemplateBlock(
        model_id,
        stamp,
        filled.ids[: filled.used],
        filled.vectors[: filled.used],
        places[owners],
        np.array(people, np.bytes_),
        filled.centroids[: filled.used],
    )


def _chunks(db: Database, sql: str, parameters: Sequence[Any]) -> Iterator[list[Any]]:
    with closing(db.execute(sql, parameters)) as cursor:
        while rows := cursor.fetchmany(_AT_ONCE):
            yield rows


def _usual_size(rows: list[_TemplateRow]) -> int:
    """Return how many numbers most rows say they have, heeding only those whose blob could hold as many."""
    claimed = Counter(size for _, _, size, body, _ in rows if 0 < size <= len(body))
    return max(claimed, key=claimed.__getitem__, default=0)


def _refuse_other_size(found: int, expected: int) -> None:
    if found != expected:
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail=f"{found} of {expected} numbers")
