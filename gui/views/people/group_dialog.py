"""Choose a group for several people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from core.domain.directory import Group
from gui.context import Context
from gui.presenters.people import people_text
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, titled


class GroupDialog(PeopleDialog):
    """`chosen` carries the name of a group there is, or of a new one."""

    chosen = Signal(str)

    def __init__(self, context: Context, people: int, parent: QWidget | None = None) -> None:
        ok = button(translate("People", "&Add"), "primary")
        title = translate("People", "Add {people} to a group").format(people=people_text(people, translate))
        super().__init__(context, title, "", ok, parent)
        self.field = QLineEdit()
        self.field.setMaxLength(100)
        self.field.setPlaceholderText(translate("People", "Department, class or family"))
        self.field.textChanged.connect(lambda text: ok.setEnabled(bool(text.strip())))
        self.body.addLayout(titled(translate("People", "&Group"), self.field))
        ok.setEnabled(False)
        ok.setDefault(True)
        ok.clicked.connect(self._choose)
        self.setMinimumWidth(420)
        desk = context.station.desks.people
        context.tasks.run(desk.groups, self._offer, self.failed, owner=self)

    def _offer(self, groups: tuple[Group, ...]) -> None:
        found = QCompleter([group.name for group in groups], self.field)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(found)

    def _choose(self) -> None:
        self.chosen.emit(" ".join(self.field.text().split()))
        self.accept()
