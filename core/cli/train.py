"""`usher train`: small layers that are learned here instead of being delivered."""

import math
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap import train_nonfaces, train_profiles
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say, show_table
from core.profiles.weighing import FEATURES
from core.runtime.training.nonfaces import NonFaceOrder, Trained
from core.runtime.training.profiles import ProfileOrder, TrainedWeights

app = typer.Typer(help="Teach Usher from pictures.", no_args_is_help=True)

_PHASES = {"built-in": "Looking at what is installed", "pictures": "Looking for what is no face", "faces": "Faces",
           "photos": "Measuring photos", "groups": "Pasting groups"}  # fmt: skip
_NAMED = 10
"""Doubted pictures named on the terminal; JSON has all."""


@app.callback()
def train() -> None:
    """Teach Usher from pictures."""


@app.command()
def nonfaces(
    context: typer.Context,
    pictures: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of pictures without faces, or with a boxes.json that says where; may be repeated."),
    ] = None,
    faces: Annotated[
        Path | None, typer.Option(help="Folder of pictures of faces, the more different the better.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of what is drawn at random.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the figures; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Learn what is taken for a face and is none, so that it is never announced as somebody unknown.

    Works without any folder, from openly licensed pictures that are installed; pictures of your own rooms make it
    better. Figures come from pictures that took no part.
    """
    order = NonFaceOrder(tuple(pictures or ()), faces, seed, save=not dry_run)
    console = Console(stderr=True)
    with known_failures(as_json=as_json):
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=1.0)
            trained = train_nonfaces(
                data_dir_of(context),
                order,
                lambda phase, share: bar.update(task, description=_PHASES[phase], completed=share),
            )
        if as_json:
            emit(record(trained))
        else:
            _tell(trained)


@app.command()
def profiles(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder with one folder of photos for every person.")],
    seed: Annotated[int, typer.Option(min=0, help="Seed of what is drawn at random.")] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show the figures; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Learn which face among many on somebody's photos is theirs.

    Photos that show one known person each are mixed into collections with photos of others and with groups, and what
    tells their owners apart is weighed. Figures come from people who took no part.
    """
    order = ProfileOrder(data, seed, save=not dry_run)
    console = Console(stderr=True)
    with known_failures(as_json=as_json):
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=1.0)
            trained = train_profiles(
                data_dir_of(context),
                order,
                lambda phase, share: bar.update(task, description=_PHASES[phase], completed=share),
            )
        if as_json:
            emit(profiles_record(trained))
        else:
            _tell_profiles(trained)


def profiles_record(trained: TrainedWeights) -> dict[str, object]:
    """Return what was learned of profiles as JSON has it."""
    weights = trained.weights
    return {
        "people": trained.people,
        "bias": weights.bias,
        "features": dict(zip(FEATURES, weights.features.values, strict=True)),
        "margin": weights.margin,
        "held_out": [
            {
                "pollution": each.pollution,
                "collections": each.collections,
                "right": round(each.right, 4),
                "wrong": round(each.wrong, 4),
                "asked": round(each.asked, 4),
            }
            for each in trained.figures
        ],
        "file": str(trained.file) if trained.file is not None else None,
    }


def _tell_profiles(trained: TrainedWeights) -> None:
    weights = trained.weights
    counted = ", ".join(f"{name} {value:+.2f}" for name, value in zip(FEATURES, weights.features.values, strict=True))
    say(f"Learned from {trained.people} people: {counted}; a leader must be {weights.margin:.2f} ahead.")
    rows = [
        (
            f"{100 * each.pollution:.0f} %",
            str(each.collections),
            *(f"{100 * share:.1f} %" for share in (each.right, each.asked, each.wrong)),
        )
        for each in trained.figures
    ]
    show_table("People who took no part", ("Others' photos", "Collections", "Right", "Asked", "Wrong"), rows)
    say(
        f"Saved in {trained.file}; it counts from the next start." if trained.file else "Nothing was saved (--dry-run)."
    )


def record(trained: Trained) -> dict[str, object]:
    """Return what there is to tell as JSON has it; figures too few faces could show are null."""
    figures = trained.model.figures
    return {
        "model_id": trained.model.model_id,
        "learned_from": {"faces": trained.faces, "non_faces": trained.non_faces},
        "threshold": round(trained.model.threshold, 4),
        "held_out": {
            "faces": figures.faces,
            "non_faces": figures.non_faces,
            "rejected": round(figures.rejected, 4),
            "lost": round(figures.lost, 5),
            "rejected_at_0.1_percent_lost": _or_null(figures.rejected_at_1_in_1000),
            "rejected_at_0.5_percent_lost": _or_null(figures.rejected_at_1_in_200),
        },
        "doubted": list(trained.doubted),
        "unreadable": trained.unreadable,
        "file": str(trained.file) if trained.file is not None else None,
    }


def _tell(trained: Trained) -> None:
    model, figures = trained.model, trained.model.figures
    say(f"Learned from {trained.non_faces} non-faces and {trained.faces} faces, for {model.model_id}.")
    say(
        f"On pictures that took no part: {100 * figures.rejected:.1f} % of {figures.non_faces} non-faces are stopped "
        f"and {100 * figures.lost:.2f} % of {figures.faces} faces lost, from a chance of {model.threshold:.3f} on."
    )
    for lost, share in (("0.1", figures.rejected_at_1_in_1000), ("0.5", figures.rejected_at_1_in_200)):
        if not math.isnan(share):
            say(f"Where {lost} % of faces are lost, {100 * share:.1f} % of non-faces are stopped.")
    if trained.doubted:
        some = ", ".join(sorted(set(trained.doubted))[:_NAMED])
        say(f"{len(trained.doubted)} finds were left out because they look like faces after all: {some}.")
    if trained.unreadable:
        say(f"{trained.unreadable} files could not be read as pictures.")
    say(
        f"Saved in {trained.file}; it counts from the next start." if trained.file else "Nothing was saved (--dry-run)."
    )


def _or_null(share: float) -> float | None:
    return None if math.isnan(share) else round(share, 4)
