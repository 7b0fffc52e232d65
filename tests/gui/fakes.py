"""A station that does nothing by itself, and generated faces, shots and events for it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import cv2
import numpy as np

from core.config import CameraSettings, Settings
from core.domain.arrays import BgrImage, frozen
from core.domain.camera import CameraSpec, CameraState, CameraStatus, FoundCamera
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Event, Recognised, Review, SightingRecord, SpoofSuspected, Unknown
from core.domain.faces import Attributes, Box, Gender, HeadPose, Quality, QualityIssue
from core.domain.frame import Frame
from core.domain.health import Concern, WritingState
from core.domain.ids import CameraId, EventId, PersonId
from core.domain.matching import NO_MATCH, Decision, Evidence, Match, Reason, ShotScore, Verdict
from core.domain.people import Person
from core.domain.plan import Plan
from core.domain.reports import RollState, Today
from core.domain.tracking import FaceShot, FrameView, TrackView
from core.runtime.cards import DecisionCard
from core.runtime.figures import Figures, Spread
from core.runtime.health import DiskFigures, Health, Point, ProcessFigures, QueueDepth, Sample
from core.runtime.ports import RuntimeListener
from core.runtime.remodelling import ModelStatus
from tests.gui.fake_enrolling import FakeEnrolDesk

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANA = Person(PersonId("ana"), "Ana Costa", "1042", NOON)
ENTRANCE = CameraSpec(CameraId("entrance"), "Entrance", "demo:entrance", "Main door")
LOBBY = CameraSpec(CameraId("lobby"), "Lobby", "usb:0")


def picture(width: int, height: int, colour: tuple[int, int, int]) -> BgrImage:
    """Return a (height, width, 3) BGR picture that brightens from left to right, read-only."""
    shade = np.linspace(0.3, 1.0, width, dtype=np.float32)[None, :, None]
    return frozen((np.full((height, width, 3), colour, np.float32) * shade).astype(np.uint8))


def jpeg(image: BgrImage) -> bytes:
    """Return `image` as JPEG."""
    done, data = cv2.imencode(".jpg", image)
    assert done
    return bytes(data)


def status(
    spec: CameraSpec, state: CameraState = CameraState.LIVE, detail: str = "", fps: float = 25.0
) -> CameraStatus:
    """Return a camera's state."""
    return CameraStatus(spec, state, detail, fps, 100, 0, 640, 360)


def decision(verdict: Verdict, person: PersonId | None = None, probability: float = 0.97) -> Decision:
    """Return a decision as the pipeline would make it."""
    match verdict:
        case Verdict.RECOGNISED:
            return Decision(verdict, Reason.CLEAR_MATCH, person, Match(person, 0.71, None, -1.0, probability), 1)
        case Verdict.UNKNOWN:
            nearest = Match(ANA.id, 0.12, None, -1.0, 0.03)
            return Decision(verdict, Reason.NOBODY_NEAR, None, nearest, 2)
        case Verdict.PENDING:
            return Decision(verdict, Reason.NO_SHOT_YET, None, NO_MATCH, 0)
        case Verdict.SPOOF:
            return Decision(verdict, Reason.SPOOF_SUSPECTED, person, Match(person, 0.66, None, -1.0, probability), 2)
        case Verdict.NOT_A_FACE:
            return Decision(verdict, Reason.NOT_A_FACE, None, NO_MATCH, 1)


def evidence(score: float = 0.66, margin: float = 0.38, *, confusable: bool = False) -> Evidence:
    """Return the figures of two shots, the second of which could be better."""
    shots = (
        ShotScore(score + 0.05, 0.28, 0.81),
        ShotScore(score - 0.07, 0.24, 0.44, (QualityIssue.TOO_SMALL, QualityIssue.TURNED)),
    )
    return Evidence(score, 0.47, 0.25, margin, 0.10 if confusable else 0.05, shots, confusable)


