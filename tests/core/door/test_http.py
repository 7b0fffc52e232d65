"""Devices that are told what to do by addresses out of the settings."""

import base64
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from core.config.doors import DoorSettings, HttpRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.factory import relay_of
from core.door.http import HttpSwitch
from tests.core.door.support import SECRET, SHORT_S, refusal
from tests.helpers.stalling import stalling
from tests.helpers.web import QuietHandler, listening

pytestmark = pytest.mark.live


class Board:
    """A device with addresses of its own."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str, str]] = []
        self.status = 200
        self.state = "door: closed"
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def answering(board: Board) -> Iterator[Board]:
    class Handler(QuietHandler):
        def handle(self) -> None:
            with suppress(ConnectionResetError):
                super().handle()

        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            board.asked.append((self.command, self.path, body, self.headers.get("Content-Type", "")))
            wanted = base64.b64encode(f"usher:{SECRET}".encode()).decode()
            allowed = self.headers.get("Authorization") == f"Basic {wanted}"
            self.send_response(board.status if allowed else 401)
            self.end_headers()
            self.wfile.write(board.state.encode())

        do_PUT = do_GET  # noqa: N815 - http.server's name

    with listening(Handler) as board.port:
        yield board


@pytest.fixture
def board() -> Iterator[Board]:
    with answering(Board()) as board:
        yield board


def test_templates_are_filled_in(board: Board) -> None:
    settings = HttpRelay(
        open_url=f"{board.url}/open?for={{milliseconds}}", close_url=f"{board.url}/close", method="PUT",
        open_body='{"pulse": {seconds}}', timed=True, user="usher", password=SECRET,
    )  # fmt: skip
    relay = relay_of(DoorSettings("d1", "Front", settings))
    assert (relay.timed, relay.lock_timed) == (True, False)
    relay.pulse(2.5)
    relay.lock()
    assert relay.leaf_open() is None
    assert board.asked == [
        ("PUT", "/open?for=2500", '{"pulse": 2.5}', "application/json"), ("PUT", "/close", "", ""),
    ]  # fmt: skip
    relay.close()


def test_status_tells_of_the_contact(board: Board) -> None:
    settings = HttpRelay(
        open_url=f"{board.url}/open", close_url=f"{board.url}/close?for={{seconds}}", timed=True,
        status_url=f"{board.url}/state", status_open="door: open", user="usher", password=SECRET,
    )  # fmt: skip
    relay = relay_of(DoorSettings("d1", "Front", settings))
    assert relay.lock_timed
    assert relay.leaf_open() is False
    board.state = "door: open"
    assert relay.leaf_open() is True
    relay.close()


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, ErrorCode.RELAY_REFUSED), (503, ErrorCode.RELAY_UNREACHABLE), (302, ErrorCode.RELAY_GARBLED)],
)
def test_other_answers_are_no_success(board: Board, status: int, code: ErrorCode) -> None:
    board.status = status
    switch = HttpSwitch(
        HttpRelay(open_url=f"{board.url}/?key={SECRET}", close_url=board.url, user="usher", password=SECRET)
    )
    assert f"HTTP status {status}" in refusal(lambda: switch.set(True, 5.0), code)


def test_wrong_password_is_refused(board: Board) -> None:
    switch = HttpSwitch(HttpRelay(open_url=board.url, close_url=board.url, user="usher", password="wrong"))
    refusal(lambda: switch.set(False, None), ErrorCode.RELAY_REFUSED)


def test_silent_device_is_left() -> None:
    with stalling() as port:
        url = f"http://user:{SECRET}@127.0.0.1:{port}/"
        switch = HttpSwitch(HttpRelay(open_url=url, close_url=url), SHORT_S)
        refusal(lambda: switch.set(True, 5.0), ErrorCode.RELAY_UNREACHABLE)


def test_endless_answer_is_left(board: Board) -> None:
    board.state = "x" * 100_000
    switch = HttpSwitch(HttpRelay(open_url=board.url, close_url=board.url, user="usher", password=SECRET))
    refusal(lambda: switch.set(True, 5.0), ErrorCode.RELAY_GARBLED)


def test_no_log_of_any_library_tells_an_address(board: Board, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    host = board.url.removeprefix("http://")
    settings = HttpRelay(open_url=f"http://usher:key-17@{host}/open?token=key-17", close_url=board.url)
    relay = relay_of(DoorSettings("d1", "Front", settings))
    with pytest.raises(KnownError):
        relay.pulse(1.0)
    assert any(record.name.startswith("httpcore") for record in caplog.records)
    assert "key-17" not in caplog.text
    relay.close()
