"""What stands on reports, in English and marked for translation under the context `reports`."""

from collections.abc import Callable

from core.domain.attendance import Mark, Source, Way
from core.domain.reports import ReportKind
from core.domain.text import QT_TRANSLATE_NOOP
from core.domain.work import LeaveKind

Say = Callable[[str], str]
"""Returns a text of the context `reports` in the user's language."""

TITLES = {
    ReportKind.DAYS: QT_TRANSLATE_NOOP("reports", "Attendance by day"),
    ReportKind.TOTALS: QT_TRANSLATE_NOOP("reports", "Attendance totals"),
    ReportKind.PUNCHES: QT_TRANSLATE_NOOP("reports", "Punches"),
    ReportKind.PAYROLL: QT_TRANSLATE_NOOP("reports", "Payroll"),
    ReportKind.ABSENCES: QT_TRANSLATE_NOOP("reports", "Absences"),
}

MARKS = {
    Mark.PRESENT: QT_TRANSLATE_NOOP("reports", "present"),
    Mark.OPEN: QT_TRANSLATE_NOOP("reports", "still in"),
    Mark.PENDING: QT_TRANSLATE_NOOP("reports", "not over yet"),
    Mark.LATE: QT_TRANSLATE_NOOP("reports", "late"),
    Mark.EARLY: QT_TRANSLATE_NOOP("reports", "left early"),
    Mark.ABSENT: QT_TRANSLATE_NOOP("reports", "absent"),
    Mark.MISSING_IN: QT_TRANSLATE_NOOP("reports", "coming was not recorded"),
    Mark.MISSING_OUT: QT_TRANSLATE_NOOP("reports", "leaving was not recorded"),
    Mark.OVERTIME: QT_TRANSLATE_NOOP("reports", "overtime"),
    Mark.UNPLANNED: QT_TRANSLATE_NOOP("reports", "not planned"),
    Mark.LEAVE: QT_TRANSLATE_NOOP("reports", "leave"),
    Mark.HOLIDAY: QT_TRANSLATE_NOOP("reports", "holiday"),
    Mark.DAY_OFF: QT_TRANSLATE_NOOP("reports", "day off"),
    Mark.CORRECTED: QT_TRANSLATE_NOOP("reports", "corrected"),
}

LEAVES = {
    LeaveKind.VACATION: QT_TRANSLATE_NOOP("reports", "vacation"),
    LeaveKind.SICK: QT_TRANSLATE_NOOP("reports", "sick"),
    LeaveKind.TRAINING: QT_TRANSLATE_NOOP("reports", "training"),
    LeaveKind.BUSINESS: QT_TRANSLATE_NOOP("reports", "on business"),
    LeaveKind.OTHER: QT_TRANSLATE_NOOP("reports", "other leave"),
    LeaveKind.UNPAID: QT_TRANSLATE_NOOP("reports", "unpaid leave"),
}

WAYS = {
    Way.IN: QT_TRANSLATE_NOOP("reports", "in"),
    Way.OUT: QT_TRANSLATE_NOOP("reports", "out"),
}

SOURCES = {
    Source.CAMERA: QT_TRANSLATE_NOOP("reports", "camera"),
    Source.KIOSK: QT_TRANSLATE_NOOP("reports", "kiosk"),
    Source.PIN: QT_TRANSLATE_NOOP("reports", "PIN"),
    Source.CODE: QT_TRANSLATE_NOOP("reports", "code"),
    Source.MANUAL: QT_TRANSLATE_NOOP("reports", "by hand"),
}

MADE = QT_TRANSLATE_NOOP("reports", "Made on {moment} ({zone})")
GROUP = QT_TRANSLATE_NOOP("reports", "Group: {group}")
TOTAL = QT_TRANSLATE_NOOP("reports", "Total")

MUSTER_TITLE = QT_TRANSLATE_NOOP("reports", "Who is inside")
MUSTER_AT = QT_TRANSLATE_NOOP("reports", "As of {moment} ({zone})")
MUSTER_COUNT = QT_TRANSLATE_NOOP("reports", "{count} people, {visitors} of them visitors")
MUSTER_NOBODY = QT_TRANSLATE_NOOP("reports", "Nobody is inside.")
MUSTER_VISITOR = QT_TRANSLATE_NOOP("reports", "visitor of {host}")
MUSTER_ALONE = QT_TRANSLATE_NOOP("reports", "visitor")
NAME = QT_TRANSLATE_NOOP("reports", "Name")
GROUPS = QT_TRANSLATE_NOOP("reports", "Groups")
SINCE = QT_TRANSLATE_NOOP("reports", "Since")
DOOR = QT_TRANSLATE_NOOP("reports", "Door")
SEEN = QT_TRANSLATE_NOOP("reports", "Met")


def untranslated(text: str) -> str:
    """Leave a text as it is, in English."""
    return text
