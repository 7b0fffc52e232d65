"""Makes the relay of a door from its settings."""

from core.config.doors import DoorSettings
from core.door.relay import Relay


def relay_of(settings: DoorSettings) -> Relay:
    """Return the relay of a door; nothing is connected yet. Raises KnownError(RELAY_UNUSABLE) for settings unfit."""
    raise NotImplementedError(settings.id)
