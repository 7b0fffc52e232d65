"""Makes an operator look: a dot on the rail while something is not well, a message when an alarm comes."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton

from core.domain.events import HealthChanged
from core.domain.health import Concern
from gui.context import Context
from gui.icons import pixmap
from gui.presenters.health import concern_text, fresh_alarms, worst
from gui.text import translate
from gui.tints import tint
from gui.widgets.basic import label

_DOT = 10
_RIGHT, _TOP = 20, 8


class Attention(QObject):
    """Hangs on the button that leads to the health page."""

    def __init__(self, context: Context, button: QToolButton) -> None:
        super().__init__(button)
        self._context = context
        self._button = button
        self.dot = label("")
        self.dot.setParent(button)
        self.dot.setFixedSize(_DOT, _DOT)
        self.dot.move(button.width() - _RIGHT - _DOT, _TOP)
        self._concerns: tuple[Concern, ...] = ()
        self._show(context.station.health().concerns)

    def health_changed(self, event: HealthChanged) -> None:
        """Take up what is not well now."""
        alarms = fresh_alarms(self._concerns, event.concerns)
        self._show(event.concerns)
        if alarms:
            self._context.messages.warning(" ".join(concern_text(alarm, translate) for alarm in alarms))

    def _show(self, concerns: tuple[Concern, ...]) -> None:
        self._concerns = concerns
        tone = worst(concerns)
        if tone is not None:
            colour = tint(self._context.theme.tokens.colour, tone)
            self.dot.setPixmap(pixmap("dot", colour, _DOT, self._button.devicePixelRatioF()))
        self.dot.setVisible(tone is not None)
        said = "\n".join(concern_text(concern, translate) for concern in concerns)
        self._button.setToolTip(said)
        self._button.setAccessibleDescription(said)
