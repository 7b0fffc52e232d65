"""How the machine is doing: what needs attention first, then every camera, the stages, memory and disk."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.runtime.health import MB
from gui.context import Context
from gui.icons import pixmap
from gui.presenters.cameras import Tone
from gui.presenters.health import Note, course_span, course_text, size_text, stage_titles, view_of
from gui.text import translate
from gui.tints import tint
from gui.views.health.camera_table import CameraTable
from gui.views.pages import PageView
from gui.widgets.basic import column, frame, label, row, set_role
from gui.widgets.figure_table import FigureTable
from gui.widgets.sparkline import Sparkline

REFRESH_MS = 1_000
SPAN_S = 1_800.0
"""The memory's course is kept for half an hour."""
_WIDTH = 1180
_ROLES = {Tone.BAD: "error-card", Tone.WAITING: "warning-card", Tone.GOOD: "card", Tone.QUIET: "card"}


class NoteCard(QFrame):
    """One sentence with a sign in its colour."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        space = context.theme.tokens.scale.space
        self._sign, self.text = label(""), label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line = row(0, space.m, self)
        line.setContentsMargins(space.l, space.m, space.l, space.m)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)

    def show_note(self, note: Note) -> None:
        """Show a sentence."""
        set_role(self, "role", _ROLES[note.tone])
        colour = tint(self._theme.tokens.colour, note.tone)
        name = "check" if note.tone is Tone.GOOD else "alert"
        self._sign.setPixmap(pixmap(name, colour, 20, self.devicePixelRatioF()))
        self.text.setText(note.text)
        self.setAccessibleName(note.text)


class HealthPage(PageView):
    """Asks the station once a second while it is visible."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.notes: list[NoteCard] = []
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    @property
    def refreshing(self) -> bool:
        """Whether the figures are kept up to date."""
        return self._timer.isActive()

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
        """Show the machine as it is now."""
        view = view_of(self._context.station.health(), translate)
        calm = Note(Tone.GOOD, translate("Health", "All is well. Cameras, memory, disk and clock are being watched."))
        self._show_notes(view.notes or (calm,))
        self.cameras.show_cameras(view.cameras)
        self._no_cameras.setVisible(not view.cameras)
        self.stages.show_rows(view.stages)
        self._no_stages.setVisible(not view.stages)
        self.queues.show_rows(view.queues)
        self.memory.show_rows(view.memory)
        self.storage.show_rows(view.storage)
        low, high = course_span(view.course)
        self.course.show_points([(p.mono_s, p.rss_mb) for p in view.course], SPAN_S, low, high)
        said = course_text(view.course, translate)
        self.course.setToolTip(said)
        self.course.setAccessibleName(said)
        self._high.setText(size_text(high * MB) if view.course else "")
        self._low.setText(size_text(low * MB) if view.course else "")

    def _show_notes(self, notes: Sequence[Note]) -> None:
        while len(self.notes) > len(notes):
            gone = self.notes.pop()
            self._notes.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, note in enumerate(notes):
            if number == len(self.notes):
                self.notes.append(NoteCard(self._context))
                self._notes.addWidget(self.notes[number])
            self.notes[number].show_note(note)

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setMaximumWidth(_WIDTH)
        body = column(space.xl, space.l, inner)
        body.addWidget(label(translate("Health", "Health"), "title"))
        self._notes = column(0, space.s)
        body.addLayout(self._notes)
        body.addWidget(self._build_cameras())
        halves = row(0, space.l)
        left, right = column(0, space.l), column(0, space.l)
        for side, cards in (
            (left, (self._build_stages(), self._build_queues())),
            (right, (self._build_memory(), self._build_disk())),
        ):
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            halves.addLayout(side, 1)
        body.addLayout(halves)
        body.addStretch(1)
        holder = QWidget()
        holder.setProperty("role", "scrolled")
        row(0, 0, holder).addWidget(inner, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        area.setFrameShape(QFrame.Shape.NoFrame)
        column(0, 0, self).addWidget(area)

    def _build_cameras(self) -> QFrame:
        card, body = self._card(translate("Health", "Cameras"))
        self.cameras = CameraTable(self._context.theme)
        self._no_cameras = label(translate("Health", "There are no cameras yet."), "muted")
        body.addWidget(self.cameras)
        body.addWidget(self._no_cameras)
        return card

    def _build_stages(self) -> QFrame:
        card, body = self._card(translate("Health", "What a picture takes, in ms"))
        self.stages = FigureTable(self._context.theme, stage_titles(translate))
        self._no_stages = label(translate("Health", "No picture has been analysed yet."), "muted")
        body.addWidget(self.stages)
        body.addWidget(self._no_stages)
        return card

    def _build_memory(self) -> QFrame:
        card, body = self._card(translate("Health", "Memory"))
        self.course = Sparkline(self._context.theme)
        self._high, self._low = label("", "caption"), label("", "caption")
        scale = column(0, 0)
        scale.addWidget(self._high, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        scale.addWidget(self._low, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        picture = row(0, self._context.theme.tokens.scale.space.s)
        picture.addWidget(self.course, 1)
        picture.addLayout(scale)
        body.addLayout(picture)
        ends = row(0, 0)
        ends.addWidget(label(translate("Health", "30 min ago"), "caption"))
        ends.addStretch(1)
        body.addLayout(ends)
        self.memory = FigureTable(self._context.theme)
        body.addWidget(self.memory)
        return card

    def _build_disk(self) -> QFrame:
        card, body = self._card(translate("Health", "Disk"))
        self.storage = FigureTable(self._context.theme)
        body.addWidget(self.storage)
        return card

    def _build_queues(self) -> QFrame:
        card, body = self._card(translate("Health", "Waiting"))
        self.queues = FigureTable(self._context.theme)
        body.addWidget(self.queues)
        return card

    def _card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        space = self._context.theme.tokens.scale.space
        card = frame("card")
        body = column(space.l, space.m, card)
        body.addWidget(label(title, "subtitle"))
        return card, body
