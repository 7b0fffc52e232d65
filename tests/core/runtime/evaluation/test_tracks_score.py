"""What a run over clips comes to, on runs written by hand."""

from collections.abc import Iterable

import pytest

from core.runtime.evaluation.tracks_score import (
    FRAME_MS,
    STRAY_FRAMES,
    VISIT_GAP_FRAMES,
    Answer,
    Following,
    Judged,
    Outcome,
    Played,
    Sight,
    Waiting,
    follow,
    judge,
    visits,
)

ANA, BEN = "ana", "ben"


def seen(
    track: int, person: str | None, frames: Iterable[int], shown: str | None = None, usable_from: int = 0
) -> list[Sight]:
    return [Sight(frame, frame * FRAME_MS, track, person, shown, frame >= usable_from) for frame in frames]


def played(sights: list[Sight], *answers: Answer) -> Played:
    ordered = tuple(sorted(sights, key=lambda sight: sight.frame))
    return Played("clip", ordered, answers, extractions=3, tracks=len({sight.track for sight in sights}))


def judged(sights: list[Sight], *answers: Answer) -> Judged:
    (track,) = judge(played(sights, *answers), {ANA})
    return track


@pytest.mark.parametrize(
    ("owner", "names", "outcome"),
    [
        (ANA, (ANA,), Outcome.CORRECT),
        (ANA, (None, ANA), Outcome.CORRECT),
        (ANA, (None,), Outcome.MISSED),
        (ANA, (), Outcome.MISSED_UNDECIDED),
        (ANA, (ANA, BEN), Outcome.FALSE_NAME),
        (BEN, (None,), Outcome.RIGHTLY_UNKNOWN),
        (BEN, (), Outcome.UNDECIDED),
        (BEN, (ANA, None), Outcome.FALSE_NAME),
        (None, (None,), Outcome.NOBODYS),
        (None, (), Outcome.NOBODYS),
        (None, (ANA,), Outcome.FALSE_NAME),
    ],
)
def test_a_track_is_judged_by_all_that_was_said_of_it(
    owner: str | None, names: tuple[str | None, ...], outcome: Outcome
) -> None:
    said = [Answer(10 * FRAME_MS + i, 1, name, 10) for i, name in enumerate(names)]
    track = judged(seen(1, owner, range(20)), *said)
    assert (track.owner, track.outcome, track.names) == (owner, outcome, names)


def test_times_run_to_the_last_answer_from_the_frame_before_the_first_that_is_followed() -> None:
    said = (Answer(12 * FRAME_MS, 1, None, 12), Answer(18 * FRAME_MS, 1, ANA, 18))
    track = judged(seen(1, ANA, range(10, 20), usable_from=16), *said)
    assert track.since_sight_ms == 9 * FRAME_MS
    assert track.since_usable_ms == 2 * FRAME_MS


def test_an_answer_without_a_usable_frame_took_no_time_from_one() -> None:
    track = judged(seen(1, ANA, range(10), usable_from=99), Answer(5 * FRAME_MS, 1, ANA, 5))
    assert track.since_usable_ms == 0


def test_undecided_tracks_take_no_time() -> None:
    track = judged(seen(1, ANA, range(10)))
    assert (track.since_sight_ms, track.since_usable_ms) == (None, None)
    assert Waiting.of([track]).sight.n == 0


def test_waiting_is_summed_up_over_decided_tracks() -> None:
    tracks = judge(
        played(
            [*seen(1, ANA, range(20)), *seen(2, BEN, range(20)), *seen(3, BEN, range(20))],
            Answer(4 * FRAME_MS, 1, ANA, 4), Answer(9 * FRAME_MS, 2, None, 9),
        ), {ANA},
    )  # fmt: skip
    waiting = Waiting.of(tracks)
    assert (waiting.sight.n, waiting.sight.p50) == (2, 7.5 * FRAME_MS)


def test_a_track_is_whose_it_mostly_shows_and_a_moment_of_somebody_else_is_no_switch() -> None:
    sights = [*seen(1, ANA, range(30)), *seen(1, BEN, range(30, 30 + STRAY_FRAMES - 1))]
    run = played(sights, Answer(0, 1, ANA, 0))
    tracks = judge(run, {ANA})
    assert [track.owner for track in tracks] == [ANA]
    assert follow(run, tracks, {ANA}).switches == 0


