"""Changing the model faces are measured by: everything anew beside the running gallery, then a switch, and back again.

The crops kept with templates and sightings are exactly what an embedder takes. What another model makes of them is
written beside what is in use, a few at a time, so that a change broken off goes on where it was. The switch itself only
changes the settings; the next start takes it up, after measuring what came in between.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.capture.pictures import decode_jpeg
from core.config import Settings
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import EventId
from core.domain.models import Comparison, FacesLeft, KeptModel, ModelSwitch, Twins
from core.gallery.calibration.separation import compare
from core.runtime.ports import Engine, EnginePool, Store
from core.vision.packs import PackFacts

log = logging.getLogger(__name__)

Key = TypeVar("Key", int, EventId)

_AT_ONCE = 32
"""Crops per transaction: a third of a second of work that may have to be done again."""
_SAMPLE = 400
"""Pictures a plan measures to foretell how the people here would be told apart: about five seconds."""
_PAIR = 2

Progress = Callable[[int, int], None]
"""Told how many faces are measured, and of how many."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Packs:
    """Where models come from: the names there are, what is known of one, and engines of it. The last two may raise."""

    names: Callable[[], tuple[str, ...]]
    facts: Callable[[str, str | None], PackFacts]
    open: Callable[[str], EnginePool]


@dataclass(frozen=True, slots=True)
class PackOffer:
    """A pack one may change to; `problem` says why not. Licence and origin are None where it does not say."""

    pack: str
    licence: str | None
    origin: str | None
    problem: KnownError | None = None


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """What is in use; `waiting` from the next start on, `earlier` before, both packs. `kept` is what there is of each.

    `calibrated` says whether the thresholds of the model in use were measured here.
    """

    pack: str
    model_id: str
    licence: str | None
    calibrated: bool
    waiting: str | None
    earlier: str | None
    kept: tuple[KeptModel, ...]


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """What a change would take, and what it would bring.

    `templates` there are, of which `to_measure` have not been measured by the new model; so have `faces` of sightings,
    and `lost_faces` unknown or refused ones never can be, for want of a crop. `seconds` is an estimate. `cameras` have
    a pack of their own, which may not fit any more. `comparison` is over some of the people here; None for want of any
    with two pictures.
    """

    pack: str
    model_id: str
    licence: str | None
    origin: str | None
    templates: int
    to_measure: int
    faces: int
    lost_faces: int
    seconds: float
    calibrated: bool
    cameras: tuple[str, ...]
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything measured by another model, ready to switch to.

    `measured` templates and `faces` are new; `dropped` templates were taken out as in the gallery in use; `lost`
    templates and `lost_faces` could not be measured: they come back with the old model only.
    """

    pack: str
    model_id: str
    measured: int
    dropped: int
    lost: int
    faces: int
    lost_faces: int
    calibrated: bool
    comparison: Comparison | None


class ModelDesk:
    """Safe from any thread; one change at a time. `pack` and `model_id` are in use until the program ends."""

    def __init__(
        self, store: Store, packs: Packs, settings: Callable[[], Settings], save: Callable[[Settings], None],
        pack: str, model_id: str,
    ) -> None:  # fmt: skip
        self._store = store
        self._packs = packs
        self._settings = settings
        self._save = save
        self._pack = pack
        self._model_id = model_id
        self._lock = threading.Lock()

    def offers(self) -> tuple[PackOffer, ...]:
        """Return every pack there is, the one in use included."""
        return tuple(self._offer(name) for name in self._packs.names())

    def status(self) -> ModelStatus:
        """Return what is in use, waits, and is kept."""
        switches = self._store.remodels.switches()
        waiting = next((one.pack for one in switches if not one.taken_up), None)
        earlier = next((one.old_pack for one in switches if one.taken_up and one.model == self._model_id), None)
        licence = self._packs.facts(self._pack, self._model_id).licence
        return ModelStatus(
            self._pack, self._model_id, licence, self._is_calibrated(self._model_id), waiting, earlier,
            self._store.remodels.kept(),
        )  # fmt: skip

    def plan(self, pack: str) -> ChangePlan:
        """Say what changing to `pack` would take and bring; takes some seconds and writes nothing. Raises KnownError.

        Not much is learnt where the faces are measured already: then the comparison is over all people.
        """
        with closing(self._packs.open(pack)) as pool, pool.lease() as engine:
            facts = self._packs.facts(pack, engine.model_id)
            twins, left = self._twins(engine.model_id), self._left(engine.model_id)
            comparison, each_s = self._foretold(engine, twins)
            return ChangePlan(
                pack, engine.model_id, facts.licence, facts.origin, len(twins.pairs) + len(twins.missing),
                len(twins.missing), len(left.events), left.lost, each_s * (len(twins.missing) + len(left.events)),
                self._is_calibrated(engine.model_id),
                tuple(camera.name for camera in self._settings().cameras if camera.pack), comparison,
            )  # fmt: skip

    def prepare(self, pack: str, progress: Progress, cancelled: Cancelled) -> Prepared | None:
        """Measure everything with `pack` beside what is in use; None where that was `cancelled`.

        What was measured until then stays, and is not measured again. Raises KnownError.
        """
        with self._lock, closing(self._packs.open(pack)) as pool, pool.lease() as engine:
            found = measure_anew(self._store, self._model_id, engine, progress, cancelled)
            if found is None:
                return None
            comparison = self._compared(self._twins(engine.model_id), engine.model_id)
            return Prepared(
                pack, engine.model_id, found.measured, found.dropped, found.lost, found.faces, found.lost_faces,
                self._is_calibrated(engine.model_id), comparison,
            )  # fmt: skip

    def switch(self, prepared: Prepared) -> None:
        """Use another pack from the next start on. Raises KnownError."""
        with self._lock:
            self._store.remodels.switch(self._pack, self._model_id, prepared.pack, prepared.model_id)
            self._choose(prepared.pack)

    def call_off(self) -> None:
        """Go on with the pack in use, where another one waits for the next start."""
        with self._lock:
            self._store.remodels.void()
            self._choose(self._pack)

    def rollback(self, progress: Progress, cancelled: Cancelled) -> Prepared | None:
        """Go back to the pack used before, from the next start on; None where that was `cancelled`.

        Its faces are still there: only what came since is measured. Raises KnownError(NO_EARLIER_MODEL, PACK_*).
        """
        earlier = self.status().earlier
        if earlier is None:
            raise KnownError(ErrorCode.NO_EARLIER_MODEL)
        prepared = self.prepare(earlier, progress, cancelled)
        if prepared is not None:
            self.switch(prepared)
        return prepared

    def forget(self, model_id: str) -> int:
        """Delete all faces a model measured for good; return the number of templates.

        Raises KnownError(MODEL_IN_USE, MODEL_NOT_KEPT).
        """
        with self._lock:
            waiting = {one.model for one in self._store.remodels.switches() if not one.taken_up}
            if model_id in {self._model_id, *waiting}:
                raise KnownError(ErrorCode.MODEL_IN_USE, model=model_id)
            if model_id not in {one.model_id for one in self._store.remodels.kept()}:
                raise KnownError(ErrorCode.MODEL_NOT_KEPT, model=model_id)
            return self._store.remodels.forget(model_id)

    def _offer(self, pack: str) -> PackOffer:
        try:
            facts = self._packs.facts(pack, self._model_id if pack == self._pack else None)
        except KnownError as error:
            return PackOffer(pack, None, None, error)
        return PackOffer(pack, facts.licence, facts.origin)

    def _choose(self, pack: str) -> None:
        settings = self._settings()
        self._save(
            msgspec.structs.replace(settings, recognition=msgspec.structs.replace(settings.recognition, pack=pack))
        )

    def _is_calibrated(self, model_id: str) -> bool:
        return self._store.calibration(model_id) is not None

    def _twins(self, model_id: str) -> Twins:
        if model_id == self._model_id:
            return Twins(np.empty((0, 2), np.int64), np.empty(0, np.int64))
        return self._store.remodels.twins(self._model_id, model_id)

    def _left(self, model_id: str) -> FacesLeft:
        if model_id == self._model_id:
            return FacesLeft((), 0)
        return self._store.remodels.faces_left(self._model_id, model_id)

    def _foretold(self, engine: Engine, twins: Twins) -> tuple[Comparison | None, float]:
        """Return the comparison over some people, and the seconds a face takes."""
        block = self._store.template_block(self._model_id)
        rows = _some_people(block.owners, np.isin(block.ids, twins.missing))
        begin = time.perf_counter()
        found = _embedded(engine, self._store.remodels.crops(block.ids[rows].tolist()))
        each_s = (time.perf_counter() - begin) / max(1, len(rows))
        kept = [row for row in rows.tolist() if int(block.ids[row]) in found]
        if not kept:
            return self._compared(twins, engine.model_id), 0.0
        new = np.stack([found[int(block.ids[row])].vector for row in kept])
        return compare(block.vectors[kept], new, block.owners[kept]), each_s

    def _compared(self, twins: Twins, model_id: str) -> Comparison | None:
        """Return the comparison over everybody measured by both."""
        old, new = (self._store.template_block(model) for model in (self._model_id, model_id))
        both = np.isin(twins.pairs[:, 0], old.ids) & np.isin(twins.pairs[:, 1], new.ids)
        mine, theirs = np.searchsorted(old.ids, twins.pairs[both, 0]), np.searchsorted(new.ids, twins.pairs[both, 1])
        return compare(old.vectors[mine], new.vectors[theirs], old.owners[mine]) if len(mine) else None


@dataclass(frozen=True, slots=True)
class Measured:
    """What `measure_anew` did; fields as in Prepared."""

    measured: int
    dropped: int
    lost: int
    faces: int
    lost_faces: int


def measure_anew(
    store: Store, source: str, engine: Engine, progress: Progress, cancelled: Cancelled
) -> Measured | None:
    """Bring what `engine` measured of this site's faces up to what the model `source` knows; None if `cancelled`."""
    book, target = store.remodels, engine.model_id
    if source == target:
        return Measured(0, 0, 0, 0, 0)
    dropped = book.follow(source, target)
    missing, left = book.twins(source, target).missing.tolist(), book.faces_left(source, target)
    total, lost, lost_faces = len(missing) + len(left.events), 0, left.lost
    for start in range(0, len(missing), _AT_ONCE):
        if cancelled():
            return None
        part = missing[start : start + _AT_ONCE]
        found = _embedded(engine, book.crops(part))
        book.keep(target, found, [id_ for id_ in part if id_ not in found])
        lost += len(part) - len(found)
        progress(start + len(part), total)
    for start in range(0, len(left.events), _AT_ONCE):
        if cancelled():
            return None
        events = left.events[start : start + _AT_ONCE]
        faces = _embedded(engine, book.face_crops(events))
        book.keep_faces(target, faces)
        lost_faces += len(events) - len(faces)
        progress(len(missing) + start + len(events), total)
    return Measured(len(missing) - lost, dropped, lost, len(left.events) - lost_faces + left.lost, lost_faces)


