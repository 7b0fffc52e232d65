"""Does `usher calibrate` keep its word? One half of LFW's people predicts the false accepts of the other.

Run as `python -m tests.benchmarks.calibration [--seeds N] [--json]`, with --visits for the false names of whole visits
per single shot, with --populations for the choice between a site's own tail and the published curve, with --publish for
the curve in models/manifest.toml. The pictures are measured on the first run (minutes) and kept in build/.
"""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.cli.output import emit, progress, say, show_table
from core.domain.calibration import VISIT_FACTOR, Goal
from core.vision.packs import pack_facts
from tests.benchmarks.faces import Faces, load_faces
from tests.benchmarks.halves import Outcome, calibrated, half_trial
from tests.benchmarks.populations import METHODS, population_errors
from tests.benchmarks.visits import visit_rates

ROOT = Path(__file__).parents[2]
SIZES = (100, 400, 1000)
ACCEPTED = (0.01, 0.003, 0.001, 0.0003)
"""False accepts allowed per shot; the last line is the console's own default goal."""
PAIRS = 15
"""Pairs of the other half needed, on average, for its rate to be worth comparing; its own error is as large as the
interval's, so that of perfect intervals 83 % hold it."""
LEVELS = np.round(np.arange(0.0, 0.82, 0.02), 2)


def main(
    data: Annotated[Path | None, typer.Option(help="A folder of people; else $USHER_DATA/lfw_dev.")] = None,
    kept: Annotated[Path, typer.Option(help="Where embeddings are kept.")] = ROOT / "build" / "lfw_dev.npz",
    seeds: Annotated[int, typer.Option(min=1)] = 40,
    visits: Annotated[bool, typer.Option("--visits")] = False,
    populations: Annotated[bool, typer.Option("--populations")] = False,
    publish: Annotated[bool, typer.Option("--publish")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure what is asked for."""
    shared = Path(os.environ.get("USHER_DATA") or ROOT.parent / "shared" / "data")
    faces = load_faces(data or shared / "lfw_dev", kept)
    if visits:
        _show_visits(faces, seeds)
    elif populations:
        _show_populations(faces, seeds)
    elif publish:
        _publish(faces)
    else:
        _show_halves(faces, seeds, as_json=as_json)


def _show_halves(faces: Faces, seeds: int, *, as_json: bool) -> None:
    goals = (*(Goal(1, 1 / (7 * VISIT_FACTOR * rate)) for rate in ACCEPTED), Goal(4, 50))
    trials = [half_trial(faces, goals, SIZES, seed) for seed in progress(range(seeds), "Halves", seeds)]
    for place, goal in enumerate(goals):
        columns = [[trial[place][column] for trial in trials] for column in range(len(SIZES))]
        if as_json:
            for column in columns:
                emit({"goal": asdict(goal), **_summary(column)})
            continue
        head = (
            "Gallery",
            "Threshold",
            "Strangers",
            "Predicted",
            "Interval",
            "Seen",
            "Doubles",
            "Covered",
            "Without",
            "CI",
        )
        rows = [_row(column) for column in columns]
        show_table(f"{100 * goal.rate / VISIT_FACTOR:.3g} % false accepts per shot, {seeds} halves", head, rows)


def _summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    def mean(values: Sequence[float]) -> float:
        return float(np.mean(values))

    return {
        "people": outcomes[0].people,
        "threshold": mean([one.accept for one in outcomes]),
        "strangers": mean([one.strangers for one in outcomes]),
        "predicted": mean([one.predicted.value for one in outcomes]),
        "low": mean([one.predicted.low for one in outcomes]),
        "high": mean([one.predicted.high for one in outcomes]),
        "seen": mean([one.seen for one in outcomes]),
        "doubles": mean([one.doubles for one in outcomes]),
        "covered": mean([one.predicted.low <= one.seen <= one.predicted.high for one in outcomes]),
        "covered_without_doubles": mean(
            [one.predicted.low <= one.seen - one.doubles <= one.predicted.high for one in outcomes]
        ),
        "pairs": mean([one.pairs for one in outcomes]),
        "rate_covered": mean([one.rate.low <= one.other <= one.rate.high for one in outcomes]),
    }


def _row(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    one = _summary(outcomes)
    return (
        f"{one['people']:.0f}",
        f"{one['threshold']:.3f}",
        f"{one['strangers']:.0f}",
        f"{one['predicted']:.2f}",
        f"{one['low']:.1f} to {one['high']:.1f}",
        f"{one['seen']:.2f}",
        f"{one['doubles']:.2f}",
        f"{100 * one['covered']:.0f} %",
        f"{100 * one['covered_without_doubles']:.0f} %",
        f"{100 * one['rate_covered']:.0f} %" if one["pairs"] >= PAIRS else "–",
    )


def _show_visits(faces: Faces, seeds: int) -> None:
    rows = [
        (f"{one.people}", f"{one.accept:.2f}", f"{one.shot:.1e}", f"{one.visit:.1e}", f"{one.factor:.1f}")
        for one in visit_rates(faces, SIZES, seeds)
    ]
    show_table(
        "Strangers named by a shot and by a visit of three", ("Gallery", "Accept", "Shot", "Visit", "Factor"), rows
    )


def _show_populations(faces: Faces, seeds: int) -> None:
    curve = pack_facts("default").curve
    assert curve is not None
    rows = [
        (f"{people}", *(f"{errors[method]:.1f}" for method in METHODS))
        for people, errors in population_errors(faces, curve, seeds)
    ]
    show_table("Factor by which the FMR at 0.42 to 0.50 is missed, groups of look-alikes", ("People", *METHODS), rows)


def _publish(faces: Faces) -> None:
    found = calibrated(faces.at_most(3, np.random.default_rng(0)), None, 0)
    say(
        f"# {found.people} people, {found.templates} pictures, {found.comparisons} comparisons, "
        f"{found.genuine_people} people with two pictures or more"
    )
    for name, curve in (("fmr", found.fmr), ("fnmr", found.fnmr)):
        say(f"{name} = [{', '.join(f'{max(curve.at(float(level)).value, 1e-9):.2g}' for level in LEVELS)}]")
    say(f"dispersion = {found.dispersion:.2f}  # at equal odds midpoint {found.midpoint:.3f}, slope {found.slope:.1f}")


if __name__ == "__main__":
    typer.run(main)
