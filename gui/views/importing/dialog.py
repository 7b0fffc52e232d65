"""Import many people: choose where they are, see what would be done, do it, see what came of it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from core.domain.errors import KnownError
from core.runtime.importing.desk import Looked
from core.runtime.importing.model import ImportOrder, ImportPlan, ImportProgress, ImportReport
from core.runtime.importing.problem_file import problem_path
from gui.context import Context
from gui.messages import words
from gui.presenters.importing import start_text, to_do
from gui.text import translate
from gui.views.importing.choose_page import ChoosePage
from gui.views.importing.plan_page import PlanPage
from gui.views.importing.result_page import ResultPage
from gui.widgets.basic import button, column, label, row

_PROGRESS_MS = 120


class ImportDialog(QDialog):
    """`imported` is told when people were enrolled or changed. A file or folder may be dropped on it."""

    imported = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._desk = context.station.desks.importing
        self._path: Path | None = None
        self._plan: ImportPlan | None = None
        self._report: ImportReport | None = None
        self._number = 0
        self._stop: Event | None = None
        self._progress: ImportProgress | None = None
        self.setWindowTitle(translate("Import", "Import people"))
        self.setModal(True)
        self.setAcceptDrops(True)
        self._build()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)
        self.resize(960, 690)

    @property
    def plan(self) -> ImportPlan | None:
        """What would be done, once that is known."""
        return self._plan

    @property
    def report(self) -> ImportReport | None:
        """What came of it, once it is over."""
        return self._report

    @property
    def running(self) -> bool:
        """Whether an import is at work."""
        return self._stop is not None

    def choose(self, path: Path) -> None:
        """Read what is at `path`."""
        self.choice.show_failure("")
        self.choice.show_reading(reading=True)
        self._path = path
        desk = self._desk
        self._context.tasks.run_long(lambda _: desk.look(path), self._looked, self._unreadable, owner=self)

    def start(self) -> None:
        """Carry the plan out."""
        plan = self._plan
        if plan is None or self.running:
            return
        plan = replace(plan, order=replace(plan.order, despite_likeness=self.columns.despite.isChecked()))
        self._stop = stop = Event()
        self._progress = None
        self.ending.begin()
        self._show(self.ending)
        self._timer.start(_PROGRESS_MS)
        desk, note = self._desk, self._note
        self._context.tasks.run_long(
            lambda ending: desk.run(plan, note, lambda: stop.is_set() or ending()),
            self._done, self._stopped, owner=self,
        )  # fmt: skip

    def reject(self) -> None:
        """Close; what is running is cancelled first, and the dialog stays to tell what came of it."""
        if self._stop is not None:
            self._stop.set()
            self.cancel.setEnabled(False)
        else:
            self._number += 1
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file or folder, before an import has begun."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self._again()
        self.choose(Path(event.mimeData().urls()[0].toLocalFile()))

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        self.choice, self.columns = ChoosePage(self._context), PlanPage(self._context)
        self.ending = ResultPage(self._context)
        self.choice.chosen.connect(self.choose)
        self.columns.changed.connect(self._replan)
        self.pages = QStackedWidget()
        for page in (self.choice, self.columns, self.ending):
            self.pages.addWidget(page)
        self.about = label("", "muted")
        head = column(0, space.xs)
        head.addWidget(label(translate("Import", "Import people"), "title"))
        head.addWidget(self.about)
        body = column(space.xl, space.l, self)
        body.addLayout(head)
        body.addWidget(self.pages, 1)
        body.addLayout(self._build_buttons())
        self._show(self.choice)

    def _build_buttons(self) -> QHBoxLayout:
        self.back = button(translate("Import", "Choose something &else"))
        self.back.clicked.connect(self._again)
        self.save = button(translate("Import", "Save &problems…"))
        self.save.clicked.connect(self._save_problems)
        self.cancel = button(translate("Import", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.go = button("", "primary")
        self.go.clicked.connect(self.start)
        for each in (self.back, self.save, self.cancel):
            each.setAutoDefault(False)
        line = row(0, self._context.theme.tokens.scale.space.s)
        line.addWidget(self.back)
        line.addWidget(self.save)
        line.addStretch(1)
        line.addWidget(self.cancel)
        line.addWidget(self.go)
        return line

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._refresh()

    def _refresh(self) -> None:
        page, running = self.pages.currentWidget(), self.running
        problems = self._report.problems if self._report is not None else self._plan.problems if self._plan else ()
        self.back.setVisible(page is not self.choice and not running)
        self.save.setVisible(bool(problems) and page is not self.choice and not running)
        self.go.setVisible(page is self.columns)
        self.go.setEnabled(self._plan is not None and to_do(self._plan) > 0)
        self.go.setText(start_text(self._plan, translate))
        self.go.setDefault(page is self.columns)
        self.cancel.setEnabled(True)
        self.cancel.setText(translate("Import", "Close") if self._report is not None else translate("Import", "Cancel"))
        self.about.setVisible(page is not self.choice)

    def _again(self) -> None:
        self._plan = self._report = None
        self._number += 1
        self.choice.show_failure("")
        self._show(self.choice)

    def _looked(self, looked: Looked) -> None:
        self.choice.show_reading(reading=False)
        table = looked.source.table
        self.about.setText(f"{self._path} · {table.read_as}")
        self.columns.show_source(looked)
        self._show(self.columns)
        self._replan()

    def _unreadable(self, error: Exception) -> None:
        self.choice.show_reading(reading=False)
        self.choice.show_failure(words(error))
        self._tell_bug(error)

    def _replan(self) -> None:
        """Make a plan anew; the answer to an older question is dropped."""
        if self._path is None:
            return
        self._plan = None
        self._number += 1
        number, desk = self._number, self._desk
        order = ImportOrder(self._path, self.columns.said, self.columns.group.text().strip())
        self.columns.wait()
        self._refresh()
        self._context.tasks.run_long(
            lambda ending: desk.plan(order, cancelled=lambda: ending() or number != self._number),
            self._only(number, self._planned), self._only(number, self._unplanned), owner=self,
        )  # fmt: skip

    def _only(self, number: int, answer: Callable[..., None]) -> Callable[..., None]:
        return lambda value: answer(value) if number == self._number else None

    def _planned(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.columns.show_plan(plan)
        self._refresh()

    def _unplanned(self, error: Exception) -> None:
        self.columns.show_failure(words(error))
        self._tell_bug(error)

    def _note(self, progress: ImportProgress) -> None:
        """Called on the importing thread: the newest is picked up by the timer."""
        self._progress = progress

    def _tick(self) -> None:
        if self._progress is not None:
            self.ending.show_progress(self._progress)

    def _done(self, report: ImportReport) -> None:
        self._end()
        self._report = report
        self.ending.show_report(report)
        self._refresh()
        if report.added or report.changed:
            self.imported.emit()

    def _stopped(self, error: Exception) -> None:
        self._end()
        self._show(self.columns)
        self.columns.show_failure(words(error))
        self._tell_bug(error)

    def _end(self) -> None:
        self._stop = None
        self._timer.stop()

    def _tell_bug(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._context.messages.bug(error)

    def _save_problems(self) -> None:
        plan = self._plan
        if plan is None:
            return
        title, kind = translate("Import", "Save the problems"), translate("Import", "Tables (*.csv)")
        name, _ = QFileDialog.getSaveFileName(self, title, str(problem_path(plan.order.path)), kind)
        if name:
            self.save_problems(Path(name))

    def save_problems(self, path: Path) -> None:
        """Write the rows with problems to a table that can be corrected and imported again."""
        plan, desk = self._plan, self._desk
        if plan is None:
            return
        problems = self._report.problems if self._report is not None else plan.problems
        said = translate("Import", "Saved. Correct the rows in {file} and import it.").format(file=path.name)
        self._context.tasks.run(
            lambda: desk.save_problems(plan, problems, path),
            lambda _: self.about.setText(said),
            lambda error: self.about.setText(words(error)),
            owner=self,
        )
