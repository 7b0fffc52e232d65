"""The made-up year is the same each time, and everything shown of it can be computed."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.bootstrap import open_store
from core.bootstrap.site_desks import open_attendance
from core.domain.attendance import Punch
from core.domain.doors import DoorFact
from core.domain.work import Leave
from tests.benchmarks.year import MONTH, furnish, parts
from tests.benchmarks.year_cast import Cast

PEOPLE, ENTRIES = 4, 3800


def test_a_year_is_the_same_each_time() -> None:
    """In the order of writing, with nights, leaves, doors and corrections."""
    entries = Cast(PEOPLE).entries(ENTRIES)
    assert entries == Cast(PEOPLE).entries(ENTRIES)
    assert len(entries) == len({entry.id for entry in entries}) == ENTRIES
    assert [entry.utc for entry in entries] == sorted(entry.utc for entry in entries)
    facts = [entry.fact for entry in entries]
    assert sum(isinstance(fact, Leave) for fact in facts) == 3 * PEOPLE
    assert sum(isinstance(fact, DoorFact) for fact in facts) > 1000
    assert any(entry.voids is not None for entry in entries)
    assert any(isinstance(fact, Punch) and fact.at.hour == 4 for fact in facts), "the end of a night shift in summer"
    with pytest.raises(ValueError, match="more than 100"):
        Cast(PEOPLE).entries(100)


def test_everything_timed_has_something_to_compute(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        furnish(store, PEOPLE, ENTRIES)
    with open_attendance(tmp_path) as office:
        assert office.store.ledger.verify().rows == ENTRIES
        rows = office.desk.grid(MONTH).rows
        assert len(rows) == PEOPLE
        for row in rows:
            assert row.totals.days_worked > 15
            assert abs(row.totals.balance) < timedelta(days=1) / timedelta(minutes=1)
        for part in parts(office, tmp_path):
            part.run()
