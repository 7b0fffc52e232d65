"""Somebody unknown in full: every picture, whom they resemble, and what can be done."""

from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from core.domain.errors import ErrorCode, KnownError
from core.domain.events import SightingRecord
from core.domain.strangers import Stranger
from core.runtime.unknowns import Likeness
from gui.context import Context
from gui.presenters import unknowns as told
from gui.presenters.feed import local_time
from gui.text import translate
from gui.views.unknowns.pictures import Pictures
from gui.widgets.basic import button, column, frame, label, row


@dataclass(frozen=True, slots=True)
class _Found:
    """What is loaded of somebody."""

    sightings: tuple[SightingRecord, ...]
    likenesses: tuple[Likeness, ...]


class StrangerDetail(QFrame):
    """`naming_asked`, `ignoring_asked` and `merging_asked` are about the one shown; `same_asked` carries a person."""

    naming_asked = Signal()
    ignoring_asked = Signal()
    merging_asked = Signal()
    same_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stranger: Stranger | None = None
        self._likeness: Likeness | None = None
        self.setProperty("role", "card")
        self._build()

    @property
    def stranger(self) -> Stranger | None:
        """Who is shown."""
        return self._stranger

    def show_stranger(self, stranger: Stranger) -> None:
        """Show somebody; what is not at hand follows."""
        if stranger == self._stranger:
            return
        changed = self._stranger is None or self._stranger.id != stranger.id
        self._stranger = stranger
        now = datetime.now(UTC)
        self.title.setText(told.times(stranger.visits, translate))
        first = translate("Unknowns", "first {time}").format(time=local_time(stranger.first, now))
        when = " · ".join((first, told.last_seen(stranger, now, translate)))
        self.facts.setText("\n".join((told.days(stranger, translate), when, ", ".join(stranger.cameras))))
        again = translate("Unknowns", "Show &again")
        self.ignore.setText(again if stranger.ignored else translate("Unknowns", "&Ignore"))
        if changed:
            self.likeness.hide()
            self.pictures.show_nothing()
        self._load(stranger)

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.l, space.m, self)
        self.title = label("", "subtitle")
        self.facts = label("", "muted", wrap=True)
        body.addWidget(self.title)
        body.addWidget(self.facts)
        self.likeness = frame("warning-card")
        inner = column(space.m, space.s, self.likeness)
        self.likeness_text = label("", wrap=True)
        self.same = button("")
        self.same.clicked.connect(self._same)
        inner.addWidget(self.likeness_text)
        inner.addWidget(self.same)
        self.likeness.hide()
        body.addWidget(self.likeness)
        self.pictures = Pictures(self._context)
        body.addWidget(self.pictures, 1)
        body.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        inner = row(0, self._context.theme.tokens.scale.space.s)
        self.name = button(translate("Unknowns", "&Name…"), "primary")
        self.ignore = button(translate("Unknowns", "&Ignore"))
        self.merge = button(translate("Unknowns", "&Merge…"))
        self.merge.setToolTip(translate("Unknowns", "Choose another card that shows the same person"))
        self.name.clicked.connect(self.naming_asked)
        self.ignore.clicked.connect(self.ignoring_asked)
        self.merge.clicked.connect(self.merging_asked)
        for made in (self.name, self.ignore, self.merge):
            inner.addWidget(made)
        inner.addStretch(1)
        return inner

    def _load(self, stranger: Stranger) -> None:
        desk = self._context.station.desks.unknowns

        def work() -> _Found:
            return _Found(desk.sightings(stranger.id), desk.likenesses(stranger.id))

        self._context.tasks.run(work, self._loaded, self._failed, owner=self, topic="stranger")

    def _loaded(self, found: _Found) -> None:
        self.pictures.show_sightings(found.sightings)
        self._likeness = found.likenesses[0] if found.likenesses else None
        self.likeness.setVisible(self._likeness is not None)
        if self._likeness is not None:
            self.likeness_text.setText(told.looks_like(self._likeness, translate))
            name = self._likeness.person.name.replace("&", "&&")
            self.same.setText(translate("Unknowns", "&Yes, it is {name}").format(name=name))

    def _failed(self, error: Exception) -> None:
        # Somebody else may have named or merged them a moment ago; the list is about to show that.
        if not (isinstance(error, KnownError) and error.code is ErrorCode.STRANGER_GONE):
            self._context.messages.failure(error)

    def _same(self) -> None:
        if self._likeness is not None:
            self.same_asked.emit(self._likeness.person)
