"""`usher bench vision | pipeline`: what this machine does, beside a baseline measured in the same run."""

from typing import Annotated

import typer

from core.bootstrap import bench_pipeline, bench_vision
from core.cli.output import emit, known_failures, show_table
from core.runtime.bench import Measurement

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Repeats = Annotated[int, typer.Option(min=5, help="How often each part is run.")]

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


def _report(title: str, measurements: tuple[Measurement, ...], *, as_json: bool) -> None:
    if as_json:
        for one in measurements:
            emit({"what": one.what, "p50_ms": one.p50, "p99_ms": one.p99, "ratio": one.ratio, "baseline": one.baseline})
        return
    rows = ((m.what, f"{m.p50:.2f}", f"{m.p99:.2f}", f"{m.ratio:.2f}") for m in measurements)
    show_table(f"{title}; ratio to: {measurements[0].baseline}", ("Part", "p50 ms", "p99 ms", "Ratio"), rows)
