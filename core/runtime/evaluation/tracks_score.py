"""What a run over clips comes to, as pure functions of what was seen and said.

A track is judged for whoever it shows for more than a moment. Nobody's tracks are those of faces that were not written
down: passers-by, and what the detector took for a face. Times run to the answer that stands in the end, by the clock of
the run.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum

from core.runtime.figures import Spread

STRAY_FRAMES = 6
"""Frames by which a track counts as showing somebody; fewer may come from the moment of a change."""
VISIT_GAP_FRAMES = 50
"""Frames unseen after which a return is a new visit and may be a new track: as long as a lost face is waited for."""
FRAME_MS = 40.0
"""Clips are played at 25 frames a second."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A followed face in a frame.

    `at_ms` is when the frame was taken; `person` who it really is, None where nobody was written down; `shown` the name
    beside it; `usable` says that the picture was measured and found good enough to recognise somebody by.
    """

    frame: int
    at_ms: float
    track: int
    person: str | None
    shown: str | None
    usable: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """Said of a track at some moment: a name, or None for nobody enrolled; `frame` is that of its newest shot."""

    at_ms: float
    track: int
    name: str | None
    frame: int


@dataclass(frozen=True, slots=True)
class Played:
    """All that happened in one clip; `extractions` embeddings were spent on `tracks` tracks."""

    clip: str
    sights: tuple[Sight, ...]
    answers: tuple[Answer, ...]
    extractions: int
    tracks: int


class Outcome(StrEnum):
    """What became of a track. Of one that was wrongly named at any time, only that counts, whosever it is."""

    CORRECT = "correct"
    MISSED = "missed"
    MISSED_UNDECIDED = "enrolled, undecided"
    RIGHTLY_UNKNOWN = "rightly unknown"
    UNDECIDED = "not enrolled, undecided"
    NOBODYS = "nobody's"
    FALSE_NAME = "false name"


@dataclass(frozen=True, slots=True)
class Judged:
    """One track and whom it shows, `owner` None for nobody; `names` all that was said of it in order, None for unknown.

    Milliseconds to the last of these: since the face was first seen, and since it was first usable; None undecided.
    """

    clip: str
    track: int
    owner: str | None
    outcome: Outcome
    names: tuple[str | None, ...]
    since_sight_ms: float | None
    since_usable_ms: float | None


@dataclass(frozen=True, slots=True)
class Following:
    """Counts over a clip, or summed over several.

    `visits` of enrolled people were `named` if any of their tracks was. `switches`: tracks that show two people;
    `fragments`: tracks of a visit beyond the first; `false_frames`: frames of a face with another one's name beside it.
    """

    tracks: int = 0
    extractions: int = 0
    switches: int = 0
    fragments: int = 0
    visits: int = 0
    named: int = 0
    false_frames: int = 0

    def __add__(self, other: "Following") -> "Following":
        return Following(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long decided tracks took, since the face was first seen and since it was first usable."""

    sight: Spread
    usable: Spread

    @classmethod
    def of(cls, judged: Collection[Judged]) -> "Waiting":
        """Summarise; zeros where nothing was decided."""
        return cls(
            Spread.of(one.since_sight_ms for one in judged if one.since_sight_ms is not None),
            Spread.of(one.since_usable_ms for one in judged if one.since_usable_ms is not None),
        )


def judge(played: Played, enrolled: Collection[str]) -> tuple[Judged, ...]:
    """Compare what was said of every track with who it shows; `enrolled` are those whose name ought to be said.

    A track that shows two people for more than a moment is judged for each of them by what was said meanwhile.
    """
    said = defaultdict[int, list[Answer]](list)
    for answer in played.answers:
        said[answer.track].append(answer)
    judged: list[Judged] = []
    for track, sights in _by_track(played).items():
        owners: Sequence[str | None] = _people(sights) or [None]
        judged += [_judged(played.clip, owner, sights, said[track], enrolled) for owner in owners]
    return tuple(judged)


