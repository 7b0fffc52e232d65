"""Plain widgets with their role in the design system."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSpinBox, QToolButton, QVBoxLayout, QWidget

Layout = QVBoxLayout | QHBoxLayout


def label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a text that can be neither a link nor mistaken for rich text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, role: str = "", icon: QIcon | None = None) -> QPushButton:
    """Return a push button; `role` "primary" or "quiet"."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if icon is not None:
        made.setIcon(icon)
        made.setIconSize(QSize(18, 18))
    return made


def icon_button(icon: QIcon, name: str, size: int = 18) -> QToolButton:
    """Return a button that shows only an icon; `name` is its tool tip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icon)
    made.setIconSize(QSize(size, size))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def frame(role: str = "", name: str = "") -> QFrame:
    """Return a surface, by role or by the name the stylesheet knows."""
    made = QFrame()
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def line() -> QFrame:
    """Return a hairline."""
    return frame("line")


def column(margin: int = 0, gap: int = 0, parent: QWidget | None = None) -> QVBoxLayout:
    """Return a vertical layout with one margin all around."""
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    return made


def row(margin: int = 0, gap: int = 0, parent: QWidget | None = None) -> QHBoxLayout:
    """Return a horizontal layout with one margin all around."""
    made = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    return made


def set_role(widget: QWidget, name: str, value: str) -> None:
    """Set a property the stylesheet looks at, and have it looked at again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def titled(text: str, field: QWidget) -> QVBoxLayout:
    """Return a field under its name, by whose shortcut it is reached."""
    title = label(text, "label")
    title.setBuddy(field)
    made = column(0, 4)
    made.addWidget(title)
    made.addWidget(field)
    return made


def number(low: int, high: int, suffix: str = "") -> QSpinBox:
    """Return a field for a whole number; the stylesheet's padding does not reach the text of such a field."""
    made = QSpinBox()
    made.setRange(low, high)
    made.setSuffix(suffix)
    made.lineEdit().setTextMargins(10, 0, 0, 0)
    return made
