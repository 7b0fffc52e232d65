"""When somebody may pass the next time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.domain.access import AccessState, Entering, Passer, Proof
from core.domain.ids import DoorId
from core.domain.plan import Plan
from core.policy.access.deciding import decide

_DAYS = 14


def next_allowed(
    passer: Passer,
    door: DoorId,
    after: datetime,
    state: AccessState,
    plan: Plan,
    proof: Proof,
    way: Entering,
    zone: ZoneInfo,
) -> datetime | None:
    """Return the first moment after `after` at which they may pass if only time goes by.

    None where there is none within a fortnight, counted from when they are valid.
    """
    for moment in sorted(set(_turns(passer, after, plan, zone))):
        if moment > after and decide(passer, door, moment, state, plan, proof, way, zone).allow:
            return moment
    return None


def _turns(passer: Passer, after: datetime, plan: Plan, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield every moment at which an answer may change for the better."""
    begins = max(after, passer.membership.since or after)
    yield begins
    minutes = {0}
    for schedule in plan.access.schedules:
        for hours in (*(hours for day in schedule.week for hours in day), *schedule.holidays):
            minutes |= {hours.start, hours.end}
    today = begins.astimezone(zone).date()
    for days in range(-1, _DAYS + 1):
        day = today + timedelta(days=days)
        yield from (_moment(day, minute, zone, after) for minute in minutes)


def _moment(day: date, minute: int, zone: ZoneInfo, like: datetime) -> datetime:
    local = datetime.combine(day, time(), zone) + timedelta(minutes=minute)
    return local.astimezone(like.tzinfo)
