"""Drop in a recording, get who appears when."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QFrame, QHBoxLayout, QListView, QStackedWidget, QWidget

from core.domain.timeline import Cast, Timeline
from core.runtime.clips import VIDEO_SUFFIXES, is_video
from core.runtime.recording_cast import save_timeline
from gui.context import Context
from gui.icons import icon
from gui.presenters.recordings import left_text, summary, who
from gui.tables.cast_model import CAST_ROLE, LINE_END, NAMES_WIDTH, CastDelegate, CastModel
from gui.tasks import Cancelled
from gui.text import translate
from gui.views.pages import PageView
from gui.views.recordings.moments import Moments
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage
from gui.widgets.time_scale import TimeScale

_POLL_MS = 200
_SCROLL_BAR = 10
"""Width of a scroll bar in the stylesheet."""


@dataclass(slots=True)
class _Watching:
    """Work in progress: `share` is written by the worker, `given_up` by the window."""

    path: Path
    since: float
    share: float = 0.0
    given_up: bool = False


class RecordingsPage(PageView):
    """One recording at a time; the live cameras go on meanwhile."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._watching: _Watching | None = None
        self._timeline: Timeline | None = None
        self.setAcceptDrops(True)
        self.model = CastModel(hide=context.blur_faces, parent=self)
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._show_progress)

    @property
    def timeline(self) -> Timeline | None:
        """The recording that is shown."""
        return self._timeline

    def watch(self, path: Path) -> None:
        """Watch a recording, instead of one that is being watched."""
        self.give_up()
        watching = _Watching(path, time.monotonic())
        self._watching = watching
        desk = self._context.station.desks.recordings

        def advance(share: float) -> None:
            watching.share = share

        def work(cancelled: Cancelled) -> Timeline | None:
            return desk.watch(path, advance, lambda: watching.given_up or cancelled())

        self.destroyed.connect(partial(_abandon, watching))
        self._context.tasks.run_long(
            work, lambda found: self._done(watching, found), lambda error: self._failed(watching, error), owner=self
        )
        self._working.title.setText(path.name)
        self._stack.setCurrentWidget(self._working)
        self._show_progress()
        self._timer.start()

    def give_up(self) -> None:
        """Stop watching; what was shown before comes back."""
        if self._watching is not None:
            self._watching.given_up = True
            self._end()

    def choose(self) -> None:
        """Ask for a file."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES))
        videos = translate("Recordings", "Videos ({kinds})").format(kinds=kinds)
        name, _ = QFileDialog.getOpenFileName(self, translate("Recordings", "Open a recording"), "", videos)
        if name:
            self.watch(Path(name))

    def save(self) -> None:
        """Ask where to, and write every appearance as CSV."""
        if self._timeline is not None:
            proposed = str(self._timeline.path.with_suffix(".csv"))
            name, _ = QFileDialog.getSaveFileName(self, translate("Recordings", "Save as CSV"), proposed, "CSV (*.csv)")
            if name:
                self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write every appearance as CSV."""
        if self._timeline is not None:
            timeline = self._timeline
            said = translate("Recordings", "Saved as {path}.").format(path=path)
            self._context.tasks.run(
                lambda: save_timeline(timeline, path),
                lambda _: self._context.messages.done(said),
                self._context.messages.failure,
                owner=self,
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a video file."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Watch it."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.watch(path)

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        choose = button(
            translate("Recordings", "&Open a recording…"), "primary", icon("film", theme.tokens.colour.on_accent)
        )
        choose.clicked.connect(self.choose)
        self._empty = StatePage(
            theme,
            "film",
            translate("Recordings", "Drop a recording here"),
            translate(
                "Recordings",
                "Usher watches it and shows who appears when. Strangers are numbered. Nothing of it is kept.",
            ),
            (choose,),
            small=True,
        )
        stop = button(translate("Recordings", "&Cancel"))
        stop.clicked.connect(self.give_up)
        self._working = StatePage(theme, "film", "", "", (stop,), small=True)
        self._working.progress.show()
        self._stack = QStackedWidget()
        for page in (self._empty, self._working, self._build_shown()):
            self._stack.addWidget(page)
        body = column(space.xl, space.l, self)
        body.addLayout(self._build_head())
        body.addWidget(self._stack, 1)

    def _build_head(self) -> QHBoxLayout:
        colour = self._context.theme.tokens.colour
        self._summary = label("", "muted")
        self.open_button = button(translate("Recordings", "&Open…"), "", icon("film", colour.text_muted))
        self.open_button.clicked.connect(self.choose)
        self.save_button = button(translate("Recordings", "&Save as CSV…"))
        self.save_button.clicked.connect(self.save)
        head = row(0, self._context.theme.tokens.scale.space.m)
        head.addWidget(label(translate("Recordings", "Recordings"), "title"))
        head.addWidget(self._summary)
        head.addStretch(1)
        for made in (self.save_button, self.open_button):
            made.hide()
            head.addWidget(made)
        return head

    def _build_shown(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        self._shown = frame("card")
        self._scale = TimeScale(self._context.theme, NAMES_WIDTH, LINE_END + _SCROLL_BAR)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(CastDelegate(self._context.theme, self.model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Always there, so that the scale above knows where the lines end.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setAccessibleName(translate("Recordings", "People in the recording"))
        self.list.selectionModel().currentChanged.connect(self._selected)
        self.nobody = label(translate("Recordings", "Nobody can be recognised in this recording."), "muted")
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.moments = Moments(self._context.theme)
        body = column(space.s, space.s, self._shown)
        body.addWidget(self._scale)
        body.addWidget(self.list, 1)
        body.addWidget(self.nobody, 1)
        body.addWidget(self.moments)
        return self._shown

    def _show_progress(self) -> None:
        watching = self._watching
        if watching is not None:
            self._working.progress.setValue(round(1000 * watching.share))
            spent_s = time.monotonic() - watching.since
            self._working.text.setText(left_text(watching.share, spent_s, translate))

    def _done(self, watching: _Watching, found: Timeline | None) -> None:
        if self._watching is watching:
            self._watching = None
            if found is not None:
                self._show(found)
            self._end()

    def _failed(self, watching: _Watching, error: Exception) -> None:
        if self._watching is watching:
            self._end()
            self._context.messages.failure(error)

    def _end(self) -> None:
        self._watching = None
        self._timer.stop()
        self._stack.setCurrentWidget(self._empty if self._timeline is None else self._shown)

    def _show(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self.model.show(timeline)
        self._scale.show_duration(timeline.duration_s)
        self._summary.setText(f"{timeline.path.name} · {summary(timeline, translate)}")
        for widget in (self.save_button, self.open_button):
            widget.show()
        is_empty = not timeline.cast
        self.nobody.setVisible(is_empty)
        for part in (self.list, self._scale, self.moments):
            part.setVisible(not is_empty)
        if not is_empty:
            self.list.setCurrentIndex(self.model.index(0))
        if timeline.damage:
            self._context.messages.warning(timeline.damage)

    def _selected(self, current: QModelIndex) -> None:
        part = current.data(CAST_ROLE)
        if isinstance(part, Cast):
            pictures = [(self.model.picture(one.portrait_jpeg), one) for one in part.appearances]
            self.moments.show_moments(who(part, translate), pictures)


def _abandon(watching: _Watching) -> None:
    watching.given_up = True


def _dropped(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if is_video(path)), None)
