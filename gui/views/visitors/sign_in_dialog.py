"""Sign a visitor in."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.ids import PersonId
from core.domain.people import Person
from core.runtime.visitors import NewVisitor
from gui.context import Context
from gui.text import translate
from gui.views.attendance.choose_person import ChoosePersonDialog
from gui.views.attendance.fields import DayField
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, label, row, titled
from gui.widgets.segments import Segments

_LONGEST = 200
_WIDTH = 480


class UntilField(QWidget):
    """Tonight, or the night that ends a day."""

    def __init__(self, zone: tzinfo, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        today = datetime.now(zone).date()
        self.choice = Segments((translate("Visitors", "Tonight"), translate("Visitors", "Until a day")))
        self.day = DayField(today + timedelta(days=1))
        self.day.setMinimumDate(self.day.date().addDays(-1))
        self.day.setAccessibleName(translate("Visitors", "Last day"))
        self.setMinimumHeight(max(self.day.sizeHint().height(), self.choice.sizeHint().height()))
        self.day.hide()
        self.choice.chosen.connect(lambda place: self.day.setVisible(place == 1))
        line = row(0, gap, self)
        line.addWidget(self.choice)
        line.addWidget(self.day)
        line.addStretch(1)

    @property
    def until(self) -> datetime | None:
        """The end in UTC; None stands for tonight."""
        return midnight_after(self.day.day, self._zone) if self.day.isVisibleTo(self) else None


class SignInDialog(PeopleDialog):
    """`signed_in` carries the Visit."""

    signed_in = Signal(object)

    def __init__(self, context: Context, zone: tzinfo, parent: QWidget | None = None) -> None:
        ok = button(translate("Visitors", "&Sign in"), "primary")
        super().__init__(context, translate("Visitors", "Sign in a visitor"), "", ok, parent)
        self._host: Person | None = None
        space = context.theme.tokens.scale.space
        self.name, self.company, self.purpose = QLineEdit(), QLineEdit(), QLineEdit()
        for field in (self.name, self.company, self.purpose):
            field.setMaxLength(_LONGEST)
        self.name.textChanged.connect(self._check)
        self.purpose.setPlaceholderText(translate("Visitors", "Such as a meeting, a delivery, a repair"))
        self.until = UntilField(zone, space.m)
        self.body.addLayout(titled(translate("Visitors", "&Name"), self.name))
        self.body.addLayout(titled(translate("Visitors", "&Company"), self.company))
        self.body.addWidget(self._build_host())
        self.body.addLayout(titled(translate("Visitors", "&Purpose"), self.purpose))
        self.body.addLayout(titled(translate("Visitors", "Here until"), self.until))
        said = translate(
            "Visitors", "The visitor and all that is known of them are erased by themselves some time after that."
        )
        self.body.addWidget(label(said, "caption", wrap=True))
        ok.setDefault(True)
        ok.clicked.connect(self._sign_in)
        self.setMinimumWidth(_WIDTH)
        self._check()
        self.name.setFocus()

    def choose_host(self, person: Person | None) -> None:
        """Take somebody as the host, or nobody."""
        self._host = person
        self.host.setText(person.name if person is not None else translate("Visitors", "Nobody was named"))
        self.clear_host.setVisible(person is not None)

    def _build_host(self) -> QWidget:
        holder = QWidget()
        space = self.context.theme.tokens.scale.space
        self.host = label("", "value", wrap=True)
        self.find_host = button(translate("Visitors", "&Look up…"))
        self.find_host.setAutoDefault(False)
        self.find_host.clicked.connect(self._look_up)
        self.clear_host = button(translate("Visitors", "Nobody"), "quiet")
        self.clear_host.setAutoDefault(False)
        self.clear_host.clicked.connect(lambda: self.choose_host(None))
        line = row(0, space.s)
        line.addWidget(self.host, 1)
        line.addWidget(self.clear_host)
        line.addWidget(self.find_host)
        whole = column(0, space.xs, holder)
        whole.addWidget(label(translate("Visitors", "Host"), "label"))
        whole.addLayout(line)
        self.choose_host(None)
        return holder

    def _look_up(self) -> None:
        dialog = ChoosePersonDialog(self.context, self)
        dialog.chosen.connect(self.choose_host)
        dialog.open()

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.name.text().strip()) and not self.busy)

    def _sign_in(self) -> None:
        host = self._host.id if self._host is not None else None
        new = NewVisitor(self.name.text(), self.company.text(), host, self.purpose.text(), self.until.until)
        desk = self.context.station.desks.visitors
        self.work(lambda: desk.sign_in(new), self._done)

    def _done(self, visit: object) -> None:
        self.signed_in.emit(visit)
        self.accept()


class ExtendDialog(PeopleDialog):
    """Asks until when somebody stays. `extended` comes when that is written."""

    extended = Signal()

    def __init__(
        self, context: Context, person: PersonId, name: str, zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        ok = button(translate("Visitors", "&Let them stay"), "primary")
        title = translate("Visitors", "How long does {name} stay?").format(name=name)
        super().__init__(context, title, "", ok, parent)
        self._person = person
        self.until = UntilField(zone, context.theme.tokens.scale.space.m)
        self.body.addWidget(self.until)
        ok.setDefault(True)
        ok.clicked.connect(self._extend)
        self.setMinimumWidth(_WIDTH)

    def _extend(self) -> None:
        desk, person, until = self.context.station.desks.visitors, self._person, self.until.until
        self.work(lambda: desk.extend(person, until), lambda _: self._done())

    def _done(self) -> None:
        self.extended.emit()
        self.accept()


def midnight_after(day: date, zone: tzinfo) -> datetime:
    """Return when a day ends, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
