"""Enrolling somebody who stands before a camera: choose which, be guided, take pictures."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from core.domain.camera import CameraState, FoundCamera
from core.domain.ids import CameraId
from core.runtime.guiding import Captured, Guidance
from gui.context import Context
from gui.messages import words
from gui.presenters.enrolment import progress
from gui.presenters.feed import place_of
from gui.text import translate
from gui.views.enrol.guide_picture import GuidePicture
from gui.widgets.basic import button, column, label, row

if TYPE_CHECKING:
    from core.runtime.guided_session import GuidedSession

_PICTURE_MS = 40


class CameraPage(QWidget):
    """One session at a time, from the first showing on. `captured` carries what was taken, `finished` its end."""

    captured = Signal(object)
    finished = Signal()

    def __init__(self, context: Context, first: CameraId | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._first = first
        self._session: GuidedSession | None = None
        self._taken: tuple[Captured, ...] = ()
        self._done = False
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(_PICTURE_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def guidance(self) -> Guidance | None:
        """What is shown, None without a session."""
        return None if self._session is None else self._session.guidance

    def begin(self) -> None:
        """Offer the cameras and begin with the first; does nothing once begun."""
        if self.cameras.count():
            return
        for status in self._context.station.cameras():
            if status.state is not CameraState.FAILED:
                name = place_of(status.spec.name, status.spec.door)
                self.cameras.addItem(name, status.spec.id)
                if status.spec.id == self._first:
                    self.cameras.setCurrentIndex(self.cameras.count() - 1)
        self.cameras.currentIndexChanged.connect(self._chosen)
        desk = self._context.station.desks.enrolling
        self._context.tasks.run(desk.desk_cameras, self._plugged_in, self._context.messages.failure, owner=self)
        self._chosen()

    def end(self) -> None:
        """Let go of the camera."""
        self._timer.stop()
        session, self._session = self._session, None
        if session is not None:
            # On a worker: a driver may block for seconds.
            self._context.tasks.run(session.close, _closed, self._context.messages.failure)

    def forget(self, captured: Captured) -> None:
        """Take a picture back; its view is asked for again."""
        if self._session is not None and captured in self._taken:
            self._done = False
            self._session.forget(self._taken.index(captured))
            self._taken = tuple(one for one in self._taken if one is not captured)

    def tick(self) -> None:
        """Show the newest picture and what is to be said."""
        if self._session is None:
            return
        guidance = self._session.guidance
        self.picture.show_guidance(guidance)
        self.progress.setText(progress(guidance.missing, len(guidance.captured), translate))
        self.error.setText("" if guidance.error is None else words(guidance.error))
        self.error.setVisible(guidance.error is not None)
        if guidance.captured != self._taken:
            self._taken = guidance.captured
            self.captured.emit(guidance.captured)
        if guidance.done and not self._done:
            self._done = True
            self.finished.emit()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self.cameras = QComboBox()
        self.cameras.setAccessibleName(translate("Enrol", "Camera"))
        self.picture = GuidePicture(self._context.theme, blur=self._context.blur_faces)
        self.picture.take_asked.connect(self._take)
        self.take = button(translate("Enrol", "&Take now"))
        self.take.setToolTip(translate("Enrol", "Space, with the picture selected"))
        self.take.clicked.connect(self._take)
        self.take.setAutoDefault(False)
        self.progress = label("", "muted")
        self.error = label("", "error", wrap=True)
        self.error.hide()
        line = row(0, space.s)
        line.addWidget(self.cameras)
        line.addWidget(self.progress, 1)
        line.addWidget(self.take)
        whole = column(0, space.s, self)
        whole.addWidget(self.picture, 1)
        whole.addWidget(self.error)
        whole.addLayout(line)

    def _plugged_in(self, found: tuple[FoundCamera, ...]) -> None:
        for camera in found:
            self.cameras.addItem(translate("Enrol", "{name} (USB)").format(name=camera.name), camera.source)

    def _chosen(self) -> None:
        """Begin anew with the camera that is chosen; what was taken so far is kept."""
        self.end()
        self._taken, self._done = (), False
        index = self.cameras.currentIndex()
        self.take.setEnabled(index >= 0)
        if index < 0:
            self.picture.waiting = translate("Enrol", "There is no camera. Plug one in, or use files.")
            self.picture.update()
            return
        desk, chosen = self._context.station.desks.enrolling, self.cameras.itemData(index, Qt.ItemDataRole.UserRole)
        plugged_in = chosen not in {status.spec.id for status in self._context.station.cameras()}
        self._session = desk.watch_source(chosen) if plugged_in else desk.watch(CameraId(chosen))
        self._timer.start()

    def _take(self) -> None:
        if self._session is not None:
            self._session.take_now()


def _closed(closed: bool) -> None:
    """Nothing is to be done: what still blocks ends with the driver's call."""
    del closed
