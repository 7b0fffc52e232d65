"""The comparison of searches asks the right questions and counts the answers right."""

from collections.abc import Callable
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.arrays import Floats
from core.domain.matching import Match
from core.runtime.searchbench import measure
from core.runtime.searchbench.engines import Blas, Numpy, Ours, RowEngine, Split, best
from core.runtime.searchbench.floor import Float32Floor, Int8Floor
from core.runtime.searchbench.libraries import FaissBlas, FaissFlat, FaissRefined, SimsimdInt8, quantised
from core.runtime.searchbench.measure import Plan, compare_searches
from core.runtime.searchbench.memory import resident_mb
from core.runtime.searchbench.pairs import compare_pairs
from core.runtime.searchbench.population import Population, person_id, population
from core.runtime.searchbench.truth import DEPTH, Rows, Truth, brute_force, ranked_alike, recalled
from core.runtime.searchbench.turns import IN_A_ROW, Contender, batches_of, take_turns

RowMaker = Callable[[Population], RowEngine]

PEERS: dict[str, tuple[str | None, RowMaker]] = {
    "numpy": (None, lambda among: Numpy(among, Blas())),
    "split": (None, lambda among: Split(among, Blas())),
    "faiss flat": ("faiss", FaissFlat),
    "faiss blas": ("faiss", lambda among: FaissBlas(FaissFlat(among))),
    "faiss refined": ("faiss", FaissRefined),
    "simsimd": ("simsimd", SimsimdInt8),
}


@pytest.fixture(scope="module")
def some() -> Population:
    return population(900, 64, 32)


def test_population_is_people_and_strangers(some: Population) -> None:
    cosines = some.rows @ some.rows.T
    same = some.owners[:, None] == some.owners
    own = cosines[same & ~np.eye(len(some.rows), dtype=bool)]
    assert np.abs(np.linalg.norm(some.rows, axis=1) - 1).max() < 1e-6
    assert own.mean() == pytest.approx(0.65**2, abs=0.02)
    assert cosines[~same].mean() == pytest.approx(0, abs=0.01)
    nearest = (some.rows @ some.probes.T).max(axis=0)
    assert nearest[0::2].mean() > nearest[1::2].mean() + 0.05


def test_population_is_the_same_again_and_another_elsewhere(some: Population) -> None:
    assert np.array_equal(population(900, 64, 32).rows, some.rows)
    assert not np.array_equal(population(900, 64, 32, seed=1).rows, some.rows)
    assert not np.array_equal(population(901, 64, 32).rows[:900], some.rows)


