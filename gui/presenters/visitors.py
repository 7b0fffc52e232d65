"""Visitors as lines of a book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from core.domain.ids import PersonId
from core.domain.text import folded
from core.domain.visitors import Visit
from gui.presenters.text import Translate


class Standing(StrEnum):
    """Where a visit stands."""

    IN = "in"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in words."""

    visit: Visit
    standing: Standing
    host: str
    state: str
    arrived: str
    erased: str


def standing(visit: Visit, now: datetime) -> Standing:
    """Say whether somebody is here, has left, or should have."""
    if visit.left is not None:
        return Standing.LEFT
    return Standing.IN if now < visit.until else Standing.OVER


def line_of(
    visit: Visit, names: Mapping[PersonId, str], now: datetime, zone: tzinfo, translate: Translate
) -> VisitLine:
    """Return a visit in words, by the clocks of the site."""
    where = standing(visit, now)
    if where is Standing.LEFT and visit.left is not None:
        state = translate("Visitors", "Left {when}").format(when=_moment(visit.left, now, zone))
    elif where is Standing.IN:
        state = translate("Visitors", "Here until {when}").format(when=until_text(visit.until, now, zone))
    else:
        state = translate("Visitors", "Over since {when}").format(when=until_text(visit.until, now, zone))
    host = names.get(visit.host, "") if visit.host is not None else ""
    erased = f"{visit.erase_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return VisitLine(visit, where, host, state, _moment(visit.arrived, now, zone), erased)


def until_text(until: datetime, now: datetime, zone: tzinfo) -> str:
    """Write an end; midnight is the 24:00 of the day before, as nobody leaves at the 00:00 of the next."""
    local = until.astimezone(zone)
    if local.hour == local.minute == 0:
        day = (local - timedelta(days=1)).date()
        return "24:00" if day == now.astimezone(zone).date() else f"{day.isoformat()} 24:00"
    return _moment(until, now, zone)


def finds(line: VisitLine, text: str) -> bool:
    """Say whether a search finds a visit: by name, company, host or purpose."""
    visit = line.visit
    return folded(text) in folded(" ".join((visit.name, visit.company, line.host, visit.purpose)))


def count_text(lines: "list[VisitLine]", translate: Translate) -> str:
    """Say how many are here."""
    here = sum(line.standing is Standing.IN for line in lines)
    if here == 1:
        return translate("Visitors", "1 visitor is here")
    return translate("Visitors", "{n} visitors are here").format(n=here)


def _moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    same = local.date() == now.astimezone(zone).date()
    return f"{local:%H:%M}" if same else f"{local:%Y-%m-%d %H:%M}"
