"""Visitors from signing in to erasure, over a real store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.config import AttendanceSettings, Settings
from core.domain.calibration import Goal
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import PersonFacts
from core.domain.visitors import VISITORS
from core.gallery.index import ExactIndex
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.runtime.visitors import NewVisitor, Reception, VisitorDesk
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.runtime.runtime_support import MODEL, POINT
from tests.helpers.databases import lay_database

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 3, 28, 9, tzinfo=UTC)
"""The clocks go forward in the night after."""


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = MORNING

    def utc(self) -> datetime:
        return self.now

    def mono_ns(self) -> int:
        return 0


class Front:
    """A reception with nobody in the gallery."""

    def __init__(self, folder: Path, kept_days: int = 1) -> None:
        self.clock = Hand()
        self.changes = 0
        self.store = SqliteStore(StoreDatabase(lay_database(folder)), PlainVault(), self.clock)
        thresholds = Thresholds(POINT, Goal(weeks=4, visitors_a_day=50))
        self.roster = Roster(self.store, ExactIndex(POINT, MODEL), MODEL, thresholds, self.clock, lambda: None)
        self.people = people = PeopleDesk(self.store, self.roster, Denials(), self.clock, lambda: None)
        settings = Settings(attendance=AttendanceSettings(visitors_kept_days=kept_days))
        self.desk = VisitorDesk(
            Reception(
                self.store.visits, people, self.roster,
                CredentialDesk(self.store.secrets, self.clock, lambda *_: None), lambda: BERLIN,
                lambda: settings, self.clock, self._changed,
            )
        )  # fmt: skip

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    made = Front(tmp_path)
    yield made
    made.store.close()


def test_a_visitor_is_there_until_tonight_and_erased_the_night_after(front: Front) -> None:
    visit = front.desk.sign_in(NewVisitor(" Zoë Guest ", "Acme", None, "Lunch"))
    assert front.desk.visits() == (visit,)
    assert visit.name == "Zoë Guest"
    assert visit.until == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert visit.erase_at == datetime(2026, 3, 29, 22, tzinfo=UTC)
    passer = front.roster.passer_of(visit.person)
    assert passer is not None
    assert passer.membership.groups == {VISITORS}
    assert passer.membership.until == visit.until
    front.clock.now = visit.erase_at - timedelta(seconds=1)
    assert front.desk.erase_due() == 0
    front.clock.now = visit.erase_at
    assert front.desk.erase_due() == 1
    assert front.desk.visits() == ()
    assert front.store.person(visit.person) is None
    assert front.changes == 2


def test_who_left_passes_no_more_and_may_come_back(front: Front) -> None:
    person = front.desk.sign_in(NewVisitor("Guest")).person
    code = front.desk.badge(person)
    assert front.store.secrets.of_code(code.code) == person
    front.clock.now = MORNING + timedelta(hours=2)
    front.desk.sign_out(person)
    passer = front.roster.passer_of(person)
    assert passer is not None
    assert passer.membership.until == front.clock.now
    assert front.desk.visits()[0].left == front.clock.now
    later = front.clock.now + timedelta(days=2)
    front.desk.extend(person, later)
    (visit,) = front.desk.visits()
    assert (visit.left, visit.until) == (None, later)
    front.desk.extend(person)
    assert front.desk.visits()[0].until == front.desk.tonight()


def test_who_is_no_visitor_is_not_erased_as_one(front: Front) -> None:
    for act in (front.desk.erase, front.desk.sign_out):
        with pytest.raises(KnownError) as caught:
            act(PersonId("nobody"))
        assert caught.value.code is ErrorCode.VISITOR_UNKNOWN
    visit = front.desk.sign_in(NewVisitor("Guest"))
    front.desk.erase(visit.person)
    assert front.desk.visits() == ()
    hired = front.desk.sign_in(NewVisitor("Colleague to be"))
    front.people.update(hired.person, PersonFacts("Colleague"))
    assert front.desk.visits() == ()
    front.clock.now = hired.erase_at
    assert front.desk.erase_due() == 0
    assert [person.name for person in front.store.people()] == ["Colleague"]


def test_a_visitor_needs_a_name(front: Front) -> None:
    with pytest.raises(KnownError) as caught:
        front.desk.sign_in(NewVisitor("  "))
    assert caught.value.code is ErrorCode.NAME_EMPTY
    assert front.desk.visits() == ()


def test_who_cannot_be_written_into_the_book_is_not_left_behind(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_visit: object) -> None:
        raise KnownError(ErrorCode.DISK_FULL, path="usher.db")

    with monkeypatch.context() as patch:
        patch.setattr(type(front.store.visits), "sign_in", lambda _self, visit: full(visit))
        with pytest.raises(KnownError, match="full"):
            front.desk.sign_in(NewVisitor("Guest"))
    assert not front.store.people()


def test_what_is_no_text_does_not_keep_a_visitor_out(front: Front) -> None:
    visit = front.desk.sign_in(NewVisitor("Guest", "Acm\udcff", None, "L\udcffnch"))
    assert (visit.company, visit.purpose) == ("Acm?", "L?nch")
    assert front.desk.visits() == (visit,)
