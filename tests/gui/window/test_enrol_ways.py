"""Enrolling before a camera, from files, into somebody, and from what earlier visits kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.domain.camera import FoundCamera
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Gender
from core.domain.guidance import Outline, Prompt, Step
from core.domain.ids import EventId, PersonId, StrangerId
from core.domain.matching import Match
from core.domain.people import Person
from core.runtime.enrol_material import FileReading
from core.runtime.enrolling import LookAlike
from core.runtime.guiding import Captured, Guidance
from gui.views.enrol.dialog import EnrolDialog
from gui.views.enrol.sources import GuidedSource, KeptSource, Source
from gui.views.enrol.ways import Way
from tests.gui.fake_enrolling import FakeEnrolDesk, FakeSession
from tests.gui.fakes import ANA, ENTRANCE, LOBBY, NOON, picture, shot
from tests.gui.window.conftest import Bench

Open = Callable[..., EnrolDialog]
IMAGE = picture(640, 360, (90, 90, 90))
OUTLINE = Outline(320, 180, 140, 182)
THREE = tuple(Captured(step, shot(i)) for i, step in enumerate((Step.FRONT, Step.LEFT, Step.RIGHT)))
EVA = Person(PersonId("eva"), "Eva Brandt", "", NOON)


def guidance(prompt: Prompt, captured: tuple[Captured, ...] = (), *, fits: bool = False) -> Guidance:
    return Guidance(prompt, IMAGE, (), OUTLINE, fits, captured)


@pytest.fixture
def desk(bench: Bench) -> FakeEnrolDesk:
    made: FakeEnrolDesk = bench.station.desks.enrolling
    made.sessions[ENTRANCE.id] = FakeSession(guidance(Prompt.STEP_CLOSER))
    return made


@pytest.fixture
def open_dialog(bench: Bench, desk: FakeEnrolDesk) -> Iterator[Open]:
    del desk
    opened: list[EnrolDialog] = []

    def open_it(source: Source | None = None) -> EnrolDialog:
        dialog = EnrolDialog(bench.context, source, bench.host)
        opened.append(dialog)
        dialog.open()
        return dialog

    yield open_it
    for dialog in opened:
        dialog.done(0)


def show(dialog: EnrolDialog, session: FakeSession, seen: Guidance) -> None:
    session.guidance = seen
    dialog.ways.camera.tick()


def test_a_fresh_enrolment_begins_before_the_first_camera(
    qtbot: QtBot, bench: Bench, desk: FakeEnrolDesk, open_dialog: Open
) -> None:
    dialog, session = open_dialog(), desk.sessions[ENTRANCE.id]
    dialog.ways.camera.tick()
    assert dialog.ways.currentIndex() == Way.CAMERA
    assert dialog.ways.camera.picture.words == "Come closer"
    assert dialog.ways.camera.cameras.currentText() == "Entrance · Main door"
    show(dialog, session, guidance(Prompt.TURN_LEFT, THREE[:1], fits=True))
    assert len(dialog.cards) == 1
    show(dialog, session, guidance(Prompt.DONE, THREE, fits=True))
    assert "Front" in dialog.cards[0].accessibleName()
    dialog.name.setText("Ben")
    dialog.fields.groups.setText("Sales, Night shift, Sales")
    dialog.fields.consent.click()
    dialog.fields.more.click()
    dialog.fields.born.setText("1990-12-31")
    dialog.fields.gender.setCurrentIndex(2)
    qtbot.waitUntil(dialog.save.isEnabled)
    with qtbot.waitSignal(dialog.enrolled):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert bench.station.enrolled == [("Ben", "", 3, None)]
    facts, others = desk.saved[0]
    assert facts.membership.groups == {"Sales", "Night shift"}
    assert (facts.born, facts.gender, others) == (date(1990, 12, 31), Gender.MALE, ())
    assert facts.consent is not None
    assert facts.consent.how == "signed form"
    qtbot.waitUntil(lambda: session.closed)


def test_the_picture_looks_different_at_every_prompt(desk: FakeEnrolDesk, open_dialog: Open) -> None:
    dialog, session = open_dialog(), desk.sessions[ENTRANCE.id]
    seen = []
    for prompt, fits in (
        (Prompt.NOBODY_THERE, False), (Prompt.STEP_CLOSER, False), (Prompt.TURN_LEFT, True), (Prompt.DONE, True),
    ):  # fmt: skip
        show(dialog, session, guidance(prompt, fits=fits))
        seen.append(dialog.ways.camera.picture.grab().toImage())
    assert all(a != b for i, a in enumerate(seen) for b in seen[:i])


def test_a_birth_date_must_be_one(qtbot: QtBot, desk: FakeEnrolDesk, open_dialog: Open) -> None:
    dialog = open_dialog()
    show(dialog, desk.sessions[ENTRANCE.id], guidance(Prompt.DONE, THREE))
    dialog.name.setText("Ben")
    dialog.fields.born.setText("31.12.1990")
    qtbot.waitUntil(lambda: "year-month-day" in dialog.why.text())


def test_space_takes_a_picture_now(desk: FakeEnrolDesk, open_dialog: Open) -> None:
    dialog = open_dialog()
    QTest.keyClick(dialog.ways.camera.picture, Qt.Key.Key_Space)
    dialog.ways.camera.take.click()
    assert desk.sessions[ENTRANCE.id].asked == 2


def test_a_picture_is_left_out_and_asked_for_again(desk: FakeEnrolDesk, open_dialog: Open) -> None:
    dialog, session = open_dialog(), desk.sessions[ENTRANCE.id]
    show(dialog, session, guidance(Prompt.DONE, THREE))
    QTest.keyClick(dialog.cards[1], Qt.Key.Key_Delete)
    assert session.forgotten == [1]
    assert [card.shot.seq for card in dialog.cards] == [0, 2]
    again = Captured(Step.LEFT, shot(9))
    show(dialog, session, guidance(Prompt.DONE, (THREE[0], THREE[2], again)))
    assert [card.shot.seq for card in dialog.cards] == [0, 2, 9]


def test_another_camera_keeps_what_was_taken(qtbot: QtBot, desk: FakeEnrolDesk, open_dialog: Open) -> None:
    desk.plugged_in = (FoundCamera("HD Webcam", "usb:1", ""),)
    dialog = open_dialog(GuidedSource(LOBBY.id))
    assert dialog.ways.camera.cameras.currentText() == "Lobby"
    desk.sessions["usb:1"] = FakeSession(guidance(Prompt.TURN_RIGHT, THREE[1:2]))
    show(dialog, desk.sessions[LOBBY.id], guidance(Prompt.TURN_LEFT, THREE[:1]))
    cameras = dialog.ways.camera.cameras
    qtbot.waitUntil(lambda: cameras.findText("HD Webcam (USB)") == 2)
    cameras.setCurrentIndex(2)
    qtbot.waitUntil(lambda: desk.sessions[LOBBY.id].closed)
    dialog.ways.camera.tick()
    assert len(dialog.cards) == 2


def test_a_camera_that_is_lost_is_told(desk: FakeEnrolDesk, open_dialog: Open) -> None:
    dialog, session = open_dialog(), desk.sessions[ENTRANCE.id]
    lost = KnownError(ErrorCode.SOURCE_LOST, source="usb:0")
    show(dialog, session, replace(guidance(Prompt.NOBODY_THERE), error=lost))
    assert "stopped sending pictures" in dialog.ways.camera.error.text()


def test_without_a_camera_there_are_files(bench: Bench, open_dialog: Open) -> None:
    bench.station.statuses = []
    dialog = open_dialog()
    assert not dialog.ways.camera.take.isEnabled()
    assert dialog.ways.camera.guidance is None
    assert "use files" in dialog.ways.camera.picture.waiting


def test_files_dropped_onto_the_dialog_are_read(qtbot: QtBot, desk: FakeEnrolDesk, open_dialog: Open) -> None:
    one, group, clip, poor = (Path(f"/pictures/{name}") for name in ("one.jpg", "group.jpg", "clip.mp4", "poor.jpg"))
    bad = shot(7, issues=())
    desk.readings = {
        one: FileReading(one, (shot(1),)),
        group: FileReading(group, (shot(2), shot(3)), several=True),
        clip: FileReading(clip, (shot(4), shot(5))),
        poor: FileReading(poor, (replace(bad, quality=replace(bad.quality, usable=False)),)),
    }
    dialog, data = open_dialog(), QMimeData()
    files = [one, group, clip, poor, Path("/pictures/none.jpg")]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    qtbot.waitUntil(lambda: len(dialog.ways.files.said) == 5)
    assert dialog.ways.currentIndex() == Way.FILES
    assert dialog.ways.files.said == [
        "one.jpg: one good face.",
        "group.jpg shows 2 faces: select the right one below.",
        "clip.mp4: 2 pictures of one person.",
        "poor.jpg: the face is not good enough to be recognised by.",
        "There is no picture at /pictures/none.jpg. Check the path.",
    ]
    assert [card.isChecked() for card in dialog.cards] == [True, False, False, True, True, False]


def test_pictures_of_two_people_cannot_be_saved(qtbot: QtBot, desk: FakeEnrolDesk, open_dialog: Open) -> None:
    desk.odd = (1,)
    dialog = open_dialog()
    show(dialog, desk.sessions[ENTRANCE.id], guidance(Prompt.DONE, THREE))
    qtbot.waitUntil(lambda: dialog.why.text().startswith("The selected pictures show more than one person."))
    assert dialog.cards[1].line == "somebody else?"
    dialog.cards[1].click()
    dialog.cards[2].click()
    qtbot.waitUntil(lambda: dialog.why.text() == "Type a name.")


def test_everybody_alike_is_asked_about_and_kept_apart(
    qtbot: QtBot, bench: Bench, desk: FakeEnrolDesk, open_dialog: Open
) -> None:
    bench.station.match = Match(ANA.id, 0.6, None, -1.0, 0.93)
    desk.more = (LookAlike(EVA, 0.61, None),)
    dialog = open_dialog()
    show(dialog, desk.sessions[ENTRANCE.id], guidance(Prompt.DONE, THREE))
    dialog.name.setText("Ben")
    qtbot.waitUntil(lambda: dialog.likeness.title.text() == "Looks like Ana Costa, 93\u00a0%")
    dialog.likeness.different.click()
    assert dialog.likeness.title.text() == "Looks like Eva Brandt, 61\u00a0%"
    assert not dialog.save.isEnabled()
    dialog.likeness.different.click()
    with qtbot.waitSignal(dialog.enrolled):
        dialog.save.click()
    assert desk.saved[0][1] == (ANA.id, EVA.id)


def test_pictures_are_added_to_somebody(qtbot: QtBot, bench: Bench, desk: FakeEnrolDesk, open_dialog: Open) -> None:
    desk.likeness = 0.12
    dialog = open_dialog(GuidedSource(into=ANA))
    assert dialog.windowTitle() == "Add pictures of Ana Costa"
    assert not dialog.name.isVisible()
    show(dialog, desk.sessions[ENTRANCE.id], guidance(Prompt.DONE, THREE))
    qtbot.waitUntil(lambda: "hardly look like Ana Costa (12\u00a0%)" in dialog.why.text())
    with qtbot.waitSignal(dialog.enrolled) as found:
        dialog.save.click()
    assert bench.station.enrolled == [("Ana Costa", "", 3, ANA.id)]
    assert found.args is not None
    assert found.args[1] is False


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (KeptSource("Seen four times", stranger=StrangerId("s")), 2),
        (KeptSource("Entrance, 12:00", event=EventId("e")), 1),
        (KeptSource("Nothing"), 0),
    ],
)
def test_what_visits_kept_is_offered(
    qtbot: QtBot, desk: FakeEnrolDesk, open_dialog: Open, source: KeptSource, wanted: int
) -> None:
    desk.kept = (shot(1), shot(2))
    dialog = open_dialog(source)
    qtbot.waitUntil(
        lambda: len(dialog.cards) == wanted and (wanted > 0 or "no longer at hand" in dialog.strip.note.text())
    )
    assert dialog.ways.currentIndex() == Way.VISIT


def test_groups_are_completed(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.fields.offer_groups(["Sales", "Security", "Night shift"])
    dialog.fields.groups.setFocus()
    QTest.keyClicks(dialog.fields.groups, "Sales, se")
    completer = dialog.fields.groups.completer()
    assert completer.completionModel().index(0, 0).data() == "Sales, Security"
    popup = completer.popup()
    assert popup is not None
    popup.hide()
