"""What a crowd costs, who waits in it, and what becomes of a quiet camera beside it.

Run as `python -m tests.benchmarks.crowd`. Heads of real people walk in small loops before one camera, 10 to 200 of
them in frames of 1920×1080; frames are stepped in turns, so that a busy machine slows all alike, and the processor
time is told too, in which a busy machine shows less. Decisions are made against a gallery with every second of them
enrolled. Then a crowded and a quiet camera share one worker and one engine, as on a machine with two cores. Last, the
crowds are read as still pictures.
"""

import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated

import numpy as np
import typer

from core.capture.inbox import Inbox
from core.cli.output import emit, show_table
from core.config import DetectionSettings, RecognitionSettings
from core.domain.arrays import BgrImage
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.frame import Frame
from core.domain.ids import CameraId, PersonId
from core.domain.matching import Verdict
from core.domain.people import Template
from core.domain.tracking import FrameView
from core.gallery.index import ExactIndex
from core.runtime.bench import interleaved
from core.runtime.board import Board
from core.runtime.decider import Decider, Message, ShotTaken, Surroundings
from core.runtime.denials import Denials
from core.runtime.figures import Recorder, Spread, Stage
from core.runtime.pipeline import CameraPipeline
from core.runtime.ports import Engine
from core.runtime.worker import InferWorker
from core.vision.align import align
from core.vision.packs import DEFAULT_PACK, load_pool, pack_facts
from core.vision.pool import EnginePool
from core.vision.still import FaceReader
from tests.benchmarks.crowd_scene import CELL, Hall, heads
from tests.benchmarks.report import Json, report

CROWDS = (10, 50, 100, 200)
FPS = 25
QUIET = CameraId("quiet")


@dataclass(slots=True)
class Waits:
    """Frame in which each of `people` was first followed, measured, embedded and decided on; -1 for never."""

    people: int
    followed: list[int] = field(init=False)
    measured: list[int] = field(init=False)
    embedded: list[int] = field(init=False)
    decided: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.followed, self.measured, self.embedded, self.decided = ([-1] * self.people for _ in range(4))


class Stream:
    """One camera in front of a crowd, stepped frame by frame."""

    def __init__(self, hall: Hall, count: int, gallery: ExactIndex) -> None:
        self.count = count
        self.recorder = Recorder()
        self.waits = Waits(count)
        self.cpu_ms: list[float] = []
        self._hall = hall
        self._clock = SystemClock()
        self._board = Board()
        spec = CameraSpec(CameraId(f"{count} faces"), f"{count} faces", "")
        around = Surroundings(str, lambda _camera: spec, lambda _sighting: None, lambda: None)
        self.decider = Decider(gallery, self._board, self.recorder, around, self._clock, Denials())
        self._spec = spec
        self._embedded: set[int] = set()
        self._pipeline = CameraPipeline(spec, RecognitionSettings(), self._board, self.recorder, self._send)

    def _send(self, message: Message) -> None:
        if isinstance(message, ShotTaken):
            self._embedded.add(message.shot.track)
        self.decider.send(message)

    def step(self, seq: int, engine: Engine) -> None:
        """Process the next frame and let the decisions catch up."""
        image = self._hall.frame(seq)
        begin = time.thread_time()
        view = self._pipeline.step(Frame(self._spec.id, seq, self._clock.mono_ns(), self._clock.utc(), image), engine)
        self.cpu_ms.append((time.thread_time() - begin) * 1e3)
        self._board.show(view)
        self.decider.flush(5.0)
        self._look_who_waits(seq, view)

    def _look_who_waits(self, seq: int, view: FrameView) -> None:
        middles = self._hall.corners(seq) + CELL / 2
        for track in view.tracks:
            x, y = (track.box.left + track.box.right) / 2, (track.box.top + track.box.bottom) / 2
            person = int(np.abs(middles - (x, y)).max(axis=1).argmin())
            decided = self._board.identity((self._spec.id, track.track)).decision.verdict is not Verdict.PENDING
            for list_of, there in (
                (self.waits.followed, True),
                (self.waits.measured, track.pose is not None),
                (self.waits.embedded, track.track in self._embedded),
                (self.waits.decided, decided),
            ):
                if there and list_of[person] < 0:
                    list_of[person] = seq


