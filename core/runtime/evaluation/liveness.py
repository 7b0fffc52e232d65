"""How well pictures of faces are told from faces: clips and stills through detector, tracker, networks and vote.

Words as in ISO/IEC 30107-3: a presentation is one track of a clip, or one face of a still; APCER is the share of
attacks taken for live people, BPCER that of live people taken for attacks, both among presentations that were settled;
APNRR and BPNRR are the shares that never were. A track counts as wrong if it was wrong at any time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

from core.capture.pictures import read_picture
from core.capture.source import NoPicture, Picture
from core.capture.video_file import VideoFileSource
from core.domain.arrays import BgrImage
from core.domain.errors import ErrorCode, KnownError
from core.domain.liveness import UNCHECKED, LivenessState
from core.policy.liveness import RULE, LivenessRule, vote, wants_sample
from core.runtime.clips import is_video
from core.runtime.evaluation.liveness_set import Recording
from core.runtime.evaluation.measure import Rig, Watch, in_parallel
from core.runtime.evaluation.notes import Note, Notes
from core.runtime.evaluation.verification import Estimate
from core.runtime.ports import Engine
from core.runtime.shots import thumbnails_of
from core.vision.catalog import load_catalog
from core.vision.tracker import Tracker

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

_STILL = replace(RULE, enough=1, window=1)
"""One picture has to do for a still."""


@dataclass(frozen=True, slots=True)
class Look:
    """One face in one frame: its width in pixels and the chance in 0…1 that it is live."""

    seq: int
    width_px: float
    chance: float


@dataclass(frozen=True, slots=True)
class Presentation:
    """One track, or one face of a still, with all frames that show it."""

    file: str
    live: bool
    still: bool
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What live use would have made of a presentation: states in their order, and the frames to the first of them."""

    settled: tuple[LivenessState, ...]
    frames: int | None

    def errs(self, *, live: bool) -> bool:
        """Say whether it was wrong at any time."""
        return (LivenessState.SPOOF if live else LivenessState.LIVE) in self.settled


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """`wrong` of `settled` presentations, as a share with its 95 % interval (Clopper–Pearson); `silent` never were."""

    wrong: int
    settled: int
    silent: int
    share: Estimate
    silent_share: float | None


@dataclass(frozen=True, slots=True)
class Rates:
    """Attacks and live people at one threshold of the vote."""

    threshold: float
    attacks: ErrorRate
    live: ErrorRate


@dataclass(frozen=True, slots=True)
class FileFigures:
    """One file: its presentations, how many of them were wrong or silent, and all its frames."""

    file: str
    live: bool
    presentations: int
    wrong: int
    silent: int
    frames: int
    frames_wrong: int
    mean: float | None
    lowest: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class LivenessReport:
    """`rates` are those in use, `frames` the same for single frames, `thresholds` for other ones.

    `frames_to_settle` is the median over clips; `rule` says how the vote works.
    """

    folder: str
    rule: LivenessRule
    files: tuple[FileFigures, ...]
    rates: Rates
    frames: Rates
    thresholds: tuple[Rates, ...]
    frames_to_settle: float | None
    notes: tuple[Note, ...]


def evaluate_liveness(
    rig: Rig, recordings: Sequence[Recording], folder: str, notes: Notes, watch: Watch
) -> LivenessReport:
    """Look at every face of every frame, and vote as live use does; what cannot be read or shows no face is noted.

    Raises KnownError(LIVENESS_MISSING) without the networks, KnownError(DATASET_UNUSABLE) without a face.
    """
    with rig.pool.lease() as engine:
        if not engine.tells_liveness:
            catalog = load_catalog()
            files = ", ".join(catalog.optional[name].file for name in catalog.liveness)
            raise KnownError(ErrorCode.LIVENESS_MISSING, files=files)
    found = in_parallel(lambda one: _seen(rig, one), recordings, rig.pool.size, watch, "Looking")
    presentations: list[Presentation] = []
    for recording, seen in zip(recordings, found, strict=True):
        if isinstance(seen, ErrorCode):
            notes.add(seen.value, recording.name)
        elif not seen:
            notes.add(ErrorCode.NO_FACE.value, recording.name)
        else:
            presentations += seen
    if not presentations:
        raise KnownError(ErrorCode.DATASET_UNUSABLE, path=folder, detail="no clip or picture in it shows a face")
    waits = [course(one).frames for one in presentations if not one.still]
    settled = [frames for frames in waits if frames is not None]
    return LivenessReport(
        folder=folder,
        rule=RULE,
        files=tuple(_file_figures(name, presentations) for name in dict.fromkeys(p.file for p in presentations)),
        rates=track_rates(presentations, RULE.live),
        frames=frame_rates(presentations, RULE.live),
        thresholds=tuple(track_rates(presentations, threshold) for threshold in THRESHOLDS),
        frames_to_settle=float(np.median(settled)) if settled else None,
        notes=notes.all(),
    )


