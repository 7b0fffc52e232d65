"""The console's own figures, for the line a timed run ends with."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gui.presenters.meter import WallCounters

_STATUS = Path("/proc/self/status")


def resident_mb() -> float | None:
    """Return the memory this process holds in MB; None where the platform does not tell the current value."""
    if sys.platform != "linux":
        return None
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return None


def line(
    counters: WallCounters,
    *,
    repaints: int,
    seconds: float,
    size: tuple[int, int],
    resident: tuple[float | None, float | None, float | None],
) -> str:
    """Return the JSON line: type "console", measured over the last `seconds`; memory at start, warm and at the end."""
    tiles: list[dict[str, Any]] = []
    for tile in counters.tiles:
        rate = round(tile.repaints / seconds, 1) if seconds > 0 else 0.0
        tiles.append(asdict(tile) | {"repaints_per_s": rate})
    start, warm, end = resident
    found = {
        "type": "console",
        "seconds": round(seconds, 1),
        "window": list(size),
        "repaints_per_s": round(repaints / seconds, 1) if seconds > 0 else 0.0,
        "tiles": tiles,
        "rss_mb": {"start": start, "warm": warm, "end": end},
    }
    return json.dumps(found)
