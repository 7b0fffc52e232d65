"""The list of people: find someone, take someone out."""

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QStackedWidget, QWidget

from core.domain.people import Person
from gui.context import Context
from gui.icons import icon
from gui.tables.people_delegate import PeopleDelegate
from gui.tables.people_model import PERSON_ROLE, PeopleModel
from gui.text import translate
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage


class PeoplePage(QWidget):
    """Loads anew whenever the gallery changes."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = PeopleModel(context, self)
        self._filter = QSortFilterProxyModel(self)
        self._filter.setSourceModel(self.model)
        self._filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._build()
        self.refresh()

    def refresh(self) -> None:
        """Load the people again."""
        station = self._context.station
        self._context.tasks.run(station.people, self._show, self._context.messages.failure, owner=self, topic="people")

    def selected(self) -> Person | None:
        """Return whom the operator picked."""
        person = self.list.currentIndex().data(PERSON_ROLE) if self.list.selectionModel().hasSelection() else None
        return person if isinstance(person, Person) else None

    def remove(self) -> None:
        """Take the selected person out, and offer to put them back."""
        person, station = self.selected(), self._context.station
        if person is not None:
            self._context.tasks.run(
                lambda: station.remove_person(person.id),
                lambda _: self._removed(person),
                self._context.messages.failure,
                owner=self,
            )

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self.list = self._build_list()
        card = frame("card")
        column(space.s, 0, card).addWidget(self.list)
        empty = StatePage(
            self._context.theme,
            "people",
            translate("People", "Nobody is enrolled yet"),
            translate("People", "Click an unknown face on the live page to enrol that person."),
            small=True,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(card)
        body = column(space.xl, space.l, self)
        body.addLayout(self._build_head())
        body.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        colour = self._context.theme.tokens.colour
        self.count = label("", "badge")
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("People", "Find by name or ID"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", colour.text_faint), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(260)
        self.search.textChanged.connect(self._filter.setFilterFixedString)
        self.remove_button = button(translate("People", "&Remove"), "", icon("trash", colour.text_muted))
        self.remove_button.setEnabled(False)
        self.remove_button.clicked.connect(self.remove)
        head = row(0, self._context.theme.tokens.scale.space.m)
        head.addWidget(label(translate("People", "People"), "title"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.remove_button)
        return head

    def _build_list(self) -> QListView:
        made = QListView()
        made.setModel(self._filter)
        made.setItemDelegate(PeopleDelegate(self._context.theme, self.model, made))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setAccessibleName(translate("People", "People"))
        made.selectionModel().selectionChanged.connect(self._selection_changed)
        delete = QShortcut(QKeySequence.StandardKey.Delete, made)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        return made

    def _show(self, people: tuple[Person, ...]) -> None:
        self.model.show(people)
        self.count.setText(str(len(people)))
        self._stack.setCurrentIndex(int(bool(people)))
        self._selection_changed()

    def _selection_changed(self) -> None:
        self.remove_button.setEnabled(self.selected() is not None)

    def _removed(self, person: Person) -> None:
        self._context.portraits.forget(f"person:{person.id}")
        self.refresh()
        said = translate("People", "{name} was removed and will no longer be recognised.").format(name=person.name)
        self._context.messages.done(said, lambda: self._restore(person))

    def _restore(self, person: Person) -> None:
        station = self._context.station
        self._context.tasks.run(
            lambda: station.restore_person(person.id),
            lambda _: self.refresh(),
            self._context.messages.failure,
            owner=self,
        )
