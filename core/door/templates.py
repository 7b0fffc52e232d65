"""Filling in what the settings have a device told."""

import time

FOREVER_S = 86_400.0
"""What {seconds} is where a device that wants a time is to stay as it is: a day, and it is told again before."""
FRESH_S = 2.0
"""For so long after it was sent a device may act on what has {expires} in it."""
NEVER = 4_102_444_800
"""{expires} of what is never too late, such as locking: the year 2100, in Unix seconds."""


def filled(template: str, seconds: float | None, expires: int | None = None) -> str:
    """Return `template` with {seconds}, {milliseconds} and {expires} filled in; other braces stay, as JSON has them."""
    span_s = FOREVER_S if seconds is None else seconds
    end = int(time.time() + FRESH_S + 1) if expires is None else expires
    return (
        template.replace("{seconds}", f"{round(span_s, 3):g}")
        .replace("{milliseconds}", str(round(span_s * 1000)))
        .replace("{expires}", str(end))
    )


def has_span(*templates: str) -> bool:
    """Say whether the device is told for how long."""
    return any("{seconds}" in template or "{milliseconds}" in template for template in templates)
