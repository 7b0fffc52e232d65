"""Reckons days from stamps."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.domain.attendance import Day, Stamp
from core.domain.ids import PersonId
from core.domain.plan import Plan
from core.domain.work import Leave


class Reckoner:
    """Reckons the days from `first` to `last` under one plan in one zone, for many people.

    What people share (when each shift is, what a rota says) is worked out once. It is a value: nothing in it changes
    but what it remembers, and any thread may ask it.
    """

    def __init__(self, plan: Plan, zone: ZoneInfo, first: date, last: date) -> None:
        raise NotImplementedError

    def days(
        self,
        person: PersonId,
        groups: frozenset[str],
        stamps: Sequence[Stamp],
        leaves: Sequence[Leave],
        now: datetime,
    ) -> tuple[Day, ...]:
        """Return what each day amounts to at `now`, one Day for each date in order.

        `stamps` are the person's within `window` of the days, in any order; those after `now` are not looked at.
        `leaves` are those in force, also other people's; `groups` are the names the person is a member of.
        """
        raise NotImplementedError

    def since(self, person: PersonId, groups: frozenset[str], at: datetime) -> datetime:
        """Return since when a punch belongs to the same working day as one at `at`, for `core.policy.presence.way_of`.

        `at` must be on the days the reckoner was made for.
        """
        raise NotImplementedError


def reckon(
    stamps: Sequence[Stamp],
    leaves: Sequence[Leave],
    plan: Plan,
    person: PersonId,
    groups: frozenset[str],
    first: date,
    last: date,
    now: datetime,
    zone: ZoneInfo,
) -> tuple[Day, ...]:
    """Return what one person's days from `first` to `last` amount to at `now`; as Reckoner.days."""
    return Reckoner(plan, zone, first, last).days(person, groups, stamps, leaves, now)


def window(first: date, last: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return from when until when stamps must be known to reckon these days, in UTC; the end is exclusive."""
    raise NotImplementedError
