"""How long it takes from knowing who somebody is until the relay has opened, with four cameras at work.

    python -m tests.benchmarks.doors [--openings 200] [--seconds 240] [--json]

The demo runs with four cameras; one door has a Shelly, the other a Modbus board, both in this process and so in the
way of what is measured. A latency is that from the decision about a face until the device has answered, as the ledger
has it. As few people walk through the demo, the rest of the openings are of people who show themselves at a kiosk.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_station
from core.cli.output import emit, show_table
from core.config import DoorSettings, ModbusRelay, ShellyRelay
from core.domain.access import AccessPlan, AccessRule, Entering, Proof
from core.domain.camera import CameraSpec
from core.domain.clock import SystemClock
from core.domain.doors import DoorAct, Link
from core.domain.events import AtDoor, Event, Recognised
from core.domain.ids import CameraId, DoorId, PersonId, RuleId
from core.runtime.station import Station
from tests.helpers.modbus_board import ModbusBoard, powered
from tests.helpers.shelly import Shelly, plugged_in

DOORS = ("Main door", "Lobby")
_IDS = (DoorId("main-door"), DoorId("lobby"))
_OPEN_S = 0.3
_EVERY_S = 0.5
_CAMERAS = tuple(
    CameraSpec(CameraId(f"{room}-{number}"), f"{door} {number}", f"demo:{room}", door)
    for room, door in (("entrance", DOORS[0]), ("lobby", DOORS[1]))
    for number in (1, 2)
)

_Key = tuple[DoorId, PersonId]


@dataclass
class Stopwatch:
    """Pairs decisions with openings; told on the threads of the runtime."""

    asked: dict[_Key, datetime] = field(default_factory=dict)
    by_camera: list[float] = field(default_factory=list)
    by_kiosk: list[float] = field(default_factory=list)
    failed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def on_event(self, event: Event) -> None:
        """Take note of who was recognised, and of what became of it."""
        with self.lock:
            if isinstance(event, Recognised):
                self.asked[_IDS[DOORS.index(event.door)], event.person] = event.utc
            elif isinstance(event, AtDoor) and event.fact.person is not None:
                self._done(event, (event.fact.door, event.fact.person))

    def on_people_changed(self) -> None:
        """Of no interest here."""

    def _done(self, event: AtDoor, key: _Key) -> None:
        if event.fact.act in (DoorAct.FAILED, DoorAct.EXPIRED, DoorAct.DENIED):
            self.failed += 1
        elif event.fact.act is DoorAct.OPENED and (asked := self.asked.pop(key, None)) is not None:
            took = self.by_kiosk if event.fact.camera is None else self.by_camera
            took.append((event.fact.at - asked).total_seconds() * 1e3)


@contextmanager
def station_with_devices() -> Iterator[Station]:
    """Run the demo with four cameras and real protocols at both doors."""
    with plugged_in(Shelly()) as shelly, powered(ModbusBoard()) as board:
        station = open_station(Path(), demo=True, cameras=_CAMERAS)
        try:
            station.start()
            modbus = ModbusRelay(host="127.0.0.1", port=board.port, pulse_register=10)
            for door in (
                DoorSettings(_IDS[0], DOORS[0], ShellyRelay(url=shelly.url), _OPEN_S),
                DoorSettings(_IDS[1], DOORS[1], modbus, _OPEN_S),
            ):
                station.desks.doors.update_door(door)
            everybody = AccessPlan(rules=(AccessRule(RuleId("all"), "All", everyone=True),))
            station.desks.planning.save(replace(station.desks.planning.plan(), access=everybody))
            while any(door.link is not Link.UP for door in station.desks.doors.doors()):
                time.sleep(0.05)
            yield station
        finally:
            station.stop()


def present_people(station: Station, watch: Stopwatch, openings: int, seconds: float) -> None:
    """Have people show themselves at a kiosk of either door in turn, until there were enough openings."""
    people, clock = [person.id for person in station.people()], SystemClock()
    ends = time.monotonic() + seconds
    turn = 0
    while len(watch.by_camera) + len(watch.by_kiosk) < openings and time.monotonic() < ends:
        door, person = _IDS[turn % 2], people[turn // 2 % len(people)]
        with watch.lock:
            watch.asked[door, person] = clock.utc()
        station.desks.doors.present(person, Proof(face=True), door, Entering.IN)
        turn += 1
        time.sleep(_EVERY_S)


def figures(took_ms: Sequence[float]) -> dict[str, float]:
    """Return how many latencies there are, and their percentiles in milliseconds."""
    if not took_ms:
        return {"openings": 0}
    p50, p99 = np.percentile(took_ms, [50, 99])
    return {"openings": len(took_ms), "p50_ms": float(p50), "p99_ms": float(p99), "max_ms": max(took_ms)}


def main(
    openings: Annotated[int, typer.Option(help="How many to wait for.")] = 200,
    seconds: Annotated[float, typer.Option(help="For how long at most.")] = 240.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Measure and print."""
    watch = Stopwatch()
    with station_with_devices() as station:
        leave = station.subscribe(watch)
        present_people(station, watch, openings, seconds)
        leave()
        fps = [camera.fps for camera in station.cameras()]
    everything = {"camera": watch.by_camera, "kiosk": watch.by_kiosk, "all": watch.by_camera + watch.by_kiosk}
    if as_json:
        for name, took in everything.items():
            emit({"opened_by": name, **figures(took), "not_opened": watch.failed, "camera_fps": fps})
        return
    rows = [(name, *(f"{value:.1f}" for value in figures(took).values())) for name, took in everything.items() if took]
    show_table("From the decision to the relay", ("Opened by", "Openings", "p50 ms", "p99 ms", "max ms"), rows)


if __name__ == "__main__":
    typer.run(main)
