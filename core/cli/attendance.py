"""`usher attendance`: who is here, reports, corrections, leave and requests."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap.printing import report_pdf
from core.bootstrap.site_desks import AttendanceOffice, open_attendance
from core.cli.attendance_records import (
    days_table,
    history_table,
    request_record,
    requests_table,
    today_record,
    today_table,
)
from core.cli.context import data_dir_of, refuse_far
from core.cli.output import emit, known_failures, say
from core.cli.people import find_person
from core.domain.attendance import Punch, Source, Way
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import EventId
from core.domain.reports import DaysQuery, ReportFormat, ReportKind
from core.domain.work import Leave, LeaveKind

Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Who = Annotated[str, typer.Argument(metavar="NAME", help="The name, the ID or the key.", show_default=False)]
Which = Annotated[str, typer.Argument(metavar="ENTRY", help="As a list or history names it.", show_default=False)]
Reason = Annotated[str, typer.Option(help="Why; it is kept for good.")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day; this month's first.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day; today.")]
At = Annotated[
    datetime | None,
    typer.Option("--at", formats=["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"], help="Local time, as 2024-05-31 08:00; now."),
]

app = typer.Typer(help="Who is here, reports, corrections, leave and requests.", no_args_is_help=True)


@app.command()
def report(
    context: typer.Context,
    first: From = None,
    last: To = None,
    kind: Annotated[ReportKind, typer.Option(help="What it lists.")] = ReportKind.TOTALS,
    group: Annotated[str, typer.Option(help="Only people of this group.")] = "",
    form: Annotated[ReportFormat, typer.Option("--format", help="How it is written.")] = ReportFormat.CSV,
    output: Annotated[Path | None, typer.Option(help="The file; CSV and JSON are printed without one.")] = None,
) -> None:
    """Write a report of some days."""
    with known_failures(), open_attendance(data_dir_of(context), report_pdf) as office:
        made = office.reports.report(kind, DaysQuery(*_period(office, first, last), group))
        if output is None and form in (ReportFormat.CSV, ReportFormat.JSON):
            typer.echo(office.reports.render(made, form).decode("utf-8-sig"), nl=False)
            return
        path = output or Path(f"usher-{kind}-{made.first}-{made.last}.{form}")
        office.reports.write(made, path, form)
    say(f"The report is in {path}; rows: {len(made.rows)}.")


@app.command()
def today(context: typer.Context, as_json: Json = False) -> None:
    """Show who is in, late, missing or away."""
    with known_failures(as_json=as_json), open_attendance(data_dir_of(context)) as office:
        found, zone = office.desk.today(), office.desk.zone()
    if as_json:
        for row in found.rows:
            emit(today_record(row))
    else:
        today_table(found, zone)


@app.command()
def person(context: typer.Context, who: Who, first: From = None, last: To = None) -> None:
    """Show one person's days and punches, and every correction of them."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        found = office.desk.person(find_person(office.store, who).id, *_period(office, first, last))
        days_table(found, office.desk.zone())


@app.command()
def punch(
    context: typer.Context,
    who: Who,
    reason: Reason,
    coming: Annotated[bool, typer.Option("--in/--out", help="Which way.")] = True,
    at: At = None,
) -> None:
    """Add a punch that was not recorded."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        meant, way = find_person(office.store, who).id, Way.IN if coming else Way.OUT
        entry = office.desk.correct(meant, None, Punch(_moment(office, at), meant, way, Source.MANUAL), reason)
    say(f"Recorded as {entry}.")


@app.command()
def correct(
    context: typer.Context,
    which: Which,
    reason: Reason,
    coming: Annotated[bool | None, typer.Option("--in/--out", help="Another way.")] = None,
    at: At = None,
    strike: Annotated[bool, typer.Option("--strike", help="It never happened.")] = False,
) -> None:
    """Put another punch in the place of a recorded one, or strike it out; “undo” takes that back."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        old = _punch_of(office, which)
        way = old.way if coming is None else Way.IN if coming else Way.OUT
        moment = old.at if at is None else _moment(office, at)
        new = None if strike else Punch(moment, old.person, way, Source.MANUAL, old.door)
        entry = office.desk.correct(old.person, EventId(which), new, reason)
    say(f"Recorded as {entry}.")


@app.command()
def undo(context: typer.Context, which: Which, reason: Reason) -> None:
    """Take back a correction, a leave, a request or an answer."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        entry = office.desk.undo(EventId(which), reason)
    say(f"Recorded as {entry}.")


@app.command()
def leave(
    context: typer.Context,
    who: Who,
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")],
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day; the first.")] = None,
    kind: Annotated[LeaveKind, typer.Option(help="Why.")] = LeaveKind.VACATION,
    reason: Annotated[str, typer.Option(help="What is to be remembered of it.")] = "",
) -> None:
    """Let somebody be away; “undo” takes it back."""
    begin, end = first.date(), (last or first).date()
    if end < begin:
        raise typer.BadParameter("a leave ends before it begins")
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        granted = Leave(find_person(office.store, who).id, begin, end, kind)
        entry = office.desk.grant_leave(granted, reason)
    say(f"Recorded as {entry}.")


@app.command()
def requests(context: typer.Context, as_json: Json = False) -> None:
    """List the requests nobody has answered."""
    with known_failures(as_json=as_json), open_attendance(data_dir_of(context)) as office:
        found, zone = office.desk.requests(), office.desk.zone()
    if as_json:
        for request in found:
            emit(request_record(request))
    else:
        requests_table(found, zone)


@app.command()
def grant(
    context: typer.Context, which: Which, reason: Annotated[str, typer.Option(help="Why, if not as asked.")] = ""
) -> None:
    """Grant a request; “undo” takes it back."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        entry = office.desk.grant(EventId(which), reason)
    say(f"Recorded as {entry}.")


@app.command()
def deny(context: typer.Context, which: Which, reason: Reason) -> None:
    """Turn a request down; “undo” opens it again."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        entry = office.desk.turn_down(EventId(which), reason)
    say(f"Recorded as {entry}.")


@app.command()
def history(
    context: typer.Context, limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20
) -> None:
    """Show what people corrected, granted and planned."""
    with known_failures(), open_attendance(data_dir_of(context)) as office:
        history_table("Written by people", office.desk.history(limit), office.desk.zone())


def _period(office: AttendanceOffice, first: datetime | None, last: datetime | None) -> tuple[date, date]:
    end = datetime.now(office.desk.zone()).date() if last is None else last.date()
    begin = end.replace(day=1) if first is None else first.date()
    if end < begin:
        raise typer.BadParameter("a period ends before it begins")
    refuse_far(begin, end)
    return begin, end


def _moment(office: AttendanceOffice, local: datetime | None) -> datetime:
    if local is None:
        return datetime.now(UTC)
    refuse_far(local)
    zone = office.desk.zone()
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise typer.BadParameter("there is no such time on that day: the clocks go forward")
    return moment


def _punch_of(office: AttendanceOffice, which: str) -> Punch:
    entry = office.store.ledger.entry(EventId(which))
    if entry is None or not isinstance(entry.fact, Punch):
        raise KnownError(ErrorCode.ENTRY_UNKNOWN)
    return entry.fact
