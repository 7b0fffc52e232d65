"""Writing into the ledger, with a way back from everything."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.domain.ids import EventId
from core.runtime.attendance.desk import AttendanceDesk
from gui.context import Context
from gui.text import translate


class Writing(QObject):
    """Says what was written, offers to take it back, and tells `changed` after both."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    @property
    def desk(self) -> AttendanceDesk:
        """The desk that writes."""
        desk: AttendanceDesk = self._context.station.desks.attendance
        return desk

    def written(self, said: str, entry: EventId) -> None:
        """Confirm an entry, and offer to take it back."""
        self.changed.emit()
        self._context.messages.done(said, lambda: self._undo(entry))

    def run(self, work: Callable[[], EventId], said: str) -> None:
        """Write on a worker, then confirm."""
        self._context.tasks.run(work, lambda entry: self.written(said, entry), self._failed, owner=self)

    def _undo(self, entry: EventId) -> None:
        desk, reason = self.desk, translate("Attendance", "Taken back right away")
        self._context.tasks.run(
            lambda: desk.undo(entry, reason), lambda _: self.changed.emit(), self._failed, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self.changed.emit()
        self._context.messages.failure(error)
