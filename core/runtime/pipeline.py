"""One camera's way from a frame to tracked, measured faces.

A `CameraPipeline` is stepped by whichever worker holds the camera's lease, with whichever engine is free. Every frame
costs a bounded time: the detector caps its candidates, at most MEASURED_PER_FRAME faces are looked at closely, at most
`embeddings_per_frame` are embedded; the rest wait their turn, longest first. Where frames get lost, some are not
searched at all but show where the faces should be by now.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import numpy as np

from core.config import RecognitionSettings
from core.domain.arrays import frozen
from core.domain.camera import CameraSpec, LivenessPolicy
from core.domain.embedding import Embedding
from core.domain.faces import Attributes, Box, Detections
from core.domain.frame import Frame
from core.domain.liveness import LivenessState
from core.domain.matching import Verdict
from core.domain.tracking import FaceShot, FrameView, TrackView
from core.policy.extraction import ExtractionRule, may_want_more, wants_recheck, wants_shot
from core.policy.liveness import RULE, SAMPLES_PER_FRAME, vote, wants_sample
from core.policy.pacing import Pace
from core.runtime.board import NOBODY_YET, Board
from core.runtime.decider import LivenessSeen, Message, NotAFace, SettleTrack, ShotTaken, TrackEnded
from core.runtime.dossier import CLEAR_ENOUGH_TO_SPLIT, CLEAR_ENOUGH_TO_SUSPECT, Dossier
from core.runtime.figures import Count, FrameTimer, Recorder, Stage
from core.runtime.ports import Engine, NonFaces
from core.runtime.shots import Candidate, candidate_of, thumbnails_of
from core.vision.pose import head_pose
from core.vision.tracker import Track, Tracker

MEASURED_PER_FRAME = 8
COASTING_SHOWN = 5
"""Frames a face stays painted at its predicted place while it is not seen."""
SETTLE_FRAMES = 50
"""Frames after its first shot when an open track is settled with what there is."""
STRIKES_TO_SPLIT = 2
"""Clear shots that must all look like somebody else before a track is split: one alone may be a bad moment."""
STRIKES_TO_DISMISS = 2
"""Shots that must look like no face at all before a track is dismissed."""
DOUBT_HEAD_START = 12
"""Frames by which a doubtful face comes before others that have waited as long: first where few wait, but in a crowd
one that stays doubtful cannot take every turn. With 8 turns a frame, 100 faces have one every 13 frames anyway."""
NEWCOMER_HEAD_START = 50
"""Frames by which a face never looked at, or never embedded, comes before those that were."""
DOUBT_SPACING = 3
"""Frames between two shots of a doubtful face, so that the second is another picture."""
SUSPICION_STRIKES, SUSPICION_SPACING = 4, 8
"""The same where only its shots made a track doubtful: bad moments last longer than three frames."""


_VOTED = (LivenessState.LIVE, LivenessState.SPOOF)


@dataclass(frozen=True, slots=True)
class _Due:
    """A face to be embedded now; `recheck`: only to see whether it is still the same one."""

    track: Track
    candidate: Candidate
    recheck: bool


class CameraPipeline:
    """Tracks and measures the faces of one camera; `send` hands shots to the decider and may block."""

    def __init__(
        self,
        spec: CameraSpec,
        settings: RecognitionSettings,
        board: Board,
        recorder: Recorder,
        send: Callable[[Message], None],
        non_faces: NonFaces | None = None,
    ) -> None:
        self._camera = spec.id
        self._spec = spec
        self._settings = msgspec.structs.replace(settings, min_face_px=spec.min_face_px or settings.min_face_px)
        self._non_faces = non_faces
        self._board = board
        self._recorder = recorder
        self._send = send
        self._rule = ExtractionRule(budget=settings.shots_per_track)
        self._tracker = Tracker()
        self._dossiers: dict[int, Dossier] = {}
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
            detections = self._detect(frame, engine)
        with timer.stage(Stage.TRACK):
            self._follow(frame, detections)
        with timer.stage(Stage.MEASURE):
            due = self._look_closely(frame)
        self._searched_seq = frame.seq
        self._recorder.count(Count.DETECTIONS, len(detections))
        self._extract(frame, detections, due, engine, timer)
        if self._spec.liveness is not LivenessPolicy.OFF and engine.tells_liveness:
            with timer.stage(Stage.LIVENESS):
                self._sample_liveness(frame, engine)

    def _detect(self, frame: Frame, engine: Engine) -> Detections:
        """Find the faces in the camera's region; only there, so that small ones in it are seen larger."""
        height, width = frame.image.shape[:2]
        left, top, right, bottom = self._spec.region.pixels(width, height)
        return engine.detect(frame.image[top:bottom, left:right]).moved(left, top)

    def _follow(self, frame: Frame, detections: Detections) -> None:
        ended = self._tracker.update(frame.seq, detections, thumbnails_of(frame.image, detections))
        for track in ended:
            if self._dossiers.pop(track.id, None) is not None:
                self._outbox.append(TrackEnded((self._camera, track.id)))
        for track in self._tracker.tracks:
            if track.id not in self._dossiers:
                self._dossiers[track.id] = Dossier(first_seq=track.first_seq)
                self._recorder.count(Count.TRACKS)

    def _look_closely(self, frame: Frame) -> list[_Due]:
        """Refresh pose and quality of some visible tracks; return those whose face should be embedded now."""
        seen = [t for t in self._tracker.tracks if t.row >= 0]
        seen.sort(key=self._waiting_to_be_seen)
        looked_at = (self._look_at(frame, track) for track in seen[:MEASURED_PER_FRAME])
        due = [one for one in looked_at if one is not None]
        due.sort(key=lambda one: self._waiting_to_be_embedded(one.track))
        return due[: self._settings.embeddings_per_frame]

    def _look_at(self, frame: Frame, track: Track) -> _Due | None:
        """Refresh what is known of a track; return its face if that should be embedded now."""
        dossier = self._dossiers[track.id]
        dossier.measured_seq = frame.seq
        dossier.pose = head_pose(track.landmarks)
        verdict = self._board.identity((self._camera, track.id)).decision.verdict
        history = dossier.history(frame.seq)
        self._settle(track, dossier, verdict, frame.seq)
        recheck = wants_recheck(self._rule, history, verdict)
        if not track.doubtful and not recheck and not may_want_more(self._rule, history, verdict):
            return None
        # A face in question needs a picture of now; any other waits with the best one so far.
        questioned = track.doubtful or recheck
        least = -1.0 if questioned or dossier.candidate is None else dossier.candidate.quality.overall
        dossier.quality, better = candidate_of(
            frame, track.box, track.landmarks, track.score, dossier.pose, self._settings, least
        )
        dossier.candidate = better or (None if questioned else dossier.candidate)
        if dossier.candidate is None or (questioned and not self._may_settle(dossier, frame.seq)):
            return None
        wanted = wants_shot(self._rule, history, verdict, dossier.candidate.quality.overall)
        if questioned or wanted:
            return _Due(track, dossier.candidate, recheck and not track.doubtful and not wanted)
        return None

    @staticmethod
    def _may_settle(dossier: Dossier, seq: int) -> bool:
        """Say whether a face in question is clear enough now, and its last shot long enough ago, to compare it."""
        clear = dossier.quality is not None and dossier.quality.overall >= CLEAR_ENOUGH_TO_SPLIT
        return clear and seq - dossier.last_shot_seq >= (SUSPICION_SPACING if dossier.suspected else DOUBT_SPACING)

    def _waiting_to_be_seen(self, track: Track) -> int:
        """Sort key: the frame since which a track waits for a closer look; doubtful and new faces get a head start."""
        dossier = self._dossiers[track.id]
        since = dossier.measured_seq if dossier.measured_seq >= 0 else dossier.first_seq - NEWCOMER_HEAD_START
        return since - DOUBT_HEAD_START * track.doubtful

    def _waiting_to_be_embedded(self, track: Track) -> int:
        """Sort key: the frame since which a track waits; doubtful faces and those never embedded get a head start."""
        dossier = self._dossiers[track.id]
        since = dossier.last_shot_seq if dossier.taken else dossier.first_seq - NEWCOMER_HEAD_START
        return since - DOUBT_HEAD_START * track.doubtful

    def _settle(self, track: Track, dossier: Dossier, verdict: Verdict, seq: int) -> None:
        overdue = dossier.first_shot_seq >= 0 and seq - dossier.first_shot_seq > SETTLE_FRAMES
        if verdict is Verdict.PENDING and overdue and not dossier.settled:
            dossier.settled = True
            self._outbox.append(SettleTrack((self._camera, track.id)))

    def _extract(
        self, frame: Frame, detections: Detections, due: list[_Due], engine: Engine, timer: FrameTimer
    ) -> None:
        if not due:
            return
        with timer.stage(Stage.EMBED):
            embeddings = engine.embed([one.candidate.aligned for one in due])
        self._recorder.count(Count.EXTRACTIONS, len(due))
        for one, embedding in zip(due, embeddings, strict=True):
            self._dossiers[one.track.id].spend(frame.seq)
            if self._is_no_face(one.track, embedding):
                continue
            owner = self._owner(one, embedding, frame.seq)
            if owner is None or (one.recheck and owner is one.track):
                continue
            with timer.stage(Stage.ATTRIBUTES):
                attributes = engine.attributes(frame.image, detections, one.track.row)
            self._take(owner, one.candidate, embedding, attributes)

    def _take(self, track: Track, candidate: Candidate, embedding: Embedding, attributes: Attributes) -> None:
        """Enter a shot into the track's dossier and hand it to the decider."""
        dossier = self._dossiers[track.id]
        dossier.enter(candidate, embedding, attributes)
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
            liveness=dossier.liveness,
        )
        self._outbox.append(ShotTaken(shot, candidate.mono_ns, last=dossier.taken >= self._rule.budget))

    def _is_no_face(self, track: Track, embedding: Embedding) -> bool:
        """Say whether the embedding lies where those of no face do; the second one dismisses the track."""
        if self._non_faces is None or self._non_faces.chance(embedding) < self._non_faces.threshold:
            return False
        dossier = self._dossiers[track.id]
        dossier.non_faces += 1
        if dossier.non_faces == STRIKES_TO_DISMISS:
            self._recorder.count(Count.NON_FACES)
            self._outbox.append(NotAFace((self._camera, track.id)))
        return True

    def _owner(self, one: _Due, embedding: Embedding, seq: int) -> Track | None:
        """Return the track this face belongs to, a new one if it is somebody else's; None if that is still open."""
        track, dossier = one.track, self._dossiers[one.track.id]
        if dossier.resembles(embedding, doubtful=track.doubtful):
            track.doubtful, dossier.suspected, dossier.strikes = False, False, 0
            return track
        dossier.suspected = dossier.suspected or not track.doubtful
        least = CLEAR_ENOUGH_TO_SUSPECT if dossier.suspected else CLEAR_ENOUGH_TO_SPLIT
        if one.candidate.quality.overall < least:
            return None
        track.doubtful = True
        dossier.strikes += 1
        if dossier.strikes < (SUSPICION_STRIKES if dossier.suspected else STRIKES_TO_SPLIT):
            return None
        self._recorder.count(Count.SPLITS)
        self._recorder.count(Count.TRACKS)
        del self._dossiers[track.id]
        self._outbox.append(TrackEnded((self._camera, track.id)))
        fresh = self._tracker.split(track)
        self._dossiers[fresh.id] = Dossier(seq, seq, pose=dossier.pose, quality=dossier.quality)
        self._dossiers[fresh.id].spend(seq)
        return fresh

    def _sample_liveness(self, frame: Frame, engine: Engine) -> None:
        """Let the networks look at some faces, those longest unseen first, and tell of another outcome of the vote."""
        seen = [(self._dossiers[track.id], track) for track in self._tracker.tracks if track.row >= 0]
        seen = [(d, t) for d, t in seen if wants_sample(d.liveness, frame.seq - d.live_seq, float(t.box[2] - t.box[0]))]
        seen.sort(key=lambda one: (one[0].liveness.state in _VOTED, one[0].live_seq))
        for dossier, track in seen[:SAMPLES_PER_FRAME]:
            left, top, right, bottom = track.box.tolist()
            chance = engine.liveness(frame.image, Box(left, top, right, bottom))
            before = dossier.liveness
            dossier.live_seq, dossier.live_samples = frame.seq, (*dossier.live_samples, chance)[-RULE.window :]
            dossier.liveness = vote(dossier.live_samples)
            if dossier.liveness.state is not before.state:
                self._outbox.append(LivenessSeen((self._camera, track.id), dossier.liveness))

    def _view(self, frame: Frame) -> FrameView:
        shown = [t for t in self._tracker.tracks if frame.seq - t.last_seq <= COASTING_SHOWN]
        views = (self._track_view(track, frame) for track in shown)
        return FrameView(frame, tuple(v for v in views if v.decision.verdict is not Verdict.NOT_A_FACE))

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
            liveness=dossier.liveness,
        )
