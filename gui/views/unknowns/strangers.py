"""Everybody who came unknown, as cards, and what can be done with them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFrame, QListView, QStackedWidget, QWidget

from core.domain.ids import StrangerId
from core.domain.people import Person
from core.domain.strangers import Stranger
from core.runtime.unknowns import Joined, Naming
from gui.context import Context
from gui.tables.stranger_delegate import CARD, StrangerDelegate
from gui.tables.stranger_model import STRANGER_ROLE, StrangerModel
from gui.text import translate
from gui.views.unknowns.detail import StrangerDetail
from gui.views.unknowns.name_dialog import NameDialog
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

_DETAIL_WIDTH = 372


class StrangersView(QWidget):
    """`counted` tells how many people are listed."""

    counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = StrangerModel(context, self)
        self._joining: Stranger | None = None
        self._dialog: NameDialog | None = None
        self._build()

    @property
    def dialog(self) -> NameDialog | None:
        """The open dialog that asks for a name."""
        return self._dialog

    def refresh(self) -> None:
        """Load everybody again, after taking up who was seen since."""
        desk, ignored = self._context.station.desks.unknowns, self.ignored.isChecked()
        self._context.tasks.run(
            lambda: desk.strangers(ignored=ignored), self._show, self._context.messages.failure, owner=self,
            topic="strangers",
        )  # fmt: skip

    def selected(self) -> Stranger | None:
        """Return whom the operator picked."""
        found = self.list.currentIndex().data(STRANGER_ROLE) if self.list.selectionModel().hasSelection() else None
        return found if isinstance(found, Stranger) else None

    def name(self) -> None:
        """Ask who the selected one is."""
        stranger = self.selected()
        if stranger is None or self._dialog is not None:
            return
        dialog = NameDialog(self._context, stranger, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.named.connect(self._named)
        dialog.finished.connect(self._dialog_closed)
        self._dialog = dialog
        dialog.open()

    def ignore(self) -> None:
        """Show the selected one no more, or again; can be undone."""
        stranger = self.selected()
        if stranger is not None:
            self._ignore(stranger.id, ignored=not stranger.ignored)

    def begin_merge(self) -> None:
        """Have the next card that is chosen merged with the selected one."""
        self._joining = self.selected()
        self.merge_bar.setVisible(self._joining is not None)
        self.list.setFocus()

    def end_merge(self) -> None:
        """Merge nothing after all."""
        self._joining = None
        self.merge_bar.hide()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self.ignored = QCheckBox(translate("Unknowns", "Show those who are ignored"))
        self.ignored.toggled.connect(lambda _: self.refresh())
        self.list = self._build_list()
        self.detail = StrangerDetail(self._context)
        self.detail.setFixedWidth(_DETAIL_WIDTH)
        self.detail.naming_asked.connect(self.name)
        self.detail.ignoring_asked.connect(self.ignore)
        self.detail.merging_asked.connect(self.begin_merge)
        self.detail.same_asked.connect(self._same)
        self.detail.hide()
        left = column(0, space.s)
        left.addWidget(self._build_merge_bar())
        left.addWidget(self.list, 1)
        both = QWidget()
        across = row(0, space.l, both)
        across.addLayout(left, 1)
        across.addWidget(self.detail)
        text = translate("Unknowns", "Whoever comes without being enrolled will be listed here, with all their visits.")
        self._stack = QStackedWidget()
        self._stack.addWidget(
            StatePage(self._context.theme, "people", translate("Unknowns", "Nobody unknown was seen"), text, small=True)
        )
        self._stack.addWidget(both)
        self._stack.setCurrentIndex(self._stack.addWidget(QWidget()))  # until it is known whether there is anybody
        body = column(0, space.s, self)
        body.addWidget(self._stack, 1)
        body.addWidget(self.ignored)

    def _build_merge_bar(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        self.merge_bar = frame("warning-card")
        inner = row(0, space.m, self.merge_bar)
        inner.setContentsMargins(space.l, space.s, space.s, space.s)
        inner.addWidget(label(translate("Unknowns", "Choose the other card of the same person."), wrap=True), 1)
        cancel = button(translate("Unknowns", "Cancel"), "quiet")
        cancel.clicked.connect(self.end_merge)
        inner.addWidget(cancel)
        self.merge_bar.hide()
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.end_merge)
        return self.merge_bar

    def _build_list(self) -> QListView:
        made = QListView()
        made.setModel(self.model)
        made.setItemDelegate(StrangerDelegate(self._context.theme, self.model, made))
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMovement(QListView.Movement.Static)
        made.setUniformItemSizes(True)
        made.setGridSize(CARD)
        made.setMouseTracking(True)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.setAccessibleName(translate("Unknowns", "People who came unknown"))
        made.selectionModel().currentChanged.connect(self._selected)
        made.clicked.connect(self._picked)
        made.activated.connect(self._picked)
        for key, act in (("Delete", self.ignore), ("F2", self.name)):
            shortcut = QShortcut(QKeySequence(key), made)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        return made

    def _show(self, strangers: tuple[Stranger, ...]) -> None:
        shown = self.detail.stranger
        self.model.show(strangers)
        if not self.ignored.isChecked():
            self.counted.emit(len(strangers))
        self._stack.setCurrentIndex(int(bool(strangers)))
        row_ = self.model.row_of(shown.id) if shown is not None else -1
        if row_ < 0:
            self.end_merge()
            row_ = 0
        if strangers:
            self.list.setCurrentIndex(self.model.index(row_))
            self.detail.show_stranger(strangers[row_])
            self.detail.show()

    def _selected(self, index: QModelIndex) -> None:
        stranger = index.data(STRANGER_ROLE)
        if isinstance(stranger, Stranger) and self._joining is None:
            self.detail.show_stranger(stranger)

    def _picked(self, index: QModelIndex) -> None:
        other, kept, desk = index.data(STRANGER_ROLE), self._joining, self._context.station.desks.unknowns
        if kept is None or not isinstance(other, Stranger) or other.id == kept.id:
            return
        self.end_merge()
        self._do(lambda: desk.merge(kept.id, other.id), self._merged)

    def _merged(self, joined: Joined) -> None:
        desk = self._context.station.desks.unknowns
        said = translate("Unknowns", "The two are one person now.")
        self._context.messages.done(said, partial(self._do, lambda: desk.part(joined), self._undone))
        self._select(joined.stranger)

    def _select(self, stranger: StrangerId) -> None:
        row_ = self.model.row_of(stranger)
        if row_ >= 0:
            self.list.setCurrentIndex(self.model.index(row_))
        self.refresh()

    def _same(self, person: Person) -> None:
        stranger, desk = self.selected(), self._context.station.desks.unknowns
        if stranger is not None:
            self._do(lambda: desk.name_as(stranger.id, person.id), self._named)

    def _named(self, naming: Naming) -> None:
        desk = self._context.station.desks.unknowns
        self._context.portraits.forget(f"person:{naming.person.id}")
        said = translate("Unknowns", "These visits are {name}’s now.").format(name=naming.person.name)
        self._context.messages.done(said, partial(self._do, lambda: desk.undo(naming), self._undone))
        self.refresh()
        self._do(lambda: desk.resembling(naming.person.id), partial(self._offer_more, naming.person))

    def _offer_more(self, person: Person, more: tuple[Stranger, ...]) -> None:
        """Go to somebody who resembles who was just named: their card says so, and asks."""
        if more:
            self._select(more[0].id)
            said = translate("Unknowns", "{n} more of the cards may be {name}.")
            self._context.messages.warning(said.format(n=len(more), name=person.name))

    def _ignore(self, stranger: StrangerId, *, ignored: bool) -> None:
        desk = self._context.station.desks.unknowns
        self._do(lambda: desk.ignore(stranger, ignored=ignored), lambda _: self._ignored(stranger, ignored=ignored))

    def _ignored(self, stranger: StrangerId, *, ignored: bool) -> None:
        said = translate("Unknowns", "Ignored from now on.") if ignored else translate("Unknowns", "Shown again.")
        self._context.messages.done(said, partial(self._ignore, stranger, ignored=not ignored))
        self.refresh()

    def _undone(self, _: object) -> None:
        self.refresh()

    def _do(self, work: Callable[[], object], success: Callable[..., None]) -> None:
        self._context.tasks.run(work, success, self._context.messages.failure, owner=self)

    def _dialog_closed(self) -> None:
        self._dialog = None
