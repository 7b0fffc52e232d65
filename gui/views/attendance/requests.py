"""What people asked for and nobody has answered."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStackedWidget, QWidget

from core.domain.attendance import Punch
from core.domain.reports import OpenRequest
from gui.context import Context
from gui.icons import icon, pixmap
from gui.presenters.attendance import fact_text
from gui.presenters.people import ago_text, shortened
from gui.text import translate
from gui.views.attendance.ask_dialog import AskDialog
from gui.views.attendance.dialogs import ReasonDialog
from gui.views.attendance.writing import Writing
from gui.widgets.basic import button, column, label, row
from gui.widgets.state_page import StatePage

_WIDTH, _SIGN = 860, 22
_LIST, _NONE, _WAITING = range(3)


class RequestCard(QFrame):
    """One request; `granted` and `turned_down` follow its buttons."""

    granted = Signal()
    turned_down = Signal()

    def __init__(self, context: Context, found: OpenRequest, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = found
        self.setProperty("role", "card")
        space, colour = context.theme.tokens.scale.space, context.theme.tokens.colour
        line = row(space.l, space.m, self)
        sign = label("")
        kind = "clock" if isinstance(found.request.wanted, Punch) else "leave"
        sign.setPixmap(pixmap(kind, colour.accent_text, _SIGN, self.devicePixelRatioF()))
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        said = column(0, 2)
        said.addWidget(label(shortened(found.name), "value", wrap=True))
        said.addWidget(label(_wanted(found, zone), wrap=True))
        asked = ago_text(found.asked, datetime.now(found.asked.tzinfo), translate)
        who = translate("Attendance", "asked by {name}").format(name=shortened(found.author)) if found.author else ""
        said.addWidget(label(" · ".join(part for part in (found.reason, who, asked) if part), "muted", wrap=True))
        line.addLayout(said, 1)
        self.no = button(translate("Attendance", "Turn down…"))
        self.yes = button(translate("Attendance", "Grant"), "primary", icon("check", colour.on_accent))
        self.no.clicked.connect(self.turned_down)
        self.yes.clicked.connect(self.granted)
        for made, what in (
            (self.no, translate("Attendance", "Turn down")),
            (self.yes, translate("Attendance", "Grant")),
        ):
            made.setAccessibleName(f"{what}: {found.name}, {_wanted(found, zone)}")
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)


class RequestsView(QWidget):
    """`counted` carries how many wait, `changed` follows whatever was written here."""

    counted = Signal(int)
    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.cards: list[RequestCard] = []
        self.dialog: QDialog | None = None
        self._zone, self._today = ZoneInfo("UTC"), datetime.now().astimezone().date()
        self.writing = Writing(context, self)
        self.writing.changed.connect(self._written)
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Load what may have changed."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read which requests wait, also while nobody looks: their number is shown elsewhere."""
        desk = self._context.station.desks.attendance

        def work() -> tuple[tuple[OpenRequest, ...], ZoneInfo, date]:
            return desk.requests(), desk.zone(), desk.day()

        self._context.tasks.run(
            work, lambda found: self._show(*found), self._context.messages.failure, owner=self,
            topic="attendance-requests",
        )  # fmt: skip

    def take_focus(self) -> None:
        """Give the keyboard to the first request."""
        (self.cards[0].yes if self.cards else self.ask_button).setFocus()

    def ask(self) -> None:
        """Ask on behalf of somebody."""
        dialog = AskDialog(self._context, self._today, self._zone, self.window())
        said = translate("Attendance", "The request is written down.")
        dialog.written.connect(lambda entry: self.writing.written(said, entry))
        self._open(dialog)

    def grant(self, found: OpenRequest) -> None:
        """Make what was asked for a fact."""
        desk, said = self.writing.desk, translate("Attendance", "Granted to {name}.")
        self.writing.run(lambda: desk.grant(found.entry), said.format(name=shortened(found.name)))

    def turn_down(self, found: OpenRequest) -> None:
        """Ask why it is not granted."""
        desk = self.writing.desk
        dialog = ReasonDialog(
            self._context,
            translate("Attendance", "Turn a request down"),
            f"{found.name}  ·  {_wanted(found, self._zone)}",
            button(translate("Attendance", "&Turn down"), "primary"),
            lambda reason: desk.turn_down(found.entry, reason),
            self.window(),
        )
        said = translate("Attendance", "The request is turned down.")
        dialog.written.connect(lambda entry: self.writing.written(said, entry))
        self._open(dialog)

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        self.ask_button = button(
            translate("Attendance", "&Ask on behalf of somebody…"), "", icon("plus", theme.tokens.colour.text_muted)
        )
        self.ask_button.clicked.connect(self.ask)
        said = translate("Attendance", "A punch or a leave that is asked for counts once it is granted.")
        head = row(0, space.m)
        head.addWidget(label(said, "muted", wrap=True), 1)
        head.addWidget(self.ask_button)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setMaximumWidth(_WIDTH)
        self._list = column(0, space.s, inner)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        none = StatePage(
            theme,
            "check",
            translate("Attendance", "No request waits"),
            translate("Attendance", "Whoever asks for a punch or a leave, or for whom you ask, appears here."),
            small=True,
        )
        self.stack = QStackedWidget()
        for page in (area, none, QWidget()):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(_WAITING)
        body = column(0, space.m, self)
        body.addLayout(head)
        body.addWidget(self.stack, 1)

    def _show(self, found: tuple[OpenRequest, ...], zone: ZoneInfo, today: date) -> None:
        self._zone, self._today = zone, today
        if [card.found for card in self.cards] != list(found):
            for card in self.cards:
                self._list.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = [self._card(one) for one in found]
            for place, card in enumerate(self.cards):
                self._list.insertWidget(place, card)
        self.stack.setCurrentIndex(_LIST if found else _NONE)
        self.counted.emit(len(found))

    def _card(self, found: OpenRequest) -> RequestCard:
        card = RequestCard(self._context, found, self._zone)
        card.granted.connect(partial(self.grant, found))
        card.turned_down.connect(partial(self.turn_down, found))
        return card

    def _written(self) -> None:
        self.refresh()
        self.changed.emit()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def _wanted(found: OpenRequest, zone: ZoneInfo) -> str:
    wanted = fact_text(found.request.wanted, zone, translate)
    if found.replaced is None:
        return wanted
    before = fact_text(found.replaced, zone, translate)
    return translate("Attendance", "{fact} in the place of {before}").format(fact=wanted, before=before)
