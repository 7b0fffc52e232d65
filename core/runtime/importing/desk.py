"""Importing many people, for the window and the command line."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing.headers import RememberedColumns, meanings_of
from core.runtime.importing.measuring import Measurer, Stages
from core.runtime.importing.model import (
    ImportField,
    ImportOrder,
    ImportPlan,
    ImportProgress,
    ImportReport,
    Meanings,
    Source,
)
from core.runtime.importing.places import Place, open_place
from core.runtime.importing.planning import Cancelled, Progress, make_plan
from core.runtime.importing.problem_file import write_problems
from core.runtime.importing.problems import RowProblem
from core.runtime.importing.running import ImportRun
from core.runtime.importing.sources import read_source
from core.runtime.ports import Store
from core.runtime.profiling import Profiler
from core.runtime.roster import Roster


@dataclass(frozen=True, slots=True)
class Looked:
    """A source as it was read, and what its columns are taken to mean."""

    source: Source
    meanings: Meanings


def _unwatched(_progress: ImportProgress) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


class ImportDesk:
    """Safe from any thread; everything takes its time. One import runs at a time, with `lanes` threads."""

    def __init__(
        self, store: Store, roster: Roster, profiler: Profiler, clock: Clock, data_dir: Path, lanes: int
    ) -> None:
        self._store = store
        self._roster = roster
        self._profiler = profiler
        self._clock = clock
        self._remembered = RememberedColumns(data_dir)
        self._lanes = lanes
        self._running = threading.Lock()

    def look(self, path: Path) -> Looked:
        """Read what is at `path`, without looking at anybody. Raises KnownError(IMPORT_*, ARCHIVE_*)."""
        with open_place(path) as place:
            return self._look(path, place, {})

    def plan(self, order: ImportOrder, progress: Progress = _unwatched, cancelled: Cancelled = _never) -> ImportPlan:
        """Say what an import would do; writes nothing. Raises KnownError(IMPORT_*, ARCHIVE_*)."""
        with open_place(order.path) as place:
            looked = self._look(order.path, place, order.meanings)
            return make_plan(
                order, looked.source, looked.meanings, place, self._store.book, self._clock.utc(), progress, cancelled
            )

    def run(self, plan: ImportPlan, progress: Progress = _unwatched, cancelled: Cancelled = _never) -> ImportReport:
        """Carry a plan out, and remember what its columns mean.

        Raises KnownError(IMPORT_RUNNING) while another import runs, and KnownError(ARCHIVE_*).
        """
        if not self._running.acquire(blocking=False):
            raise KnownError(ErrorCode.IMPORT_RUNNING)
        try:
            if plan.order.meanings:
                self._remembered.keep(plan.source.table.columns, plan.meanings)
            with open_place(plan.order.path) as place:
                stages = Stages()
                today = self._clock.utc().date()
                measurer = Measurer(place, self._profiler, self._lanes, today, stages)
                return ImportRun(plan, self._store, self._roster, self._clock, stages).run(
                    measurer, progress, cancelled
                )
        finally:
            self._running.release()

    def save_problems(self, plan: ImportPlan, problems: Sequence[RowProblem], path: Path) -> None:
        """Write the rows with problems as a table that can be corrected and imported again. Raises KnownError."""
        write_problems(plan, problems, path)

    def _look(self, path: Path, place: Place, said: Mapping[str, ImportField]) -> Looked:
        source = read_source(path, place)
        columns = source.table.columns
        return Looked(source, meanings_of(columns, said, self._remembered.of(columns), str(path)))
