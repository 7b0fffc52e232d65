"""Give a rota to everybody, a group or one person."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from core.domain.ids import PersonId, RotaId
from core.domain.people import Person
from core.domain.work import Assignment
from gui.context import Context
from gui.presenters.plan import dates_text, names_of, rota_sentence, who_text
from gui.text import translate
from gui.views.attendance.fields import DayField
from gui.views.doors.person_search import PersonSearch
from gui.views.plan.dialog import PlanDialog
from gui.views.plan.part import PlanData
from gui.widgets.basic import button, column, frame, label, row, titled
from gui.widgets.segments import Segments

_WIDTH = 560
EVERYBODY, GROUP, PERSON = range(3)
"""Places of whom it may be about."""


class FollowDialog(PlanDialog):
    """`saved` carries the assignment; the dialog closes after it."""

    saved = Signal(object)

    def __init__(
        self, context: Context, data: PlanData, given: Assignment | None, parent: QWidget | None = None
    ) -> None:
        title = translate("Plan", "Change who follows") if given else translate("Plan", "Give somebody a rota")
        super().__init__(context, title, "", button(translate("Plan", "&Save"), "primary"), parent)
        self._data = data
        self._start = given or Assignment(data.plan.work.rotas[-1].id, data.today)
        self._place = PERSON if self._start.person is not None else GROUP if self._start.group else EVERYBODY
        self._person = self._start.person
        self._people: dict[PersonId, str] = dict(data.people)
        self._build()
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._save)
        self.setMinimumWidth(_WIDTH)
        self._changed()
        self.rota.setFocus()

    def assignment(self) -> Assignment:
        """Return the assignment that is written."""
        until = self.until.day + timedelta(days=1) if self.ends.isChecked() else None
        return Assignment(
            RotaId(self.rota.currentData()),
            self.since.day,
            until,
            self._person if self._place == PERSON else None,
            str(self.group.currentData() or "") if self._place == GROUP else "",
        )

    def choose(self, place: int) -> None:
        """Make it about everybody, a group or one person."""
        self._place = place
        self._changed()
        if place == PERSON and self._person is None:
            self.search.setFocus()

    def take_person(self, person: Person) -> None:
        """Make it about this person."""
        self._person = person.id
        self._people[person.id] = person.name
        self._changed()

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        chip = frame("chip")
        self.sentence = label("", "subtitle", wrap=True)
        self.days = label("", "muted", wrap=True)
        inside = column(space.m, space.xs, chip)
        inside.addWidget(self.sentence)
        inside.addWidget(self.days)
        self.body.addWidget(chip)
        self.who = Segments(
            (translate("Plan", "Everybody"), translate("Plan", "A group"), translate("Plan", "One person"))
        )
        self.who.buttons[self._place].setChecked(True)
        self.who.chosen.connect(self.choose)
        self.body.addWidget(self.who)
        self._build_whom()
        self.rota = QComboBox()
        for each in self._data.plan.work.rotas:
            self.rota.addItem(each.name, each.id)
        self.rota.setCurrentIndex(max(0, self.rota.findData(self._start.rota)))
        self.rota.currentIndexChanged.connect(self._changed)
        self.body.addLayout(titled(translate("Plan", "&Rota"), self.rota))
        self._build_dates()
        self.wrong = label("", "error", wrap=True)
        self.body.addWidget(self.wrong)
        self.body.addStretch(1)

    def _build_whom(self) -> None:
        self.group = QComboBox()
        self.group.setAccessibleName(translate("Plan", "Group"))
        names = [group.name for group in self._data.groups]
        for name in names if self._start.group in ("", *names) else [*names, self._start.group]:
            self.group.addItem(name, name)
        self.group.setCurrentIndex(max(0, self.group.findData(self._start.group)))
        self.group.currentIndexChanged.connect(self._changed)
        self.search = PersonSearch(self.context)
        self.search.chosen.connect(self.take_person)
        everybody = label(
            translate("Plan", "Everybody for whom nothing else is said, also those enrolled later."), "muted", wrap=True
        )
        self._whom = (everybody, self.group, self.search)
        for widget in self._whom:
            self.body.addWidget(widget)

    def _build_dates(self) -> None:
        start, line = self._start, row(0, self.context.theme.tokens.scale.space.m)
        last = (
            start.until - timedelta(days=1) if start.until is not None else self._data.today.replace(month=12, day=31)
        )
        self.since, self.until = DayField(start.since), DayField(last)
        self.ends = QCheckBox(translate("Plan", "&Last day"))
        self.ends.setChecked(start.until is not None)
        self.until.setAccessibleName(translate("Plan", "Last day"))
        first = titled(translate("Plan", "&First day"), self.since)
        ends = column(0, 4)
        ends.addWidget(self.ends)
        ends.addWidget(self.until)
        for field in (first, ends):
            line.addLayout(field)
            line.setAlignment(field, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.body.addLayout(line)
        for day in (self.since, self.until):
            day.dateChanged.connect(self._changed)
        self.ends.toggled.connect(self._changed)

    def _changed(self) -> None:
        for place, widget in enumerate(self._whom):
            widget.setVisible(place == self._place)
        self.until.setEnabled(self.ends.isChecked())
        made = self.assignment()
        wrong = ""
        if self._place == PERSON and self._person is None:
            wrong = translate("Plan", "Find the person first.")
        elif self._place == GROUP and not made.group:
            wrong = translate("Plan", "There are no groups yet: put people into groups on the page People.")
        elif made.until is not None and made.until <= made.since:
            wrong = translate("Plan", "The last day is before the first.")
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.ok.setEnabled(not wrong)
        self._say(made, named=self._place != PERSON or self._person is not None)

    def _say(self, made: Assignment, *, named: bool) -> None:
        rota = next(each for each in self._data.plan.work.rotas if each.id == made.rota)
        who = who_text(made, self._people, translate) if named else translate("Plan", "Somebody")
        said = translate("Plan", "{who} follows “{rota}” {dates}")
        self.sentence.setText(said.format(who=who, rota=rota.name, dates=dates_text(made, translate)))
        self.days.setText(rota_sentence(rota, names_of(self._data.plan.work), translate))

    def _save(self) -> None:
        self.saved.emit(self.assignment())
        self.accept()
