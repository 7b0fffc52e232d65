"""The doors page over a real gate, real keepers, a real ledger and real desks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.config.doors import ShellyRelay
from core.domain.access import DoorMode, Proofs, Why
from core.domain.camera import Direction
from core.domain.credentials import SecretKind
from core.domain.doors import DoorAct
from core.domain.people import Person
from gui.bridge import Bridge
from gui.presenters.doors import LineKind
from gui.presenters.relays import RelayKind
from gui.tables.doors_log_model import LINE_ROLE
from gui.views.doors.credentials import open_credentials
from gui.views.doors.door_dialog import DoorDialog
from gui.views.doors.door_rule_dialog import DoorRuleDialog
from gui.views.doors.page import RULES, DoorsPage
from gui.views.doors.reason_dialog import ReasonDialog
from gui.views.doors.rule_dialog import DENY, RuleDialog
from gui.views.doors.rules import DOORS, HOURS
from gui.views.doors.schedule_dialog import ScheduleDialog
from gui.views.doors.watch import DoorWatch
from tests.gui.doors_site import LAB, MAIN, PLAN, DoorsSite, doors_site
from tests.gui.window.conftest import Bench

pytestmark = pytest.mark.live  # doors have threads of their own
WAIT_MS = 15_000


class Desk:
    """The page with what stands behind it."""

    def __init__(self, qtbot: QtBot, bench: Bench, site: DoorsSite) -> None:
        self.qtbot, self.bench, self.site = qtbot, bench, site
        self.alarms: list[int] = []
        watch = DoorWatch(bench.context, bench.host)
        watch.alarms.connect(self.alarms.append)
        self.page = DoorsPage(bench.context, watch, bench.host)
        bridge = Bridge(self.page)
        bridge.door_changed.connect(watch.door_changed)
        bridge.at_door.connect(watch.at_door)
        bridge.at_door.connect(self.page.at_door)
        site.tell = bridge.on_event
        self.page.resize(bench.host.size())
        self.page.show()

    def until(self, what: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(what, timeout=WAIT_MS)

    def log(self) -> list[str]:
        model = self.page.board.log.list.lines
        return [model.index(row).data().split(", ", 2)[2] for row in range(model.rowCount())]

    def give_reason(self, reason: str) -> None:
        dialog = self.page.board.acts.dialog
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setText(reason)
        dialog.ok.click()

    def changes(self, row: int, column: int) -> str:
        """Return a cell of what a trial would change."""
        assert self.page.rules.replay is not None
        cell = self.page.rules.replay.table.item(row, column)
        return "" if cell is None else cell.text()

    def undo(self) -> None:
        self.until(self.bench.toast.undo.isVisible)
        self.bench.toast.undo.click()


@pytest.fixture
def site(tmp_path: Path, bench: Bench) -> Iterator[DoorsSite]:
    with doors_site(tmp_path / "site", bench.station, lambda _event: None) as made:
        yield made
        bench.context.tasks.close()


@pytest.fixture
def desk(qtbot: QtBot, bench: Bench, site: DoorsSite) -> Desk:
    site.furnish()
    made = Desk(qtbot, bench, site)
    made.until(lambda: [card.lock_text.text() for card in made.page.board.cards.values()] == ["Locked", "Locked"])
    return made


def type_wrong_bytes(dialog: DoorDialog) -> None:
    dialog.relay.kind.setCurrentIndex(list(RelayKind).index(RelayKind.SERIAL))
    serial = dialog.relay.form
    serial.unfold.click()
    assert serial.more.isVisibleTo(dialog)
    port, board_bytes = serial.widgets["port"], serial.widgets["on"]
    assert isinstance(port, QComboBox)
    port.setCurrentText("/dev/ttyS9")
    assert dialog.ok.isEnabled()
    QTest.keyClicks(board_bytes, "xyz")
    assert not dialog.ok.isEnabled()
    assert "hexadecimal" in dialog.ok.toolTip()


def test_the_first_door_is_added_tested_watched_and_taken_away(qtbot: QtBot, bench: Bench, site: DoorsSite) -> None:
    desk = Desk(qtbot, bench, site)
    board = desk.page.board
    assert not board.cards
    board.add_door()
    dialog = board.dialog
    assert dialog is not None
    assert not dialog.ok.isEnabled()
    dialog.name.setText("Main door")
    dialog.relay.kind.setCurrentIndex(list(RelayKind).index(RelayKind.SHELLY))
    assert not dialog.test.isEnabled()
    address = dialog.relay.form.widgets["url"]
    QTest.keyClicks(address, "http://127.0.0.1:9")
    dialog.test.click()
    desk.until(lambda: "does not answer" in dialog.tested.text())
    assert isinstance(dialog.settings().relay, ShellyRelay)
    type_wrong_bytes(dialog)
    dialog.relay.kind.setCurrentIndex(0)
    dialog.pulse.setChecked(True)
    dialog.test.click()
    desk.until(lambda: dialog.tested.text().startswith("It was unlocked for half a second"))
    camera, watches, way = dialog._cameras[0]  # noqa: SLF001 - the rows have no other name
    watches.setChecked(True)
    way.setCurrentIndex(list(Direction).index(Direction.IN))
    dialog.ok.click()
    desk.until(lambda: list(board.cards) == ["main-door"])
    moved = next(status.spec for status in bench.station.statuses if status.spec.id == camera.id)
    assert (moved.door, moved.direction) == ("Main door", Direction.IN)
    board.cards["main-door"].remove_asked.emit("main-door")
    desk.until(lambda: not board.cards)
    desk.undo()
    desk.until(lambda: list(board.cards) == ["main-door"])


def test_a_door_is_opened_held_and_locked_down_by_hand(desk: Desk) -> None:
    board = desk.page.board
    main = board.cards[MAIN]
    main.once.click()
    assert not board.acts.dialog.ok.isEnabled()  # type: ignore[union-attr]
    desk.give_reason("parcel")
    desk.until(lambda: main.lock_text.text() == "Unlocked" and "Opened by Maria: parcel" in desk.log())
    assert desk.bench.toast.text.text() == "Main door was opened."
    desk.until(lambda: main.last.text().endswith("Opened by Maria: parcel"))
    main.hold.click()
    recent = board.acts.dialog
    assert recent is not None
    assert [chip.text() for chip in recent.recent] == ["parcel"]
    recent.recent[0].click()
    recent.ok.click()
    desk.until(lambda: main.lock_text.text() == "Held open")
    assert not main.once.isEnabled()
    board.lock_all.click()
    desk.give_reason("drill")
    desk.until(lambda: {card.status.mode for card in board.cards.values()} == {DoorMode.LOCKED_DOWN})
    assert main.lock_text.text() == "Locked down"
    board.normal_all.click()
    desk.give_reason("over")
    desk.until(lambda: {card.status.mode for card in board.cards.values()} == {DoorMode.NORMAL})
    desk.until(lambda: not board.normal_all.isVisible())


def test_alarms_are_said_and_duress_is_not(desk: Desk) -> None:
    board, anna = desk.page.board, desk.site.enrol("Anna", "Staff")
    desk.site.switch.leaf = True
    desk.until(board.cards[MAIN].alarm.isVisible)
    assert desk.bench.bar.text.text() == "Main door: Open for too long"
    assert desk.alarms[-1] == 1
    desk.site.switch.leaf = False
    desk.until(lambda: not board.cards[MAIN].alarm.isVisible() and desk.alarms[-1] == 0)
    desk.bench.bar.hide()
    assert desk.site.come(anna, MAIN, duress=True).allow
    desk.until(lambda: board.cards[MAIN].discreet.isVisible() and desk.alarms[-1] == 1)
    assert not desk.bench.bar.isVisible()
    assert "Please call Anna back" in desk.log()
    board.log.kind.setCurrentIndex(list(LineKind).index(LineKind.ALARMS))
    assert set(desk.log()) == {"Left open for too long", "Closed again", "Please call Anna back"}
    board.cards[MAIN].discreet.click()
    assert desk.alarms[-1] == 0


def refused(desk: Desk, person: Person) -> None:
    """Let somebody be refused at the laboratory, and wait for the line."""
    assert not desk.site.come(person, LAB).allow
    desk.until(lambda: desk.log()[:1] == [f"{person.name} was turned away: not at this hour"])


def test_a_refusal_is_explained(desk: Desk) -> None:
    page, anna = desk.page, desk.site.enrol("Anna", "Staff")
    refused(desk, anna)
    log = page.board.log.list
    assert log.lines.index(0).data(LINE_ROLE).fact.act is DoorAct.DENIED
    log.setCurrentIndex(log.lines.index(0))
    QTest.keyClick(log, Qt.Key.Key_Return)
    desk.until(page.tester.answer.isVisible)
    answer = page.tester.answer
    assert answer.headline.text() == "Anna may not pass Laboratory at this time."
    assert answer.rule.text() == "Decided by the rule “Nobody yet”"
    assert "no: “Nobody yet” lets Anna in, but at other times." in answer.steps
    assert answer.next.text() == "Within the next two weeks nothing changes by itself."
    page.tester.door.setCurrentIndex(page.tester.door.findData(MAIN))
    desk.until(lambda: answer.headline.text() == "Anna may pass Main door at this time.")
    assert answer.next.isHidden()


def test_somebody_is_searched_and_forgiven(desk: Desk) -> None:
    page, anna = desk.page, desk.site.enrol("Anna", "Staff")
    assert desk.site.come(anna, MAIN).allow
    desk.until(lambda: "Anna was let in" in desk.log())
    page.segments.choose(2)
    tester = page.tester
    QTest.keyClicks(tester.search.field, "ann")
    desk.until(lambda: tester.search.list.isVisible() and tester.search.list.count() == 1)
    QTest.keyClick(tester.search.field, Qt.Key.Key_Return)
    desk.until(lambda: tester.explanation is not None and tester.explanation.ruling.why is Why.ALREADY_INSIDE)
    tester.answer.forgive.click()
    desk.give_reason("lost in the lift")
    desk.until(lambda: tester.explanation is not None and tester.explanation.ruling.allow)


def test_a_rule_is_made_tried_saved_and_taken_back(desk: Desk) -> None:
    page, anna = desk.page, desk.site.enrol("Anna", "Staff")
    refused(desk, anna)
    page.segments.choose(RULES)
    rules = page.rules
    desk.until(lambda: len(rules.rule_cards) == 2)
    assert rules.rule_cards[0].sentence.text() == "Staff may pass Main door, at any time"
    rules.add.click()
    dialog = rules.dialog
    assert isinstance(dialog, RuleDialog)
    assert not dialog.ok.isEnabled()
    dialog.effects.choose(DENY)
    dialog.every_door.setChecked(False)
    dialog.doors[MAIN].setChecked(True)
    dialog.add_person(anna)
    dialog.until.setText("2020-01-01")
    assert dialog.sentence.text() == "Anna may not pass Main door, at any time, until 2020-01-01"
    dialog.until.setText("soon")
    assert not dialog.ok.isEnabled()
    dialog.until.setText("")
    desk.site.office.visit(anna, desk.site.office.people.templates(anna.id)[0].embedding)
    dialog.try_out.click()
    replay = rules.replay
    assert replay is not None
    desk.until(lambda: replay.replay is not None)
    assert replay.table.rowCount() == 1
    assert desk.changes(0, 3) == "Newly refused"
    assert desk.changes(0, 4) == "a rule keeps them out"
    replay.accept()
    dialog.ok.click()
    desk.until(lambda: len(rules.rule_cards) == 3)
    made = desk.site.planning.plan().access.rules[-1]
    assert (made.name, made.people, made.deny) == ("Anna · Main door", frozenset({anna.id}), True)
    desk.undo()
    desk.until(lambda: len(rules.rule_cards) == 2)
    assert desk.site.planning.plan() == PLAN


def test_hours_are_painted_and_those_in_use_stay(desk: Desk) -> None:
    page = desk.page
    page.segments.choose(RULES)
    rules = page.rules
    desk.until(lambda: len(rules.schedule_cards) == 2)
    rules.show_part(HOURS)
    rules.schedule_cards[0].remove.click()
    assert "still used by 1 rules" in desk.bench.bar.text.text()
    rules.schedule_cards[1].remove.click()
    desk.until(lambda: len(rules.schedule_cards) == 1)
    rules.add.click()
    dialog = rules.dialog
    assert isinstance(dialog, ScheduleDialog)
    dialog.name.setText("Late")
    week = dialog.week
    week.fields[0].setText("10-8, nonsense")
    assert not dialog.ok.isEnabled()
    week.fields[0].clear()
    bar = week.bars[0]
    width = bar.width()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, 8))
    QTest.mouseMove(bar, QPoint(width * 3 // 4, 8))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(width * 3 // 4, 8))
    assert week.fields[0].text() == "12:00–18:00"
    dialog.copy.click()
    dialog.ok.click()
    desk.until(lambda: len(rules.schedule_cards) == 2)
    late = desk.site.planning.plan().access.schedules[-1]
    assert late.name == "Late"
    assert len(set(late.week[:5])) == 1


def test_what_a_door_asks_is_changed_from_its_card(desk: Desk) -> None:
    page = desk.page
    page.board.cards[LAB].rule_asked.emit(LAB)
    dialog = page.rules.dialog
    assert isinstance(dialog, DoorRuleDialog)
    dialog.proofs.setCurrentIndex(list(Proofs).index(Proofs.FACE_AND_PIN))
    dialog.two_persons.setChecked(True)
    dialog.ok.click()
    desk.until(lambda: any("Two people must show themselves" in card.lines for card in page.rules.door_cards))
    page.rules.show_part(DOORS)
    assert not page.rules.add.isVisible()


def test_another_threshold_is_tried(desk: Desk) -> None:
    anna = desk.site.enrol("Anna", "Staff")
    desk.site.office.visit(anna, desk.site.office.people.templates(anna.id)[0].embedding)
    desk.page.segments.choose(RULES)
    desk.page.rules.try_score.click()
    replay = desk.page.rules.replay
    assert replay is not None
    desk.until(lambda: replay.replay is not None)
    assert not replay.replay.cases  # type: ignore[union-attr]
    replay.slider.setValue(replay.slider.maximum())
    desk.until(lambda: replay.table.rowCount() == 1)
    assert desk.changes(0, 3) == "No longer recognised"
    replay.accept()


def test_a_person_gets_a_pin_and_a_code(desk: Desk, tmp_path: Path) -> None:
    anna = desk.site.enrol("Anna", "Staff")
    dialog = open_credentials(desk.bench.context, anna, desk.bench.host)
    desk.until(lambda: dialog.pin.state.text() == "none")
    assert not dialog.duress.pin.isEnabled()
    dialog.pin.pin.setText("70415")
    dialog.pin.again.setText("70416")
    assert not dialog.pin.give.isEnabled()
    dialog.pin.again.setText("70415")
    dialog.pin.give.click()
    desk.until(lambda: dialog.pin.state.text() == "set")
    dialog.duress.pin.setText("70415")
    dialog.duress.again.setText("70415")
    dialog.duress.give.click()
    desk.until(dialog.error.isVisible)
    dialog.make.click()
    desk.until(lambda: dialog.code is not None and dialog.shown.isVisible())
    code = dialog.code
    assert code is not None
    assert desk.site.credentials.of_code(code.code) == anna.id
    dialog.write(tmp_path / "code.png", code)
    desk.until(lambda: desk.bench.toast.text.text() == "The code was saved as code.png.")
    assert (tmp_path / "code.png").read_bytes() == code.qr_png
    dialog.paint_on(QPdfWriter(str(tmp_path / "code.pdf")), code)
    assert (tmp_path / "code.pdf").read_bytes().startswith(b"%PDF")
    dialog.revoke.click()
    desk.until(lambda: desk.site.credentials.kinds(anna.id) == {SecretKind.PIN})
    assert not dialog.shown.isVisible()
    dialog.accept()
