"""What an operator may set about attendance."""

from typing import Annotated, Literal

import msgspec


class ExportSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report written into `folder` by itself: `every` day, week or month, about the one that has just ended.

    The folder is not made: where a drive is missing the report waits for it. It is due `at` this minute of the day; one
    that was missed is made up for at the next start.
    """

    folder: str
    report: Literal["days", "totals", "punches", "payroll"] = "totals"
    format: Literal["csv", "xlsx", "pdf"] = "xlsx"
    every: Literal["day", "week", "month"] = "month"
    at: Annotated[int, msgspec.Meta(ge=0, lt=1440)] = 300


class PayrollColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of the file for the payroll program: its `header`, and which `field` of a report stands in it."""

    header: str
    field: str


class AttendanceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A visit ends once somebody was not seen for `away_s`; within one visit they punch once.

    A camera with a direction has visits of its own; those that take turns, and the kiosk, share them.

    Visitors, and all that is known of them, are erased `visitors_kept_days` after the day they were there for.
    """

    away_s: Annotated[float, msgspec.Meta(ge=5, le=3600)] = 60.0
    visitors_kept_days: Annotated[int, msgspec.Meta(ge=0, le=3650)] = 1
    exports: tuple[ExportSettings, ...] = ()
    payroll: tuple[PayrollColumn, ...] = ()
    payroll_delimiter: Literal[",", ";", "\t"] = ";"
