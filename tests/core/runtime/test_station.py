"""A station on the demo cameras and on files: cameras come and go, people are kept, the end is orderly."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.bootstrap import open_station
from core.config import Settings, load_settings
from core.domain.camera import CameraSpec, CameraState, LivenessPolicy
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import CameraChanged, Event, Recognised, Review, Unknown
from core.domain.ids import CameraId, EventId
from core.domain.people import PersonFacts
from core.runtime.station import Station
from core.runtime.supervisor import Playback
from tests.helpers.guards import ExpectLog

ENTRANCE = CameraSpec(CameraId("one"), "Entrance", "demo:entrance", "Main door")
WAIT_S = 60.0

pytestmark = pytest.mark.live


class Ear:
    """Hears events and lets a test wait for one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.changes = 0
        self._heard = threading.Condition()

    def on_event(self, event: Event) -> None:
        with self._heard:
            self.events.append(event)
            self._heard.notify_all()

    def on_people_changed(self) -> None:
        self.changes += 1

    def wait_for(self, wanted: Callable[[Event], bool]) -> Event:
        with self._heard:
            assert self._heard.wait_for(lambda: any(wanted(e) for e in self.events), WAIT_S)
            return next(e for e in self.events if wanted(e))


def is_unknown(event: Event) -> bool:
    return isinstance(event, Unknown)


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def station(tmp_path: Path, ear: Ear) -> Iterator[Station]:
    """Return a running station whose demo camera plays as fast as it is processed."""
    made = open_station(tmp_path, playback=Playback(realtime=False, loop=False))
    made.subscribe(ear)
    made.start()
    yield made
    made.stop()


def test_a_stranger_is_enrolled_recognised_removed_and_restored(station: Station, ear: Ear) -> None:
    station.add_camera(ENTRANCE)
    event = ear.wait_for(is_unknown)
    assert isinstance(event, Unknown)
    assert (event.camera_name, event.door) == ("Entrance", "Main door")
    shots = station.shots(event.camera, event.track) or (event.shot,)
    assert station.desks.enrolling.look_alikes(shots) == ()
    ana = station.desks.enrolling.save(PersonFacts("Ana", "7"), shots)
    ear.wait_for(lambda e: isinstance(e, Recognised) and e.name == "Ana")
    assert [like.person for like in station.desks.enrolling.look_alikes(shots)] == [ana]
    assert station.portrait(ana.id) is not None
    more = station.desks.enrolling.save(PersonFacts(""), shots[:1], into=ana.id)
    assert more == ana
    station.remove_person(ana.id)
    assert station.people() == ()
    station.restore_person(ana.id)
    assert station.people() == (ana,)
    assert ear.changes == 4


def test_sightings_are_kept_with_their_portraits(station: Station, ear: Ear, tmp_path: Path) -> None:
    station.add_camera(ENTRANCE)
    ear.wait_for(is_unknown)
    station.stop()
    again = open_station(tmp_path, cameras=())
    try:
        records = again.sightings(10)
        assert records
        portrait = again.sighting_portrait(records[-1].id)
        assert portrait is not None
        assert portrait.startswith(b"\xff\xd8")
    finally:
        again.stop()


def test_a_decision_is_explained_refused_and_taken_back(station: Station, ear: Ear) -> None:
    station.add_camera(ENTRANCE)
    first = ear.wait_for(is_unknown)
    assert isinstance(first, Unknown)
    ana = station.desks.enrolling.save(
        PersonFacts("Ana", "7"), station.shots(first.camera, first.track) or (first.shot,)
    )
    seen = ear.wait_for(lambda e: isinstance(e, Recognised) and e.name == "Ana")
    assert isinstance(seen, Recognised)
    card = station.card(seen.id)
    assert card is not None
    assert (card.record.id, card.candidate, card.candidate_name) == (seen.id, ana.id, "Ana")
    assert card.decision == seen.decision
    assert card.decision.evidence is not None
    assert card.portrait is not None
    assert card.enrolled is not None
    station.refuse(seen.id)
    station.remove_camera(ENTRANCE.id)
    reviews = {record.id: record.review for record in station.sightings(100)}
    assert reviews[seen.id] is Review.REFUSED
    (alike,) = station.desks.enrolling.look_alikes((seen.shot,))
    assert alike.person == ana, "it resembles her all the same"
    station.confirm(seen.id)
    station.take_back(seen.id)
    reviews = {record.id: record.review for record in station.sightings(100)}
    assert reviews[seen.id] is Review.NONE
    assert station.card(EventId("nothing")) is None
    for failing in (station.confirm, station.refuse, station.take_back):
        with pytest.raises(KnownError) as caught:
            failing(EventId("nothing"))
        assert caught.value.code is ErrorCode.SIGHTING_UNKNOWN


