"""People looked through and changed at a desk, over a real database and gallery."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core.domain.calibration import Goal
from core.domain.clock import SystemClock
from core.domain.directory import PeopleQuery
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Recognised
from core.domain.ids import PersonId, new_event_id, new_person_id
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.people import Membership, NewPerson, Person, PersonFacts
from core.domain.visitors import VISITORS
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.loading import GalleryLoader
from core.runtime.roster import Roster, template_of
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.runtime.runtime_support import DOOR, MODEL, POINT, face, quality, shot
from tests.helpers.databases import lay_database

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class SetClock(SystemClock):
    """The machine's, but for the wall."""

    def __init__(self) -> None:
        self.now = NOW

    def utc(self) -> datetime:
        return self.now


class Office:
    """A desk and what it works on; opening it again is the next start of the program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = SetClock()
        self.store = SqliteStore(StoreDatabase(lay_database(folder)), PlainVault(), self.clock)
        self.forgotten = 0
        self.start()

    def start(self) -> None:
        thresholds = Thresholds(POINT, Goal(weeks=4, visitors_a_day=50))
        self.index, loader = ExactIndex(POINT, MODEL), GalleryLoader(self.folder, Layout())
        self.roster = Roster(self.store, self.index, MODEL, thresholds, self.clock, lambda: None)
        self.roster.load(partial(loader.fill, self.index))
        self.desk = PeopleDesk(self.store, self.roster, Denials(), self.clock, self._forget)

    def _forget(self) -> None:
        self.forgotten += 1

    def enrol(self, facts: PersonFacts, *seeds: int) -> Person:
        templates = tuple(template_of(face(seed), quality(), np.full((112, 112, 3), seed, np.uint8)) for seed in seeds)
        return self.roster.enrol_people([NewPerson(new_person_id(), self.clock.utc(), facts, templates)])[0]

    def found(self, seed: int) -> PersonId | None:
        """Whom a visitor with this face would be taken for."""
        hits = self.index.top(face(seed), 1, self.roster.among())
        return hits[0].person if hits and hits[0].score > 0.6 else None

    def visit(self, person: Person, embedding: Embedding) -> None:
        match = Match(person.id, 0.8, None, -1.0, 0.99)
        decision = Decision(Verdict.RECOGNISED, Reason.CLEAR_MATCH, person.id, match, 1)
        event = Recognised(
            new_event_id(), self.clock.utc(), DOOR, "Door", "", 1, person.id, person.name, decision, shot(embedding)
        )
        self.store.record(event)
        self.store.flush()

    def names(self, query: PeopleQuery | None = None) -> list[str]:
        keys = self.desk.find(query or PeopleQuery())
        return [row.person.name for row in self.desk.rows(keys.tolist())]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.store.close()


def test_people_are_found_by_what_is_typed(office: Office) -> None:
    office.enrol(PersonFacts("José Álvarez", "A7"), 1)
    office.enrol(PersonFacts("Ana Costa", "B1"), 2)
    assert office.names() == ["Ana Costa", "José Álvarez"]
    assert office.names(PeopleQuery("jose")) == ["José Álvarez"]
    assert office.names(PeopleQuery("b1")) == ["Ana Costa"]
    assert office.names(PeopleQuery("nobody")) == []


def test_other_facts_count_at_once_and_come_back(office: Office) -> None:
    ana = office.enrol(PersonFacts("Ana", "7"), 1)
    before = office.desk.update(ana.id, PersonFacts("Anna", "8", Membership(frozenset({"staff"}))))
    assert before == PersonFacts("Ana", "7")
    assert office.roster.name_of(ana.id) == "Anna"
    assert [(group.name, group.people) for group in office.desk.groups()] == [("staff", 1)]
    office.desk.update(ana.id, before)
    assert office.roster.name_of(ana.id) == "Ana"
    with pytest.raises(KnownError) as caught:
        office.desk.update(PersonId("nobody"), before)
    assert caught.value.code is ErrorCode.PERSON_UNKNOWN


def test_who_is_not_active_is_not_found_and_nor_after_a_restart(office: Office) -> None:
    ana = office.enrol(PersonFacts("Ana"), 1, 2)
    facts = office.desk.update(ana.id, PersonFacts("Ana", active=False))
    assert office.found(1) is None
    office.start()
    assert office.found(1) is None
    office.desk.update(ana.id, facts)
    assert office.found(1) == ana.id


def test_somebody_is_found_only_while_their_dates_say_so(office: Office) -> None:
    week = Membership(since=NOW + timedelta(days=1), until=NOW + timedelta(days=8))
    guest = office.enrol(PersonFacts("Guest", membership=week), 1)
    staff = office.enrol(PersonFacts("Staff"), 2)
    for again in (False, True):
        if again:
            office.start()
        found = []
        for days in (0, 1, 7, 8):
            office.clock.now = NOW + timedelta(days=days)
            found.append(office.found(1))
        assert found == [None, guest.id, guest.id, None]
        assert office.found(2) == staff.id
    office.desk.update(guest.id, PersonFacts("Guest"))
    assert office.roster.among() is None
    assert office.found(1) == guest.id


def test_the_mean_of_somebodys_pictures_is_searched_too(office: Office) -> None:
    ana = office.enrol(PersonFacts("Ana"), 1, 2)
    assert len(office.desk.templates(ana.id)) == 2
    assert office.index.templates == 3
    mean = Embedding.normalised(face(1).vector + face(2).vector, MODEL)
    assert office.index.search(mean).score > 0.99


def test_a_picture_can_be_dropped_and_put_back_but_not_the_last(office: Office) -> None:
    ana = office.enrol(PersonFacts("Ana"), 1, 2)
    first, second = (template.id for template in office.desk.templates(ana.id))
    office.desk.drop_templates(ana.id, [first])
    assert office.found(1) is None
    assert office.found(2) == ana.id
    with pytest.raises(KnownError) as caught:
        office.desk.drop_templates(ana.id, [second])
    assert caught.value.code is ErrorCode.LAST_TEMPLATE
    office.desk.restore_templates(ana.id, [first])
    assert office.found(1) == ana.id


def test_two_people_become_one_and_two_again(office: Office) -> None:
    ana, double = office.enrol(PersonFacts("Ana"), 1), office.enrol(PersonFacts("Ana C."), 2)
    office.visit(double, face(2))
    preview = office.desk.preview_merge(ana.id, double.id)
    assert (preview.person.name, preview.other and preview.other.name) == ("Ana", "Ana C.")
    assert (len(preview.templates), preview.event_count, len(preview.events)) == (1, 1, 1)
    change = office.desk.merge(ana.id, double.id)
    assert office.found(2) == ana.id
    assert [event.name for event in office.desk.sightings(ana.id, 5)] == ["Ana"]
    assert office.names() == ["Ana"]
    office.desk.undo(change.id)
    assert office.found(2) == double.id
    assert [event.name for event in office.desk.sightings(double.id, 5)] == ["Ana C."]
    assert office.names() == ["Ana", "Ana C."]


def test_a_visitor_is_merged_into_a_colleague_and_never_the_other_way_round(office: Office) -> None:
    """A visitor is erased soon, and with them whoever they were taken to be."""
    visitors = Membership(frozenset({VISITORS, "guests"}), until=office.clock.utc() + timedelta(days=1))
    ana = office.enrol(PersonFacts("Ana"), 1)
    ann = office.enrol(PersonFacts("Ann", membership=visitors), 2)
    with pytest.raises(KnownError, match=r"Ann is a visitor .* and Ana would be with them. Keep Ana\."):
        office.desk.merge(ann.id, ana.id)
    assert office.names() == ["Ana", "Ann"]
    office.desk.merge(ana.id, ann.id)
    details = office.desk.details(ana.id)
    assert details is not None
    assert details.facts.membership == Membership(frozenset({"guests"}))
    one, two = (office.enrol(PersonFacts(name, membership=visitors), 3) for name in ("Bo", "Beau"))
    office.desk.merge(one.id, two.id)
    assert office.names() == ["Ana", "Bo"]


def test_one_who_is_two_is_split_with_the_visits_that_go_along(office: Office) -> None:
    ana = office.enrol(PersonFacts("Ana"), 1, 2)
    office.visit(ana, face(1, 0.2))
    office.visit(ana, face(2, 0.2))
    wrong = office.desk.templates(ana.id)[1].id
    preview = office.desk.preview_split(ana.id, [wrong])
    assert (preview.templates, preview.event_count) == ((wrong,), 1)
    change = office.desk.split(ana.id, preview.templates, preview.event_ids, PersonFacts("Eva"))
    eva = PersonId(change.other)
    assert (office.found(1), office.found(2)) == (ana.id, eva)
    assert [event.name for event in office.desk.sightings(eva, 5)] == ["Eva"]
    office.desk.undo(change.id)
    assert office.found(2) == ana.id
    assert len(office.desk.sightings(ana.id, 5)) == 2
    with pytest.raises(KnownError):
        office.desk.preview_split(ana.id, [template.id for template in office.desk.templates(ana.id)])


def test_who_is_erased_is_gone_for_good(office: Office) -> None:
    ana = office.enrol(PersonFacts("Ana Costa"), 1, 2)
    office.visit(ana, face(1))
    erasure = office.desk.erase(ana.id)
    assert (erasure.templates, erasure.sightings) == (2, 1)
    assert office.found(1) is None
    assert office.desk.details(ana.id) is None
    assert office.roster.name_of(ana.id) == "?"
    assert office.forgotten == 1
    assert office.store.sightings(5) == ()


def test_many_are_enrolled_at_once_or_nobody(office: Office) -> None:
    office.enrol(PersonFacts("Ana", "7"), 1)
    template = template_of(face(5), quality(), np.zeros((112, 112, 3), np.uint8))
    new = [NewPerson(new_person_id(), NOW, PersonFacts(f"P{n}", str(n)), (template,)) for n in (6, 7)]
    with pytest.raises(KnownError) as caught:
        office.roster.enrol_people(new)
    assert caught.value.code is ErrorCode.ID_TAKEN
    assert (office.found(5), office.names()) == (None, ["Ana"])
    nameless = replace(new[0], facts=PersonFacts(""))
    with pytest.raises(KnownError, match="name"):
        office.roster.enrol_people([nameless])
