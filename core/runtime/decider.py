"""The one thread that says who somebody is.

It looks every shot up in the gallery, weighs a track's looks with `core.policy.identity`, publishes the identity on
the board and announces it once. When the gallery changes it looks again at everybody in view, so that a person
enrolled from a capture is recognised the next moment.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.domain.camera import CameraSpec, LivenessPolicy
from core.domain.clock import Clock
from core.domain.errors import BugError
from core.domain.events import Recognised, Sighting, SpoofSuspected, Unknown
from core.domain.ids import CameraId, PersonId, new_event_id
from core.domain.liveness import UNCHECKED, Liveness, LivenessState
from core.domain.matching import NO_MATCH, UNDECIDED, Decision, Eligibility, Reason, Verdict
from core.domain.tracking import FaceShot
from core.policy.identity import Look, decide, guarded, yield_to_rival
from core.runtime.board import Board, Identity, TrackKey
from core.runtime.denials import Denials
from core.runtime.figures import Count, Recorder, Stage
from core.runtime.ports import Gallery

log = logging.getLogger(__name__)

QUEUE_LENGTH = 256
KEPT_SHOTS = 8
RANKED = 4
"""People looked up for a shot: whoever leads over a track is rarely further down in one of its shots."""
_ALARM_S = 1.0


@dataclass(frozen=True, slots=True)
class ShotTaken:
    """A face was embedded. `captured_ns` is its frame's monotonic time; `last`: the track's budget is used up."""

    shot: FaceShot
    captured_ns: int
    last: bool


@dataclass(frozen=True, slots=True)
class SettleTrack:
    """Decide with what there is: no better shot came in time."""

    key: TrackKey


@dataclass(frozen=True, slots=True)
class LivenessSeen:
    """The vote on whether a track is live has another outcome."""

    key: TrackKey
    liveness: Liveness


@dataclass(frozen=True, slots=True)
class NotAFace:
    """What was followed proved to be no face."""

    key: TrackKey


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """The face left, or proved to be two."""

    key: TrackKey


@dataclass(frozen=True, slots=True)
class GalleryChanged:
    """Other people can be found than before."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """Set once everything sent before it has been decided."""

    passed: threading.Event


Message = ShotTaken | SettleTrack | LivenessSeen | NotAFace | TrackEnded | GalleryChanged | Barrier


@dataclass(slots=True)
class _Case:
    """A track under decision; private to the thread."""

    shots: list[FaceShot] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    liveness: Liveness = UNCHECKED
    final: bool = False
    decision: Decision = UNDECIDED
    announced: set[PersonId | None] = field(default_factory=set)
    spoof_announced: bool = False

    def add(self, shot: FaceShot, look: Look) -> None:
        """Take up a shot; the poorest makes room on a track that lives for hours."""
        self.shots.append(shot)
        self.looks.append(look)
        if len(self.shots) > KEPT_SHOTS:
            poorest = min(range(KEPT_SHOTS), key=lambda i: self.shots[i].quality.overall)
            del self.shots[poorest], self.looks[poorest]

    def best_shot(self) -> FaceShot:
        """Return the shot to show, with the attributes and the liveness of the whole track."""
        best = max(self.shots, key=lambda s: s.quality.overall)
        return replace(best, attributes=self.shots[-1].attributes, liveness=self.liveness)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a decision refers to: looked up when needed, never cached."""

    name_of: Callable[[PersonId], str]
    camera: Callable[[CameraId], CameraSpec | None]
    announce: Callable[[Sighting], None]
    among: Callable[[], Eligibility | None]


