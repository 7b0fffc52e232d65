"""Checks where a camera hangs, while somebody walks up to the door."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.domain.camera import CameraSpec, CameraState
from core.domain.placement import PlacementReport, PlacementVerdict
from core.runtime.placement import PlacementCheck
from gui.context import Context
from gui.icons import pixmap
from gui.presenters import placement as told
from gui.presenters.cameras import status_text
from gui.presenters.feed import place_of
from gui.text import translate
from gui.tints import tint
from gui.views.placement.picture import PlacementPicture
from gui.widgets.basic import button, column, frame, label, row

_PICTURE_MS = 66
_SAMPLE_TICKS = 8
"""Faces are measured twice a second, the picture is shown as often as it is worth it."""

_SIDE = 320


class PlacementDialog(QDialog):
    """Collects faces for as long as it is open; "Start again" forgets them, after the camera was moved."""

    def __init__(self, context: Context, spec: CameraSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._spec = spec
        self._check = PlacementCheck()
        self._ticks = 0
        self._findings: list[QWidget] = []
        self.findings: tuple[str, ...] = ()
        self.setWindowTitle(translate("Placement", "Check the place of a camera"))
        self.setModal(True)
        self._build()
        self._report()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._timer.start(_PICTURE_MS)
        self.resize(1040, 600)

    def restart(self) -> None:
        """Forget the faces seen so far."""
        self._check = PlacementCheck()
        self._report()

    def tick(self) -> None:
        """Show the newest picture; measure the faces in it every so often."""
        self._ticks += 1
        sampling = self._ticks % _SAMPLE_TICKS == 0
        view = self._context.station.latest(self._spec.id)
        if view is not None:
            self.picture.show_view(view)
            if sampling:
                self._check.add(view)
        if sampling:
            self._report()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        head = column(0, space.xs)
        head.addWidget(label(translate("Placement", "Check the place of a camera"), "title"))
        head.addWidget(label(place_of(self._spec.name, self._spec.door), "muted"))
        self.picture = PlacementPicture(self._context.theme, self._spec.region, blur=self._context.blur_faces)
        left = column(0, space.s)
        left.addWidget(self.picture, 1)
        hint = translate("Placement", "Do as visitors do, at the hours and in the light in which they come.")
        left.addWidget(label(hint, "muted", wrap=True))
        middle = row(0, space.xl)
        middle.addLayout(left, 1)
        middle.addWidget(self._build_side())
        body = column(space.xl, space.l, self)
        body.addLayout(head)
        body.addLayout(middle, 1)
        body.addLayout(self._build_buttons())

    def _build_side(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        side = frame("card")
        side.setFixedWidth(_SIDE)
        inner = column(space.l, space.m, side)
        first = row(0, space.s)
        self.sign, self.verdict = label(""), label("", "title")
        first.addWidget(self.sign)
        first.addWidget(self.verdict, 1)
        inner.addLayout(first)
        self.summary = label("", "muted", wrap=True)
        inner.addWidget(self.summary)
        listed = QWidget()
        listed.setProperty("role", "scrolled")
        self._list: QVBoxLayout = column(0, space.m, listed)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(listed)
        inner.addWidget(area, 1)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(space.xs)
        self._grid.setColumnStretch(0, 1)
        self._values: list[QLabel] = []
        inner.addLayout(self._grid)
        return side

    def _build_buttons(self) -> QHBoxLayout:
        line = row(0, self._context.theme.tokens.scale.space.s)
        self.again = button(translate("Placement", "&Start again"))
        self.again.clicked.connect(self.restart)
        self.leave = button(translate("Placement", "Close"), "primary")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        line.addWidget(self.again)
        line.addStretch(1)
        line.addWidget(self.leave)
        return line

    def _report(self) -> None:
        status = next((s for s in self._context.station.cameras() if s.spec.id == self._spec.id), None)
        if status is not None and status.state is not CameraState.LIVE:
            self.picture.waiting = status_text(status, translate)
        self._show(self._check.report(status.fps if status is not None else 0.0))

    def _show(self, report: PlacementReport) -> None:
        colour = tint(self._context.theme.tokens.colour, told.tone(report.verdict))
        name = {PlacementVerdict.GOOD: "check", PlacementVerdict.UNKNOWN: "clock"}.get(report.verdict, "alert")
        self.sign.setPixmap(pixmap(name, colour, 24, self.devicePixelRatioF()))
        self.verdict.setText(told.verdict(report, translate))
        self.summary.setText(told.summary(report, translate))
        for gone in self._findings:
            self._list.removeWidget(gone)
            gone.deleteLater()
        self.findings = tuple(told.sentence(finding, translate) for finding in report.findings)
        self._findings = [
            self._finding(text, serious=finding.serious)
            for text, finding in zip(self.findings, report.findings, strict=True)
        ]
        for i, widget in enumerate(self._findings):
            self._list.insertWidget(i, widget)
        for i, (title, value) in enumerate(told.figures(report, translate)):
            if i == len(self._values):
                self._values.append(label("", "value"))
                self._values[i].setAlignment(Qt.AlignmentFlag.AlignRight)
                self._grid.addWidget(label(title, "muted"), i, 0)
                self._grid.addWidget(self._values[i], i, 1)
            self._values[i].setText(value)

    def _finding(self, text: str, *, serious: bool) -> QWidget:
        colour = self._context.theme.tokens.colour
        made = QWidget()
        inner = row(0, self._context.theme.tokens.scale.space.s, made)
        dot = label("")
        dot.setPixmap(pixmap("dot", colour.bad if serious else colour.warn, 10, self.devicePixelRatioF()))
        dot.setContentsMargins(0, 4, 0, 0)
        inner.addWidget(dot)
        inner.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(label(text, wrap=True), 1)
        return made
