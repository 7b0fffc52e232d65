"""Starting with a very large gallery, and changing it while it is searched.

Run as `python -m tests.benchmarks.gallery [--size N]… [--dimensions D]… [--json]`. Every start is a process of its own;
what it takes to start Python and import Usher is left out, being the same for all. "From the disk" means that the
files were dropped from the system's memory before, where the system can be asked to; they are in it otherwise.
Of a packed file the whole is mapped and checked, so that its pages count as resident, though others may share them.
What the search itself takes, beside other engines, is measured by `usher bench search`.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, TypeVar

import numpy as np
import typer

from core.bootstrap import open_store
from core.cli.output import emit, show_table
from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.people import Template
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.loading import GalleryLoader
from core.runtime.searchbench.engines import POINT
from core.runtime.searchbench.memory import resident_mb
from core.runtime.searchbench.population import MODEL_ID, TEMPLATES_EACH, person_id, population
from tests.benchmarks.enrolled import enrol
from tests.benchmarks.report import Json

T = TypeVar("T")

_STATUS = Path("/proc/self/status")
_SEARCHES_ALONE = 200
_NEVER = 1 << 62
"""More bytes than any gallery has."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to start: whether the files must be read from the disk, and how large a gallery is packed into a file."""

    name: str
    from_disk: bool
    worth_keeping: int


WAYS = (
    Way("database, from the disk", True, _NEVER),
    Way("database", False, _NEVER),
    Way("database, and packs it", False, 0),
    Way("packed file, from the disk", True, 0),
    Way("packed file", False, 0),
)
"""In this order: the third leaves the packed file behind that the last two open."""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from an unopened database to the first answer; memory of the process before, then, and at most."""

    way: str
    templates: int
    dimensions: int
    open_s: float
    load_s: float
    first_answer_s: float
    total_s: float
    before_mb: float | None
    resident_mb: float | None
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one kind of operation."""

    what: str
    count: int
    p50_ms: float
    p99_ms: float
    max_ms: float


