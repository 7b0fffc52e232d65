"""Giving somebody unknown a name: as somebody new, or as somebody who is enrolled already."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from core.domain.directory import PeopleFilter, PeopleQuery, PersonRow
from core.domain.ids import PersonId
from core.domain.strangers import Stranger
from core.runtime.unknowns import Likeness, Naming
from gui.context import Context
from gui.messages import words
from gui.presenters import unknowns as told
from gui.text import translate
from gui.views.unknowns.faces import FacePair
from gui.widgets.basic import button, column, frame, label, row, titled
from gui.widgets.segments import Segments

_FOUND = 50
"""People listed for what was typed."""
_TYPING_MS = 150
_PERSON = 0x0100
_PICTURE = 96


class NameDialog(QDialog):
    """Asks about a likeness before somebody is enrolled twice. `named` carries the Naming."""

    named = Signal(object)

    def __init__(self, context: Context, stranger: Stranger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stranger = stranger
        self._likeness: Likeness | None = None
        self._settled = False
        self._checked = False
        self._busy = False
        self.setWindowTitle(translate("Unknowns", "Who is this?"))
        self.setModal(True)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(_TYPING_MS)
        self._search_timer.timeout.connect(self._search)
        self._build()
        self._check()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the name; both sides are as high as the higher needs."""
        super().showEvent(event)
        self._sides.setMinimumHeight(self._sides.sizeHint().height())
        self.name.setFocus()

    def reject(self) -> None:
        """Close, unless the name is just being kept."""
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.xl, space.l, self)
        body.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        body.addWidget(label(translate("Unknowns", "Who is this?"), "title"))
        body.addWidget(
            label(told.times(self._stranger.visits, translate) + " " + told.days(self._stranger, translate), "muted")
        )
        body.addWidget(self._build_likeness())
        self.segments = Segments((translate("Unknowns", "Somebody new"), translate("Unknowns", "Somebody enrolled")))
        self.segments.chosen.connect(self._choose_side)
        body.addWidget(self.segments)
        self._sides = QStackedWidget()
        self._sides.addWidget(self._build_new())
        self._sides.addWidget(self._build_enrolled())
        body.addWidget(self._sides, 1)
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        body.addWidget(self.error)
        body.addLayout(self._build_buttons())
        self.setMinimumWidth(520)
        self._offer()

    def _build_likeness(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        self.likeness = frame("warning-card")
        inner = row(space.l, space.l, self.likeness)
        self.pair = FacePair(self._context, _PICTURE)
        self.likeness_text = label("", "subtitle", wrap=True)
        hint = label(
            translate("Unknowns", "Enrolling somebody twice makes both harder to recognise."), "muted", wrap=True
        )
        self.same = button("")
        self.different = button(translate("Unknowns", "A &different person"))
        self.different.setCheckable(True)
        self.same.clicked.connect(self._is_same)
        self.different.clicked.connect(self._is_different)
        said = column(0, space.s)
        said.addWidget(self.likeness_text)
        said.addWidget(hint)
        said.addStretch(1)
        said.addWidget(self.same)
        said.addWidget(self.different)
        inner.addWidget(self.pair)
        inner.addLayout(said, 1)
        self.likeness.hide()
        return self.likeness

    def _build_new(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        made = QWidget()
        inner = column(0, space.m, made)
        self.name, self.external_id, self.groups = QLineEdit(), QLineEdit(), QLineEdit()
        self.groups.setPlaceholderText(translate("Unknowns", "e.g. Visitors, Suppliers"))
        for text, field in (
            (translate("Unknowns", "&Name"), self.name),
            (translate("Unknowns", "&ID (optional)"), self.external_id),
            (translate("Unknowns", "&Groups (optional, with commas)"), self.groups),
        ):
            inner.addLayout(titled(text, field))
            field.textChanged.connect(self._offer)
        inner.addStretch(1)
        return made

    def _build_enrolled(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        made = QWidget()
        inner = column(0, space.s, made)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Unknowns", "Find by name or ID"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textChanged.connect(self._search_timer.start)
        self.people = QListWidget()
        self.people.setAccessibleName(translate("Unknowns", "People enrolled"))
        self.people.setMinimumHeight(150)
        self.people.setSpacing(3)
        self.people.itemSelectionChanged.connect(self._offer)
        self.people.itemActivated.connect(self._save)
        inner.addWidget(self.search)
        inner.addWidget(self.people, 1)
        return made

    def _build_buttons(self) -> QHBoxLayout:
        inner = row(0, self._context.theme.tokens.scale.space.s)
        self.save = button("", "primary")
        self.save.setDefault(True)
        self.cancel = button(translate("Unknowns", "Cancel"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.hint = label("", "caption", wrap=True)
        inner.addWidget(self.hint, 1)
        inner.addWidget(self.cancel)
        inner.addWidget(self.save)
        return inner

    def _check(self) -> None:
        desk, stranger = self._context.station.desks.unknowns, self._stranger.id
        self._context.tasks.run(lambda: desk.likenesses(stranger), self._compared, self._failed, owner=self)

    def _compared(self, found: tuple[Likeness, ...]) -> None:
        self._checked = True
        if found:
            self._likeness = found[0]
            person = found[0].person
            self.likeness_text.setText(told.looks_like(found[0], translate))
            said = translate("Unknowns", "It &is {name}").format(name=person.name.replace("&", "&&"))
            self.same.setText(said)
            self.pair.show_pair(self._stranger.portrait_of, translate("Unknowns", "Unknown"), person.id, person.name)
            self.likeness.show()
            self.adjustSize()
        self._offer()

    def _is_same(self) -> None:
        if self._likeness is not None:
            self._name_as(self._likeness.person.id)

    def _is_different(self) -> None:
        self._settled = self.different.isChecked()
        self._offer()

    def _choose_side(self, side: int) -> None:
        self._sides.setCurrentIndex(side)
        (self.search if side else self.name).setFocus()
        if side:
            self._search()
        self._offer()

    def _search(self) -> None:
        desk, text = self._context.station.desks.people, self.search.text().strip()

        def work() -> tuple[PersonRow, ...]:
            keys = desk.find(PeopleQuery(text=text, show=PeopleFilter.ALL))
            return desk.rows(keys[:_FOUND].tolist())

        self._context.tasks.run(work, self._listed, self._failed, owner=self, topic="name-search")

    def _listed(self, found: tuple[PersonRow, ...]) -> None:
        self.people.clear()
        for line in found:
            person = line.person
            item = QListWidgetItem(f"{person.name}  ·  {person.external_id}" if person.external_id else person.name)
            item.setData(_PERSON, person.id)
            self.people.addItem(item)
        self._offer()

    def _chosen(self) -> PersonId | None:
        items = self.people.selectedItems()
        return PersonId(items[0].data(_PERSON)) if items else None

    def _offer(self) -> None:
        """Show what may be done now, and what is missing."""
        new = self._sides.currentIndex() == 0
        asked = new and self._likeness is not None and not self._settled
        ready = bool(self.name.text().strip()) and self._checked and not asked if new else self._chosen() is not None
        self.save.setText(translate("Unknowns", "&Enrol") if new else translate("Unknowns", "It is &them"))
        self.save.setEnabled(ready and not self._busy)
        self.cancel.setEnabled(not self._busy)
        for made in (self.same, self.different):
            made.setEnabled(not self._busy)
        self.hint.setText(translate("Unknowns", "First say whether it is the same person.") if asked else "")

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        chosen = self._chosen()
        if self._sides.currentIndex() == 0:
            self._enrol()
        elif chosen is not None:
            self._name_as(chosen)

    def _enrol(self) -> None:
        desk, stranger = self._context.station.desks.unknowns, self._stranger.id
        facts = told.facts_of(self.name.text(), self.external_id.text(), self.groups.text())
        other = [self._likeness.person.id] if self._likeness is not None else []
        self._run(lambda: desk.name(stranger, facts, other))

    def _name_as(self, person: PersonId) -> None:
        desk, stranger = self._context.station.desks.unknowns, self._stranger.id
        self._run(lambda: desk.name_as(stranger, person))

    def _run(self, work: Callable[[], Naming]) -> None:
        self._busy = True
        self.error.hide()
        self._offer()
        self._context.tasks.run(work, self._named, self._failed, owner=self)

    def _named(self, naming: Naming) -> None:
        self._busy = False
        self.named.emit(naming)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self.error_text.setText(words(error))
        self.error.show()
        self._offer()
