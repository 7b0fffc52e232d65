"""How a person looks in the list of today."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.domain.visitors import VISITORS
from gui.presenters.attendance_today import TodayLine
from gui.presenters.cameras import Tone
from gui.tables.attendance_model import LINE_ROLE, AttendanceModel
from gui.tables.painting import Brushwork
from gui.theme import Theme
from gui.tints import tint

HEIGHT = 56
_PORTRAIT, _LINE, _SIGN = 40, 20, 18
_NAME, _STATE, _SINCE = 0.34, 0.28, 0.22
"""Shares of the width; planned hours have the rest."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text with how it is written."""

    text: str
    font: QFont
    colour: str


class AttendanceDelegate(QStyledItemDelegate):
    """A line in four columns: who and their groups, the state with its sign, since when and where, what is planned."""

    def __init__(self, theme: Theme, model: AttendanceModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a line."""
        del option, index
        return QSize(480, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, TodayLine):
            return
        painter.save()
        brush = Brushwork(painter, self._theme)
        space = brush.tokens.scale.space
        rect = option.rect.adjusted(0, 1, 0, -1)
        brush.ground(rect, option.state)
        face = QRect(rect.x() + space.s, rect.y() + (rect.height() - _PORTRAIT) // 2, _PORTRAIT, _PORTRAIT)
        brush.face(face, self._model.portrait(line.row.person), line.row.name)
        left = face.right() + 1 + space.m
        self._columns(brush, line, QRect(left, face.y(), rect.right() - space.m - left, _PORTRAIT))
        painter.restore()

    def _columns(self, brush: Brushwork, line: TodayLine, room: QRect) -> None:
        kind, colour, gap = brush.tokens.scale.type, brush.tokens.colour, brush.tokens.scale.space.l
        bold, plain = self._theme.font(kind.body, kind.semibold), self._theme.font(kind.body)
        small = self._theme.font(kind.small)
        name, state, since, planned = _parts(room, gap)
        groups = " · ".join(sorted(line.row.groups - {VISITORS}))
        self._two(brush, name, Said(line.row.name, bold, colour.text), Said(groups, small, colour.text_muted))
        tone = colour.text_muted if line.tone is Tone.QUIET else tint(colour, line.tone)
        brush.sign(QRect(state.x(), state.center().y() - _SIGN // 2, _SIGN, _SIGN), line.sign, tone)
        words = state.adjusted(_SIGN + brush.tokens.scale.space.s, 0, 0, 0)
        self._two(brush, words, Said(line.state, bold, tone), Said(line.warning, small, colour.warn))
        self._two(brush, since, Said(line.since, plain, colour.text), Said(line.row.door, small, colour.text_muted))
        brush.text(planned, line.planned, plain, colour.text_muted, right=True)

    def _two(self, brush: Brushwork, room: QRect, first: Said, second: Said) -> None:
        """Write one line in the middle, or two where there is something for the second."""
        upper = room if not second.text else QRect(room.x(), room.y(), room.width(), _LINE)
        brush.text(upper, first.text, first.font, first.colour)
        if second.text:
            lower = QRect(room.x(), room.y() + _LINE, room.width(), _LINE)
            brush.text(lower, second.text, second.font, second.colour)


def _parts(room: QRect, gap: int) -> tuple[QRect, QRect, QRect, QRect]:
    """Divide the width among the four columns."""
    edges = [0, _NAME, _NAME + _STATE, _NAME + _STATE + _SINCE, 1]
    places = [room.x() + round(room.width() * edge) for edge in edges]
    first, second, third, fourth = (
        QRect(left, room.y(), right - left - gap, room.height()) for left, right in pairwise(places)
    )
    return first, second, third, fourth.adjusted(0, 0, gap, 0)
