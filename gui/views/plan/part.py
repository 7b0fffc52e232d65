"""What the parts of the plan share: what they show, and how they change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from core.domain.directory import Group
from core.domain.ids import PersonId
from core.domain.ledger import Entry
from core.domain.plan import Plan
from gui.context import Context
from gui.text import translate
from gui.views.line_card import LineCard
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import column, label


@dataclass(frozen=True, slots=True)
class PlanData:
    """A plan as it is looked at. `entries` saved the last plans, newest first; `whole`: there were none before.

    `zone_known` is False where the site's zone is not among those this machine has.
    """

    plan: Plan
    today: date
    zone: tzinfo
    own_zone: str = ""
    zone_known: bool = True
    people: Mapping[PersonId, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    entries: Sequence[Entry] = ()
    whole: bool = True


class PlanPart(QWidget):
    """`buttons` stand above it while it is shown; one dialog is open at a time."""

    def __init__(self, context: Context, changes: PlanChanges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.changes = changes
        self.data: PlanData | None = None
        self.dialog: QDialog | None = None
        self.buttons: list[QPushButton] = []
        self.body: QVBoxLayout = column(0, context.theme.tokens.scale.space.m, self)

    def show_data(self, data: PlanData) -> None:
        """Show a plan."""
        self.data = data

    def open(self, dialog: QDialog) -> None:
        """Open a dialog."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def in_use(self, what: str, where: Sequence[str]) -> bool:
        """Say where something is used that was to be deleted; False where it is not."""
        if where:
            said = translate("Plan", "“{what}” is still used by {where}. Change that first.")
            self.context.messages.warning(said.format(what=what, where=", ".join(where)))
        return bool(where)

    def _closed(self) -> None:
        self.dialog = None


class TextCard(LineCard):
    """A title over a sentence and what is small beside it."""

    def __init__(self, context: Context, title: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = label(title, "subtitle", wrap=True)
        self.said = "\n".join(line for line in lines if line)
        self.words = column(0, 2)
        self.words.addWidget(self.title)
        for place, text in enumerate(filter(None, lines)):
            self.words.addWidget(label(text, "caption" if place else "", wrap=True))
        self.words.addStretch(1)
        self.line.addLayout(self.words, 1)
        self.setAccessibleName(f"{title}: {self.said}")
