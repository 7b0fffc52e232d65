"""How a sighting looks in the feed."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.events import Review
from gui.presenters.feed import Card, evidence, local_time, title
from gui.presenters.text import percent
from gui.tables.feed_model import CARD_ROLE, FeedModel
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme

_HEIGHT, _GAP, _PORTRAIT, _PADDING, _LINE, _MARK = 84, 8, 60, 11, 20, 15


class FeedDelegate(QStyledItemDelegate):
    """A card: portrait, name, place and time, how sure, and an offer to enrol whom nobody knows."""

    def __init__(self, theme: Theme, model: FeedModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a card with the gap under it."""
        del option, index
        return QSize(240, _HEIGHT + _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a card."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 0, -_GAP, -_GAP)
        state = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = colour.bad if card.spoof else colour.border
        brush.panel(rect, colour.hover if hovered else colour.raised, edge, scale.radius.large)
        face = QRect(rect.x() + _PADDING, rect.y() + _PADDING, _PORTRAIT, _PORTRAIT)
        brush.portrait(face, self._model.portrait(card))
        left = face.right() + 1 + scale.space.m
        self._words(brush, card, QRect(left, rect.y() + _PADDING, rect.right() - _PADDING - left, 3 * _LINE))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            brush.focus(rect)
        painter.restore()

    def enrol_pill(self, card: Card, rect: QRect) -> QRect:
        """Return where the offer to enrol is in an item at `rect`; empty where there is none."""
        if not self._offers(card):
            return QRect()
        metrics = QFontMetrics(self._badge_font())
        wide = metrics.horizontalAdvance(translate("Feed", "Enrol")) + 14
        right = rect.right() - _GAP - _PADDING + 1
        return QRect(right - wide, rect.y() + _PADDING, wide, _LINE)

    def _offers(self, card: Card) -> bool:
        return card.live and not card.named and not card.spoof

    def _badge_font(self) -> QFont:
        kind = self._theme.tokens.scale.type
        return self._theme.font(kind.caption, kind.semibold)

    def _words(self, brush: Brushwork, card: Card, room: QRect) -> None:
        kind, colour = brush.tokens.scale.type, brush.tokens.colour
        text, fill = (colour.good, colour.good_soft) if card.named else (colour.warn, colour.warn_soft)
        badge = percent(card.probability) if card.named else translate("Feed", "Enrol") if self._offers(card) else ""
        right = room.right() + 1
        if badge:
            right = brush.pill(right, room.y() + _LINE // 2, badge, fill, text) - 6
        name = QRect(room.x(), room.y(), right - room.x(), _LINE)
        tint = colour.text if card.named else colour.bad if card.spoof else text
        wide = brush.text(name, title(card, translate), self._theme.font(kind.body, kind.semibold), tint)
        small = self._theme.font(kind.small)
        if card.times > 1:
            beside = name.adjusted(wide + 6, 0, 0, 0)
            brush.text(beside, f"×{card.times}", self._theme.font(kind.caption), colour.text_faint)
        second = room.translated(0, _LINE)
        second.setHeight(_LINE)
        taken = self._mark(brush, card, second)
        brush.text(second.adjusted(0, 0, -taken, 0), card.place, small, colour.text_muted)
        third = second.translated(0, _LINE)
        used = brush.text(third, evidence(card, translate), small, colour.text_faint, right=True)
        brush.text(
            third.adjusted(0, 0, -used - 8, 0), local_time(card.utc, datetime.now(UTC)), small, colour.text_muted
        )

    def _mark(self, brush: Brushwork, card: Card, room: QRect) -> int:
        """Draw at the right what an operator said; return the width that is used."""
        if card.review is Review.NONE:
            return 0
        colour = brush.tokens.colour
        right = card.review is Review.CONFIRMED
        place = QRect(room.right() + 1 - _MARK, room.y() + (room.height() - _MARK) // 2, _MARK, _MARK)
        brush.sign(place, "check" if right else "close", colour.good if right else colour.bad)
        return _MARK + 6
