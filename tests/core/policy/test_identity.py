"""Who a track is: named only when the evidence suffices, unknown when it is hopeless, open otherwise."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.camera import LivenessPolicy
from core.domain.faces import QualityIssue
from core.domain.ids import PersonId
from core.domain.liveness import UNCHECKED, Liveness, LivenessState
from core.domain.matching import (
    NO_MATCH,
    SHOT_CORRELATION,
    UNDECIDED,
    Decision,
    Hit,
    Match,
    OperatingPoint,
    Reason,
    Verdict,
)
from core.policy.identity import MISSED, Look, decide, guarded, variance_of_mean, yield_to_rival

POINT = OperatingPoint(accept=0.50, margin=0.06, midpoint=0.415, slope=48)
ANA, BO, CY = PersonId("ana"), PersonId("bo"), PersonId("cy")


def look(
    ana: float, bo: float = 0.1, quality: float = 0.8, issues: tuple[QualityIssue, ...] = (), refused: bool = False
) -> Look:
    hits = sorted((Hit(ANA, ana, 1), Hit(BO, bo, 2)), key=lambda hit: -hit.score)
    return Look(tuple(hits), quality, issues, refused)


def test_nothing_seen_is_undecided_even_at_the_end() -> None:
    assert decide([], POINT, final=True) is UNDECIDED


def test_one_clear_shot_names_a_person_and_says_by_which_figures() -> None:
    decision = decide([look(0.6, 0.2, issues=(QualityIssue.TURNED,))], POINT, final=False)
    assert (decision.verdict, decision.person, decision.reason) == (Verdict.RECOGNISED, ANA, Reason.CLEAR_MATCH)
    evidence = decision.evidence
    assert evidence is not None
    assert (evidence.score, evidence.accept, evidence.margin) == pytest.approx((0.6, 0.5, 0.4))
    assert [(s.score, s.runner_up_score, s.issues) for s in evidence.shots] == [(0.6, 0.2, (QualityIssue.TURNED,))]
    assert decision.match.probability == POINT.probability(0.6)


def test_one_weak_shot_waits_and_agreeing_ones_need_less_each() -> None:
    assert decide([look(0.485)], POINT, final=False).reason is Reason.MORE_SHOTS_WANTED
    both = decide([look(0.485), look(0.485)], POINT, final=False)
    assert (both.person, both.reason, both.shots) == (ANA, Reason.AGREEING_SHOTS, 2)
    assert both.evidence is not None
    assert both.evidence.accept < 0.485 < POINT.accept


def test_however_many_shots_nobody_is_named_under_what_is_worth_considering() -> None:
    shots = [look(POINT.consider - 0.001)] * 200
    decision = decide(shots, POINT, final=True)
    assert (decision.verdict, decision.reason) == (Verdict.UNKNOWN, Reason.NOT_ENOUGH_EVIDENCE)
    assert decide([look(POINT.consider + 0.01)] * 200, POINT, final=True).person == ANA


def test_a_weak_shot_at_the_end_is_unknown_never_the_nearest_name() -> None:
    decision = decide([look(0.42)], POINT, final=True)
    assert (decision.verdict, decision.person) == (Verdict.UNKNOWN, None)
    assert decision.match.person == ANA


def test_a_poor_shot_weighs_less_than_a_good_one() -> None:
    good, poor = look(0.52, quality=0.9), look(0.30, quality=0.1)
    assert decide([good, poor], POINT, final=False).person == ANA
    assert decide([good, replace(poor, quality=0.9)], POINT, final=False).person is None


def test_too_close_to_another_person_is_not_a_name() -> None:
    close = look(0.6, 0.57)
    assert decide([close], POINT, final=False).verdict is Verdict.PENDING
    assert decide([close], POINT, final=True).reason is Reason.TOO_CLOSE_TO_CALL


def test_people_declared_different_need_a_wider_margin() -> None:
    pairs = {frozenset((ANA, BO))}
    near = look(0.62, 0.54)
    assert decide([near], POINT, final=True).person == ANA
    decision = decide([near], POINT, final=True, confusable=pairs)
    assert (decision.person, decision.reason) == (None, Reason.TOO_CLOSE_TO_CALL)
    assert decision.evidence is not None
    assert decision.evidence.confusable
    assert decide([look(0.62, 0.45)], POINT, final=True, confusable=pairs).person == ANA


def test_a_shot_that_names_somebody_else_forbids_every_name() -> None:
    shots = [look(0.7, 0.1), look(0.7, 0.1), look(0.1, 0.55, quality=0.2)]
    decision = decide(shots, POINT, final=True)
    assert (decision.verdict, decision.reason) == (Verdict.UNKNOWN, Reason.SHOTS_DISAGREE)


def test_two_hopeless_shots_settle_a_stranger_before_the_end() -> None:
    assert decide([look(0.1)], POINT, final=False).verdict is Verdict.PENDING
    settled = decide([look(0.1), look(0.2)], POINT, final=False)
    assert (settled.verdict, settled.reason) == (Verdict.UNKNOWN, Reason.NOBODY_NEAR)
    assert settled.evidence is not None
    assert POINT.probability(settled.evidence.reject, 0.875) == pytest.approx(MISSED, rel=0.01)


def test_a_face_that_was_refused_before_says_so() -> None:
    decision = decide([look(0.2, refused=True)], POINT, final=True)
    assert (decision.verdict, decision.reason) == (Verdict.UNKNOWN, Reason.REFUSED_BEFORE)


def test_somebody_out_of_the_ranking_counts_as_its_last() -> None:
    first = Look((Hit(ANA, 0.6, 1), Hit(BO, 0.3, 2)))
    second = Look((Hit(BO, 0.35, 2), Hit(CY, 0.34, 3)))
    decision = decide([first, second], POINT, final=True)
    assert decision.match.person == ANA
    assert decision.match.score == pytest.approx((0.6 + 0.34) / 2)


def test_an_empty_gallery_knows_nobody() -> None:
    decision = decide([Look(())], POINT, final=True)
    assert (decision.reason, decision.match.person) == (Reason.NOBODY_NEAR, None)


def test_a_match_becomes_a_look() -> None:
    assert Look.of(NO_MATCH).hits == ()
    both = Look.of(Match(ANA, 0.5, BO, 0.2, 0.9))
    assert (both.score_of(ANA), both.best_but(ANA), both.floor) == (0.5, 0.2, 0.2)


def test_equal_shots_bring_less_and_less() -> None:
    assert variance_of_mean([0.3]) == pytest.approx(1.0)
    assert variance_of_mean([1.0, 1.0]) == pytest.approx((1 + SHOT_CORRELATION) / 2)
    assert variance_of_mean([1.0] * 10_000) == pytest.approx(SHOT_CORRELATION, abs=1e-3)


def test_a_rival_in_the_frame_takes_the_name() -> None:
    decision = yield_to_rival(decide([look(0.6)], POINT, final=False))
    assert (decision.verdict, decision.person, decision.reason) == (Verdict.UNKNOWN, None, Reason.TAKEN_IN_FRAME)


NAMED, OPEN = decide([look(0.6)], POINT, final=False), decide([look(0.42)], POINT, final=False)


def live(state: LivenessState) -> Liveness:
    return Liveness(state, 0.5, 9)


@pytest.mark.parametrize(
    ("decision", "liveness", "policy", "final", "verdict", "reason"),
    [
        (NAMED, live(LivenessState.SPOOF), LivenessPolicy.OFF, True, Verdict.RECOGNISED, Reason.CLEAR_MATCH),
        (NAMED, live(LivenessState.SPOOF), LivenessPolicy.OBSERVE, True, Verdict.RECOGNISED, Reason.CLEAR_MATCH),
        (NAMED, live(LivenessState.SPOOF), LivenessPolicy.REQUIRE, False, Verdict.SPOOF, Reason.SPOOF_SUSPECTED),
        (OPEN, live(LivenessState.SPOOF), LivenessPolicy.REQUIRE, False, Verdict.SPOOF, Reason.SPOOF_SUSPECTED),
        (NAMED, live(LivenessState.LIVE), LivenessPolicy.REQUIRE, False, Verdict.RECOGNISED, Reason.CLEAR_MATCH),
        (NAMED, live(LivenessState.PENDING), LivenessPolicy.REQUIRE, False, Verdict.PENDING, Reason.LIVENESS_PENDING),
        (NAMED, UNCHECKED, LivenessPolicy.REQUIRE, True, Verdict.UNKNOWN, Reason.NOT_SEEN_LIVE),
        (OPEN, UNCHECKED, LivenessPolicy.REQUIRE, True, Verdict.PENDING, Reason.MORE_SHOTS_WANTED),
    ],
)
def test_a_door_that_requires_it_names_live_faces_only(
    decision: Decision, liveness: Liveness, policy: LivenessPolicy, final: bool, verdict: Verdict, reason: Reason
) -> None:
    left = guarded(decision, liveness, policy, final=final)
    assert (left.verdict, left.reason) == (verdict, reason)
    assert (left.person == ANA) is (verdict is Verdict.RECOGNISED)
    assert left.evidence is decision.evidence


looks = st.builds(
    look,
    st.floats(-1, 1),
    st.floats(-1, 1),
    st.floats(0, 1),
    refused=st.booleans(),
)


@given(st.lists(looks, max_size=6), st.booleans(), st.randoms(use_true_random=False))
def test_whatever_the_shots(found: list[Look], final: bool, rng: random.Random) -> None:
    decision = decide(found, POINT, final=final)
    # A name always rests on enough evidence, a margin, and no shot for somebody else.
    if decision.person is not None:
        assert decision.match.score >= POINT.consider
        assert decision.match.margin >= POINT.margin
        assert all(one.hits[0].person == decision.person or one.hits[0].score < POINT.accept for one in found)
    # The end leaves nothing open.
    assert not (final and found and decision.verdict is Verdict.PENDING)
    assert math.isfinite(decision.match.probability)
    # Neither does the order of the shots matter.
    shuffled = list(found)
    rng.shuffle(shuffled)
    again = decide(shuffled, POINT, final=final)
    assert (again.verdict, again.reason, again.match) == (decision.verdict, decision.reason, decision.match)


@given(st.lists(st.floats(0.3, 0.9), min_size=1, max_size=6))
def test_more_of_the_same_evidence_never_speaks_less_clearly(scores: list[float]) -> None:
    mean = math.fsum(scores) / len(scores)
    one, many = decide([look(mean)], POINT, final=True), decide([look(score) for score in scores], POINT, final=True)
    assert one.evidence is not None
    assert many.evidence is not None
    assert abs(many.evidence.accept - POINT.even) <= abs(one.evidence.accept - POINT.even) + 1e-12
