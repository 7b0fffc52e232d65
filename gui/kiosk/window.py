"""The window of the kiosk: a mirror and a panel, side by side or one above the other; nothing closes it but a PIN."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from core.domain.kiosk import Look, Scene, SceneKind
from gui.kiosk.mirror import Mirror
from gui.kiosk.pad import Purpose
from gui.kiosk.panel import Panel
from gui.presenters.kiosk import SceneWords
from gui.theme import Theme

_WIDE, _HIGH = (58, 42), (50, 50)
"""Shares of mirror and panel side by side, and one above the other."""


class KioskWindow(QWidget):
    """Shows looks, lets people type, and says when somebody wants to leave; it does so only by `close_now`."""

    leave_asked = Signal()
    dropped = Signal()

    def __init__(
        self, theme: Theme, *, company: str, hint: str, asks_way: bool, blur: bool, locale: QLocale | None = None
    ) -> None:
        super().__init__()
        self._may_close = False
        self._scene: Scene | None = None
        self.setWindowTitle("Usher")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mirror = Mirror(theme, blur=blur)
        self.panel = Panel(theme, company=company, hint=hint, asks_way=asks_way, locale=locale or QLocale())
        self.pad = self.panel.pad
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it is the screen that decides
        self._box.addWidget(self.mirror)
        self._box.addWidget(self.panel)
        self.panel.pin_asked.connect(lambda: self.ask_pin(Purpose.NUMBER))
        self.panel.leave_asked.connect(self.leave_asked)
        self.pad.cancelled.connect(self._cancelled)
        self.setFocus()

    def show_look(self, look: Look, now: datetime, zone: tzinfo) -> None:
        """Show the newest picture and what is said to it."""
        if look.scene != self._scene:
            before, self._scene = self._scene, look.scene
            self._follow(before, look.scene)
        self.panel.show_scene(look.scene, now, zone)
        self.mirror.show_look(look, self.panel.tone)

    def say(self, said: SceneWords) -> None:
        """Say something without a look, as while the cameras are opened."""
        self.panel.say(said)

    def ask_pin(self, purpose: Purpose, name: str = "") -> None:
        """Open the pad."""
        self.panel.show_pad(shown=True)
        self.pad.open_for(purpose, name)

    def close_pad(self) -> None:
        """Show the scene again."""
        self.panel.show_pad(shown=False)
        self.setFocus()

    def fill_screen(self) -> None:
        """Show nothing but the kiosk: no frame, nothing in front of it."""
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.showFullScreen()

    def close_now(self) -> None:
        """Close for good."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for the PIN, whatever tries to close the window."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.leave_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead Esc and Ctrl+Q to the PIN, and digits to the pad."""
        quits = event.key() == Qt.Key.Key_Q and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape and self.panel.typing:
            self._cancelled()
        elif event.key() == Qt.Key.Key_Escape or quits:
            self.leave_asked.emit()
        elif event.text().isalnum() and not self.panel.typing:
            self.ask_pin(Purpose.NUMBER)
            self.pad.press(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the mirror beside the panel, or above it where the screen stands upright."""
        super().resizeEvent(event)
        upright = self.height() > self.width()
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        for place, share in enumerate(_HIGH if upright else _WIDE):
            self._box.setStretch(place, share)

    def _follow(self, before: Scene | None, scene: Scene) -> None:
        """Open the pad for whom it is wanted of, and close it once that is over or somebody was served."""
        typing = self.pad.purpose if self.panel.typing else None
        if scene.kind is SceneKind.PIN_WANTED:
            if typing is not Purpose.LEAVE:
                self.ask_pin(Purpose.OWN, scene.name)
        elif (typing is Purpose.OWN and before is not None) or (typing is Purpose.NUMBER and scene.name):
            self.close_pad()

    def _cancelled(self) -> None:
        if self.pad.purpose is Purpose.OWN:
            self.dropped.emit()
        self.close_pad()