def measure_streams(engine: Engine, faces: Sequence[BgrImage], gallery: ExactIndex, frames: int) -> list[Stream]:
    """Step a camera before each crowd through `frames` frames, in turns."""
    streams = [Stream(Hall(faces, count), count, gallery) for count in CROWDS]
    for stream in streams:
        stream.decider.start()
    try:
        for seq in range(frames):
            for stream in streams:
                stream.step(seq, engine)
    finally:
        for stream in streams:
            stream.decider.stop()
    return streams


def enrolled(engine: Engine, faces: Sequence[BgrImage]) -> ExactIndex:
    """Return a gallery in which every second of the `faces` is somebody."""
    clock, index = SystemClock(), ExactIndex(pack_facts(DEFAULT_PACK).point, engine.model_id)
    templates = []
    for number, head in enumerate(faces[::2]):
        picture = Hall([head]).frame(0)
        embedding = engine.embed([align(picture, engine.detect(picture).landmarks[0])])[0]
        templates.append(Template(number + 1, PersonId(f"person {number}"), embedding, 0.5, b"", clock.utc()))
    index.add(templates)
    return index


class _Timed(CameraPipeline):
    """Notes how old every frame is when it is ready to be shown, in milliseconds."""

    ages: list[float]

    def step(self, frame: Frame, engine: Engine) -> FrameView:
        view = super().step(frame, engine)
        self.ages.append((SystemClock().mono_ns() - frame.mono_ns) / 1e6)
        return view


def measure_neighbours(
    pool: EnginePool, faces: Sequence[BgrImage], crowd: int, seconds: float
) -> tuple[Spread, Spread, float]:
    """Return the ages of a crowded and of a quiet camera's frames, and the share of the quiet one's that were dropped.

    Both deliver 25 frames a second; one worker serves them with one engine.
    """
    inbox, board, clock, stopping = Inbox(), Board(), SystemClock(), threading.Event()
    sent: list[Message] = []
    halls = {CameraId("crowd"): Hall(faces, crowd), QUIET: Hall(faces, 1)}
    pipelines = {
        camera: _Timed(CameraSpec(camera, camera, ""), RecognitionSettings(), board, Recorder(), sent.append)
        for camera in halls
    }
    for pipeline in pipelines.values():
        pipeline.ages = []
    loops = {camera: [hall.frame(seq) for seq in range(50)] for camera, hall in halls.items()}
    worker = InferWorker(0, stopping, inbox, board, lambda camera: (pipelines[camera], pool), Recorder().beats)
    worker.start()
    begin = time.monotonic()
    for seq in range(int(seconds * FPS)):
        time.sleep(max(0.0, begin + seq / FPS - time.monotonic()))
        for camera, loop in loops.items():
            inbox.put(Frame(camera, seq, clock.mono_ns(), clock.utc(), loop[seq % len(loop)]))
    stopping.set()
    inbox.close()
    worker.join(5.0)
    dropped = inbox.dropped(QUIET) / max(inbox.put_count(QUIET), 1)
    crowded, quiet = (Spread.of(pipelines[camera].ages) for camera in halls)
    return crowded, quiet, dropped


def measure_stills(reader: FaceReader, faces: Sequence[BgrImage], repeats: int, as_json: bool) -> None:
    """Read each crowd as a still picture, where every face found is measured."""
    pictures = {count: Hall(faces, count).frame(0) for count in CROWDS}
    found = {count: len(reader.read(picture)) for count, picture in pictures.items()}
    parts = {f"{count} faces: {found[count]} found": partial(reader.read, pictures[count]) for count in CROWDS}
    report("A still picture, 1920×1080", interleaved(parts, repeats), as_json=as_json)


