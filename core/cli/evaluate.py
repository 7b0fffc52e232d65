"""`usher evaluate`: how well packs recognise the people of a folder of pictures."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from core.bootstrap import open_rig
from core.cli.context import data_dir_of
from core.cli.evaluation_tables import show
from core.cli.output import emit, known_failures, progress
from core.runtime.evaluation.dataset import Dataset, read_dataset, subset
from core.runtime.evaluation.notes import Notes
from core.runtime.evaluation.run import QUICK, THOROUGH, Effort, Evaluation, evaluate

QUICK_PEOPLE = 150


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(name="evaluate")(evaluate_packs)


def evaluate_packs(
    context: typer.Context,
    data: Annotated[Path, typer.Option("--data", help="[images/]PERSON/FILE and perhaps pairs.csv (a, b, same).")],
    pack: Annotated[list[str] | None, typer.Option("--pack", help="A pack's name or folder; may be repeated.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help=f"Only {QUICK_PEOPLE} people, and fewer of the rest.")] = False,
    people: Annotated[int | None, typer.Option(min=2, help="Only so many people, chosen by the seed.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="What is chosen by chance; the same seed, the same figures.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure how well people are told apart, found and refused, by the code the console runs."""
    with known_failures(as_json=as_json):
        notes = Notes()
        dataset = read_dataset(data, notes)
        limit = people or (QUICK_PEOPLE if quick else None)
        if limit is not None:
            dataset = subset(dataset, limit, seed)
        effort = QUICK if quick else THOROUGH
        found = [_evaluated(name, context, dataset, data, effort, seed) for name in pack or ["default"]]
    if as_json:
        about = {"data": str(data), "seed": seed, "people_limit": limit, "notes": notes.all(), "packs": found}
        emit(_rounded(msgspec.to_builtins(about)))
    else:
        show(found, notes.all())


def _evaluated(
    name: str, context: typer.Context, dataset: Dataset, data: Path, effort: Effort, seed: int
) -> Evaluation:
    with open_rig(name, data_dir_of(context)) as rig:
        return evaluate(rig, dataset, str(data), effort, seed, progress)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON may hold
    """Return the value with floats cut to six places, more than any of them means."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
