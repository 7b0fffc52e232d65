"""One punch per visit: who stays in view comes once, and which way they go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.attendance import Punch, Way
from core.domain.camera import Direction


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody at a place: `seen` is when they were last seen there, `latest` the latest time read in this visit.

    The two differ only after the clock was set back.
    """

    seen: datetime
    latest: datetime

    @staticmethod
    def noted(seen: datetime) -> "Presence":
        """Return what is known of a visit from a note of when somebody was last seen."""
        return Presence(seen, seen)


def see(before: Presence | None, at: datetime, away_s: float) -> tuple[Presence, bool]:
    """Return somebody's presence after they were seen at a place at `at`, and whether a new visit began with it.

    A visit goes on as long as somebody is seen again within `away_s` seconds, however long it takes. A clock that is
    set back, or set right again after that, begins no visit; pictures that come out of order do not either.
    """
    away = timedelta(seconds=away_s)
    if before is None or (at - before.seen > away and abs(at - before.latest) > away):
        return Presence.noted(at), True
    latest = max(at, before.latest)
    out_of_order = timedelta(0) < before.seen - at <= away
    return Presence(before.seen if out_of_order else at, latest), False


def way_of(direction: Direction, chosen: Way | None, last: Punch | None, since: datetime) -> Way:
    """Return which way somebody goes who punches now.

    The direction of the camera decides, then what they `chosen` at the kiosk, else it is the opposite of their `last`
    punch if that was not before `since`: the beginning of the working day as Reckoner.since gives it. So yesterday's
    forgotten OUT does not turn today's first punch into one, while a night's IN is followed by its OUT.
    """
    if direction is not Direction.BOTH:
        return Way.IN if direction is Direction.IN else Way.OUT
    if chosen is not None:
        return chosen
    return last.way.other() if last is not None and last.at >= since else Way.IN
