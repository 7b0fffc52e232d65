"""Reports: looked at, saved and printed; what payroll gets, and what is written by itself."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QWidget,
)

from core.domain.reports import DaysQuery, Report, ReportFormat, ReportKind
from gui.context import Context
from gui.icons import icon
from gui.presenters.attendance_reports import Period, file_name, kind_text, period_span, period_text
from gui.presenters.people import whole
from gui.tables.attendance_report import ReportModel
from gui.text import translate
from gui.views.attendance.exports_dialog import ExportsDialog
from gui.views.attendance.fields import DayField
from gui.views.attendance.groups import GroupBox
from gui.views.attendance.payroll_dialog import PayrollDialog
from gui.views.attendance.waiting import WaitingBar
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.state_page import StatePage

_TABLE, _NOTHING, _WAITING = range(3)
_ROW, _WIDEST = 30, 260
_FORMS = (ReportFormat.XLSX, ReportFormat.CSV, ReportFormat.PDF)


class ReportView(QWidget):
    """`print_asked` carries the Report that is to be printed."""

    print_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._today = datetime.now().astimezone().date()
        self.dialog: QDialog | None = None
        self.model = ReportModel(self)
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the report anew."""
        super().showEvent(event)
        self.group.refresh()
        self.refresh()

    def refresh(self) -> None:
        """Make the report that is chosen; an older one stays until it is there."""
        if not self.isVisible() or self.last.day < self.first.day:
            return
        desks, kind = self._context.station.desks, ReportKind(self.kind.currentData())
        query = DaysQuery(self.first.day, self.last.day, self.group.group)

        def work() -> tuple[Report, date]:
            return desks.reports.report(kind, query), desks.attendance.day()

        self.waiting.begin()
        self._context.tasks.run(
            work, lambda found: self._show(*found), self._failed, owner=self, topic="attendance-report"
        )

    def take_focus(self) -> None:
        """Begin with the kind of report."""
        self.kind.setFocus()

    def save(self, form: ReportFormat) -> None:
        """Ask where to, and write the report that is shown."""
        report = self.model.report
        if report is None:
            return
        title = translate("Attendance", "Save the report")
        suggested = str(Path.home() / file_name(report, form))
        path, _ = QFileDialog.getSaveFileName(self.window(), title, suggested, f"{form.upper()} (*.{form})")
        if path:
            self.write(report, Path(path), form)

    def write(self, report: Report, path: Path, form: ReportFormat) -> None:
        """Write a report to a file."""
        desk = self._context.station.desks.reports
        path = path if path.suffix else path.with_suffix(f".{form}")
        said = translate("Attendance", "The report is saved as {name}.").format(name=path.name)
        self.waiting.begin()

        def done(_: None) -> None:
            self.waiting.end()
            self._context.messages.done(said)

        self._context.tasks.run(lambda: desk.write(report, path, form), done, self._failed, owner=self)

    def edit_payroll(self) -> None:
        """Change the columns for payroll."""
        self._open(PayrollDialog(self._context, self.window()))

    def edit_exports(self) -> None:
        """Change what is written by itself."""
        self._open(ExportsDialog(self._context, self.window()))

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(0, space.s, self)
        body.addLayout(self._build_head())
        self.waiting = WaitingBar()
        body.addWidget(self.waiting)
        self.stack = QStackedWidget()
        nothing = StatePage(
            self._context.theme, "search", translate("Attendance", "Nothing to report"),
            translate("Attendance", "There is nothing of this kind in that time."), small=True,
        )  # fmt: skip
        for page in (self._build_table(), nothing, QWidget()):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(_WAITING)
        body.addWidget(self.stack, 1)
        foot = row(0, space.s)
        self.count = label("", "label")
        self.payroll = button(translate("Attendance", "Pa&yroll columns…"))
        self.exports = button(translate("Attendance", "&Written by itself…"))
        self.payroll.clicked.connect(self.edit_payroll)
        self.exports.clicked.connect(self.edit_exports)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.payroll)
        foot.addWidget(self.exports)
        body.addLayout(foot)

    def _build_head(self) -> QHBoxLayout:
        space, tint = self._context.theme.tokens.scale.space, self._context.theme.tokens.colour.text_muted
        self.kind, self.period = QComboBox(), QComboBox()
        for kind in ReportKind:
            self.kind.addItem(kind_text(kind, translate), kind)
        self.kind.setCurrentIndex(self.kind.findData(ReportKind.TOTALS))
        self.kind.setAccessibleName(translate("Attendance", "Kind of report"))
        for period in Period:
            self.period.addItem(period_text(period, translate), period)
        self.period.setAccessibleName(translate("Attendance", "Period"))
        self.group = GroupBox(self._context)
        span = period_span(Period.THIS_MONTH, self._today)
        self.first, self.last = DayField(span.first), DayField(span.last)
        self.first.setAccessibleName(translate("Attendance", "From"))
        self.last.setAccessibleName(translate("Attendance", "To"))
        self.save_button = button(translate("Attendance", "Sa&ve as…"), "primary")
        self.save_button.setMenu(self._build_menu())
        self.print_button = button(translate("Attendance", "&Print…"), "", icon("print", tint))
        self.print_button.clicked.connect(self._print)
        self.kind.currentIndexChanged.connect(self.refresh)
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.group.currentIndexChanged.connect(self.refresh)
        for field in (self.first, self.last):
            field.dateChanged.connect(self._days_chosen)
        made = row(0, space.s)
        for part in (self.kind, self.period, self.first, self.last, self.group):
            made.addWidget(part)
        made.addStretch(1)
        made.addWidget(self.print_button)
        made.addWidget(self.save_button)
        return made

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        self.forms: dict[ReportFormat, QAction] = {}
        for form in _FORMS:
            action = menu.addAction(form.upper())
            action.triggered.connect(lambda _checked=False, form=form: self.save(form))
            self.forms[form] = action
        return menu

    def _build_table(self) -> QFrame:
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setMaximumSectionSize(_WIDEST)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(translate("Attendance", "Report"))
        card = frame("card")
        column(self._context.theme.tokens.scale.space.xs, 0, card).addWidget(self.table)
        return card

    def _period_chosen(self) -> None:
        period = Period(self.period.currentData())
        if period is Period.CUSTOM:
            return
        span = period_span(period, self._today)
        for field, day in ((self.first, span.first), (self.last, span.last)):
            field.blockSignals(True)
            field.go(day)
            field.blockSignals(False)
        self.refresh()

    def _days_chosen(self) -> None:
        self.period.blockSignals(True)
        self.period.setCurrentIndex(self.period.findData(Period.CUSTOM))
        self.period.blockSignals(False)
        self.refresh()

    def _show(self, report: Report, today: date) -> None:
        self.waiting.end()
        if today != self._today:
            self._today = today
            self._period_chosen()
        self.model.show_report(report)
        self.table.resizeColumnsToContents()
        for made in (self.save_button, self.print_button):
            made.setEnabled(bool(report.rows))
        self.count.setText(translate("Attendance", "{n} rows").format(n=whole(len(report.rows))))
        self.stack.setCurrentIndex(_TABLE if report.rows else _NOTHING)

    def _failed(self, error: Exception) -> None:
        self.waiting.end()
        self._context.messages.failure(error)

    def _print(self) -> None:
        if self.model.report is not None:
            self.print_asked.emit(self.model.report)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
        self.refresh()
