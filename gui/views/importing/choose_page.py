"""Where the people are: a file or folder, chosen or dropped."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from gui.context import Context
from gui.icons import pixmap
from gui.text import translate
from gui.widgets.basic import button, column, frame, label, row


class ChoosePage(QWidget):
    """`chosen` carries the path."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._build()

    def show_reading(self, *, reading: bool) -> None:
        """Show that something chosen is being read."""
        self.busy.setVisible(reading)
        for each in (self.file, self.folder):
            each.setEnabled(not reading)

    def show_failure(self, text: str) -> None:
        """Say why what was chosen cannot be imported; nothing with an empty text."""
        self.failure.setText(text)
        self.error.setVisible(bool(text))

    def _build(self) -> None:
        space, colour = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour
        zone = frame("card", "drop-zone")
        inner = column(space.xl, space.s, zone)
        sign = label("")
        sign.setPixmap(pixmap("folder", colour.text_faint, 48, self.devicePixelRatioF()))
        title = label(translate("Import", "Drop a table, a folder or an archive here"), "subtitle")
        texts = (
            translate("Import", "A CSV or Excel table with a column that names the pictures of each person,"),
            translate("Import", "a folder of pictures for every person, or pictures called NAME.jpg or ID_NAME.jpg,"),
            translate("Import", "or a ZIP archive of these. Nothing is written before you have seen what would be."),
        )
        inner.addStretch(1)
        for shown in (sign, title, *(label(text, "muted") for text in texts)):
            shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inner.addWidget(shown)
        self.file = button(translate("Import", "Choose a &file…"), "primary")
        self.folder = button(translate("Import", "Choose a f&older…"))
        self.file.clicked.connect(self._choose_file)
        self.folder.clicked.connect(self._choose_folder)
        line = row(0, space.m)
        line.addStretch(1)
        line.addWidget(self.file)
        line.addWidget(self.folder)
        line.addStretch(1)
        inner.addSpacing(space.m)
        inner.addLayout(line)
        inner.addStretch(1)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        self.error = frame("error-card")
        self.failure = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.failure)
        self.error.hide()
        body = column(0, space.m, self)
        body.addWidget(zone, 1)
        body.addWidget(self.busy)
        body.addWidget(self.error)

    def _choose_file(self) -> None:
        kinds = translate("Import", "Tables and archives ({kinds})").format(
            kinds="*.csv *.tsv *.txt *.xlsx *.xlsm *.zip"
        )
        name, _ = QFileDialog.getOpenFileName(self, translate("Import", "Choose a table or an archive"), "", kinds)
        if name:
            self.chosen.emit(Path(name))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, translate("Import", "Choose a folder of pictures"))
        if name:
            self.chosen.emit(Path(name))
