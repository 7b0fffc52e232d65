"""Who is inside at this moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.domain.attendance import Punch, Way
from core.domain.calendar import Calendar
from core.domain.errors import KnownError
from core.domain.reports import Muster, MusterRow
from core.domain.text import folded
from core.domain.visitors import VISITORS
from core.runtime.attendance.books import Books
from core.runtime.attendance.reckoning import is_colleague
from core.runtime.attendance.today import guests
from core.runtime.attendance.zones import zone_of
from core.runtime.site_ports import Ledger

STAY = timedelta(hours=24)
"""Who came longer ago has left without being seen. Before that they are listed: in a fire one too many is the lesser
mistake, and the list says since when everybody is in."""
_MOMENT = timedelta(microseconds=1)


def muster(books: Books) -> Muster:
    """Return who is inside, visitors included, by name."""
    now, zone = books.clock.utc(), _zone(books.plan().calendar)
    people = {person.id: person for person in books.people()}
    rows = [
        MusterRow(punch.person, people[punch.person].name, people[punch.person].membership.groups, punch.at, punch.door)
        for punch in _comings(books.ledger, now)
        if punch.person in people and is_colleague(people[punch.person])
    ]
    for visit in guests(books.visits.visits(), now):
        host = people[visit.host].name if visit.host in people else ""
        rows.append(MusterRow(visit.person, visit.name, frozenset({VISITORS}), visit.arrived, "", True, host))
    rows.sort(key=lambda row: (folded(row.name), row.person))
    return Muster(now, zone.key, books.settings().company, tuple(rows))


def _comings(ledger: Ledger, now: datetime) -> list[Punch]:
    """Return the last punch of everybody who came and did not leave.

    Once a clock was set back there are punches ahead of it, and who came by one or by the other is listed.
    """
    newest = ledger.last_punches(now - STAY)
    ahead = [punch.person for punch in newest.values() if punch.at > now]
    before = ledger.last_punches(now - STAY, now + _MOMENT) if ahead else {}
    last = {**newest, **{who: before[who] for who in ahead if who in before and before[who].way is Way.IN}}
    return [punch for punch in last.values() if punch.way is Way.IN]


def _zone(calendar: Calendar) -> ZoneInfo:
    """Return the zone of a site; a list with the times of this machine is better than none."""
    try:
        return zone_of(calendar)
    except KnownError:
        return zone_of(Calendar())
