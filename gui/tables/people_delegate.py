"""How a person looks in the list."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.domain.directory import PersonRow
from gui.presenters.cameras import Tone
from gui.presenters.people import Standing, pictures_text, seen_text, standing, standing_text, standing_tone
from gui.tables.painting import Brushwork
from gui.tables.people_model import PERSON_ROLE, PeopleModel
from gui.text import translate
from gui.theme import Theme

HEIGHT = 60
_PORTRAIT, _LINE = 44, 20


class PeopleDelegate(QStyledItemDelegate):
    """A line: portrait or initials, name, ID and pictures, standing unless valid, and when they were seen last."""

    def __init__(self, theme: Theme, model: PeopleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a line."""
        del option, index
        return QSize(240, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a line; bars where it has not come yet."""
        painter.save()
        brush = Brushwork(painter, self._theme)
        scale = brush.tokens.scale
        rect = option.rect.adjusted(0, 1, 0, -1)
        brush.ground(rect, option.state)
        top = rect.y() + (rect.height() - _PORTRAIT) // 2
        face = QRect(rect.x() + scale.space.s, top, _PORTRAIT, _PORTRAIT)
        left = face.right() + 1 + scale.space.m
        room = QRect(left, top + 2, rect.right() + 1 - scale.space.m - left, _LINE)
        line = index.data(PERSON_ROLE)
        if isinstance(line, PersonRow):
            brush.face(face, self._model.portrait(line.person.id) if line.templates else None, line.person.name)
            self._words(brush, line, room)
        else:
            self._bars(brush, face, room)
        painter.restore()

    def _words(self, brush: Brushwork, line: PersonRow, room: QRect) -> None:
        kind, colour = brush.tokens.scale.type, brush.tokens.colour
        now = datetime.now(UTC)
        right = room.right() + 1
        found = standing(line.person, now)
        if found is not Standing.VALID:
            soft = colour.hover if standing_tone(found) is Tone.QUIET else colour.warn_soft
            text = colour.text_muted if standing_tone(found) is Tone.QUIET else colour.warn
            right = brush.pill(right, room.center().y(), standing_text(found, translate), soft, text)
            right -= brush.tokens.scale.space.s
        faded = colour.text if found is Standing.VALID else colour.text_muted
        name = QRect(room.x(), room.y(), right - room.x(), room.height())
        brush.text(name, line.person.name, self._theme.font(kind.body, kind.semibold), faded)
        small, second = self._theme.font(kind.small), room.translated(0, _LINE)
        used = brush.text(
            second, seen_text(line.last_seen, now, translate), small, colour.text_faint, right=True
        )  # fmt: skip
        second.setWidth(second.width() - used - brush.tokens.scale.space.m)
        under = (line.person.external_id, *(() if line.templates else (pictures_text(0, translate),)))
        brush.text(second, " · ".join(part for part in under if part), small, colour.text_muted)

    def _bars(self, brush: Brushwork, face: QRect, room: QRect) -> None:
        colour, radius = brush.tokens.colour, brush.tokens.scale.radius
        brush.panel(face, colour.hover, None, radius.medium)
        for share, shift in ((0.55, 4), (0.3, _LINE + 4)):
            bar = QRect(room.x(), room.y() + shift, round(room.width() * share), _LINE - 10)
            brush.panel(bar, colour.hover, None, radius.small - 2)
