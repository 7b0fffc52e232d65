"""Whatever is added and removed, the answer is that of a plain float64 search over what is left."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.people import Template
from core.gallery.index import ExactIndex
from tests.core.gallery.support import POINT, brute_force, direction, embedding, template

PEOPLE = [f"person {i}" for i in range(12)]


@dataclass(frozen=True)
class Add:
    """`shots`: for each template a base direction, a disturbance and how small it is."""

    person: str
    shots: list[tuple[int, int, float]]


@dataclass(frozen=True)
class Remove:
    person: str


@dataclass(frozen=True)
class Search:
    shot: tuple[int, int, float]


# Three bases and disturbances down to the last bit of float32: exact ties and orders that only float64 can tell.
SHOT = st.tuples(st.integers(0, 2), st.integers(0, 5), st.sampled_from([0.0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-3, 0.5]))
STEPS = st.lists(
    st.one_of(
        st.builds(Add, st.sampled_from(PEOPLE), st.lists(SHOT, max_size=30)),
        st.builds(Remove, st.sampled_from(PEOPLE)),
        st.builds(Search, SHOT),
    ),
    max_size=40,
)


def measured(shot: tuple[int, int, float], dimensions: int) -> Embedding:
    base, disturbance, size = shot
    return embedding(direction(base, dimensions) + np.float32(size) * direction(100 + disturbance, dimensions))


@given(st.sampled_from([128, 512]), STEPS, st.integers(0, 2**32 - 1))
def test_answers_equal_a_float64_search(dimensions: int, steps: list[Add | Remove | Search], seed: int) -> None:
    index, left = ExactIndex(POINT), list[Template]()
    numbers = iter(np.random.default_rng(seed).permutation(40 * 30).tolist())
    for step in (*steps, Search((0, 0, 0.0)), Search((1, 1, 1e-7))):
        match step:
            case Add(person, shots):
                added = [template(next(numbers), person, measured(shot, dimensions)) for shot in shots]
                index.add(added)
                left += added
            case Remove(person):
                index.remove_person(PersonId(person))
                left = [one for one in left if one.person != person]
            case Search(shot):
                assert index.search(measured(shot, dimensions)) == brute_force(left, measured(shot, dimensions))
        assert index.templates == len(left)
        assert index.people == len({one.person for one in left})


@given(st.integers(0, 2**32 - 1), st.sampled_from([128, 512]))
def test_a_crowd_of_lookalikes_is_told_apart(seed: int, dimensions: int) -> None:
    rng = np.random.default_rng(seed)
    base = rng.standard_normal(dimensions).astype(np.float32)
    crowd = base + rng.standard_normal((200, dimensions)).astype(np.float32) * np.float32(3e-7)
    crowd[rng.integers(0, 200, 40)] = crowd[0]
    templates = [
        template(int(number), f"person {i % 70}", embedding(vector))
        for i, (number, vector) in enumerate(zip(rng.permutation(200), crowd, strict=True))
    ]
    index = ExactIndex(POINT)
    index.add(templates)
    for probe in (embedding(base), embedding(crowd[0])):
        assert index.search(probe) == brute_force(templates, probe)
