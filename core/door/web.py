"""Asking a device by HTTP: one deadline for the whole answer, nothing acted on late, no secret in what is said."""

import logging
import ssl
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from core.domain.errors import ErrorCode, KnownError
from core.door.links import ABORTIVE, CALL_S, Addresses, Deadline, trusting

_LARGEST = 64 * 1024
_LATER = (429, 502, 503, 504)
"""Statuses that pass by themselves: too busy, or a gateway that does not reach the device."""


class WebClient:
    """Asks one device, `shown` in errors. A connection is kept for the next question, and dropped after an error."""

    def __init__(
        self, url: str, auth: httpx.Auth | None = None, *, verify: bool = True, timeout_s: float = CALL_S
    ) -> None:
        parts = _parts(url)
        # It would log every address, and there may be a password in one.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self.shown = parts.hostname or ""
        self._auth = auth
        self._verify = verify if parts.scheme == "https" else None
        self._timeout_s = timeout_s
        self._clocked = _Clocked()
        self._client: httpx.Client | None = None

    def ask(self, method: str, url: str, body: str = "") -> str:
        """Return the text of an answer of success. Raises KnownError(RELAY_*)."""
        self._clocked.deadline = Deadline(self._timeout_s)
        try:
            with self._opened().stream(method, url, content=body.encode(), headers=_headers(body)) as response:
                text = _read(response).decode("utf-8", "replace")
        except (httpx.TimeoutException, TimeoutError) as error:
            raise self._lost(ErrorCode.RELAY_UNREACHABLE, "no answer in time") from error
        except (httpx.ProtocolError, httpx.DecodingError) as error:
            # The library has one error for what is no HTTP and for a device that was restarted between two questions.
            away = "disconnected" in str(error)
            code = ErrorCode.RELAY_UNREACHABLE if away else ErrorCode.RELAY_GARBLED
            raise self._lost(code, "it broke off" if away else "this is no HTTP") from error
        except httpx.TransportError as error:
            untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
            detail = "its certificate is not trusted" if untrusted else "no connection"
            raise self._lost(ErrorCode.RELAY_UNREACHABLE, detail) from error
        except (httpx.InvalidURL, UnicodeError) as error:
            raise self._lost(ErrorCode.RELAY_UNUSABLE, "this is no address") from error
        if response.status_code in (401, 403):
            raise self._lost(ErrorCode.RELAY_REFUSED, "the user name or the password is wrong")
        if response.is_success:
            return text
        code = ErrorCode.RELAY_UNREACHABLE if response.status_code in _LATER else ErrorCode.RELAY_REFUSED
        code = code if response.is_error else ErrorCode.RELAY_GARBLED
        raise self._lost(code, f"HTTP status {response.status_code}")

    def close(self) -> None:
        """Drop the connection; idempotent."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _opened(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(transport=_Transport(self._clocked, self._verify), auth=self._auth)
        return self._client

    def _lost(self, code: ErrorCode, detail: str) -> KnownError:
        self.close()
        self._clocked.addresses.forget()
        return KnownError(code, relay=self.shown, detail=detail)


def _parts(url: str) -> Any:  # noqa: ANN401 - what urlsplit gives
    """Return the parts of a usable address. Raises KnownError(RELAY_UNUSABLE)."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:
        usable = False
        parts = urlsplit("")
    if not usable:
        raise KnownError(ErrorCode.RELAY_UNUSABLE, relay=parts.hostname or "", detail="an address begins with http://")
    return parts


def _headers(body: str) -> dict[str, str]:
    if not body:
        return {}
    kind = "application/json" if body.lstrip()[:1] in ("{", "[") else "application/x-www-form-urlencoded"
    return {"Content-Type": kind}


def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > _LARGEST:
            raise httpx.DecodingError("too long")
    return bytes(body)


class _Clocked(httpcore.NetworkBackend):
    """Connects, and gives each step what is left of the deadline: httpx's own limits begin anew with every byte."""

    def __init__(self) -> None:
        self._plain = httpcore.SyncBackend()
        self.addresses = Addresses()
        self.deadline = Deadline(CALL_S)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the address `host` has; see httpcore."""
        try:
            address = self.addresses.of(host, port, self.deadline.left())
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except OSError as error:
            raise httpcore.ConnectError from error
        options = [ABORTIVE, *(socket_options or ())]
        left_s = self.deadline.left()
        return _ClockedStream(self, self._plain.connect_tcp(address, port, left_s, local_address, options))


class _ClockedStream(httpcore.NetworkStream):
    def __init__(self, clocked: _Clocked, plain: httpcore.NetworkStream) -> None:
        self._clocked = clocked
        self._plain = plain

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._plain.read(max_bytes, self._clocked.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._plain.write(buffer, self._clocked.deadline.left())

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left_s = self._clocked.deadline.left()
        return _ClockedStream(self._clocked, self._plain.start_tls(ssl_context, server_hostname, left_s))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        return self._plain.get_extra_info(info)


class _Transport(httpx.HTTPTransport):
    """httpx over such connections; no proxy and nothing else of the environment stands between us and a door."""

    def __init__(self, clocked: _Clocked, verify: bool | None) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if verify is None else trusting(verify)
        super().__init__(verify=context, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=context, max_connections=1, keepalive_expiry=30.0, network_backend=clocked
        )
