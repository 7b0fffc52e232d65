"""What stands on reports, in English and marked for translation under the context `Reports`."""

from collections.abc import Callable

from core.domain.attendance import Mark, Source, Way
from core.domain.reports import ReportKind
from core.domain.text import QT_TRANSLATE_NOOP
from core.domain.work import LeaveKind

Say = Callable[[str], str]
"""Returns a text of the context `Reports` in the user's language."""

TITLES = {
    ReportKind.DAYS: QT_TRANSLATE_NOOP("Reports", "Attendance by day"),
    ReportKind.TOTALS: QT_TRANSLATE_NOOP("Reports", "Attendance totals"),
    ReportKind.PUNCHES: QT_TRANSLATE_NOOP("Reports", "Punches"),
    ReportKind.PAYROLL: QT_TRANSLATE_NOOP("Reports", "Payroll"),
    ReportKind.ABSENCES: QT_TRANSLATE_NOOP("Reports", "Absences"),
}

MARKS = {
    Mark.PRESENT: QT_TRANSLATE_NOOP("Reports", "present"),
    Mark.OPEN: QT_TRANSLATE_NOOP("Reports", "still in"),
    Mark.PENDING: QT_TRANSLATE_NOOP("Reports", "not over yet"),
    Mark.LATE: QT_TRANSLATE_NOOP("Reports", "late"),
    Mark.EARLY: QT_TRANSLATE_NOOP("Reports", "left early"),
    Mark.ABSENT: QT_TRANSLATE_NOOP("Reports", "absent"),
    Mark.MISSING_IN: QT_TRANSLATE_NOOP("Reports", "coming was not recorded"),
    Mark.MISSING_OUT: QT_TRANSLATE_NOOP("Reports", "leaving was not recorded"),
    Mark.OVERTIME: QT_TRANSLATE_NOOP("Reports", "overtime"),
    Mark.UNPLANNED: QT_TRANSLATE_NOOP("Reports", "not planned"),
    Mark.LEAVE: QT_TRANSLATE_NOOP("Reports", "leave"),
    Mark.HOLIDAY: QT_TRANSLATE_NOOP("Reports", "holiday"),
    Mark.DAY_OFF: QT_TRANSLATE_NOOP("Reports", "day off"),
    Mark.CORRECTED: QT_TRANSLATE_NOOP("Reports", "corrected"),
}

LEAVES = {
    LeaveKind.VACATION: QT_TRANSLATE_NOOP("Reports", "vacation"),
    LeaveKind.SICK: QT_TRANSLATE_NOOP("Reports", "sick"),
    LeaveKind.TRAINING: QT_TRANSLATE_NOOP("Reports", "training"),
    LeaveKind.BUSINESS: QT_TRANSLATE_NOOP("Reports", "on business"),
    LeaveKind.OTHER: QT_TRANSLATE_NOOP("Reports", "other leave"),
    LeaveKind.UNPAID: QT_TRANSLATE_NOOP("Reports", "unpaid leave"),
}

WAYS = {
    Way.IN: QT_TRANSLATE_NOOP("Reports", "in"),
    Way.OUT: QT_TRANSLATE_NOOP("Reports", "out"),
}

SOURCES = {
    Source.CAMERA: QT_TRANSLATE_NOOP("Reports", "camera"),
    Source.KIOSK: QT_TRANSLATE_NOOP("Reports", "kiosk"),
    Source.PIN: QT_TRANSLATE_NOOP("Reports", "PIN"),
    Source.CODE: QT_TRANSLATE_NOOP("Reports", "code"),
    Source.MANUAL: QT_TRANSLATE_NOOP("Reports", "by hand"),
}

MADE = QT_TRANSLATE_NOOP("Reports", "Made on {moment} ({zone})")
GROUP = QT_TRANSLATE_NOOP("Reports", "Group: {group}")
TOTAL = QT_TRANSLATE_NOOP("Reports", "Total")

MUSTER_TITLE = QT_TRANSLATE_NOOP("Reports", "Who is inside")
MUSTER_AT = QT_TRANSLATE_NOOP("Reports", "As of {moment} ({zone})")
MUSTER_COUNT = QT_TRANSLATE_NOOP("Reports", "{count} people, {visitors} of them visitors")
MUSTER_NOBODY = QT_TRANSLATE_NOOP("Reports", "Nobody is inside.")
MUSTER_VISITOR = QT_TRANSLATE_NOOP("Reports", "visitor of {host}")
MUSTER_ALONE = QT_TRANSLATE_NOOP("Reports", "visitor")
NAME = QT_TRANSLATE_NOOP("Reports", "Name")
GROUPS = QT_TRANSLATE_NOOP("Reports", "Groups")
SINCE = QT_TRANSLATE_NOOP("Reports", "Since")
DOOR = QT_TRANSLATE_NOOP("Reports", "Door")
SEEN = QT_TRANSLATE_NOOP("Reports", "Met")


def untranslated(text: str) -> str:
    """Leave a text as it is, in English."""
    return text
