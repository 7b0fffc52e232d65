"""Visitors: signed in for a day, found until it ends, erased by themselves."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.config import Settings
from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.domain.explaining import GivenCode
from core.domain.ids import PersonId, new_person_id
from core.domain.people import Membership, NewPerson, NewTemplate, PersonFacts
from core.domain.text import writable
from core.domain.tracking import FaceShot
from core.domain.visitors import VISITORS, Visit
from core.runtime.directory import PeopleDesk
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.roster import Roster, template_of
from core.runtime.site_ports import VisitBook

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewVisitor:
    """Who comes, from where, to whom, and what for. `until` None stands for tonight."""

    name: str
    company: str = ""
    host: PersonId | None = None
    purpose: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """What the desk works with."""

    visits: VisitBook
    people: PeopleDesk
    roster: Roster
    credentials: CredentialDesk
    zone: Callable[[], ZoneInfo]
    settings: Callable[[], Settings]
    clock: Clock
    changed: Callable[[], None]


class VisitorDesk:
    """Safe from any thread; everything waits for the disk. A visitor is a person in the group VISITORS."""

    def __init__(self, reception: Reception) -> None:
        self._with = reception

    def sign_in(self, visitor: NewVisitor, shots: Sequence[FaceShot] = ()) -> Visit:
        """Enrol a visitor until tonight, by face where there are `shots`. Raises KnownError(NAME_EMPTY, DISK_FULL)."""
        templates = tuple(template_of(s.embedding, s.quality, s.aligned, s.attributes) for s in shots)
        return self._enrol(visitor, templates)

    def badge(self, person: PersonId) -> GivenCode:
        """Make a QR code for a visitor's badge; the one printed before is worth nothing then. Raises KnownError."""
        return self._with.credentials.give_code(person)

    def sign_out(self, person: PersonId) -> None:
        """Note that a visitor left; they pass no door from now on. Raises KnownError(VISITOR_UNKNOWN)."""
        now = self._with.clock.utc()
        self._with.visits.sign_out(person, now)
        self._let_be_found(person, now)

    def extend(self, person: PersonId, until: datetime | None = None) -> None:
        """Let a visitor stay until `until`, None for tonight, also if they had left. Raises KnownError."""
        end = until or self.tonight()
        self._with.visits.extend(person, end, self._erasure_of(end))
        self._let_be_found(person, end)

    def visits(self) -> tuple[Visit, ...]:
        """Return everybody not erased yet, newest first."""
        return self._with.visits.visits()

    def erase(self, person: PersonId) -> None:
        """Erase a visitor and all that is known of them at once. Raises KnownError(VISITOR_UNKNOWN)."""
        if all(visit.person != person for visit in self.visits()):
            raise KnownError(ErrorCode.VISITOR_UNKNOWN)
        self._with.people.erase(person)
        self._with.changed()

    def erase_due(self) -> int:
        """Erase everybody whose time has come, and return how many; one who cannot be erased is tried again."""
        now = self._with.clock.utc()
        due = [visit for visit in self.visits() if visit.erase_at <= now]
        for visit in due:
            self._with.people.erase(visit.person)
        if due:
            log.info("%d visitors were erased, as their time was over", len(due))
            self._with.changed()
        return len(due)

    def tonight(self) -> datetime:
        """Return when this day ends at the site."""
        zone = self._with.zone()
        return _midnight_after(self._with.clock.utc().astimezone(zone), zone, 1)

    def _enrol(self, visitor: NewVisitor, templates: tuple[NewTemplate, ...]) -> Visit:
        now, until = self._with.clock.utc(), visitor.until or self.tonight()
        name = visitor.name.strip()
        membership = Membership(frozenset({VISITORS}), since=None, until=until)
        new = NewPerson(new_person_id(), now, PersonFacts(name, membership=membership), templates)
        self._with.roster.enrol_people((new,))
        purpose, company = writable(visitor.purpose.strip()), writable(visitor.company.strip())
        visit = Visit(new.id, name, visitor.host, purpose, company, now, until, self._erasure_of(until))
        try:
            self._with.visits.sign_in(visit)
        except KnownError:
            self._with.people.erase(new.id)  # nobody would ever: they are in no book
            raise
        self._with.changed()
        return visit

    def _let_be_found(self, person: PersonId, until: datetime) -> None:
        details = self._with.people.details(person)
        if details is None:
            raise KnownError(ErrorCode.VISITOR_UNKNOWN)
        membership = replace(details.facts.membership, until=until)
        self._with.people.update(person, replace(details.facts, membership=membership))
        self._with.changed()

    def _erasure_of(self, until: datetime) -> datetime:
        """Return when somebody is erased: some days after the night that ends their last day."""
        zone = self._with.zone()
        # Who may stay until midnight was there for the day before it.
        last = (until - timedelta(microseconds=1)).astimezone(zone)
        return _midnight_after(last, zone, 1 + self._with.settings().attendance.visitors_kept_days)


def _midnight_after(local: datetime, zone: ZoneInfo, days: int) -> datetime:
    """Return the beginning of the day `days` after a local time, in UTC.

    Where the clocks go forward at midnight that day begins at one o'clock, which is the same moment.
    """
    midnight = datetime.combine(local.date() + timedelta(days=days), time(), zone)
    return midnight.astimezone(UTC)
