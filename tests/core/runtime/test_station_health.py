"""A station watches itself, tells its listeners, and stops watching first."""

import logging
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.bootstrap import open_station
from core.domain.events import Event, HealthChanged
from core.domain.health import ConcernKind
from core.runtime.health import MB
from core.runtime.watchdog import NAME
from tests.helpers.guards import ExpectLog

WAIT_S = 60.0


class Ear:
    """Hears what is told of the machine's health."""

    def __init__(self) -> None:
        self.told = threading.Event()
        self.concerns: list[ConcernKind] = []

    def on_event(self, event: Event) -> None:
        if isinstance(event, HealthChanged):
            self.concerns += [concern.kind for concern in event.concerns]
            self.told.set()

    def on_people_changed(self) -> None:
        pass


def test_a_disk_that_fills_up_is_told_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog
) -> None:
    expected_log("core.runtime.watchdog", logging.WARNING, "Only 100 MB are free")
    station, ear = open_station(tmp_path, cameras=()), Ear()
    station.subscribe(ear)
    try:
        assert station.health().sample is None
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100 * MB))
        station.start()
        assert ear.told.wait(WAIT_S)
        health = station.health()
        assert ear.concerns == [concern.kind for concern in health.concerns] == [ConcernKind.DISK_FULL]
        assert health.sample is not None
        assert health.sample.disk.database_bytes > 0
        assert [queue.name for queue in health.sample.queues] == ["inbox", "decide", "store-writer"]
        assert health.sample.trouble == ""
        assert health.memory
    finally:
        station.stop()
    assert NAME not in {thread.name for thread in threading.enumerate()}
