"""The doctor's page over a real desk on a real database: examine, fix, undo, leave, cancel."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.capture.pictures import encode_jpeg
from core.domain.calibration import Goal
from core.domain.clock import SystemClock
from core.domain.doctor import FindingKind, Fix
from core.domain.ids import PersonId, new_person_id
from core.domain.people import NewPerson, NewTemplate, PersonFacts
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doctor import DoctorDesk
from core.runtime.loading import GalleryLoader
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from gui.presenters.text import percent
from gui.views.doctor.page import DoctorPage
from tests.core.runtime.runtime_support import MODEL, POINT, face
from tests.gui.window.conftest import Bench

CROP = encode_jpeg(np.full((112, 112, 3), 99, np.uint8), 80)


class Surgery:
    """A doctor's and a people desk over a database in a folder."""

    def __init__(self, folder: Path) -> None:
        clock, denials = SystemClock(), Denials()
        self.store = SqliteStore(StoreDatabase(folder), PlainVault(), clock)
        index, loader = ExactIndex(POINT, MODEL), GalleryLoader(folder, Layout())
        self.roster = Roster(self.store, index, MODEL, Thresholds(POINT, Goal(4, 50)), clock, lambda: None)
        self.roster.load(partial(loader.fill, index))
        self.people = PeopleDesk(self.store, self.roster, denials, clock, loader.forget)
        self.doctor = DoctorDesk(self.store, self.roster, denials, self.people, None, clock)

    def enrol(self, name: str, *whose: int, quality: float = 0.9) -> PersonId:
        """Enrol somebody from one picture of each face in `whose`, different for each person, alike in each run."""
        shots = tuple(
            NewTemplate(
                face(who, 0.5, 100 * who + take), quality, encode_jpeg(np.full((112, 112, 3), 99, np.uint8), 80)
            )
            for take, who in enumerate(whose, start=8 * len(self.store.people()))
        )
        new = NewPerson(new_person_id(), SystemClock().utc(), PersonFacts(name), shots)
        self.roster.enrol_people((new,))
        return new.id


@pytest.fixture
def surgery(bench: Bench, tmp_path: Path) -> Iterator[Surgery]:
    made = Surgery(tmp_path)
    bench.station.desks = SimpleNamespace(doctor=made.doctor, people=made.people)
    yield made
    bench.context.tasks.close()
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, bench: Bench, surgery: Surgery) -> DoctorPage:
    del surgery
    made = DoctorPage(bench.context, bench.host)
    made.resize(1200, 700)
    made.show()
    return made


def examined(qtbot: QtBot, page: DoctorPage) -> None:
    page.begin.click()
    qtbot.waitUntil(lambda: page.examination is not None, timeout=10_000)


def kinds(page: DoctorPage) -> set[FindingKind]:
    assert page.examination is not None
    return set(page.examination.counts)


def test_a_sound_gallery_is_praised(qtbot: QtBot, page: DoctorPage, surgery: Surgery) -> None:
    qtbot.waitUntil(page.begin.isVisible)
    surgery.enrol("Ana", 1, 1)
    surgery.enrol("Bo", 2, 2)
    examined(qtbot, page)
    assert kinds(page) == set()
    assert page.healthy


def test_somebody_enrolled_twice_is_merged_under_the_chosen_name_and_back(
    qtbot: QtBot, bench: Bench, page: DoctorPage, surgery: Surgery
) -> None:
    surgery.enrol("Ana", 1, 1)
    surgery.enrol("Ana Costa", 1, 1)
    surgery.enrol("Bo", 2, 2)
    examined(qtbot, page)
    assert page.kind is FindingKind.DUPLICATE
    (card,) = page.cards
    assert percent(card.finding.chance or 0) in card.accessibleName()
    card.fixes[Fix.MERGE].click()
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.go.isEnabled)
    other = card.finding.names.index("Ana Costa")
    dialog.keeps[other].setChecked(True)
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and dialog.keeping == card.finding.people[other])
    assert dialog.leaving == card.finding.people[1 - other]
    assert "Pictures that move: 2" in dialog.text.text()
    dialog.go.click()
    qtbot.waitUntil(lambda: kinds(page) == set())
    assert {person.name for person in surgery.store.people()} == {"Ana Costa", "Bo"}
    assert "are one person now" in bench.toast.text.text()
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: kinds(page) == {FindingKind.DUPLICATE})
    assert len(surgery.store.people()) == 3