@pytest.mark.parametrize("size", [1, 2, 100, 3 * 8192 + 1])
def test_population_has_as_many_as_asked_for(size: int) -> None:
    among = population(size, 8, 7)
    block = among.block()
    assert among.rows.shape == (size, 8)
    assert among.probes.shape == (7, 8)
    assert np.array_equal(block.owners, np.arange(size) // 3)
    assert block.people[-1].decode() == person_id((size - 1) // 3)
    assert np.all(block.people[:-1] < block.people[1:])


@given(
    st.integers(1, 60).flatmap(
        lambda n: st.tuples(
            st.lists(st.lists(st.sampled_from([-1.0, 0.0, 0.5, 1.0]), min_size=3, max_size=3), min_size=n, max_size=n),
            st.integers(1, 6),
        )
    )
)
def test_brute_force_is_a_sort_by_cosine_and_row(case: tuple[list[list[float]], int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.runtime.searchbench.truth._ROWS_AT_ONCE", 7)
        rows, depth = np.array(case[0], np.float32), case[1]
        probes = np.array([[1, 0, 0], [1, 1, -1]], np.float32)
        truth = brute_force(rows, probes, depth)
    for probe, found, cosines in zip(probes, truth.rows, truth.cosines, strict=True):
        scores = [float(np.dot(row.astype(float), probe.astype(float))) for row in rows]
        expected = sorted(range(len(rows)), key=lambda row: (-scores[row], row))[:depth]
        assert found.tolist() == expected
        assert cosines.tolist() == [scores[row] for row in expected]


def test_answers_are_counted_by_rank_and_by_presence() -> None:
    truth = Truth(np.array([[1, 2, 3, 4], [5, 6, 7, 8]]), np.zeros((2, 4)))
    answers: Rows = np.array([[1, 2, 3, 4], [6, 5, 0, 9]])
    assert ranked_alike(answers, truth).tolist() == [True, False]
    assert recalled(answers, truth).tolist() == [1.0, 0.5]
    assert truth.of(1, 1).rows.tolist() == [[5, 6, 7, 8]]


@pytest.mark.parametrize("peer", PEERS)
@pytest.mark.parametrize("batch", [1, 8])
@pytest.mark.filterwarnings("ignore:builtin type .* has no __module__ attribute:DeprecationWarning")  # faiss, by SWIG
def test_peers_answer_right(peer: str, batch: int, some: Population) -> None:
    library, make = PEERS[peer]
    if library is not None:
        pytest.importorskip(library, reason=f"{library} is compared with, and no part of Usher")
    truth = brute_force(some.rows, some.probes)
    with closing(make(some)) as engine, engine.working(engine.threads[-1]):
        answers = np.concatenate([engine.task(probes)() for probes in batches_of(some.probes, batch)])
        judged = engine.judged(answers, truth)
    if peer in ("faiss refined", "simsimd"):
        assert judged.recall is not None
        assert judged.recall.mean() > 0.9
    else:
        assert judged.exact.all()


@pytest.mark.parametrize("batch", [1, 8])
def test_usher_answers_right_and_a_wrong_answer_is_seen(batch: int, some: Population) -> None:
    truth = brute_force(some.rows, some.probes)
    first = truth.of(0, batch)
    with closing(Ours(some)) as engine:
        answer = engine.task(some.probes[:batch])()
        assert engine.judged(answer, first).exact.all()
        for wrong in wrong_ones(answer[0]):
            assert engine.judged((wrong, *answer[1:]), first).exact.tolist() == [False] + [True] * (batch - 1)


def wrong_ones(right: Match) -> list[Match]:
    """Return answers that differ from `right` in one thing each."""
    somebody, score, other, other_score = right.person, right.score, right.runner_up, right.runner_up_score
    return [
        Match(other, score, somebody, other_score, right.probability),
        Match(somebody, score, somebody, other_score, right.probability),
        Match(somebody, score + 1e-9, other, other_score, right.probability),
        Match(somebody, score, other, other_score - 1e-9, right.probability),
    ]


def test_best_takes_what_there_is() -> None:
    assert best(np.array([[0.1, 0.3, 0.2]])).tolist() == [[1, 2, 0]]
    assert best(np.arange(20.0)[None]).tolist() == [[19, 18, 17, 16, 15]]


@pytest.mark.parametrize("floor", [Int8Floor, Float32Floor])
def test_floors_read_in_any_number_of_threads(floor: type[Int8Floor] | type[Float32Floor], some: Population) -> None:
    with closing(floor(some)) as engine:
        read = []
        engine._reduce = lambda words: read.append(words.nbytes)  # noqa: SLF001
        for threads in (1, 2):
            with engine.working(threads):
                engine.task(some.probes[:1])()
    share = 4 if floor is Int8Floor else 1
    assert read[0] == sum(read[1:]) == some.rows.nbytes // share
    assert len(read) == 3


def test_quantised_keeps_within_half_a_step(some: Population) -> None:
    rounded, step = quantised(some.rows)
    assert rounded.dtype == np.int8
    assert np.abs(rounded).max() == 127
    assert np.abs(rounded * step - some.rows).max() <= step / 2 * (1 + 1e-5)


class Counting(RowEngine):
    """Notes which probe it is asked, and with how many threads."""

    name = "counting"
    threads = (1, 2)

    def __init__(self) -> None:
        self.asked: list[float] = []

    def task(self, probes: Floats) -> Callable[[], Rows]:
        def search() -> Rows:
            self.asked.append(float(probes[0, 0]))
            return np.zeros((len(probes), DEPTH), np.int64)

        return search


def test_turns_cycle_through_probes_and_set_the_first_apart() -> None:
    engine, other = Counting(), Counting()
    other.name = "other"  # type: ignore[misc]
    probes = np.arange(3, dtype=np.float32)[:, None]
    contenders = [Contender.settled(one, list(batches_of(probes, 1))) for one in (engine, other)]
    assert contenders[0].threads in engine.threads
    engine.asked.clear()
    spent = take_turns(contenders, turns=3)
    assert engine.asked == [float(i % 3) for i in range(3 * IN_A_ROW)]
    assert {name: (len(one.first), len(one.warm)) for name, one in spent.items()} == {
        "counting": (3, 3 * (IN_A_ROW - 1)),
        "other": (3, 3 * (IN_A_ROW - 1)),
    }


def test_incomplete_batches_are_not_asked() -> None:
    assert [len(batch) for batch in batches_of(np.zeros((10, 2), np.float32), 4)] == [4, 4]


def test_cases_are_every_combination_with_a_baseline_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "missing_libraries", lambda: ("faiss", "simsimd"))
    cases = list(compare_searches(Plan((100, 200), (16,), (1, 4), repeats=3, probes=4)))
    assert [(case[0].size, case[0].batch) for case in cases] == [(100, 1), (100, 4), (200, 1), (200, 4)]
    for case in cases:
        by_name = {one.engine: one for one in case}
        assert {"Usher", "numpy", "floor: read as int8", "floor: read as float32"} <= set(by_name)
        assert {one.baseline for one in case} == {"numpy"}
        assert by_name["numpy"].ratio == by_name["floor: read as int8"].over_floor == 1
        assert by_name["Usher"].exact == by_name["numpy"].recall == 1
        assert by_name["Usher"].recall is by_name["floor: read as int8"].exact is None
        assert {one.searches for one in case} == {3}


def test_time_decides_how_often_where_nobody_does() -> None:
    (case,) = compare_searches(Plan((100,), (8,), (2,), seconds=1e-9, probes=2))
    assert {one.searches for one in case} == {6 * (IN_A_ROW - 1)}


def test_memory_is_that_of_what_is_held() -> None:
    before = resident_mb()
    if before is None:
        pytest.skip("this system does not say how much memory a process holds")
    held = np.ones(50_000_000, np.uint8)
    during = resident_mb()
    del held
    after = resident_mb()
    assert during is not None
    assert after is not None
    assert during - before == pytest.approx(50, abs=10)
    assert during - after == pytest.approx(50, abs=10)


def test_comparisons_are_measured_beside_the_bare_product() -> None:
    products, embeddings, blobs = compare_pairs(16, repeats=3)
    assert products.what == products.baseline == embeddings.baseline == blobs.baseline
    assert products.ratio == 1
