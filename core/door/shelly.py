"""A Shelly: `/relay/N` of the first generation, `/rpc/Switch.Set` of the later ones.

The device's own timer ends both states, so that every door is in its fail state ten seconds after whoever kept it died.
After a power cut it does what its settings have as the state at power-on, which is the only thing that counts then:
choose “off” (with `inverted` that is unlocked), never “restore”.
"""

import json
import math

import httpx

from core.config.doors import ShellyRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.links import CALL_S
from core.door.web import WebClient


class ShellySwitch:
    """One output of a Shelly, and one of its inputs."""

    def __init__(self, settings: ShellyRelay, timeout_s: float = CALL_S) -> None:
        self._settings = settings
        self._url = settings.url.rstrip("/")
        self._web = WebClient(self._url, _auth(settings), verify=settings.verify, timeout_s=timeout_s)

    def times(self, on: bool) -> bool:
        """Say that the device ends either state."""
        return True

    def set(self, on: bool, seconds: float | None) -> None:
        """Switch, for `seconds`; the first generation knows whole seconds only and takes the next."""
        channel = self._settings.channel
        if self._settings.generation == 1:
            timer = "" if seconds is None else f"&timer={math.ceil(seconds)}"
            self._field(f"/relay/{channel}?turn={'on' if on else 'off'}{timer}", "ison", on)
        else:
            timer = "" if seconds is None else f"&toggle_after={round(max(seconds, 0.1), 3):g}"
            self._field(f"/rpc/Switch.Set?id={channel}&on={'true' if on else 'false'}{timer}", "was_on")

    def input(self) -> bool | None:
        """Return whether the input is on; without one, only ask for the output."""
        contact, channel, first = self._settings.contact, self._settings.channel, self._settings.generation == 1
        if contact is None:
            self._field(f"/relay/{channel}", "ison") if first else self._field(
                f"/rpc/Switch.GetStatus?id={channel}", "output"
            )
            return None
        if first:
            return self._inputs(self._answer("/status"), contact)
        return self._field(f"/rpc/Input.GetStatus?id={contact}", "state")

    def close(self) -> None:
        """Drop the connection."""
        self._web.close()

    def _field(self, path: str, name: str, expected: bool | None = None) -> bool:
        answer = self._answer(path)
        value = answer.get(name) if isinstance(answer, dict) else None
        if not isinstance(value, bool) or expected not in (None, value):
            raise self._garbled(f"“{name}” is {json.dumps(value)[:40]}")
        return value

    def _inputs(self, answer: object, contact: int) -> bool:
        inputs = answer.get("inputs") if isinstance(answer, dict) else None
        if not isinstance(inputs, list) or contact >= len(inputs) or not isinstance(inputs[contact], dict):
            raise self._garbled(f"it has no input {contact}")
        return bool(inputs[contact].get("input") == 1)

    def _answer(self, path: str) -> object:
        try:
            answer: object = json.loads(self._web.ask("GET", self._url + path))
        except ValueError as error:
            raise self._garbled("this is no JSON") from error
        return answer

    def _garbled(self, detail: str) -> KnownError:
        self._web.close()
        return KnownError(ErrorCode.RELAY_GARBLED, relay=self._web.shown, detail=detail)


def _auth(settings: ShellyRelay) -> httpx.Auth | None:
    if not settings.password:
        return None
    if settings.generation == 1:
        return httpx.BasicAuth(settings.user, settings.password)
    return httpx.DigestAuth("admin", settings.password)
