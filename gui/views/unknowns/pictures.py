"""All pictures there are of somebody, side by side."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from core.domain.events import SightingRecord
from gui.context import Context
from gui.images import rounded
from gui.presenters.feed import local_time, place_of
from gui.text import translate

_SIDE = 84
_CELL = QSize(_SIDE + 8, _SIDE + 24)
_EVENT = Qt.ItemDataRole.UserRole


class Pictures(QListWidget):
    """Loads what it shows as it comes into the window; the tool tip says where and when."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._at: dict[str, QListWidgetItem] = {}
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setGridSize(_CELL)
        self.setAccessibleName(translate("Unknowns", "Pictures of this person"))
        context.portraits.ready.connect(self._ready)

    def show_sightings(self, records: Sequence[SightingRecord]) -> None:
        """Show these visits."""
        self.show_nothing()
        now = datetime.now(UTC)
        for record in records:
            when = local_time(record.utc, now)
            item = QListWidgetItem(record.utc.astimezone().strftime("%m-%d %H:%M"))
            item.setSizeHint(_CELL)
            item.setData(_EVENT, record.id)
            item.setToolTip(f"{place_of(record.camera_name, record.door)} · {when}")
            item.setFont(self._context.theme.font(self._context.theme.tokens.scale.type.caption))
            self._at[f"sighting:{record.id}"] = item
            self.addItem(item)
            self._picture(item)

    def show_nothing(self) -> None:
        """Take all away, until others have come."""
        self._at.clear()
        self.clear()

    def _picture(self, item: QListWidgetItem) -> None:
        event, desk = item.data(_EVENT), self._context.station.desks.unknowns
        image = self._context.portraits.get(f"sighting:{event}", lambda: desk.portrait(event))
        if image is not None:
            radius = self._context.theme.tokens.scale.radius.medium
            item.setIcon(QIcon(rounded(image, _SIDE, radius, self.devicePixelRatioF())))

    def _ready(self, key: str) -> None:
        item = self._at.get(key)
        if item is not None:
            self._picture(item)
