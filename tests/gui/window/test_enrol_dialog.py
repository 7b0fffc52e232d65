"""Enrolling a person."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import QualityIssue
from core.domain.ids import CameraId
from core.domain.matching import NO_MATCH, Match
from gui.presenters.enrolment import Choice
from gui.views.enrol.dialog import EnrolDialog
from gui.views.enrol.shot_card import ShotCard
from gui.views.enrol.sources import EnrolSource
from tests.gui.fakes import ANA, jpeg, picture, shot
from tests.gui.window.conftest import Bench

SOURCE = EnrolSource(CameraId("entrance"), 7, "Entrance · Main door")
LIKE_ANA = Match(ANA.id, 0.6, None, -1.0, 0.93)
Open = Callable[..., EnrolDialog]


@pytest.fixture
def open_dialog(qtbot: QtBot, bench: Bench) -> Iterator[Open]:
    opened: list[EnrolDialog] = []

    def open_it(source: EnrolSource = SOURCE, *, checked: bool = True) -> EnrolDialog:
        dialog = EnrolDialog(bench.context, source, bench.host)
        opened.append(dialog)
        dialog.open()
        if checked:
            qtbot.waitUntil(lambda: bool(dialog.cards) and dialog.checked)
        return dialog

    bench.station.track_shots = (shot(0), shot(1, overall=0.5), shot(2, overall=0.2, issues=(QualityIssue.BLURRED,)))
    yield open_it
    for dialog in opened:
        dialog.done(0)


def test_poor_shots_are_left_out_and_saving_needs_a_name(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert [card.isChecked() for card in dialog.cards] == [True, True, False]
    assert not dialog.save.isEnabled()
    assert dialog.why.text() == "Type a name."
    dialog.name.setText("Ben")
    assert dialog.save.isEnabled()
    assert dialog.why.text() == ""


def test_enter_saves_the_selected_shots(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.name.setText(" Ben ")
    dialog.external_id.setText("77")
    with qtbot.waitSignal(dialog.enrolled) as found:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert bench.station.enrolled == [("Ben", "77", 2, None)]
    assert found.args is not None
    assert (found.args[0].name, found.args[1]) == ("Ben", True)
    assert not dialog.isVisible()


def test_escape_cancels(open_dialog: Open, bench: Bench) -> None:
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert bench.station.enrolled == []


def test_nothing_selected_cannot_be_saved(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.name.setText("Ben")
    for card in dialog.cards[:2]:
        card.click()
    assert dialog.why.text() == "Select at least one picture."
    dialog.cards[2].click()
    assert dialog.why.text().startswith("None of the selected pictures is good enough.")
    assert not dialog.save.isEnabled()


def test_a_shot_can_be_left_out_by_keyboard(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.cards[0].setFocus()
    QTest.keyClick(dialog.cards[0], Qt.Key.Key_Space)
    assert [s.seq for s in dialog.selected()] == [1]


def test_a_likeness_is_shown_and_must_be_decided(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.match = LIKE_ANA
    bench.station.portraits[ANA.id] = jpeg(picture(100, 100, (0, 90, 0)))
    dialog = open_dialog()
    dialog.name.setText("Ben")
    assert dialog.likeness.isVisible()
    assert dialog.likeness.title.text() == "Looks like Ana Costa, 93\u00a0%"
    assert dialog.why.text() == "Decide whether this is Ana Costa."
    assert not dialog.save.isEnabled()
    dialog.likeness.different.click()
    assert dialog.save.isEnabled()


def test_adding_to_the_person_it_looks_like(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.match = LIKE_ANA
    dialog = open_dialog()
    dialog.likeness.same.click()
    assert not dialog.name.isEnabled()
    assert dialog.save.text() == "&Add pictures"
    with qtbot.waitSignal(dialog.enrolled) as found:
        dialog.save.click()
    assert bench.station.enrolled == [("Ana Costa", "", 2, ANA.id)]
    assert found.args is not None
    assert found.args[1] is False


def test_another_selection_is_compared_anew(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.match = LIKE_ANA
    dialog = open_dialog()
    dialog.likeness.different.click()
    bench.station.match = NO_MATCH
    dialog.cards[0].click()
    qtbot.waitUntil(lambda: dialog.checked and not dialog.likeness.isVisible())
    dialog.name.setText("Ben")
    assert dialog.save.isEnabled()


def test_a_likeness_goes_with_the_last_good_shot(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.match = LIKE_ANA
    dialog = open_dialog()
    for card in dialog.cards[:2]:
        card.click()
    assert not dialog.likeness.isVisible()
    assert dialog.why.text() == "Select at least one picture."


def test_a_taken_id_is_said_before_saving(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.name.setText("Ben")
    dialog.external_id.setText(ANA.external_id)
    qtbot.waitUntil(lambda: dialog.why.text() == "The ID 1042 belongs to Ana Costa.")
    assert not dialog.save.isEnabled()


def test_a_failure_is_said_in_the_dialog_which_stays_open(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    dialog = open_dialog()
    bench.station.errors["enrol"] = KnownError(ErrorCode.DISK_FULL, path="/data")
    dialog.name.setText("Ben")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert "is full" in dialog.error_text.text()
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    dialog.name.setText("Benn")
    assert not dialog.error.isVisible()


def test_an_id_taken_meanwhile_points_at_its_field(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    dialog = open_dialog()
    bench.station.errors["enrol"] = KnownError(ErrorCode.ID_TAKEN, external_id="5", name="Eva")
    dialog.name.setText("Ben")
    dialog.external_id.setText("5")
    qtbot.waitUntil(dialog.save.isEnabled)
    dialog.save.click()
    qtbot.waitUntil(dialog.error.isVisible)
    assert dialog.external_id.property("invalid") == "true"
    dialog.external_id.setText("6")
    assert dialog.external_id.property("invalid") == "false"


def test_a_failed_comparison_is_told_and_does_not_forbid_saving(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.errors["similar"] = KnownError(ErrorCode.MODEL_MISMATCH, found="a", expected="b")
    dialog = open_dialog()
    qtbot.waitUntil(dialog.error.isVisible)
    dialog.name.setText("Ben")
    assert dialog.save.isEnabled()


def test_a_track_that_has_gone_falls_back_to_the_shot_of_its_event(bench: Bench, open_dialog: Open) -> None:
    bench.station.track_shots = ()
    dialog = open_dialog(EnrolSource(SOURCE.camera, 7, "Entrance", shot(9)))
    assert [card.shot.seq for card in dialog.cards] == [9]


def test_a_track_without_any_shot_explains_what_to_do(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    bench.station.track_shots = ()
    dialog = open_dialog(checked=False)
    qtbot.waitUntil(lambda: "no longer at hand" in dialog.strip.note.text())
    assert not dialog.save.isEnabled()


def test_closing_waits_for_saving(qtbot: QtBot, bench: Bench, open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.name.setText("Ben")
    qtbot.waitUntil(dialog.save.isEnabled)
    with qtbot.waitSignal(dialog.enrolled):
        dialog.save.click()
        dialog.reject()
        assert dialog.isVisible()
        assert not dialog.cancel.isEnabled()


def test_choosing_can_be_changed(bench: Bench, open_dialog: Open) -> None:
    bench.station.match = LIKE_ANA
    dialog = open_dialog()
    dialog.likeness.chosen.emit(Choice.SAME)
    assert dialog.likeness.same.isChecked()
    dialog.likeness.chosen.emit(Choice.DIFFERENT)
    assert not dialog.likeness.same.isChecked()
    assert dialog.name.isEnabled()


def test_faces_are_hidden_for_a_published_picture(qtbot: QtBot, bench: Bench) -> None:
    plain, blurred = (ShotCard(shot(), bench.context.theme, blur=blur) for blur in (False, True))
    for card in (plain, blurred):
        qtbot.addWidget(card)
        card.show()
    assert plain.grab().toImage() != blurred.grab().toImage()
