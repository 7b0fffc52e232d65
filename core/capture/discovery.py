"""Looking for cameras: plugged into this machine, and in its networks."""

import logging
import socket
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import psutil

from core.capture.onvif import DEVICE_PATH
from core.capture.usb import usb_cameras
from core.domain.camera import FoundCamera

log = logging.getLogger(__name__)

LISTEN_S = 2.5
"""Cameras answer within half a second, slow ones and those behind a bad radio link on the second or third call."""
_CAMERA_TYPE = "dn:NetworkVideoTransmitter"
"""The one type every ONVIF camera has; a device answers only when it has all that are asked for."""


def discover(interfaces: Sequence[str] | None = None, listen_s: float = LISTEN_S) -> tuple[FoundCamera, ...]:
    """Return the cameras of this machine, then those in its networks; takes `listen_s` seconds."""
    return local_cameras() + network_cameras(interfaces, listen_s)


def local_cameras() -> tuple[FoundCamera, ...]:
    """Return the cameras plugged in; named by their name where only one bears it, otherwise by their number."""
    cameras = usb_cameras()
    bearers = Counter(camera.name.casefold() for camera in cameras)
    return tuple(
        FoundCamera(
            camera.name,
            f"usb:{camera.name if bearers[camera.name.casefold()] == 1 and camera.name else camera.index}",
            f"camera number {camera.index} of this machine",
        )
        for camera in cameras
    )


def network_cameras(interfaces: Sequence[str] | None = None, listen_s: float = LISTEN_S) -> tuple[FoundCamera, ...]:
    """Return the ONVIF cameras that answer a call into every network, by name; user and password are still missing.

    `interfaces` are this machine's addresses to call from, all but loopback unless given.
    """
    # Loading it takes half a second, and it is wanted only here.
    from onveef.wsdiscovery import DiscoveredDevice
    from onveef.wsdiscovery import discover as call

    def call_from(interface: str) -> list[DiscoveredDevice]:
        return call(timeout_s=listen_s, types=_CAMERA_TYPE, interface_ip=interface)

    addresses = list(_addresses() if interfaces is None else interfaces)
    if not addresses:
        return ()
    with ThreadPoolExecutor(len(addresses), "discover") as pool:
        answers = [device for found in pool.map(call_from, addresses) for device in found]
    devices = {device.endpoint_reference or device.address: device for device in answers}
    described = (_described(d.xaddrs, unquote(d.name), unquote(d.hardware)) for d in devices.values())
    return tuple(sorted((camera for camera in described if camera is not None), key=lambda c: (c.name, c.source)))


def _addresses() -> list[str]:
    """Return the IPv4 addresses of this machine in the networks it is in."""
    every = (address for addresses in psutil.net_if_addrs().values() for address in addresses)
    return [a.address for a in every if a.family is socket.AF_INET and not ip_address(a.address).is_loopback]


def _described(places: Sequence[str], name: str, hardware: str) -> FoundCamera | None:
    """Return what is known of a camera that answers at one of the addresses `places`; None without a usable one."""
    for place in places:
        try:
            parts = urlsplit(place)
            host, port = parts.hostname, parts.port
        except ValueError:
            continue
        if host and parts.scheme in ("http", "https") and ":" not in host:
            scheme = parts.scheme.replace("http", "onvif")
            at = f"{host}:{port}" if port else host
            path = "" if parts.path == DEVICE_PATH else parts.path
            return FoundCamera(name or hardware or host, f"{scheme}://{at}{path}", f"{hardware} at {host}".strip())
    log.info("A device answered without an address that can be used: %s", " ".join(places))
    return None
