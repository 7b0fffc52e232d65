"""How a person looks in the list."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.people import Person
from gui.tables.painting import Brushwork
from gui.tables.people_model import PERSON_ROLE, PeopleModel
from gui.text import translate
from gui.theme import Theme

_HEIGHT, _PORTRAIT, _LINE = 68, 48, 20


class PeopleDelegate(QStyledItemDelegate):
    """A row: portrait, name, ID, and since when."""

    def __init__(self, theme: Theme, model: PeopleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a row."""
        del option, index
        return QSize(320, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        person = index.data(PERSON_ROLE)
        if not isinstance(person, Person):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 1, 0, -1)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            brush.panel(rect, colour.accent_soft, colour.accent, scale.radius.medium)
        elif state & QStyle.StateFlag.State_MouseOver:
            brush.panel(rect, colour.hover, None, scale.radius.medium)
        top = rect.y() + (rect.height() - _PORTRAIT) // 2
        brush.portrait(QRect(rect.x() + scale.space.s, top, _PORTRAIT, _PORTRAIT), self._model.portrait(person))
        left = rect.x() + scale.space.s + _PORTRAIT + scale.space.m
        kind = scale.type
        room = QRect(left, top + 4, rect.right() - scale.space.l - left, _LINE)
        since = translate("People", "since {date}").format(date=person.created.astimezone().strftime("%Y-%m-%d"))
        small = self._theme.font(kind.small)
        used = brush.text(room.translated(0, _LINE // 2), since, small, colour.text_faint, right=True)
        room.setWidth(room.width() - used - scale.space.m)
        brush.text(room, person.name, self._theme.font(kind.body, kind.semibold), colour.text)
        under = person.external_id or translate("People", "no ID")
        brush.text(room.translated(0, _LINE), under, small, colour.text_muted)
        painter.restore()
