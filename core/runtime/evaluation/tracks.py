"""People enrolled from one clip and met in others: what the whole pipeline makes of their tracks.

Half of the people are enrolled from the best shots of their track in some footage; then everybody is met in all other
footage. Each round draws another half, every two rounds together everybody. A crowd may be enrolled beside them, one
picture each of people who are in no clip, so that each of their names is a false one.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import OperatingPoint
from core.domain.people import Template
from core.gallery.index import ExactIndex
from core.runtime.clips import worth_enrolling
from core.runtime.evaluation.dataset import Dataset
from core.runtime.evaluation.measure import Rig, Watch, in_parallel, measure_pictures
from core.runtime.evaluation.notes import Notes
from core.runtime.evaluation.tracks_memory import Memory, RememberingEngine
from core.runtime.evaluation.tracks_plan import Enrolment, Met, cuts, enrolments, half
from core.runtime.evaluation.tracks_play import play, play_live, shots_of
from core.runtime.evaluation.tracks_score import Following, Judged, Outcome, Played, Waiting, follow, judge
from core.runtime.evaluation.tracks_truth import Clip
from core.runtime.ports import Engine

Tally = Mapping[Outcome, int]

_CROWD = "crowd "


@dataclass(frozen=True, slots=True)
class TrackFigures:
    """All rounds with one gallery. `crowd` people were enrolled beside those of the clips.

    `elsewhere` and `later` tell of the tracks of enrolled people by where they were met again, `others` of all other
    tracks. `worst` are the tracks that went wrong.
    """

    crowd: int
    elsewhere: Tally
    later: Tally
    others: Tally
    following: Following
    to_name: Waiting
    to_unknown: Waiting
    to_answer: Waiting
    worst: tuple[Judged, ...]

    @property
    def false_names(self) -> int:
        """Tracks that had a wrong name at any time."""
        return sum(tally.get(Outcome.FALSE_NAME, 0) for tally in (self.elsewhere, self.later, self.others))


@dataclass(frozen=True, slots=True)
class TrackReport:
    """`people` are in the clips, of whom `enrollable` can be met in other footage than they are enrolled from.

    `live`: played at the pace of a camera. `unenrolled` had no shot worth enrolling in theirs, round by round.
    """

    model: str
    point: OperatingPoint
    live: bool
    clips: int
    people: int
    enrollable: int
    rounds: int
    seed: int
    unenrolled: tuple[str, ...]
    galleries: tuple[TrackFigures, ...]


@dataclass(frozen=True, slots=True)
class TrackEffort:
    """How often everything is done with another half of the people enrolled, and whether at the pace of a camera."""

    rounds: int
    live: bool


def evaluate_tracks(
    rig: Rig, clips: Sequence[Clip], crowd: Dataset | None, effort: TrackEffort, seed: int, watch: Watch
) -> TrackReport:
    """Enrol and meet the people of `clips`; with a `crowd` once more beside it. Raises KnownError(SOURCE_*)."""
    everyone, memory = enrolments(clips, seed), Memory()
    strangers = _crowd_of(rig, crowd, watch)
    rounds = [half(everyone, seed, number) for number in range(effort.rounds)]
    with rig.pool.lease() as engine:
        remembering = RememberingEngine(engine, memory)
        templates = {
            one.person: _templates(one, rig, remembering) for one in watch(everyone, "Enrolling", len(everyone))
        }
    sizes = (0, len(strangers)) if strangers else (0,)
    galleries = []
    for size in sizes:
        meetings = _meet(rig, clips, rounds, templates, strangers[:size], memory, effort, watch)
        galleries.append(_figures(size, meetings))
    return TrackReport(
        rig.model_id, rig.point, effort.live, len(clips),
        len({one.person for clip in clips for one in clip.appearances}), len(everyone), effort.rounds, seed,
        tuple(sorted(person for person, theirs in templates.items() if not theirs)), tuple(galleries),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One clip of one round, and how the people enrolled in it are met."""

    played: Played
    met: Mapping[str, Met]


def _crowd_of(rig: Rig, crowd: Dataset | None, watch: Watch) -> list[Embedding]:
    """Return one embedding of everybody in the crowd whose picture shows a face."""
    if crowd is None:
        return []
    first = {picture.person: picture for picture in reversed(crowd.pictures)}
    measured = measure_pictures(rig, [*first.values()][::-1], Notes(), watch, "Measuring the crowd")
    return [Embedding(vector, rig.model_id) for vector in measured.vectors]


def _templates(one: Enrolment, rig: Rig, engine: Engine) -> list[Embedding]:
    shots = shots_of(one.clip, one.person, one.used, engine)
    return [shot.embedding for shot in worth_enrolling(shots, rig.point)]


def _meet(
    rig: Rig, clips: Sequence[Clip], rounds: Sequence[Sequence[Enrolment]], templates: Mapping[str, list[Embedding]],
    crowd: Sequence[Embedding], memory: Memory, effort: TrackEffort, watch: Watch,
) -> list[_Meeting]:  # fmt: skip
    """Play every clip in every round: several at once, unless in real time."""

    def work(job: tuple[Sequence[Enrolment], Clip]) -> _Meeting:
        enrolled, clip = job
        met = {one.person: one.met for one in enrolled if templates[one.person]}
        names = {person: templates[person] for person in met}
        names |= {f"{_CROWD}{number}": [embedding] for number, embedding in enumerate(crowd)}
        left_out = cuts(clip, enrolled)
        with closing(_gallery(rig, names)) as gallery:
            if effort.live:
                return _Meeting(play_live(clip, left_out, gallery, rig.pool, max(1, (os.cpu_count() or 1) - 1)), met)
            with rig.pool.lease() as engine:
                return _Meeting(play(clip, left_out, gallery, RememberingEngine(engine, memory)), met)

    jobs = [(enrolled, clip) for enrolled in rounds for clip in clips]
    return in_parallel(work, jobs, 1 if effort.live else rig.pool.size, watch, "Meeting people")


def _gallery(rig: Rig, names: Mapping[str, Sequence[Embedding]]) -> ExactIndex:
    index, now = ExactIndex(rig.point, rig.model_id), datetime.now(UTC)
    pairs = ((PersonId(name), embedding) for name, theirs in names.items() for embedding in theirs)
    index.add([Template(row + 1, name, embedding, 1.0, b"", now) for row, (name, embedding) in enumerate(pairs)])
    return index


def _figures(crowd: int, meetings: Sequence[_Meeting]) -> TrackFigures:
    judged: list[tuple[Judged, Met | None]] = []
    following = Following()
    for one in meetings:
        tracks = judge(one.played, one.met)
        judged += [(track, one.met.get(track.owner or "")) for track in tracks]
        following += follow(one.played, tracks, one.met)
    named = [track for track, _ in judged if track.outcome is Outcome.CORRECT]
    unknown = [track for track, _ in judged if track.outcome in (Outcome.RIGHTLY_UNKNOWN, Outcome.MISSED)]
    wrong = (Outcome.FALSE_NAME, Outcome.MISSED, Outcome.MISSED_UNDECIDED)
    return TrackFigures(
        crowd, _tally(judged, Met.ELSEWHERE), _tally(judged, Met.LATER), _tally(judged, None), following,
        Waiting.of(named), Waiting.of(unknown), Waiting.of(named + unknown),
        tuple(track for track, _ in judged if track.outcome in wrong),
    )  # fmt: skip


def _tally(judged: Sequence[tuple[Judged, Met | None]], where: Met | None) -> Tally:
    return Counter(track.outcome for track, met in judged if met is where)
