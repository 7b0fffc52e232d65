"""The comparison of trackers counts what it says it counts."""

from collections.abc import Sequence

import numpy as np

from core.domain.faces import Detections
from tests.benchmarks.recording import Recording, Sample, TrackIds
from tests.benchmarks.reference import FEWEST_SAMPLES, NOBODY, contradictions, people_of
from tests.benchmarks.scoring import VISIT_GAP, Score, score

ANA, BOB = 0, 1


def sampled(seqs: Sequence[int], direction: int = 0) -> list[Sample]:
    """Return samples of one face, alone in each of the frames `seqs`."""
    return [Sample(seq, 0, np.eye(4, dtype=np.float32)[direction]) for seq in seqs]


def scored(people: Sequence[int], tracks: Sequence[int], step: int = 1) -> Score:
    """Score a clip in which every `step`th frame shows one face, with its track."""
    frames = step * len(people)
    tracked: list[TrackIds] = [np.zeros(1, np.int64) for _ in range(frames)]
    for i, track in enumerate(tracks):
        tracked[step * i][0] = track
    samples = sampled(range(0, frames, step))
    recording = Recording("clip", (Detections.none(),) * frames, tuple(samples), tuple(tracked))
    return score(recording, people, tracked)


def test_one_person_on_one_track_is_flawless() -> None:
    assert scored([ANA] * 6, [1] * 6) == Score(people=1, visits=1, tracks=1, followed=6, known=6)


def test_two_people_on_one_track_are_mixed() -> None:
    both = scored([ANA] * 5 + [BOB] * 3, [1] * 8)
    assert (both.mixed, both.tracks, both.followed, both.known) == (1, 1, 5, 8)


def test_a_single_sample_from_the_moment_of_a_change_mixes_nothing() -> None:
    late = scored([ANA] * 5 + [BOB] * 4, [1] * 6 + [2] * 3)
    assert (late.mixed, late.fragments, late.switches, late.followed) == (0, 0, 0, 8)


def test_a_visit_on_two_tracks_is_in_fragments_and_may_switch_back() -> None:
    torn = scored([ANA] * 6, [1, 1, 2, 2, 1, 1])
    assert (torn.fragments, torn.switches, torn.followed) == (1, 2, 4)


def test_who_comes_back_may_be_a_new_track_or_the_old_one() -> None:
    away = VISIT_GAP + 1
    for second in (1, 2):
        back = scored([ANA, ANA, ANA, ANA], [1, 1, second, second], step=away)
        assert (back.visits, back.fragments, back.mixed, back.followed) == (4, 0, 0, 4)


def test_faces_of_nobody_known_count_as_tracks_only() -> None:
    assert scored([NOBODY] * 4, [3, 3, 4, 4]) == Score(tracks=2)


def test_people_are_told_apart_and_a_moment_is_nobody() -> None:
    enough = sampled(range(FEWEST_SAMPLES), 0) + sampled(range(FEWEST_SAMPLES), 1)
    people = people_of(enough + sampled(range(3), 2))
    assert people.count(people[0]) == people.count(people[FEWEST_SAMPLES]) == FEWEST_SAMPLES
    assert people[0] != people[FEWEST_SAMPLES]
    assert people[-3:] == [NOBODY] * 3
    assert people_of([]) == []


def test_one_person_twice_in_a_frame_is_a_contradiction() -> None:
    samples = sampled([0, 0, 3], 0)
    assert contradictions(samples, [ANA, ANA, ANA]) == 1
    assert contradictions(samples, [ANA, BOB, ANA]) == 0
