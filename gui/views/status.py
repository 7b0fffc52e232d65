"""The line of figures at the bottom of the window."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from gui.context import Context
from gui.presenters.status import Item, items
from gui.text import translate
from gui.views.live.wall import LiveWall
from gui.widgets.basic import label, row

REFRESH_MS = 1_000


class StatusLine(QFrame):
    """Reads the counters once a second while it is shown."""

    def __init__(self, context: Context, wall: LiveWall, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wall = wall
        self.setObjectName("status")
        space = context.theme.tokens.scale.space
        self._line = row(0, space.l, self)
        self._line.setContentsMargins(space.m, 0, space.m, 0)
        self.setFixedHeight(30)
        self._pairs: list[tuple[QLabel, QLabel]] = []
        self._line.addStretch(1)
        self._told: str | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(REFRESH_MS)
        self.refresh()

    def refresh(self) -> None:
        """Show the figures of now."""
        station, counters = self._context.station, self._wall.counters(recent=True)
        found = items(
            station.cameras(), station.figures(), counters.repaints_per_s, counters.frame_age_p95_ms, translate
        )
        for i, item in enumerate(found):
            if i == len(self._pairs):
                self._pairs.append(self._new_pair())
            self._show(i, item)
        self._tell(station.trouble())

    def _tell(self, trouble: Exception | None) -> None:
        """Say once that nothing can be recorded, and again when the reason is another or has come back."""
        reason = str(trouble) if trouble is not None else None
        if trouble is not None and reason != self._told:
            self._context.messages.failure(trouble)
        self._told = reason

    def _new_pair(self) -> tuple[QLabel, QLabel]:
        name, value = label("", "caption"), label("", "figure")
        pair = row(0, 5)
        pair.addWidget(name)
        pair.addWidget(value)
        self._line.insertLayout(self._line.count() - 1, pair)
        return name, value

    def _show(self, i: int, item: Item) -> None:
        name, value = self._pairs[i]
        name.setText(item.name)
        value.setText(item.value)
        for part in (name, value):
            part.setToolTip(item.hint)
