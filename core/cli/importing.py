"""`usher people import`: many people from a table, a folder of pictures, or an archive of them."""

import signal
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from core.bootstrap import open_importing
from core.cli.context import data_dir_of
from core.cli.import_text import account, plan_record, plan_rows, problem_rows, report_record, time_left
from core.cli.output import FAILED, complain, emit, known_failures, say, show_table
from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing.desk import ImportDesk
from core.runtime.importing.model import ImportField, ImportOrder, ImportPhase, ImportPlan, ImportProgress, ImportReport
from core.runtime.importing.problem_file import problem_path
from core.runtime.importing.problems import RowProblem

_PHASES = {
    ImportPhase.READING: "Reading the table",
    ImportPhase.CHECKING: "Comparing with who is enrolled",
    ImportPhase.PHOTOS: "Looking at pictures",
}
_SHOWN = 20
"""Problems told on the terminal; the file has all of them."""


Source = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="A CSV or XLSX table, a folder with a folder for every person or pictures called NAME.jpg or "
        "ID_NAME.jpg, or a ZIP archive of these.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done; write nothing.")]
Mapping = Annotated[
    Path | None, typer.Option(help='What columns mean, as TOML: name = "Full name", photo = ["Front", "Side"].')
]
Column = Annotated[list[str] | None, typer.Option(metavar="FIELD=HEADER", help="What a column means; may be repeated.")]
Despite = Annotated[bool, typer.Option("--despite-likeness", help="Enrol who looks like somebody enrolled, too.")]
Problems = Annotated[Path | None, typer.Option(help="Where rows with problems are written, if not beside PATH.")]


def import_people(
    context: typer.Context,
    path: Source,
    dry_run: DryRun = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    mapping: Mapping = None,
    column: Column = None,
    group: Annotated[str, typer.Option(help="A group everybody is put into.")] = "",
    despite_likeness: Despite = False,
    problems: Problems = None,
) -> None:
    """Enrol everybody of a table or folder; run again, it goes on where it stopped and does nothing twice.

    Rows with problems are written to a table that can be corrected and imported again. Exit code 1 when somebody was
    left out, or the import did not get to its end.
    """
    with known_failures(as_json=as_json):
        said = _meanings(mapping, column or [])
        order = ImportOrder(path.expanduser().resolve(), said, group.strip(), despite_likeness)
        target = problems.expanduser().absolute() if problems is not None else problem_path(order.path)
        with open_importing(data_dir_of(context)) as desk, _interruptible() as stop, _watched() as watch:
            plan = desk.plan(order, watch, stop.is_set)
            report = None if dry_run else desk.run(plan, watch, stop.is_set)
            found = plan.problems if report is None else report.problems
            saved = _save(desk, plan, found, target, ask=problems is not None or not dry_run)
    _tell(plan, report, found, saved, as_json=as_json)
    _conclude(report, found)


def _conclude(report: ImportReport | None, problems: Sequence[RowProblem]) -> None:
    if report is not None and report.stopped is not None:
        complain(report.stopped)
    unfinished = report is not None and (report.cancelled or report.stopped is not None)
    if unfinished or any(problem.keeps_out for problem in problems):
        raise typer.Exit(FAILED)


def _save(
    desk: ImportDesk, plan: ImportPlan, problems: Sequence[RowProblem], target: Path, *, ask: bool
) -> Path | None:
    """Write the problems where there are any and it was asked for; a dry run leaves no file that nobody named."""
    if not problems or not ask:
        return None
    desk.save_problems(plan, problems, target)
    return target


def _meanings(file: Path | None, columns: Sequence[str]) -> dict[str, ImportField]:
    """Return what columns mean, by header, of a file and of options, which count more."""
    said = dict[str, ImportField]()
    if file is not None:
        for name, headers in _read_mapping(file).items():
            for header in headers if isinstance(headers, list) else [headers]:
                said[str(header)] = _field(name, str(file))
    for pair in columns:
        name, is_pair, header = pair.partition("=")
        if not is_pair:
            raise typer.BadParameter(f"“{pair}” is not of the form FIELD=HEADER", param_hint="--column")
        said[header.strip()] = _field(name, "--column")
    return said


def _read_mapping(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnownError(ErrorCode.MAPPING_UNUSABLE, path=str(file), detail=str(error)) from error
    except OSError as error:
        raise KnownError(ErrorCode.MAPPING_UNUSABLE, path=str(file), detail=error.strerror or "") from error


def _field(name: str, where: str) -> ImportField:
    try:
        return ImportField(name.strip().lower())
    except ValueError:
        known = ", ".join(ImportField)
        detail = f"there is no “{name.strip()}”, only {known}"
        raise KnownError(ErrorCode.MAPPING_UNUSABLE, path=where, detail=detail) from None


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Lend an event that the first Ctrl-C sets; a second one ends the program as usual."""
    stop = Event()

    def interrupted(number: int, frame: FrameType | None) -> None:
        del frame
        stop.set()
        signal.signal(number, before)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _Bar:
    """A bar on the terminal with the time left and the pace."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def __call__(self, progress: ImportProgress) -> None:
        """Show how far it is."""
        if self._task is None:
            self._task = self._bar.add_task("", total=1, told="")
        told = time_left(progress)
        self._bar.update(
            self._task, description=_PHASES[progress.phase], total=progress.total, completed=progress.done, told=told
        )


@contextmanager
def _watched() -> Iterator[_Bar]:
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total} {task.fields[told]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Bar(bar)


def _tell(
    plan: ImportPlan, report: ImportReport | None, problems: Sequence[RowProblem], saved: Path | None, *, as_json: bool
) -> None:
    if as_json:
        file = {"problems_file": str(saved) if saved is not None else None}
        emit((plan_record(plan) if report is None else plan_record(plan) | report_record(report)) | file)
        return
    if report is None:
        show_table("What would be done", ("People", ""), plan_rows(plan))
    else:
        for sentence in account(report):
            say(sentence)
    if problems:
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        title = count if len(problems) <= _SHOWN else f"The first {_SHOWN} of {count}"
        show_table(title, ("Row", "Name", "Problem", "Left out"), problem_rows(problems[:_SHOWN]))
    if saved is not None:
        say(f"Correct them in {saved} and import that file.")