def test_a_camera_with_models_of_its_own_works_or_says_why_not(
    station: Station, ear: Ear, expected_log: ExpectLog
) -> None:
    expected_log("core.runtime.station", logging.WARNING, "Odd is failed. There is no model pack nowhere")
    station.add_camera(replace(ENTRANCE, id=CameraId("odd"), name="Odd", pack="nowhere"))
    station.add_camera(replace(ENTRANCE, pack="default"))
    event = ear.wait_for(is_unknown)
    assert isinstance(event, Unknown)
    assert event.camera == ENTRANCE.id
    assert {s.spec.name: s.state for s in station.cameras()}["Odd"] is CameraState.FAILED


def test_a_door_that_asks_for_what_is_not_installed_says_so(station: Station) -> None:
    assert not station.tells_liveness
    assert station.trouble() is None
    station.add_camera(replace(ENTRANCE, liveness=LivenessPolicy.REQUIRE))
    trouble = station.trouble()
    assert isinstance(trouble, KnownError)
    assert trouble.code is ErrorCode.LIVENESS_BLIND


def test_cameras_are_kept_changed_and_removed(station: Station, ear: Ear, tmp_path: Path) -> None:
    station.add_camera(ENTRANCE)
    with pytest.raises(KnownError) as caught:
        station.add_camera(CameraSpec(CameraId("two"), "Entrance", "usb:0"))
    assert caught.value.code is ErrorCode.CAMERA_EXISTS
    moved = CameraSpec(CameraId("one"), "Back door", "demo:lobby", mirror=True)
    station.update_camera(moved)
    assert [s.spec for s in station.cameras()] == [moved]
    assert [c.spec() for c in load_settings(tmp_path).cameras] == [moved]
    ear.wait_for(
        lambda e: isinstance(e, CameraChanged) and e.status.spec == moved and e.status.state is CameraState.LIVE
    )
    station.remove_camera(moved.id)
    assert station.cameras() == ()
    assert station.latest(moved.id) is None
    assert load_settings(tmp_path).cameras == ()


def test_settings_are_saved_without_touching_the_cameras(station: Station, tmp_path: Path) -> None:
    station.add_camera(ENTRANCE)
    station.save_settings(Settings(language="zh_CN", theme="dark"))
    kept = load_settings(tmp_path)
    assert (kept.language, kept.theme, [c.name for c in kept.cameras]) == ("zh_CN", "dark", ["Entrance"])
    assert station.settings == kept


def test_a_camera_that_cannot_be_opened_says_why(station: Station, ear: Ear, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.station", logging.WARNING, "Gone is failed")
    station.add_camera(CameraSpec(CameraId("gone"), "Gone", "missing.mp4"))
    event = ear.wait_for(lambda e: isinstance(e, CameraChanged) and e.status.state is CameraState.FAILED)
    assert isinstance(event, CameraChanged)
    assert "missing.mp4" in event.status.detail
    assert station.wait_until_ended(WAIT_S)


def test_a_listener_that_left_hears_nothing_more(station: Station) -> None:
    quiet = Ear()
    leave = station.subscribe(quiet)
    leave()
    leave()
    station.add_camera(ENTRANCE)
    assert quiet.events == []


def test_removed_people_are_gone_for_good_at_the_next_start(station: Station, ear: Ear, tmp_path: Path) -> None:
    station.add_camera(ENTRANCE)
    event = ear.wait_for(is_unknown)
    assert isinstance(event, Unknown)
    ana = station.desks.enrolling.save(PersonFacts("Ana"), [event.shot])
    station.remove_person(ana.id)
    station.stop()
    again = open_station(tmp_path, cameras=())
    try:
        again.start()
        with pytest.raises(KnownError):
            again.restore_person(ana.id)
    finally:
        again.stop()


def test_stopping_before_starting_and_twice_is_harmless(tmp_path: Path) -> None:
    made = open_station(tmp_path, cameras=())
    made.stop()
    made.stop()


def test_the_demo_brings_its_people_and_leaves_nothing(tmp_path: Path) -> None:
    phases: list[tuple[str, float]] = []
    made = open_station(tmp_path, demo=True, progress=lambda phase, share: phases.append((phase, share)))
    try:
        assert len(made.people()) == 4
        assert [s.name for s in made.settings.cameras] == ["Entrance", "Lobby"]
        assert made.data_dir.is_dir()
    finally:
        made.stop()
    assert not made.data_dir.exists()
    assert not any(tmp_path.iterdir())
    shares = [share for _, share in phases]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
