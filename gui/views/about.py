"""What this program is."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.icons import pixmap
from gui.text import translate
from gui.widgets.basic import button, column, label


def program_version() -> str:
    """Return the installed version; empty when run from a folder that was never installed."""
    try:
        return version("usher")
    except PackageNotFoundError:
        return ""


class About(QDialog):
    """Name, version, where the data lies."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("About", "About Usher"))
        space, colour = context.theme.tokens.scale.space, context.theme.tokens.colour
        body = column(space.xl, space.s, self)
        sign = label("")
        sign.setPixmap(pixmap("logo", colour.accent_text, 56, self.devicePixelRatioF()))
        said = translate("About", "Recognises people at the door, on this computer alone.")
        folder = translate("About", "Data folder: {path}").format(path=context.station.data_dir)
        for part in (
            sign,
            label(f"Usher {program_version()}".strip(), "title"),
            label(said, "muted", wrap=True),
            label(folder, "caption", wrap=True),
        ):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            body.addWidget(part)
        body.addSpacing(space.m)
        close = button(translate("About", "C&lose"), "primary")
        close.clicked.connect(self.accept)
        body.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumWidth(380)
