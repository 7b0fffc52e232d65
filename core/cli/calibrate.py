"""`usher calibrate`: thresholds measured on the people enrolled here."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from core.bootstrap import calibrate_site
from core.cli.calibration_text import account, curve_rows, gallery_rows, record
from core.cli.context import data_dir_of
from core.cli.output import emit, known_failures, say, show_table
from core.runtime.calibrating import CalibrationOrder, CalibrationReport

_PHASES = {"models": "Loading models", "strangers": "Looking at strangers", "scores": "Comparing everybody"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(calibrate)


def calibrate(
    context: typer.Context,
    weeks: Annotated[float | None, typer.Option(min=0.01, help="One false accept in so many weeks.")] = None,
    visitors: Annotated[
        float | None, typer.Option(min=0.01, help="Visits a day of people who are not enrolled.")
    ] = None,
    strangers: Annotated[
        Path | None, typer.Option(help="Folder of pictures of people who are not enrolled; a subfolder is one person.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show it; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="Seed of what is drawn at random.")] = 0,
) -> None:
    """Measure how alike the people enrolled here are, and set the thresholds from it.

    A goal given with --weeks or --visitors becomes the one in the settings, unless with --dry-run.
    """
    order = CalibrationOrder(weeks, visitors, strangers, seed, save=not dry_run)
    console = Console(stderr=True)
    with known_failures(as_json=as_json):
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("", total=1.0)

            def show(phase: str, share: float) -> None:
                bar.update(task, description=_PHASES[phase], completed=share)

            report = calibrate_site(data_dir_of(context), order, show)
        if as_json:
            emit(record(report))
        else:
            _tell(report)


def _tell(report: CalibrationReport) -> None:
    for sentence in account(report):
        say(sentence)
    sizes = ("People", "Named from", "False accepts in the period", "Per visit", "Missed per shot")
    show_table("Thresholds as the gallery grows", sizes, gallery_rows(report))
    rates = ("Cosine", "Two strangers match (FMR)", "A member is missed (FNMR)")
    show_table("Rates of one comparison, with 95 % intervals", rates, curve_rows(report.calibration))
    if report.saved:
        say("Saved; it counts from the next start of the console.")
    else:
        say("Nothing was saved (--dry-run).")
