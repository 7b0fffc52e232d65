"""The station behind a kiosk, and the PIN it takes to leave it."""

from pathlib import Path

import msgspec

from core.bootstrap.parts import Progress
from core.bootstrap.station import open_station
from core.config import Settings, load_settings, save_settings
from core.domain.errors import ErrorCode, KnownError
from core.runtime.kiosk_pin import sealed
from core.runtime.station import Station

DEMO_PIN = "2580"
"""Leaves the kiosk of the demo, and is the PIN of DEMO_NUMBER there."""
DEMO_NUMBER = "D001"


def open_kiosk(data_dir: Path, *, demo: bool = False, progress: Progress | None = None) -> Station:
    """Assemble a station whose kiosk can be left, ready to start. Raises KnownError(KIOSK_PIN_MISSING) and others."""
    if not demo and not load_settings(data_dir).kiosk.pin:
        raise KnownError(ErrorCode.KIOSK_PIN_MISSING)
    station = open_station(data_dir, demo=demo, progress=progress)
    if demo:
        try:
            _furnish(station)
        except BaseException:
            station.stop()
            raise
    return station


def set_kiosk_pin(data_dir: Path, pin: str) -> None:
    """Keep the hash of the PIN it takes to leave the kiosk. Raises KnownError(PIN_WEAK, SETTINGS_INVALID)."""
    save_settings(data_dir, _with_pin(load_settings(data_dir), pin))


def _with_pin(settings: Settings, pin: str) -> Settings:
    return msgspec.structs.replace(settings, kiosk=msgspec.structs.replace(settings.kiosk, pin=sealed(pin)))


def _furnish(station: Station) -> None:
    """Set the demo's PINs."""
    station.save_settings(_with_pin(station.settings, DEMO_PIN))
    for person in station.people():
        if person.external_id == DEMO_NUMBER:
            station.desks.credentials.set_pin(person.id, DEMO_PIN)
