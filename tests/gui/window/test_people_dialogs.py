"""Editing, merging, splitting and erasing people, over a real desk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.faces import Gender
from core.domain.people import Consent, Membership, Person, PersonFacts
from gui.views.people.edit_dialog import EditDialog
from gui.views.people.erase_dialog import EraseDialog
from gui.views.people.head import Deed
from gui.views.people.merge_dialog import MergeDialog
from gui.views.people.page import PeoplePage
from gui.views.people.split_dialog import SplitDialog
from tests.core.runtime.runtime_support import face
from tests.gui.people_office import NOW, PeopleOffice, people_office, template
from tests.gui.window.conftest import Bench
from tests.gui.window.people_support import Desk

ANA = PersonFacts(
    "Ana Costa", "1042", Membership(frozenset({"Board"}), since=NOW), born=date(1985, 3, 2), gender=Gender.FEMALE,
    consent=Consent(NOW, "signed form"),
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PeopleOffice]:
    with people_office(tmp_path / "people") as made:
        yield made


@pytest.fixture
def ana(office: PeopleOffice) -> Person:
    """Her third picture and two of her three visits are somebody else's."""
    ana = office.enrol(ANA, template(1, 0.9), template(1, 0.5, embedding=face(1, 0.1)), template(9, 0.7))
    office.visit(ana, face(1, 0.1, 5), 2)
    office.visit(ana, face(9, 0.1, 6), 1)
    office.visit(ana, face(9, 0.1, 7), 0)
    return ana


@pytest.fixture
def ben(office: PeopleOffice) -> Person:
    return office.enrol(PersonFacts("Ben Okri", "77", Membership(frozenset({"Night"}))))


@pytest.fixture
def desk(qtbot: QtBot, bench: Bench, office: PeopleOffice, ana: Person, ben: Person) -> Desk:
    bench.station.desks = office.desks
    bench.station.sighting_portrait = office.store.sighting_portrait  # type: ignore[method-assign]
    page = PeoplePage(bench.context, bench.host)
    page.resize(1200, 800)
    page.show()
    made = Desk(qtbot, bench, office, page)
    made.choose(ana)
    return made


def edit(desk: Desk) -> EditDialog:
    QTest.keyClick(desk.page.list, Qt.Key.Key_Return)
    dialog = desk.page.dialog
    assert isinstance(dialog, EditDialog)
    return dialog


def closed(desk: Desk) -> None:
    desk.until(lambda: desk.page.dialog is None)


def test_everything_written_can_be_edited_and_taken_back(desk: Desk, ana: Person) -> None:
    dialog = edit(desk)
    dialog.name.setText("Ana Costa-Lind")
    dialog.groups.field.setText("reception")
    QTest.keyClick(dialog.groups.field, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.groups.field, "Night shift,")
    dialog.until.setText("2031-01-31")
    dialog.note.setPlainText("Comes on Fridays.")
    dialog.ok.click()
    closed(desk)
    now = desk.office.person(ana.id)
    assert now is not None
    assert now.name == "Ana Costa-Lind"
    assert now.membership.groups == {"Board", "reception", "Night shift"}
    assert now.membership.since == ANA.membership.since
    assert (now.note, now.consent, now.born) == ("Comes on Fridays.", ANA.consent, ANA.born)
    desk.until(lambda: desk.page.panel.head.name.text() == "Ana Costa-Lind")
    desk.undo()
    desk.until(lambda: desk.office.person(ana.id) == ANA)


def test_groups_are_crossed_out_by_backspace(desk: Desk) -> None:
    dialog = edit(desk)
    QTest.keyClick(dialog.groups.field, Qt.Key.Key_Backspace)
    assert dialog.form().groups == ()
    QTest.keyClicks(dialog.groups.field, "Night")
    assert dialog.form().groups == ("Night",)
    dialog.reject()


def test_what_is_wrong_is_said_beside_its_field_and_not_saved(desk: Desk) -> None:
    dialog = edit(desk)
    dialog.born.setText("soon")
    assert dialog.born.property("invalid") == "true"
    assert not dialog.ok.isEnabled()
    dialog.born.setText("")
    assert dialog.ok.isEnabled()
    dialog.grab()
    dialog.reject()


def test_an_id_that_is_taken_is_said_in_the_dialog(desk: Desk, ben: Person) -> None:
    dialog = edit(desk)
    dialog.external_id.setText(ben.external_id)
    dialog.ok.click()
    desk.until(dialog.error.isVisible)
    assert "already belongs to Ben Okri" in dialog.error_text.text()
    assert dialog.ok.isEnabled()
    dialog.reject()


