"""How well a tracker kept people apart and together in one clip."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.benchmarks.recording import Recording, TrackIds
from tests.benchmarks.reference import NOBODY

VISIT_GAP = 50
"""Frames unseen after which a return is a new visit and may be a new track: as long as a lost face is waited for."""

STRAY = 2
"""Samples by which a track counts as showing somebody; a single one may come from the moment of a change."""

Visit = tuple[int, int]
"""A person, and how many times they had been away; (NOBODY, 0) where nobody is known."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one clip, or summed over several.

    `visits`: appearances of people, who may come back. `tracks`: all of them, those of faces never clear included.
    `mixed`: tracks that hold two people. `fragments`: tracks a visit was cut into beyond the first. `switches`: how
    often a visit changes from one of these to another. `followed` of `known` samples are on the longest track of
    their visit that mostly shows their person.
    """

    people: int = 0
    visits: int = 0
    tracks: int = 0
    mixed: int = 0
    fragments: int = 0
    switches: int = 0
    followed: int = 0
    known: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def score(recording: Recording, people: Sequence[int], tracked: Sequence[TrackIds]) -> Score:
    """Compare the tracks of every frame with the `people` shown by the recording's samples."""
    visits = _visits(recording, people)
    shown = [(visit, int(tracked[s.seq][s.row])) for visit, s in zip(visits, recording.samples, strict=True)]
    known = [(visit, track) for visit, track in shown if visit != (NOBODY, 0)]
    by_visit, on_track = defaultdict[Visit, list[int]](list), defaultdict[int, Counter[int]](Counter)
    for visit, track in known:
        if track:
            by_visit[visit].append(track)
            on_track[track][visit[0]] += 1
    cuts = [_without_strays(seen) for seen in by_visit.values()]
    return Score(
        people=len(set(people) - {NOBODY}),
        visits=len({visit for visit, _ in known}),
        tracks=len({int(i) for ids in tracked for i in ids} - {0}),
        mixed=sum(held.total() - max(held.values()) >= STRAY for held in on_track.values()),
        fragments=sum(max(len(set(seen)) - 1, 0) for seen in cuts),
        switches=sum(a != b for seen in cuts for a, b in pairwise(seen)),
        followed=_followed(known, on_track),
        known=len(known),
    )


def _visits(recording: Recording, people: Sequence[int]) -> list[Visit]:
    """Return the visit each sample belongs to."""
    last_seen, number, visits = dict[int, int](), Counter[int](), []
    for sample, person in zip(recording.samples, people, strict=True):
        if person == NOBODY:
            visits.append((NOBODY, 0))
            continue
        number[person] += sample.seq - last_seen.get(person, sample.seq) > VISIT_GAP
        last_seen[person] = sample.seq
        visits.append((person, number[person]))
    return visits


def _without_strays(seen: Sequence[int]) -> list[int]:
    """Return a visit's tracks, sample by sample, without those that hardly belong to it."""
    count = Counter(seen)
    return [track for track in seen if count[track] >= STRAY]


def _followed(known: Sequence[tuple[Visit, int]], on_track: Mapping[int, Counter[int]]) -> int:
    """Return how many samples are on the longest track of their visit among those that mostly show their person."""
    owner = {track: held.most_common(1)[0][0] for track, held in on_track.items()}
    together = Counter((visit, track) for visit, track in known if track and owner[track] == visit[0])
    longest = Counter[Visit]()
    for (visit, _), count in together.items():
        longest[visit] = max(longest[visit], count)
    return longest.total()
