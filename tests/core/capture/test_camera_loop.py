import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from core.capture.camera import CameraLoop
from core.capture.factory import make_source
from core.capture.inbox import Inbox
from core.capture.source import FrameSource, NoPicture, Picture, Reading, SourceInfo
from core.domain.camera import CameraSpec, CameraState
from core.domain.frame import Frame
from core.domain.ids import CameraId
from tests.core.capture.capture_support import (
    AWAY,
    CAMERA,
    LOST,
    REFUSED,
    SPEC,
    FakeClock,
    ScriptedSource,
    Statuses,
    shade,
    sources,
    write_video,
)
from tests.helpers.guards import ExpectLog


class Rig:
    """A camera loop with everything around it."""

    def __init__(
        self,
        make: Callable[[], FrameSource],
        *,
        spec: CameraSpec = SPEC,
        replay: bool = False,
        pauses: tuple[float, ...] = (0.0,),
    ) -> None:
        self.inbox, self.statuses, self.clock = Inbox(), Statuses(), FakeClock()
        self.loop = CameraLoop(
            spec, make, self.inbox, self.statuses, clock=self.clock, replay=replay,
            pauses_s=pauses, refused_pauses_s=(0.0,),
        )  # fmt: skip

    def take(self) -> Frame:
        """Wait for the next frame."""
        lease = self.inbox.lease(20.0)
        assert lease is not None
        lease.release()
        return lease.frame


@contextmanager
def running(make: Callable[[], FrameSource], *, spec: CameraSpec = SPEC, replay: bool = False) -> Iterator[Rig]:
    rig = Rig(make, spec=spec, replay=replay)
    rig.loop.start()
    yield rig
    assert rig.loop.stop(20.0)
    rig.inbox.close()


