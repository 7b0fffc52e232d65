"""Merge two people who are one: choose the other, see what changes, do it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.domain.directory import Change, PersonDetails, Regrouping
from core.domain.errors import BugError
from core.domain.ids import PersonId
from core.domain.people import Person
from core.runtime.directory import PeopleDesk
from gui.context import Context
from gui.icons import icon
from gui.presenters.people import merge_lines, pictures_text
from gui.text import translate
from gui.views.people.browser import PeopleBrowser
from gui.views.people.dialogs import PeopleDialog
from gui.views.people.pictures import shown_of
from gui.views.people.plate import Plate
from gui.views.people.visits import Visits
from gui.widgets.basic import button, column, label, row
from gui.widgets.state_page import StatePage

_LIST_WIDTH, _HEIGHT = 320, 540


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One of the two, with their best picture."""

    person: Person
    pictures: int
    image: QImage | None


@dataclass(frozen=True, slots=True, eq=False)
class _Preview:
    """What would happen."""

    kept: _Side
    gone: _Side
    moved: Regrouping


class MergeDialog(PeopleDialog):
    """`merged` carries the Change, who is left, and who is not."""

    merged = Signal(object, object, object)

    def __init__(self, context: Context, details: PersonDetails, parent: QWidget | None = None) -> None:
        ok = button(translate("People", "&Merge"), "primary")
        title = translate("People", "Merge two people into one")
        said = translate("People", "For somebody who was enrolled twice. Choose the other entry on the left.")
        super().__init__(context, title, said, ok, parent)
        self._first = details.facts.of(details.id, details.created)
        self._other: Person | None = None
        self._swapped = False
        self._preview: _Preview | None = None
        self._build()
        ok.setEnabled(False)
        ok.clicked.connect(self._merge)
        self.browser.model.refresh()
        self.browser.search.setFocus()

    def choose(self, other: Person | None) -> None:
        """Show what would happen with this one."""
        if other == self._other:
            return
        self._other = other
        self._load()

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        self.browser = PeopleBrowser(self.context, full=False)
        self.browser.setFixedWidth(_LIST_WIDTH)
        self.browser.roll.picked.connect(self._picked)
        self.browser.model.dataChanged.connect(self._picked)
        self.stack = QStackedWidget()
        nobody = translate("People", "The pictures and visits of both are shown here before anything is changed.")
        self._empty = StatePage(
            self.context.theme, "people", translate("People", "Choose the other entry"), nobody, small=True
        )  # fmt: skip
        preview = QWidget()
        preview.setLayout(self._build_preview())
        self.stack.addWidget(self._empty)
        self.stack.addWidget(preview)
        line = row(0, space.xl)
        line.addWidget(self.browser)
        line.addWidget(self.stack, 1)
        self.body.addLayout(line, 1)
        self.stack.setMinimumSize(440, _HEIGHT)
        self.setMinimumWidth(860)

    def _build_preview(self) -> QVBoxLayout:
        space, colour = self.context.theme.tokens.scale.space, self.context.theme.tokens.colour
        self.kept = Plate(self.context, translate("People", "Stays"))
        self.gone = Plate(self.context, translate("People", "Is taken in"))
        self.swap = button(translate("People", "S&wap"), "", icon("swap", colour.text_muted))
        self.swap.setAutoDefault(False)
        self.swap.clicked.connect(self._swap)
        pair = row(0, space.m)
        pair.addWidget(self.kept)
        pair.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignVCenter)
        pair.addWidget(self.gone)
        pair.addStretch(1)
        self.lines = label("", "", wrap=True)
        self.visits_title = label(translate("People", "The newest visits that change their name"), "label")
        self.visits = Visits(self.context, clickable=False)
        made = column(0, space.m)
        made.addLayout(pair)
        made.addWidget(self.lines)
        made.addWidget(self.visits_title)
        made.addWidget(self.visits, 1)
        made.addStretch(0)
        return made

    def _picked(self) -> None:
        line = self.browser.roll.line()
        other = line.person if line is not None else None
        self.choose(None if other is None or other.id == self._first.id else other)

    def _swap(self) -> None:
        self._swapped = not self._swapped
        self._load()

    def _load(self) -> None:
        self.ok.setEnabled(False)
        self._preview = None
        if self._other is None:
            self.stack.setCurrentIndex(0)
            return
        pair = (self._first, self._other)
        kept, gone = reversed(pair) if self._swapped else pair
        desk, blur = self.context.station.desks.people, self.context.blur_faces
        self.context.tasks.run(
            lambda: _preview(desk, kept.id, gone.id, blur=blur),
            self._loaded,
            self.failed,
            owner=self,
            topic="people-merge",
        )

    def _loaded(self, preview: _Preview) -> None:
        if self._other is None or self.busy:
            return
        self._preview = preview
        for plate, side in ((self.kept, preview.kept), (self.gone, preview.gone)):
            under = (side.person.external_id, pictures_text(side.pictures, translate))
            plate.show_person(side.person.name, " · ".join(part for part in under if part), side.image)
        lines = merge_lines(preview.moved, preview.kept.person.name, preview.gone.person.name, translate)
        self.lines.setText("\n".join(f"•  {line}" for line in lines))
        self.visits.show_visits(preview.moved.events)
        for part in (self.visits, self.visits_title):
            part.setVisible(bool(preview.moved.events))
        self.error.hide()
        self.ok.setEnabled(True)
        self.stack.setCurrentIndex(1)

    def _merge(self) -> None:
        preview, desk = self._preview, self.context.station.desks.people
        if preview is not None:
            kept, gone = preview.kept.person, preview.gone.person
            self.work(lambda: desk.merge(kept.id, gone.id), lambda change: self._merged(change, kept, gone))

    def _merged(self, change: Change, kept: Person, gone: Person) -> None:
        self.merged.emit(change, kept, gone)
        self.accept()


def _preview(desk: PeopleDesk, kept: PersonId, gone: PersonId, *, blur: bool) -> _Preview:
    moved = desk.preview_merge(kept, gone)
    if moved.other is None:
        raise BugError("a merge of one")
    return _Preview(_side(desk, moved.person, blur=blur), _side(desk, moved.other, blur=blur), moved)


def _side(desk: PeopleDesk, person: Person, *, blur: bool) -> _Side:
    templates = desk.templates(person.id)
    best = max(templates, key=lambda template: template.quality, default=None)
    return _Side(person, len(templates), shown_of(best, blur=blur).image if best is not None else None)
