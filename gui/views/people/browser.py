"""Finding people: a search, a group, a state, an order, and the list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QWidget

from core.domain.directory import Group, PeopleFilter, PeopleOrder, PeopleQuery
from gui.context import Context
from gui.icons import icon
from gui.presenters.people import filter_text, order_text, people_text, whole
from gui.tables.people_model import PeopleModel
from gui.text import translate
from gui.views.people.roll import PeopleRoll
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

_LIST, _NOBODY_FOUND, _NOBODY_THERE, _WAITING = range(4)


class PeopleBrowser(QWidget):
    """`full` has filters and selects several; without, it is for choosing somebody.

    `nobody` are the buttons that are offered while nobody is enrolled. `emptied` tells whether that is so; then there
    is nothing to filter either.
    """

    emptied = Signal(bool)

    def __init__(
        self,
        context: Context,
        nobody: Sequence[QPushButton] = (),
        *,
        full: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._full = full
        self.model = PeopleModel(context, self)
        self.roll = PeopleRoll(context, self.model, several=full)
        self._build(nobody)
        self.model.answered.connect(self._answered)
        self.roll.typed.connect(self._type)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Offer these groups, and keep the one chosen."""
        chosen = self.group.currentData() or ""
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem(translate("People", "All groups"), "")
        for found in groups:
            self.group.addItem(f"{found.name} ({whole(found.people)})", found.name)
        at = self.group.findData(chosen)
        self.group.setCurrentIndex(max(0, at))
        self.group.blockSignals(False)
        if at < 0:
            self._seek()

    def clear(self) -> None:
        """Show everybody again."""
        for field in (self.group, self.show_box):
            field.blockSignals(True)
            field.setCurrentIndex(0)
            field.blockSignals(False)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._seek()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search to the list with the arrows."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.roll.setFocus(Qt.FocusReason.TabFocusReason)
                self.roll.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.roll.opened.emit()
                return True
        return super().eventFilter(watched, event)

    def _build(self, nobody: Sequence[QPushButton]) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        body = column(0, space.s, self)
        self.group, self.show_box, self.order = QComboBox(), QComboBox(), QComboBox()
        self._build_filters()
        filters = row(0, space.s)
        filters.addWidget(self.group, 1)
        filters.addWidget(self.show_box, 1)
        self._above = QWidget()
        above = column(0, space.s, self._above)
        above.addWidget(self._build_search())
        above.addLayout(filters)
        above.addLayout(self._build_line())
        body.addWidget(self._above)
        card = frame("card")
        column(space.xs, 0, card).addWidget(self.roll)
        self.clear_button = button(translate("People", "&Clear the filter"))
        self.clear_button.clicked.connect(self.clear)
        nothing = StatePage(
            theme, "search", translate("People", "Nobody found"),
            translate("People", "Nobody enrolled fits what is searched for."), [self.clear_button], small=True,
        )  # fmt: skip
        said = translate("People", "Enrol somebody at a camera or from pictures, or import many people at once.")
        empty = StatePage(theme, "people", translate("People", "Nobody is enrolled yet"), said, nobody, small=True)
        self.stack = QStackedWidget()
        for page in (card, nothing, empty, QWidget()):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(_WAITING)
        body.addWidget(self.stack, 1)
        for field in (self.group, self.show_box):
            field.setVisible(self._full)
        self.order.setVisible(self._full)

    def _build_search(self) -> QLineEdit:
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("People", "Find by name or ID"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        tint = self._context.theme.tokens.colour.text_faint
        self.search.addAction(icon("search", tint), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._seek)
        self.search.installEventFilter(self)
        return self.search

    def _build_filters(self) -> None:
        self.group.addItem(translate("People", "All groups"), "")
        for show in PeopleFilter:
            self.show_box.addItem(filter_text(show, translate), show)
        for order in PeopleOrder:
            self.order.addItem(order_text(order, translate), order)
        for box, name in (
            (self.group, translate("People", "Group")),
            (self.show_box, translate("People", "Who is shown")),
            (self.order, translate("People", "Order")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(self._seek)
        self.order.setProperty("role", "flat")
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def _build_line(self) -> QHBoxLayout:
        self.count = label("", "label")
        made = row(0, self._context.theme.tokens.scale.space.s)
        made.addWidget(self.count, 1)
        made.addWidget(self.order)
        return made

    def _seek(self) -> None:
        self.model.seek(
            PeopleQuery(
                self.search.text().strip(),
                self.group.currentData() or "",
                # Qt hands back plain texts in place of the members it was given.
                PeopleFilter(self.show_box.currentData()),
                PeopleOrder(self.order.currentData()),
            )
        )

    def _type(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(text)

    def _answered(self) -> None:
        shown, count = self.model.shown, self.model.rowCount()
        everybody = PeopleQuery(order=shown.order)
        self.count.setText(people_text(count, translate))
        self.stack.setCurrentIndex(_LIST if count else _NOBODY_THERE if shown == everybody else _NOBODY_FOUND)
        empty = not count and shown == everybody
        self._above.setVisible(not empty)
        self.emptied.emit(empty)
