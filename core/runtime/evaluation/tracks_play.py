"""Clips through the live pipeline: frame by frame with a clock of their own, or in real time as from a camera."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.capture.inbox import Inbox
from core.capture.video_file import pictures_of
from core.config import RecognitionSettings
from core.domain.arrays import BgrImage
from core.domain.camera import CameraSpec
from core.domain.clock import Clock, SystemClock
from core.domain.errors import BugError
from core.domain.events import Recognised, Sighting
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.tracking import FaceShot, FrameView
from core.runtime.board import Board, TrackKey
from core.runtime.decider import Decider, Message, ShotTaken, Surroundings
from core.runtime.evaluation.tracks_plan import Cut
from core.runtime.evaluation.tracks_score import FRAME_MS, Answer, Played, Sight
from core.runtime.evaluation.tracks_truth import Clip
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine, EnginePool, Gallery
from core.runtime.worker import InferWorker

_FRAME_S = FRAME_MS / 1e3
_FLUSH_S = 60.0
_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


class ClipClock:
    """Stands still but for `advance`: time in a clip, whatever the machine does meanwhile."""

    def __init__(self) -> None:
        self._now_ns = 0

    def advance(self) -> None:
        """Go to the next frame."""
        self._now_ns += int(FRAME_MS * 1e6)

    def utc(self) -> datetime:
        """Return a moment of an arbitrary day."""
        return _BEGIN + timedelta(microseconds=self._now_ns // 1000)

    def mono_ns(self) -> int:
        """Return nanoseconds since before the first frame."""
        return self._now_ns


def pictures(clip: Clip, cuts: Sequence[Cut], only: Cut | None = None) -> Iterator[tuple[int, BgrImage]]:
    """Yield the number and picture (h, w, 3) of frames at 25 a second, without those in `cuts` or out of `only`.

    A faster clip loses frames as a slower camera would; a slower one keeps its own. Raises KnownError(SOURCE_*).
    """
    due = 0.0
    with closing(pictures_of(clip.path)) as every:
        for number, image in enumerate(every):
            if number / clip.fps < due - 1e-6:
                continue
            due = max(due + _FRAME_S, number / clip.fps)
            if not any(first <= number <= last for first, last in cuts) and (not only or only[0] <= number <= only[1]):
                yield number, image


@dataclass(slots=True)
class _Notes:
    """Writes down what happens to one clip, from whichever thread."""

    clip: Clip
    clock: Clock
    numbers: list[int] = field(default_factory=list)
    sights: list[Sight] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    shots: dict[int, int] = field(default_factory=dict)

    def see(self, view: FrameView) -> None:
        number, at_ms = self.numbers[view.frame.seq], view.frame.mono_ns / 1e6
        for track in view.tracks:
            if not track.coasting:
                person = self.clip.person_at(number, track.box)
                usable = track.quality is not None and track.quality.usable
                self.sights.append(Sight(view.frame.seq, at_ms, track.track, person, track.name, usable))

    def hear(self, event: Sighting) -> None:
        name = event.name if isinstance(event, Recognised) else None
        self.answers.append(Answer(self.clock.mono_ns() / 1e6, event.track, name, self.shots[event.track]))

    def keep(self, track: int, shots: Sequence[FaceShot]) -> None:
        """Remember the frame of the newest shot that is decided on."""
        self.shots[track] = max(shot.seq for shot in shots)

    def played(self, recorder: Recorder) -> Played:
        figures = recorder.figures(0, 0)
        return Played(
            self.clip.path.name, tuple(self.sights), tuple(self.answers), figures.extractions, figures.tracks
        )  # fmt: skip


class _WatchedBoard(Board):
    """A board that has everything noted that comes by it, not only the newest."""

    def __init__(self, notes: _Notes) -> None:
        super().__init__()
        self._notes = notes

    def show(self, view: FrameView) -> None:
        super().show(view)
        self._notes.see(view)

    def keep_shots(self, key: TrackKey, shots: tuple[FaceShot, ...]) -> None:
        super().keep_shots(key, shots)
        self._notes.keep(key[1], shots)


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a clip is played on."""

    notes: _Notes
    board: Board
    recorder: Recorder
    decider: Decider
    pipeline: CameraPipeline


