"""A whole station with a door on a network: who may pass is let in, who may not is not, and a stranger is nobody."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.bootstrap import open_station
from core.config import DoorSettings, ShellyRelay
from core.domain.access import AccessPlan, AccessRule, DoorMode, Entering, Why
from core.domain.attendance import Punch, Way
from core.domain.camera import CameraSpec, Direction
from core.domain.doors import DoorAct, DoorFact, DoorStatus
from core.domain.events import AtDoor, Attended, DoorChanged, Event, Unknown
from core.domain.ids import CameraId, DoorId, RuleId
from core.runtime.station import Station
from core.runtime.supervisor import Playback
from tests.helpers.shelly import Shelly, plugged_in

pytestmark = pytest.mark.live

DOOR = DoorId("main-door")
ENTRANCE = CameraSpec(CameraId("one"), "Entrance", "demo:entrance", "Main door", direction=Direction.IN, punches=True)
WAIT_S = 60.0


class Ear:
    """Hears events and lets a test wait for one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._heard = threading.Condition()

    def on_event(self, event: Event) -> None:
        with self._heard:
            self.events.append(event)
            self._heard.notify_all()

    def on_people_changed(self) -> None:
        pass

    def wait_for(self, wanted: Callable[[Event], bool]) -> None:
        with self._heard:
            assert self._heard.wait_for(lambda: any(map(wanted, self.events)), WAIT_S)

    def facts(self) -> list[DoorFact]:
        """Return what was told of doors."""
        return [event.fact for event in self.events if isinstance(event, AtDoor)]


@pytest.fixture
def device() -> Iterator[Shelly]:
    with plugged_in(Shelly()) as shelly:
        yield shelly


@pytest.fixture
def station(device: Shelly) -> Iterator[Station]:
    """Lend the demo, played as fast as it is processed, with a real device at its door and a rule for one person."""
    made = open_station(Path(), demo=True, cameras=(ENTRANCE,), playback=Playback(realtime=False, loop=False))
    try:
        made.desks.doors.update_door(DoorSettings(DOOR, "Main door", ShellyRelay(url=device.url), open_s=0.5))
        ana = next(person.id for person in made.people() if person.name == "Ana Costa")
        only_ana = AccessPlan(
            rules=(AccessRule(RuleId("ana"), "Ana", people=frozenset({ana}), doors=frozenset({DOOR})),)
        )
        made.desks.planning.save(replace(made.desks.planning.plan(), access=only_ana))
        yield made
    finally:
        made.stop()


def is_denied(event: Event) -> bool:
    return isinstance(event, AtDoor) and event.fact.act is DoorAct.DENIED


def is_held_open(status: DoorStatus) -> bool:
    return status.unlocked and status.mode is DoorMode.HELD_OPEN


def test_a_door_opens_for_whom_it_may_and_for_nobody_else(station: Station, device: Shelly) -> None:
    ear = Ear()
    station.subscribe(ear)
    station.start()
    ear.wait_for(lambda event: isinstance(event, Unknown))
    ear.wait_for(is_denied)
    ear.wait_for(lambda event: isinstance(event, Attended))

    opened, denied = ear.facts()[:2]
    names = {person.id: person.name for person in station.people()}
    assert (opened.act, opened.why, opened.way, opened.camera) == (DoorAct.OPENED, Why.RULE, Entering.IN, ENTRANCE.id)
    assert opened.person is not None
    assert names[opened.person] == "Ana Costa"
    assert (denied.why, denied.person in names) == (Why.NO_RULE, True)
    assert denied.person != opened.person
    assert sum("on=true" in asked for asked in device.asked) == 1

    lines = station.desks.doors.facts(opened.at - timedelta(minutes=1), denied.at + timedelta(minutes=1))
    assert [line.fact for line in lines][-2:] == [denied, opened]  # a stranger is not in it
    punches = [event.punch for event in ear.events if isinstance(event, Attended)]
    assert punches == [Punch(punches[0].at, opened.person, Way.IN, punches[0].source, "Main door")]

    station.desks.doors.hold(DOOR, "the end of the test")
    ear.wait_for(lambda event: isinstance(event, DoorChanged) and is_held_open(event.status))
    assert device.output()
    station.stop()
    assert not device.output()
