"""The first plan: an ordinary week for everybody."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from core.domain.work import Break
from gui.context import Context
from gui.presenters.plan import break_text, hours_text, weekdays_text
from gui.presenters.plan_edit import Week
from gui.presenters.plan_form import span
from gui.text import translate
from gui.views.attendance.fields import DayField, TimeField, stand
from gui.views.plan.dialog import PlanDialog
from gui.views.plan.weekday_boxes import WeekdayBoxes
from gui.widgets.basic import button, column, frame, label, row, titled

_WIDTH = 520
_START, _END, _PAUSE, _AFTER = 9 * 60, 17 * 60 + 30, 30, 6 * 60


class WeekDialog(PlanDialog):
    """`saved` carries the Week; the dialog closes after it. As it opens it can be saved."""

    saved = Signal(object)

    def __init__(self, context: Context, today: date, parent: QWidget | None = None) -> None:
        ok = button(translate("Plan", "&Make this week"), "primary")
        text = translate("Plan", "A shift, a week of it, and everybody follows it. All of it can be changed later.")
        super().__init__(context, translate("Plan", "An ordinary week"), text, ok, parent)
        self.start, self.end = TimeField(_START), TimeField(_END)
        self.days = WeekdayBoxes(context, range(5))
        pause = break_text(Break(_PAUSE, _AFTER), translate)
        self.pause = QCheckBox(translate("Plan", "&With an unpaid {break_time}").format(break_time=pause))
        self.pause.setChecked(True)
        self.since = DayField(today)
        self.sentence = label("", "subtitle", wrap=True)
        self._build()
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self.setMinimumWidth(_WIDTH)
        self._changed()
        ok.setFocus()

    def week(self) -> Week:
        """Return the week that is written."""
        pause = Break(_PAUSE, _AFTER) if self.pause.isChecked() else None
        name, rota = translate("Plan", "Day"), translate("Plan", "Ordinary week")
        return Week(name, rota, span(self.start.minute, self.end.minute), self.days.days, pause, self.since.day)

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        chip = frame("chip")
        column(space.m, 0, chip).addWidget(self.sentence)
        self.body.addWidget(chip)
        line = row(0, space.m)
        stand(line, titled(translate("Plan", "&From"), self.start))
        stand(line, titled(translate("Plan", "&Until"), self.end))
        stand(line, titled(translate("Plan", "First &day"), self.since))
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.days)
        self.body.addWidget(self.pause)
        self.body.addStretch(1)
        for field in (self.start, self.end):
            field.timeChanged.connect(self._changed)
        self.days.changed.connect(self._changed)
        self.since.dateChanged.connect(self._changed)

    def _changed(self) -> None:
        week = self.week()
        days = weekdays_text(week.days, translate)
        said = translate("Plan", "{days} {hours} for everybody, from {first} on")
        said = said.format(days=days, hours=hours_text(week.hours, translate), first=week.since)
        self.sentence.setText(said if week.days else translate("Plan", "Choose at least one day."))
        self.ok.setEnabled(bool(week.days))

    def _save(self) -> None:
        self.saved.emit(self.week())
        self.accept()
