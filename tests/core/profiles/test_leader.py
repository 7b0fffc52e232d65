"""A leader leads clearly, or somebody is asked."""

from dataclasses import replace

import pytest

from core.profiles.faces import Cluster
from core.profiles.leader import Outcome, standing
from core.profiles.weighing import FEATURES, Features, Weights

NOTHING = Features(**dict.fromkeys(FEATURES, 0.0))
WEIGHTS = Weights(0.0, replace(NOTHING, photos=1.0), 0.25)


@pytest.mark.parametrize(
    ("shares", "outcome"),
    [
        ((0.75, 0.25), Outcome.LEADER),
        ((0.75, 0.5), Outcome.LEADER),
        ((0.75, 0.51), Outcome.ASK),
        ((0.2, -0.5), Outcome.LEADER),
        ((0.1,), Outcome.LEADER),
        ((), Outcome.NOBODY),
    ],
)
def test_who_leads(shares: tuple[float, ...], outcome: Outcome) -> None:
    clusters = [Cluster((place,)) for place in range(len(shares))]
    found = standing(clusters, [replace(NOTHING, photos=share) for share in shares], WEIGHTS)
    assert found.outcome is outcome
    assert [candidate.score for candidate in found.candidates] == list(shares)


def test_the_best_comes_first_whatever_the_order() -> None:
    clusters = [Cluster((0,)), Cluster((1,)), Cluster((2,))]
    found = standing(clusters, [replace(NOTHING, photos=share) for share in (0.1, 0.9, 0.2)], WEIGHTS)
    assert [candidate.cluster for candidate in found.candidates] == [Cluster((1,)), Cluster((2,)), Cluster((0,))]
    assert found.margin == pytest.approx(0.7)


def test_nobody_is_ahead_of_nobody() -> None:
    assert standing([], [], WEIGHTS).margin == 0.0
