"""What a bug looks like to a person: an apology, the details, and a way to hand them on."""

import platform
import traceback

import PySide6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from gui.text import translate
from gui.theme import Theme
from gui.widgets.basic import button, column, label, row


def details(error: BaseException) -> str:
    """Return what a developer needs to know."""
    system = f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.platform()}"
    return f"{system}\n\n" + "".join(traceback.format_exception(error))


class Report(QDialog):
    """Shown when Usher is at fault. The program goes on as far as it can."""

    def __init__(self, error: BaseException, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Report", "Something went wrong in Usher"))
        self.resize(640, 420)
        space = theme.tokens.scale.space
        body = column(space.xl, space.m, self)
        body.addWidget(label(translate("Report", "Something went wrong in Usher"), "title"))
        said = translate(
            "Report",
            "This is a fault of the program, not of yours. It goes on as far as it can; if something looks wrong, "
            "close and open it again. Please send these details to the people who maintain it.",
        )
        body.addWidget(label(said, "muted", wrap=True))
        self.text = QPlainTextEdit(details(error))
        self.text.setReadOnly(True)
        body.addWidget(self.text, 1)
        buttons = row(0, space.s)
        buttons.addStretch(1)
        self.copy = button(translate("Report", "&Copy details"))
        self.copy.clicked.connect(self._copy)
        close = button(translate("Report", "C&lose"), "primary")
        close.clicked.connect(self.accept)
        buttons.addWidget(self.copy)
        buttons.addWidget(close)
        body.addLayout(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
