"""Looking for cameras: on this computer and in the network."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.domain.camera import FoundCamera
from gui.context import Context
from gui.messages import words
from gui.presenters.cameras import detail_of, source_text, split
from gui.tables.painting import Brushwork
from gui.text import translate
from gui.theme import Theme
from gui.views.settings.camera_row import SIGNS
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

_FOUND_ROLE = Qt.ItemDataRole.UserRole
_HEIGHT, _LINE, _SIGN = 60, 20, 22


class FindCameras(QDialog):
    """Looks at once; `chosen` carries the camera that was picked."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(translate("Cameras", "Find cameras"))
        self.setModal(True)
        self._build()
        self.resize(560, 420)
        self.look()

    def look(self) -> None:
        """Look, once more."""
        self._show(self.looking)
        self._context.tasks.run(self._context.station.discover, self._found, self._failed, owner=self, topic="discover")

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self._build_states()
        self._build_list()
        self._stack = QStackedWidget()
        for page in (self.looking, self.nothing, self.list):
            self._stack.addWidget(page)
        self.again = button(translate("Cameras", "&Look again"))
        self.again.clicked.connect(self.look)
        cancel = button(translate("Cameras", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.take = button(translate("Cameras", "&Use this camera"), "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        card = frame("card")
        column(space.s, 0, card).addWidget(self._stack)
        line = row(0, space.s)
        line.addWidget(self.again)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.take)
        body = column(space.xl, space.m, self)
        body.addWidget(label(translate("Cameras", "Find cameras"), "title"))
        body.addWidget(card, 1)
        body.addLayout(line)

    def _build_states(self) -> None:
        theme = self._context.theme
        self.looking = StatePage(
            theme, "search", translate("Cameras", "Looking for cameras…"),
            translate("Cameras", "On this computer and in the network. This takes a few seconds."), small=True,
        )  # fmt: skip
        self.looking.progress.setRange(0, 0)
        self.looking.progress.show()
        self.nothing = StatePage(theme, "camera-off", translate("Cameras", "No camera answered"), "", small=True)

    def _build_list(self) -> None:
        self.list = QListWidget()
        self.list.setItemDelegate(_FoundDelegate(self._context.theme, self.list))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(translate("Cameras", "Cameras that were found"))
        self.list.itemActivated.connect(self._take)
        self.list.itemSelectionChanged.connect(self._selected)

    def _found(self, cameras: tuple[FoundCamera, ...]) -> None:
        self.list.clear()
        for camera in cameras:
            where = f"{source_text(camera.source, translate)} · {detail_of(camera, translate)}"
            item = QListWidgetItem(f"{camera.name}\n{where}")
            item.setData(_FOUND_ROLE, camera)
            self.list.addItem(item)
        self.nothing.text.setText(
            translate(
                "Cameras",
                "Plug a USB camera in, or allow ONVIF in the settings of a network camera. "
                "Its address can also be typed by hand.",
            )
        )
        self._show(self.list if cameras else self.nothing)
        if cameras:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _failed(self, error: Exception) -> None:
        self.nothing.text.setText(words(error))
        self._show(self.nothing)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        self.again.setEnabled(page is not self.looking)
        self._selected()

    def _selected(self) -> None:
        self.take.setEnabled(self._stack.currentWidget() is self.list and bool(self.list.selectedItems()))

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_FOUND_ROLE))
            self.accept()


class _FoundDelegate(QStyledItemDelegate):
    """A sign, the camera's name, and where it was found."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a row."""
        del option, index
        return QSize(240, _HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        camera = index.data(_FOUND_ROLE)
        name, _, where = index.data().partition("\n")
        painter.save()
        brush = Brushwork(painter, self._theme)
        colour, scale = brush.tokens.colour, brush.tokens.scale
        rect = option.rect.adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            brush.panel(rect, colour.accent_soft, colour.accent, scale.radius.medium)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            brush.panel(rect, colour.hover, None, scale.radius.medium)
        top = rect.y() + (rect.height() - _SIGN) // 2
        sign = QRect(rect.x() + scale.space.m, top, _SIGN, _SIGN)
        brush.sign(sign, SIGNS[split(camera.source)[0]], colour.text_muted)
        left = sign.right() + scale.space.m
        room = QRect(left, rect.y() + 8, rect.right() - scale.space.m - left, _LINE)
        brush.text(room, name, self._theme.font(scale.type.body, scale.type.semibold), colour.text)
        brush.text(room.translated(0, _LINE), where, self._theme.font(scale.type.small), colour.text_muted)
        painter.restore()
