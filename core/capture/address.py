"""Addresses of network cameras, as people paste them."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from core.config import masked
from core.domain.errors import ErrorCode, KnownError

PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443, "onvif": 80, "onvifs": 443}
"""The schemes of network cameras and where these listen unless told otherwise."""

_PLAIN_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:@]*)(:[0-9]*)?")


@dataclass(frozen=True, slots=True)
class NetworkAddress:
    """Where a camera is. Only `url` holds the password, and `shown` is what may be told to people."""

    url: str = field(repr=False)
    shown: str
    scheme: str
    host: str
    port: int

    @property
    def is_rtsp(self) -> bool:
        """Whether it is spoken to in RTSP."""
        return self.scheme.startswith("rtsp")

    @property
    def is_onvif(self) -> bool:
        """Whether it is of a camera that has to be asked for the address of its stream."""
        return self.scheme.startswith("onvif")


def network_address(text: str) -> NetworkAddress:
    """Read an address. User and password may hold any character, escaped or not. Raises KnownError(SOURCE_UNKNOWN)."""
    scheme, _, rest = text.strip().partition("://")
    scheme = scheme.lower()
    credentials, place = _split_credentials(rest)
    try:
        parts = urlsplit(f"{scheme}://{place}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if scheme not in PORTS or not host:
        raise KnownError(ErrorCode.SOURCE_UNKNOWN, source=masked(text))
    url = f"{scheme}://{_escaped(credentials)}{place}"
    return NetworkAddress(url, masked(url), scheme, host, port or PORTS[scheme])


def _split_credentials(rest: str) -> tuple[str, str]:
    """Tell `user:password` from what follows it; passwords with @, / or # are taken as they are."""
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in authority.rstrip("@"):
        end = authority.rindex("@")
    elif _PLAIN_HOST.fullmatch(authority) or "@" not in rest:
        return "", rest
    else:
        end = rest.rindex("@")
    return rest[:end], rest[end + 1 :]


def _escaped(credentials: str) -> str:
    if not credentials:
        return ""
    user, colon, password = credentials.partition(":")
    return f"{quote(unquote(user), safe='')}{colon}{quote(unquote(password), safe='')}@"
