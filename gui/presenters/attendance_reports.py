"""Reports in words: kinds, periods, the columns for payroll, and what is written by itself."""

from datetime import date, timedelta
from enum import StrEnum

from core.config import ExportSettings
from core.domain.reports import Report, ReportFormat, ReportKind
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.attendance import minute_text
from gui.presenters.days import Reach, Span, span_of, stepped
from gui.presenters.text import Translate


class Period(StrEnum):
    """About which days a report is."""

    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    TODAY = "today"
    CUSTOM = "custom"


def period_span(period: Period, today: date) -> Span:
    """Return the days of a period; of CUSTOM, with which days one begins."""
    match period:
        case Period.THIS_MONTH | Period.CUSTOM:
            return span_of(Reach.MONTH, today)
        case Period.LAST_MONTH:
            return span_of(Reach.MONTH, stepped(Reach.MONTH, today, -1))
        case Period.THIS_WEEK:
            return span_of(Reach.WEEK, today)
        case Period.LAST_WEEK:
            return span_of(Reach.WEEK, today - timedelta(7))
        case Period.TODAY:
            return Span(today, today)


def period_text(period: Period, translate: Translate) -> str:
    """Name a period."""
    match period:
        case Period.THIS_MONTH:
            return translate("Attendance", "This month")
        case Period.LAST_MONTH:
            return translate("Attendance", "Last month")
        case Period.THIS_WEEK:
            return translate("Attendance", "This week")
        case Period.LAST_WEEK:
            return translate("Attendance", "Last week")
        case Period.TODAY:
            return translate("Attendance", "Today")
        case Period.CUSTOM:
            return translate("Attendance", "From … to …")


def kind_text(kind: ReportKind, translate: Translate) -> str:
    """Name a kind of report."""
    match kind:
        case ReportKind.DAYS:
            return translate("Attendance", "Every day")
        case ReportKind.TOTALS:
            return translate("Attendance", "Totals by person")
        case ReportKind.PUNCHES:
            return translate("Attendance", "Punches")
        case ReportKind.PAYROLL:
            return translate("Attendance", "Payroll")
        case ReportKind.ABSENCES:
            return translate("Attendance", "Absences")


def every_text(every: str, translate: Translate) -> str:
    """Name how often something is written."""
    return {
        "day": translate("Attendance", "every day"),
        "week": translate("Attendance", "every week"),
        "month": translate("Attendance", "every month"),
    }[every]


def export_text(export: ExportSettings, translate: Translate) -> str:
    """Say what is written by itself, and when."""
    said = translate("Attendance", "{report} as {format}, {every} at {time}")
    return said.format(
        report=kind_text(ReportKind(export.report), translate), format=export.format.upper(),
        every=every_text(export.every, translate), time=minute_text(export.at),
    )  # fmt: skip


def file_name(report: Report, form: ReportFormat) -> str:
    """Return the name under which a report is offered to be saved."""
    return f"{report.kind}_{report.first.isoformat()}_{report.last.isoformat()}.{form}"


_FIELDS = {
    "name": QT_TRANSLATE_NOOP("Attendance", "Name"),
    "external_id": QT_TRANSLATE_NOOP("Attendance", "ID"),
    "person": QT_TRANSLATE_NOOP("Attendance", "Usher’s own number"),
    "groups": QT_TRANSLATE_NOOP("Attendance", "Groups"),
    "first": QT_TRANSLATE_NOOP("Attendance", "First day"),
    "last": QT_TRANSLATE_NOOP("Attendance", "Last day"),
    "days_worked": QT_TRANSLATE_NOOP("Attendance", "Days worked"),
    "days_absent": QT_TRANSLATE_NOOP("Attendance", "Days absent"),
    "days_leave": QT_TRANSLATE_NOOP("Attendance", "Days of leave"),
    "times_late": QT_TRANSLATE_NOOP("Attendance", "Times late"),
    "missing": QT_TRANSLATE_NOOP("Attendance", "Punches missing"),
    "owed": QT_TRANSLATE_NOOP("Attendance", "To be worked"),
    "worked": QT_TRANSLATE_NOOP("Attendance", "Worked"),
    "credited": QT_TRANSLATE_NOOP("Attendance", "Credited"),
    "balance": QT_TRANSLATE_NOOP("Attendance", "Balance"),
    "late": QT_TRANSLATE_NOOP("Attendance", "Late"),
    "early": QT_TRANSLATE_NOOP("Attendance", "Left early"),
    "overtime": QT_TRANSLATE_NOOP("Attendance", "Overtime"),
}


def field_text(field: str, translate: Translate) -> str:
    """Name what may stand in a payroll column; a field nobody knows by its own name."""
    for ending, unit in (
        ("_minutes", translate("Attendance", "{what} (minutes)")),
        ("_hours", translate("Attendance", "{what} (decimal hours)")),
    ):
        if field.endswith(ending) and field.removesuffix(ending) in _FIELDS:
            return unit.format(what=translate("Attendance", _FIELDS[field.removesuffix(ending)]))
    return translate("Attendance", _FIELDS[field]) if field in _FIELDS else field


DELIMITERS = (",", ";", "\t")


def delimiter_text(delimiter: str, translate: Translate) -> str:
    """Name what stands between columns."""
    return {
        ",": translate("Attendance", "Comma (,)"),
        ";": translate("Attendance", "Semicolon (;)"),
        "\t": translate("Attendance", "Tab"),
    }[delimiter]