def card(sighting: Recognised | Unknown | SpoofSuspected, review: Review = Review.NONE) -> DecisionCard:
    """Return a sighting explained, as the station would: Ana is in question, Eva comes second."""
    match = sighting.decision.match
    person, name = (None, None) if isinstance(sighting, Unknown) else (sighting.person, sighting.name)
    record = SightingRecord(
        sighting.id, sighting.utc, sighting.camera, sighting.camera_name, sighting.door, sighting.track, person, name,
        match.score, match.margin, match.probability, sighting.decision.verdict, review,
    )  # fmt: skip
    candidate = ANA.name if match.person == ANA.id else None
    portrait, enrolled = jpeg(sighting.shot.portrait), jpeg(picture(112, 112, (60, 120, 60)))
    return DecisionCard(
        record, replace(sighting.decision, evidence=evidence()), portrait, match.person, candidate,
        enrolled if candidate else None, "Eva Brandt",
    )  # fmt: skip


def track(
    number: int,
    box: tuple[float, float, float, float],
    verdict: Verdict = Verdict.PENDING,
    name: str | None = None,
    *,
    measured: bool = True,
    coasting: bool = False,
) -> TrackView:
    """Return a tracked face; `measured` gives it pose and attributes."""
    return TrackView(
        track=number,
        box=Box(*box),
        landmarks=frozen(np.zeros((5, 2), np.float32)),
        score=0.9,
        coasting=coasting,
        pose=HeadPose(12.0, -4.0, 1.0) if measured else None,
        quality=None,
        attributes=Attributes(34.2, Gender.FEMALE, 0.9) if measured else None,
        decision=decision(verdict, PersonId(name.lower()) if name else None),
        name=name,
    )


def view(camera: CameraId, seq: int, image: BgrImage, tracks: Sequence[TrackView] = (), mono_ns: int = 0) -> FrameView:
    """Return a processed frame."""
    return FrameView(Frame(camera, seq, mono_ns, NOON, image), tuple(tracks))


def shot(
    seq: int = 0,
    *,
    overall: float = 0.8,
    issues: tuple[QualityIssue, ...] = (),
    colour: tuple[int, int, int] = (90, 140, 200),
    portrait: BgrImage | None = None,
) -> FaceShot:
    """Return a measured shot; it is usable when nothing is wrong with it."""
    quality = Quality(overall, 1.0, 1.0, 1.0, 1.0, 0.9, 96.0, usable=not issues, issues=issues)
    vector = np.zeros(128, np.float32)
    vector[seq % 128] = 1.0
    return FaceShot(
        camera=ENTRANCE.id,
        track=7,
        seq=seq,
        utc=NOON,
        aligned=picture(112, 112, colour),
        portrait=picture(160, 160, colour) if portrait is None else portrait,
        embedding=Embedding(vector, "fake"),
        quality=quality,
        pose=HeadPose(2.0, 1.0, 0.0),
        attributes=None,
    )


def recognised(number: int = 1, person: Person = ANA, *, track: int = 1, seconds: float = 0.0) -> Recognised:
    """Return the event of a recognised person."""
    return Recognised(
        EventId(f"r{number}"),
        NOON + timedelta(seconds=seconds),
        ENTRANCE.id,
        ENTRANCE.name,
        ENTRANCE.door,
        track,
        person.id,
        person.name,
        decision(Verdict.RECOGNISED, person.id),
        shot(number),
    )


def unknown(number: int = 1, *, track: int = 2, seconds: float = 0.0) -> Unknown:
    """Return the event of a stranger."""
    return Unknown(
        EventId(f"u{number}"),
        NOON + timedelta(seconds=seconds),
        ENTRANCE.id,
        ENTRANCE.name,
        ENTRANCE.door,
        track,
        decision(Verdict.UNKNOWN),
        shot(number, colour=(60, 60, 180)),
    )


