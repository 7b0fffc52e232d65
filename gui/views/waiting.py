"""How much waits for an answer, for the badges of pages that nobody looks at, or that are not even built."""

from PySide6.QtCore import QObject, QTimer

from gui.context import Context
from gui.views.rail import Rail

_COUNT_MS = 10_000
"""How often it is looked."""


class Waiting(QObject):
    """Shows on the rail how many visits wait to be reviewed, and how many requests of attendance to be answered."""

    def __init__(self, context: Context, rail: Rail) -> None:
        super().__init__(rail)
        self._context = context
        self._rail = rail
        self._timer = QTimer(self)
        self._timer.setInterval(_COUNT_MS)
        self._timer.timeout.connect(self.count)
        self._timer.start()
        self.count()

    def count(self) -> None:
        """Look again."""
        desks, tasks, failure = self._context.station.desks, self._context.tasks, self._context.messages.failure
        tasks.run(desks.unknowns.waiting_count, self._rail.show_waiting, failure, owner=self, topic="visit-count")
        asked = desks.attendance.requests
        tasks.run(lambda: len(asked()), self._rail.show_requests, failure, owner=self, topic="request-count")
