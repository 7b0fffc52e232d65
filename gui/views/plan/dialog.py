"""A dialog that grows with what is written in it."""

from PySide6.QtCore import QEvent

from gui.views.people.dialogs import PeopleDialog

_FRAME = 60
"""Pixels of the screen's height that the window's frame and the task bar need."""


class PlanDialog(PeopleDialog):
    """Qt opens a window at most two thirds as high as the screen, and never makes room for a text that wraps anew."""

    def event(self, event: QEvent) -> bool:
        """Make room for what has become higher."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        return done

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None:
            wanted = min(layout.totalHeightForWidth(self.width()), self.screen().availableGeometry().height() - _FRAME)
            if wanted > self.height():
                self.resize(self.width(), wanted)
