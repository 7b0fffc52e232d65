"""Everyone who is enrolled: found at the left, known at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from core.domain.directory import Change, Erasure, PersonDetails
from core.domain.ids import PersonId
from core.domain.people import Person, PersonFacts
from gui.context import Context
from gui.icons import icon
from gui.presenters.people import shortened
from gui.text import translate
from gui.views.doors.credentials import open_credentials
from gui.views.pages import PageView
from gui.views.people.browser import PeopleBrowser
from gui.views.people.changes import PeopleChanges, merged_text
from gui.views.people.edit_dialog import EditDialog
from gui.views.people.erase_dialog import EraseDialog
from gui.views.people.group_dialog import GroupDialog
from gui.views.people.head import Deed
from gui.views.people.merge_dialog import MergeDialog
from gui.views.people.pictures import Shown
from gui.views.people.profile import Profile, ProfilePanel, read_profile
from gui.views.people.progress import ChangeProgress
from gui.views.people.several import SeveralPanel
from gui.views.people.split_dialog import SplitDialog
from gui.widgets.basic import button, column, label, row
from gui.widgets.state_page import StatePage

_LIST_WIDTH, _ANY_WIDTH = 400, (1 << 24) - 1
_SETTLED_MS = 120
"""How long somebody must stay selected before their profile is read: arrows held down pass many by."""
_REFRESH_MS = 250
"""Others may change people many times a second, as an import does."""
_NOBODY, _ONE, _SEVERAL, _WAITING = range(4)


class PeoplePage(PageView):
    """Loads when it is first shown, and anew whenever the gallery changes while it is.

    `enrol_asked` and `import_asked` are the buttons on top; `pictures_asked` carries the Person who is to get more;
    `card_asked` carries the event of a visit to be explained.
    """

    enrol_asked = Signal()
    import_asked = Signal()
    pictures_asked = Signal(object)
    card_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stale = True
        self._dialog: QDialog | None = None
        self.changes = PeopleChanges(context, self)
        self._build()
        self.model, self.list, self.search = self.browser.model, self.browser.roll, self.browser.search
        self._profile_timer = self._single_shot(_SETTLED_MS, self._load_profile)
        self._refresh_timer = self._single_shot(_REFRESH_MS, self._refresh_again)
        self._connect()
        self._shortcuts()

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open."""
        return self._dialog

    def showEvent(self, event: QShowEvent) -> None:
        """Load what was not needed before."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Load the people again; at once if that has not just happened, and once only while nobody looks."""
        self._stale = True
        if self.isVisible() and not self._refresh_timer.isActive():
            self._refresh_again()

    def selected(self) -> Person | None:
        """Return the one person who is selected."""
        line = self.list.line()
        return line.person if line is not None else None

    def take_focus(self) -> None:
        """Begin with the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def remove(self) -> None:
        """Take whoever is selected out, and offer to put them back."""
        keys = [int(key) for key in self.list.chosen()]
        person = self.selected()
        if len(keys) > 1:
            self.changes.remove_all(keys)
        elif person is not None:
            self.changes.remove(person.id, person.name)

    def do(self, deed: Deed) -> None:
        """Do something with the person whose profile is shown."""
        profile = self.panel.profile
        if profile is None or self.right.currentIndex() != _ONE:
            return
        details = profile.details
        match deed:
            case Deed.EDIT:
                self._edit(details)
            case Deed.CREDENTIALS:
                open_credentials(self._context, details.facts.of(details.id, details.created), self.window())
            case Deed.MERGE:
                self._merge(details)
            case Deed.SPLIT:
                self._split(profile)
            case Deed.ACTIVE:
                self.changes.set_active(details, active=not details.facts.active)
            case Deed.REMOVE:
                self.changes.remove(details.id, details.facts.name)
            case Deed.ERASE:
                self._erase(profile)

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        self.nobody = (button(translate("People", "I&mport…")), button(translate("People", "&Enrol…"), "primary"))
        self.nobody[0].clicked.connect(self.import_asked)
        self.nobody[1].clicked.connect(self.enrol_asked)
        self.browser = PeopleBrowser(self._context, self.nobody)
        self.browser.setFixedWidth(_LIST_WIDTH)
        self.panel, self.several = ProfilePanel(self._context), SeveralPanel(self._context)
        said = translate("People", "Their pictures, visits and everything else that is known appear here.")
        choose = StatePage(theme, "people", translate("People", "Choose somebody on the left"), said, small=True)
        self.right = QStackedWidget()
        for part in (choose, self.panel, self.several, QWidget()):
            self.right.addWidget(part)
        self.right.setCurrentIndex(_WAITING)
        self.progress = ChangeProgress(self._context, self.changes)
        left = column(0, space.s)
        left.addWidget(self.browser, 1)
        left.addWidget(self.progress)
        halves = row(0, space.l)
        halves.addLayout(left)
        halves.addWidget(self.right, 1)
        body = column(space.xl, space.l, self)
        body.addLayout(self._build_head())
        body.addLayout(halves, 1)

    def _build_head(self) -> QHBoxLayout:
        colour, space = self._context.theme.tokens.colour, self._context.theme.tokens.scale.space
        self.import_button = button(translate("People", "I&mport…"), "", icon("folder", colour.text_muted))
        self.enrol_button = button(translate("People", "&Enrol…"), "primary", icon("plus", colour.on_accent))
        self.import_button.clicked.connect(self.import_asked)
        self.enrol_button.clicked.connect(self.enrol_asked)
        head = row(0, space.s)
        head.addWidget(label(translate("People", "People"), "title"))
        head.addStretch(1)
        head.addWidget(self.import_button)
        head.addWidget(self.enrol_button)
        return head

    def _connect(self) -> None:
        self.list.picked.connect(self._picked)
        self.list.opened.connect(partial(self.do, Deed.EDIT))
        self.list.deleted.connect(self.remove)
        self.model.dataChanged.connect(self._line_came)
        self.panel.head.asked.connect(self.do)
        self.panel.out_asked.connect(self._drop_picture)
        self.panel.pictures_asked.connect(self._ask_for_pictures)
        self.panel.card_asked.connect(self.card_asked)
        self.changes.changed.connect(self._changed)
        self.browser.emptied.connect(self._emptied)
        several = self.several
        several.group.clicked.connect(self._add_to_group)
        several.activate.clicked.connect(lambda: self.changes.activate_all(self._keys(), active=True))
        several.deactivate.clicked.connect(lambda: self.changes.activate_all(self._keys(), active=False))
        several.remove.clicked.connect(self.remove)

    def _shortcuts(self) -> None:
        for key in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")):
            made = QShortcut(key, self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.take_focus)

    def _single_shot(self, after_ms: int, call: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after_ms)
        made.timeout.connect(call)
        return made

    def _keys(self) -> list[int]:
        return [int(key) for key in self.list.chosen()]

    def _refresh_again(self) -> None:
        if not self._stale or not self.isVisible():
            return
        self._stale = False
        self._refresh_timer.start()
        self.model.refresh()
        tasks, desk = self._context.tasks, self._context.station.desks.people
        failure = self._context.messages.failure
        tasks.run(desk.groups, self.browser.show_groups, failure, owner=self, topic="people-groups")

    def _emptied(self, empty: bool) -> None:
        """Give the whole page to the way in while nobody is there."""
        self.right.setVisible(not empty)
        self.browser.setMinimumWidth(_LIST_WIDTH)
        self.browser.setMaximumWidth(_ANY_WIDTH if empty else _LIST_WIDTH)
        for made in (self.import_button, self.enrol_button):
            made.setVisible(not empty)

    def _picked(self) -> None:
        count = len(self.list.chosen())
        if count > 1:
            self.several.show_count(count)
            self.right.setCurrentIndex(_SEVERAL)
        elif not count:
            self.right.setCurrentIndex(_NOBODY)
        self._profile_timer.start()

    def _line_came(self) -> None:
        """Follow with the profile when the line of who is selected has come only now."""
        person = self.selected()
        shown = self.panel.profile
        if person is not None and (shown is None or shown.details.id != person.id):
            self._profile_timer.start()

    def _load_profile(self) -> None:
        person = self.selected()
        if person is None:
            return
        desks, blur = self._context.station.desks, self._context.blur_faces
        self._context.tasks.run(
            lambda: read_profile(desks, person.id, blur=blur),
            partial(self._show_profile, person.id),
            self._context.messages.failure,
            owner=self,
            topic="people-profile",
        )

    def _show_profile(self, person: PersonId, profile: Profile | None) -> None:
        now = self.selected()
        if now is None or now.id != person:
            return
        if profile is None:
            self.right.setCurrentIndex(_NOBODY)
            return
        self.panel.show_profile(profile)
        self.right.setCurrentIndex(_ONE)

    def _changed(self, person: PersonId | None) -> None:
        if person is not None:
            self.model.forget_portrait(person)
        self.refresh()

    def _ask_for_pictures(self) -> None:
        profile = self.panel.profile
        if profile is not None:
            details = profile.details
            self.pictures_asked.emit(details.facts.of(details.id, details.created))

    def _drop_picture(self, shown: Shown) -> None:
        profile = self.panel.profile
        if profile is not None:
            self.changes.drop_picture(profile.details.id, profile.details.facts.name, shown.template.id)

    def _add_to_group(self) -> None:
        keys = self._keys()
        dialog = GroupDialog(self._context, len(keys), self.window())
        dialog.chosen.connect(lambda group: self.changes.add_to_group(keys, group))
        self._open(dialog)

    def _edit(self, details: PersonDetails) -> None:
        def saved(facts: PersonFacts, before: PersonFacts) -> None:
            said = translate("People", "{name} was changed.").format(name=shortened(facts.name))
            self.changes.written(details.id, before, said)

        dialog = EditDialog(self._context, details, self.window())
        dialog.saved.connect(saved)
        self._open(dialog)

    def _merge(self, details: PersonDetails) -> None:
        def merged(change: Change, kept: Person, gone: Person) -> None:
            self.changes.regrouped(change, merged_text(change, kept.name, gone.name))

        dialog = MergeDialog(self._context, details, self.window())
        dialog.merged.connect(merged)
        self._open(dialog)

    def _split(self, profile: Profile) -> None:
        def split(change: Change, name: str) -> None:
            self.changes.regrouped(change, merged_text(change, profile.details.facts.name, name))

        dialog = SplitDialog(self._context, profile.details, profile.pictures, self.window())
        dialog.done_split.connect(split)
        self._open(dialog)

    def _erase(self, profile: Profile) -> None:
        def erased(done: Erasure) -> None:
            self._changed(done.person)

        dialog = EraseDialog(self._context, profile.details, len(profile.pictures), self.window())
        dialog.erased.connect(erased)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None
        self.list.setFocus()
