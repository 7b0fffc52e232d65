"""Which reports are written by themselves, where to and when."""

import msgspec
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLineEdit, QWidget

from core.config import ExportSettings, Settings
from core.domain.reports import ReportKind
from gui.context import Context
from gui.icons import icon
from gui.presenters.attendance_reports import every_text, kind_text
from gui.text import translate
from gui.views.attendance.fields import TimeField, stand
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, icon_button, label, row, titled

_KINDS = (ReportKind.TOTALS, ReportKind.DAYS, ReportKind.PUNCHES, ReportKind.PAYROLL)
_EVERY = ("day", "week", "month")


class ExportCard(QFrame):
    """One report that is written by itself."""

    def __init__(self, context: Context, found: ExportSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        tint, space = context.theme.tokens.colour.text_muted, context.theme.tokens.scale.space
        self.folder = QLineEdit(found.folder)
        self.folder.setPlaceholderText(translate("Attendance", "Folder in which it is written"))
        self.folder.setAccessibleName(self.folder.placeholderText())
        self.browse = button(translate("Attendance", "Choose…"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.report, self.format, self.every = QComboBox(), QComboBox(), QComboBox()
        for kind in _KINDS:
            self.report.addItem(kind_text(kind, translate), str(kind))
        for form in ("xlsx", "csv", "pdf"):
            self.format.addItem(form.upper(), form)
        for every in _EVERY:
            self.every.addItem(every_text(every, translate), every)
        for box, chosen in ((self.report, found.report), (self.format, found.format), (self.every, found.every)):
            box.setCurrentIndex(box.findData(chosen))
        self.at = TimeField(found.at)
        self.out = icon_button(icon("trash", tint), translate("Attendance", "Write this no more"))
        body = column(space.m, space.s, self)
        where, what = row(0, space.s), row(0, space.s)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        where.addWidget(self.out)
        for text, field in (
            (translate("Attendance", "Report"), self.report), (translate("Attendance", "Format"), self.format),
            (translate("Attendance", "How often"), self.every), (translate("Attendance", "At"), self.at),
        ):  # fmt: skip
            stand(what, titled(text, field))
        what.addStretch(1)
        body.addLayout(where)
        body.addLayout(what)

    @property
    def export(self) -> ExportSettings:
        """What is written here."""
        chosen = {
            "folder": self.folder.text().strip(), "report": self.report.currentData(),
            "format": self.format.currentData(), "every": self.every.currentData(), "at": self.at.minute,
        }  # fmt: skip
        return msgspec.convert(chosen, ExportSettings)

    def _browse(self) -> None:
        title = translate("Attendance", "Where the report is written")
        folder = QFileDialog.getExistingDirectory(self.window(), title, self.folder.text())
        if folder:
            self.folder.setText(folder)


class ExportsDialog(PeopleDialog):
    """Keeps the exports in the settings."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        ok = button(translate("Attendance", "&Save"), "primary")
        said = translate(
            "Attendance",
            "Each is about the day, week or month that has just ended. One that was missed is made up for.",
        )
        super().__init__(context, translate("Attendance", "Reports written by themselves"), said, ok, parent)
        self.cards: list[ExportCard] = []
        space, tint = context.theme.tokens.scale.space, context.theme.tokens.colour.text_muted
        inner = QWidget()
        self._list = column(0, space.s, inner)
        self._none = label(translate("Attendance", "Nothing is written by itself yet."), "muted", wrap=True)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        self.body.addWidget(self.scrolled(inner), 1)
        self.more = button(translate("Attendance", "&Add a report"), "", icon("plus", tint))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self.add)
        line = row()
        line.addWidget(self.more)
        line.addStretch(1)
        self.body.addLayout(line)
        for found in context.station.settings.attendance.exports:
            self._add(found)
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self._check()
        self.resize(720, 560)

    def add(self) -> None:
        """Have one more report written."""
        self._add(ExportSettings(""))
        self.cards[-1].folder.setFocus()

    def _add(self, found: ExportSettings) -> None:
        made = ExportCard(self.context, found)
        made.folder.textChanged.connect(self._check)
        made.out.clicked.connect(lambda: self._take_out(made))
        self.cards.append(made)
        self._list.insertWidget(len(self.cards), made)
        self._check()

    def _take_out(self, made: ExportCard) -> None:
        self.cards.remove(made)
        self._list.removeWidget(made)
        made.hide()
        made.deleteLater()
        self._check()

    def _check(self) -> None:
        self._none.setVisible(not self.cards)
        self.ok.setEnabled(all(made.folder.text().strip() for made in self.cards) and not self.busy)

    def _save(self) -> None:
        station = self.context.station
        exports = tuple(made.export for made in self.cards)
        attendance = msgspec.structs.replace(station.settings.attendance, exports=exports)
        settings: Settings = msgspec.structs.replace(station.settings, attendance=attendance)
        self.work(lambda: station.save_settings(settings), lambda _: self.accept())