def test_a_short_track_is_whose_most_of_it_is() -> None:
    assert (
        judged([*seen(1, ANA, range(2)), *seen(1, None, range(2, 4))], Answer(0, 1, ANA, 0)).outcome is Outcome.CORRECT
    )
    assert judged([*seen(1, ANA, range(2)), *seen(1, None, range(2, 6))], Answer(0, 1, None, 0)).owner is None


def test_a_name_kept_on_somebody_else_is_a_false_one_and_a_switch() -> None:
    run = played([*seen(1, ANA, range(30)), *seen(1, BEN, range(30, 50), shown=ANA)], Answer(0, 1, ANA, 0))
    assert [(one.owner, one.outcome) for one in judge(run, {ANA})] == [
        (ANA, Outcome.CORRECT), (BEN, Outcome.FALSE_NAME),
    ]  # fmt: skip
    assert follow(run, judge(run, {ANA}), {ANA}) == Following(
        tracks=1, extractions=3, switches=1, visits=1, named=1, false_frames=20
    )


def test_each_of_two_people_on_a_track_is_judged_by_what_was_said_while_it_showed_them() -> None:
    sights = [*seen(1, BEN, range(30)), *seen(1, ANA, range(30, 50))]
    ben, ana = judge(played(sights, Answer(8 * FRAME_MS, 1, None, 8), Answer(33 * FRAME_MS, 1, ANA, 33)), {ANA})
    assert (ben.owner, ben.outcome, ben.names) == (BEN, Outcome.RIGHTLY_UNKNOWN, (None,))
    assert (ana.owner, ana.outcome, ana.names) == (ANA, Outcome.CORRECT, (ANA,))
    assert (ben.since_sight_ms, ana.since_sight_ms) == (9 * FRAME_MS, 4 * FRAME_MS)


def test_what_was_said_before_still_stands_for_whoever_comes_onto_the_track() -> None:
    sights = [*seen(1, BEN, range(30)), *seen(1, ANA, range(30, 50))]
    _, ana = judge(played(sights, Answer(8 * FRAME_MS, 1, None, 8)), {ANA})
    assert (ana.outcome, ana.names, ana.since_sight_ms) == (Outcome.MISSED, (None,), None)


def test_an_answer_belongs_to_whoever_was_in_the_shots_it_rests_on() -> None:
    """A decision may take a frame or two, in which the picture may have changed."""
    sights = [*seen(1, ANA, range(30)), *seen(1, BEN, range(30, 50))]
    ana, ben = judge(played(sights, Answer(31 * FRAME_MS, 1, ANA, 29)), {ANA, BEN})
    assert (ana.outcome, ben.outcome) == (Outcome.CORRECT, Outcome.MISSED_UNDECIDED)


def test_one_visit_on_two_tracks_is_a_fragment_and_named_by_either() -> None:
    run = played([*seen(1, ANA, range(20)), *seen(2, ANA, range(25, 50))], Answer(0, 1, None, 0), Answer(0, 2, ANA, 0))
    assert follow(run, judge(run, {ANA}), {ANA}) == Following(tracks=2, extractions=3, fragments=1, visits=1, named=1)


def test_a_return_after_a_while_is_another_visit_and_no_fragment() -> None:
    later = range(20 + VISIT_GAP_FRAMES, 60 + VISIT_GAP_FRAMES)
    run = played([*seen(1, ANA, range(20)), *seen(2, ANA, later)], Answer(0, 1, ANA, 0), Answer(0, 2, None, 0))
    assert follow(run, judge(run, {ANA}), {ANA}) == Following(tracks=2, extractions=3, visits=2, named=1)
    assert [(who, set(tracks)) for who, tracks in visits(run.sights)] == [(ANA, {1}), (ANA, {2})]


def test_visits_of_people_who_are_not_enrolled_are_not_counted() -> None:
    run = played([*seen(1, BEN, range(20)), *seen(2, None, range(20))], Answer(0, 1, None, 0))
    assert follow(run, judge(run, {ANA}), {ANA}) == Following(tracks=2, extractions=3)


def test_a_name_seen_on_the_wrong_face_counts_frame_by_frame_and_the_right_one_does_not() -> None:
    run = played([*seen(1, ANA, range(20), shown=ANA), *seen(2, BEN, range(4), shown=ANA)])
    assert follow(run, judge(run, {ANA}), {ANA}).false_frames == 4


def test_followings_add_up() -> None:
    one = Following(1, 2, 3, 4, 5, 6, 7)
    assert one + one == Following(2, 4, 6, 8, 10, 12, 14)
