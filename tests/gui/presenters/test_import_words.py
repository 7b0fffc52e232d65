"""What an import would do, does and has done, in words."""

import pytest

from core.domain.errors import ErrorCode, KnownError
from core.domain.people import PhotoOutcome
from core.runtime.importing.model import ImportField, ImportPhase, ImportProgress, ImportReport
from core.runtime.importing.problems import ProblemCode, RowProblem
from gui.presenters.importing import (
    chosen,
    field_names,
    outcome,
    problem_text,
    problems_title,
    progress_text,
    report_text,
    report_title,
    start_text,
)
from gui.presenters.text import as_written

F = ImportField


def test_a_single_field_is_taken_from_the_column_that_had_it() -> None:
    meanings = (F.NAME, F.PHOTO, F.IGNORED)
    assert chosen(meanings, 2, F.NAME) == (F.IGNORED, F.PHOTO, F.NAME)
    assert chosen(meanings, 2, F.PHOTO) == (F.NAME, F.PHOTO, F.PHOTO)
    assert {field for field, _ in field_names(as_written)} == set(ImportField)


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (ImportProgress(ImportPhase.CHECKING, 3, 9), "Comparing with who is enrolled…"),
        (ImportProgress(ImportPhase.PHOTOS, 3, 9), "3 of 9 pictures"),
        (
            ImportProgress(ImportPhase.PHOTOS, 3, 9, 0.2, 15.04),
            "3 of 9 pictures · 15.0 a second · about 1 seconds left",
        ),
        (ImportProgress(ImportPhase.PHOTOS, 3, 9, 200, 1.0), "3 of 9 pictures · 1.0 a second · about 4 minutes left"),
    ],
)
def test_progress_says_the_pace_and_the_time_left(progress: ImportProgress, text: str) -> None:
    assert progress_text(progress, as_written) == text


def test_a_report_says_why_it_ended_early() -> None:
    stopped = KnownError(ErrorCode.DISK_FULL, path="here")
    report = ImportReport(2, 0, 1, 3, {PhotoOutcome.TEMPLATE: 4}, (), {}, 1.0, stopped=stopped)
    assert report_title(report, as_written) == "The import stopped"
    assert report_text(report, as_written).startswith("The disk holding here is full.")
    assert [(count.number, count.text, count.bad) for count in outcome(report, as_written)] == [
        (2, "enrolled", False), (1, "unchanged", False), (3, "left out", True), (4, "pictures looked at", False),
    ]  # fmt: skip
    cancelled = ImportReport(0, 0, 0, 0, {}, (), {}, 1.0, cancelled=True)
    assert report_title(cancelled, as_written) == "The import was cancelled"
    assert "go on from there" in report_text(cancelled, as_written)
    done = ImportReport(0, 0, 0, 0, {}, (), {}, 1.0)
    assert (report_title(done, as_written), report_text(done, as_written)) == ("The import is done", "")


def test_problems_are_told_in_words() -> None:
    problem = RowProblem(3, "photo", ProblemCode.NO_FACE, "Ana", {"photo": "1.jpg"})
    assert problem_text(problem, as_written) == problem.sentence == "No face was found in 1.jpg."
    assert problems_title([problem], as_written) == "One problem"
    assert problems_title([problem] * 2, as_written) == "2 problems"
    assert start_text(None, as_written) == "&Import"
