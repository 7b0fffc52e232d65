"""Who came unknown, and which visits wait for a word."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.context import Context
from gui.text import translate
from gui.views.pages import PageView
from gui.views.unknowns.review import ReviewView
from gui.views.unknowns.strangers import StrangersView
from gui.widgets.basic import column, label, row
from gui.widgets.segments import Segments

REFRESH_MS = 5_000


class UnknownsPage(PageView):
    """Looks for new visits while it is seen. `waiting_changed` carries how many visits wait, for a badge."""

    waiting_changed = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.strangers, self.review = StrangersView(context), ReviewView(context)
        self.segments = Segments((translate("Unknowns", "Unknown people"), translate("Unknowns", "To review")))
        self.segments.chosen.connect(self._choose)
        self.strangers.counted.connect(self._count_strangers)
        self.review.counted.connect(self._count_waiting)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.strangers)
        self._stack.addWidget(self.review)
        space = context.theme.tokens.scale.space
        head = row(0, space.xl)
        head.addWidget(label(translate("Unknowns", "Unknowns"), "title"))
        head.addWidget(self.segments)
        head.addStretch(1)
        body = column(space.xl, space.l, self)
        body.addLayout(head)
        body.addWidget(self._stack, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow."""
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Spend nothing on what nobody sees."""
        self._timer.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Load both lists again."""
        self.strangers.refresh()
        self.review.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to what is shown."""
        self._choose(self._stack.currentIndex())

    def _choose(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        (self.review.yes if place else self.strangers.list).setFocus()

    def _count_strangers(self, count: int) -> None:
        self.segments.name(0, _counted(translate("Unknowns", "Unknown people"), count))

    def _count_waiting(self, count: int) -> None:
        self.segments.name(1, _counted(translate("Unknowns", "To review"), count))
        self.waiting_changed.emit(count)


def _counted(name: str, count: int) -> str:
    return f"{name}  {count}" if count else name
