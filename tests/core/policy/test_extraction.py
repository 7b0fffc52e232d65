"""An embedding is spent seldom, and on a good shot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.matching import Verdict
from core.policy.extraction import ExtractionRule, ShotHistory, may_want_more, wants_recheck, wants_shot

RULE = ExtractionRule()


@pytest.mark.parametrize(
    ("history", "verdict", "quality", "wanted"),
    [
        (ShotHistory(0, 0.0, 0), Verdict.PENDING, 0.8, True),
        (ShotHistory(0, 0.0, 2), Verdict.PENDING, 0.2, False),
        (ShotHistory(0, 0.0, 6), Verdict.PENDING, 0.2, True),
        (ShotHistory(1, 0.5, 3), Verdict.PENDING, 0.9, False),
        (ShotHistory(1, 0.5, 8), Verdict.PENDING, 0.3, True),
        (ShotHistory(5, 0.5, 99), Verdict.PENDING, 0.6, False),
        (ShotHistory(5, 0.5, 99), Verdict.UNKNOWN, 0.6, False),
        (ShotHistory(5, 0.5, 99), Verdict.UNKNOWN, 0.75, True),
        (ShotHistory(5, 0.5, 20), Verdict.UNKNOWN, 0.75, False),
        (ShotHistory(6, 0.5, 99), Verdict.UNKNOWN, 0.99, False),
        (ShotHistory(1, 0.1, 99), Verdict.RECOGNISED, 0.99, False),
    ],
)
def test_when_a_shot_is_wanted(history: ShotHistory, verdict: Verdict, quality: float, wanted: bool) -> None:
    assert wants_shot(RULE, history, verdict, quality) is wanted


@given(st.integers(1, 20), st.floats(0, 1), st.integers(0, 500), st.sampled_from(list(Verdict)), st.floats(0, 1))
def test_what_is_never_wanted_is_not_measured_and_the_budget_holds(
    taken: int, best: float, since: int, verdict: Verdict, quality: float
) -> None:
    history = ShotHistory(taken, best, since)
    if wants_shot(RULE, history, verdict, quality):
        assert may_want_more(RULE, history, verdict)
        assert taken < RULE.budget + RULE.reserve


@pytest.mark.parametrize(
    ("history", "verdict", "wanted"),
    [
        (ShotHistory(1, 0.5, 124), Verdict.RECOGNISED, False),
        (ShotHistory(1, 0.5, 125), Verdict.RECOGNISED, True),
        (ShotHistory(6, 0.5, 125), Verdict.UNKNOWN, True),
        (ShotHistory(1, 0.5, 75), Verdict.PENDING, False),
        (ShotHistory(0, 0.0, 75), Verdict.UNKNOWN, False),
    ],
)
def test_a_settled_identity_is_looked_at_again_now_and_then(
    history: ShotHistory, verdict: Verdict, wanted: bool
) -> None:
    assert wants_recheck(RULE, history, verdict) is wanted
