"""Seven days to tick."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.context import Context
from gui.presenters.plan import WEEK, weekday_text
from gui.text import translate
from gui.widgets.basic import row


class WeekdayBoxes(QWidget):
    """`changed` follows every tick."""

    changed = Signal()

    def __init__(self, context: Context, days: Iterable[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(0, context.theme.tokens.scale.space.m, self)
        self.boxes = [QCheckBox(weekday_text(day, translate)) for day in range(WEEK)]
        chosen = set(days)
        for day, box in enumerate(self.boxes):
            box.setChecked(day in chosen)
            box.toggled.connect(self.changed)
            line.addWidget(box)
        line.addStretch(1)
        self.setFocusProxy(self.boxes[0])

    @property
    def days(self) -> frozenset[int]:
        """The days that are ticked, Monday is 0."""
        return frozenset(day for day, box in enumerate(self.boxes) if box.isChecked())
