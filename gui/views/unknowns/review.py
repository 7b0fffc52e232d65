"""Visits that were not named for want of evidence, one after the other: yes, no, or later."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from core.domain.strangers import Admission, Suggestion
from gui.context import Context
from gui.icons import icon
from gui.presenters import unknowns as told
from gui.text import translate
from gui.views.unknowns.faces import FacePair
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

LOADED = 200
"""Visits loaded at a time; more come when these are done."""
_PICTURE = 200


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What is to be looked at, and how much there is in all."""

    suggestions: tuple[Suggestion, ...]
    count: int


class ReviewView(QWidget):
    """Keys: Y yes, N no, arrows to skip and go back, U to undo. `counted` tells how many visits are left."""

    counted = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.queue = told.Queue()
        self._count = 0
        self._busy = False
        self._last: Suggestion | None = None
        self._build()

    def refresh(self) -> None:
        """Load what waits now."""
        desk = self._context.station.desks.unknowns

        def work() -> _Waiting:
            return _Waiting(desk.waiting(LOADED), desk.waiting_count())

        self._context.tasks.run(work, self._loaded, self._context.messages.failure, owner=self, topic="waiting")

    def answer(self, *, yes: bool) -> None:
        """Say yes or no to the visit that is shown."""
        shown, desk = self.queue.current, self._context.station.desks.unknowns
        if shown is None or self._busy:
            return
        self._busy = True
        event, person = shown.record.id, shown.person

        def work() -> Admission | None:
            if yes:
                return desk.confirm(event, person)
            desk.refuse(event)
            return None

        self._context.tasks.run(
            work, lambda admission: self._answered(shown, admission, yes=yes), self._failed, owner=self
        )

    def skip(self, step: int = 1) -> None:
        """Go to another visit without saying anything."""
        self.queue = self.queue.moved(step)
        self._show()

    def undo(self) -> None:
        """Take the last answer back and show that visit again."""
        last, desk = self._last, self._context.station.desks.unknowns
        if last is None or self._busy:
            return
        self._busy = True
        self._context.tasks.run(
            lambda: desk.take_back(last.record.id), lambda _: self._taken_back(last), self._failed, owner=self
        )

    def _build(self) -> None:
        theme = self._context.theme
        self.card = frame("card")
        space = theme.tokens.scale.space
        body = column(space.xl, space.l, self.card)
        self.progress = label("", "badge")
        self.question = label("", "title", wrap=True)
        self.circumstances = label("", "muted", wrap=True)
        head = row(0, space.m)
        head.addWidget(self.question, 1)
        head.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignTop)
        self.pair = FacePair(self._context, _PICTURE)
        body.addLayout(head)
        body.addWidget(self.circumstances)
        body.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addLayout(self._build_answers())
        body.addWidget(label(translate("Unknowns", "Keys: Y yes, N no, arrows for later, U to undo"), "caption"))
        self.card.setMaximumWidth(620)
        holder = QWidget()
        across = row(0, 0, holder)
        across.addStretch(1)
        across.addWidget(self.card, 10, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        text = translate("Unknowns", "Visits that were almost recognised will wait here for a yes or a no.")
        self.undo_empty = button(translate("Unknowns", "&Undo last"), "quiet", icon("undo", theme.tokens.colour.accent))
        self.undo_empty.clicked.connect(self.undo)
        self.empty = StatePage(
            theme, "check", translate("Unknowns", "Nothing waits to be looked at"), text, (self.undo_empty,), small=True
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(holder)
        self._stack.setCurrentIndex(self._stack.addWidget(QWidget()))  # until it is known whether any visit waits
        column(0, 0, self).addWidget(self._stack)
        self._show()

    def _build_answers(self) -> QHBoxLayout:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        self.yes = button(translate("Unknowns", "&Yes"), "primary")
        self.no = button(translate("Unknowns", "&No"))
        self.later = button(translate("Unknowns", "&Skip"))
        self.undo_button = button(translate("Unknowns", "&Undo last"), "quiet", icon("undo", colour.accent))
        self.yes.clicked.connect(lambda: self.answer(yes=True))
        self.no.clicked.connect(lambda: self.answer(yes=False))
        self.later.clicked.connect(lambda: self.skip())
        self.undo_button.clicked.connect(self.undo)
        for key, act in (
            ("Y", self.yes.click), ("N", self.no.click), ("Right", self.later.click),
            ("Left", lambda: self.skip(-1)), ("U", self.undo),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        inner = row(0, space.s)
        for made in (self.yes, self.no, self.later):
            made.setMinimumWidth(96)
            inner.addWidget(made)
        inner.addStretch(1)
        inner.addWidget(self.undo_button)
        return inner

    def _loaded(self, found: _Waiting) -> None:
        if self._busy:
            return
        self._count = found.count
        self.queue = self.queue.renewed(found.suggestions)
        self._show()

    def _show(self) -> None:
        shown = self.queue.current
        self._stack.setCurrentIndex(int(shown is not None))
        self.undo_button.setVisible(self._last is not None)
        self.undo_empty.setVisible(self._last is not None)
        self.counted.emit(self._count)
        if shown is None:
            return
        self.question.setText(told.question(shown, translate))
        self.circumstances.setText(told.circumstances(shown, datetime.now(UTC), translate))
        self.progress.setText(told.left(self._count, translate))
        self.pair.show_pair(shown.record.id, translate("Unknowns", "Seen"), shown.person, shown.name)

    def _answered(self, shown: Suggestion, admission: Admission | None, *, yes: bool) -> None:
        self._busy = False
        self._last = shown
        self._count = max(self._count - 1, 0)
        self.queue = self.queue.without(shown.record.id)
        if yes:
            said = told.answered_yes(shown.name, admission, translate)
        else:
            said = translate("Unknowns", "Noted: this is not {name}.").format(name=shown.name)
        self._context.messages.done(said, self.undo)
        self._show()
        self._rest_focus()
        if self.queue.current is None and self._count:
            self.refresh()

    def _taken_back(self, last: Suggestion) -> None:
        self._busy = False
        self._last = None
        self._count += 1
        self.queue = told.Queue((last, *self.queue.waiting))
        self._context.messages.done(translate("Unknowns", "Taken back."))
        self._show()
        self._rest_focus()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._context.messages.failure(error)
        self.refresh()

    def _rest_focus(self) -> None:
        """Keep the keyboard here, also when the last card goes or the first comes back."""
        (self.yes if self.queue.current is not None else self.undo_empty).setFocus()
