"""Addresses as people paste them, and what of them may be told."""

import pytest

from core.capture.address import network_address
from core.config import CameraSettings, masked
from core.domain.camera import CameraSpec
from core.domain.ids import CameraId


@pytest.mark.parametrize(
    ("text", "url", "host", "port"),
    [
        ("rtsp://camera/live", "rtsp://camera/live", "camera", 554),
        ("RTSP://Camera:8554/Live", "rtsp://Camera:8554/Live", "camera", 8554),
        ("rtsps://10.0.0.5", "rtsps://10.0.0.5", "10.0.0.5", 322),
        ("https://[fe80::1]/v?x=1", "https://[fe80::1]/v?x=1", "fe80::1", 443),
        (" http://camera \n", "http://camera", "camera", 80),
        ("rtsp://host:554/stream@1", "rtsp://host:554/stream@1", "host", 554),
        ("rtsp://host/user@home/1", "rtsp://host/user@home/1", "host", 554),
        ("rtsp://admin:word@host/1", "rtsp://admin:word@host/1", "host", 554),
        ("rtsp://admin@host/1", "rtsp://admin@host/1", "host", 554),
        ("rtsp://admin:p@ss@host/1", "rtsp://admin:p%40ss@host/1", "host", 554),
        ("rtsp://admin:p%40ss@host/1", "rtsp://admin:p%40ss@host/1", "host", 554),
        ("rtsp://admin:a/b?c#d@host:8554/1", "rtsp://admin:a%2Fb%3Fc%23d@host:8554/1", "host", 8554),
        ("rtsp://admin:@/#@host/1", "rtsp://admin:%40%2F%23@host/1", "host", 554),
        ("rtsp://admin:100%@host/1", "rtsp://admin:100%25@host/1", "host", 554),
        ("rtsp://管理:密码@host/1", "rtsp://%E7%AE%A1%E7%90%86:%E5%AF%86%E7%A0%81@host/1", "host", 554),
    ],
)
def test_user_and_password_may_hold_any_character(text: str, url: str, host: str, port: int) -> None:
    address = network_address(text)
    assert (address.url, address.host, address.port) == (url, host, port)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("rtsp://admin:word@host:554/live", "rtsp://***@host:554/live"),
        ("rtsp://admin:w@r/d ?#@host/live", "rtsp://***@host/live"),
        ("http://host/video?user=admin&pwd=word&channel=1", "http://host/video?user=***&pwd=***&channel=1"),
        ("http://host/v?loginuse=a&loginpas=b", "http://host/v?loginuse=***&loginpas=***"),
        (
            "http://host/v?Token=a&PASSWORD=b&api_key=c;size=2",
            "http://host/v?Token=***&PASSWORD=***&api_key=***;size=2",
        ),
        ("rtsp://host/user=admin&password=word&channel=1.sdp", "rtsp://host/user=***&password=***&channel=1.sdp"),
        ("rtsp://host/channel=1_user=admin_password=word_stream=0.sdp", "rtsp://host/channel=1_user=***"),
        ("rtsp://host/live?channel=1&size=hd", "rtsp://host/live?channel=1&size=hd"),
        ("usb:0", "usb:0"),
        ("/videos/a@b.mp4", "/videos/a@b.mp4"),
    ],
)
def test_secrets_are_masked_and_the_rest_stays(source: str, shown: str) -> None:
    assert masked(source) == shown


def test_a_camera_never_prints_its_password() -> None:
    spec = CameraSpec(CameraId("door"), "Door", "rtsp://admin:word@host/live")
    assert "word" not in repr(spec)
    assert repr(CameraSettings.of(spec)) == "CameraSettings('door', 'Door', 'rtsp://***@host/live')"
    assert "word" not in repr(network_address(spec.source))
