"""The page of unknowns over a real desk and a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.matching import Reason
from core.domain.people import PersonFacts
from core.domain.strangers import Stranger
from core.runtime.directory import PeopleDesk
from gui.tables.stranger_model import STRANGER_ROLE
from gui.views.unknowns.name_dialog import NameDialog
from gui.views.unknowns.page import UnknownsPage
from tests.core.runtime.unknowns_support import ANA, EVA, MAX, Site, site_in
from tests.gui.window.conftest import Bench


class _Desks:
    """The two desks the page asks."""

    def __init__(self, site: Site) -> None:
        self.unknowns = site.desk
        self.people = PeopleDesk(site.store, site.roster, site.denials, site.clock, lambda: None)


@pytest.fixture
def site(tmp_path: Path, bench: Bench) -> Iterator[Site]:
    with site_in(tmp_path / "site") as made:
        bench.station.desks = _Desks(made)
        yield made
        bench.context.tasks.close()


def opened(qtbot: QtBot, bench: Bench, people: int) -> UnknownsPage:
    """Show the page and wait until everybody is listed."""
    page = UnknownsPage(bench.context, bench.host)
    page.resize(bench.host.size())
    page.show()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == people)
    return page


def pick(page: UnknownsPage, row: int) -> Stranger:
    index = page.strangers.model.index(row)
    page.strangers.list.setCurrentIndex(index)
    found = index.data(STRANGER_ROLE)
    assert isinstance(found, Stranger)
    return found


def asked(qtbot: QtBot, page: UnknownsPage) -> NameDialog:
    page.strangers.name()
    dialog = page.strangers.dialog
    assert dialog is not None
    return dialog


def test_strangers_are_listed_with_their_pictures(qtbot: QtBot, bench: Bench, site: Site) -> None:
    for person in (ANA, ANA, ANA, EVA):
        site.visit(person)
    page = opened(qtbot, bench, 2)
    assert page.segments.buttons[0].text() == "Unknown people  2"
    detail = page.strangers.detail
    qtbot.waitUntil(lambda: detail.pictures.count() == 3)
    assert detail.title.text() == "Came 3 times"
    assert not detail.likeness.isVisible()
    qtbot.waitUntil(lambda: not detail.pictures.item(0).icon().isNull())
    pick(page, 1)
    qtbot.waitUntil(lambda: detail.pictures.count() == 1)
    assert page.grab().toImage().width() > 600


def test_nobody_unknown_and_nothing_waiting(qtbot: QtBot, bench: Bench, site: Site) -> None:
    page = opened(qtbot, bench, 0)
    page.segments.choose(1)
    assert page.review.empty.isVisible()
    assert not page.review.undo_empty.isVisible()
    site.visit(ANA)
    page.refresh()
    qtbot.waitUntil(lambda: page.segments.buttons[0].text() == "Unknown people  1")


def test_a_stranger_is_named_and_it_is_undone(qtbot: QtBot, bench: Bench, site: Site) -> None:
    site.visit(ANA)
    page = opened(qtbot, bench, 1)
    dialog = asked(qtbot, page)
    assert not dialog.save.isEnabled()
    QTest.keyClicks(dialog.name, "Ana Costa")
    dialog.groups.setText("Visitors")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 0)
    assert [person.name for person in site.store.people()] == ["Ana Costa"]
    assert bench.toast.text.text() == "These visits are Ana Costa’s now."
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 1)
    assert site.store.people() == ()


def test_nobody_is_enrolled_twice_without_being_asked(qtbot: QtBot, bench: Bench, site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    site.visit(ANA)
    page = opened(qtbot, bench, 1)
    dialog = asked(qtbot, page)
    qtbot.waitUntil(dialog.likeness.isVisible)
    dialog.name.setText("Her twin")
    assert not dialog.save.isEnabled()
    dialog.different.click()
    assert dialog.save.isEnabled()
    dialog.different.click()
    dialog.same.click()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 0)
    assert len(site.store.book.sightings_of(ana.id, 10)) == 1


def test_a_stranger_is_found_among_those_enrolled(qtbot: QtBot, bench: Bench, site: Site) -> None:
    site.enrol(ANA, "Ana Costa")
    eva = site.enrol(EVA, "Eva Brandt")
    site.visit(MAX)
    page = opened(qtbot, bench, 1)
    dialog = asked(qtbot, page)
    dialog.segments.choose(1)
    qtbot.waitUntil(lambda: dialog.people.count() == 2)
    QTest.keyClicks(dialog.search, "eva")
    qtbot.waitUntil(lambda: dialog.people.count() == 1)
    dialog.people.setCurrentRow(0)
    dialog.save.click()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 0)
    assert len(site.store.book.sightings_of(eva.id, 10)) == 1


def test_a_name_that_cannot_be_is_said(qtbot: QtBot, bench: Bench, site: Site) -> None:
    site.visit(ANA)
    page = opened(qtbot, bench, 1)
    dialog = asked(qtbot, page)
    dialog.name.setText("Ana")
    qtbot.waitUntil(dialog.save.isEnabled)
    site.desk.name(pick(page, 0).id, PersonFacts("Somebody quicker"))
    dialog.save.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert "named or merged meanwhile" in dialog.error_text.text()
    dialog.reject()


def test_ignoring_and_showing_again(qtbot: QtBot, bench: Bench, site: Site) -> None:
    site.visit(ANA)
    page = opened(qtbot, bench, 1)
    page.strangers.detail.ignore.click()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 0)
    page.strangers.ignored.setChecked(True)
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 1)
    assert page.strangers.detail.ignore.text() == "Show &again"
    page.strangers.detail.ignore.click()
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 0)
    page.strangers.ignored.setChecked(False)
    qtbot.waitUntil(lambda: page.strangers.model.rowCount() == 1)


def test_two_cards_become_one_and_two_again(qtbot: QtBot, bench: Bench, site: Site) -> None:
    site.visit(ANA)
    site.visit(EVA)
    page = opened(qtbot, bench, 2)
    view = page.strangers
    pick(page, 0)
    view.detail.merge.click()
    assert view.merge_bar.isVisible()
    view.list.clicked.emit(view.model.index(0))
    assert view.merge_bar.isVisible(), "nobody is merged with themselves"
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    assert not view.merge_bar.isVisible()
    view.detail.merge.click()
    view.list.clicked.emit(view.model.index(1))
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)


def test_more_cards_of_who_was_named_are_offered(qtbot: QtBot, bench: Bench, site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    site.visit(EVA)
    site.visit(ANA)
    page = opened(qtbot, bench, 2)
    eva = next(row for row in range(2) if site.store.strangers.crops(pick(page, row).id)[0].embedding.vector[EVA] > 0)
    pick(page, eva)
    page.strangers.detail.same_asked.emit(ana)
    qtbot.waitUntil(lambda: "1 more of the cards may be Ana Costa" in bench.bar.text.text())
    qtbot.waitUntil(page.strangers.detail.likeness.isVisible)
    assert page.strangers.detail.same.text() == "&Yes, it is Ana Costa"


def test_the_queue_is_answered_by_keys(qtbot: QtBot, bench: Bench, site: Site) -> None:
    ana, eva = site.enrol(ANA, "Ana Costa"), site.enrol(EVA, "Eva Brandt")
    for person in (eva, ana, ana):
        site.visit(ANA, Reason.NOT_ENOUGH_EVIDENCE, person.id)
    page = opened(qtbot, bench, 1)
    heard: list[int] = []
    page.waiting_changed.connect(heard.append)
    page.segments.choose(1)
    review = page.review
    qtbot.waitUntil(lambda: review.question.text() == "Is this Ana Costa?")
    assert review.progress.text() == "3 left"
    QTest.keyClick(review.yes, Qt.Key.Key_Right)
    QTest.keyClick(review.yes, Qt.Key.Key_Right)
    assert review.question.text() == "Is this Eva Brandt?"
    QTest.keyClick(review.yes, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: review.progress.text() == "2 left")
    assert bench.toast.text.text() == "Noted: this is not Eva Brandt."
    QTest.keyClick(review.yes, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: review.progress.text() == "1 left")
    QTest.keyClick(review.yes, Qt.Key.Key_Left)
    QTest.keyClick(review.yes, Qt.Key.Key_Y)
    qtbot.waitUntil(review.empty.isVisible)
    assert len(site.store.book.sightings_of(ana.id, 10)) == 2
    QTest.keyClick(review.undo_empty, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: review.queue.current is not None)
    assert review.progress.text() == "1 left"
    assert len(site.store.book.sightings_of(ana.id, 10)) == 1
    assert heard[-1] == 1


def test_a_failed_answer_is_said_and_the_queue_loaded_again(qtbot: QtBot, bench: Bench, site: Site) -> None:
    ana = site.enrol(ANA, "Ana Costa")
    site.visit(ANA, Reason.NOT_ENOUGH_EVIDENCE, ana.id)
    page = opened(qtbot, bench, 1)
    page.segments.choose(1)
    qtbot.waitUntil(lambda: page.review.queue.current is not None)
    site.roster.remove(ana.id)
    page.review.answer(yes=True)
    qtbot.waitUntil(bench.bar.isVisible)
    qtbot.waitUntil(page.review.empty.isVisible)
