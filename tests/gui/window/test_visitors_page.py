"""The visitors' page, over a real book."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from core.config import Settings
from core.runtime.doors.credentials import qr_png
from core.runtime.visitors import NewVisitor
from gui.presenters.text import as_written
from gui.presenters.visitors import Standing
from gui.printing.badge import badge_sheet
from gui.printing.sheet import pdf_of, picture_of
from gui.views.attendance.choose_person import ChoosePersonDialog
from gui.views.visitors.badge_dialog import BadgeDialog
from gui.views.visitors.erase_dialog import EraseVisitorDialog
from gui.views.visitors.page import VisitorsPage
from gui.views.visitors.sign_in_dialog import ExtendDialog, SignInDialog
from tests.gui.visitors_site import ZONE, VisitorsSite, visitors_site
from tests.gui.window.conftest import Bench

if TYPE_CHECKING:
    from core.domain.people import Person


CODE = "ABCDEFGHIJKLMNOPQRSTUVWX"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[VisitorsSite]:
    with visitors_site(tmp_path / "store") as site:
        yield site


@pytest.fixture
def page(qtbot: QtBot, bench: Bench, site: VisitorsSite) -> Iterator[VisitorsPage]:
    bench.station.desks = site.desks
    bench.station.settings = Settings(company="Northwind Ltd")
    made = VisitorsPage(bench.context, bench.host)
    made.resize(1200, 700)
    made.show()
    yield made
    bench.context.tasks.close()


def read(qtbot: QtBot, page: VisitorsPage, rows: int) -> None:
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == rows)


def opened(qtbot: QtBot, page: VisitorsPage, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(page.dialog, kind))
    assert page.dialog is not None
    return page.dialog


def closed(qtbot: QtBot, page: VisitorsPage) -> None:
    qtbot.waitUntil(lambda: page.dialog is None)


def test_without_visitors_it_says_what_for_it_is(qtbot: QtBot, page: VisitorsPage) -> None:
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 0)
    page.first.click()
    dialog = opened(qtbot, page, SignInDialog)
    dialog.reject()
    closed(qtbot, page)


def test_a_visitor_is_signed_in_gets_a_badge_and_then_pictures(
    qtbot: QtBot, page: VisitorsPage, site: VisitorsSite
) -> None:
    ana = site.office.enrol("Ana Costa")
    read(qtbot, page, 0)
    page.sign_in_button.click()
    dialog = opened(qtbot, page, SignInDialog)
    assert isinstance(dialog, SignInDialog)
    assert not dialog.ok.isEnabled()
    dialog.name.setText(" Zoë Guest ")
    dialog.company.setText("Acme")
    dialog.purpose.setText("Lunch")
    dialog.find_host.click()
    chooser = next(child for child in dialog.children() if isinstance(child, ChoosePersonDialog))
    qtbot.waitUntil(lambda: chooser.browser.model.rowCount() == 1)
    chooser.chosen.emit(ana)
    chooser.reject()
    assert dialog.host.text() == "Ana Costa"
    dialog.ok.click()
    badge = opened(qtbot, page, BadgeDialog)
    assert isinstance(badge, BadgeDialog)
    qtbot.waitUntil(lambda: badge.sheet is not None)
    assert badge.sheet is not None
    for said in ("Zoë Guest", "Acme", "Ana Costa", "24:00", "Northwind Ltd"):
        assert said in badge.sheet.body
    asked: list[Person] = []
    page.pictures_asked.connect(asked.append)
    badge.pictures.click()
    closed(qtbot, page)
    (visit,) = site.desk.visits()
    assert (visit.name, visit.host) == ("Zoë Guest", ana.id)
    assert [(one.id, one.name) for one in asked] == [(visit.person, "Zoë Guest")]
    qtbot.waitUntil(lambda: page.count.text() == "1 visitor is here")


def test_who_is_signed_in_until_a_day_stays_until_its_night(
    qtbot: QtBot, page: VisitorsPage, site: VisitorsSite
) -> None:
    site.desk.sign_in(NewVisitor("First"))
    read(qtbot, page, 1)
    page.sign_in()
    dialog = opened(qtbot, page, SignInDialog)
    assert isinstance(dialog, SignInDialog)
    dialog.name.setText("Zoë")
    dialog.until.choice.buttons[1].click()
    day = dialog.until.day.day
    dialog.ok.click()
    badge = opened(qtbot, page, BadgeDialog)
    assert isinstance(badge, BadgeDialog)
    qtbot.waitUntil(lambda: not badge.busy)
    badge.reject()
    visit = next(visit for visit in site.desk.visits() if visit.name == "Zoë")
    local = (visit.until - timedelta(minutes=1)).astimezone(ZONE)
    assert (local.date(), local.hour, local.minute) == (day, 23, 59)
    closed(qtbot, page)


def test_who_leaves_is_signed_out_and_that_can_be_undone(
    qtbot: QtBot, bench: Bench, page: VisitorsPage, site: VisitorsSite
) -> None:
    visit = site.desk.sign_in(NewVisitor("Zoë"))
    read(qtbot, page, 1)
    assert not page.out_button.isEnabled()
    page.table.selectRow(0)
    page.out_button.click()
    qtbot.waitUntil(lambda: page.model.lines[0].standing is Standing.LEFT)
    assert page.selected() is not None  # the same line stays selected
    assert not page.out_button.isEnabled()
    assert not page.badge_button.isEnabled()
    assert "Left" in page.model.lines[0].state
    bench.toast.undo.click()
    qtbot.waitUntil(lambda: page.model.lines[0].standing is Standing.IN)
    assert site.desk.visits() == (visit,)


def test_somebody_stays_longer(qtbot: QtBot, page: VisitorsPage, site: VisitorsSite) -> None:
    site.desk.sign_in(NewVisitor("Zoë", until=datetime.now(UTC) - timedelta(hours=30)))
    read(qtbot, page, 1)
    assert page.model.lines[0].standing is Standing.OVER
    page.table.selectRow(0)
    page.extend_button.click()
    dialog = opened(qtbot, page, ExtendDialog)
    assert isinstance(dialog, ExtendDialog)
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.model.lines[0].standing is Standing.IN)
    assert site.desk.visits()[0].until == site.desk.tonight()
    closed(qtbot, page)


def test_a_visitor_is_erased_only_after_a_word_on_what_goes(
    qtbot: QtBot, page: VisitorsPage, site: VisitorsSite
) -> None:
    visit = site.desk.sign_in(NewVisitor("Zoë"))
    read(qtbot, page, 1)
    page.table.selectRow(0)
    page.erase_button.click()
    dialog = opened(qtbot, page, EraseVisitorDialog)
    dialog.reject()
    closed(qtbot, page)
    assert site.desk.visits() == (visit,)
    page.erase_button.click()
    dialog = opened(qtbot, page, EraseVisitorDialog)
    assert isinstance(dialog, EraseVisitorDialog)
    dialog.ok.click()
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 0)
    assert site.desk.visits() == ()
    closed(qtbot, page)


def test_the_search_finds_by_name_company_and_purpose(qtbot: QtBot, page: VisitorsPage, site: VisitorsSite) -> None:
    site.desk.sign_in(NewVisitor("Zoë Guest", "Acme", None, "Lunch"))
    site.desk.sign_in(NewVisitor("Ben Other", "Widgets", None, "Repair"))
    read(qtbot, page, 2)
    for text, found in (("zoe", ["Zoë Guest"]), ("widg", ["Ben Other"]), ("lunch", ["Zoë Guest"]), ("x", [])):
        page.search.setText(text)
        assert [line.visit.name for line in page.model.lines] == found
    page.search.clear()
    assert page.model.rowCount() == 2


def test_the_code_on_a_badge_can_be_read_from_the_print(qtbot: QtBot, page: VisitorsPage, site: VisitorsSite) -> None:
    visit = site.desk.sign_in(NewVisitor("Zoë " + "Long-Name " * 12, "Acme & Söhne <GmbH>"))
    # Of one code in a hundred OpenCV reads no single picture; a camera has several.
    png = qr_png(CODE)
    longest = replace(visit, company="Company " * 20)
    for one in (visit, longest):
        sheet = badge_sheet(one, "Ana Costa", png, "Northwind", datetime.now(UTC), ZONE, as_written)
        image = picture_of(sheet, 8.0).convertToFormat(QImage.Format.Format_Grayscale8)
        grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        assert cv2.QRCodeDetector().detectAndDecode(grey[:, : image.width()])[0] == CODE
        assert pdf_of(sheet).count(b"/Type /Page\n") == 1
