"""Where a site is on the clock."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import tzlocal

from core.domain.calendar import Calendar
from core.domain.errors import ErrorCode, KnownError


def zone_of(calendar: Calendar) -> ZoneInfo:
    """Return the zone of a site, which is that of the machine where none is given. Raises KnownError(ZONE_UNKNOWN)."""
    if not calendar.zone:
        return tzlocal.get_localzone()
    try:
        return ZoneInfo(calendar.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # the last two for names that are no zone's path
        raise KnownError(ErrorCode.ZONE_UNKNOWN, zone=calendar.zone) from error


def zone_named(key: str) -> ZoneInfo:
    """Return the zone that stands under its name in a report; the machine's own may have none that others know."""
    try:
        return ZoneInfo(key)
    except ZoneInfoNotFoundError:
        return tzlocal.get_localzone()


def own_zone() -> str:
    """Return the IANA name of the machine's own zone; empty where it has none that others know."""
    return tzlocal.get_localzone_name() or ""


def zone_names() -> tuple[str, ...]:
    """Return the IANA names this machine has, in order; reads the disk."""
    return tuple(sorted(name for name in available_timezones() if "/" in name or name == "UTC"))
