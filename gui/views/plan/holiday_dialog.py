"""Add or change a holiday."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.domain.calendar import Holiday
from gui.context import Context
from gui.presenters.plan import weekday_text
from gui.presenters.plan_holidays import spared_text
from gui.text import translate
from gui.views.attendance.fields import DayField, stand
from gui.views.people.chips import GroupsEdit
from gui.views.plan.dialog import PlanDialog
from gui.widgets.basic import button, label, row, titled

_WIDTH = 520


class HolidayDialog(PlanDialog):
    """`saved` carries the holiday; the dialog closes after it."""

    saved = Signal(object)

    def __init__(
        self,
        context: Context,
        holiday: Holiday | None,
        day: date,
        groups: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        title = translate("Plan", "Change the holiday") if holiday else translate("Plan", "Add a holiday")
        super().__init__(context, title, "", button(translate("Plan", "&Save"), "primary"), parent)
        start = holiday or Holiday(day, "")
        self.day = DayField(start.day)
        self.name = QLineEdit(start.name)
        self.name.setMaxLength(100)
        self.name.setPlaceholderText(translate("Plan", "Founders’ day"))
        self.everybody = QCheckBox(translate("Plan", "&Everybody has the day off"))
        self.everybody.setChecked(not start.groups)
        self.groups = GroupsEdit(context, groups)
        self.groups.fill(sorted(start.groups))
        self.said = label("", "muted", wrap=True)
        self._build()
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._save)
        self.setMinimumWidth(_WIDTH)
        self._changed()
        self.name.setFocus()

    def holiday(self) -> Holiday:
        """Return the holiday that is written."""
        groups = frozenset() if self.everybody.isChecked() else frozenset(self.groups.groups)
        return Holiday(self.day.day, self.name.text().strip(), groups)

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        line = row(0, space.m)
        stand(line, titled(translate("Plan", "&Day"), self.day))
        line.addLayout(titled(translate("Plan", "&Name"), self.name), 1)
        self.body.addLayout(line)
        self.body.addWidget(self.everybody)
        self.spared = QWidget()
        inner = titled(translate("Plan", "Only these &groups have the day off"), self.groups)
        self.spared.setLayout(inner)
        self.body.addWidget(self.spared)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.day.dateChanged.connect(self._changed)
        self.name.textChanged.connect(self._changed)
        self.everybody.toggled.connect(self._changed)
        self.groups.changed.connect(self._changed)

    def _changed(self) -> None:
        made, everybody = self.holiday(), self.everybody.isChecked()
        self.spared.setVisible(not everybody)
        whom = everybody or bool(made.groups)
        if not made.name:
            said = translate("Plan", "Give the day a name.")
        elif not whom:
            said = translate("Plan", "Name at least one group.")
        else:
            day = f"{weekday_text(made.day.weekday(), translate)} {made.day.isoformat()}"
            said = f"{day}: {spared_text(made, translate)}"
        self.said.setText(said)
        self.ok.setEnabled(bool(made.name) and whom)

    def _save(self) -> None:
        self.saved.emit(self.holiday())
        self.accept()
