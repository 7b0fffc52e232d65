"""Who a track is: named only when it is clear, unknown when it is clear, open otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, UNDECIDED, Match, OperatingPoint, Reason, Verdict
from core.policy.identity import decide, yield_to_rival

POINT = OperatingPoint(accept=0.45, consider=0.40, margin=0.06, midpoint=0.36, slope=25)
ANA, BO = PersonId("ana"), PersonId("bo")


def match(person: PersonId, score: float, runner_up: PersonId | None = None, second: float = -1.0) -> Match:
    return Match(person, score, runner_up, second, POINT.probability(score))


def test_nothing_seen_is_undecided_even_at_the_end() -> None:
    assert decide([], POINT, final=True) is UNDECIDED


def test_one_clear_shot_names_a_person() -> None:
    decision = decide([match(ANA, 0.6, BO, 0.2)], POINT, final=False)
    assert (decision.verdict, decision.person, decision.reason) == (Verdict.RECOGNISED, ANA, Reason.CLEAR_MATCH)


def test_one_weak_shot_waits_for_another_and_two_agreeing_ones_suffice() -> None:
    assert decide([match(ANA, 0.42)], POINT, final=False).reason is Reason.MORE_SHOTS_WANTED
    both = decide([match(ANA, 0.42), match(ANA, 0.41)], POINT, final=False)
    assert (both.person, both.reason, both.shots) == (ANA, Reason.AGREEING_SHOTS, 2)


def test_a_weak_shot_at_the_end_is_unknown_never_the_nearest_name() -> None:
    decision = decide([match(ANA, 0.42)], POINT, final=True)
    assert (decision.verdict, decision.person) == (Verdict.UNKNOWN, None)


def test_too_close_to_another_person_is_not_a_name() -> None:
    close = match(ANA, 0.6, BO, 0.57)
    assert decide([close], POINT, final=False).verdict is Verdict.PENDING
    assert decide([close], POINT, final=True).reason is Reason.TOO_CLOSE_TO_CALL


def test_shots_that_name_two_people_name_nobody() -> None:
    decision = decide([match(ANA, 0.6), match(BO, 0.5)], POINT, final=True)
    assert (decision.verdict, decision.reason) == (Verdict.UNKNOWN, Reason.SHOTS_DISAGREE)


def test_two_shots_near_nobody_settle_a_stranger_before_the_end() -> None:
    assert decide([match(ANA, 0.1)], POINT, final=False).verdict is Verdict.PENDING
    settled = decide([match(ANA, 0.1), match(BO, 0.2)], POINT, final=False)
    assert (settled.verdict, settled.reason) == (Verdict.UNKNOWN, Reason.NOBODY_NEAR)


def test_an_empty_gallery_knows_nobody() -> None:
    assert decide([NO_MATCH], POINT, final=True).reason is Reason.NOBODY_NEAR


def test_a_rival_in_the_frame_takes_the_name() -> None:
    decision = yield_to_rival(decide([match(ANA, 0.6)], POINT, final=False))
    assert (decision.verdict, decision.person, decision.reason) == (Verdict.UNKNOWN, None, Reason.TAKEN_IN_FRAME)


scores = st.floats(-1, 1)
matches = st.builds(
    lambda person, a, b: match(person, max(a, b), BO if person == ANA else ANA, min(a, b)),
    st.sampled_from([ANA, BO]),
    scores,
    scores,
)


@given(st.lists(matches, max_size=5), st.booleans(), st.randoms())
def test_whatever_the_shots(found: list[Match], final: bool, random: object) -> None:
    decision = decide(found, POINT, final=final)
    # A name always rests on a score over the floor, a margin, and no shot for somebody else.
    if decision.person is not None:
        assert decision.match.score >= POINT.consider
        assert decision.match.margin >= POINT.margin
        assert all(m.person == decision.person or m.score < POINT.consider for m in found)
    if final and found:
        assert decision.verdict is not Verdict.PENDING
    # The order in which shots came does not matter.
    assert decide(found[::-1], POINT, final=final).verdict == decision.verdict
