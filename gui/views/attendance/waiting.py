"""A bar that tells of work that takes longer than a second."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

_PATIENCE_MS = 700
"""What is there sooner than this needs no bar, which would only flicker."""


class WaitingBar(QProgressBar):
    """Keeps its room while it is not shown, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 0)
        self.setFixedHeight(4)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self) -> None:
        """Something is being worked out."""
        if not self.isVisible():
            self._timer.start()

    def end(self) -> None:
        """It is there."""
        self._timer.stop()
        self.hide()
