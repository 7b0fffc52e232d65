"""Faces as more than one model measured them, and the change from one model to another."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from core.domain.ids import EventId


@dataclass(frozen=True, slots=True)
class KeptModel:
    """What is kept of people as one model measured them; `templates` leaves out centroids."""

    model_id: str
    people: int
    templates: int


@dataclass(frozen=True, slots=True)
class ModelSwitch:
    """A change of the pack in use, and by which model each measures faces.

    It is `taken_up` at the first start after it; until then the old model is in use.
    """

    utc: datetime
    old_pack: str
    old_model: str
    pack: str
    model: str
    taken_up: bool


@dataclass(frozen=True, slots=True, eq=False)
class Twins:
    """Templates of two models beside each other, by Template.id and in its order.

    `pairs` (n, 2) int64 were measured of one crop, the first by the model in use; of `missing` (m,) int64 the other
    model has none yet.
    """

    pairs: NDArray[np.int64]
    missing: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FacesLeft:
    """Sightings another model has still to measure, and how many unknown or refused faces it never can: no crop."""

    events: tuple[EventId, ...]
    lost: int


@dataclass(frozen=True, slots=True)
class Separation:
    """One model. `first`: pictures that resemble another of their person more than anybody else's, as a share.

    `missed`: pictures whose best score with another of their person is under what 0.1 % of impostor pairs reach.
    `gap`: the median over people of their worst picture's lead over anybody else, in standard deviations.
    """

    first: float
    missed: float
    gap: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models over the same `pictures` of `people`, of whom `compared` have several.

    `better` of these the new model tells apart more clearly than the old one, `worse` less.
    """

    people: int
    pictures: int
    compared: int
    old: Separation
    new: Separation
    better: int
    worse: int
