"""How somebody who came unknown looks in the list: a card with a picture."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.strangers import Stranger
from gui.presenters import unknowns as told
from gui.tables.painting import Brushwork
from gui.tables.stranger_model import STRANGER_ROLE, StrangerModel
from gui.text import translate
from gui.theme import Theme

CARD = QSize(256, 104)
_PORTRAIT, _LINE, _GAP = 72, 19, 8


class StrangerDelegate(QStyledItemDelegate):
    """A card: portrait, how often, where, and when last."""

    def __init__(self, theme: Theme, model: StrangerModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a card."""
        del option, index
        return CARD

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a card."""
        stranger = index.data(STRANGER_ROLE)
        if not isinstance(stranger, Stranger):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 0, -_GAP, -_GAP)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        fill = colour.hover if state & QStyle.StateFlag.State_MouseOver else colour.surface
        brush.panel(rect, colour.accent_soft if chosen else fill, colour.accent if chosen else colour.border, 12)
        top = rect.y() + (rect.height() - _PORTRAIT) // 2
        brush.portrait(QRect(rect.x() + scale.space.m, top, _PORTRAIT, _PORTRAIT), self._model.portrait(stranger))
        left = rect.x() + 2 * scale.space.m + _PORTRAIT
        line = QRect(left, rect.y() + (rect.height() - 4 * _LINE) // 2, rect.right() - scale.space.s - left, _LINE)
        kind, small = scale.type, self._theme.font(scale.type.small)
        now = datetime.now(UTC)
        brush.text(
            line, told.times(stranger.visits, translate), self._theme.font(kind.body, kind.semibold), colour.text
        )
        brush.text(line.translated(0, _LINE), told.days(stranger, translate), small, colour.text_muted)
        brush.text(line.translated(0, 2 * _LINE), told.where(stranger.cameras, translate), small, colour.text_muted)
        brush.text(line.translated(0, 3 * _LINE), told.last_seen(stranger, now, translate), small, colour.text_faint)
        if state & QStyle.StateFlag.State_HasFocus and not chosen:
            brush.focus(rect)
        painter.restore()
