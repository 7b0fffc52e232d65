"""How the program speaks to its user."""

import logging

import pytest
from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.errors import ErrorCode, KnownError
from gui.messages import words
from gui.widgets.report import Report
from tests.gui.window.conftest import Bench
from tests.helpers.guards import ExpectLog


def test_an_environments_failure_goes_to_the_bar(bench: Bench) -> None:
    bench.context.messages.failure(KnownError(ErrorCode.DISK_FULL, path="/data"))
    assert bench.bar.isVisible()
    assert bench.bar.property("level") == "error"
    assert bench.bar.text.text() == words(KnownError(ErrorCode.DISK_FULL, path="/data"))
    bench.bar.close_button.click()
    assert not bench.bar.isVisible()


def test_a_warning_takes_the_place_of_the_last_message(bench: Bench) -> None:
    bench.context.messages.failure(KnownError(ErrorCode.NAME_EMPTY))
    bench.context.messages.warning("Mind the step.")
    assert bench.bar.text.text() == "Mind the step."
    assert bench.bar.property("level") == "warning"


def test_what_looks_like_markup_is_shown_as_it_is(bench: Bench) -> None:
    bench.context.messages.warning("<b>x</b> & y")
    assert bench.bar.text.text() == "<b>x</b> & y"


def test_a_bug_is_reported_once_with_its_details(bench: Bench, expected_log: ExpectLog) -> None:
    expected_log("gui.messages", logging.ERROR, "a bug")
    bench.context.messages.failure(ValueError("first"))
    bench.context.messages.failure(ValueError("second"))
    reports = bench.host.findChildren(Report)
    assert len(reports) == 1
    assert "ValueError: first" in reports[0].text.toPlainText()
    reports[0].copy.click()
    assert "ValueError: first" in QGuiApplication.clipboard().text()
    reports[0].accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    bench.context.messages.failure(ValueError("third"))
    again = bench.host.findChild(Report)
    assert isinstance(again, Report)
    assert "third" in again.text.toPlainText()
    again.accept()


def test_a_toast_offers_the_way_back_once(bench: Bench) -> None:
    undone: list[int] = []
    bench.context.messages.done("Removed.", lambda: undone.append(1))
    assert bench.toast.undo.isVisible()
    bench.toast.undo.click()
    assert undone == [1]
    assert not bench.toast.isVisible()
    bench.context.messages.done("Saved.")
    assert not bench.toast.undo.isVisible()


def test_a_toast_stays_at_the_bottom_of_the_window(qtbot: QtBot, bench: Bench) -> None:
    bench.context.messages.done("Saved.")
    bench.host.resize(QSize(800, 500))
    qtbot.waitUntil(lambda: abs(bench.toast.geometry().center().x() - 400) <= 1)
    assert 400 < bench.toast.y() < 500


def test_a_toast_waits_while_it_is_looked_at(bench: Bench) -> None:
    bench.context.messages.done("Saved.")
    here = QPointF(1, 1)
    QApplication.sendEvent(bench.toast, QEnterEvent(here, here, here))
    assert not bench.toast.timer.isActive()
    QApplication.sendEvent(bench.toast, QEvent(QEvent.Type.Leave))
    assert bench.toast.timer.isActive()
    bench.toast.timer.timeout.emit()
    assert not bench.toast.isVisible()


@pytest.mark.parametrize("error", [ValueError("x"), KnownError(ErrorCode.NAME_EMPTY)])
def test_every_error_has_words(error: Exception) -> None:
    assert words(error).endswith(".")
