"""Measuring the pictures of planned people, several at once, in the order of the plan."""

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.domain.people import PhotoNote, PhotoOutcome
from core.profiles.faces import Declared
from core.runtime.importing.model import PlannedPerson
from core.runtime.importing.places import Place
from core.runtime.importing.planning import Cancelled, hash_of
from core.runtime.importing.portraits import look_at_portrait
from core.runtime.looking import Photo, PhotoVerdict
from core.runtime.profiling import Profiler, ProfileResult

READ = "read"
_AHEAD = 2
"""People per thread that are read ahead while others are being measured."""
_LISTEN_S = 0.2
"""How long a wait for pictures goes on before it is asked whether to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A planned person, what their pictures came to, and a note for each of them; no result without pictures."""

    person: PlannedPerson
    result: ProfileResult | None
    notes: tuple[PhotoNote, ...]


class Stages:
    """Seconds of work by stage, summed over threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count what happens inside to `stage`."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - started)

    def add(self, stage: str, seconds: float) -> None:
        """Count seconds to a stage."""
        with self._lock:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + seconds

    @property
    def seconds(self) -> dict[str, float]:
        """What was counted so far, in the order in which it began."""
        with self._lock:
            return dict(self._seconds)


class Measurer:
    """Measures people with `lanes` threads, while one more reads the files of those who come next."""

    def __init__(self, place: Place, profiler: Profiler, lanes: int, today: date, stages: Stages) -> None:  # fmt: skip
        self._place = place
        self._profiler = profiler
        self._lanes = lanes
        self._today = today
        self._stages = stages

    def measure(self, people: Sequence[PlannedPerson], cancelled: Cancelled) -> Iterator[Measured]:
        """Yield everybody measured, in their order, until `cancelled`. Raises KnownError(DISK_FULL)."""
        waiting = deque[Future[Measured]]()
        coming = iter(people)
        reader = ThreadPoolExecutor(1, thread_name_prefix="import-read")
        lanes = ThreadPoolExecutor(self._lanes, thread_name_prefix="import")
        try:
            while True:
                while len(waiting) < (_AHEAD + 1) * self._lanes and (person := next(coming, None)) is not None:
                    waiting.append(lanes.submit(self._measured, person, reader.submit(self._hashes, person)))
                if not waiting:
                    return
                measured = _wait(waiting.popleft(), cancelled)
                if measured is None:
                    return
                yield measured
        finally:
            reader.shutdown(cancel_futures=True)
            lanes.shutdown(cancel_futures=True)

    def _hashes(self, person: PlannedPerson) -> tuple[bytes | None, ...]:
        """Read the files through, which also brings them into memory before they are needed."""
        with self._stages.timed(READ), self._place.lent(person.photos) as paths:
            return tuple(hash_of(path) for path in paths)

    def _measured(self, person: PlannedPerson, reading: "Future[tuple[bytes | None, ...]]") -> Measured:
        hashes = reading.result()
        if not person.photos:
            return Measured(person, None, ())
        with self._place.lent(person.photos) as paths:
            result = self._looked_at(person, paths)
        for stage, seconds in result.seconds.items():
            self._stages.add(stage.value, seconds)
        return Measured(person, result, _notes(hashes, result.photos))

    def _looked_at(self, person: PlannedPerson, paths: Sequence[Path]) -> ProfileResult:
        if len(paths) == 1:
            return look_at_portrait(self._profiler.looker, paths[0])
        declared = Declared.of(person.stated.born, person.stated.gender, self._today)
        # Who else is enrolled by now is not asked for: the same pictures must come to the same in every run.
        return self._profiler.profile([Photo(path) for path in paths], declared)


def _notes(hashes: Sequence[bytes | None], verdicts: Sequence[PhotoVerdict | None]) -> tuple[PhotoNote, ...]:
    """Return one note for each content; of copies, the one that became a template counts.

    What nobody needed to look at, as enough others were, is taken to be as right as they are.
    """
    found = dict[bytes, PhotoOutcome]()
    for digest, verdict in zip(hashes, verdicts, strict=True):
        outcome = PhotoOutcome.SPARE if verdict is None else verdict.outcome
        if digest is not None and (outcome is PhotoOutcome.TEMPLATE or digest not in found):
            found[digest] = outcome
    return tuple(PhotoNote(digest, outcome) for digest, outcome in found.items())


def _wait(future: Future[Measured], cancelled: Cancelled) -> Measured | None:
    while not cancelled():
        try:
            return future.result(_LISTEN_S)
        except TimeoutError:
            if future.done():
                raise
    return None
