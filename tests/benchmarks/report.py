"""Printing what was measured, for people or, one JSON object a line, for programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from core.cli.output import emit, show_table
from core.runtime.bench import Measurement

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def report(title: str, measurements: Sequence[Measurement], *, as_json: bool) -> None:
    """Print a group of measurements that share a baseline."""
    if as_json:
        for one in measurements:
            emit({"benchmark": title, **asdict(one)})
        return
    rows = ((m.what, f"{m.p50:.2f}", f"{m.p99:.2f}", f"{m.ratio:.2f}") for m in measurements)
    show_table(f"{title}; ratio to: {measurements[0].baseline}", ("Part", "p50 ms", "p99 ms", "Ratio"), rows)
