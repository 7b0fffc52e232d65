"""The decision card."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.domain.errors import ErrorCode, KnownError
from core.domain.events import Review, Sighting
from core.domain.liveness import Liveness, LivenessState
from core.domain.matching import Reason
from core.runtime.cards import DecisionCard
from gui.views.card.dialog import CardDialog, CardSource
from gui.views.enrol.dialog import EnrolSource
from tests.gui.fakes import ANA, ENTRANCE, card, evidence, recognised, shot, spoof, unknown
from tests.gui.window.conftest import Bench

KNOWN, STRANGER, PHOTO = recognised(), unknown(), spoof()


def opened(
    qtbot: QtBot, bench: Bench, sighting: Sighting, found: DecisionCard | None = None, *, live: bool = True
) -> CardDialog:
    bench.station.cards[sighting.id] = found or card(sighting)
    seen = replace(sighting.shot, liveness=Liveness(LivenessState.LIVE, 0.93, 5))
    enrol = EnrolSource(ENTRANCE.id, sighting.track, "Entrance", seen) if live else None
    dialog = CardDialog(bench.context, CardSource(sighting.id, enrol), bench.host)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.title.text()))
    return dialog


def words(dialog: CardDialog) -> set[str]:
    return {said.text() for said in dialog.findChildren(QLabel) if said.text()}


def test_everything_is_explained(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench, KNOWN)
    assert dialog.title.text() == ANA.name
    assert "Entrance · Main door · 2026-03-02" in dialog.where.text()
    assert dialog.reason.text() == "The face clearly agrees with Ana Costa."
    assert {"0.66", "0.47 needed", "0.38", "97\u00a0%", "yes, 93\u00a0% live"} <= words(dialog)
    assert "A better picture would be nearer, turned to the camera." in words(dialog)
    assert dialog.scale.accessibleName().startswith("Score 0.66")
    assert dialog.enrolled.accessibleName() == "Enrolled picture of Ana Costa"
    for picture in (dialog.seen, dialog.enrolled):
        assert picture.pixmap().width() > 100
    assert dialog.grab().toImage().width() >= 780
    assert all(name == "MainThread" or name.startswith("gui-task") for name in bench.station.threads)
    dialog.reject()


@pytest.mark.parametrize(
    ("key", "call", "said"),
    [(Qt.Key.Key_R, "confirm", Review.CONFIRMED), (Qt.Key.Key_N, "refuse", Review.REFUSED)],
)
def test_the_keyboard_answers(qtbot: QtBot, bench: Bench, key: Qt.Key, call: str, said: Review) -> None:
    dialog = opened(qtbot, bench, KNOWN)
    with qtbot.waitSignal(dialog.answered) as found:
        QTest.keyClick(dialog, key)
    assert found.args is not None
    assert found.args[1] is said
    assert f"{call} r1" in bench.station.calls
    assert not dialog.isVisible()


def test_enter_takes_the_likely_answer_and_escape_none(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench, KNOWN)
    with qtbot.waitSignal(dialog.answered):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    dialog = opened(qtbot, bench, STRANGER)
    with qtbot.waitSignal(dialog.enrol_asked) as found:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert found.args is not None
    assert found.args[0].track == STRANGER.track
    dialog = opened(qtbot, bench, KNOWN)
    with qtbot.assertNotEmitted(dialog.answered):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_photo_is_neither_enrolled_nor_refused(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench, PHOTO)
    assert dialog.title.text() == "Photo or screen?"
    assert (dialog.right.isEnabled(), dialog.refuse.isEnabled(), dialog.enrol.isEnabled()) == (True, False, False)
    QTest.keyClick(dialog, Qt.Key.Key_E)
    assert dialog.isVisible()
    dialog.reject()


def test_a_visit_of_an_earlier_run_opens_too(qtbot: QtBot, bench: Bench) -> None:
    bare = replace(card(STRANGER), portrait=None, enrolled=None, candidate=None, candidate_name=None)
    bare = replace(bare, decision=replace(bare.decision, evidence=None))
    dialog = opened(qtbot, bench, STRANGER, bare, live=False)
    assert "earlier run" in dialog.why.text()
    assert not dialog.scale.isVisible()
    assert dialog.enrolled_name.text() == "Nobody to compare with"
    assert "not checked" in words(dialog)
    dialog.reject()


def test_what_was_said_before_can_be_taken_back(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench, KNOWN, card(KNOWN, Review.CONFIRMED))
    assert dialog.review_text.text() == "You said that this is right."
    assert not dialog.right.isEnabled()
    with qtbot.waitSignal(dialog.answered) as found:
        dialog.take_back.click()
    assert found.args is not None
    assert found.args[1] is Review.NONE
    assert "take_back r1" in bench.station.calls


def test_a_sighting_that_is_gone_says_so(qtbot: QtBot, bench: Bench) -> None:
    dialog = CardDialog(bench.context, CardSource(KNOWN.id), bench.host)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.note.text() == "This sighting is no longer kept.")
    assert not dialog.right.isEnabled()
    dialog.reject()


def test_a_failed_answer_is_told_and_may_be_given_again(qtbot: QtBot, bench: Bench) -> None:
    bench.station.errors["refuse"] = KnownError(ErrorCode.DISK_FULL, path="/data")
    dialog = opened(qtbot, bench, KNOWN)
    dialog.refuse.click()
    assert not dialog.right.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.error.isVisible)
    assert "is full" in dialog.error_text.text()
    assert dialog.refuse.isEnabled()
    dialog.reject()


def test_people_who_are_easy_to_confuse_are_pointed_out(qtbot: QtBot, bench: Bench) -> None:
    plain = card(KNOWN)
    kept = replace(plain, decision=replace(plain.decision, evidence=evidence(confusable=True)))
    dialog = opened(qtbot, bench, KNOWN, kept)
    assert dialog.confusable.isVisible()
    dialog.reject()


def test_the_focus_goes_through_the_answers_in_their_order(qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(qtbot, bench, KNOWN)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.right.setFocus()
    order = []
    for _ in range(4):
        order.append(dialog.focusWidget())
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
    assert order == [dialog.right, dialog.refuse, dialog.enrol, dialog.leave]
    dialog.reject()


def test_faces_are_hidden_for_a_published_picture(qtbot: QtBot, bench: Bench) -> None:
    bench.context = replace(bench.context, blur_faces=True)
    dialog = opened(qtbot, bench, KNOWN)
    image = dialog.seen.pixmap().toImage()
    assert len({image.pixelColor(x, 80).rgb() for x in range(20, 140)}) < 20
    dialog.reject()


def test_a_source_without_a_shot_knows_no_liveness() -> None:
    assert CardSource(KNOWN.id).liveness.state is LivenessState.UNCHECKED
    assert CardSource(KNOWN.id, EnrolSource(ENTRANCE.id, 1, "", shot())).liveness == shot().liveness


def test_who_it_probably_was_is_one_key_away(qtbot: QtBot, bench: Bench) -> None:
    said: list[tuple[str, str]] = []
    bench.station.desks = SimpleNamespace(
        unknowns=SimpleNamespace(confirm=lambda event, person: said.append((event, person)))
    )
    found = card(STRANGER)
    unsettled = replace(found, decision=replace(found.decision, reason=Reason.NOT_ENOUGH_EVIDENCE))
    dialog = opened(qtbot, bench, STRANGER, unsettled)
    qtbot.waitUntil(lambda: dialog.suggested.isVisible())
    assert dialog.suggested.text() == "&Yes, it is Ana Costa"
    assert dialog.right.text() == "&Rightly unknown"
    with qtbot.waitSignal(dialog.answered) as answer:
        QTest.keyClick(dialog, Qt.Key.Key_Y)
    assert said == [(STRANGER.id, ANA.id)]
    assert answer.args is not None
    assert answer.args[0].record.name == ANA.name
    assert answer.args[1] is Review.CONFIRMED
    assert not opened(qtbot, bench, KNOWN).suggested.isVisible()
