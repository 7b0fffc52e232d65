"""`usher visitors list | sign-in | sign-out | erase`."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from core.bootstrap.visitors import open_visitors
from core.cli.context import data_dir_of, refuse_far
from core.cli.output import emit, known_failures, say, show_table
from core.cli.people import find_person
from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.domain.visitors import Visit
from core.runtime.visitors import NewVisitor, VisitorDesk

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Who = Annotated[str, typer.Argument(metavar="NAME", help="The name or the key.", show_default=False)]

app = typer.Typer(help="Sign visitors in and out.", no_args_is_help=True)


@app.command(name="list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List everybody in the book, those who came last first."""
    with known_failures(as_json=as_json), open_visitors(data_dir_of(context)) as office:
        visits = office.desk.visits()
    if as_json:
        for visit in visits:
            emit(visit_record(visit))
    elif visits:
        rows = (
            (v.name, v.company, v.purpose, _local(v.arrived), _ended(v), _local(v.erase_at), v.person) for v in visits
        )
        show_table("Visitors", ("Name", "Company", "Purpose", "Arrived", "Until", "Erased on", "Key"), rows)
    else:
        say("There are no visitors.")


@app.command(name="sign-in")
def sign_in(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    company: Annotated[str, typer.Option(help="Where they come from.")] = "",
    host: Annotated[str, typer.Option(help="Whom they visit: a name, an ID or a key.")] = "",
    purpose: Annotated[str, typer.Option(help="What they come for.")] = "",
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Their last day; today if none.")] = None,
    code: Annotated[Path | None, typer.Option(help="Write the QR code of the badge there, as PNG.")] = None,
    as_json: Json = False,
) -> None:
    """Sign a visitor in until tonight, or until the night of another day."""
    with known_failures(as_json=as_json), open_visitors(data_dir_of(context)) as office:
        visited = find_person(office.store, host).id if host else None
        end = None
        if until is not None:
            refuse_far(until)
            zone = office.zone
            end = datetime.combine(until.date() + timedelta(days=1), time(), zone).astimezone(UTC)
            if end <= datetime.now(UTC):
                raise typer.BadParameter("that day is over")
        visit = office.desk.sign_in(NewVisitor(name, company, visited, purpose, end))
        if code is not None:
            _write(code, office.desk.badge(visit.person).qr_png)
    if as_json:
        emit(visit_record(visit))
    else:
        say(f"{visit.name} is signed in until {_local(visit.until)}.")


@app.command(name="sign-out")
def sign_out(context: typer.Context, who: Who) -> None:
    """Note that a visitor left; they pass no door from now on."""
    with known_failures(), open_visitors(data_dir_of(context)) as office:
        visit = _find(office.desk, who)
        office.desk.sign_out(visit.person)
    say(f"{visit.name} is signed out.")


@app.command()
def erase(context: typer.Context, who: Who) -> None:
    """Erase a visitor and all that is known of them at once."""
    with known_failures(), open_visitors(data_dir_of(context)) as office:
        visit = _find(office.desk, who)
        office.desk.erase(visit.person)
    say(f"{visit.name} is erased. The ledger keeps a random number in the place of the name.")


def visit_record(visit: Visit) -> dict[str, Any]:
    """Return a visit for programs."""
    return {
        "type": "visit", "person": visit.person, "name": visit.name, "company": visit.company, "host": visit.host,
        "purpose": visit.purpose, "arrived": visit.arrived.isoformat(), "until": visit.until.isoformat(),
        "left": visit.left.isoformat() if visit.left is not None else None, "erase_at": visit.erase_at.isoformat(),
    }  # fmt: skip


def _find(desk: VisitorDesk, who: str) -> Visit:
    found = [visit for visit in desk.visits() if who in (visit.person, visit.name)]
    if not found:
        raise KnownError(ErrorCode.PERSON_UNKNOWN, name=who)
    if len(found) > 1:
        raise KnownError(ErrorCode.PERSON_AMBIGUOUS, name=who, count=len(found))
    return found[0]


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        detail = error.strerror or str(error)
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(path.parent), detail=detail) from error


def _ended(visit: Visit) -> str:
    return f"left {_local(visit.left)}" if visit.left is not None else _local(visit.until)


def _local(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")
