"""People to search among: random, but gathered round a centre each, as embeddings are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.ids import PersonId
from core.domain.people import TemplateBlock

TEMPLATES_EACH = 3
MODEL_ID = "benchmark"
_TO_CENTRE = 0.65
"""Cosine of a template to its person's centre: two templates of one person are then 0.42 apart, strangers 0."""
_PEOPLE_AT_ONCE = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """`rows` (n, d) float32 unit templates, three in a row of each person; `probes` (p, d) likewise, half strangers'.

    The probes alternate: another shot of somebody among the rows, then one of somebody who is not.
    """

    rows: Floats
    probes: Floats

    @property
    def owners(self) -> NDArray[np.int32]:
        """The person of every row, as a number from zero: (n,)."""
        return np.arange(len(self.rows), dtype=np.int32) // TEMPLATES_EACH

    def block(self) -> TemplateBlock:
        """Return the rows, copied, as a gallery is loaded from; template ids count from one."""
        people = np.array([person_id(number).encode() for number in range(-(-len(self.rows) // TEMPLATES_EACH))])
        ids = np.arange(1, len(self.rows) + 1, dtype=np.int64)
        pictures = np.zeros(len(ids), np.bool_)
        return TemplateBlock(MODEL_ID, bytes(16), ids, self.rows.copy(), self.owners, people, pictures)


def person_id(number: int) -> PersonId:
    """Return the id of a person by number; ids and numbers sort alike."""
    return PersonId(f"person-{number:07d}")


def population(size: int, dimensions: int, probes: int, seed: int = 0) -> Population:
    """Return `size` templates and `probes` probes, the same for the same arguments."""
    random = np.random.default_rng((seed, size, dimensions))
    people = -(-size // TEMPLATES_EACH)
    known = np.sort(random.integers(0, people, (probes + 1) // 2))
    rows = np.empty((size, dimensions), np.float32)
    shots = [np.empty((0, dimensions), np.float32)]
    for first in range(0, people, _PEOPLE_AT_ONCE):
        centres = _directions(random, min(_PEOPLE_AT_ONCE, people - first), dimensions)
        part = rows[TEMPLATES_EACH * first : TEMPLATES_EACH * (first + len(centres))]
        part[:] = _near(random, np.repeat(centres, TEMPLATES_EACH, axis=0)[: len(part)])
        here = known[(known >= first) & (known < first + len(centres))]
        shots.append(_near(random, centres[here - first]))
    asked = np.empty((probes, dimensions), np.float32)
    asked[0::2] = random.permutation(np.concatenate(shots))
    asked[1::2] = _directions(random, probes // 2, dimensions)
    return Population(frozen(rows), frozen(asked))


def _directions(random: np.random.Generator, count: int, dimensions: int) -> Floats:
    return _unit(random.standard_normal((count, dimensions), np.float32))


def _near(random: np.random.Generator, centres: Floats) -> Floats:
    noise = _directions(random, *centres.shape)
    return _unit(np.float32(_TO_CENTRE) * centres + np.float32((1 - _TO_CENTRE**2) ** 0.5) * noise)


def _unit(vectors: Floats) -> Floats:
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
