"""What days are like at the site: weekend, time zone, and when a working day begins."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.calendar import Calendar
from core.runtime.attendance.zones import zone_names
from gui.context import Context
from gui.presenters.plan import site_sentence
from gui.text import translate
from gui.views.attendance.fields import TimeField
from gui.views.plan.dialog import PlanDialog
from gui.views.plan.search_combo import SearchCombo
from gui.views.plan.weekday_boxes import WeekdayBoxes
from gui.widgets.basic import button, label, row, titled

_WIDTH = 560


class SiteDialog(PlanDialog):
    """`saved` carries a Calendar with other facts about the site; the dialog closes after it."""

    saved = Signal(object)

    def __init__(self, context: Context, calendar: Calendar, own_zone: str, parent: QWidget | None = None) -> None:
        ok = button(translate("Plan", "&Save"), "primary")
        super().__init__(context, translate("Plan", "Weekend and time zone"), "", ok, parent)
        self._own = own_zone
        self._start = calendar
        self.weekend = WeekdayBoxes(context, calendar.weekend)
        self.zone = SearchCombo(translate("Plan", "Time zone"))
        self.starts = TimeField(calendar.day_starts)
        self.said = label("", "muted", wrap=True)
        self._build()
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self.setMinimumWidth(_WIDTH)
        self._offer(())
        self.weekend.setFocus()
        context.tasks.run(zone_names, self._offer, self.failed, owner=self)

    def calendar(self) -> Calendar:
        """Return what is written; the holidays are left as they are."""
        return Calendar(self.zone.value or "", self._start.holidays, self.weekend.days, self.starts.minute)

    def _build(self) -> None:
        self.body.addLayout(titled(translate("Plan", "&Weekend: who follows no rota is off then"), self.weekend))
        self.body.addLayout(titled(translate("Plan", "&Time zone of the site"), self.zone))
        line = row()
        line.addLayout(titled(translate("Plan", "A new working day &begins at"), self.starts))
        line.addStretch(1)
        self.body.addLayout(line)
        hint = translate("Plan", "Who works without a shift and leaves before that time ends the day before.")
        self.body.addWidget(label(hint, "caption", wrap=True))
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.weekend.changed.connect(self._changed)
        self.zone.picked.connect(self._changed)
        self.starts.timeChanged.connect(self._changed)

    def _offer(self, names: tuple[str, ...]) -> None:
        own = translate("Plan", "As on this computer ({zone})").format(zone=self._own)
        known = [(name, name) for name in names]
        if self._start.zone and self._start.zone not in names:
            known.insert(0, (self._start.zone, self._start.zone))
        self.zone.offer((("", own), *known), self._start.zone)

    def _changed(self) -> None:
        known = self.zone.value is not None
        wrong = translate("Plan", "Choose a time zone from the list: type a part of its name, such as “Berlin”.")
        self.said.setText(site_sentence(self.calendar(), self._own, translate) if known else wrong)
        self.ok.setEnabled(known)

    def _save(self) -> None:
        self.saved.emit(self.calendar())
        self.accept()