def test_a_recording_is_delivered_whole_and_ends(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", 30)
    with running(lambda: make_source(str(path), realtime=False)) as rig:
        frames = [rig.take() for _ in range(30)]
        status = rig.statuses.wait_for(CameraState.ENDED)
        assert rig.statuses.states() == [CameraState.CONNECTING, CameraState.LIVE, CameraState.ENDED]
    assert [frame.seq for frame in frames] == list(range(30))
    assert [int(frame.image[32, 48, 1]) for frame in frames] == pytest.approx([shade(i) for i in range(30)], abs=6)
    assert all(not frame.image.flags.writeable and frame.image.flags.c_contiguous for frame in frames)
    assert (status.read, status.dropped, status.width, status.height) == (30, 0, 96, 64)


def test_a_replayed_recording_goes_on_counting(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", 5)
    with running(lambda: make_source(str(path), realtime=False), replay=True) as rig:
        frames = [rig.take() for _ in range(12)]
    assert [frame.seq for frame in frames] == list(range(12))
    assert [int(frame.image[32, 48, 1]) for frame in frames] == pytest.approx([shade(i % 5) for i in range(12)], abs=6)
    assert rig.statuses.states() == [CameraState.CONNECTING, CameraState.LIVE]


def test_replaying_what_holds_no_picture_ends_instead_of_spinning() -> None:
    with running(sources(ScriptedSource([NoPicture.ENDED])), replay=True) as rig:
        rig.statuses.wait_for(CameraState.ENDED)


def test_a_damaged_recording_fails_with_its_sentence(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mp4", 60, container_options={"movflags": "faststart"}, noise=True)
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with running(lambda: make_source(str(cut))) as rig:
        status = rig.statuses.wait_for(CameraState.FAILED)
    assert f"damaged and stopped after {status.read} frames" in status.detail


def test_a_missing_recording_fails_with_its_sentence(tmp_path: Path) -> None:
    with running(lambda: make_source(str(tmp_path / "none.mp4"))) as rig:
        status = rig.statuses.wait_for(CameraState.FAILED)
    assert "no such file" in status.detail
    assert rig.statuses.states() == [CameraState.CONNECTING, CameraState.FAILED]


def test_a_lost_camera_is_reached_again_and_goes_on_counting() -> None:
    first, away = ScriptedSource([1, 2, LOST]), ScriptedSource([], opening=AWAY)
    again = ScriptedSource([3, 4])
    with running(sources(first, away, away, again)) as rig:
        assert again.silent.wait(20)
        frame = rig.take()
        rig.statuses.wait_for(CameraState.LIVE, times=2)
    assert (frame.seq, int(frame.image[0, 0, 0])) == (3, 4)
    assert rig.statuses.states() == [
        CameraState.CONNECTING, CameraState.LIVE, CameraState.LOST, CameraState.LIVE,
    ]  # fmt: skip
    lost = rig.statuses.wait_for(CameraState.LOST)
    assert "usb:0 stopped sending pictures" in lost.detail
    assert first.closed.is_set()
    assert away.closed.is_set()


def test_a_camera_that_is_away_from_the_start_is_lost_not_failed() -> None:
    away, there = ScriptedSource([], opening=AWAY), ScriptedSource([7])
    with running(sources(away, there)) as rig:
        assert rig.take().seq == 0
        assert rig.statuses.wait_for(CameraState.LOST).detail == str(AWAY)


def test_a_refused_camera_shows_as_refused_and_heals() -> None:
    with running(sources(ScriptedSource([], opening=REFUSED), ScriptedSource([5]))) as rig:
        assert rig.take().seq == 0
        assert rig.statuses.wait_for(CameraState.REFUSED).detail == str(REFUSED)
        rig.statuses.wait_for(CameraState.LIVE)


def test_a_silent_driver_shows_as_stalled_and_stops_all_the_same() -> None:
    source = ScriptedSource([1])
    with running(sources(source)) as rig:
        assert source.silent.wait(20)
        rig.clock.advance(1.4)
        assert rig.loop.status().state is CameraState.LIVE
        rig.clock.advance(0.2)
        status = rig.loop.status()
        assert status.state is CameraState.STALLED
        assert "more than a second" in status.detail
        assert status.age_ms == pytest.approx(1600)
        assert rig.statuses.states()[-1] is CameraState.LIVE  # asking tells nobody
        rig.loop.check()
        rig.loop.check()
        assert rig.statuses.states()[-2:] == [CameraState.LIVE, CameraState.STALLED]
    assert source.closed.is_set()


def test_every_loss_that_is_overcome_counts_as_a_reconnect() -> None:
    away = ScriptedSource([], opening=AWAY)
    first, second, third = ScriptedSource([1, LOST]), ScriptedSource([2, LOST]), ScriptedSource([3])
    with running(sources(away, first, away, away, second, third)) as rig:
        assert third.silent.wait(20)
        status = rig.loop.status()
    assert (status.read, status.reconnects) == (3, 2)


def test_there_is_no_age_before_the_first_picture() -> None:
    assert Rig(sources()).loop.status().age_ms is None


def test_a_slow_consumer_is_no_stall(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", 5)
    with running(lambda: make_source(str(path), realtime=False)) as rig:
        assert rig.take().seq == 0
        rig.statuses.wait_for(CameraState.LIVE)
        rig.clock.advance(60)
        assert [rig.take().seq for _ in range(4)] == [1, 2, 3, 4]
        rig.statuses.wait_for(CameraState.ENDED)
    assert CameraState.STALLED not in rig.statuses.states()


def test_fps_counts_the_last_two_seconds_only() -> None:
    clock = FakeClock()

    class Ticking(ScriptedSource):
        def read(self, timeout_s: float) -> Reading:
            clock.advance(0.04)
            return super().read(timeout_s)

    source = Ticking([1] * 100)
    statuses = Statuses()
    loop = CameraLoop(CameraSpec(CAMERA, "Door", "…"), sources(source), Inbox(), statuses, clock=clock)
    loop.start()
    assert source.silent.wait(20)
    assert loop.status().fps == pytest.approx(25, abs=1)
    clock.advance(1.0)
    assert 10 < loop.status().fps < 15
    clock.advance(10.0)
    assert loop.status().fps == 0.0
    assert loop.stop(20.0)


def test_live_pictures_that_nobody_fetches_are_dropped_and_counted() -> None:
    source = ScriptedSource([1, 2, 3, 4])
    with running(sources(source)) as rig:
        assert source.silent.wait(20)
        assert rig.take().seq == 3
        status = rig.loop.status()
    assert (status.read, status.dropped) == (4, 3)


def test_mirroring_swaps_left_and_right(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", 2)
    with running(lambda: make_source(str(path), realtime=False), spec=replace(SPEC, mirror=True)) as rig:
        image = rig.take().image
    assert int(image[2, -3, 1]) > 240 > 60 > int(image[2, 2, 1])
    assert not image.flags.writeable


@pytest.mark.parametrize(
    ("rotation", "mirror", "white"),
    [(90, False, (2, -3)), (180, False, (-3, -3)), (270, False, (-3, 2)), (90, True, (2, 2)), (180, True, (-3, 2))],
)
def test_a_picture_is_turned_clockwise_and_then_mirrored(
    tmp_path: Path, rotation: int, mirror: bool, white: tuple[int, int]
) -> None:
    path = write_video(tmp_path / "a.mp4", 2)
    spec = replace(SPEC, rotation=rotation, mirror=mirror)
    with running(lambda: make_source(str(path), realtime=False), spec=spec) as rig:
        image = rig.take().image
        status = rig.loop.status()
    corners = {(y, x): int(image[y, x, 1]) for y in (2, -3) for x in (2, -3)}
    assert [corner for corner, level in corners.items() if level > 240] == [white]
    assert image.shape == ((96, 64, 3) if rotation in (90, 270) else (64, 96, 3))
    assert (status.width, status.height) == (image.shape[1], image.shape[0])
    assert image.flags.c_contiguous
    assert not image.flags.writeable


def test_more_pictures_than_wanted_are_skipped_and_counted() -> None:
    clock = FakeClock()

    class Ticking(ScriptedSource):
        def read(self, timeout_s: float) -> Reading:
            clock.advance(0.04)
            return super().read(timeout_s)

    source, inbox = Ticking([1] * 100), Inbox()
    loop = CameraLoop(replace(SPEC, max_fps=10.0), sources(source), inbox, Statuses(), clock=clock)
    loop.start()
    assert source.silent.wait(20)
    status = loop.status()
    assert loop.stop(20.0)
    assert status.read == 100
    assert inbox.put_count(CAMERA) == pytest.approx(40, abs=1)  # ten a second for four seconds
    assert status.skipped == 100 - inbox.put_count(CAMERA)
    assert status.fps == pytest.approx(25, abs=1)


def test_of_a_recording_that_is_read_whole_nothing_is_skipped(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", 10)
    with running(lambda: make_source(str(path), realtime=False), spec=replace(SPEC, max_fps=1.0)) as rig:
        assert [rig.take().seq for _ in range(10)] == list(range(10))


def test_frames_carry_the_time_of_their_capture() -> None:
    source = ScriptedSource([1])
    rig = Rig(sources(source))
    rig.clock.advance(12.5)
    rig.loop.start()
    frame = rig.take()
    assert rig.loop.stop(20.0)
    assert frame.camera == CAMERA
    assert frame.mono_ns == 12_500_000_000
    assert frame.utc == rig.clock.utc()


def test_a_picture_that_was_long_on_its_way_is_as_old_as_it_is() -> None:
    class Late(ScriptedSource):
        def read(self, timeout_s: float) -> Reading:
            reading = super().read(timeout_s)
            return replace(reading, late_s=1.0) if isinstance(reading, Picture) else reading

    source = Late([1])
    rig = Rig(sources(source))
    rig.clock.advance(10)
    rig.loop.start()
    frame = rig.take()
    assert source.silent.wait(20)
    assert frame.mono_ns == 9_000_000_000
    assert rig.clock.utc() - frame.utc == timedelta(seconds=1)
    rig.clock.advance(0.6)
    assert rig.loop.status().state is CameraState.STALLED
    assert rig.loop.stop(20.0)


def test_a_bug_is_logged_and_shown_as_failed(expected_log: ExpectLog) -> None:
    expected_log("core.capture.camera", logging.ERROR, "camera Door stopped because of a bug")

    class Broken(ScriptedSource):
        def open(self) -> SourceInfo:
            raise ZeroDivisionError

    source = Broken([])
    with running(sources(source)) as rig:
        assert "log" in rig.statuses.wait_for(CameraState.FAILED).detail
    assert source.closed.is_set()


def test_starting_and_stopping_may_be_repeated() -> None:
    source = ScriptedSource([1])
    with running(sources(source)) as rig:
        rig.loop.start()
        assert rig.take().seq == 0
        assert rig.loop.stop(20.0)
        assert rig.loop.stop(20.0)
        rig.loop.start()
        assert rig.loop.status().read == 1


def test_stopping_before_starting_keeps_it_from_starting() -> None:
    rig = Rig(sources())
    assert rig.loop.stop()
    rig.loop.start()
    assert rig.statuses.states() == []


def test_stopping_while_the_camera_is_away_does_not_wait_for_the_next_attempt() -> None:
    rig = Rig(lambda: ScriptedSource([], opening=AWAY), pauses=(3600.0,))
    rig.loop.start()
    rig.statuses.wait_for(CameraState.LOST)
    assert rig.loop.stop(20.0)


def test_stopping_while_nobody_takes_the_frames_of_a_recording(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", 5)
    with running(lambda: make_source(str(path), realtime=False)) as rig:
        rig.statuses.wait_for(CameraState.LIVE)
    assert rig.loop.status().read <= 2


def test_a_driver_that_never_comes_back_does_not_hold_up_the_stop() -> None:
    class Stuck(ScriptedSource):
        def __init__(self) -> None:
            super().__init__([1])
            self.freed = threading.Event()

        def close(self) -> None:
            pass

        def read(self, timeout_s: float) -> Reading:
            if self._script:
                return super().read(timeout_s)
            self.silent.set()
            self.freed.wait(60)
            return NoPicture.WAITING

    source = Stuck()
    rig = Rig(sources(source))
    rig.loop.start()
    assert source.silent.wait(20)
    assert not rig.loop.stop(0.01)
    source.freed.set()
    assert rig.loop.stop(20.0)


def test_two_cameras_share_an_inbox(tmp_path: Path) -> None:
    inbox = Inbox()
    path = write_video(tmp_path / "a.mp4", 20)
    loops = [
        CameraLoop(
            CameraSpec(CameraId(name), name, "…"), lambda: make_source(str(path), realtime=False), inbox, Statuses()
        )
        for name in "ab"
    ]
    for loop in loops:
        loop.start()
    seen: dict[str, list[int]] = {"a": [], "b": []}
    while sum(map(len, seen.values())) < 40:
        lease = inbox.lease(20.0)
        assert lease is not None
        seen[lease.frame.camera].append(lease.frame.seq)
        lease.release()
    assert all(loop.stop(20.0) for loop in loops)
    assert seen == {"a": list(range(20)), "b": list(range(20))}
    assert np.unique([loop.status().read for loop in loops]).tolist() == [20]
