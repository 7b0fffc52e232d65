"""Asking on behalf of somebody, for a punch or a leave; somebody else grants it or not."""

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from core.domain.ledger import Request
from core.domain.people import Person
from gui.context import Context
from gui.presenters.people import shortened
from gui.text import translate
from gui.views.attendance.choose_person import ChoosePersonDialog
from gui.views.attendance.dialogs import LeaveForm, PunchForm, ReasonDialog, Write
from gui.widgets.basic import button, column, label, row, titled
from gui.widgets.segments import Segments

_PUNCH = 1


class AskDialog(ReasonDialog):
    """`written` carries the id of the request."""

    def __init__(self, context: Context, day: date, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        self.person: Person | None = None
        self.away, self.punch = LeaveForm(day), PunchForm(day, zone)
        self.chooser: ChoosePersonDialog | None = None
        ok = button(translate("Attendance", "&Ask"), "primary")
        said = translate("Attendance", "It counts for nothing until it is granted.")
        super().__init__(context, translate("Attendance", "Ask on behalf of somebody"), said, ok, None, parent)

    def fill(self) -> None:
        """Put who asks for what above the reason."""
        self.choose = button(translate("Attendance", "&Choose somebody…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.author = QLineEdit()
        self.author.setMaxLength(100)
        self.author.textChanged.connect(self.check)
        who = row(0, 12)
        who.addLayout(titled(translate("Attendance", "For whom"), self.choose), 1)
        who.addLayout(titled(translate("Attendance", "Who as&ks"), self.author), 1)
        self.kind = Segments((translate("Attendance", "Leave"), translate("Attendance", "Punch")))
        self.kind.chosen.connect(self._turned)
        leave, punch = QWidget(), QWidget()
        inside = column(0, 8, leave)
        inside.addWidget(self.away)
        inside.addLayout(self.away.hours)
        other = column(0, 8, punch)
        other.addWidget(self.punch)
        other.addWidget(self.punch.twice)
        self.sides = QStackedWidget()
        self.sides.addWidget(leave)
        self.sides.addWidget(punch)
        self.note = label("", "error", wrap=True)
        self.body.addLayout(who)
        self.body.addWidget(self.kind)
        self.body.addWidget(self.sides)
        self.body.addWidget(self.note)
        self.away.changed.connect(self.check)
        self.punch.changed.connect(self.check)

    def trouble(self) -> str:
        """Return what is wrong or missing, and show what is wrong."""
        said = self.punch.trouble() if self.kind_is_punch else self.away.trouble()
        self.note.setText(said)
        self.note.setVisible(bool(said))
        if self.person is None or not self.author.text().strip():
            return said or translate("Attendance", "It is not said who asks.")
        return said

    @property
    def kind_is_punch(self) -> bool:
        """Whether a punch is asked for, and no leave."""
        return self.sides.currentIndex() == _PUNCH

    def writing(self) -> Write | None:
        """Return what writes the request."""
        if self.person is None:
            return None
        desk, person, author = self.context.station.desks.attendance, self.person.id, self.author.text().strip()
        wanted = self.punch.punch(person) if self.kind_is_punch else self.away.leave(person)
        return lambda reason: desk.ask(Request(wanted), reason, author)

    def show_person(self, person: Person) -> None:
        """Ask for this person, who asks themselves unless somebody else is named."""
        if self.person is None or self.author.text() == self.person.name:
            self.author.setText(person.name)
        self.person = person
        self.choose.setText(shortened(person.name).replace("&", "&&"))
        self.check()

    def _choose(self) -> None:
        self.chooser = ChoosePersonDialog(self.context, self)
        self.chooser.chosen.connect(self.show_person)
        self.chooser.open()

    def _turned(self, place: int) -> None:
        self.sides.setCurrentIndex(place)
        self.check()
