"""Fields for days and times."""

from datetime import date

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLayout, QTimeEdit, QWidget

_PADDING = 10


class DayField(QDateEdit):
    """A date, as it is written everywhere."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(QDate(day.year, day.month, day.day), parent)
        self.setDisplayFormat("yyyy-MM-dd")
        self.lineEdit().setTextMargins(_PADDING, 0, 0, 0)
        self.setCurrentSection(QDateEdit.Section.DaySection)
        self.setMinimumWidth(140)

    @property
    def day(self) -> date:
        """The date that is written."""
        found = self.date()
        return date(found.year(), found.month(), found.day())

    def go(self, day: date) -> None:
        """Write another date."""
        self.setDate(QDate(day.year, day.month, day.day))


class TimeField(QTimeEdit):
    """A time of the day in minutes."""

    def __init__(self, minute: int, parent: QWidget | None = None) -> None:
        super().__init__(QTime(minute // 60, minute % 60), parent)
        self.setDisplayFormat("HH:mm")
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.lineEdit().setTextMargins(_PADDING, 0, 0, 0)
        self.setMinimumWidth(96)

    @property
    def minute(self) -> int:
        """Minutes after midnight."""
        return self.time().hour() * 60 + self.time().minute()


def stand(line: QHBoxLayout, field: QLayout) -> None:
    """Put a field with its name into a line, by their upper edges: fields of different kinds differ in height."""
    line.addLayout(field)
    line.setAlignment(field, Qt.AlignmentFlag.AlignTop)
