"""`usher doors` and `usher plan`: doors set up, tried, released and explained, and the plan as a file."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap.site_desks import DoorStand, open_doors
from core.cli.context import data_dir_of, refuse_far
from core.cli.door_records import (
    door_record,
    explanation_record,
    kind_of,
    line_record,
    log_table,
    replay_record,
    say_explanation,
    say_replay,
)
from core.cli.output import emit, known_failures, say, show_table
from core.cli.people import find_person
from core.config import DoorSettings, RelaySettings
from core.domain.access import Entering, Proof
from core.domain.errors import ErrorCode, KnownError
from core.domain.explaining import Replay, WhatIf
from core.domain.ids import DoorId, new_event_id
from core.runtime.planfile import plan_json, read_plan

Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Name = Annotated[str, typer.Argument(metavar="DOOR", help="The name of the door, or its id.", show_default=False)]
Who = Annotated[str, typer.Argument(metavar="PERSON", help="The name, the ID or the key.", show_default=False)]
At = Annotated[
    datetime | None,
    typer.Option("--at", formats=["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"], help="Local time, as 2024-05-31 08:00; now."),
]
Days = Annotated[int, typer.Option(min=1, max=366, help="How many days back.")]
File = Annotated[Path, typer.Argument(help="A file “usher plan export” has written.", show_default=False)]

app = typer.Typer(help="Doors: set up, try, release, ask why, try other rules.", no_args_is_help=True)
plan_app = typer.Typer(help="Days, work and access of this site, as a file.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Add the commands to `parent`."""
    parent.add_typer(app, name="doors")
    parent.add_typer(plan_app, name="plan")


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """Show the doors there are."""
    with known_failures(as_json=as_json), open_doors(data_dir_of(context)) as stand:
        doors = stand.desk.settings()
    if as_json:
        for door in doors:
            emit(door_record(door))
    else:
        rows = ((d.name, kind_of(d), f"{d.open_s:g} s", f"{d.expires_s:g} s", d.fail.value) for d in doors)
        show_table("Doors", ("Name", "Relay", "Opens for", "Commands expire", "Without Usher"), rows)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What cameras call it.", show_default=False)],
    relay: Annotated[str, typer.Option(help='As JSON, such as {"kind": "shelly", "url": "http://10.0.0.9"}.')],
    seconds: Annotated[float, typer.Option(min=0.1, max=3600, help="For how long it opens.")] = 5.0,
) -> None:
    """Set up another door."""
    name = name.strip()
    if not name:
        raise typer.BadParameter("a door needs a name")
    try:
        device = msgspec.json.decode(relay, type=RelaySettings)
    except msgspec.DecodeError as error:
        raise typer.BadParameter(f"this is no relay: {error}") from error
    with known_failures(), open_doors(data_dir_of(context)) as stand:
        stand.desk.add_door(DoorSettings(str(new_event_id()), name, device, seconds))
    say(f"{name} is set up.")


@app.command("test")
def try_relay(
    context: typer.Context,
    door: Name,
    pulse: Annotated[bool, typer.Option("--open", help="Open it for half a second.")] = False,
) -> None:
    """Reach the relay of a door, and tell how long that took."""
    with known_failures(), open_doors(data_dir_of(context)) as stand:
        took_ms = stand.desk.test_relay(_door(stand, door), pulse=pulse)
    say(f"The relay answered in {took_ms:.0f} ms{' and opened' if pulse else ''}.")


@app.command()
def release(
    context: typer.Context,
    door: Name,
    reason: Annotated[str, typer.Option(help="Why; it is kept for good.")],
    seconds: Annotated[float | None, typer.Option(min=0.1, max=3600, help="For how long; as set up.")] = None,
) -> None:
    """Open a door once; while the console runs, do it there."""
    with known_failures(), open_doors(data_dir_of(context)) as stand:
        found = _door(stand, door)
        stand.gate.start((found,))
        stand.desk.release(DoorId(found.id), reason, seconds)
        say(f"{found.name} is open.")
        time.sleep(found.open_s if seconds is None else seconds)  # not every relay closes by itself
    say(f"{found.name} is closed again.")


