"""`usher soak`: a long run that shows whether memory stays and stopping stays quick."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from core.bootstrap import DEMO_CAMERAS, open_station
from core.cli.context import data_dir_of
from core.cli.output import FAILED, emit, known_failures, say
from core.cli.records import Record, concern_record
from core.domain.camera import CameraSpec
from core.runtime.logs import logged_to
from core.runtime.soak import SHUTDOWN_LIMIT_S, SLOPE_LIMIT_MB_MIN, SoakPlan, SoakReport, SoakResult
from core.runtime.soak import soak as run_soak
from core.runtime.station import Station


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(soak)


def soak(
    context: typer.Context,
    minutes: Annotated[float, typer.Option(min=0.05, help="How long to run.")] = 30.0,
    data_dir: Annotated[
        Path | None, typer.Option(help="Keep data and log in this folder; else in one that is deleted afterwards.")
    ] = None,
    restarts: Annotated[int, typer.Option(min=0, help="How often starting and stopping is tried afterwards.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Run four cameras, one of which comes and goes, and say every minute how it stands; exit code 1 for a failure."""
    plan = SoakPlan(60 * minutes, restarts=restarts)

    def opened(cameras: Sequence[CameraSpec]) -> Station:
        everything = (*DEMO_CAMERAS, *cameras)
        return open_station(data_dir or data_dir_of(context), demo=data_dir is None, cameras=everything)

    with known_failures(as_json=as_json), nullcontext() if data_dir is None else logged_to(data_dir):
        result = run_soak(opened, plan, lambda report: _show(report, as_json=as_json))
    _conclude(result, as_json=as_json)
    if result.failures:
        raise typer.Exit(FAILED)


def _show(report: SoakReport, *, as_json: bool) -> None:
    if as_json:
        emit({"type": "minute", **_report_record(report)})
        return
    age = "–" if report.age_p95_ms is None else f"{report.age_p95_ms:.0f} ms"
    say(
        f"{report.seconds / 60:5.1f} min  {report.rss_mb:7.1f} MB  {report.threads:3} threads  "
        f"{report.descriptors:3} files  {report.frames:7} frames ({report.dropped} dropped)  age p95 {age}  "
        f"{report.recognised:4} recognised  {report.unknown:4} unknown  "
        f"{report.reconnects:3} reconnects in {report.camera_changes} changes of cameras"
    )


def _conclude(result: SoakResult, *, as_json: bool) -> None:
    if as_json:
        emit(summary_record(result))
        return
    _show(result.last, as_json=False)
    slope = "too short to tell" if result.slope_mb_min is None else f"{result.slope_mb_min:+.2f} MB a minute"
    say(f"Memory after the warm-up: {slope} (at most {SLOPE_LIMIT_MB_MIN:g})")
    stops = ", ".join(f"{seconds:.2f}" for seconds in result.shutdowns_s)
    say(f"Stopping took {stops} s (at most {SHUTDOWN_LIMIT_S:g})")
    for name in result.stragglers:
        say(f"The thread {name} outlived the stop")
    for concern in result.concerns:
        say(f"Said meanwhile: {concern.detail}")
    say("Passed" if not result.failures else f"FAILED: {'; '.join(result.failures)}")


def summary_record(result: SoakResult) -> Record:
    """Return the last line of `soak --json`."""
    return {
        "type": "summary",
        **_report_record(result.last),
        "memory_slope_mb_min": None if result.slope_mb_min is None else round(result.slope_mb_min, 3),
        "shutdowns_s": [round(seconds, 2) for seconds in result.shutdowns_s],
        "worst_shutdown_s": round(max(result.shutdowns_s), 2),
        "stragglers": list(result.stragglers),
        "concerns": [concern_record(concern) for concern in result.concerns],
        "failures": list(result.failures),
        "passed": not result.failures,
    }


def _report_record(report: SoakReport) -> Record:
    return {name: round(value, 1) if isinstance(value, float) else value for name, value in asdict(report).items()}
