"""`usher bench`: what this machine does, each part beside a baseline measured in the same run."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from core.bootstrap import bench_pipeline, bench_vision
from core.cli.output import emit, known_failures, say, show_table
from core.runtime.bench import Measurement
from core.runtime.searchbench.measure import Plan, Result, compare_searches, missing_libraries
from core.runtime.searchbench.pairs import compare_pairs

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Repeats = Annotated[int, typer.Option(min=5, help="How often each part is run.")]

_SIZES = (1_000, 5_000, 50_000, 200_000, 1_000_000)
_DIMENSIONS = (128, 512)
_BATCHES = (1, 16)

_HOW_TO_READ = """\
Times are for a call, a batch being one call. Each turn every engine makes four searches for different probes: three
are timed for p50 and p99; the first, right after the other engines have had the caches, counts as "First".
Usher answers the nearest person and the nearest other person; the others answer the five nearest rows.
Exact: answers equal to float64 brute force, in order. MB: resident memory the engine added, with the rows it reads."""

app = typer.Typer(help="Measure this machine.", no_args_is_help=True)


@app.command()
def vision(repeats: Repeats = 100, as_json: Json = False) -> None:
    """Time the networks and what is around them on one thread, against OpenCV's own detector."""
    with known_failures(as_json=as_json):
        _report("One thread, 640×384, a photo of six people", bench_vision(repeats), as_json=as_json)


@app.command()
def pipeline(frames: Annotated[int, typer.Option(min=50)] = 500, as_json: Json = False) -> None:
    """Time whole frames of the demo camera, against the detector alone."""
    with known_failures(as_json=as_json):
        _report("The demo camera, 1280×720, one thread", bench_pipeline(frames), as_json=as_json)


@app.command()
def search(
    size: Annotated[list[int] | None, typer.Option(min=100, help="How many templates; may be repeated.")] = None,
    dimensions: Annotated[list[int] | None, typer.Option(min=8, help="Numbers in each; may be repeated.")] = None,
    batch: Annotated[list[int] | None, typer.Option(min=1, help="Probes at once; may be repeated.")] = None,
    repeats: Annotated[int | None, typer.Option(min=3, help="Timed searches of each engine; else by time.")] = None,
    as_json: Json = False,
) -> None:
    """Time the exact search against other engines, all in this process and in turns.

    The largest sizes take some minutes and 12 GB of memory.
    """
    plan = Plan(tuple(size or _SIZES), tuple(dimensions or _DIMENSIONS), tuple(batch or _BATCHES), repeats)
    missing = missing_libraries()
    for results in compare_searches(plan):
        if as_json:
            for one in results:
                emit(asdict(one))
        else:
            _show_search(results)
    if as_json:
        emit({"not_installed": missing})
    else:
        say(_HOW_TO_READ)
        if missing:
            say(f"Not installed, so left out: {', '.join(missing)}. `make bench` installs them beside Usher.")


@app.command()
def compare(repeats: Repeats = 200, as_json: Json = False) -> None:
    """Time one comparison of two faces, against the bare product of two vectors."""
    for dimensions in _DIMENSIONS:
        measurements = compare_pairs(dimensions, repeats)
        if as_json:
            for m in measurements:
                emit({"what": m.what, "dimensions": dimensions, "p50_us": m.p50, "p99_us": m.p99, "ratio": m.ratio,
                      "baseline": m.baseline})  # fmt: skip
            continue
        rows = ((m.what, f"{m.p50:.2f}", f"{m.p99:.2f}", f"{m.ratio:.2f}") for m in measurements)
        title = f"One comparison, {dimensions} dimensions; ratio to: {measurements[0].baseline}"
        show_table(title, ("Of", "p50 µs", "p99 µs", "Ratio"), rows)


def _show_search(results: Sequence[Result]) -> None:
    first = results[0]
    at_once = "one probe" if first.batch == 1 else f"{first.batch} probes at once"
    size = f"{first.size:,}".replace(",", " ")
    title = f"{size} templates of {first.dimensions}, {at_once}; ratio to: {first.baseline}"
    columns = (
        "Engine",
        "Threads",
        "p50 ms",
        "p99 ms",
        "First ms",
        "Ratio",
        "× floor",
        "Exact",
        "Recall",
        "MB",
        "Built s",
    )
    show_table(title, columns, (_search_row(one) for one in results))


def _search_row(one: Result) -> tuple[str, ...]:
    return (
        one.engine,
        str(one.threads or "own"),
        f"{one.p50_ms:.3f}",
        f"{one.p99_ms:.3f}",
        f"{one.first_ms:.3f}",
        f"{one.ratio:.2f}",
        f"{one.over_floor:.1f}",
        "" if one.exact is None else f"{one.exact:.1%}",
        "" if one.recall is None else f"{one.recall:.1%}",
        "" if one.memory_mb is None else f"{one.memory_mb:.0f}",
        f"{one.build_s:.2f}",
    )


def _report(title: str, measurements: tuple[Measurement, ...], *, as_json: bool) -> None:
    if as_json:
        for one in measurements:
            emit({"what": one.what, "p50_ms": one.p50, "p99_ms": one.p99, "ratio": one.ratio, "baseline": one.baseline})
        return
    rows = ((m.what, f"{m.p50:.2f}", f"{m.p99:.2f}", f"{m.ratio:.2f}") for m in measurements)
    show_table(f"{title}; ratio to: {measurements[0].baseline}", ("Part", "p50 ms", "p99 ms", "Ratio"), rows)
