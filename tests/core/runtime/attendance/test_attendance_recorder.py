"""Punches as people pass: one a visit, in turn, and none lost or doubled by a restart."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config import AttendanceSettings
from core.domain.attendance import Punch, Source, Way
from core.domain.camera import CameraSpec, Direction
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Attended
from core.domain.ids import CameraId, PersonId
from core.domain.people import Person
from core.domain.visitors import VISITORS
from core.runtime.attendance.desk import AttendanceDesk
from core.runtime.attendance.recorder import AttendanceRecorder, Watch
from core.runtime.heartbeats import Heartbeats
from tests.core.runtime.attendance.attendance_support import MONDAY, Site, at, manual, open_site
from tests.core.store.support import recognised

CAMERAS = {
    CameraId(name): CameraSpec(CameraId(name), name, "demo:entrance", direction=direction, punches=name != "mute")
    for name, direction in (
        ("both", Direction.BOTH), ("stairs", Direction.BOTH), ("in", Direction.IN), ("out", Direction.OUT),
        ("mute", Direction.BOTH),
    )
}  # fmt: skip


@dataclass
class Entrance:
    """Cameras at a site, and who stands before them."""

    site: Site
    told: list[Attended] = field(default_factory=list)
    view: set[tuple[PersonId, CameraId]] = field(default_factory=set)
    recorder: AttendanceRecorder = field(init=False)
    beats: Heartbeats = field(default_factory=Heartbeats)

    def __post_init__(self) -> None:
        self.recorder = self.fresh()

    def fresh(self) -> AttendanceRecorder:
        """Return a recorder as after a start of the program."""
        watch = Watch(lambda: set(self.view), CAMERAS.get, self.site.store.person, lambda camera: camera == "mute")
        recorder = AttendanceRecorder(self.site.books, self.site.store.presence, watch, self.told.append, self.beats)
        recorder.recall()
        return recorder

    def see(self, person: Person, camera: str = "both", admitted: bool | None = None, door: str = "North") -> None:
        event = recognised(person, self.site.clock.now, door=door)
        self.recorder.sighting(replace(event, camera=CameraId(camera)), admitted)
        self.recorder.step()

    def wait(self, seconds: float) -> None:
        self.site.clock.now += timedelta(seconds=seconds)

    def punches(self) -> list[tuple[Way, datetime]]:
        self.site.store.flush()
        entries = self.site.store.ledger.punches(datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))
        return [(entry.fact.way, entry.fact.at) for entry in entries if isinstance(entry.fact, Punch)]

    def ways(self) -> list[str]:
        return [way.value for way, _ in self.punches()]


@pytest.fixture
def entrance(tmp_path: Path) -> Iterator[Entrance]:
    with open_site(tmp_path, at("8:00")) as site:
        yield Entrance(site)


def test_who_stays_in_view_comes_once(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    entrance.see(ada)
    entrance.view = {(ada.id, CameraId("both"))}
    for _ in range(30):
        entrance.wait(10)
        entrance.recorder.step()
    entrance.see(ada)
    assert entrance.punches() == [(Way.IN, at("8:00"))]
    (told,) = entrance.told
    assert (told.punch, told.name) == (Punch(at("8:00"), ada.id, Way.IN, Source.CAMERA, "North"), "Ada")
    assert entrance.site.store.ledger.entry(told.id) is not None
    entrance.view = set()
    entrance.wait(61)
    entrance.recorder.step()
    entrance.see(ada)
    assert entrance.ways() == ["in", "out"]


def test_who_is_seen_now_and_then_within_a_minute_is_still_there(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    for _ in range(10):
        entrance.see(ada)
        entrance.wait(59)
    assert entrance.ways() == ["in"]


def test_cameras_say_which_way(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    for camera in ("in", "out", "out", "in"):
        entrance.see(ada, camera, door="")
        entrance.wait(120)
        entrance.recorder.step()
    assert entrance.ways() == ["in", "out", "out", "in"]
    assert entrance.told[0].punch.door == "Lobby"


def test_whom_a_door_turned_away_did_not_come(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    entrance.see(ada, admitted=False)
    entrance.view = {(ada.id, CameraId("both"))}
    entrance.wait(5)
    entrance.recorder.step()
    assert entrance.ways() == []
    entrance.see(ada, admitted=True)
    assert entrance.ways() == ["in"]


def test_only_colleagues_at_cameras_that_punch_are_recorded(entrance: Entrance) -> None:
    ada, guest = entrance.site.enrol("Ada"), entrance.site.enrol("Guest", groups=[VISITORS])
    entrance.see(ada, "mute")
    entrance.see(ada, "removed meanwhile")
    entrance.see(guest)
    entrance.see(Person(PersonId("erased"), "Eve", "", at("8:00")))
    assert entrance.ways() == []


def test_a_forgotten_leaving_does_not_turn_the_next_morning_round(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    entrance.see(ada)
    entrance.site.clock.now = at("8:02", MONDAY + timedelta(days=1))
    entrance.see(ada)
    assert entrance.ways() == ["in", "in"]


def test_a_correction_counts_for_the_next_way(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    desk = AttendanceDesk(entrance.site.books, entrance.recorder.corrected)
    entrance.see(ada)
    entrance.wait(3600)
    entrance.site.store.flush()
    desk.correct(ada.id, None, manual(ada.id, "8:30", Way.OUT), "left by the garage")
    entrance.see(ada)
    assert entrance.ways() == ["in", "out", "in"]


def test_a_restart_in_the_middle_of_a_visit_does_not_punch_again(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    entrance.see(ada)
    entrance.site.store.flush()
    entrance.wait(40)
    entrance.recorder = entrance.fresh()
    entrance.see(ada)
    assert entrance.ways() == ["in"]
    entrance.wait(61)
    entrance.site.store.flush()
    entrance.recorder = entrance.fresh()
    entrance.see(ada)
    assert entrance.ways() == ["in", "out"]


def test_a_long_visit_is_noted_every_ten_seconds(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    entrance.see(ada)
    entrance.view = {(ada.id, CameraId("both"))}
    for _ in range(12):
        entrance.wait(9)
        entrance.recorder.step()
    entrance.site.store.flush()
    noted = entrance.site.store.presence.recent(at("8:00"))
    assert noted[ada.id, ""] >= entrance.site.clock.now - timedelta(seconds=10)


def test_people_punch_themselves_at_a_kiosk(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    first = entrance.recorder.punch(ada.id, None, Source.KIOSK, "Kiosk")
    entrance.wait(60)
    assert entrance.recorder.punch(ada.id, None, Source.PIN, "Kiosk") == first
    assert entrance.recorder.punch(ada.id, Way.OUT, Source.PIN).way is Way.OUT
    entrance.wait(61)
    assert entrance.recorder.punch(ada.id, Way.OUT, Source.PIN).at == at("8:02") + timedelta(seconds=1)
    assert first == Punch(at("8:00"), ada.id, Way.IN, Source.KIOSK, "Kiosk")
    assert entrance.ways() == ["in", "out", "out"]
    with pytest.raises(KnownError) as nobody:
        entrance.recorder.punch(PersonId("nobody"), None, Source.PIN)
    assert nobody.value.code is ErrorCode.PERSON_UNKNOWN


def test_who_passes_two_cameras_that_take_turns_comes_once(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    for _ in range(5):
        entrance.see(ada)
        entrance.wait(40)
        entrance.see(ada, "stairs")
        entrance.wait(40)
    entrance.view = {(ada.id, CameraId("stairs"))}
    for _ in range(10):
        entrance.recorder.step()
        entrance.wait(40)
    entrance.recorder.step()
    entrance.site.store.flush()
    entrance.recorder = entrance.fresh()
    entrance.see(ada)
    assert entrance.ways() == ["in"]
    entrance.view = set()
    entrance.wait(61)
    entrance.see(ada, "stairs")
    assert entrance.ways() == ["in", "out"]


def test_the_kiosk_and_cameras_that_take_turns_share_a_visit(entrance: Entrance) -> None:
    ada, bob = entrance.site.enrol("Ada"), entrance.site.enrol("Bob")
    entrance.recorder.punch(ada.id, None, Source.PIN, "Kiosk")
    entrance.see(bob, "in")
    entrance.wait(30)
    entrance.see(ada)
    assert entrance.recorder.punch(bob.id, None, Source.KIOSK).way is Way.IN
    entrance.wait(40)
    assert entrance.recorder.punch(ada.id, None, Source.KIOSK).way is Way.IN
    entrance.see(bob)
    assert entrance.ways() == ["in", "in"]
    entrance.see(ada, "out")
    entrance.see(bob, "out")
    assert entrance.ways() == ["in", "in", "out", "out"]


def test_who_lingers_at_the_kiosk_has_not_left_for_the_next_camera(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    entrance.recorder.punch(ada.id, None, Source.KIOSK, "Kiosk")
    entrance.view = {(ada.id, CameraId("mute"))}
    for _ in range(5):
        entrance.wait(50)
        entrance.recorder.step()
    entrance.wait(50)
    entrance.see(ada)
    assert entrance.ways() == ["in"]


def test_who_was_merged_goes_where_the_other_came(entrance: Entrance) -> None:
    ada, again = entrance.site.enrol("Ada"), entrance.site.enrol("Ada again")
    entrance.see(again)
    entrance.site.store.flush()
    entrance.site.store.book.merge(ada.id, again.id)
    entrance.recorder.corrected()
    entrance.wait(3600)
    entrance.see(ada)
    assert entrance.ways() == ["in", "out"]


def test_who_was_struck_out_while_still_there_may_punch_again(entrance: Entrance) -> None:
    ada = entrance.site.enrol("Ada")
    desk = AttendanceDesk(entrance.site.books, entrance.recorder.corrected)
    entrance.see(ada)
    entrance.site.store.flush()
    desk.correct(ada.id, entrance.told[0].id, None, "it was her sister")
    entrance.wait(5)
    entrance.see(ada)
    assert entrance.recorder.punch(ada.id, None, Source.PIN).at == at("8:00") + timedelta(seconds=5)


def test_what_cannot_be_decided_now_waits(
    entrance: Entrance, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ada = entrance.site.enrol("Ada")
    plan = entrance.site.plan
    entrance.site.plan = replace(plan, calendar=replace(plan.calendar, zone="Mars/Olympus"))
    entrance.see(ada)
    entrance.recorder.step()
    assert entrance.ways() == []
    trouble = entrance.recorder.trouble
    assert isinstance(trouble, KnownError)
    assert len(caplog.records) == 1
    caplog.clear()
    entrance.site.plan = plan
    entrance.wait(30)
    entrance.recorder.step()
    assert entrance.recorder.trouble is None
    assert entrance.punches() == [(Way.IN, at("8:00"))]
    entrance.recorder.corrected()

    def broken(_since: datetime) -> dict[PersonId, Punch]:
        raise KnownError(ErrorCode.STORE_DAMAGED, path="x", detail="y")

    with monkeypatch.context() as patch:
        patch.setattr(entrance.site.store.ledger, "last_punches", broken)
        entrance.wait(3600)
        entrance.see(ada)
    assert len(caplog.records) == 1
    caplog.clear()
    entrance.recorder.step()
    assert entrance.ways() == ["in", "out"]


def test_punches_that_cannot_be_written_yet_are_not_forgotten(
    entrance: Entrance, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ada, bob = entrance.site.enrol("Ada"), entrance.site.enrol("Bob")
    entrance.see(bob)
    entrance.site.store.flush()
    (key,) = tmp_path.glob("ledger.key*")
    key.rename(tmp_path / "elsewhere")
    entrance.see(ada)
    entrance.site.store.flush()
    assert entrance.site.store.last_error is not None
    entrance.recorder.corrected()
    entrance.wait(3600)
    entrance.see(ada)
    (tmp_path / "elsewhere").rename(key)
    entrance.see(bob)
    entrance.site.store.close()
    caplog.clear()
    with open_site(tmp_path, entrance.site.clock.now) as again:
        newest = again.store.ledger.last_punches(at("8:00"))
        assert {newest[who.id].way for who in (ada, bob)} == {Way.OUT}


def test_its_thread_records_and_ends(entrance: Entrance) -> None:
    ada, told = entrance.site.enrol("Ada"), threading.Event()
    watch = Watch(lambda: (), CAMERAS.get, entrance.site.store.person)
    recorder = AttendanceRecorder(
        entrance.site.books, entrance.site.store.presence, watch, lambda _event: told.set(), entrance.beats
    )
    recorder.start()
    recorder.start()
    recorder.sighting(replace(recognised(ada, entrance.site.clock.now), camera=CameraId("in")), None)
    assert told.wait(20)
    recorder.sighting(replace(recognised(ada, entrance.site.clock.now), camera=CameraId("out")), None)
    recorder.stop()
    recorder.stop()
    recorder.start()
    assert [beat.name for beat in entrance.beats.read()] == ["attendance"]
    assert not any(thread.name == "attendance" for thread in threading.enumerate())
    assert entrance.ways() == ["in", "out"]


WHAT = ["look", "pass", "kiosk", "stay", "denied", "restart"]
STEPS = st.lists(
    st.tuples(st.sampled_from(WHAT), st.sampled_from([0.5, 5, 19, 21, 59, 61, 300])), min_size=1, max_size=25
)


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(tmp_path_factory.mktemp("site"), at("8:00")) as site:
        site.attend(AttendanceSettings(away_s=20))
        yield site


@settings(max_examples=40)
@given(steps=STEPS)
def test_whatever_is_seen_there_is_one_punch_a_visit_and_they_take_turns(
    shared_site: Site, steps: list[tuple[str, float]]
) -> None:
    shared_site.clock.now = at("8:00")
    ada = shared_site.enrol("Ada")  # somebody new each time: nobody has punched before
    entrance = Entrance(shared_site)
    visits, seen = 0, None
    for what, pause in steps:
        now = shared_site.clock.now
        # As somebody at the door would count: who was gone for over 20 s comes anew, but not if they are turned away.
        is_there = seen is not None and now - seen <= timedelta(seconds=20)
        entrance.view = {(ada.id, CameraId("both"))} if what == "stay" else set()
        if what == "restart":
            entrance.recorder.note()
            shared_site.store.flush()
            entrance.recorder = entrance.fresh()
        elif what in ("look", "pass", "kiosk"):
            visits += not is_there
            seen = now
            if what == "kiosk":
                entrance.recorder.punch(ada.id, None, Source.KIOSK)
            else:
                entrance.see(ada, "both" if what == "look" else "stairs")
        elif what == "denied":
            entrance.see(ada, admitted=False)
        elif what == "stay":
            seen = now if is_there else seen
            entrance.recorder.step()
        entrance.wait(pause)
    shared_site.store.flush()
    punches = [event.punch for event in entrance.told]
    assert len(punches) == visits
    assert all(one.way is not other.way for one, other in pairwise(punches))
    assert all(other.at - one.at > timedelta(seconds=20) for one, other in pairwise(punches))
