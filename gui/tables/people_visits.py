"""Somebody's visits as a short list, in a profile and in what a change would move."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.events import SightingRecord
from gui.context import Context
from gui.presenters.feed import Card, local_time, of_record, review_text, spoken
from gui.presenters.text import percent
from gui.tables.feed_model import CARD_ROLE, Index
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme

VISIT_HEIGHT = 48
_PORTRAIT, _LINE = 36, 18


class VisitsModel(QAbstractListModel):
    """A few visits, newest first."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cards: tuple[Card, ...] = ()
        context.portraits.ready.connect(self._portrait_ready)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of visits."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the card of a visit, or its words for those who do not see it."""
        if not 0 <= index.row() < len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return spoken(card, datetime.now(UTC), translate)
        return None

    def show(self, records: Sequence[SightingRecord]) -> None:
        """Show these."""
        cards = tuple(of_record(record) for record in records)
        if cards != self._cards:
            self.beginResetModel()
            self._cards = cards
            self.endResetModel()

    def portrait(self, card: Card) -> QImage | None:
        """Return a visit's picture; asks for it where it is not there yet."""
        station = self._context.station
        return self._context.portraits.get(f"event:{card.event}", lambda: station.sighting_portrait(card.event))

    def _portrait_ready(self, key: str) -> None:
        for row, card in enumerate(self._cards):
            if key == f"event:{card.event}":
                where = self.index(row)
                self.dataChanged.emit(where, where)


class VisitsDelegate(QStyledItemDelegate):
    """A line: portrait, when and where, how sure, and what an operator said."""

    def __init__(self, theme: Theme, model: VisitsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a line."""
        del option, index
        return QSize(200, VISIT_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a line."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 1, 0, -1)
        state = option.state
        if state & QStyle.StateFlag.State_MouseOver or state & QStyle.StateFlag.State_Selected:
            brush.panel(rect, colour.hover, None, scale.radius.medium)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            brush.focus(rect)
        top = rect.y() + (rect.height() - _PORTRAIT) // 2
        brush.portrait(QRect(rect.x() + 6, top, _PORTRAIT, _PORTRAIT), self._model.portrait(card))
        left = rect.x() + 6 + _PORTRAIT + scale.space.m
        room = QRect(left, top, rect.right() - scale.space.s - left, _LINE)
        self._words(brush, card, room)
        painter.restore()

    def _words(self, brush: Brushwork, card: Card, room: QRect) -> None:
        kind, colour = brush.tokens.scale.type, brush.tokens.colour
        small = self._theme.font(kind.small)
        sure = translate("People", "photo or screen?") if card.spoof else percent(card.probability)
        used = brush.text(room, sure, small, colour.bad if card.spoof else colour.text_muted, right=True)
        first = room.adjusted(0, 0, -used - brush.tokens.scale.space.s, 0)
        when = local_time(card.utc, datetime.now(UTC))
        brush.text(first, when, self._theme.font(kind.small, kind.semibold), colour.text)
        second = room.translated(0, _LINE)
        said = review_text(card.review, translate)
        used = brush.text(second, said, small, colour.text_faint, right=True) if said else 0
        brush.text(second.adjusted(0, 0, -used - 8, 0), card.place, small, colour.text_muted)
