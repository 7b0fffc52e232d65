"""Groups as chips: shown, and edited by typing and by crossing out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QToolButton, QWidget

from gui.context import Context
from gui.icons import icon
from gui.text import translate
from gui.views.people.flow import FlowLayout
from gui.widgets.basic import column, frame, icon_button, label, row

_WIDEST = 220


def chip(text: str) -> QLabel:
    """Return a short text on a small surface; the whole text in its tool tip where it is long."""
    made = label(text, "badge")
    made.ensurePolished()
    shown = QFontMetrics(made.font()).elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST)
    made.setText(shown)
    made.setToolTip("" if shown == text else text)
    return made


class GroupsEdit(QWidget):
    """What is typed becomes a chip at Enter, at a comma and when the field is left."""

    changed = Signal()

    def __init__(self, context: Context, known: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._groups: list[str] = []
        space = context.theme.tokens.scale.space
        self.field = QLineEdit()
        self.field.setMaxLength(100)
        self.field.setPlaceholderText(translate("People", "Department, class or family; Enter adds it"))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._typed)
        self.offer(known)
        holder = QWidget()
        self._chips = FlowLayout(space.xs, holder)
        self._holder = holder
        body = column(0, space.s, self)
        body.addWidget(self.field)
        body.addWidget(holder)
        self.setFocusProxy(self.field)
        self._show()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups chosen, with what is still being typed."""
        typed = self._clean(self.field.text())
        return tuple(self._groups if not typed or typed in self._groups else [*self._groups, typed])

    def fill(self, groups: Sequence[str]) -> None:
        """Show these groups."""
        self._groups = list(groups)
        self._show()

    def offer(self, known: Sequence[str]) -> None:
        """Complete what is typed to one of these."""
        found = QCompleter(list(known), self.field)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: the completer writes what was chosen into the field after it has told of it.
        found.activated.connect(self._complete, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter for the group being typed, so that it does not yet save the dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.text().strip():
                self._add(self.field.text())
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._groups:
                self._drop(self._groups[-1])
                return True
        if event.type() == QEvent.Type.FocusOut and watched is self.field and self.field.text().strip():
            self._add(self.field.text())
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        if text.rstrip().endswith((",", ";", "，")):
            self._add(text.rstrip()[:-1])
        else:
            self.changed.emit()

    def _complete(self, text: str) -> None:
        self._add(text)

    def _clean(self, text: str) -> str:
        typed = " ".join(text.split())
        return next((group for group in self._groups if group.casefold() == typed.casefold()), typed)

    def _add(self, text: str) -> None:
        typed = self._clean(text)
        self.field.clear()
        if typed and typed not in self._groups:
            self._groups.append(typed)
        self._show()
        self.changed.emit()

    def _drop(self, group: str) -> None:
        self._groups.remove(group)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._chips.fill([self._removable(group) for group in self._groups])
        self._holder.setVisible(bool(self._groups))
        self._holder.updateGeometry()

    def _removable(self, group: str) -> QWidget:
        made = frame("chip")
        line = row(0, 0, made)
        line.setContentsMargins(self._context.theme.tokens.scale.space.s, 0, 0, 0)
        line.addWidget(chip(group))
        cross: QToolButton = icon_button(
            icon("close", self._context.theme.tokens.colour.text_muted),
            translate("People", "Leave {group} out").format(group=group),
            12,
        )
        cross.clicked.connect(partial(self._drop, group))
        line.addWidget(cross)
        return made
