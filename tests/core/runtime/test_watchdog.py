"""The thread that looks, what it remembers, and what it tells."""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import psutil
import pytest

from core.domain.errors import ErrorCode, KnownError
from core.domain.health import Concern, ConcernKind, Severity, WritingState
from core.runtime import watchdog
from core.runtime.health import MB, DiskFigures, ProcessFigures, QueueDepth
from core.runtime.heartbeats import Beat, Heartbeats
from core.runtime.watchdog import HOLD_S, KEPT_POINTS, NAME, DiskProbe, Probes, Watchdog, process_figures, write_ms
from tests.core.runtime.health_support import IDLE, NOON, ROOMY
from tests.helpers.guards import ExpectLog

WAIT_S = 10.0
LOGGER = "core.runtime.watchdog"


@dataclass
class Machine:
    """A machine a test can make unwell, with clocks it turns by hand."""

    ns: int = 0
    rss_mb: float = 300.0
    disk: DiskFigures = ROOMY
    beats: tuple[Beat, ...] = ()
    trouble: Exception | None = None
    told: list[tuple[Concern, ...]] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    looked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def utc(self) -> datetime:
        return NOON + timedelta(seconds=self.ns / 1e9)

    def mono_ns(self) -> int:
        return self.ns

    def probes(self, disk: Callable[[float], DiskFigures] | None = None) -> Probes:
        def look(_: float) -> DiskFigures:
            self.looked.release()
            return self.disk

        return Probes(
            process=lambda: ProcessFigures(int(self.rss_mb * MB), 9, 30),
            disk=disk or look,
            writing=lambda: WritingState(3, None, None) if self.trouble else IDLE,
            queues=lambda: (QueueDepth("decide", 0, 256),),
            beats=lambda: self.beats,
            trouble=lambda: self.trouble,
            clock=self,
        )

    def look(self, dog: Watchdog, seconds: float = 1.0) -> list[ConcernKind]:
        self.ns += int(seconds * 1e9)
        dog.look()
        return [concern.kind for concern in dog.watched().concerns]


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def dog(machine: Machine) -> Watchdog:
    return Watchdog(machine.probes(), machine.told.append)


def test_only_changes_are_told_and_each_concern_is_logged_once(
    machine: Machine, dog: Watchdog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, LOGGER)
    for _ in range(3):
        assert machine.look(dog) == []
    machine.trouble = KnownError(ErrorCode.DISK_FULL, path="/data")
    machine.beats = (Beat("infer-0", 30.0),)
    for _ in range(3):
        assert machine.look(dog) == [ConcernKind.EVENTS_WAITING, ConcernKind.THREAD_STALLED]
    machine.trouble = None
    machine.look(dog, HOLD_S)
    machine.look(dog, 1.0)
    assert [[c.kind.value for c in told] for told in machine.told] == [
        ["events-waiting", "thread-stalled"],
        ["thread-stalled"],
    ]
    said = [(r.levelname, r.getMessage()) for r in caplog.records]
    assert [level for level, _ in said] == ["WARNING", "WARNING", "INFO"]
    assert said[-1][1] == "Well again: events-waiting of store-writer"


def test_a_concern_at_its_threshold_does_not_flicker(machine: Machine, dog: Watchdog, expected_log: ExpectLog) -> None:
    expected_log(LOGGER, logging.WARNING, "Only 150 MB")
    for free_mb in (150, 500, 150, 500, 100_000, 150, 500):
        machine.disk = DiskFigures("/data", free_mb * MB, 0)
        machine.look(dog)
    assert [[c.severity for c in told] for told in machine.told] == [[Severity.ALARM]]
    machine.look(dog, HOLD_S + 1)
    assert [c.severity for c in machine.told[-1]] == [Severity.NOTICE]


def test_half_an_hour_is_remembered_and_no_more(machine: Machine, dog: Watchdog) -> None:
    for n in range(2 * KEPT_POINTS):
        machine.rss_mb = 300.0 + 0.1 * n
        machine.look(dog, 10.0)
        machine.look(dog, 0.5)
    watched = dog.watched()
    assert len(watched.memory) == KEPT_POINTS
    assert watched.slope_mb_min == pytest.approx(0.1 * 60 / 10.5, rel=0.01)
    assert watched.sample is not None
    assert watched.sample.process.threads == 9