@app.command()
def why(
    context: typer.Context,
    who: Who,
    door: Name,
    at: At = None,
    pin: Annotated[bool, typer.Option("--pin", help="They also type their PIN.")] = False,
    face: Annotated[bool, typer.Option("--face/--no-face", help="They show their face.")] = True,
    leaving: Annotated[bool, typer.Option("--out", help="They go out.")] = False,
    as_json: Json = False,
) -> None:
    """Say why somebody may or may not pass a door."""
    if at is not None:
        refuse_far(at)
    with known_failures(as_json=as_json), open_doors(data_dir_of(context)) as stand:
        zone = stand.gate.zone
        moment = datetime.now(UTC) if at is None else at.replace(tzinfo=zone).astimezone(UTC)
        stand.gate.start(())  # who is where, and which doors are locked down
        answer = stand.desk.explain(
            find_person(stand.store, who).id, DoorId(_door(stand, door).id), moment, Proof(face, pin),
            Entering.OUT if leaving else Entering.IN,
        )  # fmt: skip
    if as_json:
        emit(explanation_record(answer))
    else:
        say_explanation(answer, zone)


@app.command("log")
def log_(
    context: typer.Context,
    days: Days = 1,
    door: Annotated[str, typer.Option(help="Only this one.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 100,
    as_json: Json = False,
) -> None:
    """Show what happened at doors, newest first."""
    with known_failures(as_json=as_json), open_doors(data_dir_of(context)) as stand:
        now, zone = datetime.now(UTC), stand.gate.zone
        which = DoorId(_door(stand, door).id) if door else None
        lines = stand.desk.facts(now - timedelta(days=days), now + timedelta(days=1), which, limit)
    if as_json:
        for line in lines:
            emit(line_record(line))
    else:
        log_table(lines, zone)


@app.command()
def replay(
    context: typer.Context,
    days: Days = 7,
    threshold: Annotated[float | None, typer.Option(min=-1, max=1, help="Name from this score on.")] = None,
    plan: Annotated[Path | None, typer.Option(help="The plan to try, as a file.")] = None,
    as_json: Json = False,
) -> None:
    """Try another plan or threshold on what has happened; nothing is changed."""
    with known_failures(as_json=as_json):
        other = read_plan(plan) if plan is not None else None
        with open_doors(data_dir_of(context)) as stand:
            found, zone = _tried(stand, WhatIf(other, threshold, days)), stand.gate.zone
    if as_json:
        emit(replay_record(found))
    else:
        say_replay(found, zone)


@plan_app.command("export")
def export(
    context: typer.Context, file: Annotated[Path | None, typer.Argument(help="Where to; printed without one.")] = None
) -> None:
    """Write the plan in force as JSON."""
    with known_failures(), open_doors(data_dir_of(context)) as stand:
        written = plan_json(stand.planning.plan())
        if file is None:
            typer.echo(written.decode(), nl=False)
            return
        try:
            file.write_bytes(written)
        except OSError as error:
            raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(file), detail=error.strerror or "") from error
    say(f"The plan is in {file}.")


@plan_app.command("import")
def import_(
    context: typer.Context,
    file: File,
    reason: Annotated[str, typer.Option(help="Why; it is kept for good.")] = "",
    days: Days = 7,
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Make a plan the one in force, after showing what it would have changed at the doors."""
    with known_failures():
        plan = read_plan(file)
        with open_doors(data_dir_of(context)) as stand:
            say_replay(_tried(stand, WhatIf(plan, None, days)), stand.gate.zone)
            if not sure and not typer.confirm("Make it the plan in force?"):
                raise typer.Exit
            entry = stand.planning.save(plan, reason)
    say(f"The plan is in force; recorded as {entry}.")


def _door(stand: DoorStand, name: str) -> DoorSettings:
    """Return the door meant by a name or an id. Raises KnownError(DOOR_UNKNOWN)."""
    found = next((door for door in stand.desk.settings() if name in (door.name, door.id)), None)
    if found is None:
        raise KnownError(ErrorCode.DOOR_UNKNOWN, name=name)
    return found


def _tried(stand: DoorStand, what_if: WhatIf) -> Replay:
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Trying", total=1.0)
        found = stand.desk.replay(what_if, lambda share: bar.update(task, completed=share))
    assert found is not None  # nobody cancels it here but by ending the program
    return found
