"""A day of one person: explained, drawn, and set right."""

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.domain.attendance import Day, Source, Stamp, Way
from core.domain.reports import HistoryLine, LeaveLine, PersonDays
from gui.context import Context
from gui.icons import icon, pixmap
from gui.presenters.attendance import (
    clock_text,
    day_name,
    duration_text,
    explanation,
    leave_line,
    source_text,
    span_text,
    way_text,
)
from gui.presenters.attendance_history import concerns, history_text, owners_of, signature
from gui.presenters.cameras import Tone
from gui.presenters.days_timeline import day_line
from gui.text import translate
from gui.tints import tint
from gui.views.attendance.timeline import Timeline
from gui.widgets.basic import button, column, frame, icon_button, label, line, row
from gui.widgets.figure_table import FigureTable

_SIGN = 16


class DayPanel(QScrollArea):
    """`add_asked` and `leave_asked` follow their buttons; the others carry what is to be changed or taken back.

    `change_asked` and `strike_asked` carry a Stamp, `cancel_asked` a LeaveLine, `undo_asked` a HistoryLine.
    """

    add_asked = Signal()
    leave_asked = Signal()
    change_asked = Signal(object)
    strike_asked = Signal(object)
    cancel_asked = Signal(object)
    undo_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = ZoneInfo("UTC")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()

    def show_day(self, found: PersonDays, day: date) -> None:
        """Show one of a person's days."""
        self._zone = ZoneInfo(found.zone)
        shown = next(one for one in found.row.days if one.day == day)
        self.title.setText(day_name(day, translate))
        planned = ", ".join(span_text(part.start, part.end, self._zone, day) for part in shown.planned)
        self.planned.setText(
            translate("Attendance", "Planned {hours}").format(hours=planned)
            if planned
            else translate("Attendance", "Nothing planned")
        )
        self._refill(self._explained, [self._explaining(*said) for said in explanation(shown, self._zone, translate)])
        self.timeline.show_line(day_line(shown, self._zone))
        self.figures.show_rows(_figures(shown))
        self._refill(self._stamps, [self._stamp(stamp, day) for stamp in shown.stamps] or [_faint(_no_punches())])
        leaves = [one for one in found.leaves if one.leave.first <= day <= one.leave.last]
        self._refill(self._leaves, [self._leave(one) for one in leaves])
        owners = owners_of(found.row.days)
        lines = [one for one in found.history if concerns(one, day, owners, self._zone)]
        self._refill(self._history, [self._written(one) for one in lines] or [_faint(_no_history())])
        self.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        body = column(0, space.m, inner)
        body.setContentsMargins(0, 0, space.s, 0)
        self.title, self.planned = label("", "subtitle"), label("", "muted", wrap=True)
        self._explained, self._stamps, self._leaves, self._history = (column(0, space.xs) for _ in range(4))
        self.timeline, self.figures = Timeline(theme), FigureTable(theme)
        self.add = button(translate("Attendance", "&Add a punch…"), "", icon("plus", theme.tokens.colour.text_muted))
        self.grant = button(translate("Attendance", "Grant &leave…"), "", icon("leave", theme.tokens.colour.text_muted))
        self.add.clicked.connect(self.add_asked)
        self.grant.clicked.connect(self.leave_asked)
        deeds = row(0, space.s)
        deeds.addWidget(self.add, 1)
        deeds.addWidget(self.grant, 1)
        for part in (self.title, self.planned):
            body.addWidget(part)
        body.addLayout(self._explained)
        body.addWidget(self.timeline)
        body.addLayout(self._stamps)
        body.addLayout(self._leaves)
        body.addLayout(deeds)
        body.addWidget(line())
        body.addWidget(self.figures)
        body.addWidget(line())
        body.addWidget(label(translate("Attendance", "Written by hand"), "label"))
        body.addLayout(self._history)
        body.addStretch(1)
        self.setWidget(inner)

    def _refill(self, room: QVBoxLayout, parts: list[QWidget]) -> None:
        while (item := room.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for part in parts:
            room.addWidget(part)

    def _explaining(self, text: str, tone: Tone) -> QWidget:
        colour = self._context.theme.tokens.colour
        name = {Tone.GOOD: "check", Tone.BAD: "alert", Tone.WAITING: "clock"}.get(tone, "info")
        return self._signed(name, tint(colour, tone), label(text, wrap=True))[0]

    def _signed(self, sign: str, colour: str, said: QWidget) -> tuple[QWidget, QHBoxLayout]:
        made = QWidget()
        inner = row(0, self._context.theme.tokens.scale.space.s, made)
        mark = label("")
        mark.setPixmap(pixmap(sign, colour, _SIGN, self.devicePixelRatioF()))
        inner.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(said, 1)
        return made, inner

    def _stamp(self, stamp: Stamp, day: date) -> QWidget:
        colour = self._context.theme.tokens.colour
        time, way = clock_text(stamp.at, self._zone, day), way_text(stamp.way, translate)
        place = " · ".join(part for part in (source_text(stamp.source, translate), stamp.door) if part)
        made = frame("chip")
        inner = row(0, self._context.theme.tokens.scale.space.s, made)
        inner.setContentsMargins(self._context.theme.tokens.scale.space.m, 2, 2, 2)
        mark = label("")
        sign = "arrive" if stamp.way is Way.IN else "depart"
        mark.setPixmap(pixmap(sign, colour.text_muted, _SIGN, self.devicePixelRatioF()))
        where = label(place, "muted")
        where.setMinimumWidth(1)
        where.setToolTip(place)
        for part in (mark, label(f"{way} {time}", "value")):
            inner.addWidget(part)
        inner.addWidget(where, 1)
        if stamp.corrected and stamp.source is not Source.MANUAL:
            inner.addWidget(label(translate("Attendance", "by hand"), "badge"))
        named = f"{way} {time}"
        change = icon_button(
            icon("edit", colour.text_muted), translate("Attendance", "Change {punch}…").format(punch=named), 16
        )
        strike = icon_button(
            icon("trash", colour.text_muted), translate("Attendance", "Strike out {punch}…").format(punch=named), 16
        )
        change.clicked.connect(lambda: self.change_asked.emit(stamp))
        strike.clicked.connect(lambda: self.strike_asked.emit(stamp))
        inner.addWidget(change)
        inner.addWidget(strike)
        return made

    def _leave(self, found: LeaveLine) -> QWidget:
        said = label(leave_line(found.leave, translate), wrap=True)
        made, inner = self._signed("leave", self._context.theme.tokens.colour.text_muted, said)
        cancel = button(translate("Attendance", "Cancel it…"), "link")
        cancel.clicked.connect(lambda: self.cancel_asked.emit(found))
        inner.addWidget(cancel, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _written(self, found: HistoryLine) -> QWidget:
        made = QWidget()
        inner = row(0, self._context.theme.tokens.scale.space.s, made)
        said = column(0, 0)
        said.addWidget(label(history_text(found, self._zone, translate), wrap=True))
        said.addWidget(label(signature(found, self._zone, translate), "caption", wrap=True))
        inner.addLayout(said, 1)
        if found.undoable:
            undo = button(translate("Attendance", "Undo…"), "link")
            undo.clicked.connect(lambda: self.undo_asked.emit(found))
            inner.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        return made


def _figures(day: Day) -> list[tuple[str, str]]:
    """Return what a day adds up to, leaving out what it has nothing of."""
    every = (
        (translate("Attendance", "Worked"), day.worked),
        (translate("Attendance", "To be worked"), day.owed),
        (translate("Attendance", "Credited (leave, holiday)"), day.credited),
        (translate("Attendance", "Unpaid breaks"), day.breaks),
        (translate("Attendance", "Late"), day.late),
        (translate("Attendance", "Left early"), day.early),
        (translate("Attendance", "Overtime"), day.overtime),
    )
    return [(name, duration_text(minutes)) for place, (name, minutes) in enumerate(every) if minutes or place < 2]


def _no_punches() -> str:
    return translate("Attendance", "There is no punch on this day.")


def _no_history() -> str:
    return translate("Attendance", "Nothing was corrected on this day.")


def _faint(text: str) -> QWidget:
    return label(text, "muted", wrap=True)
