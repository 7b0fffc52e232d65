"""Who a profile is about: picture, name, ID, standing, groups, and what can be done with them."""

from datetime import UTC, datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QVBoxLayout, QWidget

from core.domain.directory import PersonDetails
from gui.context import Context
from gui.icons import icon
from gui.images import rounded
from gui.presenters.cameras import Tone
from gui.presenters.people import day_text, initials, standing, standing_text, standing_tone
from gui.text import translate
from gui.views.people.chips import chip
from gui.views.people.elided import ElidedText
from gui.views.people.flow import FlowLayout
from gui.widgets.basic import button, column, label, row, set_role

_PICTURE = 112


class Deed(Enum):
    """What can be done with one person."""

    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    CREDENTIALS = "credentials"
    ACTIVE = "active"
    REMOVE = "remove"
    ERASE = "erase"


class Head(QFrame):
    """`asked` carries a Deed."""

    asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._portrait: QImage | None = None
        self.setProperty("role", "card")
        space = context.theme.tokens.scale.space
        line = row(space.l, space.l, self)
        self.picture = label("", "picture")
        self.picture.setFixedSize(_PICTURE, _PICTURE)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self._build_words(), 1)
        line.addLayout(self._build_deeds(), 0)

    def show_person(self, details: PersonDetails, portrait: QImage | None, pictures: int) -> None:
        """Show somebody; `pictures` is how many they are recognised by."""
        facts, now = details.facts, datetime.now(UTC)
        self.name.set_text(facts.name)
        shown = (facts.external_id, translate("People", "enrolled {day}").format(day=day_text(details.created)))
        self.under.set_text(" · ".join(part for part in shown if part))
        found = standing(facts.of(details.id, details.created), now)
        state = label(standing_text(found, translate), "badge")
        set_role(state, "tone", _TONES[standing_tone(found)])
        groups = sorted(facts.membership.groups, key=str.casefold)
        self.chips.fill([state, *(chip(group) for group in groups)])
        self.active.setChecked(facts.active)
        self.deeds[Deed.SPLIT].setEnabled(pictures > 1)
        self._show_picture(portrait, facts.name)

    def _build_words(self) -> QVBoxLayout:
        kind, space = self._context.theme.tokens.scale.type, self._context.theme.tokens.scale.space
        self.name = ElidedText(self._context.theme.font(kind.title, kind.semibold), 2)
        self.under = ElidedText(self._context.theme.font(kind.body), 1, self._context.theme.tokens.colour.text_muted)
        holder = QWidget()
        self.chips = FlowLayout(space.xs + 2, holder)
        made = column(0, space.s)
        made.addWidget(self.name)
        made.addWidget(self.under)
        made.addWidget(holder)
        made.addStretch(1)
        return made

    def _build_deeds(self) -> QVBoxLayout:
        colour, space = self._context.theme.tokens.colour, self._context.theme.tokens.scale.space
        self.edit = button(translate("People", "&Edit…"), "", icon("edit", colour.text_muted))
        self.edit.clicked.connect(partial(self.asked.emit, Deed.EDIT))
        self.more = button(translate("People", "&More"))
        self.more.setMenu(self._build_menu())
        self.active = QCheckBox(translate("People", "Active"))
        self.active.setToolTip(translate("People", "Who is not active is kept, but recognised by no camera."))
        # Clicked, not toggled: the box follows what is stored, also where storing fails.
        self.active.clicked.connect(partial(self.asked.emit, Deed.ACTIVE))
        line = row(0, space.s)
        line.addWidget(self.edit)
        line.addWidget(self.more)
        made = column(0, space.m)
        made.addLayout(line)
        made.addWidget(self.active, 0, Qt.AlignmentFlag.AlignRight)
        made.addStretch(1)
        return made

    def _build_menu(self) -> QMenu:
        colour = self._context.theme.tokens.colour
        menu = QMenu(self)
        self.deeds: dict[Deed, QAction] = {
            deed: menu.addAction(text)
            for deed, text in (
                (Deed.CREDENTIALS, translate("People", "&PIN and QR code…")),
                (Deed.MERGE, translate("People", "Merge &with…")),
                (Deed.SPLIT, translate("People", "&Split…")),
                (Deed.REMOVE, translate("People", "&Remove")),
                (Deed.ERASE, translate("People", "Er&ase…")),
            )
        }
        menu.insertSeparator(self.deeds[Deed.MERGE])
        menu.insertSeparator(self.deeds[Deed.REMOVE])
        self.deeds[Deed.REMOVE].setIcon(icon("trash", colour.text_muted))
        self.deeds[Deed.REMOVE].setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.deeds[Deed.REMOVE].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for deed, action in self.deeds.items():
            action.triggered.connect(partial(self.asked.emit, deed))
        return menu

    def _show_picture(self, image: QImage | None, name: str) -> None:
        tokens, ratio = self._context.theme.tokens, self.devicePixelRatioF()
        if image is None:
            self.picture.setFont(self._context.theme.font(tokens.scale.type.display, tokens.scale.type.semibold))
            self.picture.setText(initials(name))
        else:
            self.picture.setPixmap(rounded(image, _PICTURE, tokens.scale.radius.medium, ratio))

    def sizeHint(self) -> QSize:
        """Return the room of a name in two lines."""
        return QSize(420, super().sizeHint().height())


_TONES = {Tone.GOOD: "good", Tone.WAITING: "warn", Tone.BAD: "bad", Tone.QUIET: ""}
