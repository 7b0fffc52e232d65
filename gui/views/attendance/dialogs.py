"""What is written into the ledger by hand: each asks for a reason, and stays open where it could not be written."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.domain.attendance import Punch, Source, Stamp, Way
from core.domain.calendar import Hours
from core.domain.ids import PersonId
from core.domain.work import Leave, LeaveKind
from gui.context import Context
from gui.presenters.attendance import clock_text, day_name, leave_text, moments, way_text
from gui.text import translate
from gui.views.attendance.fields import DayField, TimeField, stand
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, label, row, titled
from gui.widgets.segments import Segments

_LONGEST = 200
_WIDTH = 460
Write = Callable[[str], Any]
"""Writes something for a reason; called on a worker."""


class ReasonDialog(PeopleDialog):
    """Does one thing for a reason. `written` carries what `write` answered."""

    written = Signal(object)

    def __init__(
        self, context: Context, title: str, text: str, ok: QPushButton, write: Write | None, parent: QWidget | None
    ) -> None:
        super().__init__(context, title, text, ok, parent)
        self._write = write
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.reason.setPlaceholderText(translate("Attendance", "It is kept with your name"))
        self.reason.textChanged.connect(self.check)
        self.fill()
        self.body.addLayout(titled(translate("Attendance", "&Reason"), self.reason))
        ok.setDefault(True)
        ok.clicked.connect(self.save)
        self.setMinimumWidth(_WIDTH)
        self.reason.setFocus()
        self.check()
        self.adjustSize()

    def fill(self) -> None:
        """Put fields above the reason."""

    def trouble(self) -> str:
        """Return what is wrong with the fields, as a sentence; nothing where they are right."""
        return ""

    def writing(self) -> Write | None:
        """Return what writes what the fields say."""
        return self._write

    def check(self) -> None:
        """Offer to write as soon as everything is there."""
        self.ok.setEnabled(bool(self.reason.text().strip()) and not self.trouble() and not self.busy)

    def save(self) -> None:
        """Write; a failure is said here, and nothing that was typed is lost."""
        write, reason = self.writing(), " ".join(self.reason.text().split())
        if write is not None and self.ok.isEnabled():
            self.work(lambda: write(reason), self._saved)

    def failed(self, error: Exception) -> None:
        """Say why it was not written."""
        super().failed(error)
        self.check()

    def _saved(self, answer: object) -> None:
        self.written.emit(answer)
        self.accept()


class PunchForm(QWidget):
    """A punch as fields: the day, the time and the direction."""

    changed = Signal()

    def __init__(self, day: date, zone: ZoneInfo, stamp: Stamp | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone, self._stamp = zone, stamp
        at = stamp.at.astimezone(zone) if stamp is not None else datetime.combine(day, datetime.min.time(), zone)
        self.day = DayField(at.date())
        self.time = TimeField(at.hour * 60 + at.minute if stamp is not None else 8 * 60)
        self.way = Segments((way_text(Way.IN, translate), way_text(Way.OUT, translate)))
        if stamp is not None and stamp.way is Way.OUT:
            self.way.choose(1)
        self._out = stamp is not None and stamp.way is Way.OUT
        self.twice = QComboBox()
        self.twice.setAccessibleName(translate("Attendance", "Which of the two"))
        self.note = label("", "error", wrap=True)
        line = row(0, 12, self)
        for text, field in (
            (translate("Attendance", "&Day"), self.day), (translate("Attendance", "&Time"), self.time),
            (translate("Attendance", "Direction"), self.way),
        ):  # fmt: skip
            stand(line, titled(text, field))
        line.addStretch(1)
        self.way.chosen.connect(self._turned)
        self.day.dateChanged.connect(self._moved)
        self.time.timeChanged.connect(self._moved)
        self._moved()
        if stamp is not None and self.twice.count() > 1:
            self.twice.setCurrentIndex(max(0, self._found().index(_to_minute(stamp.at))))

    def trouble(self) -> str:
        """Return what is wrong with the time."""
        found = self._found()
        if not found:
            return translate("Attendance", "There is no such time on that day: the clocks go forward.")
        if min(found) > datetime.now(UTC):
            return translate("Attendance", "That is still to come.")
        return ""

    def punch(self, person: PersonId) -> Punch:
        """Return the punch that is written: to the second when it was, if the time is left as it is."""
        found, stamp = self._found(), self._stamp
        at = found[min(max(0, self.twice.currentIndex()), len(found) - 1)]
        if stamp is not None and at == _to_minute(stamp.at):
            at = stamp.at
        way, door = Way.OUT if self._out else Way.IN, stamp.door if stamp is not None else ""
        return Punch(at, person, way, Source.MANUAL, door)

    def _found(self) -> tuple[datetime, ...]:
        return moments(self.day.day, self.time.minute, self._zone)

    def _turned(self, place: int) -> None:
        self._out = place == 1
        self.changed.emit()

    def _moved(self) -> None:
        """Ask which of two moments is meant, in the hour that comes twice."""
        found = self._found()
        self.twice.clear()
        for at in found:
            local = at.astimezone(self._zone)
            self.twice.addItem(f"{clock_text(at, self._zone)} ({local:%Z})")
        self.twice.setVisible(len(found) > 1)
        self.changed.emit()


class PunchDialog(ReasonDialog):
    """Adds a punch to a day, or puts another in the place of `stamp`. `written` carries the new entry's id."""

    def __init__(
        self, context: Context, person: PersonId, name: str, day: date, zone: ZoneInfo, stamp: Stamp | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._person, self._stamp = person, stamp
        self.form = PunchForm(day, zone, stamp)
        ok = button(translate("Attendance", "&Add") if stamp is None else translate("Attendance", "&Change"), "primary")
        title = translate("Attendance", "Add a punch") if stamp is None else translate("Attendance", "Change a punch")
        super().__init__(context, title, f"{name}  ·  {day_name(day, translate)}", ok, None, parent)

    def fill(self) -> None:
        """Put the punch above the reason."""
        self.body.addWidget(self.form)
        self.body.addWidget(self.form.twice)
        self.body.addWidget(self.form.note)
        self.form.changed.connect(self.check)

    def trouble(self) -> str:
        """Return what is wrong with the time, and show it."""
        said = self.form.trouble()
        self.form.note.setText(said)
        self.form.note.setVisible(bool(said))
        return said

    def writing(self) -> Write:
        """Return what writes the punch."""
        desk, person = self.context.station.desks.attendance, self._person
        punch, instead_of = self.form.punch(person), self._stamp.id if self._stamp is not None else None
        return lambda reason: desk.correct(person, instead_of, punch, reason)


class LeaveForm(QWidget):
    """A leave as fields: what kind, from when to when, and at which hours if not all day."""

    changed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox()
        for kind in LeaveKind:
            self.kind.addItem(leave_text(kind, translate), kind)
        self.first, self.last = DayField(day), DayField(day)
        self.part = QCheckBox(translate("Attendance", "&Only for a part of the day"))
        self.begin, self.end = TimeField(8 * 60), TimeField(12 * 60)
        line = row(0, 12, self)
        for text, field in (
            (translate("Attendance", "&Kind"), self.kind), (translate("Attendance", "&From"), self.first),
            (translate("Attendance", "&To"), self.last),
        ):  # fmt: skip
            stand(line, titled(text, field))
        self.hours = self._hours()
        self.part.toggled.connect(self._shape)
        for signal in (self.first.dateChanged, self.last.dateChanged, self.begin.timeChanged, self.end.timeChanged):
            signal.connect(self.changed)
        self._shape()

    def trouble(self) -> str:
        """Return what is wrong with the days or hours."""
        if self.last.day < self.first.day:
            return translate("Attendance", "It ends before it begins.")
        if self.part.isChecked() and self.end.minute == self.begin.minute:
            return translate("Attendance", "These hours are none.")
        return ""

    def leave(self, person: PersonId) -> Leave:
        """Return the leave that is written; hours that end before they begin end on the next day."""
        begin, end = self.begin.minute, self.end.minute
        hours = Hours(begin, end if end > begin else end + 24 * 60) if self.part.isChecked() else None
        return Leave(person, self.first.day, self.last.day, LeaveKind(self.kind.currentData()), hours)

    def _hours(self) -> QHBoxLayout:
        made = row(0, 12)
        made.addWidget(self.part)
        made.addWidget(self.begin)
        made.addWidget(self.end)
        made.addStretch(1)
        return made

    def _shape(self) -> None:
        for field in (self.begin, self.end):
            field.setVisible(self.part.isChecked())
        self.changed.emit()


class LeaveDialog(ReasonDialog):
    """Grants a leave. `written` carries the new entry's id."""

    def __init__(self, context: Context, person: PersonId, name: str, day: date, parent: QWidget | None = None) -> None:
        self._person = person
        self.form = LeaveForm(day)
        self.note = label("", "error", wrap=True)
        ok = button(translate("Attendance", "&Grant"), "primary")
        super().__init__(context, translate("Attendance", "Grant leave"), name, ok, None, parent)

    def fill(self) -> None:
        """Put the leave above the reason."""
        self.body.addWidget(self.form)
        self.body.addLayout(self.form.hours)
        self.body.addWidget(self.note)
        self.form.changed.connect(self.check)

    def trouble(self) -> str:
        """Return what is wrong with the leave, and show it."""
        said = self.form.trouble()
        self.note.setText(said)
        self.note.setVisible(bool(said))
        return said

    def writing(self) -> Write:
        """Return what writes the leave."""
        desk, leave = self.context.station.desks.attendance, self.form.leave(self._person)
        return lambda reason: desk.grant_leave(leave, reason)


def _to_minute(at: datetime) -> datetime:
    return at - timedelta(seconds=at.second, microseconds=at.microsecond)
