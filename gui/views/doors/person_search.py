"""Finding somebody by typing a part of their name or ID."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.domain.directory import PeopleFilter, PeopleQuery, PersonRow
from core.domain.people import Person
from gui.context import Context
from gui.text import translate
from gui.widgets.basic import column

_FOUND = 50
_TYPING_MS = 150
_LIST_HEIGHT = 132


class PersonSearch(QWidget):
    """`chosen` carries the Person; the list is there only while somebody searches."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Access", "Find somebody by name or ID"))
        self.field.setAccessibleName(self.field.placeholderText())
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Access", "People found"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.list.setProperty("role", "found")
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self.search)
        self.field.textEdited.connect(self._timer.start)
        body = column(0, context.theme.tokens.scale.space.xs, self)
        body.addWidget(self.field)
        body.addWidget(self.list)
        self.setFocusProxy(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys and Enter reach the list from the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.list.isVisibleTo(self):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self.list.count()))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
                self._choose(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def search(self) -> None:
        """Look for what is typed."""
        desk, text = self._context.station.desks.people, self.field.text().strip()
        if not text:
            self.list.hide()
            return

        def work() -> tuple[PersonRow, ...]:
            keys = desk.find(PeopleQuery(text=text, show=PeopleFilter.ALL))
            return desk.rows(keys[:_FOUND].tolist())

        self._context.tasks.run(work, self._listed, self._context.messages.failure, owner=self, topic="person-search")

    def _listed(self, found: tuple[PersonRow, ...]) -> None:
        self.list.clear()
        for line in found:
            person = line.person
            item = QListWidgetItem(f"{person.name}  ·  {person.external_id}" if person.external_id else person.name)
            item.setData(Qt.ItemDataRole.UserRole, person)
            item.setToolTip(", ".join(sorted(person.membership.groups)))
            self.list.addItem(item)
        if not found:
            nobody = QListWidgetItem(translate("Access", "Nobody is called so."))
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nobody)
        self.list.setCurrentRow(0 if found else -1)
        self.list.setVisible(bool(self.field.text().strip()))

    def _choose(self, item: QListWidgetItem) -> None:
        person = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(person, Person):
            self.list.hide()
            self.field.clear()
            self.chosen.emit(person)
