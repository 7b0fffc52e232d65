"""From the text of a setting or an argument to a source."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from core.capture.address import PORTS, network_address
from core.capture.demo import DEMO_CAMERAS, DemoSource
from core.capture.folder import FolderSource
from core.capture.network import NetworkSource
from core.capture.source import FrameSource
from core.capture.usb import UsbSource
from core.capture.video_file import VideoFileSource, check_file
from core.config import masked
from core.domain.errors import ErrorCode, KnownError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""Two characters at least: one letter before a colon is a drive."""


def make_source(source: str, *, realtime: bool = True) -> FrameSource:
    """Return the source named, not yet open.

    That is `demo:entrance`, `demo:lobby`, `usb:N`, `usb:NAME`, the address of a network camera, or a path, which may
    begin with `file:`, of a recording or of a folder of pictures. `realtime` False reads recordings, pictures and the
    demo as fast as they are taken. Raises KnownError: SOURCE_UNKNOWN for anything else, SOURCE_UNAVAILABLE or
    SOURCE_NOT_VIDEO for a file that cannot be one.
    """
    scheme, _, rest = source.partition(":")
    match scheme.lower():
        case "demo" if rest in DEMO_CAMERAS:
            return DemoSource(rest, realtime=realtime)
        case "usb" if rest.strip():
            return UsbSource(rest.strip())
        case address if address.strip() in PORTS and rest.startswith("//"):
            return NetworkSource(network_address(source))
        case "file" if rest:
            path = Path(url2pathname(urlsplit(source).path)) if rest.startswith("//") else Path(rest)
        case _ if source.strip() and (not _SCHEME.match(source) or Path(source).is_file()):
            path = Path(source)
        case _:
            raise KnownError(ErrorCode.SOURCE_UNKNOWN, source=masked(source))
    path = path.expanduser()
    if path.is_dir():
        return FolderSource(path, realtime=realtime)
    check_file(path)
    return VideoFileSource(path, realtime=realtime)
