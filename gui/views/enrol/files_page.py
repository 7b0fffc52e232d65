"""Pictures and recordings as files: chosen, or dropped onto the dialog."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from core.runtime.enrol_material import FileReading
from gui.context import Context
from gui.icons import pixmap
from gui.messages import words
from gui.presenters.files import FILTER_SUFFIXES, said_of
from gui.text import translate
from gui.widgets.basic import button, column, frame, label, row

_LIST = 112


class FilesPage(QWidget):
    """Reads one file after another; `read` carries each reading, good or bad."""

    read = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[Path] = []
        self._reading: Path | None = None
        self._build()

    def add(self, paths: Sequence[Path]) -> None:
        """Read some more files."""
        self._waiting += paths
        self._next()

    def _build(self) -> None:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        zone = frame("", "drop-zone")
        zone.setProperty("role", "card")
        inner = column(space.m, space.s, zone)
        sign = label("")
        sign.setPixmap(pixmap("folder", colour.text_faint, 40, self.devicePixelRatioF()))
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = label(translate("Enrol", "Drop pictures or a video of one person here"), "subtitle", wrap=True)
        hint = label(
            translate("Enrol", "Two or three pictures from different days recognise somebody best."), "muted", wrap=True
        )
        self.choose = button(translate("Enrol", "&Choose files…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        inner.addStretch(1)
        inner.addWidget(sign)
        for text in (title, hint):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(text)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.choose)
        middle.addStretch(1)
        inner.addLayout(middle)
        inner.addStretch(1)
        self.busy_bar = QProgressBar()
        self.busy_bar.setRange(0, 0)
        self.busy_bar.setTextVisible(False)
        self.busy_bar.hide()
        whole = column(0, space.s, self)
        whole.addWidget(zone, 1)
        whole.addWidget(self.busy_bar)
        whole.addWidget(self._build_list())

    def _build_list(self) -> QScrollArea:
        space = self._context.theme.tokens.scale.space
        listed = QWidget()
        listed.setProperty("role", "scrolled")
        self._lines: QVBoxLayout = column(0, space.xs, listed)
        self._lines.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(listed)
        self.area.setFixedHeight(_LIST)
        self.area.hide()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.said: list[str] = []
        return self.area

    def _choose(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in FILTER_SUFFIXES)
        offered = translate("Enrol", "Pictures and videos ({kinds})").format(kinds=kinds)
        names, _ = QFileDialog.getOpenFileNames(self, translate("Enrol", "Choose pictures or a video"), "", offered)
        self.add([Path(name) for name in names])

    def _next(self) -> None:
        if self._reading is not None or not self._waiting:
            self.busy_bar.setVisible(self._reading is not None)
            return
        self._reading = path = self._waiting.pop(0)
        self.busy_bar.show()
        desk = self._context.station.desks.enrolling
        self._context.tasks.run_long(lambda _: desk.read_file(path), self._was_read, self._failed, owner=self)

    def _was_read(self, reading: FileReading) -> None:
        self._reading = None
        good = reading.error is None
        text = said_of(reading, translate) if reading.error is None else words(reading.error)
        self._tell(text, good=good and not reading.several)
        self.read.emit(reading)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._reading = None
        self._context.messages.failure(error)
        self._next()

    def _tell(self, text: str, *, good: bool) -> None:
        """Add a line, newest first."""
        colour = self._context.theme.tokens.colour
        self.said.append(text)
        made = QWidget()
        inner = row(0, self._context.theme.tokens.scale.space.s, made)
        sign = label("")
        sign.setPixmap(
            pixmap("check" if good else "alert", colour.good if good else colour.warn, 16, self.devicePixelRatioF())
        )
        inner.addWidget(sign)
        inner.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(label(text, wrap=True), 1)
        self._lines.insertWidget(0, made)
        self.area.show()
