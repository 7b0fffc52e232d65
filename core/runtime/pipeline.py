"""One camera's way from a frame to tracked, measured faces.

A `CameraPipeline` is stepped by whichever worker holds the camera's lease, with whichever engine is free. Every frame
costs a bounded time: the detector caps its candidates, at most MEASURED_PER_FRAME faces are looked at closely, at most
`embeddings_per_frame` are embedded; the rest wait their turn, longest first. Where frames get lost, some are not
searched at all but show where the faces should be by now.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.config import RecognitionSettings
from core.domain.arrays import frozen
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Box, Detections, Gender, HeadPose, Quality
from core.domain.frame import Frame
from core.domain.ids import CameraId
from core.domain.matching import Verdict
from core.domain.tracking import FaceShot, FrameView, TrackView
from core.policy.extraction import ExtractionRule, ShotHistory, may_want_more, wants_shot
from core.policy.pacing import Pace
from core.runtime.board import NOBODY_YET, Board
from core.runtime.decider import Message, SettleTrack, ShotTaken, TrackEnded
from core.runtime.figures import Count, FrameTimer, Recorder, Stage
from core.runtime.ports import Engine
from core.runtime.shots import Candidate, candidate_of, thumbnails_of
from core.vision.pose import head_pose
from core.vision.tracker import Track, Tracker

MEASURED_PER_FRAME = 8
COASTING_SHOWN = 5
"""Frames a face stays painted at its predicted place while it is not seen."""
SETTLE_FRAMES = 50
"""Frames after its first shot when an open track is settled with what there is."""
SAME_FACE = 0.25
"""Cosine under which a doubtful track's face is somebody else's. Over the pairs of LFW 99.9 % of genuine SFace
scores are above it; frames of one track are closer still."""


STRIKES_TO_SPLIT = 2
"""Clear shots that must all look like somebody else before a track is split: one alone may be a bad moment."""
DOUBT_SPACING = 3
"""Frames between two shots of a doubtful face, so that the second is another picture."""
CLEAR_ENOUGH_TO_SPLIT = 0.3
"""Quality.overall under which a shot says nothing about a doubtful track: blur alone brings cosines under SAME_FACE."""
_KEPT_EMBEDDINGS = 8


@dataclass(slots=True)
class _Dossier:
    """What the pipeline remembers of a track; private to the lease holder."""

    first_seq: int
    measured_seq: int = -1
    taken: int = 0
    best_quality: float = 0.0
    last_shot_seq: int = 0
    first_shot_seq: int = -1
    settled: bool = False
    strikes: int = 0
    candidate: Candidate | None = None
    pose: HeadPose | None = None
    quality: Quality | None = None
    attributes: tuple[Attributes, ...] = ()
    embeddings: tuple[Embedding, ...] = ()

    def history(self, seq: int) -> ShotHistory:
        since = self.last_shot_seq if self.taken else self.first_seq
        return ShotHistory(self.taken, self.best_quality, seq - since)

    def typical(self) -> Attributes | None:
        """Return the attributes over all shots: the means of the age and of the chance of either gender."""
        if not self.attributes:
            return None
        count = len(self.attributes)
        male = sum(a.gender_confidence if a.gender is Gender.MALE else 1 - a.gender_confidence for a in self.attributes)
        share = male / count
        gender = Gender.MALE if share > 0.5 else Gender.FEMALE
        return Attributes(sum(a.age for a in self.attributes) / count, gender, max(share, 1 - share))


class CameraPipeline:
    """Tracks and measures the faces of one camera; `send` hands shots to the decider and may block."""

    def __init__(
        self,
        camera: CameraId,
        settings: RecognitionSettings,
        board: Board,
        recorder: Recorder,
        send: Callable[[Message], None],
        rule: ExtractionRule | None = None,
    ) -> None:
        self._camera = camera
        self._settings = settings
        self._board = board
        self._recorder = recorder
        self._send = send
        self._rule = rule or ExtractionRule(budget=settings.shots_per_track)
        self._tracker = Tracker()
        self._dossiers: dict[int, _Dossier] = {}
        self._outbox: list[Message] = []
        self._pace = Pace()
        self._last_seq = self._searched_seq = -1
        # Uncontended but for `finish`, which may come while the last frame is still in work.
        self._lock = threading.Lock()

    def step(self, frame: Frame, engine: Engine) -> FrameView:
        """Process one frame and return what to show; frames come in the order of their `seq`."""
        with self._lock:
            timer = FrameTimer()
            self._pace = self._pace.after(frame.seq - self._last_seq)
            if self._pace.searches(frame.seq - self._searched_seq):
                self._search(frame, engine, timer)
            self._last_seq = frame.seq
            view = self._view(frame)
            self._recorder.frame(timer)
        self._send_all()
        return view

    def finish(self) -> None:
        """End every track: the camera is gone."""
        with self._lock:
            self._outbox += [TrackEnded((self._camera, track)) for track in self._dossiers]
            self._dossiers.clear()
            self._tracker = self._tracker.successor()
        self._send_all()

    def _send_all(self) -> None:
        """Send what was found, without the lock: the decider may make us wait."""
        with self._lock:
            outbox, self._outbox = self._outbox, []
        for message in outbox:
            self._send(message)

    def _search(self, frame: Frame, engine: Engine, timer: FrameTimer) -> None:
        """Find, follow and measure the faces of `frame`."""
        with timer.stage(Stage.DETECT):
            detections = engine.detect(frame.image)
        with timer.stage(Stage.TRACK):
            self._follow(frame, detections)
        with timer.stage(Stage.MEASURE):
            due = self._look_closely(frame)
        self._searched_seq = frame.seq
        self._recorder.count(Count.DETECTIONS, len(detections))
        self._extract(frame, detections, due, engine, timer)

    def _follow(self, frame: Frame, detections: Detections) -> None:
        ended = self._tracker.update(frame.seq, detections, thumbnails_of(frame.image, detections))
        for track in ended:
            if self._dossiers.pop(track.id, None) is not None:
                self._outbox.append(TrackEnded((self._camera, track.id)))
        for track in self._tracker.tracks:
            if track.id not in self._dossiers:
                self._dossiers[track.id] = _Dossier(first_seq=track.first_seq)
                self._recorder.count(Count.TRACKS)

    def _look_closely(self, frame: Frame) -> list[tuple[Track, Candidate]]:
        """Refresh pose and quality of some visible tracks; return those whose face should be embedded now."""
        seen = [t for t in self._tracker.tracks if t.row >= 0]
        seen.sort(key=lambda t: (not t.doubtful, self._dossiers[t.id].measured_seq))
        due = []
        for track in seen[:MEASURED_PER_FRAME]:
            dossier = self._dossiers[track.id]
            dossier.measured_seq = frame.seq
            dossier.pose = head_pose(track.landmarks)
            verdict = self._board.identity((self._camera, track.id)).decision.verdict
            history = dossier.history(frame.seq)
            self._settle(track, dossier, verdict, frame.seq)
            if not track.doubtful and not may_want_more(self._rule, history, verdict):
                continue
            # A doubtful face needs a picture of now; any other waits with the best one so far.
            least = -1.0 if track.doubtful or dossier.candidate is None else dossier.candidate.quality.overall
            dossier.quality, better = candidate_of(
                frame, track.box, track.landmarks, track.score, dossier.pose, self._settings, least
            )
            dossier.candidate = better or (None if track.doubtful else dossier.candidate)
            if dossier.candidate is None or (track.doubtful and not self._may_settle(dossier, frame.seq)):
                continue
            if track.doubtful or wants_shot(self._rule, history, verdict, dossier.candidate.quality.overall):
                due.append((track, dossier.candidate))
        due.sort(key=lambda one: self._urgency(one[0]))
        return due[: self._settings.embeddings_per_frame]

    @staticmethod
    def _may_settle(dossier: _Dossier, seq: int) -> bool:
        """Say whether a doubtful face is clear enough now, and its last shot long enough ago, to compare it."""
        clear = dossier.quality is not None and dossier.quality.overall >= CLEAR_ENOUGH_TO_SPLIT
        return clear and seq - dossier.last_shot_seq >= DOUBT_SPACING

    def _urgency(self, track: Track) -> tuple[bool, int, int]:
        """Sort key: doubtful faces first, then those measured least, then those that waited longest."""
        dossier = self._dossiers[track.id]
        return not track.doubtful, dossier.taken, dossier.last_shot_seq

    def _settle(self, track: Track, dossier: _Dossier, verdict: Verdict, seq: int) -> None:
        overdue = dossier.first_shot_seq >= 0 and seq - dossier.first_shot_seq > SETTLE_FRAMES
        if verdict is Verdict.PENDING and overdue and not dossier.settled:
            dossier.settled = True
            self._outbox.append(SettleTrack((self._camera, track.id)))

    def _extract(
        self,
        frame: Frame,
        detections: Detections,
        due: list[tuple[Track, Candidate]],
        engine: Engine,
        timer: FrameTimer,
    ) -> None:
        if not due:
            return
        with timer.stage(Stage.EMBED):
            embeddings = engine.embed([candidate.aligned for _, candidate in due])
        self._recorder.count(Count.EXTRACTIONS, len(due))
        for (track, candidate), embedding in zip(due, embeddings, strict=True):
            with timer.stage(Stage.ATTRIBUTES):
                attributes = engine.attributes(frame.image, detections, track.row)
            owner = self._settle_doubt(track, embedding, frame.seq) if track.doubtful else track
            if owner is not None:
                self._take(owner, candidate, embedding, attributes, frame.seq)

    def _take(self, track: Track, candidate: Candidate, embedding: Embedding, attributes: Attributes, seq: int) -> None:
        """Enter a shot into the track's dossier and hand it to the decider."""
        dossier = self._dossiers[track.id]
        dossier.taken += 1
        dossier.last_shot_seq = seq
        dossier.first_shot_seq = dossier.first_shot_seq if dossier.taken > 1 else seq
        dossier.embeddings = (*dossier.embeddings, embedding)[-_KEPT_EMBEDDINGS:]
        dossier.best_quality = max(dossier.best_quality, candidate.quality.overall)
        dossier.candidate = None
        dossier.attributes = (*dossier.attributes, attributes)
        shot = FaceShot(
            camera=self._camera,
            track=track.id,
            seq=candidate.seq,
            utc=candidate.utc,
            aligned=candidate.aligned,
            portrait=candidate.portrait,
            embedding=embedding,
            quality=candidate.quality,
            pose=candidate.pose,
            attributes=dossier.typical(),
        )
        self._outbox.append(ShotTaken(shot, candidate.mono_ns, last=dossier.taken >= self._rule.budget))

    def _settle_doubt(self, track: Track, embedding: Embedding, seq: int) -> Track | None:
        """Return the track this face belongs to, a new one if it is somebody else's; None if that is still open."""
        dossier = self._dossiers[track.id]
        if not dossier.embeddings or max(embedding.cosine(e) for e in dossier.embeddings) >= SAME_FACE:
            track.doubtful, dossier.strikes = False, 0
            return track
        dossier.strikes += 1
        dossier.last_shot_seq = seq
        if dossier.strikes < STRIKES_TO_SPLIT:
            return None
        self._recorder.count(Count.SPLITS)
        self._recorder.count(Count.TRACKS)
        del self._dossiers[track.id]
        self._outbox.append(TrackEnded((self._camera, track.id)))
        fresh = self._tracker.split(track)
        self._dossiers[fresh.id] = _Dossier(seq, seq, pose=dossier.pose, quality=dossier.quality)
        return fresh

    def _view(self, frame: Frame) -> FrameView:
        shown = [t for t in self._tracker.tracks if frame.seq - t.last_seq <= COASTING_SHOWN]
        views = tuple(self._track_view(track, frame) for track in shown)
        return FrameView(frame, views)

    def _track_view(self, track: Track, frame: Frame) -> TrackView:
        dossier = self._dossiers[track.id]
        # A doubtful face must not wear the name of the one it may have replaced.
        identity = NOBODY_YET if track.doubtful else self._board.identity((self._camera, track.id))
        left, top, right, bottom = track.predicted(frame.seq).tolist()
        return TrackView(
            track=track.id,
            box=Box(left, top, right, bottom),
            landmarks=frozen(np.array(track.landmarks)),
            score=track.score,
            coasting=track.row < 0,
            pose=dossier.pose,
            quality=dossier.quality,
            attributes=dossier.typical(),
            decision=identity.decision,
            name=identity.name,
        )
