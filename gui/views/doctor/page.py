"""What is wrong with the people enrolled, kind by kind, each with a way to set it right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QStackedWidget, QWidget

from core.domain.doctor import Examination, Finding, FindingKind, Fix
from core.runtime.desks import Desks
from gui.context import Context
from gui.presenters.doctor import done_text, phase_text, summary, tiles
from gui.tasks import Cancelled
from gui.text import translate
from gui.views.doctor.card import FindingCard
from gui.views.doctor.confirm import ConfirmDialog
from gui.views.doctor.fixing import NO_CHOICE, Choice, Undo, apply
from gui.views.doctor.tile import TileButton
from gui.views.pages import PageView
from gui.widgets.basic import button, column, label, row
from gui.widgets.state_page import StatePage

_POLL_MS = 200
_PAGE = 20
"""Cards shown at once, and more at each wish."""
_TILES_WIDTH = 224
_CARDS_WIDTH = 980
_ASKED_FIRST = (Fix.MERGE, Fix.GIVE, Fix.SPLIT)
_ELSEWHERE = (Fix.NEW_PICTURES, Fix.CORRECT)

Work = Callable[[Desks], Undo]


@dataclass(slots=True)
class _Examining:
    """Work in progress: `phase` and `share` are written by the worker, `given_up` by the window."""

    phase: str = "faces"
    share: float = 0.0
    given_up: bool = False


class DoctorPage(PageView):
    """Examines on wish only. `pictures_asked` and `correction_asked` carry the id of a person to be looked after."""

    pictures_asked = Signal(str)
    correction_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._found: Examination | None = None
        self._examining: _Examining | None = None
        self._kind: FindingKind | None = None
        self._shown = _PAGE
        self.cards: list[FindingCard] = []
        self.dialog: ConfirmDialog | None = None
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._show_progress)

    @property
    def examining(self) -> bool:
        """Whether everybody is being compared."""
        return self._examining is not None

    @property
    def kind(self) -> FindingKind | None:
        """Of which kind findings are shown."""
        return self._kind

    @property
    def healthy(self) -> bool:
        """Whether the page says that nothing is wrong."""
        return self._stack.currentWidget() is self._well

    @property
    def examination(self) -> Examination | None:
        """What is shown."""
        return self._found

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is left of the last examination: others may have fixed something."""
        super().showEvent(event)
        self.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to what can be done first."""
        chosen = self._group.checkedButton()
        (chosen if self._found is not None and chosen is not None else self.begin).setFocus()

    def refresh(self) -> None:
        """Look again which findings still hold; nobody is compared anew."""
        if self._examining is None:
            desk = self._context.station.desks.doctor
            self._context.tasks.run(desk.latest, self._show, self._context.messages.failure, owner=self, topic="doctor")

    def examine(self) -> None:
        """Compare everybody."""
        if self._examining is not None:
            return
        examining = _Examining()
        self._examining = examining
        desk = self._context.station.desks.doctor

        def advance(phase: str, share: float) -> None:
            examining.phase, examining.share = phase, share

        def work(cancelled: Cancelled) -> Examination | None:
            return desk.examine(advance, lambda: examining.given_up or cancelled())

        self._context.tasks.run_long(
            work, partial(self._examined, examining), partial(self._failed, examining), owner=self
        )
        self._stack.setCurrentWidget(self._working)
        self._show_progress()
        self._timer.start()

    def give_up(self) -> None:
        """Stop examining; what was found before comes back."""
        if self._examining is not None:
            self._examining.given_up = True
            self._end()

    def choose(self, kind: FindingKind) -> None:
        """Show the findings of a kind."""
        self._kind, self._shown = kind, _PAGE
        self.tiles[kind].setChecked(True)
        self._show_cards()
        self._area.verticalScrollBar().setValue(0)

    def fix(self, finding: Finding, fix: Fix) -> None:
        """Set something right, asking first where it moves anything."""
        if fix in _ASKED_FIRST:
            self._ask(finding, fix)
        elif fix in _ELSEWHERE:
            asked = self.pictures_asked if fix is Fix.NEW_PICTURES else self.correction_asked
            asked.emit(finding.people[0])
        else:
            self._apply(finding, fix, NO_CHOICE)

    def leave(self, finding: Finding) -> None:
        """Show a finding no more."""
        doctor = self._context.station.desks.doctor

        def work(_desks: Desks) -> Undo:
            doctor.leave(finding.mark)
            return partial(doctor.take_up, finding.mark)

        self._do(work, translate("Doctor", "This is not shown again."))

    def _ask(self, finding: Finding, fix: Fix) -> None:
        dialog = ConfirmDialog(self._context, finding, fix, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            events = dialog.moving.event_ids if dialog.moving is not None else ()
            self._apply(finding, fix, Choice(dialog.keeping, dialog.name.text().strip(), events))

        dialog.accepted.connect(accepted)
        self.dialog = dialog
        dialog.open()

    def _apply(self, finding: Finding, fix: Fix, choice: Choice) -> None:
        self._do(lambda desks: apply(desks, finding, fix, choice), done_text(fix, finding, translate))

    def _do(self, work: Work, said: str) -> None:
        """Do something, say so and offer the way back."""
        desks = self._context.station.desks

        def done(undo: Undo) -> None:
            self._context.messages.done(said, partial(self._undo, undo))
            self.refresh()

        self._context.tasks.run(lambda: work(desks), done, self._refused, owner=self)

    def _undo(self, undo: Undo) -> None:
        self._context.tasks.run(undo, lambda _: self.refresh(), self._refused, owner=self)

    def _refused(self, error: Exception) -> None:
        self._context.messages.failure(error)
        self.refresh()

    def _examined(self, examining: _Examining, found: Examination | None) -> None:
        if self._examining is examining:
            self._end()
            self._show(found)

    def _failed(self, examining: _Examining, error: Exception) -> None:
        if self._examining is examining:
            self._end()
            self._context.messages.failure(error)

    def _end(self) -> None:
        self._examining = None
        self._timer.stop()
        self._show(self._found)

    def _show_progress(self) -> None:
        if self._examining is not None:
            self._working.text.setText(phase_text(self._examining.phase, translate))
            self._working.progress.setValue(round(1000 * self._examining.share))

    def _show(self, found: Examination | None) -> None:
        self._found = found
        if self._examining is not None:
            return
        if found is None:
            self._stack.setCurrentWidget(self._empty)
            return
        said = summary(found, datetime.now(UTC), translate)
        self._made.setText(said)
        self._well.text.setText(said)
        for tile in tiles(found, translate):
            self.tiles[tile.kind].show_tile(tile)
        if not found.counts:
            self._show_cards()
            self._stack.setCurrentWidget(self._well)
            return
        self._stack.setCurrentWidget(self._results)
        if self._kind is None or self._kind not in found.counts:
            self.choose(next(iter(found.counts)))
        else:
            self._show_cards()
        if self.begin.hasFocus():  # which is not to be seen any more
            self.take_focus()

    def _show_cards(self) -> None:
        found = [each for each in self._found.findings if each.kind is self._kind] if self._found else []
        wanted = found[: self._shown]
        kept = {card.finding: card for card in self.cards if card.finding in wanted}
        for card in self.cards:
            if card.finding not in kept:
                self._list.removeWidget(card)
                card.hide()
                card.deleteLater()
        self.cards = []
        for place, finding in enumerate(wanted):
            card = kept.get(finding) or self._card(finding)
            self._list.insertWidget(place, card)
            self.cards.append(card)
        if self._found is not None and self._kind is not None:
            about = {tile.kind: tile.about for tile in tiles(self._found, translate)}
            self._about.setText(about[self._kind])
        self.more.setVisible(len(found) > len(wanted))

    def _card(self, finding: Finding) -> FindingCard:
        card = FindingCard(self._context, finding)
        card.fix_asked.connect(self.fix)
        card.leave_asked.connect(self.leave)
        return card

    def _show_more(self) -> None:
        self._shown += _PAGE
        self._show_cards()

    def _build(self) -> None:
        theme = self._context.theme
        self.begin = button(translate("Doctor", "&Examine"), "primary")
        self.begin.clicked.connect(self.examine)
        text = translate(
            "Doctor",
            "Usher compares everybody with everybody and shows who is enrolled twice, whose pictures are mixed up, "
            "poor or old, and who is easily taken for somebody else. Nothing is changed without you.",
        )
        title = translate("Doctor", "Is everybody enrolled well?")
        self._empty = StatePage(theme, "doctor", title, text, (self.begin,), small=True)
        again = button(translate("Doctor", "&Examine again"))
        again.clicked.connect(self.examine)
        self._well = StatePage(
            theme, "check", translate("Doctor", "Everybody is enrolled well"), "", (again,), small=True
        )
        stop = button(translate("Doctor", "&Cancel"))
        stop.clicked.connect(self.give_up)
        self._working = StatePage(theme, "doctor", translate("Doctor", "Examining…"), "", (stop,), small=True)
        self._working.progress.show()
        self._results = self._build_results()
        self._stack = QStackedWidget()
        for page in (QWidget(), self._empty, self._working, self._well, self._results):
            self._stack.addWidget(page)
        column(0, 0, self).addWidget(self._stack)

    def _build_results(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        again = button(translate("Doctor", "&Examine again"))
        again.clicked.connect(self.examine)
        self._made = label("", "muted")
        heads = column(0, space.xs)
        heads.addWidget(label(translate("Doctor", "Gallery check"), "title"))
        heads.addWidget(self._made)
        head = row(0, space.l)
        head.addLayout(heads, 1)
        head.addWidget(again)
        parts = row(0, space.l)
        parts.addWidget(self._build_tiles())
        parts.addWidget(self._build_list(), 1)
        made = QWidget()
        body = column(space.xl, space.l, made)
        body.addLayout(head)
        body.addLayout(parts, 1)
        return made

    def _build_tiles(self) -> QWidget:
        self.tiles = {kind: TileButton(self._context) for kind in FindingKind}
        self._group = QButtonGroup(self)
        made = QWidget()
        made.setFixedWidth(_TILES_WIDTH)
        body = column(0, self._context.theme.tokens.scale.space.xs, made)
        for kind, tile in self.tiles.items():
            self._group.addButton(tile)
            tile.clicked.connect(partial(self.choose, kind))
            body.addWidget(tile)
        body.addStretch(1)
        return made

    def _build_list(self) -> QScrollArea:
        space = self._context.theme.tokens.scale.space
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setMaximumWidth(_CARDS_WIDTH)
        self._about = label("", "muted", wrap=True)
        self.more = button(translate("Doctor", "Show &more"))
        self.more.clicked.connect(self._show_more)
        self._list = column(0, space.s)
        body = column(0, space.m, inner)
        body.setContentsMargins(0, 0, space.s, 0)
        body.addWidget(self._about)
        body.addLayout(self._list)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        aside = row(0, 0, holder)
        aside.addWidget(inner, 1000)
        aside.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(holder)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        return self._area