def main(
    frames: Annotated[int, typer.Option(help="Frames of each stream.")] = 250,
    seconds: Annotated[float, typer.Option(help="Seconds a crowded and a quiet camera run side by side.")] = 20.0,
    max_faces: Annotated[int, typer.Option(help="Faces followed at most.")] = DetectionSettings().max_faces,
    repeats: Annotated[int, typer.Option(help="Times a still picture is read.")] = 5,
    as_json: Json = False,
) -> None:
    """Time crowds as streams, beside a quiet camera, and as stills; say how long people wait."""
    detection = DetectionSettings(max_faces=max_faces)
    with closing(load_pool(DEFAULT_PACK, 1, detection)) as pool:
        with pool.lease() as engine:
            faces = heads(engine, max(CROWDS))
            with closing(enrolled(engine, faces)) as gallery:
                _tell_streams(measure_streams(engine, faces, gallery, frames), frames, as_json)
        _tell_neighbours(
            [(crowd, *measure_neighbours(pool, faces, crowd, seconds)) for crowd in (1, 100, 200)], as_json
        )
        if repeats:
            reader = FaceReader(pool, RecognitionSettings().min_face_px)
            measure_stills(reader, faces, repeats, as_json)


def _tell_streams(streams: Sequence[Stream], frames: int, as_json: bool) -> None:
    rows = []
    for stream in streams:
        figures, waits = stream.recorder.figures(frames, 0), stream.waits
        frame, cpu = figures.stages[Stage.FRAME], Spread.of(stream.cpu_ms)
        reached = {name: getattr(waits, name) for name in ("followed", "measured", "embedded", "decided")}
        if as_json:
            spent = {stage: spread.p50 for stage, spread in figures.stages.items()}
            longest = {name: [len(w) - w.count(-1), max(w)] for name, w in reached.items()}
            emit({
                "benchmark": "crowd stream", "faces": stream.count, "p50": frame.p50, "p95": frame.p95,
                "p99": frame.p99, "cpu_p50": cpu.p50, "cpu_p95": cpu.p95,
                "embedded_per_frame": figures.extractions / frames,
                "found_per_frame": figures.detections / frames, "tracks": figures.tracks,
                "reached_and_last": longest,
                "stages_p50": spent,
            })  # fmt: skip
        rows.append((
            str(stream.count), f"{frame.p50:.1f}", f"{frame.p95:.1f}", f"{frame.p99:.1f}", f"{cpu.p50:.1f}",
            f"{figures.detections / frames:.0f}", f"{figures.extractions / frames:.2f}",
            *(f"{len(w) - w.count(-1)} by {max(w)}" for w in reached.values()),
        ))  # fmt: skip
    if not as_json:
        columns = (
            "Faces", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "Found", "Embedded", "Followed", "Measured",
            "Embedded once", "Decided",
        )  # fmt: skip
        show_table("A frame of a stream, 1920×1080; how many people by which frame at the latest", columns, rows)


def _tell_neighbours(runs: Sequence[tuple[int, Spread, Spread, float]], as_json: bool) -> None:
    if as_json:
        for crowd, crowded, quiet, dropped in runs:
            emit({
                "benchmark": "crowd neighbour", "faces": crowd, "crowd_age_p95": crowded.p95,
                "quiet_age_p50": quiet.p50, "quiet_age_p95": quiet.p95, "quiet_dropped": dropped,
            })  # fmt: skip
        return
    rows = (
        (
            str(crowd), f"{crowded.p95:.0f}", f"{quiet.p50:.0f}", f"{quiet.p95:.0f}", f"{quiet.p99:.0f}",
            f"{100 * dropped:.0f} %",
        )
        for crowd, crowded, quiet, dropped in runs
    )  # fmt: skip
    columns = ("Faces beside", "Age there, p95 ms", "Age, p50", "p95", "p99", "Dropped")
    show_table(f"A quiet camera beside a crowded one, {FPS} fps each, one worker", columns, rows)


if __name__ == "__main__":
    typer.run(main)
