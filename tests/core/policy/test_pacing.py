"""Searching is left out only when frames get lost, never for long, and taken up again when there is time."""

from hypothesis import given
from hypothesis import strategies as st

from core.policy.pacing import CALM_FRAMES, LONGEST_STRIDE, Pace


def test_without_a_loss_every_frame_is_searched() -> None:
    pace = Pace()
    for _ in range(200):
        pace = pace.after(1)
        assert pace.searches(1)


def test_every_loss_slows_down_up_to_a_limit() -> None:
    pace = Pace()
    strides = []
    for _ in range(6):
        pace = pace.after(3)
        strides.append(pace.stride)
    assert strides == [2, 3, 4, 4, 4, 4]
    assert (pace.searches(3), pace.searches(4)) == (False, True)


def test_calm_brings_the_pace_back_step_by_step() -> None:
    pace = Pace(stride=3)
    for _ in range(CALM_FRAMES):
        assert pace.stride == 3
        pace = pace.after(1)
    assert pace == Pace(stride=2)
    assert pace.after(2) == Pace(stride=3)


@given(st.lists(st.integers(1, 6), max_size=300))
def test_no_face_goes_unsearched_for_long(gaps: list[int]) -> None:
    pace, since = Pace(), 0
    for gap in gaps:
        pace, since = pace.after(gap), since + gap
        assert 1 <= pace.stride <= LONGEST_STRIDE
        if pace.searches(since):
            since = 0
        assert since < LONGEST_STRIDE
