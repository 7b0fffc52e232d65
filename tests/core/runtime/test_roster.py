"""People and gallery in step, over a real database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core.capture.pictures import decode_jpeg
from core.domain.access import Passer
from core.domain.calibration import Goal
from core.domain.clock import SystemClock
from core.domain.errors import BugError, ErrorCode, KnownError
from core.domain.ids import PersonId
from core.domain.people import Membership, NewPerson, NewTemplate, PersonFacts
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.loading import GalleryLoader
from core.runtime.roster import Roster, template_of
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.runtime.runtime_support import MODEL, POINT, face, quality
from tests.helpers.databases import lay_database


class Office:
    """A roster that counts the changes it announced."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = SqliteStore(StoreDatabase(lay_database(folder)), PlainVault(), SystemClock())
        self.changes = 0
        self.roster = self.again()

    def again(self) -> Roster:
        thresholds = Thresholds(POINT, Goal(weeks=4, visitors_a_day=50))
        index, loader = ExactIndex(POINT, MODEL), GalleryLoader(self.folder, Layout())
        made = Roster(self.store, index, MODEL, thresholds, SystemClock(), self._changed)
        made.load(partial(loader.fill, index))
        return made

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.store.close()


def templates(seed: int) -> list[NewTemplate]:
    return [template_of(face(seed), quality(), np.full((112, 112, 3), seed, np.uint8))]


def test_enrolled_is_found_at_once_and_after_a_restart(office: Office) -> None:
    ana = office.roster.enrol(" Ana Costa ", "7", templates(1))
    assert ana.name == "Ana Costa"
    assert office.roster.nearest([face(1)]).person == ana.id
    assert office.again().nearest([face(1)]).person == ana.id
    assert office.roster.name_of(ana.id) == "Ana Costa"
    assert office.changes == 1


def test_removed_is_unknown_and_restored_is_known_again(office: Office) -> None:
    ana = office.roster.enrol("Ana", "", templates(1))
    office.roster.remove(ana.id)
    assert office.roster.nearest([face(1)]).person is None
    office.roster.restore(ana.id)
    assert office.roster.nearest([face(1)]).person == ana.id
    assert office.changes == 3


def test_pictures_added_to_a_person_find_that_person(office: Office) -> None:
    ana = office.roster.enrol("Ana", "", templates(1))
    assert office.roster.enrol("ignored", "", templates(2), into=ana.id) == ana
    assert office.roster.nearest([face(2)]).person == ana.id
    assert len(office.store.people()) == 1


@pytest.mark.parametrize(
    ("name", "external_id", "into", "code"),
    [
        ("  ", "", None, ErrorCode.NAME_EMPTY),
        ("Bo", "7", None, ErrorCode.ID_TAKEN),
        ("Bo", "", PersonId("nobody"), ErrorCode.PERSON_UNKNOWN),
    ],
)
def test_a_refused_enrolment_changes_nothing(
    office: Office, name: str, external_id: str, into: PersonId | None, code: ErrorCode
) -> None:
    office.roster.enrol("Ana", "7", templates(1))
    with pytest.raises(KnownError) as caught:
        office.roster.enrol(name, external_id, templates(2), into)
    assert caught.value.code is code
    assert [p.name for p in office.store.people()] == ["Ana"]
    assert office.roster.nearest([face(2)]).score < 0.4
    assert office.changes == 1


def test_enrolling_without_a_picture_is_a_bug(office: Office) -> None:
    with pytest.raises(BugError):
        office.roster.enrol("Ana", "", [])


def test_the_portrait_is_the_best_crop(office: Office) -> None:
    ana = office.roster.enrol("Ana", "", templates(40))
    jpeg = office.roster.portrait(ana.id)
    assert jpeg is not None
    assert abs(float(np.mean(decode_jpeg(jpeg))) - 40) <= 1
    assert office.roster.portrait(PersonId("nobody")) is None


def test_who_has_no_face_is_enrolled_but_never_found(office: Office) -> None:
    until = Membership(frozenset({"visitors"}), until=datetime(2031, 1, 1, tzinfo=UTC))
    office.roster.enrol("Ana", "", templates(1))
    guest = NewPerson(PersonId("guest"), SystemClock().utc(), PersonFacts("Guest", membership=until), ())
    office.roster.enrol_people((guest,))
    assert office.roster.people == 1
    assert office.roster.name_of(PersonId("guest")) == "Guest"
    office.roster.extend(PersonId("guest"), templates(2))
    assert office.roster.people == 2


@pytest.mark.parametrize("in_memory", [False, True])
def test_what_decides_at_doors_follows_every_change(office: Office, in_memory: bool) -> None:
    if in_memory:
        office.roster.know_passers()
    ana = office.roster.enrol("Ana", "", templates(1)).id
    assert office.roster.passer_of(ana) == Passer(ana)
    office.store.book.update(ana, PersonFacts("Ana", membership=Membership(frozenset({"staff"})), active=False))
    office.roster.refresh(ana)
    assert office.roster.passer_of(ana) == Passer(ana, Membership(frozenset({"staff"})), active=False)
    office.roster.remove(ana)
    assert office.roster.passer_of(ana) is None
    office.roster.restore(ana)
    assert office.roster.passer_of(ana) is not None
    office.store.book.erase(ana)
    office.roster.refresh(ana)
    assert office.roster.passer_of(ana) is None
