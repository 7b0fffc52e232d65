"""Ids, clocks, errors, detections: the small words of the domain."""

from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.clock import SystemClock
from core.domain.errors import SENTENCES, ErrorCode, KnownError
from core.domain.faces import Box, Detections
from core.domain.ids import PersonId, new_event_id, new_person_id, uuid7
from core.domain.matching import NO_MATCH, Match, OperatingPoint


@given(st.integers(0, 2**48 - 1))
def test_uuid7_carries_version_variant_and_time(ms: int) -> None:
    made = uuid7(ms)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == ms


def test_ids_are_ordered_by_time_and_never_equal() -> None:
    assert uuid7(1) < uuid7(2)
    assert len({new_person_id() for _ in range(1000)}) == 1000
    assert UUID(new_event_id()).version == 7


def test_clock_is_aware_and_runs_forward() -> None:
    clock = SystemClock()
    assert clock.utc().tzinfo is not None
    assert clock.mono_ns() <= clock.mono_ns()


def test_every_known_error_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ErrorCode)
    for sentence in SENTENCES.values():
        assert sentence[0].isupper() or sentence[0] in "{“"
        assert sentence.endswith(".")


def test_known_error_says_what_happened() -> None:
    error = KnownError(ErrorCode.IMAGE_MISSING, path="照片.jpg")
    assert str(error) == "There is no picture at 照片.jpg. Check the path."
    assert error.facts == {"path": "照片.jpg"}


def test_detections_check_their_shapes_and_are_read_only() -> None:
    with pytest.raises(ValueError, match="inconsistent"):
        Detections(np.zeros((1, 4), np.float32), np.zeros(2, np.float32), np.zeros((2, 5, 2), np.float32))
    found = Detections(
        np.array([[1, 2, 4, 8]], np.float32), np.array([0.5], np.float32), np.zeros((1, 5, 2), np.float32)
    )
    assert found.box(0) == Box(1, 2, 4, 8)
    assert (found.box(0).width, found.box(0).height, len(found)) == (3, 6, 1)
    assert len(Detections.none()) == 0
    with pytest.raises(ValueError, match="read-only"):
        found.boxes[0, 0] = 9


def test_margin_is_the_distance_to_another_person() -> None:
    assert NO_MATCH.margin == -1
    a, b = PersonId("a"), PersonId("b")
    assert Match(a, 0.7, b, 0.3, 0.9).margin == pytest.approx(0.4)
    assert Match(a, 0.7, None, -1, 0.9).margin == pytest.approx(0.7)


def test_probability_is_one_half_at_the_midpoint_and_rises() -> None:
    point = OperatingPoint(accept=0.45, margin=0.05, midpoint=0.36, slope=25)
    assert point.probability(0.36) == pytest.approx(0.5)
    assert point.probability(-1) < point.probability(0.3) < point.probability(0.5) < point.probability(1) <= 1
