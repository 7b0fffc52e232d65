"""From the text of a setting or an argument to a source."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from core.capture.demo import DEMO_CAMERAS, DemoSource
from core.capture.source import FrameSource
from core.capture.usb import UsbSource
from core.capture.video_file import VideoFileSource, check_file
from core.config import masked
from core.domain.errors import ErrorCode, KnownError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
"""Two characters at least: one letter before a colon is a drive."""
_USB_INDEX = re.compile(r"[0-9]{1,2}")


def make_source(source: str, *, realtime: bool = True) -> FrameSource:
    """Return the source named by `demo:entrance`, `demo:lobby`, `usb:N`, `file:PATH` or a plain path, not yet open.

    `realtime` False reads recordings and the demo as fast as they are taken. Raises KnownError:
    SOURCE_UNKNOWN for another scheme, SOURCE_UNAVAILABLE or SOURCE_NOT_VIDEO for a file that cannot be one.
    """
    scheme, _, rest = source.partition(":")
    match scheme.lower():
        case "demo" if rest in DEMO_CAMERAS:
            return DemoSource(rest, realtime=realtime)
        case "usb" if _USB_INDEX.fullmatch(rest):
            return UsbSource(int(rest))
        case "file" if rest:
            path = Path(url2pathname(urlsplit(source).path)) if rest.startswith("//") else Path(rest)
        case _ if source.strip() and (not _SCHEME.match(source) or Path(source).is_file()):
            path = Path(source)
        case _:
            raise KnownError(ErrorCode.SOURCE_UNKNOWN, source=masked(source))
    path = path.expanduser()
    check_file(path)
    return VideoFileSource(path, realtime=realtime)
