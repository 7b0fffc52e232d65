"""The enrolment desk over a real database and gallery, a station's camera and files."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.bootstrap import open_engine
from core.capture.demo_cast import demo_people
from core.capture.pictures import encode_jpeg
from core.config import CameraSettings, Settings
from core.domain.arrays import BgrImage, frozen
from core.domain.calibration import Goal
from core.domain.clock import SystemClock
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import SightingRecord
from core.domain.faces import Attributes, Face, Gender
from core.domain.frame import Frame
from core.domain.guidance import Prompt, Step
from core.domain.ids import CameraId, EventId
from core.domain.matching import UNDECIDED
from core.domain.people import Consent, Membership, PersonFacts
from core.domain.strangers import KeptCrop
from core.domain.tracking import FrameView, TrackView
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.board import Board
from core.runtime.denials import Denials
from core.runtime.enrol_material import read_file, shot_of_crop
from core.runtime.enrolling import EnrolDesk, Eyes, odd_ones
from core.runtime.guided_session import GuidedSession
from core.runtime.loading import GalleryLoader
from core.runtime.ports import Engine
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from core.vision.still import FaceReader
from tests.core.runtime.runtime_support import DOOR, MODEL, POINT, face, shot
from tests.helpers.databases import lay_database

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WAIT_S = 20.0


class OneEngine:
    """A pool of one engine."""

    size = 1

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def lease(self, timeout_s: float | None = None) -> Iterator[Engine]:
        del timeout_s
        yield self.engine

    def close(self) -> None:
        """Its owner does."""


class NobodyReads:
    """For tests without stills."""

    def read(self, image: BgrImage) -> tuple[Face, ...]:
        del image
        return ()

    def glance(self, image: BgrImage) -> tuple[Face, ...]:
        return self.read(image)


@pytest.fixture(scope="module")
def pool() -> Iterator[OneEngine]:
    with open_engine() as engine:
        yield OneEngine(engine)


class Bureau:
    """A desk with all it stands on."""

    def __init__(self, folder: Path, pool: OneEngine) -> None:
        clock = SystemClock()
        self.store = SqliteStore(StoreDatabase(lay_database(folder)), PlainVault(), clock)
        index, loader = ExactIndex(POINT, MODEL), GalleryLoader(folder, Layout())
        self.roster = Roster(self.store, index, MODEL, Thresholds(POINT, Goal(4, 50)), clock, lambda: None)
        self.roster.load(partial(loader.fill, index))
        self.board = Board()
        cameras = (CameraSettings(DOOR, "Door", "usb:0", mirror=True),)
        eyes = Eyes(self.board.view, pool, NobodyReads(), lambda: Settings(cameras=cameras))
        reviewer = Reviewer(self.store, self.roster, Denials(), clock)
        self.desk = EnrolDesk(self.store, self.roster, reviewer, eyes, clock)


@pytest.fixture
def bureau(tmp_path: Path, pool: OneEngine) -> Iterator[Bureau]:
    made = Bureau(tmp_path, pool)
    yield made
    made.desk.close()
    made.store.close()


def test_somebody_new_is_written_down_whole(bureau: Bureau) -> None:
    facts = PersonFacts(
        "Ana Costa", "7", Membership(frozenset({"Sales"})), born=date(1990, 12, 31), gender=Gender.FEMALE,
        consent=Consent(NOON, "signed form"),
    )  # fmt: skip
    ana = bureau.desk.save(facts, [shot(face(1)), shot(face(1, 0.5, 1))])
    details = bureau.store.book.details(ana.id)
    assert details is not None
    assert details.facts == facts
    assert bureau.roster.nearest([face(1)]).person == ana.id
    holder = bureau.desk.holder(" 7 ")
    assert holder is not None
    assert holder.id == ana.id
    assert bureau.desk.holder("") is None


def test_a_double_is_found_and_added_to_or_kept_apart(bureau: Bureau) -> None:
    ana = bureau.desk.save(PersonFacts("Ana"), [shot(face(1))])
    again = [shot(face(1, 0.4, 2)), shot(face(1, 0.4, 3))]
    check = bureau.desk.check(again)
    assert [one.person.id for one in check.look_alikes] == [ana.id]
    assert check.look_alikes[0].probability > 0.99
    assert check.look_alikes[0].portrait is not None
    assert check.odd == ()
    assert check.likeness is None
    bureau.desk.save(PersonFacts(""), again[:1], into=ana.id)
    assert bureau.store.person(ana.id) is not None
    twin = bureau.desk.save(PersonFacts("Twin"), again[1:], different_from=[ana.id])
    assert frozenset({ana.id, twin.id}) in bureau.store.reviews.confusable()


def test_strangers_among_the_pictures_and_to_their_owner_are_told(bureau: Bureau) -> None:
    ana = bureau.desk.save(PersonFacts("Ana"), [shot(face(1))])
    check = bureau.desk.check([shot(face(2)), shot(face(3)), shot(face(2, 0.3))], ana.id)
    assert check.odd == (1,)
    assert check.look_alikes == ()
    assert check.likeness is not None
    assert check.likeness < 0.01
    assert odd_ones([], 0.4) == ()


def test_a_taken_id_changes_nothing(bureau: Bureau) -> None:
    bureau.desk.save(PersonFacts("Ana", "7"), [shot(face(1))])
    with pytest.raises(KnownError) as caught:
        bureau.desk.save(PersonFacts("Ben", "7"), [shot(face(2))])
    assert caught.value.code is ErrorCode.ID_TAKEN
    assert bureau.roster.nearest([face(2)]).score < POINT.accept


def test_a_kept_crop_can_be_enrolled(bureau: Bureau) -> None:
    record = SightingRecord(EventId("e"), NOON, DOOR, "Door", "", 3, None, None, 0.1, 0.1, 0.0)
    grey = np.full((112, 112, 3), 120, np.uint8)
    made = shot_of_crop(KeptCrop(record, face(5), 0.7, encode_jpeg(grey), Attributes(30, Gender.MALE, 0.9)))
    assert (made.quality.overall, made.quality.usable, made.track) == (0.7, True, 3)
    assert made.aligned.shape == (112, 112, 3)
    assert bureau.desk.save(PersonFacts("Eve"), [made]).name == "Eve"


def wait_for(session: GuidedSession, prompt: Prompt) -> None:
    """Look until something is said; the session's thread does the work."""
    waiting = threading.Event()
    for _ in range(int(WAIT_S / 0.02)):
        if session.guidance.prompt is prompt:
            return
        waiting.wait(0.02)
    raise AssertionError(f"{session.guidance.prompt} instead of {prompt}")


