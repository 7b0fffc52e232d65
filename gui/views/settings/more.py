"""What is seldom changed about a camera."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from core.domain.arrays import BgrImage
from core.domain.camera import LivenessPolicy
from gui.context import Context
from gui.presenters.camera_form import ROTATIONS, CameraForm
from gui.text import translate
from gui.widgets.basic import column, label, number, titled
from gui.widgets.region_editor import RegionField

_LEAST_FACE_PX, _MOST_FACE_PX, _MOST_FPS = 16, 400, 120
"""The limits of the settings file; one less than the smallest face stands for the general setting."""


class MoreSettings(QWidget):
    """Rotation, mirror, smallest face, frame-rate cap, liveness, model pack and region."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        space = context.theme.tokens.scale.space
        body = column(0, space.m, self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.m)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._build_picture(grid)
        self._build_limits(grid)
        self._build_recognition(grid)
        body.addLayout(grid)
        body.addWidget(label(translate("Cameras", "Look for faces only here: drag over the picture"), "label"))
        self.region = RegionField(context.theme, blur=context.blur_faces)
        self.region.changed.connect(self.changed)
        body.addWidget(self.region)

    def fill(self, form: CameraForm) -> None:
        """Show what is set."""
        self.rotation.setCurrentIndex(ROTATIONS.index(form.rotation))
        self.mirror.setChecked(form.mirror)
        self.min_face.setValue(form.min_face_px or _LEAST_FACE_PX - 1)
        self.max_fps.setValue(round(form.max_fps))
        self.liveness.setCurrentIndex(list(LivenessPolicy).index(form.liveness))
        self.pack.setText(form.pack)
        self.region.show_region(form.region)

    def read(self, form: CameraForm) -> CameraForm:
        """Return `form` with what is set here."""
        fps = self.max_fps.value()
        return CameraForm(
            form.name, form.kind, form.source, form.user, form.password, form.door, form.direction,
            rotation=ROTATIONS[self.rotation.currentIndex()],
            mirror=self.mirror.isChecked(),
            region=self.region.region,
            min_face_px=self.min_face.value() if self.min_face.value() >= _LEAST_FACE_PX else 0,
            # A cap between two whole numbers stays as it was written, until another is chosen.
            max_fps=form.max_fps if round(form.max_fps) == fps else float(fps),
            liveness=list(LivenessPolicy)[self.liveness.currentIndex()],
            pack=self.pack.text(),
            punches=form.punches,
        )  # fmt: skip

    def show_image(self, image: BgrImage) -> None:
        """Show what the camera would see with these settings."""
        self.region.show_image(image)

    def _build_picture(self, grid: QGridLayout) -> None:
        self.rotation = QComboBox()
        for text in (
            translate("Cameras", "Not turned"),
            translate("Cameras", "A quarter to the right"),
            translate("Cameras", "Upside down"),
            translate("Cameras", "A quarter to the left"),
        ):
            self.rotation.addItem(text)
        self.rotation.currentIndexChanged.connect(self.changed)
        self.mirror = QCheckBox(translate("Cameras", "&Mirror it, as for a screen"))
        self.mirror.toggled.connect(self.changed)
        grid.addLayout(titled(translate("Cameras", "&Turn the picture"), self.rotation), 0, 0)
        grid.addWidget(self.mirror, 0, 1, Qt.AlignmentFlag.AlignBottom)

    def _build_limits(self, grid: QGridLayout) -> None:
        general = self._context.station.settings.recognition.min_face_px
        self.min_face = number(_LEAST_FACE_PX - 1, _MOST_FACE_PX, "\u00a0px")
        self.min_face.setSpecialValueText(translate("Cameras", "As usual ({n} px)").format(n=general))
        self.max_fps = number(0, _MOST_FPS, translate("Cameras", " a second"))
        self.max_fps.setSpecialValueText(translate("Cameras", "All of them"))
        for box in (self.min_face, self.max_fps):
            box.valueChanged.connect(self.changed)
        grid.addLayout(titled(translate("Cameras", "&Smallest face"), self.min_face), 1, 0)
        grid.addLayout(titled(translate("Cameras", "Pictures to &use"), self.max_fps), 1, 1)

    def _build_recognition(self, grid: QGridLayout) -> None:
        self.liveness, self.pack = QComboBox(), QLineEdit()
        for text in (
            translate("Cameras", "Not looked for"),
            translate("Cameras", "Reported"),
            translate("Cameras", "Living faces only are named"),
        ):
            self.liveness.addItem(text)
        self.liveness.currentIndexChanged.connect(self.changed)
        self.pack.setPlaceholderText(translate("Cameras", "Like all cameras"))
        self.pack.textChanged.connect(self.changed)
        grid.addLayout(titled(translate("Cameras", "&Photos and screens held up"), self.liveness), 2, 0)
        grid.addLayout(titled(translate("Cameras", "M&odel pack"), self.pack), 2, 1)
        self.no_liveness = label(
            translate(
                "Cameras",
                "The networks that tell a face from a picture of one are not installed. "
                "“usher models add” installs them.",
            ),
            "caption",
            wrap=True,
        )
        can = self._context.station.tells_liveness
        self.liveness.setEnabled(can)
        self.no_liveness.setVisible(not can)
        grid.addWidget(self.no_liveness, 3, 0, 1, 2)
