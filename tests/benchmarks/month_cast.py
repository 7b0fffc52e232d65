"""Who comes in a replayed month: people enrolled with one photo, strangers, and pictures kept for the figures."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.bootstrap import open_rig
from core.domain.arrays import Floats
from core.runtime.evaluation.dataset import read_dataset
from core.runtime.evaluation.measure import measure_pictures
from core.runtime.evaluation.notes import Notes

MOST_VISITS = 10
"""Visits of one person in the month at most, so that the few with hundreds of pictures do not make the figures."""
_LEAST_PICTURES = 4
"""Pictures of somebody enrolled: one to enrol, and of the rest every third kept for the figures."""

Places = NDArray[np.intp]
"""Rows of Pictures."""


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """Usable faces: `vectors` (n, d) float32 unit rows, `persons` (n,) their names, `quality` (n,) Quality.overall."""

    vectors: Floats
    persons: NDArray[np.str_]
    quality: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """Rows by what they are for. `visits` of people enrolled and strangers, in the order they come, over `days` (n,).

    `members` and `strangers` are held out for the figures; `calibration` are strangers the thresholds are set by. No
    stranger is in two of these.
    """

    enrolled: Places
    visits: Places
    days: NDArray[np.intp]
    members: Places
    strangers: Places
    calibration: Places


def load_pictures(data: Path, kept: Path) -> Pictures:
    """Return the usable faces of a folder of people, from the file `kept` if it is there, else measured into it."""
    if not kept.exists():
        pictures = read_dataset(data, Notes()).pictures
        with open_rig("default", kept.parent) as rig:
            found = measure_pictures(rig, pictures, Notes(), lambda items, _title, _total: items, "pictures")
        persons = np.array([pictures[place].person for place in found.places.tolist()])
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, vectors=found.vectors, persons=persons, quality=found.qualities)
    with np.load(kept) as file:
        usable = file["usable"] if "usable" in file.files else np.ones(len(file["persons"]), bool)
        return Pictures(file["vectors"][usable], file["persons"][usable], file["quality"][usable].astype(np.float32))


def draw(pictures: Pictures, days: int, rng: np.random.Generator) -> Cast:
    """Draw a cast: whoever has enough pictures is enrolled, everybody else a stranger, half of them held out."""
    names, counts = np.unique(pictures.persons, return_counts=True)
    rows = {name: rng.permutation(np.flatnonzero(pictures.persons == name)) for name in names.tolist()}
    theirs = [rows[name] for name in names[counts >= _LEAST_PICTURES].tolist()]
    others = [rows[name] for name in rng.permutation(names[counts < _LEAST_PICTURES]).tolist()]
    visiting, held, calibrating = _joined(others[::4]), _joined(others[1::2]), _joined(others[2::4])
    held_out = [mine[1 : 2 + len(mine) // 3] for mine in theirs]
    coming = [mine[2 + len(mine) // 3 :][:MOST_VISITS] for mine in theirs]
    visits = rng.permutation(np.concatenate((_joined(coming), visiting)))
    return Cast(
        enrolled=np.array([mine[0] for mine in theirs]),
        visits=visits,
        days=np.arange(len(visits)) * days // len(visits),
        members=_joined([mine[:MOST_VISITS] for mine in held_out]),
        strangers=held,
        calibration=calibrating,
    )


def _joined(parts: list[Places]) -> Places:
    return np.concatenate(parts)
