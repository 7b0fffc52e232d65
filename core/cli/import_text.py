"""An import in words and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from core.cli.records import Record
from core.runtime.importing.model import ImportPlan, ImportProgress, ImportReport, PlannedAction
from core.runtime.importing.problems import RowProblem

_ACTIONS = {
    PlannedAction.ENROL: "to be enrolled",
    PlannedAction.UPDATE: "enrolled already, to be changed",
    PlannedAction.COMPARE: "whose name is enrolled already: the pictures will tell",
    PlannedAction.NOTHING: "enrolled already, unchanged",
}


def plan_rows(plan: ImportPlan) -> Iterator[tuple[str, str]]:
    """Yield what a plan would do, as rows of a table."""
    for action, words in _ACTIONS.items():
        yield str(plan.count(action)), words
    yield str(len({problem.row for problem in plan.problems if problem.keeps_out})), "left out because of problems"
    yield str(plan.photos), "pictures to be looked at"


def problem_rows(problems: Sequence[RowProblem]) -> Iterator[tuple[str, str, str, str]]:
    """Yield problems as rows of a table."""
    for problem in problems:
        yield str(problem.row), problem.name, problem.sentence, "yes" if problem.keeps_out else ""


def account(report: ImportReport) -> Iterator[str]:
    """Say what came of an import."""
    if report.cancelled:
        yield "Cancelled: who was enrolled by then stays. The same command goes on from there."
    elif report.stopped is not None:
        yield "Stopped: who was enrolled by then stays. The same command goes on from there."
    yield (
        f"{report.added} enrolled, {report.changed} changed, {report.unchanged} unchanged, {report.refused} left out."
    )
    if report.measured:
        pace = report.measured / report.seconds
        yield f"{report.measured} pictures in {_spoken(report.seconds)}, {pace:.1f} a second."
        total = sum(report.stages.values()) or 1.0
        shares = (f"{stage} {100 * seconds / total:.0f} %" for stage, seconds in report.stages.items())
        yield f"Of the work: {', '.join(shares)}."


def time_left(progress: ImportProgress) -> str:
    """Say the pace and the time left, as far as they can be told."""
    if progress.left_s is None:
        return ""
    return f"· {progress.photos_per_s:.1f}/s · {_spoken(progress.left_s)} left"


def plan_record(plan: ImportPlan) -> Record:
    """Return a plan as JSON has it."""
    table = plan.source.table
    return {
        "path": str(plan.order.path),
        "read_as": table.read_as,
        "columns": {column: field.value for column, field in zip(table.columns, plan.meanings, strict=True)},
        "rows": len(table.rows),
        "people": {action.value: plan.count(action) for action in PlannedAction},
        "photos": plan.photos,
        "problems": [_problem_record(problem) for problem in plan.problems],
    }


def report_record(report: ImportReport) -> Record:
    """Return a report as JSON has it."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "left_out": report.refused,
        "photos_by_outcome": {outcome.value: count for outcome, count in report.photos.items()},
        "problems": [_problem_record(problem) for problem in report.problems],
        "seconds": round(report.seconds, 2),
        "photos_per_second": round(report.measured / report.seconds, 2) if report.seconds else 0.0,
        "stages": {stage: round(seconds, 2) for stage, seconds in report.stages.items()},
        "cancelled": report.cancelled,
        "stopped": None if report.stopped is None else report.stopped.code.value,
    }


def _problem_record(problem: RowProblem) -> Record:
    return {
        "row": problem.row,
        "column": problem.column,
        "name": problem.name,
        "code": problem.code.value,
        "message": problem.sentence,
        "left_out": problem.keeps_out,
    }


def _spoken(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
