"""`usher ledger verify | show`: the records of attendance and doors, also while Usher is running."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap import open_ledger
from core.cli.context import data_dir_of
from core.cli.output import FAILED, emit, known_failures, say, show_table
from core.domain.attendance import Punch
from core.domain.doors import DoorFact
from core.domain.ledger import Entry, EntryKind, Fact, Flaw, PlanSaved, Request, Undo, Verification
from core.domain.work import Leave

_FLAWS = {
    Flaw.ALTERED: "Row {row} was altered, or made up.",
    Flaw.MISSING: "Row {row} is missing.",
    Flaw.MISPLACED: "Row {row} is not in its place: it was moved, or others were put before it.",
    Flaw.CUT: "Rows are cut off at the end: row {row} is missing.",
    Flaw.HEAD: "The record of where the ledger ends was changed; rows after row {row} may be missing.",
}
_A_DAY = timedelta(days=1)

app = typer.Typer(help="Check and show the records of attendance and doors.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Shown(StrEnum):
    """What `--kind` takes."""

    PUNCH = "punch"
    LEAVE = "leave"
    DOOR = "door"
    REQUEST = "request"
    PLAN = "plan"
    UNDO = "undo"


def register(parent: typer.Typer) -> None:
    """Add the commands to `parent`."""
    parent.add_typer(app, name="ledger")


@app.command()
def verify(
    context: typer.Context,
    expect: Annotated[
        str, typer.Option(metavar="HEAD", help="A head noted earlier, which must still be in the ledger.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Find the first row that was altered, taken out or moved; exits with 1 if there is one."""
    ledger = open_ledger(data_dir_of(context))
    console = Console(stderr=True)
    with (
        known_failures(as_json=as_json),
        Progress(console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("Checking every row", total=1.0)
        found = ledger.verify(lambda share: bar.update(task, completed=share))
        noted = ledger.row_of(expect.strip()) if expect else None
    if as_json:
        emit({"rows": found.rows, "head": found.head, "flaw": found.flaw, "row": found.row, "expected_row": noted})
    else:
        _tell(found)
        if expect:
            _tell_noted(noted)
    if found.flaw is not None or (expect and noted is None):
        raise typer.Exit(FAILED)


@app.command()
def show(
    context: typer.Context,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day.")] = None,
    kind: Annotated[Shown | None, typer.Option(help="Only entries of this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    as_json: Json = False,
) -> None:
    """Show what was written, newest first; people are named by their keys, as in the ledger."""
    begin = None if first is None else _midnight(first.date())
    end = None if last is None else _midnight(last.date(), _A_DAY)
    wanted = None if kind is None else EntryKind(kind.value)
    with known_failures(as_json=as_json):
        entries = open_ledger(data_dir_of(context)).numbered(limit, wanted, begin, end)
    if as_json:
        for row, entry in entries:
            emit(entry_record(row, entry))
    elif entries:
        columns = ("Row", "Written", "What", "By", "Reason", "Key")
        show_table(f"{len(entries)} entries", columns, (_cells(row, entry) for row, entry in entries))
    else:
        say("Nothing was written then.")


def entry_record(row: int, entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON has it; times are in UTC."""
    fact = {} if entry.fact is None else msgspec.to_builtins(entry.fact, order="deterministic")
    return {
        "row": row,
        "id": entry.id,
        "utc": entry.utc.isoformat(),
        "kind": _KINDS.get(type(entry.fact), EntryKind.NONE).value,
        "fact": fact or None,
        "author": entry.author,
        "reason": entry.reason,
        "voids": entry.voids,
        "answers": entry.answers,
    }


_KINDS: dict[type, EntryKind] = {
    Punch: EntryKind.PUNCH,
    Leave: EntryKind.LEAVE,
    DoorFact: EntryKind.DOOR,
    Request: EntryKind.REQUEST,
    PlanSaved: EntryKind.PLAN,
    Undo: EntryKind.UNDO,
}


def _tell(found: Verification) -> None:
    if found.flaw is None:
        say(f"The ledger is as it was written: {found.rows} rows.")
    else:
        say(_FLAWS[found.flaw].format(row=found.row))
        say(f"{found.rows} good rows are before that. Restore the database from a backup.")
    if found.head:
        say(f"Head: {found.head}")
    if found.flaw is None and found.head:
        say("Note it elsewhere: “usher ledger verify --expect HEAD” then shows that nothing was cut off since.")


def _tell_noted(row: int | None) -> None:
    if row is None:
        say("The head you noted is not there: rows were taken out since, or this is a backup from before.")
    else:
        say(f"The head you noted is that of row {row}.")


def _cells(row: int, entry: Entry) -> tuple[str, ...]:
    what = _said(entry.fact)
    if isinstance(entry.fact, Undo):
        what = f"takes back {entry.voids}"
    elif entry.voids is not None:
        what += f" (in the place of {entry.voids})" if what else f"strikes out {entry.voids}"
    if entry.answers is not None:
        what += f" (granted: {entry.answers})" if entry.fact is not None else f"turned down: {entry.answers}"
    return str(row), _local(entry.utc), what, entry.author or "Usher", entry.reason, entry.id


def _said(fact: Fact | None) -> str:
    match fact:
        case Punch(at, person, way, source, door):
            return f"{person} {way} at {_local(at)} by {source}" + (f", {door}" if door else "")
        case Leave(person, first, last, kind):
            return f"{person} {kind} from {first} to {last}"
        case DoorFact(at, door, act, person):
            return f"{door} {act} at {_local(at)}" + (f" for {person}" if person else "")
        case Request(wanted):
            return f"asks for: {_said(wanted)}"
        case PlanSaved():
            return "a new plan"
        case Undo() | None:
            return ""


def _local(moment: datetime) -> str:
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _midnight(day: date, later: timedelta = timedelta(0)) -> datetime:
    try:
        return datetime.combine(day + later, time()).astimezone()
    except (ValueError, OverflowError) as error:  # the first day there is, and the last
        raise typer.BadParameter("there is no such day") from error