def _stage(clip: Clip, gallery: Gallery, clock: Clock) -> _Stage:
    """Set up what watches one clip; the names of the gallery's people are their ids."""
    camera, notes, recorder = _camera(clip), _Notes(clip, clock), Recorder()
    board = _WatchedBoard(notes)
    decider = Decider(gallery, board, recorder, Surroundings(str, lambda _: camera, notes.hear, lambda: None), clock)
    pipeline = CameraPipeline(camera, RecognitionSettings(), board, recorder, decider.send)
    return _Stage(notes, board, recorder, decider, pipeline)


def play(clip: Clip, cuts: Sequence[Cut], gallery: Gallery, engine: Engine) -> Played:
    """Watch a clip frame by frame, with all decided before the next one. Raises KnownError(SOURCE_*)."""
    clock = ClipClock()
    stage = _stage(clip, gallery, clock)
    stage.decider.start()
    try:
        for number, image in pictures(clip, cuts):
            clock.advance()
            frame = Frame(_camera(clip).id, len(stage.notes.numbers), clock.mono_ns(), clock.utc(), image)
            stage.notes.numbers.append(number)
            stage.board.show(stage.pipeline.step(frame, engine))
            _flush(stage.decider)
        stage.pipeline.finish()
        _flush(stage.decider)
    finally:
        stage.decider.stop()
    return stage.notes.played(stage.recorder)


def play_live(clip: Clip, cuts: Sequence[Cut], gallery: Gallery, pool: EnginePool, workers: int) -> Played:
    """Watch a clip as it would come from a camera at 25 frames a second, dropping what comes too fast."""
    clock, inbox, stopping = SystemClock(), Inbox(), threading.Event()
    stage = _stage(clip, gallery, clock)
    beats = stage.recorder.beats
    team = [
        InferWorker(n, stopping, inbox, stage.board, lambda _: (stage.pipeline, pool), beats) for n in range(workers)
    ]
    stage.decider.start()
    for worker in team:
        worker.start()
    try:
        _film(clip, cuts, stage.notes, inbox, clock)
        if not inbox.wait_idle(_FLUSH_S):
            raise BugError("the last frame was never processed")
    finally:
        stopping.set()
        inbox.close()
        for worker in team:
            worker.join(_FLUSH_S)
        stage.pipeline.finish()
        stage.decider.stop(_FLUSH_S)
    return stage.notes.played(stage.recorder)


def _film(clip: Clip, cuts: Sequence[Cut], notes: _Notes, inbox: Inbox, clock: Clock) -> None:
    """Put a picture into the inbox every 40 ms."""
    begin = time.monotonic()
    for seq, (number, image) in enumerate(pictures(clip, cuts)):
        time.sleep(max(0.0, begin + seq * _FRAME_S - time.monotonic()))
        notes.numbers.append(number)
        inbox.put(Frame(_camera(clip).id, seq, clock.mono_ns(), clock.utc(), image))


def shots_of(clip: Clip, person: str, used: Cut, engine: Engine) -> list[FaceShot]:
    """Return the shots the pipeline takes of a person in some frames of a clip while nobody is known, best first."""
    clock, messages = ClipClock(), list[Message]()
    camera, recorder, notes = _camera(clip), Recorder(), _Notes(clip, clock)
    pipeline = CameraPipeline(camera, RecognitionSettings(), Board(), recorder, messages.append)
    for number, image in pictures(clip, (), used):
        clock.advance()
        frame = Frame(camera.id, len(notes.numbers), clock.mono_ns(), clock.utc(), image)
        notes.numbers.append(number)
        notes.see(pipeline.step(frame, engine))
    shown = {(sight.frame, sight.track): sight.person for sight in notes.sights}
    shots = [message.shot for message in messages if isinstance(message, ShotTaken)]
    theirs = [shot for shot in shots if shown.get((shot.seq, shot.track)) == person]
    return sorted(theirs, key=lambda shot: -shot.quality.overall)


def _camera(clip: Clip) -> CameraSpec:
    return CameraSpec(CameraId(clip.path.name), clip.path.name, str(clip.path))


def _flush(decider: Decider) -> None:
    if not decider.flush(_FLUSH_S):
        raise BugError("a decision took too long")