def spoof(number: int = 1, person: Person | None = ANA, *, track: int = 3, seconds: float = 0.0) -> SpoofSuspected:
    """Return the event of a picture held up to the camera."""
    return SpoofSuspected(
        EventId(f"s{number}"),
        NOON + timedelta(seconds=seconds),
        ENTRANCE.id,
        ENTRANCE.name,
        ENTRANCE.door,
        track,
        person.id if person else None,
        person.name if person else None,
        decision(Verdict.SPOOF, person.id if person else None),
        shot(number, colour=(160, 60, 60)),
    )


def figures() -> Figures:
    """Return counters with a past."""
    stages = {"decision": Spread(40, 84.0, 120.0, 131.0)}
    return Figures(
        frames_read=900,
        frames_processed=880,
        frames_predicted=0,
        frames_dropped=20,
        fps=48.2,
        detections=1200,
        tracks=12,
        extractions=21,
        splits=0,
        recognised=6,
        unknown=4,
        spoofs=1,
        non_faces=0,
        stages=stages,
    )


def healthy(*concerns: Concern, cameras: Sequence[CameraStatus] = (), minutes: int = 30) -> Health:
    """Return a machine that has run for a while, with these concerns."""
    sample = Sample(
        mono_s=60.0 * minutes,
        utc=NOON,
        process=ProcessFigures(412_000_000, 23, 61),
        disk=DiskFigures("/data", 73_100_000_000, 8_400_000, (3.1, 2.8)),
        writing=WritingState(waiting=2, busy_s=None, commit_ms=4.2),
        queues=(QueueDepth("inbox", 1), QueueDepth("decide", 3, 256), QueueDepth("store-writer", 2)),
        beats=(),
    )
    course = tuple(Point(10.0 * n, 398.0 + 14 * (n % 7) / 7, 0.0) for n in range(6 * minutes))
    return Health(tuple(cameras), figures().stages, sample, course, 0.3, concerns)


MODELS = ModelStatus("default", "sface", "Apache-2.0", False, None, None, ())


def _empty_site() -> dict[str, SimpleNamespace]:
    """The desks of a site without plan, doors, punches and visitors."""
    today = Today(NOON, NOON.date(), "UTC", (), dict.fromkeys(RollState, 0))
    return {
        "planning": SimpleNamespace(plan=Plan, history=lambda _limit: (), groups=tuple),
        "attendance": SimpleNamespace(today=lambda: today, requests=tuple, zone=lambda: ZoneInfo("UTC"), day=NOON.date),
        "doors": SimpleNamespace(doors=tuple, settings=tuple, facts=lambda *_, **__: (), threshold=lambda: 0.4),
        "visitors": SimpleNamespace(visits=tuple),
    }