def course(presentation: Presentation, threshold: float = RULE.live) -> Course:
    """Return what live use would have made of it, sampling as seldom as it does, at one threshold."""
    rule = replace(_STILL if presentation.still else RULE, live=threshold, spoof=min(RULE.spoof, threshold))
    samples: tuple[float, ...] = ()
    standing, last, begin, frames = UNCHECKED, 0, presentation.looks[0].seq, None
    settled: list[LivenessState] = []
    for look in presentation.looks:
        if not wants_sample(standing, look.seq - last, look.width_px, rule):
            continue
        samples, last = (*samples, look.chance)[-rule.window :], look.seq
        standing = vote(samples, rule)
        if standing.state is not LivenessState.PENDING and settled[-1:] != [standing.state]:
            settled.append(standing.state)
            frames = look.seq - begin if frames is None else frames
    return Course(tuple(settled), frames)


def track_rates(presentations: Sequence[Presentation], threshold: float) -> Rates:
    """Return the rates of whole presentations."""
    outcomes = [(one.live, course(one, threshold)) for one in presentations]
    attacks, live = (
        _error_rate([each.errs(live=kind) for was_live, each in outcomes if was_live is kind and each.settled],
                    sum(was_live is kind and not each.settled for was_live, each in outcomes))
        for kind in (False, True)
    )  # fmt: skip
    return Rates(threshold, attacks, live)


def frame_rates(presentations: Sequence[Presentation], threshold: float) -> Rates:
    """Return the rates of single frames, of faces large enough to be asked about; the others are silent."""
    kinds = []
    for kind in (False, True):
        looks = [look for one in presentations if one.live is kind for look in one.looks]
        large = [look for look in looks if look.width_px >= RULE.min_width_px]
        wrong = [(look.chance >= threshold) is not kind for look in large]
        kinds.append(_error_rate(wrong, len(looks) - len(large)))
    return Rates(threshold, *kinds)


def _error_rate(wrong: Sequence[bool], silent: int) -> ErrorRate:
    total = len(wrong) + silent
    share = Estimate(None)
    if wrong:
        test = binomtest(sum(wrong), len(wrong))
        interval = test.proportion_ci(0.95, "exact")
        share = Estimate(float(test.statistic), float(interval.low), float(interval.high))
    return ErrorRate(sum(wrong), len(wrong), silent, share, silent / total if total else None)


def _file_figures(name: str, presentations: Sequence[Presentation]) -> FileFigures:
    own = [one for one in presentations if one.file == name]
    rates, frames = track_rates(own, RULE.live), frame_rates(own, RULE.live)
    live = own[0].live
    tracks, looks = (rates.live, frames.live) if live else (rates.attacks, frames.attacks)
    chances = [look.chance for one in own for look in one.looks if look.width_px >= RULE.min_width_px]
    return FileFigures(
        name, live, len(own), tracks.wrong, tracks.silent, looks.settled, looks.wrong,
        float(np.mean(chances)) if chances else None, min(chances, default=None), max(chances, default=None),
    )  # fmt: skip


def _seen(rig: Rig, recording: Recording) -> list[Presentation] | ErrorCode:
    try:
        with rig.pool.lease() as engine:
            looks = _clip_looks(recording.path, engine) if is_video(recording.path) else _still_looks(recording, engine)
    except KnownError as error:
        return error.code
    still = not is_video(recording.path)
    return [Presentation(recording.name, recording.live, still, tuple(each)) for each in looks]


def _still_looks(recording: Recording, engine: Engine) -> list[list[Look]]:
    image = read_picture(recording.path)
    found = engine.detect(image)
    boxes = [found.box(i) for i in range(len(found))]
    return [[Look(0, box.width, engine.liveness(image, box))] for box in boxes]


def _clip_looks(path: Path, engine: Engine) -> list[list[Look]]:
    tracker, looks = Tracker(), dict[int, list[Look]]()
    for seq, image in enumerate(_pictures(path)):
        found = engine.detect(image)
        tracker.update(seq, found, thumbnails_of(image, found))
        for track in tracker.tracks:
            if track.row >= 0:
                box = found.box(track.row)
                looks.setdefault(track.id, []).append(Look(seq, box.width, engine.liveness(image, box)))
    return list(looks.values())


def _pictures(path: Path) -> Iterator[BgrImage]:
    source = VideoFileSource(path, realtime=False)
    source.open()
    try:
        while (reading := source.read(1.0)) is not NoPicture.ENDED:
            if isinstance(reading, Picture):
                yield reading.image
    finally:
        source.close()
