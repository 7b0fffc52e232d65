"""Who is inside: to be called out, ticked off and printed."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QStackedWidget, QTableView, QWidget

from core.domain.reports import Muster
from gui.context import Context
from gui.icons import icon
from gui.messages import words
from gui.tables.roll_model import RollModel
from gui.text import translate
from gui.widgets.basic import button, column, frame, label, row, set_role
from gui.widgets.state_page import StatePage

_FOLLOW_MS, _ROW, _COLUMN = 5_000, 40, 132
_LIST, _NOBODY, _WAITING = range(3)


class MusterDialog(QDialog):
    """Follows who comes and goes while it is open; ticks stay. `print_asked` carries the Muster."""

    print_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.model = RollModel(self)
        self.setWindowTitle(translate("Attendance", "Muster list"))
        self.setModal(False)
        self._build()
        self.model.counted.connect(self._count)
        self._timer = QTimer(self)
        self._timer.setInterval(_FOLLOW_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.refresh()
        self.resize(860, 640)

    def refresh(self) -> None:
        """Ask who is inside; where that cannot be told, what is shown stays."""
        desk = self._context.station.desks.attendance
        self._context.tasks.run(desk.muster, self._show, self._failed, owner=self, topic="muster")

    def _build(self) -> None:
        space, theme = self._context.theme.tokens.scale.space, self._context.theme
        body = column(space.xl, space.m, self)
        head = row(0, space.m)
        titles = column(0, 0)
        self.missing, self.when = label("", "display"), label("", "muted")
        titles.addWidget(self.missing)
        titles.addWidget(self.when)
        self.print_button = button(
            translate("Attendance", "&Print…"), "primary", icon("print", theme.tokens.colour.on_accent)
        )
        self.print_button.clicked.connect(self._print)
        head.addLayout(titles, 1)
        head.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.table = self._build_table()
        card = frame("card")
        column(space.xs, 0, card).addWidget(self.table)
        nobody = StatePage(
            theme, "check", translate("Attendance", "Nobody is inside"),
            translate("Attendance", "Everybody who came has left again."), small=True,
        )  # fmt: skip
        self.stack = QStackedWidget()
        for page in (card, nobody, QWidget()):
            self.stack.addWidget(page)
        self.stack.setCurrentIndex(_WAITING)
        close = button(translate("Attendance", "Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = row(0, space.s)
        said = translate(
            "Attendance", "Tick off whom you meet. The list follows the doors; ticks stay until you close it."
        )
        foot.addWidget(label(said, "caption", wrap=True), 1)
        foot.addWidget(close)
        body.addLayout(head)
        body.addWidget(self.error)
        body.addWidget(self.stack, 1)
        body.addLayout(foot)

    def _build_table(self) -> QTableView:
        made = QTableView()
        made.setModel(self.model)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(_ROW)
        made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = made.horizontalHeader()
        heads.setSectionsClickable(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setDefaultSectionSize(_COLUMN)
        made.setWordWrap(False)
        heads.setHighlightSections(False)
        made.setShowGrid(False)
        made.setTabKeyNavigation(False)
        made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setAccessibleName(translate("Attendance", "Who is inside"))
        made.clicked.connect(self._clicked)
        return made

    def _clicked(self) -> None:
        """Keep the keyboard where space ticks."""
        here = self.table.currentIndex()
        self.table.setCurrentIndex(here.siblingAtColumn(0))

    def _show(self, muster: Muster) -> None:
        self.error.hide()
        first = self.model.muster is None
        self.model.show_muster(muster)
        at = f"{muster.at.astimezone(ZoneInfo(muster.zone)):%Y-%m-%d %H:%M:%S}"
        self.when.setText(translate("Attendance", "As of {moment}").format(moment=at))
        self.stack.setCurrentIndex(_LIST if self.model.rowCount() else _NOBODY)
        if first and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()

    def _count(self) -> None:
        missing, everybody = self.model.missing, self.model.rowCount()
        said = translate("Attendance", "{missing} of {everybody} not met yet")
        done = translate("Attendance", "Everybody was met")
        self.missing.setText(said.format(missing=missing, everybody=everybody) if missing or not everybody else done)
        set_role(self.missing, "tone", "" if missing or not everybody else "good")
        self.missing.setVisible(bool(everybody))

    def _failed(self, error: Exception) -> None:
        self.error.setText(words(error))
        self.error.show()

    def _print(self) -> None:
        if self.model.muster is not None:
            self.print_asked.emit(self.model.muster)
