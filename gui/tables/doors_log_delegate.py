"""A line of the door log: when, where, what, and a way to ask why."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.explaining import DoorLine
from gui.presenters.doors import can_explain, clock, line_sign, line_text
from gui.tables.doors_log_model import LINE_ROLE, DoorLogModel
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme
from gui.tints import tint

LINE_HEIGHT = 34
_SIGN, _WHEN, _WHERE = 16, 118, 170


class DoorLogDelegate(QStyledItemDelegate):
    """Draws time, door, sign and sentence in one row; refusals end with “Why?”."""

    def __init__(self, theme: Theme, model: DoorLogModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a line."""
        del option, index
        return QSize(400, LINE_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, DoorLine):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 1, -1, -1)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            brush.panel(rect, colour.accent_soft, None, scale.radius.small)
        elif state & QStyle.StateFlag.State_MouseOver:
            brush.panel(rect, colour.hover, None, scale.radius.small)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            brush.focus(rect)
        self._words(brush, line, rect.adjusted(scale.space.s, 0, -scale.space.s, 0))
        painter.restore()

    def _words(self, brush: Brushwork, line: DoorLine, room: QRect) -> None:
        kind, colour, gap = brush.tokens.scale.type, brush.tokens.colour, brush.tokens.scale.space.m
        small, body = self._theme.font(kind.small), self._theme.font(kind.body)
        when = clock(line.fact.at, self._model.zone, datetime.now(UTC))
        brush.text(QRect(room.x(), room.y(), _WHEN, room.height()), when, small, colour.text_muted)
        left = room.x() + _WHEN
        sign, tone = line_sign(line)
        place = QRect(left, room.y() + (room.height() - _SIGN) // 2, _SIGN, _SIGN)
        brush.sign(place, sign, tint(colour, tone))
        left += _SIGN + gap
        where = QRect(left, room.y(), _WHERE, room.height())
        brush.text(where, line.door_name, small, colour.text_muted)
        left += _WHERE + gap
        right = room.right()
        if can_explain(line):
            strong = self._theme.font(kind.small, kind.semibold)
            asked = translate("Doors", "Why?")
            wide = QFontMetrics(strong).horizontalAdvance(asked)
            brush.text(QRect(right - wide, room.y(), wide + 1, room.height()), asked, strong, colour.accent_text)
            right -= wide + gap
        brush.text(QRect(left, room.y(), right - left, room.height()), line_text(line, translate), body, colour.text)
