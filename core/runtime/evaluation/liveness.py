"""Clips and stills of live people and of attacks through detector, tracker, liveness networks and vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.capture.pictures import read_picture
from core.capture.video_file import pictures_of
from core.domain.errors import ErrorCode, KnownError
from core.policy.liveness import RULE, LivenessRule
from core.runtime.clips import is_video
from core.runtime.evaluation.liveness_rates import (
    FileFigures,
    Look,
    Presentation,
    Rates,
    course,
    file_figures,
    frame_rates,
    track_rates,
)
from core.runtime.evaluation.liveness_set import Recording
from core.runtime.evaluation.measure import Rig, Watch, in_parallel
from core.runtime.evaluation.notes import Note, Notes
from core.runtime.ports import Engine
from core.runtime.shots import thumbnails_of
from core.vision.catalog import load_catalog
from core.vision.tracker import Tracker

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


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
    presentations = presentations_of(rig, recordings, folder, notes, watch)
    waits = [course(one).frames for one in presentations if not one.still]
    settled = [frames for frames in waits if frames is not None]
    return LivenessReport(
        folder=folder,
        rule=RULE,
        files=tuple(file_figures(name, presentations) for name in dict.fromkeys(p.file for p in presentations)),
        rates=track_rates(presentations, RULE.live),
        frames=frame_rates(presentations, RULE.live),
        thresholds=tuple(track_rates(presentations, threshold) for threshold in THRESHOLDS),
        frames_to_settle=float(np.median(settled)) if settled else None,
        notes=notes.all(),
    )


def presentations_of(
    rig: Rig, recordings: Sequence[Recording], folder: str, notes: Notes, watch: Watch
) -> list[Presentation]:
    """Return every track and face with the chances of all its frames. Raises and notes as `evaluate_liveness` does."""
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
    return presentations


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
    for seq, image in enumerate(pictures_of(path)):
        found = engine.detect(image)
        tracker.update(seq, found, thumbnails_of(image, found))
        for track in tracker.tracks:
            if track.row >= 0:
                box = found.box(track.row)
                looks.setdefault(track.id, []).append(Look(seq, box.width, engine.liveness(image, box)))
    return list(looks.values())
