"""The people page, over a real desk: finding, looking, changing one and many, and taking it back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.domain.directory import PeopleFilter, PeopleOrder, PersonRow
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Attributes, Gender
from core.domain.people import Membership, Person, PersonFacts
from gui.tables.people_model import PAGE, PeopleModel
from gui.views.people.group_dialog import GroupDialog
from gui.views.people.page import PeoplePage
from tests.core.runtime.runtime_support import face
from tests.gui.people_office import NOW, PeopleOffice, people_office, template
from tests.gui.window.conftest import Bench
from tests.gui.window.people_support import Desk

ANA = PersonFacts(
    "Ana Costa",
    "1042",
    Membership(frozenset({"Board"})),
    born=date(1940, 3, 2),
    gender=Gender.FEMALE,
    note="Side door.",
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PeopleOffice]:
    with people_office(tmp_path / "people") as made:
        yield made


@pytest.fixture
def ana(office: PeopleOffice) -> Person:
    looks = Attributes(30.0, Gender.FEMALE, 0.99)
    return office.enrol(ANA, template(1, 0.9, attributes=looks), template(1, 0.5, embedding=face(1, 0.1)))


@pytest.fixture
def ben(office: PeopleOffice) -> Person:
    return office.enrol(PersonFacts("Ben Okri", "77", Membership(frozenset({"Night"}))))


@pytest.fixture
def desk(qtbot: QtBot, bench: Bench, office: PeopleOffice, ana: Person, ben: Person) -> Desk:
    return shown(qtbot, bench, office)


def shown(qtbot: QtBot, bench: Bench, office: PeopleOffice) -> Desk:
    bench.station.desks = office.desks
    bench.station.sighting_portrait = office.store.sighting_portrait  # type: ignore[method-assign]
    page = PeoplePage(bench.context, bench.host)
    page.resize(1200, 800)
    page.show()
    return Desk(qtbot, bench, office, page)


def test_everyone_is_listed_and_the_first_one_shown(desk: Desk, ana: Person) -> None:
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])
    assert desk.page.browser.count.text() == "2 people"
    desk.until(lambda: desk.profile_of() == ana.id)
    desk.page.grab()
    desk.until(lambda: desk.page.model.portrait(ana.id) is not None)


def test_a_page_that_is_not_shown_loads_nothing(bench: Bench) -> None:
    page = PeoplePage(bench.context)
    page.refresh()
    assert page.model.rowCount() == 0
    assert bench.station.threads == set()
    page.deleteLater()


@pytest.mark.parametrize("typed", ["okri", "77"])
def test_people_are_found_by_name_and_id(desk: Desk, typed: str) -> None:
    desk.page.search.setText(typed)
    desk.until(lambda: desk.names() == ["Ben Okri"])


def test_groups_states_and_orders(desk: Desk, ana: Person, ben: Person) -> None:
    browser = desk.page.browser
    desk.until(lambda: browser.group.count() == 3)
    browser.group.setCurrentIndex(browser.group.findData("Night"))
    desk.until(lambda: desk.names() == ["Ben Okri"])
    browser.show_box.setCurrentIndex(browser.show_box.findData(PeopleFilter.INACTIVE))
    desk.until(lambda: desk.names() == [])
    assert browser.clear_button.isVisible()
    browser.clear_button.click()
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])
    browser.order.setCurrentIndex(browser.order.findData(PeopleOrder.LAST_SEEN))
    desk.office.visit(ben, face(3))
    desk.page.refresh()
    desk.until(lambda: desk.names() == ["Ben Okri", "Ana Costa"])


def test_nobody_enrolled_offers_both_ways_in(qtbot: QtBot, bench: Bench, office: PeopleOffice) -> None:
    desk = shown(qtbot, bench, office)
    desk.until(lambda: not desk.page.right.isVisible())
    assert not desk.page.search.isVisible()
    with qtbot.waitSignal(desk.page.enrol_asked):
        desk.page.nobody[1].click()
    with qtbot.waitSignal(desk.page.import_asked):
        desk.page.nobody[0].click()
    office.enrol("Eva Brandt")
    desk.page.refresh()
    desk.until(desk.page.right.isVisible)


def test_the_profile_shows_what_is_known_and_what_contradicts(desk: Desk, ana: Person) -> None:
    desk.office.visit(ana, face(1))
    desk.page.refresh()
    desk.choose(ana)
    panel = desk.page.panel
    desk.until(lambda: panel.visits.visits.rowCount() == 1)
    assert panel.head.name.text() == "Ana Costa"
    assert panel.facts.traits[0][2] == "female"
    assert panel.facts.warning.isVisible()
    assert panel.facts.note.text() == "Side door."
    assert panel.facts.consent.text() == "not recorded"
    assert len(panel.cards) == 2
    desk.page.grab()


def test_a_visit_is_explained_when_it_is_clicked(desk: Desk, ana: Person) -> None:
    desk.office.visit(ana, face(1))
    desk.choose(ana)
    desk.page.refresh()
    visits = desk.page.panel.visits
    desk.until(lambda: visits.visits.rowCount() == 1)
    visits.setCurrentIndex(visits.visits.index(0))
    with desk.qtbot.waitSignal(desk.page.card_asked) as found:
        QTest.keyClick(visits, Qt.Key.Key_Return)
    assert found.args == [desk.office.people.sightings(ana.id, 1)[0].id]


def test_more_pictures_are_asked_for_the_person_shown(desk: Desk, ana: Person) -> None:
    desk.choose(ana)
    with desk.qtbot.waitSignal(desk.page.pictures_asked) as found:
        desk.page.panel.add.click()
    assert found.args == [ana]


def test_removing_and_undoing(desk: Desk, ben: Person) -> None:
    desk.choose(ben)
    QTest.keyClick(desk.page.list, Qt.Key.Key_Delete)
    desk.until(lambda: desk.names() == ["Ana Costa"])
    assert desk.bench.toast.text.text().startswith("Ben Okri was removed")
    desk.undo()
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])


def test_a_failed_removal_is_told(desk: Desk, ben: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise KnownError(ErrorCode.DISK_FULL, path="/data")

    desk.choose(ben)
    monkeypatch.setattr(desk.office.people, "remove", full)
    desk.page.remove()
    desk.until(desk.bench.bar.isVisible)
    assert "is full" in desk.bench.bar.text.text()


def test_the_switch_makes_inactive_and_back(desk: Desk, ben: Person) -> None:
    desk.choose(ben)
    desk.page.panel.head.active.click()
    desk.until(lambda: desk.office.person(ben.id) == replace(facts_of(ben), active=False))
    desk.undo()
    desk.until(lambda: desk.office.person(ben.id) == facts_of(ben))
    desk.until(desk.page.panel.head.active.isChecked)


def test_a_picture_is_taken_out_and_put_back(desk: Desk, ana: Person) -> None:
    desk.choose(ana)
    card = desk.page.panel.cards[1]
    at = QPointF(5, 5)
    QApplication.sendEvent(card, QEnterEvent(at, at, QPointF(card.mapToGlobal(QPoint(5, 5)))))
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    QTest.keyClick(card, Qt.Key.Key_Delete)
    desk.until(lambda: len(desk.page.panel.cards) == 1)
    assert len(desk.office.people.templates(ana.id)) == 1
    desk.undo()
    desk.until(lambda: len(desk.page.panel.cards) == 2)


def test_the_last_picture_stays(desk: Desk, ben: Person) -> None:
    desk.choose(ben)
    QTest.keyClick(desk.page.panel.cards[0], Qt.Key.Key_Delete)
    desk.until(desk.bench.bar.isVisible)
    assert "no picture left" in desk.bench.bar.text.text()


def test_several_are_removed_and_put_back(desk: Desk, ana: Person, ben: Person) -> None:
    desk.choose(ana, ben)
    assert desk.page.several.title.text() == "2 people selected"
    desk.page.several.remove.click()
    desk.until(lambda: desk.office.names() == [] and not desk.page.changes.busy)
    assert desk.bench.toast.text.text() == "2 people removed."
    desk.undo()
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])


def test_several_are_deactivated_those_who_were_not(desk: Desk, ana: Person, ben: Person) -> None:
    desk.office.people.update(ben.id, replace(facts_of(ben), active=False))
    desk.choose(ana, ben)
    desk.page.several.deactivate.click()
    desk.until(lambda: desk.bench.toast.text.text() == "1 person deactivated.")
    desk.undo()
    desk.until(lambda: desk.office.person(ana.id) == ANA)
    assert desk.office.person(ben.id) == replace(facts_of(ben), active=False)


def test_several_join_a_group(desk: Desk, ana: Person, ben: Person) -> None:
    desk.choose(ana, ben)
    desk.page.several.group.click()
    dialog = desk.page.dialog
    assert isinstance(dialog, GroupDialog)
    assert not dialog.ok.isEnabled()
    dialog.field.setText("  Class  4b ")
    dialog.ok.click()
    desk.until(lambda: "Class 4b" in {group.name for group in desk.office.people.groups()})
    desk.until(lambda: not desk.page.changes.busy)
    assert {"Night", "Class 4b"} == groups(desk, ben)
    desk.undo()
    desk.until(lambda: groups(desk, ben) == {"Night"} and groups(desk, ana) == {"Board"})


def test_what_failed_midway_says_so_and_can_be_undone(
    desk: Desk, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.office.people.remove

    def breaking(person: str) -> None:
        if person == ben.id:
            raise KnownError(ErrorCode.DISK_FULL, path="/data")
        real(ana.id)

    desk.choose(ana, ben)
    monkeypatch.setattr(desk.office.people, "remove", breaking)
    desk.page.several.remove.click()
    desk.until(desk.bench.bar.isVisible)
    desk.until(lambda: desk.names() == ["Ben Okri"])
    desk.undo()
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])


def test_a_change_of_many_can_be_stopped(desk: Desk, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = desk.page.changes
    desk.choose(ana, ben)
    keys = [int(key) for key in desk.page.list.chosen()]
    real = desk.office.people.rows

    def stopping(some: Sequence[int]) -> tuple[PersonRow, ...]:
        found = real(some)
        changes.stop()
        return found

    monkeypatch.setattr(desk.office.people, "rows", stopping)
    changes.remove_all(keys)
    desk.until(lambda: not changes.busy)
    assert len(desk.office.names()) == 2


def test_keys_reach_search_and_list(desk: Desk, ben: Person) -> None:
    desk.bench.host.activateWindow()
    desk.until(desk.page.isActiveWindow)
    desk.until(lambda: desk.names() == ["Ana Costa", "Ben Okri"])
    desk.page.list.setFocus()
    QTest.keyClick(desk.page.list, Qt.Key.Key_Slash)
    assert desk.page.search.hasFocus()
    QTest.keyClicks(desk.page.search, "okri")
    desk.until(lambda: desk.names() == ["Ben Okri"])
    QTest.keyClick(desk.page.search, Qt.Key.Key_Escape)
    desk.until(lambda: len(desk.names()) == 2)
    QTest.keyClick(desk.page.search, Qt.Key.Key_Down)
    assert desk.page.list.hasFocus()
    desk.page.list.keyboardSearch("b")
    assert desk.page.search.text() == "b"
    assert desk.page.search.hasFocus()


def test_who_is_selected_stays_so_while_others_come(desk: Desk, ben: Person) -> None:
    desk.choose(ben)
    for number in range(3):
        desk.office.enrol(f"Aaron {number}")
    desk.page.refresh()
    desk.until(lambda: len(desk.names()) == 5)
    assert desk.page.selected() == ben


def test_only_what_is_painted_is_loaded(
    qtbot: QtBot, bench: Bench, office: PeopleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4 * PAGE):
        office.write_without_template(PersonFacts(f"Person {number:04d}", f"{number}"))
    asked: list[int] = []
    real = office.people.rows

    def noting(keys: Sequence[int]) -> tuple[PersonRow, ...]:
        asked.extend(keys)
        return real(keys)

    monkeypatch.setattr(office.people, "rows", noting)
    desk = shown(qtbot, bench, office)
    model: PeopleModel = desk.page.model
    desk.until(lambda: model.rowCount() == 4 * PAGE)
    desk.page.grab()
    assert len(set(asked)) <= PAGE
    desk.page.list.scrollToBottom()
    desk.until(lambda: bool([desk.page.grab()]) and model.index(4 * PAGE - 1).data() == "Person 0255 255")
    assert len(set(asked)) <= 3 * PAGE


def test_a_failure_of_loading_is_told(
    qtbot: QtBot, bench: Bench, office: PeopleOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> object:
        raise KnownError(ErrorCode.DISK_FAILED, path="/data", detail="gone")

    office.enrol("Ana")
    monkeypatch.setattr(office.people, "find", broken)
    desk = shown(qtbot, bench, office)
    desk.until(bench.bar.isVisible)
    assert desk.page.model.rowCount() == 0


def facts_of(person: Person) -> PersonFacts:
    return PersonFacts(person.name, person.external_id, person.membership, person.active)


def groups(desk: Desk, person: Person) -> frozenset[str]:
    found = desk.office.person(person.id)
    assert found is not None
    return found.membership.groups


def test_who_expired_is_told_apart(desk: Desk, ben: Person) -> None:
    ended = replace(facts_of(ben), membership=Membership(frozenset(), None, NOW - timedelta(days=2)))
    desk.office.people.update(ben.id, ended)
    desk.page.refresh()
    desk.choose(ben)
    desk.until(lambda: "Expired" in [chip.text() for chip in desk.page.panel.head.findChildren(QLabel)])
