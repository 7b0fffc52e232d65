"""A year of attendance: is everything shown of it there at once?

    python -m tests.benchmarks.year [--folder DIR] [--people 500] [--entries 400000] [--repeats 5] [--json]

Writes a made-up year into an empty data folder and times what is computed from it, through the desks the console and
the command line use, everything anew each time unless it says again. Without a folder all of it is gone afterwards.
Beside other jobs the CPU seconds say more than those of the clock, and their ratio to a plain reading even more.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.bootstrap import open_store
from core.bootstrap.site_desks import AttendanceOffice, open_attendance
from core.cli.output import emit, show_table
from core.domain.reports import DaysQuery, ReportFormat, ReportKind
from core.store.database import DATABASE_FILE
from core.store.store import SqliteStore
from tests.benchmarks.report import Json
from tests.benchmarks.year_cast import FIRST, LAST, Cast

TOGETHER = 20_000
"""Entries written in one transaction."""

MONTH = DaysQuery(date(FIRST.year, 10, 1), date(FIRST.year, 10, 31))
"""With the end of summer time."""
YEAR = DaysQuery(FIRST, LAST)
ONE_DAY = DaysQuery(FIRST, FIRST)
BASELINE = "baseline: every row, by sqlite3 alone"
_WARM_UP = 1


@dataclass(frozen=True, slots=True)
class Part:
    """Something timed, and the seconds it may take."""

    what: str
    allowed_s: float | None
    run: Callable[[], object]
    before: Callable[[], object] = bool
    """Done before each run, and not timed."""


def furnish(store: SqliteStore, people: int, entries: int) -> None:
    """Write a year into an empty store."""
    cast = Cast(people)
    store.book.enrol(cast.people())
    rest = cast.entries(entries)
    for start in range(0, len(rest), TOGETHER):
        store.ledger.append(rest[start : start + TOGETHER])


def parts(office: AttendanceOffice, folder: Path) -> Iterator[Part]:
    """Return what is timed of the records in `folder`, the baseline first."""

    def report(kind: ReportKind, query: DaysQuery, form: ReportFormat) -> Callable[[], object]:
        return lambda: office.reports.render(office.reports.report(kind, query), form)

    def read_all() -> object:
        with closing(sqlite3.connect(folder / DATABASE_FILE)) as db:
            return db.execute("SELECT * FROM ledger").fetchall()

    yield Part(BASELINE, None, read_all)
    # The desk remembers the days that were asked for last.
    yield Part("month grid", 1.0, lambda: office.desk.grid(MONTH), lambda: office.desk.grid(ONE_DAY))
    yield Part("month grid, again", 1.0, lambda: office.desk.grid(MONTH))
    yield Part("today", 1.0, office.desk.today)
    yield Part("report of a month, days, CSV", 3.0, report(ReportKind.DAYS, MONTH, ReportFormat.CSV))
    yield Part("report of a month, totals, XLSX", 3.0, report(ReportKind.TOTALS, MONTH, ReportFormat.XLSX))
    yield Part("report of a month, days, XLSX", 3.0, report(ReportKind.DAYS, MONTH, ReportFormat.XLSX))
    yield Part("report of the year, totals, CSV", 3.0, report(ReportKind.TOTALS, YEAR, ReportFormat.CSV))
    yield Part("verify", 5.0, lambda: office.store.ledger.verify())


def main(
    folder: Annotated[
        Path | None, typer.Option(help="A data folder to write the year into, or one that has it.")
    ] = None,
    people: Annotated[int, typer.Option(min=8)] = 500,
    entries: Annotated[int, typer.Option(min=1)] = 400_000,
    repeats: Annotated[int, typer.Option(min=1)] = 5,
    as_json: Json = False,
) -> None:
    """Generate, time and print."""
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = folder or Path(scratch)
        with open_store(data_dir) as store:
            if not store.ledger.numbered(1):
                began, cpu = time.perf_counter(), time.process_time()
                furnish(store, people, entries)
                spent, cpu = time.perf_counter() - began, time.process_time() - cpu
                typer.echo(f"{entries} entries of {people} people in {spent:.1f} s, {cpu:.1f} s of CPU", err=True)
        with open_attendance(data_dir) as office:
            assert office.store.ledger.verify().flaw is None
            rows = [(part, *timed(part, repeats)) for part in parts(office, data_dir)]
    baseline = rows[0][3]
    if as_json:
        for part, median, slowest, cpu in rows:
            times = {"median_s": median, "slowest_s": slowest, "cpu_s": cpu, "ratio": cpu / baseline}
            emit({"what": part.what, **times, "allowed_s": part.allowed_s})
        return
    shown = (
        (
            part.what,
            *(f"{spent:.2f}" for spent in times),
            f"{times[-1] / baseline:.1f}",
            f"{part.allowed_s:.0f}" if part.allowed_s else "",
        )
        for part, *times in rows
    )
    heads = ("What", "Median s", "Slowest s", "CPU s", "CPU of baseline", "Allowed s")
    show_table("A year of attendance", heads, shown)


def timed(part: Part, repeats: int) -> tuple[float, float, float]:
    """Return the median and the slowest of some runs in seconds, and the median of CPU seconds, after a warm-up."""
    spent, busy = [], []
    for turn in range(_WARM_UP + repeats):
        part.before()
        began, cpu = time.perf_counter(), time.process_time()
        part.run()
        if turn >= _WARM_UP:
            spent.append(time.perf_counter() - began)
            busy.append(time.process_time() - cpu)
    return round(float(np.median(spent)), 3), round(max(spent), 3), round(float(np.median(busy)), 3)


if __name__ == "__main__":
    typer.run(main)