def test_nothing_changed_writes_nothing(desk: Desk) -> None:
    dialog = edit(desk)
    dialog.ok.click()
    closed(desk)
    assert not desk.bench.toast.isVisible()


def test_a_merge_is_shown_before_it_is_made_and_can_be_taken_back(desk: Desk, ana: Person, ben: Person) -> None:
    desk.page.do(Deed.MERGE)
    dialog = desk.page.dialog
    assert isinstance(dialog, MergeDialog)
    assert not dialog.ok.isEnabled()
    dialog.browser.search.setText("okri")
    desk.until(lambda: dialog.browser.model.rowCount() == 1)
    dialog.browser.roll.choose(int(dialog.browser.model.keys[0]))
    desk.until(dialog.ok.isEnabled)
    assert dialog.kept.name.text() == "Ana Costa"
    assert "1 picture of Ben Okri" in dialog.lines.text()
    assert dialog.visits.visits.rowCount() == 0
    dialog.swap.click()
    desk.until(lambda: dialog.kept.name.text() == "Ben Okri")
    assert dialog.visits.visits.rowCount() == 3
    dialog.grab()
    dialog.swap.click()
    desk.until(lambda: dialog.kept.name.text() == "Ana Costa" and dialog.ok.isEnabled())
    dialog.ok.click()
    closed(desk)
    desk.until(lambda: desk.names() == ["Ana Costa"])
    assert len(desk.office.people.templates(ana.id)) == 4
    desk.undo()
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])
    assert len(desk.office.people.templates(ben.id)) == 1


def test_nobody_is_merged_with_themselves(desk: Desk) -> None:
    desk.page.do(Deed.MERGE)
    dialog = desk.page.dialog
    assert isinstance(dialog, MergeDialog)
    dialog.browser.search.setText("ana")
    desk.until(lambda: dialog.browser.model.rowCount() == 1)
    dialog.browser.roll.choose(int(dialog.browser.model.keys[0]))
    assert dialog.stack.currentIndex() == 0
    dialog.reject()


def test_a_split_takes_the_visits_along_and_can_be_taken_back(desk: Desk, ana: Person) -> None:
    desk.page.do(Deed.SPLIT)
    dialog = desk.page.dialog
    assert isinstance(dialog, SplitDialog)
    dialog.name.setText("Eva Brandt")
    assert not dialog.ok.isEnabled()
    dialog.cards[2].click()
    desk.until(dialog.ok.isEnabled)
    assert dialog.hint.text().startswith("1 picture and 2 visits")
    assert dialog.visits.visits.rowCount() == 2
    dialog.grab()
    dialog.ok.click()
    closed(desk)
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri", "Eva Brandt"])
    assert len(desk.office.people.sightings(ana.id, 10)) == 1
    desk.undo()
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])
    assert len(desk.office.people.sightings(ana.id, 10)) == 3


def test_not_every_picture_can_be_split_off(desk: Desk) -> None:
    desk.page.do(Deed.SPLIT)
    dialog = desk.page.dialog
    assert isinstance(dialog, SplitDialog)
    dialog.name.setText("Eva Brandt")
    for card in dialog.cards:
        card.click()
    assert "must stay" in dialog.hint.text()
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_who_has_one_picture_is_not_split(desk: Desk, ben: Person) -> None:
    desk.choose(ben)
    assert not desk.page.panel.head.deeds[Deed.SPLIT].isEnabled()


def test_an_erasure_wants_the_name_and_hands_out_a_receipt(desk: Desk, ana: Person) -> None:
    desk.page.do(Deed.ERASE)
    dialog = desk.page.dialog
    assert isinstance(dialog, EraseDialog)
    desk.until(lambda: "3 visits" in dialog.lines.text())
    assert "3 pictures" in dialog.lines.text()
    dialog.typed.setText("Ana")
    assert not dialog.ok.isEnabled()
    dialog.typed.setText("ana costa")
    dialog.grab()
    dialog.ok.click()
    desk.until(dialog.copy.isVisible)
    desk.until(lambda: desk.names() == ["Ben Okri"])
    assert desk.office.people.sightings(ana.id, 10) == ()
    dialog.copy.click()
    said = QGuiApplication.clipboard().text()
    assert "Erased: Ana Costa (1042)" in said
    assert "Visits: 3" in said
    dialog.leave.click()
    closed(desk)
