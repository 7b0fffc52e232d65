"""Importing people from the window, over a real desk."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from core.bootstrap.parts import open_pack
from core.config import Settings
from gui.views.importing.dialog import ImportDialog
from tests.core.runtime.importing.import_office import ImportOffice, opened_office, portraits, save
from tests.gui.window.conftest import Bench


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImportOffice]:
    with open_pack(Settings(), None, 1) as pack, opened_office(pack, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture
def dialog(qtbot: QtBot, bench: Bench, office: ImportOffice) -> Iterator[ImportDialog]:
    bench.station.desks = SimpleNamespace(importing=office.desk)
    made = ImportDialog(bench.context, bench.host)
    made.open()
    yield made
    if made.isVisible():
        made.done(0)


def test_people_are_chosen_seen_and_imported(
    qtbot: QtBot, dialog: ImportDialog, office: ImportOffice, tmp_path: Path
) -> None:
    dialog.choose(tmp_path / "nobody.csv")
    qtbot.waitUntil(lambda: dialog.choice.error.isVisible())
    assert dialog.choice.failure.text().startswith("There is no file or folder at")
    save(tmp_path / "1.jpg", next(iter(portraits().values())))
    people = tmp_path / "people.csv"
    people.write_text("Whom,Name,Photo\nAna,1,1.jpg\nBen,2,gone.jpg\n", encoding="utf-8")
    dialog.choose(people)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.columns.counts.texts == ("1 new", "1 left out", "1 pictures to look at")
    name = dialog.columns.choices[0]
    name.setCurrentIndex(name.findText("Name"))
    name.activated.emit(name.currentIndex())
    assert [choice.currentText() for choice in dialog.columns.choices] == ["Name", "not imported", "Pictures"]
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert dialog.go.text() == "&Import one person"
    with qtbot.waitSignal(dialog.imported, timeout=30_000):
        dialog.go.click()
    assert (dialog.ending.title.text(), office.names()) == ("The import is done", ["Ana"])
    assert dialog.ending.counts.texts == ("1 enrolled", "1 left out", "1 pictures looked at")
    table = dialog.ending.problems.problems
    cells = [table.data(table.index(0, column)) for column in range(table.columnCount())]
    assert cells == ["3", "Ben", "There is no picture at gone.jpg. Check the path.", "left out"]
    dialog.save_problems(tmp_path / "p.csv")
    qtbot.waitUntil(lambda: dialog.about.text().startswith("Saved."))
    assert (tmp_path / "p.csv").exists()
    assert dialog.cancel.text() == "Close"
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_a_source_without_names_says_what_to_choose(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("a,b\n1,2\n", encoding="utf-8")
    dialog.choose(people)
    qtbot.waitUntil(lambda: dialog.columns.note.isVisible())
    assert dialog.columns.note.text().startswith("No column of")
    assert not dialog.go.isEnabled()
    dialog.cancel.click()