def test_the_thread_looks_by_itself_and_ends(machine: Machine) -> None:
    dog = Watchdog(machine.probes(), machine.told.append, period_s=0.001)
    dog.start()
    for _ in range(3):
        assert machine.looked.acquire(timeout=WAIT_S)
    assert NAME in {thread.name for thread in threading.enumerate()}
    dog.stop()
    dog.stop()
    assert dog.watched().sample is not None


def test_stopping_what_never_started_is_harmless(dog: Watchdog) -> None:
    dog.stop()
    assert dog.watched().sample is None


def test_a_look_that_fails_is_logged_and_the_next_one_made(machine: Machine, expected_log: ExpectLog) -> None:
    expected_log(LOGGER, logging.ERROR, "failed")
    looked = threading.Event()

    def disk(_: float) -> DiskFigures:
        if machine.ns == 0:
            machine.ns = 1
            raise RuntimeError("a bug")
        looked.set()
        return ROOMY

    dog = Watchdog(machine.probes(disk), machine.told.append, period_s=0.001)
    dog.start()
    assert looked.wait(WAIT_S)
    dog.stop()


def test_a_disk_that_hangs_the_watchdog_is_noticed_and_left_behind(
    machine: Machine, expected_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watchdog, "STOP_S", 0.01)
    expected_log(LOGGER, logging.ERROR, "did not stop in time")
    hangs, answers = threading.Event(), threading.Event()

    def disk(_: float) -> DiskFigures:
        if machine.ns:
            hangs.set()
            assert answers.wait(WAIT_S)
        machine.ns += 1
        return ROOMY

    dog = Watchdog(machine.probes(disk), machine.told.append, period_s=0.001)
    dog.start()
    assert hangs.wait(WAIT_S)
    machine.ns = int(60e9)
    (found,) = dog.watched().concerns
    assert (found.kind, found.subject) == (ConcernKind.THREAD_STALLED, NAME)
    dog.stop()
    answers.set()
    monkeypatch.undo()
    dog.stop()


def test_the_heart_beats_while_there_is_work(machine: Machine) -> None:
    beats = Heartbeats(machine)
    assert beats.read() == ()
    with beats.working():
        machine.ns += 5_000_000_000
        (beat,) = beats.read()
        assert beat == Beat(threading.current_thread().name, 5.0)
    with pytest.raises(OSError, match="work"), beats.working():
        raise OSError("work that fails is over too")
    assert beats.read()[0].busy_s is None


def test_a_thread_that_ended_has_no_heartbeat(machine: Machine) -> None:
    beats = Heartbeats(machine)

    def work() -> None:
        with beats.working():
            pass

    thread = threading.Thread(target=work, name="infer-7")
    thread.start()
    thread.join()
    assert beats.read() == (Beat("infer-7", None, alive=False),)


def test_this_process_has_memory_threads_and_open_files() -> None:
    found = process_figures(psutil.Process())
    assert found.rss_bytes > 10 * MB
    assert found.threads >= 1
    assert found.descriptors >= 3


def test_the_disk_is_probed_once_a_minute_and_nothing_stays(tmp_path: Path) -> None:
    database = tmp_path / "usher.db"
    database.write_bytes(bytes(1000))
    (tmp_path / "usher.db-wal").write_bytes(bytes(500))
    probe = DiskProbe(tmp_path, database)
    found = [probe.look(seconds) for seconds in (0.0, 10.0, 11.0, 69.0, 71.0)]
    assert [len(figures.writes_ms) for figures in found] == [0, 1, 1, 1, 2]
    assert found[0].database_bytes == 1500
    assert found[0].free_bytes is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["usher.db", "usher.db-wal"]


def test_a_folder_that_is_gone_is_told_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    probe = DiskProbe(folder, folder / "usher.db")
    missing = probe.look(10.0)
    assert missing.free_bytes is None
    assert missing.refused
    folder.mkdir()
    assert probe.look(20.0).refused  # nothing was written since
    assert probe.look(70.0).refused == ""


def test_a_write_reaches_the_disk_and_is_timed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    assert write_ms(tmp_path) > 0
    assert len(synced) == 1
