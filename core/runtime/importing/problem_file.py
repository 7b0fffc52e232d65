"""The rows that need correcting, as a table that can be corrected and imported again."""

import csv
import io
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from core.config import write_whole
from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing.model import ImportField, ImportPlan, TableRow
from core.runtime.importing.places import is_archive
from core.runtime.importing.problems import RowProblem

ADDED = ("Row", "Problem", "In column")
"""Columns put behind the original ones; none of them means anything to an import."""


def problem_path(path: Path) -> Path:
    """Return where the problems of an import of `path` go unless told otherwise: beside it."""
    return path.with_name(f"{path.stem if path.is_file() else path.name}-problems.csv")


def write_problems(plan: ImportPlan, problems: Sequence[RowProblem], path: Path) -> None:
    """Write every row of `plan` that has problems, with all its cells as they were, and what is wrong.

    Pictures are named as seen from where the file lies. Raises KnownError(FOLDER_NOT_WRITABLE, DISK_FULL).
    """
    said = defaultdict[int, list[RowProblem]](list)
    for problem in problems:
        for number in plan.joined.get(problem.row, (problem.row,)):
            said[number].append(problem)
    table = plan.source.table
    kept = [place for place, column in enumerate(table.columns) if column not in ADDED]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(table.columns[place] for place in kept), *ADDED])
    for row in table.rows:
        if row.number in said:
            cells = _cells(plan, row, path)
            writer.writerow([*(cells[place] for place in kept), *_told(row, said[row.number])])
    try:
        write_whole(path, text.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise KnownError(ErrorCode.FOLDER_NOT_WRITABLE, path=str(path), detail=error.strerror or "") from error


def _told(row: TableRow, problems: Sequence[RowProblem]) -> tuple[str, str, str]:
    columns = dict.fromkeys(problem.column for problem in problems if problem.column)
    return str(row.number), " ".join(dict.fromkeys(problem.sentence for problem in problems)), ", ".join(columns)


def _cells(plan: ImportPlan, row: TableRow, path: Path) -> list[str]:
    """Return the cells with the pictures named from the folder of `path`, as far as they are files on the disk."""
    cells = list(row.cells)
    source = plan.order.path
    if is_archive(source):
        return cells
    home = (source if source.is_dir() else source.parent) / plan.source.base
    if home.resolve() == path.parent.resolve():
        return cells
    for place, field in enumerate(plan.meanings):
        if field is ImportField.PHOTO:
            lines = (";".join(_moved(name, home, path.parent) for name in line.split(";"))
                     for line in cells[place].split("\n"))  # fmt: skip
            cells[place] = "\n".join(lines)
    return cells


def _moved(name: str, home: Path, folder: Path) -> str:
    plain = name.strip()
    if not plain or Path(plain).is_absolute():
        return plain
    try:
        return Path(os.path.relpath(home / plain, folder)).as_posix()
    except ValueError:  # on another drive
        return (home / plain).absolute().as_posix()
