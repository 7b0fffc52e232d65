"""Add or change the hours rules go by."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.access import Schedule
from core.domain.calendar import Hours
from gui.context import Context
from gui.presenters.access import holidays_text, week_text
from gui.presenters.access_edit import new_schedule_id
from gui.text import translate
from gui.views.doors.week_editor import WeekEditor
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, label, titled

_WIDTH = 780
_OFFICE = ((Hours(480, 1080),),) * 5 + ((),) * 2
"""What new hours begin with."""


class ScheduleDialog(PeopleDialog):
    """`saved` and `try_asked` carry the schedule as it is put together; the dialog closes after the first."""

    saved = Signal(object)
    try_asked = Signal(object)

    def __init__(self, context: Context, schedule: Schedule | None, parent: QWidget | None = None) -> None:
        title = translate("Access", "Change the hours") if schedule else translate("Access", "Add hours")
        text = translate("Access", "Drag over a bar to paint hours in; drag from within them to paint them out.")
        ok = button(translate("Access", "&Save") if schedule else translate("Access", "&Add the hours"), "primary")
        super().__init__(context, title, text, ok, parent)
        self._start = schedule or Schedule(new_schedule_id(), "", _OFFICE)
        self.name = QLineEdit(self._start.name)
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(translate("Access", "Office hours"))
        self.name.textChanged.connect(self._changed)
        self.body.addLayout(titled(translate("Access", "&Name"), self.name))
        self.week = WeekEditor(context.theme)
        self.week.changed.connect(self._changed)
        self.body.addWidget(self.week)
        self.copy = button(translate("Access", "Tuesday to Friday like &Monday"), "link")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self.week.copy_monday)
        self.body.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.said = label("", "muted", wrap=True)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.try_out = button(translate("Access", "&Try on last week…"))
        self.try_out.setAutoDefault(False)
        self.try_out.clicked.connect(lambda: self.try_asked.emit(self.schedule()))
        self.foot.insertWidget(0, self.try_out)
        self.try_out.setVisible(schedule is not None)
        self.setMinimumWidth(_WIDTH)
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self.week.fill(self._start)
        self.name.setFocus()

    def schedule(self) -> Schedule:
        """Return the schedule as it is put together; only while every day can be read."""
        return self.week.schedule(self._start.id, self.name.text().strip())

    def _changed(self) -> None:
        valid, named = self.week.valid, bool(self.name.text().strip())
        self.ok.setEnabled(valid and named)
        self.try_out.setEnabled(valid and named)
        if not valid:
            said = translate("Access", "Write hours like 06:00–12:00, 13:00–20:00; they must not overlap.")
        elif not named:
            said = translate("Access", "Give these hours a name.")
        else:
            made = self.schedule()
            said = f"{week_text(made, translate)}; {holidays_text(made, translate)}"
        self.said.setText(said)

    def _save(self) -> None:
        self.saved.emit(self.schedule())
        self.accept()
