"""Cameras in the network, over real connections on loopback."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from core.capture import network, reaching
from core.capture.address import network_address
from core.capture.camera import CameraLoop
from core.capture.factory import make_source
from core.capture.inbox import Inbox
from core.capture.network import NetworkSource
from core.capture.source import NoPicture, Picture
from core.domain.camera import CameraSpec, CameraState
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId
from tests.core.capture.capture_support import Statuses
from tests.helpers.http_camera import HttpCamera, serving
from tests.helpers.rtsp import RtspCamera, painted

SECRET = "Qx/vyz#w@1"
FAST = painted(0.5, fps=100)
"""A hundred pictures a second, so that nothing takes long."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for what never comes as long as an operator would."""
    for name, seconds in (("_OPEN_S", 1.0), ("_READ_S", 0.2), ("_SILENT_S", 0.6), ("_GARBLED_S", 0.3)):
        monkeypatch.setattr(network, name, seconds)


@pytest.fixture
def camera() -> Iterator[RtspCamera]:
    with RtspCamera(FAST, password=SECRET) as served:
        yield served


def source_of(url: str) -> NetworkSource:
    return NetworkSource(network_address(url))


def pictures(source: NetworkSource, count: int) -> list[Picture]:
    """Read until so many pictures came."""
    taken: list[Picture] = []
    while len(taken) < count:
        reading = source.read(5.0)
        assert reading is not NoPicture.ENDED
        if isinstance(reading, Picture):
            taken.append(reading)
    return taken


def read_on(source: NetworkSource) -> None:
    """Read until it fails."""
    while source.read(0.1) is not NoPicture.ENDED:
        pass


def failure_of(source: NetworkSource) -> KnownError:
    """Open and read until it fails."""
    with closing(source):
        try:
            source.open()
            read_on(source)
        except KnownError as error:
            return error
    pytest.fail("a live stream has no end")


@pytest.mark.parametrize("basic", [False, True])
def test_pictures_come_over_tcp_with_either_way_to_prove_who_one_is(basic: bool) -> None:
    with RtspCamera(FAST, password=SECRET, basic=basic) as camera, closing(source_of(camera.url())) as source:
        info = source.open()
        taken = pictures(source, 20)
    assert (info.width, info.height, info.fps) == (96, 64, 100.0)
    assert {picture.image.shape for picture in taken} == {(64, 96, 3)}
    moved = [np.abs(a.image.astype(int) - b.image).mean() for a, b in pairwise(taken)]
    assert min(moved) > 1


def test_a_password_may_be_written_as_it_is(camera: RtspCamera) -> None:
    with closing(source_of(f"rtsp://admin:{SECRET}@127.0.0.1:{camera.port}/live")) as source:
        assert source.open().width == 96


def test_a_camera_that_refuses_tcp_is_asked_for_udp(camera: RtspCamera) -> None:
    camera.udp_only = True
    with closing(source_of(camera.url())) as source:
        source.open()
        assert len(pictures(source, 3)) == 3


def test_a_changed_resolution_just_comes() -> None:
    clip = painted(0.2, (96, 64), fps=100) + painted(0.2, (160, 96), fps=100)
    with RtspCamera(clip) as camera, closing(source_of(camera.url())) as source:
        source.open()
        sizes = {picture.image.shape[:2] for picture in pictures(source, 60)}
    assert sizes == {(64, 96), (96, 160)}


Break = Callable[[RtspCamera], object]


@pytest.mark.parametrize(
    ("prepare", "code", "sentence"),
    [
        (lambda c: setattr(c, "password", "other"), ErrorCode.SOURCE_REFUSED, "user name and password"),
        (lambda c: setattr(c, "has_video", False), ErrorCode.SOURCE_NO_VIDEO, "sends no video"),
        (lambda c: setattr(c, "garbage", True), ErrorCode.SOURCE_GARBLED, "cannot be decoded"),
        (lambda c: setattr(c, "stalled", True), ErrorCode.SOURCE_LOST, "stopped sending"),
        (lambda c: c.kill(), ErrorCode.SOURCE_UNREACHABLE, "Nobody answers at 127.0.0.1:"),
    ],
)
def test_what_is_wrong_is_said_plainly(camera: RtspCamera, prepare: Break, code: ErrorCode, sentence: str) -> None:
    source = source_of(camera.url())
    prepare(camera)
    error = failure_of(source)
    assert error.code is code
    assert sentence in str(error)


