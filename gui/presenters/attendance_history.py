"""What was written by hand, in words: corrections, leaves, requests and their answers."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from core.domain.attendance import Day, Punch
from core.domain.ids import EventId
from core.domain.ledger import Entry, Request
from core.domain.reports import Deed, HistoryLine
from core.domain.work import Leave
from gui.presenters.attendance import fact_text
from gui.presenters.text import Translate


def history_text(line: HistoryLine, zone: tzinfo, translate: Translate) -> str:
    """Say what was done, without who and when."""
    fact, before = _said(line.entry, zone, translate), _said(line.before, zone, translate)
    back, down = translate("Attendance", "Taken back"), translate("Attendance", "Turned down")
    undone = history_text(line.undone, zone, translate) if line.undone is not None else ""
    pattern = {
        Deed.ADDED: translate("Attendance", "Added: {fact}"),
        Deed.REPLACED: translate("Attendance", "Changed: {before} to {fact}"),
        Deed.STRUCK: translate("Attendance", "Struck out: {before}"),
        Deed.UNDONE: f"{back}: {{undone}}" if undone else back,
        Deed.LEAVE: translate("Attendance", "Leave: {fact}"),
        Deed.ASKED: translate("Attendance", "Asked for: {fact}"),
        Deed.GRANTED: translate("Attendance", "Granted: {fact}"),
        Deed.TURNED_DOWN: f"{down}: {{before}}" if before else down,
        Deed.PLANNED: translate("Attendance", "Changed the plan"),
        Deed.AT_DOOR: translate("Attendance", "Did something at a door"),
    }[line.deed]
    return pattern.format(fact=fact, before=before, undone=undone)


def signature(line: HistoryLine, zone: tzinfo, translate: Translate) -> str:
    """Say who did it, when and why."""
    author = line.entry.author or translate("Attendance", "Usher")
    written = f"{line.entry.utc.astimezone(zone):%Y-%m-%d %H:%M}"
    return " · ".join(part for part in (author, written, line.entry.reason) if part)


def concerns(line: HistoryLine, day: date, owners: Mapping[EventId, date], zone: tzinfo) -> bool:
    """Say whether something written is about a day; `owners` says to which day a punch that counts belongs."""
    entries = (entry for entry in (line.entry, line.before) if entry is not None)
    own = any(_touches(entry, day, owners, zone) for entry in entries)
    return own or (line.undone is not None and concerns(line.undone, day, owners, zone))


def owners_of(days: Sequence[Day]) -> Mapping[EventId, date]:
    """Return to which day each punch belongs: one after midnight may be of the day before."""
    return {stamp.id: day.day for day in days for stamp in day.stamps}


def _touches(entry: Entry, day: date, owners: Mapping[EventId, date], zone: tzinfo) -> bool:
    fact = entry.fact.wanted if isinstance(entry.fact, Request) else entry.fact
    if isinstance(fact, Punch):
        return owners.get(entry.id, fact.at.astimezone(zone).date()) == day
    return isinstance(fact, Leave) and fact.first <= day <= fact.last


def _said(entry: Entry | None, zone: tzinfo, translate: Translate) -> str:
    fact = entry.fact if entry is not None else None
    wanted = fact.wanted if isinstance(fact, Request) else fact
    return fact_text(wanted, zone, translate) if isinstance(wanted, Punch | Leave) else ""
