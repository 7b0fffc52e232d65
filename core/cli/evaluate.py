"""`usher evaluate`: how well packs recognise the people of pictures and clips, and know them from pictures of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
import typer

from core.bootstrap import open_rig
from core.cli.context import data_dir_of
from core.cli.evaluation_tables import show
from core.cli.liveness_tables import show_liveness
from core.cli.output import emit, known_failures, progress
from core.cli.track_tables import show_tracks
from core.runtime.evaluation.dataset import Dataset, read_dataset, subset
from core.runtime.evaluation.liveness import evaluate_liveness
from core.runtime.evaluation.liveness_set import LABELS_FILE, read_recordings
from core.runtime.evaluation.notes import Notes
from core.runtime.evaluation.run import QUICK, THOROUGH, Effort, Evaluation, evaluate
from core.runtime.evaluation.tracks import TrackEffort, TrackReport, evaluate_tracks
from core.runtime.evaluation.tracks_truth import TRUTH_FILE, Clip, read_truth

T = TypeVar("T")

QUICK_PEOPLE = 150
ROUNDS, QUICK_ROUNDS = 6, 2


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(name="evaluate")(evaluate_packs)


def evaluate_packs(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option("--data", help="[images/]PERSON/FILE and perhaps pairs.csv (a, b, same).")
    ] = None,
    tracks: Annotated[
        Path | None, typer.Option(help="Clips whose people are enrolled and met, beside everybody of --data if given.")
    ] = None,
    truth: Annotated[
        Path | None, typer.Option(help=f"Who is where in the clips, if not in their {TRUTH_FILE}.")
    ] = None,
    liveness: Annotated[
        Path | None, typer.Option(help=f"Clips and pictures of people and of attacks, by name or in {LABELS_FILE}.")
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Play the clips at the pace of a camera.")] = False,
    pack: Annotated[list[str] | None, typer.Option("--pack", help="A pack's name or folder; may be repeated.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help=f"Only {QUICK_PEOPLE} people, and fewer of the rest.")] = False,
    people: Annotated[int | None, typer.Option(min=2, help="Only so many people, chosen by the seed.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="What is chosen by chance; the same seed, the same figures.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure how well people are told apart, found and refused, by the code the console runs."""
    with known_failures(as_json=as_json):
        notes, packs = Notes(), pack or ["default"]
        limit = people or (QUICK_PEOPLE if quick else None)
        dataset = _dataset(data, limit, seed, notes)
        if liveness is not None:
            _tell_liveness(packs[0], context, liveness, notes, as_json=as_json)
        elif tracks is not None:
            clips = read_truth(tracks, truth or tracks / TRUTH_FILE)
            met = TrackEffort(QUICK_ROUNDS if quick else ROUNDS, live)
            reports = [_tracked(name, context, clips, dataset, met, seed) for name in packs]
            _tell(reports, show_tracks, {"tracks": str(tracks), "packs": reports}, as_json=as_json)
        elif dataset is not None:
            effort = QUICK if quick else THOROUGH
            found = [_evaluated(name, context, dataset, str(data), effort, seed) for name in packs]
            about = {"data": str(data), "seed": seed, "people_limit": limit, "notes": notes.all(), "packs": found}
            _tell(found, lambda packs: show(packs, notes.all()), about, as_json=as_json)
        else:
            raise typer.BadParameter("there is nothing to evaluate: give --data, --tracks or --liveness")


def _tell(found: T, show_it: Callable[[T], None], about: object, *, as_json: bool) -> None:
    """Print `about` as one JSON object, or show what was found as tables."""
    if as_json:
        emit(_rounded(msgspec.to_builtins(about)))
    else:
        show_it(found)


def _dataset(data: Path | None, people: int | None, seed: int, notes: Notes) -> Dataset | None:
    if data is None:
        return None
    dataset = read_dataset(data, notes)
    return dataset if people is None else subset(dataset, people, seed)


def _evaluated(name: str, context: typer.Context, dataset: Dataset, data: str, effort: Effort, seed: int) -> Evaluation:
    with open_rig(name, data_dir_of(context)) as rig:
        return evaluate(rig, dataset, data, effort, seed, progress)


def _tracked(
    name: str, context: typer.Context, clips: Sequence[Clip], crowd: Dataset | None, effort: TrackEffort, seed: int
) -> TrackReport:
    with open_rig(name, data_dir_of(context)) as rig:
        return evaluate_tracks(rig, clips, crowd, effort, seed, progress)


def _tell_liveness(pack: str, context: typer.Context, folder: Path, notes: Notes, *, as_json: bool) -> None:
    recordings = read_recordings(folder, notes)
    with open_rig(pack, data_dir_of(context)) as rig:
        report = evaluate_liveness(rig, recordings, str(folder), notes, progress)
    _tell(report, show_liveness, report, as_json=as_json)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - whatever JSON may hold
    """Return the value with floats cut to six places, more than any of them means."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
