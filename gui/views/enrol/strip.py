"""The pictures somebody is to be enrolled with, side by side."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from core.domain.tracking import FaceShot
from gui.context import Context
from gui.views.enrol.shot_card import ShotCard
from gui.widgets.basic import label, row

_EMPTY = 64


class ShotStrip(QScrollArea):
    """`changed` when other pictures are selected; `removed` carries the shot of a card whose cross was clicked."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, context: Context, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cards: list[ShotCard] = []
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._row = row(0, context.theme.tokens.scale.space.s, inner)
        self.note = label(note, "muted", wrap=True)
        self._row.addWidget(self.note, 1)
        self._row.addStretch(0)
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    @property
    def cards(self) -> tuple[ShotCard, ...]:
        """The pictures on offer, in their order."""
        return tuple(self._cards)

    def selected(self) -> tuple[FaceShot, ...]:
        """Return the shots that are taken, in their order."""
        return tuple(card.shot for card in self._cards if card.isChecked())

    def add(self, shot: FaceShot, title: str = "", *, taken: bool = True, removable: bool = False) -> None:
        """Offer a picture; a poor one is never taken by itself."""
        theme, blur = self._context.theme, self._context.blur_faces
        card = ShotCard(shot, theme, title, blur=blur, removable=removable)
        card.setChecked(taken and shot.quality.usable)
        card.toggled.connect(self.changed)
        card.removed.connect(partial(self.removed.emit, shot))
        self._cards.append(card)
        self._row.insertWidget(self._row.count() - 1, card)
        self._fit()
        self.changed.emit()

    def drop(self, shot: FaceShot) -> None:
        """Offer a picture no more."""
        for card in [card for card in self._cards if card.shot is shot]:
            self._cards.remove(card)
            self._row.removeWidget(card)
            card.deleteLater()
        self._fit()
        self.changed.emit()

    def mark_odd(self, shots: Collection[FaceShot]) -> None:
        """Mark which of the pictures show somebody else than the others."""
        for card in self._cards:
            card.mark_odd(odd=any(card.shot is shot for shot in shots))

    def _fit(self) -> None:
        self.note.setVisible(not self._cards)
        self._row.setStretch(self._row.count() - 1, 1 if self._cards else 0)
        self.setFixedHeight(self._cards[0].height() + 12 if self._cards else _EMPTY)