class FakeStation:
    """Answers from plain attributes, fails where told to, notes what was asked of it."""

    def __init__(self, data_dir: Path, specs: Sequence[CameraSpec] = (ENTRANCE, LOBBY)) -> None:
        self.data_dir = data_dir
        self.statuses = [status(spec) for spec in specs]
        self.views: dict[CameraId, FrameView] = {}
        self.persons: list[Person] = [ANA]
        self.removed: list[Person] = []
        self.records: list[SightingRecord] = []
        self.portraits: dict[str, bytes] = {}
        self.track_shots: tuple[FaceShot, ...] = ()
        self.match = NO_MATCH
        self.machine = healthy()
        self.errors: dict[str, Exception] = {}
        self.calls: list[str] = []
        self.listeners: list[RuntimeListener] = []
        self.threads: set[str] = set()
        self.enrolled: list[tuple[str, str, int, PersonId | None]] = []
        self.cards: dict[EventId, DecisionCard] = {}
        self.found: tuple[FoundCamera, ...] = ()
        self.tells_liveness = True
        self.desks: Any = SimpleNamespace(
            enrolling=FakeEnrolDesk(self),
            people=SimpleNamespace(groups=tuple, find=lambda _query: np.empty(0, np.int64), rows=lambda _keys: ()),
            unknowns=SimpleNamespace(waiting_count=lambda: 0, waiting=lambda _limit: (), refresh=int, strangers=tuple),
            models=SimpleNamespace(status=lambda: MODELS, offers=tuple),
            **_empty_site(),
        )
        self.settings = Settings(cameras=tuple(CameraSettings.of(spec) for spec in specs))

    def save_settings(self, settings: Settings) -> None:
        self._note("save_settings")
        self.settings = settings

    def start(self) -> None:
        self._note("start")

    def stop(self) -> None:
        self._note("stop")

    def subscribe(self, listener: RuntimeListener) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Tell every listener on a thread of its own, as a runtime does."""
        for listener in self.listeners:
            teller = threading.Thread(target=listener.on_event, args=(event,))
            teller.start()
            teller.join()

    def cameras(self) -> tuple[CameraStatus, ...]:
        return tuple(self.statuses)

    def latest(self, camera: CameraId) -> FrameView | None:
        return self.views.get(camera)

    def add_camera(self, spec: CameraSpec) -> None:
        self._note("add_camera")
        self.statuses.append(status(spec, CameraState.CONNECTING))

    def update_camera(self, spec: CameraSpec) -> None:
        self._note("update_camera")
        self.statuses = [status(spec) if s.spec.id == spec.id else s for s in self.statuses]

    def remove_camera(self, camera: CameraId) -> None:
        self._note("remove_camera")
        self.statuses = [s for s in self.statuses if s.spec.id != camera]

    def discover(self) -> tuple[FoundCamera, ...]:
        self._note("discover")
        return self.found

    def figures(self) -> Figures:
        return figures()

    def health(self) -> Health:
        return replace(self.machine, cameras=tuple(self.statuses))

    def trouble(self) -> Exception | None:
        return self.errors.get("record")

    def people(self) -> tuple[Person, ...]:
        self._note("people")
        return tuple(self.persons)

    def portrait(self, person: PersonId) -> bytes | None:
        self._note("portrait")
        return self.portraits.get(person)

    def remove_person(self, person: PersonId) -> None:
        self._note("remove_person")
        self.removed += [p for p in self.persons if p.id == person]
        self.persons = [p for p in self.persons if p.id != person]

    def restore_person(self, person: PersonId) -> None:
        self._note("restore_person")
        self.persons += [p for p in self.removed if p.id == person]

    def sightings(self, limit: int) -> tuple[SightingRecord, ...]:
        self._note("sightings")
        return tuple(self.records[:limit])

    def sighting_portrait(self, event: EventId) -> bytes | None:
        self._note("sighting_portrait")
        return self.portraits.get(event)

    def card(self, event: EventId) -> DecisionCard | None:
        self._note(f"card {event}")
        return self.cards.get(event)

    def confirm(self, event: EventId) -> None:
        self._note(f"confirm {event}")

    def refuse(self, event: EventId) -> None:
        self._note(f"refuse {event}")

    def take_back(self, event: EventId) -> None:
        self._note(f"take_back {event}")

    def shots(self, camera: CameraId, track: int) -> tuple[FaceShot, ...]:
        self._note(f"shots {camera} {track}")
        return self.track_shots

    def enrol(self, name: str, external_id: str, shots: Sequence[FaceShot], into: PersonId | None = None) -> Person:
        self._note("enrol")
        if any(p.external_id == external_id for p in self.persons if external_id):
            raise KnownError(ErrorCode.ID_TAKEN, external_id=external_id, name=ANA.name)
        self.enrolled.append((name, external_id, len(shots), into))
        person = Person(into or PersonId(name.lower()), name, external_id, NOON)
        if into is None:
            self.persons.append(person)
        return person

    def _note(self, call: str) -> None:
        self.calls.append(call)
        self.threads.add(threading.current_thread().name)
        error = self.errors.get(call.split()[0])
        if error is not None:
            raise error
