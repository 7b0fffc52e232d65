"""Why may somebody pass a door, or not: every question the decision asks, with its answer."""

from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QDate, Qt, QTime, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from core.domain.access import Entering, Proof, Why
from core.domain.explaining import DoorLine, Explanation
from core.domain.ids import DoorId, PersonId
from core.domain.people import Person
from core.runtime.attendance.zones import zone_of
from gui.context import Context
from gui.text import translate
from gui.views.doors.answer import Answer
from gui.views.doors.person_search import PersonSearch
from gui.widgets.basic import button, column, frame, label, row, titled
from gui.widgets.segments import Segments
from gui.widgets.state_page import StatePage

_FORM_WIDTH = 340
_DAY_WIDTH, _TIME_WIDTH = 118, 84
"""All that is written in them can be read, however long the word beside them is."""
_SETTLE_MS = 120
_WAYS = (Entering.IN, Entering.OUT, Entering.UNKNOWN)


class TesterView(QWidget):
    """Answers as soon as somebody and a door are chosen. `forgive_asked` carries a person's id and name."""

    forgive_asked = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._person: PersonId | None = None
        self.explanation: Explanation | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.ask)
        self._way = Entering.IN
        self._build()
        self._set_moment(datetime.now(UTC))

    @property
    def zone(self) -> tzinfo:
        """The zone of the plan."""
        return zone_of(self._context.station.desks.planning.plan().calendar)

    @property
    def moment(self) -> datetime:
        """The date and time that are set, in the plan's zone."""
        day, time = self.day.date(), self.time.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self.zone)

    @property
    def proof(self) -> Proof:
        """What is shown at the door."""
        return Proof(self.face.isChecked(), self.pin.isChecked(), self.code.isChecked())

    def refresh(self) -> None:
        """Offer the doors there are now, and ask again."""
        doors = self._context.station.desks.doors.doors()
        if [(each.door, each.name) for each in doors] != [
            (self.door.itemData(place), self.door.itemText(place)) for place in range(self.door.count())
        ]:
            chosen = self.door.currentData()
            self.door.blockSignals(True)
            self.door.clear()
            for status in doors:
                self.door.addItem(status.name, status.door)
            self.door.setCurrentIndex(max(0, self.door.findData(chosen)) if doors else -1)
            self.door.blockSignals(False)
        self._changed()

    def choose(self, person: Person) -> None:
        """Ask about somebody."""
        self._take(person.id, person.name)

    def fill(self, line: DoorLine) -> None:
        """Ask about what happened at a door."""
        fact = line.fact
        self.refresh()
        self.door.setCurrentIndex(self.door.findData(fact.door))
        self.ways.buttons[_WAYS.index(fact.way)].setChecked(True)
        self._way = fact.way
        self.face.setChecked(fact.proof.face)
        self.pin.setChecked(fact.proof.pin)
        self.code.setChecked(fact.proof.code)
        self._set_moment(fact.at)
        if fact.person is not None:
            self._take(fact.person, line.name or translate("Doors", "Somebody"))

    def ask(self) -> None:
        """Have the decision explained."""
        person, door = self._person, self.door.currentData()
        if person is None or not door:
            self._right.setCurrentWidget(self._empty)
            return
        desk, at, proof, way = self._context.station.desks.doors, self.moment, self.proof, self._way

        def work() -> Explanation:
            explained: Explanation = desk.explain(person, DoorId(door), at, proof, way)
            return explained

        self._context.tasks.run(work, self._show, self._context.messages.failure, owner=self, topic="door-why")

    def _take(self, person: PersonId, name: str) -> None:
        self._person = person
        self.name.setText(name)
        self.who.show()
        self._changed()

    def _set_moment(self, at: datetime) -> None:
        here = at.astimezone(self.zone)
        self.day.setDate(QDate(here.year, here.month, here.day))
        self.time.setTime(QTime(here.hour, here.minute))

    def _now(self) -> None:
        self._set_moment(datetime.now(UTC))

    def _changed(self) -> None:
        self._timer.start()

    def _choose_way(self, place: int) -> None:
        self._way = _WAYS[place]
        self._changed()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        whole = row(0, space.l, self)
        whole.addWidget(self._build_form())
        title = translate("Access", "Why may somebody pass, or not?")
        text = translate(
            "Access", "Choose a person and a door; every question of the decision is shown with its answer."
        )
        self._empty = StatePage(self._context.theme, "question", title, text, small=True)
        self.answer = Answer(self._context)
        self.answer.forgive.clicked.connect(self._forgive)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.answer)
        self._area = area
        self._right = QStackedWidget()
        self._right.addWidget(self._empty)
        self._right.addWidget(area)
        whole.addWidget(self._right, 1)

    def _build_form(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        made = frame("card")
        made.setFixedWidth(_FORM_WIDTH)
        body = column(space.l, space.m, made)
        self.search = PersonSearch(self._context)
        self.search.chosen.connect(self.choose)
        body.addLayout(titled(translate("Access", "&Person"), self.search))
        self.who = frame("chip")
        self.name = label("", "value", wrap=True)
        column(space.s, 0, self.who).addWidget(self.name)
        self.who.hide()
        body.addWidget(self.who)
        self.door = QComboBox()
        self.door.currentIndexChanged.connect(self._changed)
        body.addLayout(titled(translate("Access", "&Door"), self.door))
        self.ways = Segments((translate("Access", "In"), translate("Access", "Out"), translate("Access", "Either way")))
        self.ways.chosen.connect(self._choose_way)
        body.addWidget(self.ways)
        self._build_moment(body)
        body.addWidget(label(translate("Access", "They show"), "label"))
        self.face = QCheckBox(translate("Access", "their &face"))
        self.pin = QCheckBox(translate("Access", "a P&IN"))
        self.code = QCheckBox(translate("Access", "a &QR code"))
        self.face.setChecked(True)
        shown = row(0, space.m)
        for box in (self.face, self.pin, self.code):
            box.toggled.connect(self._changed)
            shown.addWidget(box)
        shown.addStretch(1)
        body.addLayout(shown)
        body.addStretch(1)
        return made

    def _build_moment(self, body: QVBoxLayout) -> None:
        space = self._context.theme.tokens.scale.space
        self.day, self.time = QDateEdit(), QTimeEdit()
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.time.setDisplayFormat("HH:mm")
        for field, width in ((self.day, _DAY_WIDTH), (self.time, _TIME_WIDTH)):
            field.lineEdit().setTextMargins(10, 0, 0, 0)
            field.setMinimumWidth(width)
        self.day.dateChanged.connect(self._changed)
        self.time.timeChanged.connect(self._changed)
        now = button(translate("Access", "&Now"), "quiet")
        now.clicked.connect(self._now)
        when = row(0, space.s)
        when.addLayout(titled(translate("Access", "D&ay"), self.day), 3)
        when.addLayout(titled(translate("Access", "&Time"), self.time), 2)
        when.addWidget(now, 0, Qt.AlignmentFlag.AlignBottom)
        body.addLayout(when)

    def _show(self, explained: Explanation) -> None:
        self.explanation = explained
        self.name.setText(explained.name)
        self.answer.show_explanation(explained, self.zone)
        self._right.setCurrentWidget(self._area)

    def _forgive(self) -> None:
        found = self.explanation
        if found is not None and found.ruling.why in (Why.ALREADY_INSIDE, Why.NOT_INSIDE):
            self.forgive_asked.emit(found.person, found.name)
