"""Split off somebody whose pictures were mixed with another's: choose them, see what goes along, name them."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.domain.directory import Change, PersonDetails, Regrouping
from core.domain.people import PersonFacts
from gui.context import Context
from gui.presenters.people import split_line
from gui.presenters.people_form import LONGEST_ID, LONGEST_NAME
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.views.people.flow import FlowLayout
from gui.views.people.pictures import Shown, picture_card
from gui.views.people.visits import Visits
from gui.widgets.basic import button, column, label, row, titled

_SETTLED_MS = 150
"""How long nothing was clicked before visits are compared with the pictures chosen."""
_STRIP_HEIGHT = 190


class SplitDialog(PeopleDialog):
    """`done_split` carries the Change and the name of the new person."""

    done_split = Signal(object, str)

    def __init__(
        self, context: Context, details: PersonDetails, pictures: Sequence[Shown], parent: QWidget | None = None
    ) -> None:
        ok = button(translate("People", "&Split off"), "primary")
        title = translate("People", "Split somebody off {name}")
        said = translate("People", "For two people whose pictures got mixed. Choose the pictures of the other person.")
        super().__init__(context, translate("People", "Split off another person"), said, ok, parent)
        self.title.setText(title.format(name=details.facts.name[:60]))
        self._details = details
        self._moved: Regrouping | None = None
        self.cards = [picture_card(context, shown, choice=True) for shown in pictures]
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self._load)
        for card in self.cards:
            card.toggled.connect(self._chosen)
        ok.setDefault(True)
        ok.clicked.connect(self._split)
        self._offer()
        self.name.setFocus()

    @property
    def templates(self) -> tuple[int, ...]:
        """The pictures chosen."""
        return tuple(card.shown.template.id for card in self.cards if card.isChecked())

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        inner = QWidget()
        flow = FlowLayout(space.s, inner)
        flow.fill(self.cards)
        area = self.scrolled(inner)
        area.setMinimumHeight(_STRIP_HEIGHT)
        self.body.addWidget(area, 3)
        self.body.addLayout(self._build_name())
        self.hint = label("", "muted", wrap=True)
        self.visits = Visits(self.context, clickable=False)
        self.visits.hide()
        self.body.addWidget(self.hint)
        self.body.addWidget(self.visits, 2)
        self.setMinimumWidth(680)

    def _build_name(self) -> QVBoxLayout:
        self.name, self.external_id = QLineEdit(), QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.external_id.setMaxLength(LONGEST_ID)
        self.external_id.setPlaceholderText(translate("People", "Badge or staff number, optional"))
        self.name.textChanged.connect(self._offer)
        line = row(0, self.context.theme.tokens.scale.space.m)
        line.addLayout(titled(translate("People", "&Name of the new person"), self.name), 3)
        line.addLayout(titled(translate("People", "&ID"), self.external_id), 2)
        made = column(0, 0)
        made.addLayout(line)
        return made

    def _chosen(self) -> None:
        self._moved = None
        self._offer()
        self._timer.start()

    def _load(self) -> None:
        chosen, person = self.templates, self._details.id
        if not 0 < len(chosen) < len(self.cards):
            self.visits.hide()
            return
        desk = self.context.station.desks.people
        self.context.tasks.run(
            lambda: desk.preview_split(person, chosen), self._loaded, self.failed, owner=self, topic="people-split"
        )

    def _loaded(self, moved: Regrouping) -> None:
        if self.busy or set(moved.templates) != set(self.templates):
            return
        self._moved = moved
        self.visits.show_visits(moved.events)
        self.visits.setVisible(bool(moved.events))
        self._offer()

    def _offer(self) -> None:
        """Say what is missing, or what would happen."""
        chosen = len(self.templates)
        if not chosen:
            said = translate("People", "No picture is chosen yet.")
        elif chosen == len(self.cards):
            said = translate("People", "At least one picture must stay. Or change the name, if all are somebody else.")
        elif self._moved is None:
            said = translate("People", "Comparing the visits…")
        else:
            said = split_line(self._moved, translate)
        self.hint.setText(said)
        self.ok.setEnabled(self._moved is not None and bool(self.name.text().strip()) and not self.busy)

    def _split(self) -> None:
        moved, desk, person = self._moved, self.context.station.desks.people, self._details.id
        if moved is None:
            return
        facts = PersonFacts(self.name.text().strip(), self.external_id.text().strip())
        self.work(lambda: desk.split(person, moved.templates, moved.event_ids, facts), self._split_off)

    def _split_off(self, change: Change) -> None:
        self.done_split.emit(change, self.name.text().strip())
        self.accept()
