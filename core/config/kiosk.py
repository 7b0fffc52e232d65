"""What an operator may set about the kiosk."""

from typing import Literal

import msgspec


class KioskSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kiosk at an entrance. `pin` is the hash of what it takes to leave it, empty until one was set.

    `camera` is the id of the one people stand in front of, empty for the first; `ways` says whether people are asked
    if they come or go, or take turns, or always go one way.
    """

    pin: str = ""
    camera: str = ""
    ways: Literal["ask", "turns", "in", "out"] = "turns"
