"""What is written about a person, and what their pictures and groups say of age and gender."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from core.domain.people import PersonFacts
from core.domain.reconciled import Reconciled
from gui.context import Context
from gui.presenters.people import consent_text, validity_text
from gui.presenters.people_traits import contradictions, trait_rows
from gui.text import translate
from gui.widgets.basic import column, label, row, set_role

_SOURCES = 3


class FactsCard(QFrame):
    """Dates and consent at the left, age and gender at the right, the note under both."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("role", "card")
        space = context.theme.tokens.scale.space
        halves = row(0, space.xl)
        halves.addLayout(self._build_dates(), 1)
        halves.addLayout(self._build_traits(), 1)
        self.warning = label("", "warning", wrap=True)
        self.note = label("", "", wrap=True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note_title = label(translate("People", "Note"), "label")
        body = column(space.l, space.m, self)
        body.addLayout(halves)
        body.addWidget(self.warning)
        under = column(0, 2)
        under.addWidget(self._note_title)
        under.addWidget(self.note)
        body.addLayout(under)

    def show_facts(self, facts: PersonFacts, traits: Reconciled) -> None:
        """Show somebody's."""
        self.validity.setText(validity_text(facts.membership, translate))
        self.consent.setText(consent_text(facts.consent, translate))
        set_role(self.consent, "tone", "" if facts.consent else "warn")
        rows = trait_rows(traits, translate)
        for number, cells in enumerate(self._cells):
            texts = rows[number] if number < len(rows) else ("", "", "")
            for cell, text in zip(cells, texts, strict=True):
                cell.setText(text)
                cell.setVisible(number < len(rows))
        self.warning.setText("\n".join(contradictions(traits, translate)))
        self.warning.setVisible(bool(self.warning.text()))
        self.note.setText(facts.note)
        for part in (self.note, self._note_title):
            part.setVisible(bool(facts.note))

    def _build_dates(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.validity, self.consent = label("", "value", wrap=True), label("", "value", wrap=True)
        made = column(0, space.m)
        for title, value in (
            (translate("People", "May be recognised"), self.validity),
            (translate("People", "Consent"), self.consent),
        ):
            part = column(0, 2)
            part.addWidget(label(title, "label"))
            part.addWidget(value)
            made.addLayout(part)
        made.addStretch(1)
        return made

    def _build_traits(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.xs + 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, title in enumerate((translate("People", "Age"), translate("People", "Gender")), 1):
            grid.addWidget(label(title, "label"), 0, place)
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        for number in range(_SOURCES):
            cells = (label("", "label"), label("", "value"), label("", "value"))
            for place, cell in enumerate(cells):
                grid.addWidget(cell, number + 1, place)
            self._cells.append(cells)
        made = column(0, 0)
        made.addLayout(grid)
        made.addStretch(1)
        return made

    @property
    def traits(self) -> list[tuple[str, ...]]:
        """What is written of age and gender, source by source."""
        return [tuple(cell.text() for cell in cells) for cells in self._cells if cells[0].text()]
