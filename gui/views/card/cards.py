"""Opens decision cards, one at a time, and offers to undo what was answered."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.domain.events import Review
from core.domain.ids import EventId
from core.runtime.cards import DecisionCard
from gui.context import Context
from gui.presenters.card import reviewed
from gui.tables.feed_model import FeedModel
from gui.text import translate
from gui.views.card.dialog import CardDialog, CardSource


class Cards(QObject):
    """Keeps the marks of the feed up to date. `enrol_asked` passes on whom to enrol."""

    enrol_asked = Signal(object)

    def __init__(self, context: Context, model: FeedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model
        self._owner = parent
        self._dialog: CardDialog | None = None

    @property
    def dialog(self) -> CardDialog | None:
        """The open card."""
        return self._dialog

    def open(self, source: CardSource) -> None:
        """Open a card, unless one is open."""
        if self._dialog is not None:
            return
        dialog = CardDialog(self._context, source, self._owner.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.answered.connect(self._answered)
        dialog.enrol_asked.connect(self.enrol_asked)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _answered(self, card: DecisionCard, said: Review) -> None:
        event = card.record.id
        self._model.review(event, said)
        if said is Review.NONE:
            self._context.messages.done(translate("Card", "Taken back."))
        else:
            self._context.messages.done(reviewed(card, said, translate), partial(self._take_back, event))

    def _take_back(self, event: EventId) -> None:
        station, messages = self._context.station, self._context.messages
        self._context.tasks.run(
            lambda: station.take_back(event), lambda _: self._taken_back(event), messages.failure, owner=self
        )

    def _taken_back(self, event: EventId) -> None:
        self._model.review(event, Review.NONE)
        self._context.messages.done(translate("Card", "Taken back."))
