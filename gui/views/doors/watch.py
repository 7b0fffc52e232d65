"""What happens at the doors, followed from the start of the console, whether anybody looks at their page or not."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from core.domain.doors import DoorAct, DoorStatus
from core.domain.events import AtDoor, DoorChanged
from core.domain.explaining import DoorLine
from core.domain.ids import EventId
from gui.context import Context
from gui.presenters.doors import alarm_message, duress, line_text, waiting_alarms
from gui.text import translate

_LINES = 300
_DAYS = timedelta(days=30)
_SETTLE_MS = 150
"""How long to wait for more to happen before the log is read again."""


class DoorWatch(QObject):
    """Says alarms aloud that come after it was made; `alarms` carries at how many doors one goes on, for a badge.

    `doors_changed` follows the doors, `log_changed` what happened at them and which alarms were taken care of.
    """

    alarms = Signal(int)
    doors_changed = Signal()
    log_changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._cared_for = set[EventId]()
        self.doors: tuple[DoorStatus, ...] = context.station.desks.doors.doors()
        self.lines: tuple[DoorLine, ...] = ()
        self._told = {status.door: status.alarm for status in self.doors}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._read_log)

    def refresh(self) -> None:
        """Take the doors as they are now, and read the log again."""
        self._take_doors()
        self._read_log()

    def read_soon(self) -> None:
        """Read the log again, once it is calm."""
        if not self._timer.isActive():
            self._timer.start()

    def door_changed(self, event: DoorChanged) -> None:
        """Take over a door that changed; a new alarm is said aloud."""
        status = event.status
        if status.alarm is not None and self._told.get(status.door) is not status.alarm:
            self._context.messages.warning(alarm_message(status, translate))
        self._told[status.door] = status.alarm
        self._take_doors()

    def at_door(self, event: AtDoor) -> None:
        """Say aloud that a relay failed. Who is under duress is only hinted at."""
        if event.fact.act is DoorAct.FAILED:
            line = DoorLine(event.id, event.fact, event.door_name, event.name)
            self._context.messages.warning(f"{event.door_name}: {line_text(line, translate)}")
        if event.fact.act is DoorAct.DURESS:
            self.read_soon()

    def duress(self) -> Mapping[str, DoorLine]:
        """Return by door the alarm of duress that nobody has taken care of."""
        return duress(self.lines, datetime.now(UTC), self._cared_for)

    def care_for(self, door: str) -> None:
        """Take note that somebody looks after what happened at a door."""
        self._cared_for |= {line.id for line in self.lines if line.fact.door == door}
        self._changed()

    def _take_doors(self) -> None:
        self.doors = self._context.station.desks.doors.doors()
        self.doors_changed.emit()
        self._count()

    def _read_log(self) -> None:
        desk, now = self._context.station.desks.doors, datetime.now(UTC)

        def work() -> tuple[DoorLine, ...]:
            lines: tuple[DoorLine, ...] = desk.facts(now - _DAYS, now + timedelta(days=1), None, _LINES)
            return lines

        self._context.tasks.run(work, self._show_log, self._context.messages.failure, owner=self, topic="door-log")

    def _show_log(self, lines: tuple[DoorLine, ...]) -> None:
        self.lines = lines
        self._changed()

    def _changed(self) -> None:
        self.log_changed.emit()
        self._count()

    def _count(self) -> None:
        self.alarms.emit(waiting_alarms(self.doors, self.duress()))