def follow(played: Played, judged: Sequence[Judged], enrolled: Collection[str]) -> Following:
    """Count how tracks kept people together and apart, and how many visits of `enrolled` people were named."""
    named_on = {(one.owner, one.track) for one in judged if one.owner is not None and one.owner in one.names}
    fragments = visits_met = named = 0
    for person, tracks in visits(played.sights):
        lasting = [track for track, frames in Counter(tracks).items() if frames >= STRAY_FRAMES]
        fragments += max(len(lasting) - 1, 0)
        if person in enrolled and lasting:
            visits_met += 1
            named += any((person, track) in named_on for track in lasting)
    return Following(
        tracks=played.tracks,
        extractions=played.extractions,
        switches=sum(len(_people(sights)) > 1 for sights in _by_track(played).values()),
        fragments=fragments,
        visits=visits_met,
        named=named,
        false_frames=sum(s.person is not None and s.shown is not None and s.shown != s.person for s in played.sights),
    )


def visits(sights: Iterable[Sight]) -> Iterator[tuple[str, list[int]]]:
    """Yield every visit: who, and the track of each frame of it."""
    coming: dict[str, tuple[int, list[int]]] = {}
    for sight in sights:
        if sight.person is None:
            continue
        last, tracks = coming.get(sight.person, (sight.frame, []))
        if sight.frame - last > VISIT_GAP_FRAMES:
            yield sight.person, tracks
            tracks = []
        coming[sight.person] = sight.frame, [*tracks, sight.track]
    yield from ((person, tracks) for person, (_, tracks) in coming.items())


def _by_track(played: Played) -> dict[int, list[Sight]]:
    seen = defaultdict[int, list[Sight]](list)
    for sight in played.sights:
        seen[sight.track].append(sight)
    return seen


def _people(sights: Sequence[Sight]) -> list[str]:
    """Return the people a track shows for more than a moment, or for most of a short life, the most shown first."""
    count = Counter(sight.person for sight in sights if sight.person is not None)
    least = [min(STRAY_FRAMES, len(sights) / 2)] + [STRAY_FRAMES] * len(count)
    return [person for (person, frames), few in zip(count.most_common(), least, strict=False) if frames >= few]


def _judged(
    clip: str, owner: str | None, sights: Sequence[Sight], answers: Sequence[Answer], enrolled: Collection[str]
) -> Judged:
    """Judge what was said of a track while it showed `owner`, or what still stood then."""
    alone = len(_people(sights)) < 2
    own = [sight for sight in sights if alone or sight.person == owner]
    meanwhile = [answer for answer in answers if alone or _person_at(sights, answer.frame) == owner]
    standing = [answer for answer in answers if answer.frame < own[0].frame and answer.name in (None, owner)][-1:]
    names = tuple(answer.name for answer in meanwhile or standing)
    wrong = sum(s.person is not None and s.shown is not None and s.shown != owner for s in own) >= STRAY_FRAMES
    outcome = Outcome.FALSE_NAME if wrong else _outcome(owner, names, enrolled)
    track = own[0].track
    if not meanwhile:
        return Judged(clip, track, owner, outcome, names, None, None)
    at = meanwhile[-1].at_ms
    usable = next((sight.at_ms for sight in own if sight.usable), at)
    # A face is followed from the second frame on in which it is found.
    return Judged(clip, track, owner, outcome, names, at - own[0].at_ms + FRAME_MS, max(0.0, at - usable))


def _person_at(sights: Sequence[Sight], frame: int) -> str | None:
    """Return whom a track showed last up to `frame`."""
    shown = [sight.person for sight in sights if sight.person is not None and sight.frame <= frame]
    return shown[-1] if shown else None


def _outcome(owner: str | None, names: Sequence[str | None], enrolled: Collection[str]) -> Outcome:
    if any(name is not None and name != owner for name in names):
        return Outcome.FALSE_NAME
    if owner is None:
        return Outcome.NOBODYS
    if owner in names:
        return Outcome.CORRECT
    if owner in enrolled:
        return Outcome.MISSED if names else Outcome.MISSED_UNDECIDED
    return Outcome.RIGHTLY_UNKNOWN if names else Outcome.UNDECIDED
