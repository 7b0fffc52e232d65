"""All that is known of one person."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.domain.directory import PersonDetails
from core.domain.events import SightingRecord
from core.domain.ids import PersonId
from core.domain.reconciled import Reconciled
from core.runtime.desks import Desks
from gui.context import Context
from gui.icons import icon
from gui.text import translate
from gui.views.people.facts import FactsCard
from gui.views.people.flow import FlowLayout
from gui.views.people.head import Head
from gui.views.people.pictures import PictureCard, Shown, picture_card, shown_of
from gui.views.people.visits import Visits
from gui.widgets.basic import button, column, frame, label, row

VISITS = 20
"""Visits a profile shows; the rest is in the records."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A person as the profile shows them, read at one go."""

    details: PersonDetails
    pictures: tuple[Shown, ...]
    visits: tuple[SightingRecord, ...]
    traits: Reconciled

    @property
    def portrait(self) -> QImage | None:
        """The best picture; None without one."""
        best = max(self.pictures, key=lambda shown: shown.template.quality, default=None)
        return best.image if best is not None else None


def read_profile(desks: Desks, person: PersonId, *, blur: bool) -> Profile | None:
    """Read all that is known of a person; None once they are gone. Waits for the disk."""
    details = desks.people.details(person)
    if details is None:
        return None
    pictures = tuple(shown_of(template, blur=blur) for template in desks.people.templates(person))
    return Profile(details, pictures, desks.people.sightings(person, VISITS), desks.doctor.attributes(person))


class ProfilePanel(QScrollArea):
    """`head.asked` carries what is to be done with the person; the other signals are about pictures and visits.

    `out_asked` carries the Shown that is to be taken out, `card_asked` the event of a visit.
    """

    out_asked = Signal(object)
    pictures_asked = Signal()
    card_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.profile: Profile | None = None
        self.cards: list[PictureCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        body = column(0, context.theme.tokens.scale.space.m, inner)
        self.head, self.facts = Head(context), FactsCard(context)
        body.addWidget(self.head)
        body.addWidget(self.facts)
        body.addWidget(self._build_pictures())
        body.addWidget(self._build_visits())
        body.addStretch(1)
        self.setWidget(inner)

    def show_profile(self, profile: Profile) -> None:
        """Show somebody, from the top where they are another than before."""
        before, self.profile = self.profile, profile
        facts = profile.details.facts
        self.head.show_person(profile.details, profile.portrait, len(profile.pictures))
        self.facts.show_facts(facts, profile.traits)
        self._show_pictures(profile)
        self.visits.show_visits(profile.visits)
        self.visits.setVisible(bool(profile.visits))
        self._no_visits.setVisible(not profile.visits)
        self._visit_count.setText(_counted(len(profile.visits), VISITS))
        self._visit_count.setVisible(bool(profile.visits))
        if before is None or before.details.id != profile.details.id:
            self.verticalScrollBar().setValue(0)

    def _show_pictures(self, profile: Profile) -> None:
        now = [shown.template.id for shown in profile.pictures]
        self._picture_count.setText(str(len(now)))
        self._no_pictures.setVisible(not now)
        self._strip.setVisible(bool(now))
        if now == [card.shown.template.id for card in self.cards]:
            return
        self.cards = [picture_card(self._context, shown) for shown in profile.pictures]
        for card in self.cards:
            card.out_asked.connect(self.out_asked)
        self._flow.fill(self.cards)
        self._strip.updateGeometry()

    def _build_pictures(self) -> QFrame:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        self._picture_count = label("", "badge")
        self.add = button(translate("People", "&Add pictures…"), "link", icon("plus", colour.accent_text))
        self.add.clicked.connect(self.pictures_asked)
        card, body = self._card()
        head = self._head(translate("People", "Pictures"), self._picture_count)
        head.addWidget(self.add)
        body.addLayout(head)
        said = translate("People", "There is no picture yet, so no camera can recognise this person.")
        self._no_pictures = label(said, "muted", wrap=True)
        body.addWidget(self._no_pictures)
        self._strip = QWidget()
        self._flow = FlowLayout(space.s, self._strip)
        body.addWidget(self._strip)
        return card

    def _build_visits(self) -> QFrame:
        self._visit_count = label("", "badge")
        card, body = self._card()
        body.addLayout(self._head(translate("People", "Latest visits"), self._visit_count))
        self._no_visits = label(translate("People", "No camera has seen this person yet."), "muted", wrap=True)
        self.visits = Visits(self._context, clickable=True)
        self.visits.asked.connect(self.card_asked)
        body.addWidget(self._no_visits)
        body.addWidget(self.visits)
        return card

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        space = self._context.theme.tokens.scale.space
        card = frame("card")
        return card, column(space.l, space.m, card)

    def _head(self, title: str, count: QWidget) -> QHBoxLayout:
        made = row(0, self._context.theme.tokens.scale.space.s)
        made.addWidget(label(title, "subtitle"))
        made.addWidget(count)
        made.addStretch(1)
        return made


def _counted(count: int, most: int) -> str:
    return f"{count}+" if count >= most else str(count)