def test_an_odd_picture_is_split_off_under_a_name(qtbot: QtBot, page: DoctorPage, surgery: Surgery) -> None:
    surgery.enrol("Ana", 1, 1, 1, 2)
    examined(qtbot, page)
    page.cards[0].fixes[Fix.SPLIT].click()
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.moving is not None)
    assert not dialog.go.isEnabled()
    dialog.name.setText("Cy")
    dialog.go.click()
    qtbot.waitUntil(lambda: FindingKind.OUTLIER not in kinds(page))
    assert {person.name for person in surgery.store.people()} == {"Ana", "Cy"}


def test_an_odd_picture_is_taken_out_at_once_and_comes_back(
    qtbot: QtBot, bench: Bench, page: DoctorPage, surgery: Surgery
) -> None:
    ana = surgery.enrol("Ana", 1, 1, 1, 2)
    examined(qtbot, page)
    page.cards[0].fixes[Fix.DROP].click()
    qtbot.waitUntil(lambda: kinds(page) == set())
    assert len(surgery.people.templates(ana)) == 3
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: kinds(page) == {FindingKind.OUTLIER})


def test_a_picture_of_somebody_else_is_given_to_them(qtbot: QtBot, page: DoctorPage, surgery: Surgery) -> None:
    bo = surgery.enrol("Bo", 2, 2)
    surgery.enrol("Ana", 1, 1, 1, 2)
    examined(qtbot, page)
    page.cards[0].fixes[Fix.GIVE].click()
    dialog = page.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    qtbot.waitUntil(lambda: kinds(page) == set())
    assert len(surgery.people.templates(bo)) == 3


def test_two_people_are_kept_apart(qtbot: QtBot, page: DoctorPage, surgery: Surgery) -> None:
    surgery.enrol("Ana", 1, 1)
    surgery.enrol("Her twin", 1, 1)
    examined(qtbot, page)
    page.cards[0].fixes[Fix.KEEP_APART].click()
    qtbot.waitUntil(lambda: kinds(page) == set())
    assert len(surgery.store.reviews.confusable()) == 1


def test_a_finding_that_is_left_is_not_shown_again(
    qtbot: QtBot, bench: Bench, page: DoctorPage, surgery: Surgery
) -> None:
    surgery.enrol("Ana", 1)
    surgery.enrol("Bo", 2, 2)
    examined(qtbot, page)
    page.cards[0].leave.click()
    qtbot.waitUntil(lambda: kinds(page) == set())
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: kinds(page) == {FindingKind.SINGLE})


def test_who_needs_pictures_is_asked_for_elsewhere(qtbot: QtBot, page: DoctorPage, surgery: Surgery) -> None:
    ana = surgery.enrol("Ana", 1)
    examined(qtbot, page)
    with qtbot.waitSignal(page.pictures_asked) as asked:
        page.cards[0].fixes[Fix.NEW_PICTURES].click()
    assert asked.args == [ana]


def test_many_findings_come_by_and_by(qtbot: QtBot, page: DoctorPage, surgery: Surgery) -> None:
    for number in range(23):
        surgery.enrol(f"P{number}", 10 + number)
    examined(qtbot, page)
    assert len(page.cards) == 20
    page.more.click()
    assert len(page.cards) == 23
    assert not page.more.isVisible()


def test_what_was_fixed_elsewhere_is_gone_when_the_page_is_shown_again(
    qtbot: QtBot, page: DoctorPage, surgery: Surgery
) -> None:
    ana = surgery.enrol("Ana", 1)
    surgery.enrol("Bo", 2, quality=0.3)
    examined(qtbot, page)
    page.choose(FindingKind.SINGLE)
    assert len(page.cards) == 2
    page.hide()
    surgery.people.remove(ana)
    page.show()
    qtbot.waitUntil(lambda: len(page.cards) == 1)
    assert page.kind is FindingKind.SINGLE


def test_an_examination_can_be_given_up(
    qtbot: QtBot, page: DoctorPage, surgery: Surgery, monkeypatch: pytest.MonkeyPatch
) -> None:
    surgery.enrol("Ana", 1)
    may_go_on, given_up = threading.Event(), threading.Event()

    def examine(progress: object, cancelled: object) -> None:
        may_go_on.wait(10)
        if cancelled():  # type: ignore[operator]
            given_up.set()

    monkeypatch.setattr(surgery.doctor, "examine", examine)
    page.begin.click()
    qtbot.waitUntil(lambda: page.examining)
    page.give_up()
    may_go_on.set()
    qtbot.waitUntil(given_up.is_set)
    assert not page.examining
    assert page.begin.isVisible()
