"""Detection is left out only when frames get lost, and never for long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.policy.pacing import Pacing, needs_detection


@pytest.mark.parametrize(
    ("since_last", "since_detection", "needed"),
    [(1, 1, True), (1, 3, True), (2, 2, False), (2, 4, True), (7, 7, True), (3, 3, False)],
)
def test_when_to_look(since_last: int, since_detection: int, needed: bool) -> None:
    assert needs_detection(Pacing(), since_last, since_detection) is needed


@given(st.lists(st.integers(1, 6), min_size=1, max_size=200))
def test_no_face_goes_unsearched_for_longer_than_the_gap_and_one_lost_frame(gaps: list[int]) -> None:
    since, longest = 0, 0
    for gap in gaps:
        since += gap
        if needs_detection(Pacing(), gap, since):
            longest, since = max(longest, since), 0
    assert max(longest, since) < Pacing().longest_gap + max(gaps)
