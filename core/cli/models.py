"""`usher models …`: packs, the optional networks that are not brought along, and changing the pack in use."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.context import data_dir_of
from core.cli.model_change import register
from core.cli.output import FAILED, complain, emit, known_failures, say, show_table
from core.domain.errors import KnownError
from core.vision.catalog import load_catalog
from core.vision.optional import OPTIONAL_FOLDER, OptionalModel, add_optional, optional_models, remove_optional
from core.vision.packs import pack_facts

Json = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]

app = typer.Typer(help="Add optional models, list all, remove them; change the models in use.", no_args_is_help=True)
register(app)


@app.command()
def add(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", show_default=False, help="Files as their publisher offers them.")
    ],
    as_json: Json = False,
) -> None:
    """Keep optional networks in the data folder; a running Usher uses them from its next start on."""
    models_dir, catalog, failed = _models_dir(context), load_catalog(), False
    for file in files:
        try:
            model = add_optional(catalog, file, models_dir)
        except KnownError as error:
            failed = True
            complain(error, as_json=as_json, file=str(file))
            continue
        if as_json:
            emit(_record(model))
        else:
            say(f"{model.name} is added. It {model.spec.use}. Licence {model.spec.licence}, from {model.spec.origin}.")
    if failed:
        raise typer.Exit(FAILED)


@app.command(name="list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List the packs and the optional networks, with their licences and where they come from."""
    models_dir = _models_dir(context)
    records = [*_packs(models_dir), *(_record(model) for model in optional_models(load_catalog(), models_dir))]
    if as_json:
        for record in records:
            emit(record)
        return
    rows = (
        (one["name"], one["kind"], "yes" if one["installed"] else "no", one["licence"] or "not said", _about(one))
        for one in records
    )
    show_table("Models", ("Name", "Kind", "Here", "Licence", "Origin"), rows)


@app.command()
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="Its name in the list, or its file.")],
    as_json: Json = False,
) -> None:
    """Delete an optional network from the data folder."""
    with known_failures(as_json=as_json):
        model = remove_optional(load_catalog(), name, _models_dir(context))
    if as_json:
        emit(_record(model))
    else:
        say(f"{model.name} is removed.")


def _models_dir(context: typer.Context) -> Path:
    return data_dir_of(context) / "models"


def _packs(models_dir: Path) -> Iterator[dict[str, Any]]:
    """Return the published packs and the folders beside the optional networks; one that says nonsense tells so."""
    folders = {entry.name for entry in models_dir.iterdir() if entry.is_dir()} if models_dir.is_dir() else set()
    published = load_catalog().packs
    for name in (*published, *sorted(folders - published.keys() - {OPTIONAL_FOLDER})):
        record: dict[str, Any] = {"kind": "pack", "name": name, "installed": True, "licence": None, "origin": None}
        try:
            facts = pack_facts(name, models_dir)
        except KnownError as error:
            yield {**record, "error": {"code": error.code.value, "message": str(error)}}
        else:
            yield {**record, "licence": facts.licence, "origin": facts.origin}


def _record(model: OptionalModel) -> dict[str, Any]:
    spec = model.spec
    return {"kind": "optional", "name": model.name, "installed": model.installed, "licence": spec.licence,
            "origin": spec.origin, "use": spec.use, "file": spec.file, "sha256": spec.sha256}  # fmt: skip


def _about(record: dict[str, Any]) -> str:
    if "error" in record:
        return str(record["error"]["message"])
    file = f" ({record['file']})" if "file" in record else ""
    return f"{record['origin'] or 'not said'}{file}"
