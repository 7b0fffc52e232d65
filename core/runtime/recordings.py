"""A recording watched through the live pipeline, as fast as it goes: who appears in it when."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from core.capture.video_file import Moment, moments_of
from core.config import RecognitionSettings
from core.domain.camera import CameraSpec
from core.domain.errors import BugError, KnownError
from core.domain.events import Sighting
from core.domain.frame import Frame
from core.domain.ids import CameraId, PersonId
from core.domain.timeline import Timeline
from core.domain.tracking import FrameView
from core.runtime.board import Board
from core.runtime.decider import Decider, Surroundings
from core.runtime.denials import Denials
from core.runtime.figures import Recorder
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import EnginePool, Gallery, NonFaces
from core.runtime.recording_cast import BEGIN, Followed, cast_of

STEP_S = 0.04
"""A recording is watched at 25 pictures a second, the pace the tracker is made for; a slower one at its own."""
_ROUNDING_S = 1e-6
_FLUSH_S = 60.0
_CAMERA = CameraSpec(CameraId("recording"), "recording", "recording")

Watched = Callable[[float], None]
"""Called with the share of the recording that was watched, in 0…1."""


class _RecordingClock:
    """The time within the recording, whatever the machine does meanwhile."""

    def __init__(self) -> None:
        self.at_s = 0.0

    def utc(self) -> datetime:
        """Return a moment of an arbitrary day."""
        return BEGIN + timedelta(seconds=self.at_s)

    def mono_ns(self) -> int:
        """Return nanoseconds into the recording."""
        return int(self.at_s * 1e9)


@dataclass(slots=True)
class _Notes:
    """Written down while a recording is watched: `answers` by the decider's thread, the rest by the watching one."""

    clock: _RecordingClock
    tracks: dict[int, Followed] = field(default_factory=dict)
    answers: dict[int, Sighting] = field(default_factory=dict)

    def see(self, view: FrameView) -> None:
        for track in view.tracks:
            if not track.coasting:
                start_s = self.tracks[track.track].start_s if track.track in self.tracks else self.clock.at_s
                self.tracks[track.track] = Followed(start_s, self.clock.at_s)

    def hear(self, event: Sighting) -> None:
        self.answers[event.track] = event

    def followed(self) -> tuple[Followed, ...]:
        """Return every track with the last answer about it."""
        return tuple(replace(track, answer=self.answers.get(number)) for number, track in self.tracks.items())


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a recording is watched, apart from the live cameras."""

    clock: _RecordingClock
    notes: _Notes
    board: Board
    decider: Decider
    pipeline: CameraPipeline


@dataclass(slots=True)
class _Reel:
    """How far a recording was watched; `damage` says why no further."""

    frames: int = 0
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Watching:
    """What recognises the people of a recording."""

    gallery: Gallery
    name_of: Callable[[PersonId], str]
    denials: Denials
    pool: EnginePool


class RecordingDesk:
    """Watches one recording at a time per call; live cameras go on beside it. Safe from any thread."""

    def __init__(self, by: Watching, settings: RecognitionSettings, non_faces: NonFaces | None) -> None:
        self._by = by
        self._settings = settings
        self._non_faces = non_faces

    def watch(self, path: Path, watched: Watched, cancelled: Callable[[], bool]) -> Timeline | None:
        """Say who appears when in a recording; None once `cancelled` says so.

        Raises KnownError(SOURCE_*) when it cannot be played at all. One that breaks off is told of up to there.
        """
        room = self._room()
        room.decider.start()
        try:
            reel = self._play(path, room, watched, cancelled)
        finally:
            room.decider.stop(_FLUSH_S)
        if reel is None:
            return None
        cast, unclear = cast_of(room.notes.followed(), self._by.gallery.point)
        return Timeline(path, room.clock.at_s, reel.frames, cast, unclear, reel.damage)

    def _play(self, path: Path, room: _Room, watched: Watched, cancelled: Callable[[], bool]) -> _Reel | None:
        reel = _Reel()
        try:
            with closing(_paced(path)) as moments:
                for moment in moments:
                    if cancelled():
                        return None
                    self._step(room, reel.frames, moment)
                    reel.frames += 1
                    watched(min(1.0, moment.at_s / moment.of_s) if moment.of_s else 0.0)
        except KnownError as error:
            if not reel.frames:
                raise
            reel.damage = str(error)
        room.pipeline.finish()
        _flush(room.decider)
        return reel

    def _step(self, room: _Room, seq: int, moment: Moment) -> None:
        """Watch one picture, with all decided before the next one."""
        room.clock.at_s = moment.at_s
        frame = Frame(_CAMERA.id, seq, room.clock.mono_ns(), room.clock.utc(), moment.image)
        with self._by.pool.lease() as engine:
            view = room.pipeline.step(frame, engine)
        room.board.show(view)
        room.notes.see(view)
        _flush(room.decider)

    def _room(self) -> _Room:
        clock, board, recorder = _RecordingClock(), Board(), Recorder()
        notes = _Notes(clock)
        around = Surroundings(self._by.name_of, lambda _: _CAMERA, notes.hear, lambda: None)
        decider = Decider(self._by.gallery, board, recorder, around, clock, self._by.denials)
        pipeline = CameraPipeline(_CAMERA, self._settings, board, recorder, decider.send, self._non_faces)
        return _Room(clock, notes, board, decider, pipeline)


def _paced(path: Path) -> Generator[Moment]:
    """Yield the pictures of a recording at 25 a second at most; a faster one loses some, as a slower camera would."""
    due_s = 0.0
    with closing(moments_of(path)) as moments:
        for moment in moments:
            if moment.at_s >= due_s - _ROUNDING_S:
                due_s = max(due_s + STEP_S, moment.at_s)
                yield moment


def _flush(decider: Decider) -> None:
    if not decider.flush(_FLUSH_S):
        raise BugError("a decision took too long")
