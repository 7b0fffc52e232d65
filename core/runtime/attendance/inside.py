"""Who is inside at this moment."""

from datetime import timedelta

from core.domain.attendance import Way
from core.domain.reports import Muster, MusterRow
from core.domain.text import folded
from core.domain.visitors import VISITORS
from core.runtime.attendance.books import Books
from core.runtime.attendance.reckoning import is_colleague
from core.runtime.attendance.today import guests
from core.runtime.attendance.zones import zone_of

STAY = timedelta(hours=24)
"""Who came longer ago has left without being seen. Before that they are listed: in a fire one too many is the lesser
mistake, and the list says since when everybody is in."""


def muster(books: Books) -> Muster:
    """Return who is inside, visitors included, by name. Raises KnownError(ZONE_UNKNOWN)."""
    now = books.clock.utc()
    zone = zone_of(books.plan().calendar)
    last = books.ledger.last_punches(now - STAY)
    people = {person.id: person for person in books.people()}
    rows = [
        MusterRow(person, people[person].name, people[person].membership.groups, punch.at, punch.door)
        for person, punch in last.items()
        if punch.way is Way.IN and punch.at <= now and person in people and is_colleague(people[person])
    ]
    for visit in guests(books.visits.visits(), now):
        host = people[visit.host].name if visit.host in people else ""
        rows.append(MusterRow(visit.person, visit.name, frozenset({VISITORS}), visit.arrived, "", True, host))
    rows.sort(key=lambda row: (folded(row.name), row.person))
    return Muster(now, zone.key, books.settings().company, tuple(rows))