def seen(engine: Engine, seq: int) -> FrameView:
    """Return what a station shows of somebody standing at the door."""
    person = demo_people()[0].picture
    image = frozen(np.asarray(cv2.resize(person, (512, 512 * person.shape[0] // person.shape[1])), np.uint8))
    found = engine.detect(image)
    track = TrackView(
        7, found.box(0), found.landmarks[0], float(found.scores[0]), False, None, None, None, UNDECIDED, None
    )  # fmt: skip
    frame = Frame(CameraId(DOOR), seq, int(seq * 0.1e9), NOON, image)
    return FrameView(frame, (track,))


def test_a_session_looks_at_a_camera_of_the_station_until_it_is_closed(bureau: Bureau, pool: OneEngine) -> None:
    bureau.board.show(seen(pool.engine, 0))
    session = bureau.desk.watch(CameraId(DOOR))
    session.take_now()
    bureau.board.show(seen(pool.engine, 1))
    waiting = threading.Event()
    for _ in range(int(WAIT_S / 0.02)):
        if session.guidance.captured:
            break
        waiting.wait(0.02)
    taken = session.guidance.captured
    assert [one.shot.track for one in taken] == [7]
    session.forget(0)
    assert session.guidance.captured == ()
    assert Step.FRONT in session.guidance.missing
    assert session.close()
    assert not session.running


def test_a_session_on_a_camera_of_its_own_ends_with_its_source(bureau: Bureau, shared_data: Path) -> None:
    clip = shared_data / "videos" / "headpose_test.mp4"
    session = bureau.desk.watch_source(str(clip))
    wait_for(session, Prompt.HOLD_STILL)
    assert session.guidance.faces
    bureau.desk.close()
    assert not session.running


def test_a_camera_that_cannot_be_opened_is_told(bureau: Bureau) -> None:
    session = bureau.desk.watch_source("usb:77")
    waiting = threading.Event()
    while session.running:
        waiting.wait(0.02)
    assert isinstance(session.guidance.error, KnownError)
    assert session.guidance.error.code is ErrorCode.SOURCE_UNAVAILABLE


def test_cameras_of_the_station_are_not_offered_again(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.capture.usb import UsbCamera
    from core.runtime import enrolling

    monkeypatch.setattr(
        enrolling, "usb_cameras", lambda: (UsbCamera(0, "Taken"), UsbCamera(1, ""), UsbCamera(2, "Desk"))
    )
    assert [(c.name, c.source) for c in bureau.desk.desk_cameras()] == [("USB 1", "usb:1"), ("Desk", "usb:2")]


def test_files_give_faces_or_the_reason(tmp_path: Path, pool: OneEngine) -> None:
    reader = FaceReader(pool, 32.0)  # type: ignore[arg-type] # the engine is the default pack's own
    people = [np.asarray(cv2.resize(p.picture, (256, 256)), np.uint8) for p in demo_people()[:2]]
    one, two, none, broken = (tmp_path / name for name in ("one.png", "two.png", "none.png", "broken.jpg"))
    cv2.imwrite(str(one), people[0])
    cv2.imwrite(str(two), np.hstack(people))
    cv2.imwrite(str(none), np.full((300, 300, 3), 90, np.uint8))
    broken.write_bytes(b"no picture")
    read = {p.name: read_file(p, pool, reader, POINT, SystemClock()) for p in (one, two, none, broken)}
    assert (len(read["one.png"].shots), read["one.png"].several) == (1, False)
    assert (len(read["two.png"].shots), read["two.png"].several) == (2, True)
    codes = [reading.error.code for reading in read.values() if reading.error is not None]
    assert codes == [ErrorCode.NO_FACE, ErrorCode.IMAGE_UNREADABLE]
