"""The visitors' book: who is here, who was, and until when that is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from core.domain.ids import PersonId
from core.domain.people import Person
from core.domain.visitors import Visit
from core.runtime.desks import Desks
from gui.context import Context
from gui.icons import icon
from gui.presenters.visitors import Standing, VisitLine, count_text, finds, line_of
from gui.tables.visitors_model import VisitorsModel, VisitorsTable
from gui.text import translate
from gui.views.pages import PageView
from gui.views.visitors.badge_dialog import BadgeDialog
from gui.views.visitors.erase_dialog import EraseVisitorDialog
from gui.views.visitors.sign_in_dialog import ExtendDialog, SignInDialog
from gui.widgets.basic import button, column, label, row
from gui.widgets.state_page import StatePage

_EMPTY, _BOOK, _WAITING = range(3)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the page shows."""

    visits: tuple[Visit, ...]
    names: Mapping[PersonId, str]
    zone: ZoneInfo


class VisitorsPage(PageView):
    """Loads when it is shown. `pictures_asked` carries the Person who is to get pictures."""

    pictures_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = ZoneInfo("UTC")
        self._lines: list[VisitLine] = []
        self._dialog: QDialog | None = None
        self._build()
        self._connect()

    @property
    def dialog(self) -> QDialog | None:
        """The dialog opened last."""
        return self._dialog

    def showEvent(self, event: QShowEvent) -> None:
        """Read the book again: time has gone by."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the book, if anybody looks."""
        if self.isVisible():
            desks = self._context.station.desks
            self._context.tasks.run(
                lambda: _read(desks), self._show, self._context.messages.failure, owner=self, topic="visitors"
            )

    def take_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def selected(self) -> VisitLine | None:
        """Return the visit that is selected."""
        return self.table.line()

    def sign_in(self) -> None:
        """Ask who comes."""
        dialog = SignInDialog(self._context, self._zone, self.window())
        dialog.signed_in.connect(self._signed_in)
        self._open(dialog)

    def badge(self, visit: Visit, *, new: bool = False) -> None:
        """Show and print a badge."""
        host = next((line.host for line in self._lines if line.visit.person == visit.person), "")
        if visit.host is not None and not host:
            self._context.tasks.run(
                lambda: _names(self._context.station.desks, (visit,)),
                lambda names: self._open_badge(visit, names.get(visit.host or PersonId(""), ""), new=new),
                self._context.messages.failure, owner=self,
            )  # fmt: skip
        else:
            self._open_badge(visit, host, new=new)

    def _open_badge(self, visit: Visit, host: str, *, new: bool) -> None:
        dialog = BadgeDialog(self._context, visit, host, self._zone, new=new, parent=self.window())
        dialog.pictures_asked.connect(lambda: self._ask_pictures(visit))
        self._open(dialog)

    def _build(self) -> None:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        self.sign_in_button = button(translate("Visitors", "&Sign in…"), "primary", icon("plus", colour.on_accent))
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Visitors", "Search"))
        self.search.setAccessibleName(translate("Visitors", "Search the visitors"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(280)
        self.count = label("", "muted")
        head = row(0, space.m)
        head.addWidget(label(translate("Visitors", "Visitors"), "display"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.sign_in_button)
        self.model = VisitorsModel(self._context.theme, self)
        self.table = VisitorsTable(self.model)
        book = QWidget()
        whole = column(0, space.m, book)
        whole.addLayout(self._build_deeds())
        whole.addWidget(self.table, 1)
        self.first = button(translate("Visitors", "S&ign in the first"), "primary", icon("plus", colour.on_accent))
        text = translate(
            "Visitors",
            "Whoever comes for a day is signed in here: with a host, a badge and an end. "
            "They are found until then, and erased by themselves afterwards.",
        )
        empty = StatePage(
            self._context.theme, "visitor", translate("Visitors", "No visitors"), text, (self.first,), small=True
        )
        self.pages = QStackedWidget()
        for page in (empty, book, QWidget()):
            self.pages.addWidget(page)
        self.pages.setCurrentIndex(_WAITING)
        body = column(space.xl, space.l, self)
        body.addLayout(head)
        body.addWidget(self.pages, 1)

    def _build_deeds(self) -> QHBoxLayout:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        self.badge_button = button(translate("Visitors", "&Badge…"), "", icon("print", colour.text))
        self.pictures_button = button(translate("Visitors", "Add &pictures…"), "", icon("plus", colour.text))
        self.out_button = button(translate("Visitors", "Sign &out"), "", icon("depart", colour.text))
        self.extend_button = button(translate("Visitors", "E&xtend…"), "", icon("clock", colour.text))
        self.erase_button = button(translate("Visitors", "&Erase now…"), "danger")
        line: QHBoxLayout = row(0, space.s)
        for made in (self.badge_button, self.pictures_button, self.out_button, self.extend_button):
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(self.erase_button)
        return line

    def _connect(self) -> None:
        for made in (self.sign_in_button, self.first):
            made.clicked.connect(self.sign_in)
        self.search.textChanged.connect(self._sieve)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated.connect(self._badge_of_selected)
        self.badge_button.clicked.connect(self._badge_of_selected)
        self.pictures_button.clicked.connect(lambda: self._with_selected(self._ask_pictures))
        self.out_button.clicked.connect(lambda: self._with_selected(self._sign_out))
        self.extend_button.clicked.connect(lambda: self._with_selected(self._extend))
        self.erase_button.clicked.connect(lambda: self._with_selected(self._erase))
        for keys, act in (
            (QKeySequence.StandardKey.New, self.sign_in),
            (QKeySequence.StandardKey.Find, self.take_focus),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._selected()

    def _show(self, book: Book) -> None:
        now = datetime.now(UTC)
        self._zone = book.zone
        self._lines = [line_of(visit, book.names, now, book.zone, translate) for visit in book.visits]
        self.count.setText(count_text(self._lines, translate) if self._lines else "")
        self.pages.setCurrentIndex(_BOOK if self._lines else _EMPTY)
        self.search.setVisible(bool(self._lines))
        self._sieve()

    def _sieve(self) -> None:
        chosen = self.selected()
        text = self.search.text().strip()
        self.model.show_lines([line for line in self._lines if not text or finds(line, text)])
        self.table.choose(chosen.visit.person if chosen is not None else None)
        self._selected()

    def _selected(self, *_: QItemSelection) -> None:
        line = self.selected()
        for made in (self.badge_button, self.pictures_button, self.extend_button, self.erase_button):
            made.setEnabled(line is not None)
        self.out_button.setEnabled(line is not None and line.standing is not Standing.LEFT)
        here = line is not None and line.standing is Standing.IN
        self.badge_button.setEnabled(here)
        self.pictures_button.setEnabled(here)

    def _with_selected(self, act: Callable[[Visit], None]) -> None:
        line = self.selected()
        if line is not None:
            act(line.visit)

    def _badge_of_selected(self) -> None:
        line = self.selected()
        if line is not None and line.standing is Standing.IN:
            self.badge(line.visit)

    def _signed_in(self, visit: Visit) -> None:
        self.refresh()
        self.badge(visit, new=True)

    def _ask_pictures(self, visit: Visit) -> None:
        self.pictures_asked.emit(Person(visit.person, visit.name, "", visit.arrived))

    def _sign_out(self, visit: Visit) -> None:
        desk = self._context.station.desks.visitors
        said = translate("Visitors", "{name} has left.").format(name=visit.name)

        def back() -> None:
            self._context.tasks.run(
                lambda: desk.extend(visit.person, visit.until), lambda _: self.refresh(),
                self._context.messages.failure, owner=self,
            )  # fmt: skip

        def done(_: None) -> None:
            self._context.messages.done(said, back)
            self.refresh()

        self._context.tasks.run(
            lambda: desk.sign_out(visit.person), done, self._context.messages.failure, owner=self
        )  # fmt: skip

    def _extend(self, visit: Visit) -> None:
        dialog = ExtendDialog(self._context, visit.person, visit.name, self._zone, self.window())
        dialog.extended.connect(self.refresh)
        self._open(dialog)

    def _erase(self, visit: Visit) -> None:
        dialog = EraseVisitorDialog(self._context, visit, self.window())
        said = translate("Visitors", "{name} is erased.").format(name=visit.name)
        dialog.erased.connect(lambda: self._context.messages.done(said))
        dialog.erased.connect(self.refresh)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(lambda: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None


def _read(desks: Desks) -> Book:
    visits = desks.visitors.visits()
    return Book(visits, _names(desks, visits), desks.attendance.zone())


def _names(desks: Desks, visits: tuple[Visit, ...]) -> Mapping[PersonId, str]:
    """Return what the hosts are called, as far as they are still enrolled."""
    found = ((host, desks.people.details(host)) for host in {visit.host for visit in visits if visit.host is not None})
    return {host: details.facts.name for host, details in found if details is not None}