class Decider:
    """Owns the thread `decide`. `send` blocks when the queue is full, and an alarm is logged."""

    def __init__(
        self,
        gallery: Gallery,
        board: Board,
        recorder: Recorder,
        surroundings: Surroundings,
        clock: Clock,
        denials: Denials | None = None,
    ) -> None:
        self._denials = denials or Denials()
        self._gallery = gallery
        self._board = board
        self._recorder = recorder
        self._around = surroundings
        self._clock = clock
        self._cases: dict[TrackKey, _Case] = {}
        self._queue: queue.Queue[Message | None] = queue.Queue(QUEUE_LENGTH)
        self._thread = threading.Thread(target=self._run, name="decide", daemon=True)

    def start(self) -> None:
        """Begin to decide."""
        self._thread.start()

    def send(self, message: Message) -> None:
        """Hand over a message, waiting for room if need be."""
        try:
            self._queue.put(message, timeout=_ALARM_S)
        except queue.Full:
            log.warning("Decisions are %d shots behind; recognition waits for them", QUEUE_LENGTH)
            self._queue.put(message)

    @property
    def waiting(self) -> int:
        """How many messages wait to be decided, of at most QUEUE_LENGTH."""
        return self._queue.qsize()

    def stop(self, timeout_s: float = 2.0) -> None:
        """Decide what was sent and end; idempotent."""
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join(timeout_s)
            if self._thread.is_alive():
                raise BugError("the decide thread did not stop")

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything sent so far has been decided; False when it took longer."""
        passed = threading.Event()
        self.send(Barrier(passed))
        return passed.wait(timeout_s)

    def _run(self) -> None:
        while (message := self._queue.get()) is not None:
            try:
                with self._recorder.beats.working():
                    self._handle(message)
            except Exception:
                # One bad track must not end recognition for everyone; the traceback is the bug report.
                log.exception("A decision failed: %r", type(message).__name__)

    def _handle(self, message: Message) -> None:
        match message:
            case ShotTaken():
                self._weigh(message)
            case SettleTrack(key):
                self._conclude(key, final=True)
            case LivenessSeen(key, liveness):
                self._cases.setdefault(key, _Case()).liveness = liveness
                self._conclude(key, final=False)
            case NotAFace(key):
                self._cases.pop(key, None)
                dismissed = Decision(Verdict.NOT_A_FACE, Reason.NOT_A_FACE, None, NO_MATCH, 0)
                self._board.identify(key, Identity(dismissed, None))
            case TrackEnded(key):
                self._conclude(key, final=True)
                self._cases.pop(key, None)
                self._board.forget_track(key)
            case GalleryChanged():
                self._look_again()
            case Barrier(passed):
                passed.set()

    def _weigh(self, message: ShotTaken) -> None:
        shot = message.shot
        key = (shot.camera, shot.track)
        case = self._cases.setdefault(key, _Case())
        case.add(shot, self._look_up(shot))
        self._board.keep_shots(key, tuple(case.shots))
        self._conclude(key, final=message.last)
        self._recorder.sample(Stage.DECISION, (self._clock.mono_ns() - message.captured_ns) / 1e6)

    def _look_up(self, shot: FaceShot) -> Look:
        begin = time.perf_counter()
        hits = self._gallery.top(shot.embedding, RANKED, self._around.among())
        self._recorder.sample(Stage.SEARCH, (time.perf_counter() - begin) * 1e3)
        left = tuple(hit for hit in hits if not self._denials.refuses(hit.person, shot.embedding, hit.score))
        return Look(left, shot.quality.overall, shot.quality.issues, refused=len(left) < len(hits))

    def _look_again(self) -> None:
        for case in self._cases.values():
            case.looks = [self._look_up(shot) for shot in case.shots]
        for key in list(self._cases):
            self._conclude(key, final=False)

    def _conclude(self, key: TrackKey, *, final: bool) -> None:
        case = self._cases.get(key)
        if case is None or not case.shots:
            return
        case.final = case.final or final
        decision = decide(case.looks, self._gallery.point, final=case.final, confusable=self._denials.pairs)
        decision = guarded(decision, case.liveness, self._policy(key), final=case.final)
        case.decision = self._one_per_frame(key, decision)
        self._publish(key, case)

    def _policy(self, key: TrackKey) -> LivenessPolicy:
        camera = self._around.camera(key[0])
        return camera.liveness if camera is not None else LivenessPolicy.OFF

    def _one_per_frame(self, key: TrackKey, decision: Decision) -> Decision:
        """Nobody can be two faces of one picture: the better match keeps the name."""
        view = self._board.view(key[0])
        in_view = {t.track for t in view.tracks if not t.coasting} if view else set()
        if decision.person is None or key[1] not in in_view:
            return decision
        for other, rival in self._cases.items():
            same = other[0] == key[0] and other != key and rival.decision.person == decision.person
            if same and other[1] in in_view:
                if rival.decision.match.probability >= decision.match.probability:
                    return yield_to_rival(decision)
                rival.decision = yield_to_rival(rival.decision)
                self._publish(other, rival)
        return decision

    def _publish(self, key: TrackKey, case: _Case) -> None:
        decision = case.decision
        name = self._around.name_of(decision.person) if decision.person is not None else None
        self._board.identify(key, Identity(decision, name))
        camera = self._around.camera(key[0])
        if camera is None:
            return
        if case.liveness.state is LivenessState.SPOOF and camera.liveness is not LivenessPolicy.OFF:
            self._announce_spoof(camera, key, case)
        if decision.verdict not in (Verdict.RECOGNISED, Verdict.UNKNOWN) or decision.person in case.announced:
            return
        case.announced.add(decision.person)
        common = (new_event_id(), self._clock.utc(), camera.id, camera.name, camera.door, key[1])
        if decision.person is not None and name is not None:
            self._recorder.count(Count.RECOGNISED)
            seen = self._seen(key, case)
            self._around.announce(Recognised(*common, decision.person, name, decision, case.best_shot(), seen))
        else:
            self._recorder.count(Count.UNKNOWN)
            self._around.announce(Unknown(*common, decision, case.best_shot()))

    def _seen(self, key: TrackKey, case: _Case) -> datetime:
        """Return when a track was last in a picture: who has left must not have a door opened."""
        newest = max(shot.utc for shot in case.shots)
        view = self._board.view(key[0])
        if view is not None and any(t.track == key[1] and not t.coasting for t in view.tracks):
            return max(newest, view.frame.utc)
        return newest

    def _announce_spoof(self, camera: CameraSpec, key: TrackKey, case: _Case) -> None:
        """Tell once that a picture was held up; whose, if it would have been named."""
        if case.spoof_announced:
            return
        case.spoof_announced = True
        decided = decide(case.looks, self._gallery.point, final=True, confusable=self._denials.pairs)
        name = self._around.name_of(decided.person) if decided.person is not None else None
        common = (new_event_id(), self._clock.utc(), camera.id, camera.name, camera.door, key[1])
        spoof = replace(decided, verdict=Verdict.SPOOF, reason=Reason.SPOOF_SUSPECTED, person=None)
        self._recorder.count(Count.SPOOFS)
        self._around.announce(SpoofSuspected(*common, decided.person, name, spoof, case.best_shot()))
