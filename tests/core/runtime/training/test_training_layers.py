import numpy as np

from core.domain.arrays import Floats
from core.runtime.training.layers import CENTRES, cluster, fit


def heap(seed: int, count: int, places: int = 4, spread: float = 0.25) -> Floats:
    """Unit rows (count, 32) around a few directions of their own."""
    rng = np.random.default_rng(seed)
    middles = rng.normal(size=(places, 32))
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    rows = middles[np.arange(count) % places] + spread * rng.normal(size=(count, 32)) / np.sqrt(32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_clusters_are_found_and_of_unit_length() -> None:
    rows = heap(1, 200)
    centres = cluster(rows, 4, seed=0)
    assert np.allclose(np.linalg.norm(centres, axis=1), 1, atol=1e-5)
    assert (rows @ centres.T).max(axis=1).min() > 0.9, "every row lies by a centre"
    assert len({int(i) for i in (rows @ centres.T).argmax(axis=1)}) == 4


def test_fewer_rows_than_clusters_give_fewer_centres() -> None:
    rows = heap(1, 3)
    assert len(cluster(rows, 8, seed=0)) == 3
    assert len(cluster(np.repeat(rows[:1], 5, axis=0), 8, seed=0)) == 1


def test_unseen_rows_of_the_same_kinds_are_told_apart() -> None:
    layers = fit(heap(1, 200), heap(2, 300, places=40), seed=0)
    assert len(layers.weights) == CENTRES
    fresh = np.random.default_rng(9).permutation(400)
    assert layers.chances(heap(1, 400, spread=0.3)[fresh]).mean() > 0.9
    assert layers.chances(heap(2, 400, places=40, spread=0.3)[fresh]).mean() < 0.1


def test_the_same_examples_give_the_same_layers() -> None:
    first, again = (fit(heap(1, 100), heap(2, 100, places=40), seed=5) for _ in range(2))
    assert first.weights.tolist() == again.weights.tolist()
    assert first.centres.tolist() == again.centres.tolist()
    assert first.bias == again.bias
