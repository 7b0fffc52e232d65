"""Asking an ONVIF camera where its video is."""

from urllib.parse import unquote, urlsplit

from core.capture.address import NetworkAddress, network_address
from core.domain.errors import ErrorCode, KnownError

DEVICE_PATH = "/onvif/device_service"
"""Where the standard has every device answer."""
_ASK_S = 2.0


def stream_address(address: NetworkAddress) -> NetworkAddress:
    """Return the RTSP address of the first, that is the main, stream of the camera at an onvif or onvifs address.

    Raises KnownError: SOURCE_REFUSED, SOURCE_UNREACHABLE, or SOURCE_NO_STREAM for what does not speak ONVIF.
    """
    # Loading it takes half a second, which only those with such a camera should spend.
    from onveef import OnvifAuthError, OnvifClient, OnvifError, OnvifTransportError

    parts = urlsplit(address.url)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    # A camera in the building has no certificate that anybody could verify.
    camera = OnvifClient(
        _device(address), username=user, password=password, timeout_s=_ASK_S, retries=0, verify_tls=False
    )
    try:
        with camera:
            profiles = camera.get_profiles()
            url = camera.get_stream_uri(profile_token=profiles[0]["token"], with_credentials=True) if profiles else ""
    except OnvifAuthError as error:
        raise KnownError(ErrorCode.SOURCE_REFUSED, source=address.shown) from error
    except OnvifTransportError as error:
        raise KnownError(ErrorCode.SOURCE_UNREACHABLE, address=f"{address.host}:{address.port}") from error
    except OnvifError as error:
        raise KnownError(ErrorCode.SOURCE_NO_STREAM, source=address.shown) from error
    if not url:
        raise KnownError(ErrorCode.SOURCE_NO_STREAM, source=address.shown)
    return network_address(url)


def _device(address: NetworkAddress) -> str:
    scheme = "https" if address.scheme == "onvifs" else "http"
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{scheme}://{host}:{address.port}{urlsplit(address.url).path.rstrip('/') or DEVICE_PATH}"
