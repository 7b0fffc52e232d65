"""The live wall: as many tiles as there are cameras, fed by one timer that takes the newest picture of each."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from core.domain.camera import CameraStatus
from core.domain.ids import CameraId
from gui.context import Context
from gui.presenters.grid import Cell, layout, neighbour
from gui.presenters.meter import Meter, WallCounters
from gui.text import translate
from gui.widgets.stamps import Stamps
from gui.widgets.tile import Tile

TICK_MS = 33
_STATUS_TICKS = 15
"""Camera states are read twice a second; changes of state are also pushed."""

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class LiveWall(QWidget):
    """Arrow keys go from tile to tile, Enter or a double click enlarges one and brings the others back."""

    face_clicked = Signal(str, int)
    menu_asked = Signal(str, object, QPoint)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stamps = Stamps(context.theme)
        self._tiles: dict[CameraId, Tile] = {}
        self._large: CameraId | None = None
        self._ticks = 0
        self._meter = Meter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.setMinimumSize(320, 200)
        self.setAccessibleName(translate("Live", "Camera pictures"))
        context.theme.changed.connect(self.update)
        self.refresh()

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The tiles in their order."""
        return tuple(self._tiles.values())

    @property
    def large(self) -> CameraId | None:
        """The enlarged camera, None while all are shown."""
        return self._large

    def refresh(self) -> None:
        """Show the cameras there are now."""
        cameras = self._context.station.cameras()
        if [c.spec.id for c in cameras] != list(self._tiles):
            self._rebuild(cameras)
        for status in cameras:
            self._tiles[status.spec.id].show_status(status)

    def enlarge(self, camera: CameraId | None) -> None:
        """Let one camera fill the wall; None, or the same again, shows all."""
        self._large = None if camera == self._large else camera
        self._arrange()
        target = self._tiles.get(self._large) if self._large else None
        if target is not None:
            target.setFocus()

    def counters(self, *, recent: bool = False) -> WallCounters:
        """Return repaint rates and picture ages; `recent` takes the ages of the last two seconds only."""
        now = time.monotonic_ns()
        tiles = tuple(tile.meter.counters(tile.camera, now, recent=recent) for tile in self._tiles.values())
        return WallCounters(self._meter.per_second(now), tiles)

    def restart_counters(self) -> None:
        """Measure from here."""
        self._meter.restart()
        for tile in self._tiles.values():
            tile.meter.restart()

    @property
    def repaints(self) -> int:
        """Timer ticks since the start in which something was repainted."""
        return self._meter.count

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the tiles anew."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Start pulling pictures."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop pulling pictures nobody sees."""
        self._timer.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus, enlarge, or show all."""
        tiles = self.tiles
        focused = next((i for i, tile in enumerate(tiles) if tile.hasFocus()), None)
        key = event.key()
        if key == Qt.Key.Key_Escape and self._large is not None:
            self.enlarge(None)
        elif focused is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.enlarge(tiles[focused].camera)
        elif focused is not None and self._large is None and key in _STEPS:
            self._move_focus(focused, *_STEPS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the corners in the new background."""
        if event.type() == QEvent.Type.PaletteChange:
            for tile in self._tiles.values():
                tile.update()
        super().changeEvent(event)

    def _move_focus(self, focused: int, dx: int, dy: int) -> None:
        tiles = self.tiles
        cells = [Cell(tile.x(), tile.y(), tile.width(), tile.height()) for tile in tiles]
        target = neighbour(cells, focused, dx, dy)
        if target is not None:
            tiles[target].setFocus()

    def _tick(self) -> None:
        self._ticks += 1
        if self._ticks % _STATUS_TICKS == 0:
            self.refresh()
        changed = False
        for camera, tile in self._tiles.items():
            if not tile.isHidden():
                changed |= tile.show_view(self._context.station.latest(camera))
        if changed:
            self._meter.add(time.monotonic_ns())

    def _rebuild(self, cameras: Sequence[CameraStatus]) -> None:
        kept = {camera: self._tiles.pop(camera) for camera in [c.spec.id for c in cameras] if camera in self._tiles}
        for gone in self._tiles.values():
            gone.setParent(None)
            gone.deleteLater()
        self._tiles = {c.spec.id: kept.get(c.spec.id) or self._new_tile(c) for c in cameras}
        if self._large not in self._tiles:
            self._large = None
        self._arrange()

    def _new_tile(self, status: CameraStatus) -> Tile:
        tile = Tile(status, self._context.theme, self._stamps, blur=self._context.blur_faces, parent=self)
        tile.face_clicked.connect(self.face_clicked)
        tile.menu_asked.connect(self.menu_asked)
        tile.enlarge_asked.connect(self.enlarge)
        tile.reshaped.connect(self._arrange)
        return tile

    def _arrange(self) -> None:
        shown = [tile for tile in self._tiles.values() if self._large in (None, tile.camera)]
        gap = self._context.theme.tokens.scale.space.m
        cells = layout(tuple(tile.aspect for tile in shown), self.width(), self.height(), gap)
        for tile, cell in zip(shown, cells, strict=False):
            tile.setGeometry(cell.x, cell.y, cell.width, cell.height)
        for tile in self._tiles.values():
            tile.setVisible(tile in shown)