def main(
    size: Annotated[list[int] | None, typer.Option(min=300, help="How many templates; may be repeated.")] = None,
    dimensions: Annotated[list[int] | None, typer.Option(min=8, help="Numbers in each; may be repeated.")] = None,
    operations: Annotated[int, typer.Option(min=10, help="Changes of each kind.")] = 1000,
    as_json: Json = False,
) -> None:
    """Enrol, start, and change. One million templates of 512 take some minutes, 8 GB of memory and 2 GB of disk."""
    for width in dimensions or (128, 512):
        for count in size or (1_000_000,):
            with tempfile.TemporaryDirectory(prefix="usher-bench-") as name:
                folder = Path(name)
                stored = alone(enrol, folder, count, width)
                starts = list(_starts(folder, width))
                latencies = alone(change, folder, width, min(operations, count // (3 * TEMPLATES_EACH)))
            _show(f"{count} templates of {width}, {stored / 1e6:.0f} MB of files", starts, latencies, as_json=as_json)


def _starts(folder: Path, dimensions: int) -> Iterator[Start]:
    for way in WAYS:
        if not way.from_disk or _forgotten(folder):
            yield alone(start, folder, dimensions, way)


def alone(function: Callable[..., T], *arguments: object) -> T:
    """Call `function` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(function, *arguments).result()


@contextmanager
def opened(folder: Path, worth_keeping: int) -> Iterator[tuple[ExactIndex, Sequence[float]]]:
    """Open the store and load its gallery as Usher does; also lend the moments before, between and after.

    From `worth_keeping` bytes on a packed file is written; the process waits for it in the end.
    """
    layout = Layout(threads=os.cpu_count() or 1)
    moments = [time.perf_counter()]
    with open_store(folder) as store:
        moments.append(time.perf_counter())
        with (
            closing(ExactIndex(POINT, MODEL_ID, layout)) as index,
            closing(GalleryLoader(folder, layout, worth_keeping)) as loader,
        ):
            loader.fill(index, store, MODEL_ID)
            moments.append(time.perf_counter())
            yield index, moments
            for thread in threading.enumerate():
                if thread.name == "gallery-file":  # closing the loader would not wait until a large one is written
                    thread.join()


def start(folder: Path, dimensions: int, way: Way) -> Start:
    """Open the gallery in `folder` and ask it once."""
    probe = Embedding(population(300, dimensions, 2).probes[0].copy(), MODEL_ID)
    before = resident_mb()
    with opened(folder, way.worth_keeping) as (index, moments):
        index.search(probe)
        steps = np.diff([*moments, time.perf_counter()])
        open_s, load_s, answer_s, total_s = (round(float(step), 4) for step in (*steps, steps.sum()))
        memory = before, resident_mb(), _peak_mb()
        return Start(way.name, index.templates, dimensions, open_s, load_s, answer_s, total_s, *memory)


def change(folder: Path, dimensions: int, operations: int) -> list[Latency]:
    """Add, replace and remove people by turns, without a pause, while another thread searches without one."""
    fresh = population(2 * TEMPLATES_EACH * operations, dimensions, 64, seed=1)
    probes = [Embedding(probe.copy(), MODEL_ID) for probe in fresh.probes]
    with opened(folder, _NEVER) as (index, _):
        before, present = index.templates, index.people
        newcomers = [_newcomer(fresh.rows, before, present, number) for number in range(2 * operations)]
        quiet = [_timed(index.search, probe) for probe in islice(cycle(probes), _SEARCHES_ALONE)]
        with _searching(index, probes) as busy:
            spent = _changed(index, newcomers, present // 2)
        if index.templates != before or index.search(newcomers[0][0].embedding).person != newcomers[0][0].person:
            raise RuntimeError("the gallery is not what the changes should have made of it")
    return [
        *(_latency(what, values) for what, values in spent.items()),
        _latency("search, nothing changes", quiet),
        _latency("search meanwhile", busy),
    ]


def _changed(
    index: ExactIndex, newcomers: Sequence[Sequence[Template]], first_replaced: int
) -> Mapping[str, list[float]]:
    """For each of half the newcomers: add one, put another in the place of somebody, remove somebody else."""
    spent: dict[str, list[float]] = {"add a person": [], "replace a person": [], "remove a person": []}
    for number, (added, other) in enumerate(zip(newcomers[0::2], newcomers[1::2], strict=True)):
        replaced, removed = person_id(first_replaced + number), person_id(number)
        shots = [replace(template, person=replaced) for template in other]
        spent["add a person"].append(_timed(index.add, added))
        spent["replace a person"].append(_timed(index.replace_person, replaced, shots))
        spent["remove a person"].append(_timed(index.remove_person, removed))
    return spent


@contextmanager
def _searching(index: ExactIndex, probes: Sequence[Embedding]) -> Iterator[list[float]]:
    """Search on a thread of its own until the block ends; lend the milliseconds of every search."""
    spent: list[float] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            spent.extend(_timed(index.search, probe) for probe in probes)

    thread = threading.Thread(target=search, name="searcher")
    thread.start()
    try:
        yield spent
    finally:
        done.set()
        thread.join()


def _newcomer(rows: Floats, templates: int, people: int, number: int) -> list[Template]:
    """Return three templates of somebody who comes after `templates` templates of `people` people."""
    places, now = range(TEMPLATES_EACH * number, TEMPLATES_EACH * (number + 1)), datetime.now(UTC)
    return [
        Template(
            templates + 1 + place, person_id(people + number), Embedding(rows[place].copy(), MODEL_ID), 0.9, b"", now
        )
        for place in places
    ]


def _timed(function: Callable[..., object], *arguments: object) -> float:
    begin = time.perf_counter()
    function(*arguments)
    return (time.perf_counter() - begin) * 1e3


def _latency(what: str, values: Sequence[float]) -> Latency:
    p50, p99, most = np.percentile(values, (50, 99, 100)).round(4).tolist()
    return Latency(what, len(values), p50, p99, most)


def _peak_mb() -> float | None:
    """Return the most memory this process ever held, in megabytes; None where the system is not Linux."""
    if not _STATUS.exists():
        return None
    (line,) = (line for line in _STATUS.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:"))
    return round(int(line.split()[1]) * 1024 / 1e6, 1)


def _forgotten(folder: Path) -> bool:
    """Ask the system to drop the files in `folder` from its memory; return whether it can be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for file in folder.iterdir():
        with file.open("rb+") as opened_file:
            os.fsync(opened_file.fileno())
            os.posix_fadvise(opened_file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return True


def _show(title: str, starts: Sequence[Start], latencies: Sequence[Latency], *, as_json: bool) -> None:
    if as_json:
        measured: tuple[Start | Latency, ...] = (*starts, *latencies)
        for one in measured:
            emit({"benchmark": "gallery", "gallery": title, **asdict(one)})
        return
    columns = ("From", "Open s", "Load s", "First answer s", "Total s", "MB before", "MB then", "MB at most")
    show_table(f"Start: {title}", columns, (_start_row(one) for one in starts))
    rows = ((m.what, str(m.count), f"{m.p50_ms:.3f}", f"{m.p99_ms:.3f}", f"{m.max_ms:.3f}") for m in latencies)
    show_table(f"Changes while searching: {title}", ("What", "Times", "p50 ms", "p99 ms", "Max ms"), rows)


def _start_row(one: Start) -> tuple[str, ...]:
    seconds = (f"{value:.3f}" for value in (one.open_s, one.load_s, one.first_answer_s, one.total_s))
    memory = ("" if value is None else f"{value:.0f}" for value in (one.before_mb, one.resident_mb, one.peak_mb))
    return (one.way, *seconds, *memory)


if __name__ == "__main__":
    typer.run(main)