def test_a_wrong_path_and_a_wrong_name_are_told_apart(camera: RtspCamera) -> None:
    assert failure_of(source_of(camera.url(path="cam"))).code is ErrorCode.SOURCE_NO_STREAM
    error = failure_of(source_of(f"rtsp://admin:{SECRET}@camera.invalid/live"))
    assert error.code is ErrorCode.SOURCE_HOST_UNKNOWN
    assert "camera.invalid" in str(error)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda c: c.cut(), ErrorCode.SOURCE_LOST),
        (lambda c: c.kill(), ErrorCode.SOURCE_LOST),
        (lambda c: setattr(c, "stalled", True), ErrorCode.SOURCE_LOST),
        (lambda c: setattr(c, "garbage", True), ErrorCode.SOURCE_GARBLED),
    ],
    ids=["cut", "killed", "stalled", "garbage"],
)
def test_a_stream_that_breaks_is_noticed(camera: RtspCamera, spoil: Break, code: ErrorCode) -> None:
    with closing(source_of(camera.url())) as source:
        source.open()
        pictures(source, 5)
        spoil(camera)
        with pytest.raises(KnownError) as caught:
            read_on(source)
    assert caught.value.code is code


def test_damaged_packets_are_survived_and_counted(
    camera: RtspCamera, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_GARBLED_S", 60.0)
    with caplog.at_level(logging.INFO, "core.capture.network"), closing(source_of(camera.url())) as source:
        source.open()
        pictures(source, 5)
        camera.garbage = True
        while not source._damaged:  # noqa: SLF001 - nothing else shows it while it goes on
            source.read(0.02)
        camera.garbage = False
        assert len(pictures(source, 20)) == 20
    assert [record.getMessage().endswith("packets could not be decoded") for record in caplog.records] == [True]


def test_a_pause_shorter_than_the_limit_is_survived(camera: RtspCamera, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_SILENT_S", 60.0)
    with closing(source_of(camera.url())) as source:
        source.open()
        pictures(source, 5)
        camera.stalled = True
        waits = 0
        while waits < 2:
            waits += source.read(0.1) is NoPicture.WAITING
        camera.stalled = False
        assert len(pictures(source, 5)) == 5


def test_closing_ends_a_read_of_a_silent_stream(camera: RtspCamera) -> None:
    source = source_of(camera.url())
    source.open()
    pictures(source, 5)
    camera.stalled = True
    reader = threading.Thread(target=lambda: [None for _ in iter(lambda: source.read(60.0), NoPicture.WAITING)])
    reader.start()
    source.close()
    reader.join(20)
    assert not reader.is_alive()
    assert source.read(0.0) is NoPicture.WAITING


def deaf() -> Iterator[int]:
    """Lend a port whose queue of connections is full, which is as if packets went nowhere."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


deaf_port = pytest.fixture(deaf)


def test_a_host_that_swallows_everything_is_given_up(deaf_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "CONNECT_S", 0.2)
    assert failure_of(source_of(f"rtsp://127.0.0.1:{deaf_port}/live")).code is ErrorCode.SOURCE_UNREACHABLE


def test_closing_ends_the_attempt_to_connect(deaf_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "CONNECT_S", 600.0)
    source = source_of(f"rtsp://127.0.0.1:{deaf_port}/live")
    opener = threading.Thread(target=source.open)
    opener.start()
    source.close()
    opener.join(20)
    assert not opener.is_alive()


def test_a_host_that_takes_the_call_and_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_OPEN_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        error = failure_of(source_of(f"rtsp://127.0.0.1:{listener.getsockname()[1]}/live"))
    assert error.code is ErrorCode.SOURCE_UNREACHABLE


def test_a_stream_that_was_never_opened_is_lost() -> None:
    with pytest.raises(KnownError) as caught:
        source_of("rtsp://127.0.0.1/live").read(0.0)
    assert caught.value.code is ErrorCode.SOURCE_LOST


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="descriptors are counted on Linux only")
def test_twenty_reconnects_leave_no_descriptor_and_no_thread(camera: RtspCamera) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    statuses, inbox = Statuses(), Inbox()
    spec = CameraSpec(CameraId("door"), "Door", camera.url())
    loop = CameraLoop(spec, lambda: make_source(spec.source), inbox, statuses, pauses_s=(0.0,), refused_pauses_s=(0.0,))
    loop.start()
    statuses.wait_for(CameraState.LIVE)
    threads, before = threading.active_count(), descriptors()
    for times in range(1, 21):
        camera.cut()
        statuses.wait_for(CameraState.LOST, times)
        statuses.wait_for(CameraState.LIVE, times + 1)
    assert loop.status().reconnects == 20
    assert threading.active_count() == threads
    assert descriptors() <= before
    assert loop.stop(20.0)
    inbox.close()


SECRETS = (SECRET, "Qx%2Fvyz%23w%401", "vyz", "geheim")


@pytest.mark.parametrize(
    "address",
    [
        "rtsp://admin:{word}@127.0.0.1:{port}/live",
        "rtsp://admin:{quoted}@127.0.0.1:{port}/cam",
        "rtsp://admin:{word}@camera.invalid/live",
        "rtsp://127.0.0.1:{port}/live?user=admin&password=geheim",
        "http://admin:{word}@127.0.0.1:{port}/video?pwd=geheim",
        "rtsp://admin:{word}@127.0.0.1:1/live",
    ],
)
def test_no_password_is_told(
    camera: RtspCamera, address: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    url = address.format(word=SECRET, quoted=SECRETS[1], port=camera.port)
    camera.password = "another"
    statuses = Statuses()
    spec = CameraSpec(CameraId("door"), "Door", url)
    loop = CameraLoop(spec, lambda: make_source(spec.source), Inbox(), statuses, pauses_s=(0.0,))
    with caplog.at_level(logging.DEBUG):
        error: BaseException | None = failure_of(source_of(url))
        loop.start()
        statuses.wait_for_any(CameraState.LOST, CameraState.REFUSED)
        assert loop.stop(20.0)
    told = [repr(statuses.all), repr(spec), repr(network_address(url)), caplog.text, *capfd.readouterr()]
    while error is not None:
        told += [str(error), repr(error)]
        error = error.__context__
    assert [(secret, text) for text in told for secret in SECRETS if secret in text] == []


def painting(level: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.full((48, 64, 3), level, np.uint8)


def test_motion_jpeg_over_http_comes_until_it_ends() -> None:
    shown = HttpCamera([painting(level) for level in range(20, 220, 10)], password="geheim")
    with serving(shown) as camera, closing(source_of(camera.url())) as source:
        source.open()
        taken = pictures(source, 15)
        with pytest.raises(KnownError) as caught:
            pictures(source, 1000)
    assert [int(p.image[10, 10, 1]) for p in taken] == pytest.approx(list(range(20, 170, 10)), abs=4)
    assert caught.value.code is ErrorCode.SOURCE_LOST


@pytest.mark.parametrize(
    ("path", "password", "code"),
    [
        ("video", "wrong", ErrorCode.SOURCE_REFUSED),
        ("nothing", "geheim", ErrorCode.SOURCE_NO_STREAM),
        ("page", "geheim", ErrorCode.SOURCE_NO_VIDEO),
        ("busy", "geheim", ErrorCode.SOURCE_UNAVAILABLE),
    ],
)
def test_what_is_wrong_over_http_is_said_plainly(path: str, password: str, code: ErrorCode) -> None:
    with serving(HttpCamera([painting(20)], password="geheim")) as camera:
        assert failure_of(source_of(camera.url(path, password))).code is code


def test_what_is_no_rtsp_server_says_so() -> None:
    with serving(HttpCamera([])) as camera:
        error = failure_of(source_of(camera.url().replace("http:", "rtsp:")))
    assert error.code in (ErrorCode.SOURCE_NO_VIDEO, ErrorCode.SOURCE_UNAVAILABLE)
