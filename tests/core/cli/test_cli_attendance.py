"""`usher attendance` and `usher muster`, on real records."""

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from core.bootstrap import open_store
from core.domain.attendance import Punch, Source, Way
from core.domain.calendar import Calendar
from core.domain.ids import EventId, new_event_id, new_person_id
from core.domain.ledger import Entry, PlanSaved, Request
from core.domain.people import NewPerson, PersonFacts
from core.domain.plan import Plan
from core.domain.work import Leave, LeaveKind
from tests.helpers.cli import usher

LONG_AGO = datetime(2024, 5, 13, 6, 0, tzinfo=UTC)
DAY = ("--from", "2024-05-13", "--to", "2024-05-13")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    with open_store(data) as store:
        created = datetime(2024, 1, 1, tzinfo=UTC)
        ada = NewPerson(new_person_id(), created, PersonFacts("Ada", "7"), ())
        store.book.enrol([ada])
        came = Entry(EventId("came"), LONG_AGO, Punch(LONG_AGO, ada.id, Way.IN, Source.CAMERA, "North"))
        now = Punch(datetime.now(UTC) - timedelta(minutes=1), ada.id, Way.IN, Source.CAMERA, "South")
        day = datetime(2024, 5, 14, tzinfo=UTC).date()
        asked = Entry(EventId("asked"), LONG_AGO, Request(Leave(ada.id, day, day, LeaveKind.SICK)), "Ada", "ill")
        plan = Entry(new_event_id(), LONG_AGO, PlanSaved(Plan(Calendar("Europe/Berlin"))))
        store.ledger.append([plan, came, asked, Entry(new_event_id(), now.at, now)])
    return data


def entry_in(out: str) -> str:
    found = re.fullmatch(r"Recorded as (\S+)\.", out.strip())
    assert found, out
    return found[1]


def worked(data: Path) -> str:
    answer = usher(data, "attendance", "report", *DAY, "--kind", "totals")
    (row,) = csv.DictReader(io.StringIO(answer.out))
    return row["Worked"]


def test_a_punch_is_added_corrected_and_taken_back(records: Path) -> None:
    answer = usher(records, "attendance", "punch", "Ada", "--out", "--at", "2024-05-13 16:00", "--reason", "forgot")
    added = entry_in(answer.out)
    assert worked(records) == "8:00"
    shorter = usher(records, "attendance", "correct", added, "--at", "2024-05-13 15:00", "--reason", "earlier")
    assert worked(records) == "7:00"
    struck = usher(records, "attendance", "correct", "came", "--strike", "--reason", "was not her")
    assert worked(records) == "0:00"
    for answer in (struck, shorter):
        assert usher(records, "attendance", "undo", entry_in(answer.out), "--reason", "no").code == 0
    assert worked(records) == "8:00"
    shown = usher(records, "attendance", "person", "7", *DAY).out
    assert "2024-05-13 08:00:00" in shown
    assert "was not her" in shown
    history = usher(records, "attendance", "history").out
    assert "undone" in history
    skipped = usher(records, "attendance", "punch", "Ada", "--at", "2024-03-31 02:30", "--reason", "no such time")
    assert skipped.code == 2
    assert "earlier" in history


def test_mistakes_are_told_in_a_sentence(records: Path) -> None:
    blank = usher(records, "attendance", "punch", "Ada", "--at", "2024-05-13 16:00", "--reason", " ")
    assert (blank.code, "Give a reason" in blank.err) == (1, True)
    assert usher(records, "attendance", "correct", "nothing", "--reason", "x").code == 1
    assert usher(records, "attendance", "report", "--from", "2024-05-14", "--to", "2024-05-13").code == 2
    turned = ("--from", "2024-05-14", "--to", "2024-05-13")
    assert usher(records, "attendance", "leave", "Ada", *turned).code == 2


def test_requests_are_listed_and_answered(records: Path) -> None:
    (record,) = usher(records, "attendance", "requests", "--json").records
    assert (record["entry"], record["name"], record["wanted"]) == ("asked", "Ada", "sick 2024-05-14 to 2024-05-14")
    assert "asked" in usher(records, "attendance", "requests").out
    granted = entry_in(usher(records, "attendance", "grant", "asked").out)
    assert "No request is waiting." in usher(records, "attendance", "requests").out
    usher(records, "attendance", "undo", granted, "--reason", "no note")
    assert usher(records, "attendance", "deny", "asked", "--reason", "no note").code == 0
    leave = usher(records, "attendance", "leave", "Ada", "--from", "2024-05-15", "--kind", "training")
    assert entry_in(leave.out)


def test_reports_are_printed_or_written(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = json.loads(usher(records, "attendance", "report", *DAY, "--kind", "punches", "--format", "json").out)
    assert [row["door"] for row in document["rows"]] == ["North"]
    monkeypatch.chdir(tmp_path)
    answer = usher(records, "attendance", "report", *DAY, "--format", "xlsx")
    assert answer.out.strip() == "The report is in usher-totals-2024-05-13-2024-05-13.xlsx; rows: 1."
    openpyxl.load_workbook(tmp_path / "usher-totals-2024-05-13-2024-05-13.xlsx")
    assert usher(records, "attendance", "report", "--output", tmp_path / "now.csv").code == 0
    assert "Ada" in (tmp_path / "now.csv").read_text(encoding="utf-8-sig")


def test_who_is_here(records: Path, tmp_path: Path) -> None:
    (row,) = usher(records, "attendance", "today", "--json").records
    assert (row["name"], row["state"], row["door"]) == ("Ada", "in", "South")
    assert "1 in" in usher(records, "attendance", "today").out
    (muster,) = usher(records, "muster", "--json").records
    assert [one["name"] for one in muster["inside"]] == ["Ada"]
    assert "[ ] Ada" in usher(records, "muster").out
    for name in ("list.html", "list.txt"):
        assert usher(records, "muster", "--output", tmp_path / name).code == 0
        assert "Ada" in (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / "file").write_text("in the way")
    assert usher(records, "muster", "--output", tmp_path / "file" / "x.txt").code == 1
    with open_store(records):
        busy = usher(records, "muster")
    assert (busy.code, "muster.html" in busy.out) == (1, True)


@pytest.mark.parametrize(
    "options",
    [
        ("report", "--from", "0001-01-01", "--to", "0001-01-02"),
        ("person", "Ada", "--from", "9999-12-01", "--to", "9999-12-31"),
        ("punch", "Ada", "--at", "0001-01-01 00:00", "--reason", "long ago"),
    ],
)
def test_there_is_nothing_at_the_ends_of_the_calendar(records: Path, options: tuple[str, ...]) -> None:
    assert usher(records, "attendance", *options).code == 2
