"""Reports that are written by themselves: when they are due, and what becomes of those that fail."""

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.config import AttendanceSettings, ExportSettings
from core.domain.errors import KnownError
from core.domain.reports import Report
from core.runtime.attendance.exporting import NOTES_FILE, Due, ExportClock, due, key_of
from core.runtime.attendance.reports import ReportDesk
from tests.core.runtime.attendance.attendance_support import BERLIN, Site, at, open_site
from tests.helpers.guards import ExpectLog

MONTHLY = ExportSettings("out")
WEEKLY = ExportSettings("out", every="week", report="days", format="csv")
DAILY = ExportSettings("out", every="day", at=60)


def periods(found: tuple[Due, ...]) -> list[tuple[str, str]]:
    return [(one.first.isoformat(), one.last.isoformat()) for one in found]


@pytest.mark.parametrize(
    ("export", "last", "now", "expected"),
    [
        # A new export begins with the period that ended last.
        (MONTHLY, None, "2024-06-01 05:00", [("2024-05-01", "2024-05-31")]),
        (MONTHLY, None, "2024-06-01 04:59", [("2024-04-01", "2024-04-30")]),
        (MONTHLY, "2024-05-31", "2024-06-30 23:00", []),
        # A machine that was off makes up for what it missed, oldest first.
        (
            MONTHLY, "2024-02-29", "2024-06-10 08:00",
            [("2024-03-01", "2024-03-31"), ("2024-04-01", "2024-04-30"), ("2024-05-01", "2024-05-31")],
        ),
        (WEEKLY, None, "2024-05-15 12:00", [("2024-05-06", "2024-05-12")]),
        (WEEKLY, "2024-05-12", "2024-05-20 05:00", [("2024-05-13", "2024-05-19")]),
        (DAILY, "2024-05-13", "2024-05-15 00:59", []),
        (DAILY, "2024-05-13", "2024-05-15 01:00", [("2024-05-14", "2024-05-14")]),
        (MONTHLY, None, "2024-01-01 05:00", [("2023-12-01", "2023-12-31")]),
        # What was written while the clock was a year ahead does not keep anything from being written until then.
        (MONTHLY, "2025-05-31", "2024-06-01 05:00", [("2024-05-01", "2024-05-31")]),
    ],
)  # fmt: skip
def test_what_is_due(export: ExportSettings, last: str | None, now: str, expected: list[tuple[str, str]]) -> None:
    done = {} if last is None else {key_of(export): date.fromisoformat(last)}
    moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN).astimezone(UTC)
    assert periods(due([export], done, moment, BERLIN)) == expected


def test_after_years_only_the_newest_month_of_days_is_made_up_for() -> None:
    found = due([DAILY], {key_of(DAILY): date(2020, 1, 1)}, at("12:00"), BERLIN)
    assert len(found) == 31
    assert found[-1].last == date(2024, 5, 12)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with open_site(tmp_path / "data", at("12:00")) as site:
        site.enrol("Ada")
        (tmp_path / "out").mkdir()
        yield site


def clock_of(site: Site, tmp_path: Path, folder: str = "out") -> ExportClock:
    export = ExportSettings(str(tmp_path / folder), "days", "csv", "week")
    site.attend(AttendanceSettings(exports=(export,)))
    return ExportClock(site.books, ReportDesk(site.books), tmp_path / "data")


def test_a_report_is_written_once_also_after_a_restart(site: Site, tmp_path: Path) -> None:
    clock_of(site, tmp_path).step()
    file = tmp_path / "out" / "usher-days-2024-05-06-2024-05-12.csv"
    assert "Ada" in file.read_text(encoding="utf-8")
    file.unlink()
    again = clock_of(site, tmp_path)
    again.step()
    assert not file.exists()
    site.clock.now += timedelta(days=7)
    again.step()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["usher-days-2024-05-13-2024-05-19.csv"]


def test_one_that_fails_is_told_once_and_tried_again_every_hour(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "out").rmdir()
    clock = clock_of(site, tmp_path)
    clock.step()
    site.clock.now += timedelta(minutes=30)
    clock.step()
    trouble = clock.trouble
    assert isinstance(trouble, KnownError)
    assert len(caplog.records) == 1
    (tmp_path / "out").mkdir()
    site.clock.now += timedelta(minutes=29)
    clock.step()
    assert list((tmp_path / "out").iterdir()) == []
    site.clock.now += timedelta(minutes=1)
    clock.step()
    assert clock.trouble is None
    assert len(list((tmp_path / "out").iterdir())) == 1
    caplog.clear()


def test_an_export_that_is_given_up_troubles_nobody(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "out").rmdir()
    clock = clock_of(site, tmp_path)
    clock.step()
    before = clock.trouble
    assert before is not None
    site.attend(AttendanceSettings())
    clock.step()
    assert clock.trouble is None
    caplog.clear()


def test_notes_that_are_damaged_cost_one_report_too_many(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = clock_of(site, tmp_path)
    (tmp_path / "data" / NOTES_FILE).write_text("{")
    clock.step()
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert clock.trouble is None
    caplog.clear()


def test_notes_that_cannot_be_kept_are_told_of(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(_path: Path, _content: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    clock = clock_of(site, tmp_path)
    monkeypatch.setattr("core.runtime.attendance.exporting.write_whole", refused)
    clock.step()
    assert isinstance(clock.trouble, KnownError)
    caplog.clear()


def test_its_thread_makes_up_for_what_was_missed_and_ends(site: Site, tmp_path: Path) -> None:
    written = threading.Event()

    def lay_out(_report: Report) -> bytes:
        written.set()
        return b"%PDF"

    export = ExportSettings(str(tmp_path / "out"), "totals", "pdf", "day")
    site.attend(AttendanceSettings(exports=(export,)))
    clock = ExportClock(site.books, ReportDesk(site.books, lay_out), tmp_path / "data")
    clock.start()
    clock.start()
    assert written.wait(20)
    clock.stop()
    clock.stop()
    clock.start()
    assert not any(thread.name == "exports" for thread in threading.enumerate())
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["usher-totals-2024-05-12-2024-05-12.pdf"]


def test_a_bug_in_one_report_does_not_end_the_others(
    site: Site, tmp_path: Path, expected_log: ExpectLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log("core.runtime.attendance.exporting", logging.ERROR, "because of a bug")
    clock = clock_of(site, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(ReportDesk, "render", lambda *_: 1 / 0)
        clock.step()
        clock.step()
    trouble = clock.trouble
    assert isinstance(trouble, ZeroDivisionError)
    site.clock.now += timedelta(hours=1)
    clock.step()
    assert clock.trouble is None
    assert len(list((tmp_path / "out").iterdir())) == 1
