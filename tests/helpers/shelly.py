"""A Shelly on loopback, of the first or a later generation: outputs with timers, an input, a password."""

import hashlib
import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.helpers.web import QuietHandler, listening

_REALM = "shellypro1-a0b1c2"


@dataclass
class Shelly:
    """The device. `restarts` ends every connection there is. `now_s` runs its timer."""

    generation: int = 2
    password: str = ""
    contact: bool | None = False
    now_s: Callable[[], float] = time.monotonic
    on: bool = False
    ends_s: float | None = None
    restarts: int = 0
    asked: list[str] = field(default_factory=list)
    nonces: set[str] = field(default_factory=set)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def output(self) -> bool:
        """Return what the output is now."""
        if self.ends_s is not None and self.now_s() >= self.ends_s:
            self.on, self.ends_s = not self.on, None
        return self.on

    def switch(self, on: bool, seconds: float | None) -> None:
        self.on, self.ends_s = on, None if seconds is None else self.now_s() + seconds

    def restart(self) -> None:
        """Lose power and come back as it was set up: off."""
        self.restarts += 1
        self.switch(False, None)

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        """Return the status and what is said."""
        return self._first(path, query) if self.generation == 1 else self._later(path, query)

    def _first(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        if path == "/status":
            return 200, {"inputs": [{"input": int(bool(self.contact))}], "relays": [{"ison": self.output()}]}
        if path != "/relay/0":
            return 404, "Not Found"
        if "turn" in query:
            self.switch(query["turn"] == "on", int(query["timer"]) if "timer" in query else None)
        return 200, {"ison": self.output(), "has_timer": self.ends_s is not None}

    def _later(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        if query.get("id") != "0":
            return 500, {"code": -105, "message": "Argument 'id', value not found!"}
        if path == "/rpc/Switch.Set":
            was_on = self.output()
            self.switch(query["on"] == "true", float(query["toggle_after"]) if "toggle_after" in query else None)
            return 200, {"was_on": was_on}
        if path == "/rpc/Switch.GetStatus":
            return 200, {"id": 0, "output": self.output()}
        if path == "/rpc/Input.GetStatus":
            return 200, {"id": 0, "state": self.contact}
        return 404, {"code": 404, "message": "No handler"}

    def allows(self, method: str, header: str) -> bool:
        """Tell whether an Authorization header proves the password: basic of the first, digest of the later ones."""
        if not self.password:
            return True
        if self.generation == 1:
            return header.startswith("Basic YWRtaW46")  # only that it is there; HTTP cameras test the rest
        given = dict(re.findall(r'(\w+)="?([^",]*)"?', header))
        if given.get("nonce") not in self.nonces or given.get("algorithm") != "SHA-256":
            return False
        first = _hashed(f"admin:{_REALM}:{self.password}")
        second = _hashed(f"{method}:{given['uri']}")
        told = f"{first}:{given['nonce']}:{given['nc']}:{given['cnonce']}:{given['qop']}:{second}"
        return secrets.compare_digest(given["response"], _hashed(told))

    def challenge(self) -> str:
        if self.generation == 1:
            return 'Basic realm="shelly1"'
        nonce = secrets.token_hex(8)
        self.nonces.add(nonce)
        return f'Digest qop="auth", realm="{_REALM}", nonce="{nonce}", algorithm=SHA-256'


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def plugged_in(device: Shelly) -> Iterator[Shelly]:
    """Have the device answer on a free port."""

    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            super().setup()
            self.since = device.restarts

        def handle(self) -> None:
            with suppress(ConnectionResetError):  # whoever opens doors leaves nothing half sent behind
                super().handle()

        def do_GET(self) -> None:  # noqa: N802 - http.server's name
            if self.since != device.restarts:
                self.close_connection = True
                return
            device.asked.append(self.path)
            if not device.allows("GET", self.headers.get("Authorization", "")):
                self._say(401, {"code": 401}, ("WWW-Authenticate", device.challenge()))
                return
            parts = urlsplit(self.path)
            code, said = device.answer(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})
            self._say(code, said)

        def _say(self, code: int, said: object, *headers: tuple[str, str]) -> None:
            body = json.dumps(said).encode()
            self.send_response(code)
            for name, value in (*headers, ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with listening(Handler) as device.port:
        yield device
