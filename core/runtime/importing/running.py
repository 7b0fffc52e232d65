"""Carrying an import out: people are written in batches, each of them whole, and what is written stays."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from core.domain.clock import Clock
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId, new_person_id
from core.domain.people import NewPerson, PersonFacts, PhotoOutcome
from core.runtime.examining import doubles
from core.runtime.importing.judging import picture_problems, probe_of
from core.runtime.importing.measuring import Measured, Measurer, Stages
from core.runtime.importing.model import (
    ImportField,
    ImportPhase,
    ImportPlan,
    ImportProgress,
    ImportReport,
    PlannedAction,
)
from core.runtime.importing.planning import Cancelled, Progress
from core.runtime.importing.problems import ProblemCode, RowProblem
from core.runtime.ports import Store
from core.runtime.roster import Roster

LIKENESS, WRITE = "likeness", "write"
BATCH = 24
"""People written in one transaction: often enough that a crash costs seconds, rarely enough to cost nothing."""
_BATCH_S = 5.0
_EVEN = 0.5
_RATE_AFTER_S = 2.0
"""Seconds after which the pace so far says something about what is left."""

_DISK = frozenset({ErrorCode.DISK_FULL, ErrorCode.DISK_FAILED, ErrorCode.FOLDER_NOT_WRITABLE})
"""Failures that the next person would meet too."""


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """Somebody new, to be written with the next batch; `like` is whom they resemble and are declared different from."""

    new: NewPerson
    row: int
    probe: Embedding
    like: PersonId | None


class ImportRun:
    """One import, from a plan to its report; for one thread."""

    def __init__(self, plan: ImportPlan, store: Store, roster: Roster, clock: Clock, stages: Stages) -> None:
        self._plan = plan
        self._store = store
        self._roster = roster
        self._clock = clock
        self._stages = stages
        self._waiting: list[_Waiting] = []
        self._problems = list(plan.problems)
        self._photos = Counter[PhotoOutcome]()
        self._added = self._changed = self._refused = self._measured = 0
        self._started = self._flushed = time.monotonic()
        columns = zip(plan.source.table.columns, plan.meanings, strict=True)
        self._columns = {field: column for column, field in reversed(list(columns))}

    def run(self, measurer: Measurer, progress: Progress, cancelled: Cancelled) -> ImportReport:
        """Measure and write everybody; a full disk or `cancelled` ends it early, with a report all the same."""
        todo = [person for person in self._plan.people if person.action is not PlannedAction.NOTHING]
        stopped: KnownError | None = None
        try:
            for measured in measurer.measure(todo, cancelled):
                self._take(measured)
                if len(self._waiting) >= BATCH or time.monotonic() - self._flushed > _BATCH_S:
                    self._flush()
                self._measured += len(measured.person.photos)
                progress(self._progress())
            self._flush()
        except KnownError as error:
            if error.code not in _DISK:
                raise
            stopped = error
        return self._report(stopped, cancelled=cancelled())

    def _take(self, measured: Measured) -> None:
        """Decide about one person, and write or keep for the next batch what comes of it."""
        self._photos.update(note.outcome for note in measured.notes)
        photo_problems = picture_problems(measured, self._columns.get(ImportField.PHOTO, ""))
        match measured.person.action:
            case PlannedAction.UPDATE:
                # Their facts are written, whatever becomes of pictures.
                self._problems += [replace(problem, keeps_out=False) for problem in photo_problems]
                self._update(measured, measured.person.known[0])
            case _ if not self._leads(measured):
                self._problems += photo_problems
                self._refused += 1
            case PlannedAction.COMPARE:
                self._problems += photo_problems
                self._compare(measured)
            case _:
                self._problems += photo_problems
                self._enrol(measured)

    def _leads(self, measured: Measured) -> bool:
        return measured.result is not None and bool(measured.result.templates)

    def _compare(self, measured: Measured) -> None:
        """Somebody of that name is enrolled: the pictures tell whether it is them."""
        known = max(measured.person.known, key=lambda person: self._likeness(measured, person))
        if self._likeness(measured, known) >= self._roster.point.accept:
            self._update(measured, known)
        elif measured.person.stated.external_id:
            self._enrol(measured)
        else:
            self._refuse(measured, ProblemCode.NAME_TAKEN, ImportField.NAME, name=measured.person.stated.name)

    def _update(self, measured: Measured, known: PersonId) -> None:
        """Write other facts about somebody enrolled, and add pictures that are theirs."""
        details = self._store.book.details(known)
        if details is None:  # taken out since the plan was made
            self._refuse(measured, ProblemCode.NOT_WRITTEN, None, detail=str(KnownError(
                ErrorCode.PERSON_UNKNOWN, name=measured.person.stated.name)))  # fmt: skip
            return
        templates = measured.result.templates if measured.result is not None else ()
        if templates and self._likeness(measured, known) < self._roster.point.consider:
            self._refuse(measured, ProblemCode.SHOWS_ANOTHER, ImportField.PHOTO, name=details.facts.name)
            return
        facts = measured.person.stated.over(details.facts, self._clock.utc(), self._plan.order.group)
        with self._stages.timed(WRITE):
            if self._written(measured, lambda: self._rewrite(known, details.facts, facts, measured)):
                self._changed += 1

    def _rewrite(self, known: PersonId, was: PersonFacts, facts: PersonFacts, measured: Measured) -> None:
        if facts != was:
            self._store.book.update(known, facts)
        templates = measured.result.templates if measured.result is not None else ()
        if templates or measured.notes:
            self._roster.extend(known, templates, measured.notes)
        elif facts != was:
            self._roster.refresh(known)

    def _likeness(self, measured: Measured, person: PersonId) -> float:
        """Return the cosine of somebody's pictures with the nearest of those enrolled of a person; 1 without any."""
        if measured.result is None or not measured.result.templates:
            return 1.0
        probe = probe_of(measured.result.templates)
        enrolled = self._store.templates(self._roster.model_id, person)
        return max((probe.cosine(template.embedding) for template in enrolled), default=1.0)

    def _enrol(self, measured: Measured) -> None:
        """Keep somebody new for the next batch, unless they look like somebody enrolled."""
        assert measured.result is not None  # who has no leader is not enrolled
        templates, stated = measured.result.templates, measured.person.stated
        probe = probe_of(templates)
        with self._stages.timed(LIKENESS):
            if self._resembles_waiting(probe):
                self._flush()
            found = self._roster.nearest([probe])
        like = found.person if found.person is not None and found.score >= self._roster.point.accept else None
        if like is not None and not self._plan.order.despite_likeness:
            # Among thousands a few strangers reach the level of a name: only who is rather one than two is kept out.
            chance = doubles(self._roster.point, self._roster.people).probability(found.score)
            if chance >= _EVEN:
                other, percent = self._roster.name_of(like), round(100 * chance)
                self._refuse(measured, ProblemCode.LOOKS_LIKE, ImportField.PHOTO, other=other, percent=percent)
                return
            self._note(measured, ProblemCode.RESEMBLES, ImportField.PHOTO, other=self._roster.name_of(like))
        now = self._clock.utc()
        facts_of = stated.new(now, self._plan.order.group)
        new = NewPerson(new_person_id(), now, facts_of, tuple(templates), measured.notes)
        self._waiting.append(_Waiting(new, stated.rows[0], probe, like))

    def _resembles_waiting(self, probe: Embedding) -> bool:
        if not self._waiting:
            return False
        rows = np.stack([waiting.probe.vector for waiting in self._waiting])
        return float((rows @ probe.vector).max()) >= self._roster.point.accept

    def _flush(self) -> None:
        """Write who is waiting, all at once; where somebody cannot be written, one by one, to tell who."""
        waiting, self._waiting = self._waiting, []
        self._flushed = time.monotonic()
        if not waiting:
            return
        with self._stages.timed(WRITE):
            try:
                self._roster.enrol_people([each.new for each in waiting])
                written = waiting
            except KnownError as error:
                if error.code in _DISK:
                    raise
                written = [each for each in waiting if self._written_alone(each)]
            for each in written:
                if each.like is not None:
                    self._store.reviews.declare_different(each.new.id, each.like)
        self._added += len(written)

    def _written_alone(self, each: _Waiting) -> bool:
        return self._attempt(lambda: self._roster.enrol_people([each.new]), each.row, each.new.facts.name)

    def _written(self, measured: Measured, write: Callable[[], object]) -> bool:
        return self._attempt(write, measured.person.stated.rows[0], measured.person.stated.name)

    def _attempt(self, write: Callable[[], object], row: int, name: str) -> bool:
        """Return whether it could be written; what stands against it is a problem of the row."""
        try:
            write()
        except KnownError as error:
            if error.code in _DISK:
                raise
            self._problems.append(RowProblem(row, "", ProblemCode.NOT_WRITTEN, name, {"detail": str(error)}))
            self._refused += 1
            return False
        return True

    def _refuse(self, measured: Measured, code: ProblemCode, field: ImportField | None, **facts: str | int) -> None:
        self._problems.append(self._problem(measured, code, field, facts))
        self._refused += 1

    def _note(self, measured: Measured, code: ProblemCode, field: ImportField, **facts: str | int) -> None:
        """Tell what is odd about somebody who is enrolled all the same."""
        self._problems.append(replace(self._problem(measured, code, field, facts), keeps_out=False))

    def _problem(
        self, measured: Measured, code: ProblemCode, field: ImportField | None, facts: dict[str, str | int]
    ) -> RowProblem:
        stated = measured.person.stated
        column = self._columns.get(field, "") if field is not None else ""
        return RowProblem(stated.rows[0], column, code, stated.name, facts)

    def _progress(self) -> ImportProgress:
        seconds, total = time.monotonic() - self._started, self._plan.photos
        pace = self._measured / seconds if seconds > 0 else 0.0
        left = (total - self._measured) / pace if pace and seconds > _RATE_AFTER_S else None
        return ImportProgress(ImportPhase.PHOTOS, self._measured, total, left, pace)

    def _report(self, stopped: KnownError | None, *, cancelled: bool) -> ImportReport:
        refused_rows = {problem.row for problem in self._plan.problems if problem.keeps_out}
        return ImportReport(
            added=self._added,
            changed=self._changed,
            unchanged=self._plan.count(PlannedAction.NOTHING),
            refused=self._refused + len(refused_rows),
            photos=dict(self._photos),
            problems=tuple(sorted(self._problems, key=lambda problem: problem.row)),
            stages=self._stages.seconds,
            seconds=time.monotonic() - self._started,
            cancelled=cancelled,
            stopped=stopped,
        )
