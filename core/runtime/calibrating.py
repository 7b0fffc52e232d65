"""Thresholds from the site's own data: measured, kept, and asked for."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from core.capture.pictures import PICTURE_SUFFIXES
from core.domain.calibration import CALIBRATION_VERSION, Calibration, Goal, Published, Suspicion
from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import OperatingPoint
from core.gallery.calibration.estimate import Evidence, Strangers, estimate
from core.runtime.ports import Store
from core.runtime.stills import Stills

log = logging.getLogger(__name__)

RECORDED_STRANGERS = 2_000
"""Newest unknowns that are looked at; older ones came under other light and other people."""

Progress = Callable[[str, float], None]
"""Told a phase, `strangers` or `scores`, and a share in 0…1."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A picture of a stranger that could not be used, and the sentence that says why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class LabelledStrangers:
    """Pictures of people known not to be enrolled: the usable ones measured, the others named."""

    strangers: Strangers | None
    unreadable: tuple[Unreadable, ...]


@dataclass(frozen=True, slots=True)
class CalibrationOrder:
    """What is asked for: a goal (None leaves that of the settings), a folder of strangers, whether to keep it."""

    weeks: float | None = None
    visitors_a_day: float | None = None
    strangers: Path | None = None
    seed: int = 0
    save: bool = True


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """A calibration with what is needed to tell about it. `people` can be found now, `saved` whether it was kept."""

    calibration: Calibration
    goal: Goal
    people: int
    named_suspicions: tuple[Suspicion, ...]
    unreadable: tuple[Unreadable, ...]
    saved: bool


def calibrate(
    store: Store,
    model_id: str,
    published: Published,
    clock: Clock,
    *,
    labelled: Strangers | None = None,
    seed: int = 0,
    progress: Progress,
) -> Calibration:
    """Measure the site of `store` for one model; nothing is written. The same data and `seed` give the same figures.

    Raises KnownError(CALIBRATION_EMPTY, CALIBRATION_SMALL, STORE_DAMAGED).
    """
    block = store.template_block(model_id)
    recorded = store.stranger_embeddings(model_id, RECORDED_STRANGERS)
    evidence = Evidence(block, recorded, _lowest_consider(store, model_id, published.point), labelled)
    return estimate(evidence, published, clock.utc(), seed, lambda share: progress("scores", share))


def report_of(
    calibration: Calibration, goal: Goal, store: Store, unreadable: tuple[Unreadable, ...], *, saved: bool
) -> CalibrationReport:
    """Put names to the people a calibration suspects to be one."""
    names = {str(person.id): person.name for person in store.people()}
    named = tuple(
        Suspicion(names.get(one.first, one.first), names.get(one.second, one.second), one.score)
        for one in calibration.suspicions
    )
    return CalibrationReport(calibration, goal, calibration.people, named, unreadable, saved)


def save_calibration(store: Store, calibration: Calibration) -> None:
    """Make `calibration` the one that counts for its model. Raises KnownError(DISK_FULL, …)."""
    store.save_calibration(calibration.model_id, calibration.made, to_json(calibration))


def load_calibration(store: Store, model_id: str) -> Calibration | None:
    """Return the calibration saved last for a model; None without one, or with one this version cannot read."""
    document = store.calibration(model_id)
    if document is None:
        return None
    try:
        return from_json(document)
    except msgspec.DecodeError as error:
        log.warning("The saved calibration of %s cannot be read (%s); run “usher calibrate” again", model_id, error)
        return None


def to_json(calibration: Calibration) -> bytes:
    """Return `calibration` as JSON that `from_json` reads back to an equal one."""
    return msgspec.json.encode(calibration)


def from_json(document: bytes) -> Calibration:
    """Return the calibration in `document`. Raises msgspec.DecodeError for anything else, another version included."""
    calibration = msgspec.json.decode(document, type=Calibration)
    if calibration.version != CALIBRATION_VERSION:
        raise msgspec.ValidationError(f"version {calibration.version} instead of {CALIBRATION_VERSION}")
    return calibration


def read_strangers(folder: Path, stills: Stills, progress: Progress) -> LabelledStrangers:
    """Measure the pictures under `folder`: a picture directly in it is one stranger, a subfolder's are all one.

    What shows no face, several, or an unusable one is named and left out. Raises KnownError(FOLDER_UNREADABLE).
    """
    paths = _pictures(folder)
    vectors, names, unreadable = [], [], []
    for done, path in enumerate(paths, start=1):
        try:
            portrait = stills.portrait(path)
        except KnownError as error:
            unreadable.append(Unreadable(path, str(error)))
        else:
            if portrait.face.quality.usable:
                vectors.append(portrait.embedding.vector)
                names.append(str(path if path.parent == folder else path.parent))
            else:
                unreadable.append(Unreadable(path, portrait.face.quality.complaint))
        progress("strangers", done / len(paths))
    strangers = Strangers(np.stack(vectors), np.unique(names, return_inverse=True)[1]) if vectors else None
    return LabelledStrangers(strangers, tuple(unreadable))


def _pictures(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_UNREADABLE, path=str(folder)) from error
    nested = [path for place in inside if place.is_dir() for path in sorted(place.iterdir())]
    return [path for path in (*inside, *nested) if path.suffix.lower() in PICTURE_SUFFIXES and path.is_file()]


def _lowest_consider(store: Store, model_id: str, published: OperatingPoint) -> float:
    """Return a score under every `consider` sightings may have been recorded with."""
    earlier = load_calibration(store, model_id)
    if earlier is None:
        return published.consider
    return min(published.consider, earlier.operating_point(Goal(1, 1), 1).consider)
