"""Line icons from resources/icons, in any colour, crisp at any scale."""

from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

_SCALES = (1.0, 1.5, 2.0, 3.0)


def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """Return an icon `size` device-independent pixels wide at a device pixel ratio of `scale`.

    It is painted once, not for every button and list that shows it: Qt's cache has it from then on.
    """
    key, found = f"usher {name} {colour} {size} {scale}", QPixmap()
    if not QPixmapCache.find(key, found):
        found = _painted(name, colour, size, scale)
        QPixmapCache.insert(key, found)
    return found


def icon(name: str, colour: str, active: str | None = None, size: int = 20) -> QIcon:
    """Return an icon; `active` is its colour while its button is checked."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, colour, size, scale))
        if active is not None:
            made.addPixmap(pixmap(name, active, size, scale), QIcon.Mode.Normal, QIcon.State.On)
    return made


def stylesheet_icon(name: str) -> str:
    """Return the path of an icon for a stylesheet's url(); those have fixed colours."""
    return str(resources.files("resources") / "icons" / f"qss-{name}.svg").replace("\\", "/")


def _painted(name: str, colour: str, size: int, scale: float) -> QPixmap:
    svg = (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))
    drawn = QPixmap(round(size * scale), round(size * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
