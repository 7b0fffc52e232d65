"""Where the rare matches of a small site come from best, tried on groups of people who look alike."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.domain.calibration import Estimate, PublishedCurve
from core.gallery.calibration.impostors import impostor_curve
from core.gallery.calibration.prior import published_rates, shift_to
from core.gallery.calibration.scores import collect, own_probes
from tests.benchmarks.faces import Faces

METHODS = ("Own tail", "Published, shifted", "Published, multiplied", "Published")
PEOPLE = (50, 100, 200, 350)
GROUPS = 5
LEVELS = np.array((0.42, 0.45, 0.48, 0.50))


def population_errors(faces: Faces, curve: PublishedCurve, seeds: int) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield, for every number of people, the factor by which each way misses the FMR of their whole group.

    It is the root mean square of logarithms over groups, draws and levels; a group's own FMR is that of all of it.
    """
    faces = faces.at_most(3, np.random.default_rng(0))
    groups = _groups(faces)
    truths = [_rates(faces.of(group), curve)["Own tail"] for group in groups]
    for people in PEOPLE:
        squares: dict[str, list[float]] = {method: [] for method in METHODS}
        for group, truth in zip(groups, truths, strict=True):
            for seed in range(seeds):
                drawn = np.random.default_rng(seed).permutation(group)[:people]
                for method, rates in _rates(faces.of(drawn), curve).items():
                    squares[method].append(float(np.mean(np.log(rates / truth) ** 2)))
        yield people, {method: float(np.exp(np.sqrt(np.mean(values)))) for method, values in squares.items()}


def _rates(faces: Faces, curve: PublishedCurve) -> dict[str, NDArray[np.float64]]:
    people = faces.people()
    site = impostor_curve(collect(own_probes(people, 0), people, lambda _share: None), 0)
    assert site.tail is not None
    known = Estimate(site.tail.rate, site.tail.rate, site.tail.rate)
    shift = max(0.0, shift_to(curve, site.tail.threshold, known).value)
    published = published_rates(curve, LEVELS)
    ratio = site.tail.rate / float(published_rates(curve, np.array((site.tail.threshold,)))[0])
    own = np.array([site.fmr.at(float(level)).value for level in LEVELS])
    ways = (own, published_rates(curve, LEVELS - shift), published * max(1.0, ratio), published)
    return dict(zip(METHODS, ways, strict=True))


def _groups(faces: Faces) -> list[NDArray[np.str_]]:
    """Cut the people into groups by k-means on their mean embeddings."""
    from scipy.cluster.vq import kmeans2

    names, owners = np.unique(faces.persons, return_inverse=True)
    means = np.zeros((len(names), faces.vectors.shape[1]), np.float32)
    np.add.at(means, owners, faces.vectors)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    _centres, labels = kmeans2(means, GROUPS, seed=3, minit="++")
    return [names[labels == label] for label in range(GROUPS)]
