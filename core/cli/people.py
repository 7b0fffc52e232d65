"""`usher people add | list | remove`; `import` is in core.cli.importing."""

from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap import open_desk, open_store
from core.cli.context import data_dir_of
from core.cli.importing import import_people
from core.cli.output import emit, known_failures, say, show_table
from core.cli.records import person_record
from core.domain.errors import ErrorCode, KnownError
from core.domain.people import Person
from core.runtime.ports import Store

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

app = typer.Typer(help="Enrol people, list them, remove them.", no_args_is_help=True)
app.command(name="import")(import_people)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", show_default=False, help="Pictures or videos showing this person alone."),
    ],
    external_id: Annotated[str, typer.Option("--id", help="Badge or staff number.")] = "",
    despite_likeness: Annotated[
        bool, typer.Option("--despite-likeness", help="Enrol although somebody enrolled looks the same.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Enrol a person from pictures or videos that show nobody else."""
    with known_failures(as_json=as_json), open_desk(data_dir_of(context)) as desk:
        person = desk.stills.enrol(desk.roster, name, external_id, files, despite_likeness=despite_likeness)
    if as_json:
        emit(person_record(person))
    else:
        say(f"{person.name} is enrolled from {len(files)} file{'' if len(files) == 1 else 's'}.")


@app.command(name="list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List everyone enrolled."""
    with known_failures(as_json=as_json), open_store(data_dir_of(context)) as store:
        people = store.people()
    if as_json:
        for person in people:
            emit(person_record(person))
    elif people:
        rows = ((p.name, p.external_id, p.created.astimezone().strftime("%Y-%m-%d %H:%M"), p.id) for p in people)
        show_table(f"{len(people)} enrolled", ("Name", "ID", "Since", "Key"), rows)
    else:
        say("Nobody is enrolled yet. “usher people add NAME IMAGE” enrols somebody.")


@app.command()
def remove(
    context: typer.Context,
    who: Annotated[str, typer.Argument(metavar="NAME", help="The name, the ID or the key.", show_default=False)],
) -> None:
    """Remove a person, so that they are unknown from now on."""
    with known_failures(), open_store(data_dir_of(context)) as store:
        person = find_person(store, who)
        store.remove_person(person.id)
    say(f"{person.name} is removed.")


def find_person(store: Store, who: str) -> Person:
    """Return the one person meant by a name, an ID or a key. Raises KnownError(PERSON_UNKNOWN, PERSON_AMBIGUOUS)."""
    found = [p for p in store.people() if who in (p.id, p.external_id, p.name)]
    if not found:
        raise KnownError(ErrorCode.PERSON_UNKNOWN, name=who)
    if len(found) > 1:
        raise KnownError(ErrorCode.PERSON_AMBIGUOUS, name=who, count=len(found))
    return found[0]
