"""Any device with one address that opens and another that closes.

Where the device is `timed`, it ends an opening by itself; where what closes it has a time in it as well, it ends a
closing, too. Otherwise a guard stands by. After a power cut it does whatever it was set up to do at power-on.
"""

import httpx

from core.config.doors import HttpRelay
from core.door.links import CALL_S
from core.door.templates import filled, has_span
from core.door.web import WebClient


class HttpSwitch:
    """One door of such a device; on is open."""

    def __init__(self, settings: HttpRelay, timeout_s: float = CALL_S) -> None:
        self._settings = settings
        auth = (httpx.DigestAuth if settings.digest else httpx.BasicAuth)(settings.user, settings.password)
        self._web, self._closing, self._status = (
            WebClient(url, auth if settings.user else None, verify=settings.verify, timeout_s=timeout_s)
            for url in (settings.open_url, settings.close_url, settings.status_url or settings.close_url)
        )

    def times(self, on: bool) -> bool:
        """Say whether the device ends a state by itself."""
        settings = self._settings
        return settings.timed and (on or has_span(settings.close_url, settings.close_body))

    def set(self, on: bool, seconds: float | None) -> None:
        """Ask for what opens or closes."""
        settings, web = self._settings, self._web if on else self._closing
        url, body = (settings.open_url, settings.open_body) if on else (settings.close_url, settings.close_body)
        web.ask(settings.method, filled(url, seconds), filled(body, seconds))

    def input(self) -> bool | None:
        """Return whether the status says open; None without one, and then nothing is asked."""
        if not self._settings.status_url:
            return None
        return self._settings.status_open in self._status.ask("GET", self._settings.status_url)

    def close(self) -> None:
        """Drop the connections."""
        for web in (self._web, self._closing, self._status):
            web.close()