def take_up(store: Store, pool: EnginePool) -> ModelSwitch | None:
    """Bring a change into use that was made since the last start, and return it; None where there was none.

    To be called before the gallery is filled. What came between the change and the end of the last run is measured now.
    A change whose pack is not the one that was started is void. Raises KnownError.
    """
    waiting = next((one for one in store.remodels.switches() if not one.taken_up), None)
    if waiting is None:
        return None
    with pool.lease() as engine:
        if engine.model_id != waiting.model:
            store.remodels.void()
            return None
        measure_anew(store, waiting.old_model, engine, _unwatched, _never)
    store.remodels.take_up(waiting)
    return waiting


def _embedded(engine: Engine, crops: Mapping[Key, bytes]) -> dict[Key, Embedding]:
    """Return what an embedder makes of crops; without those that are no pictures any more."""
    found: dict[Key, Embedding] = {}
    for key, jpeg in crops.items():
        try:
            found[key] = engine.embed([decode_jpeg(jpeg, f"The crop of {key}")])[0]
        except (KnownError, ValueError) as error:
            log.warning("The picture of %s is not measured: %s", key, error)
    return found


def _some_people(owners: NDArray[np.int32], wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the `wanted` (n,) rows of some people, those who have several first, up to about _SAMPLE."""
    counts = np.bincount(owners[wanted], minlength=int(owners.max(initial=-1)) + 1)
    order = np.random.default_rng(0).permutation(len(counts))
    order = order[np.argsort(counts[order] < _PAIR, kind="stable")]
    people = order[np.cumsum(counts[order]) <= _SAMPLE]
    return np.flatnonzero(wanted & np.isin(owners, people))


def _unwatched(_done: int, _total: int) -> None:
    """Nobody watches: it is little."""


def _never() -> bool:
    return False
