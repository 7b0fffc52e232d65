"""Which columns the payroll program gets, and under which names."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from core.config import PayrollColumn, Settings
from core.runtime.attendance.payroll import FIELDS, USUAL
from gui.context import Context
from gui.icons import icon
from gui.presenters.attendance_reports import DELIMITERS, delimiter_text, field_text
from gui.text import translate
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, icon_button, row, titled

_LONGEST = 60


class ColumnRow(QWidget):
    """One column: its name in the file, what stands in it, and ways to move it or take it out."""

    def __init__(self, context: Context, found: PayrollColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tint = context.theme.tokens.colour.text_muted
        self.header = QLineEdit(found.header)
        self.header.setMaxLength(_LONGEST)
        self.header.setAccessibleName(translate("Attendance", "Name of the column"))
        self.field = QComboBox()
        self.field.setAccessibleName(translate("Attendance", "What stands in it"))
        for field in FIELDS:
            self.field.addItem(field_text(field, translate), field)
        if found.field not in FIELDS:
            self.field.addItem(found.field, found.field)
        self.field.setCurrentIndex(self.field.findData(found.field))
        self.up = icon_button(icon("qss-chevron-up", tint), translate("Attendance", "Further to the front"))
        self.out = icon_button(icon("trash", tint), translate("Attendance", "Take this column out"))
        line = row(0, context.theme.tokens.scale.space.s, self)
        line.addWidget(self.header, 1)
        line.addWidget(self.field, 1)
        line.addWidget(self.up)
        line.addWidget(self.out)

    @property
    def column(self) -> PayrollColumn:
        """What is written here."""
        return PayrollColumn(self.header.text().strip(), str(self.field.currentData()))


class PayrollDialog(PeopleDialog):
    """Keeps the columns in the settings; with the usual ones, what is usual may change with Usher."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        ok = button(translate("Attendance", "&Save"), "primary")
        said = translate("Attendance", "Name the columns as your payroll program wants them, in its order.")
        super().__init__(context, translate("Attendance", "Payroll columns"), said, ok, parent)
        self.rows: list[ColumnRow] = []
        self._build()
        attendance = context.station.settings.attendance
        self.delimiter.setCurrentIndex(self.delimiter.findData(attendance.payroll_delimiter))
        for found in attendance.payroll or USUAL:
            self._add(found)
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self.resize(640, 620)

    def add(self) -> None:
        """Put one more column at the end."""
        self._add(PayrollColumn("", next(iter(FIELDS))))
        self.rows[-1].header.setFocus()

    def reset(self) -> None:
        """Begin with the usual columns again."""
        for made in self.rows:
            self._drop(made)
        self.rows = []
        for found in USUAL:
            self._add(found)

    def _build(self) -> None:
        space, tint = self.context.theme.tokens.scale.space, self.context.theme.tokens.colour.text_muted
        inner = QWidget()
        self._list = column(0, space.s, inner)
        self._list.addStretch(1)
        self.body.addWidget(self.scrolled(inner), 1)
        self.more = button(translate("Attendance", "&Add a column"), "", icon("plus", tint))
        self.usual = button(translate("Attendance", "&Usual columns"))
        for made in (self.more, self.usual):
            made.setAutoDefault(False)
        self.more.clicked.connect(self.add)
        self.usual.clicked.connect(self.reset)
        self.delimiter = QComboBox()
        for delimiter in DELIMITERS:
            self.delimiter.addItem(delimiter_text(delimiter, translate), delimiter)
        line = row(0, space.s)
        line.addLayout(titled(translate("Attendance", "&Between columns in CSV"), self.delimiter))
        line.addStretch(1)
        line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)

    def _add(self, found: PayrollColumn) -> None:
        made = ColumnRow(self.context, found)
        made.header.textChanged.connect(self._check)
        made.up.clicked.connect(lambda: self._raise(made))
        made.out.clicked.connect(lambda: self._take_out(made))
        self.rows.append(made)
        self._list.insertWidget(len(self.rows) - 1, made)
        self._check()

    def _raise(self, made: ColumnRow) -> None:
        place = self.rows.index(made)
        if place:
            self.rows.insert(place - 1, self.rows.pop(place))
            self._list.removeWidget(made)
            self._list.insertWidget(place - 1, made)
            made.up.setFocus()

    def _take_out(self, made: ColumnRow) -> None:
        self.rows.remove(made)
        self._drop(made)
        self._check()

    def _drop(self, made: ColumnRow) -> None:
        self._list.removeWidget(made)
        made.hide()
        made.deleteLater()

    def _check(self) -> None:
        named = [made.column.header for made in self.rows]
        self.ok.setEnabled(bool(named) and all(named) and not self.busy)

    def _save(self) -> None:
        station = self.context.station
        columns = tuple(made.column for made in self.rows)
        wanted = () if columns == USUAL else columns
        attendance = msgspec.structs.replace(
            station.settings.attendance, payroll=wanted, payroll_delimiter=str(self.delimiter.currentData())
        )
        settings: Settings = msgspec.structs.replace(station.settings, attendance=attendance)
        self.work(lambda: station.save_settings(settings), lambda _: self.accept())
