import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.liveness import UNCHECKED, LivenessState
from core.policy.liveness import RULE, vote, wants_sample

LIVE, SPOOF, PENDING = LivenessState.LIVE, LivenessState.SPOOF, LivenessState.PENDING
chances = st.floats(0, 1)


def test_without_a_sample_nothing_is_known() -> None:
    assert vote(()) == UNCHECKED


@pytest.mark.parametrize(
    ("samples", "state"),
    [
        ([0.99] * 4, PENDING),
        ([0.0] * 4, PENDING),
        ([0.99] * 5, LIVE),
        ([0.0] * 5, SPOOF),
        ([0.5] * 5, LIVE),
        ([0.2] * 5, PENDING),  # not clear enough to accuse anybody
        ([0.49] * 9, PENDING),
        ([0.49] * 10, SPOOF),
        ([0.0, 0.0, 0.9, 0.9, 0.9], LIVE),
    ],
)
def test_the_mean_decides_when_there_are_enough(samples: list[float], state: LivenessState) -> None:
    result = vote(samples)
    assert result.state is state
    assert result.samples == len(samples)
    assert result.score == pytest.approx(sum(samples) / len(samples))


def test_a_picture_put_in_a_live_faces_place_is_noticed() -> None:
    samples = [0.98] * 30
    states = [vote(samples := [*samples, 0.0]).state for _ in range(6)]
    assert states == [LIVE] * 4 + [SPOOF] * 2
    assert vote(samples).samples == RULE.window


@given(st.lists(chances, min_size=1, max_size=30))
def test_only_the_newest_count(samples: list[float]) -> None:
    assert vote(samples) == vote(samples[-RULE.window :])


@given(st.lists(chances, min_size=5, max_size=10), st.integers(0, 9), chances)
def test_a_livelier_sample_never_makes_a_track_less_live(samples: list[float], place: int, better: float) -> None:
    raised = [*samples]
    raised[place % len(raised)] = max(better, raised[place % len(raised)])
    order = [SPOOF, PENDING, LIVE]
    assert order.index(vote(raised).state) >= order.index(vote(samples).state)


def test_samples_come_often_until_it_is_settled_and_seldom_then() -> None:
    taken_at: list[int] = []
    samples: tuple[float, ...] = ()
    for frame in range(100):
        if wants_sample(vote(samples), frame - taken_at[-1] if taken_at else 0, 90.0):
            taken_at.append(frame)
            samples = (*samples, 0.9)
    assert taken_at == [0, 3, 6, 9, 12, *range(24, 100, 12)]


def test_a_small_face_is_not_asked_about() -> None:
    assert wants_sample(UNCHECKED, 0, 48.0)
    assert not wants_sample(UNCHECKED, 0, 47.9)
    assert not wants_sample(vote([0.9]), 50, 30.0)
