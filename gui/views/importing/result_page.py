"""An import at work, and what came of it."""

from PySide6.QtWidgets import QProgressBar, QWidget

from core.runtime.importing.model import ImportProgress, ImportReport
from gui.context import Context
from gui.presenters.importing import outcome, problems_title, progress_text, report_text, report_title
from gui.text import translate
from gui.views.importing.counts import CountLine
from gui.views.importing.problem_table import ProblemTable
from gui.widgets.basic import column, frame, label


class ResultPage(QWidget):
    """First a bar, then figures and problems."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = context.theme.tokens.scale.space
        self.title = label("", "subtitle")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.text = label("", "muted", wrap=True)
        self.counts = CountLine(context.theme)
        self.problems_title = label("", "subtitle")
        self.problems = ProblemTable(context.theme)
        self._card = frame("card")
        column(space.s, 0, self._card).addWidget(self.problems)
        body = column(0, space.m, self)
        for widget in (self.title, self.bar, self.text, self.counts, self.problems_title):
            body.addWidget(widget)
        body.addWidget(self._card, 1)
        self._spacer = QWidget()
        body.addWidget(self._spacer, 1)
        self._show_report(False, False)

    def begin(self) -> None:
        """Show that it has begun."""
        self.title.setText(translate("Import", "Importing…"))
        self.bar.setRange(0, 0)
        self.text.setText(translate("Import", "You may go on working; what is written stays, also after a cancel."))
        self._show_report(False, False)

    def show_progress(self, progress: ImportProgress) -> None:
        """Show how far it is."""
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)
        self.text.setText(progress_text(progress, translate))

    def show_report(self, report: ImportReport) -> None:
        """Show what came of it."""
        self.title.setText(report_title(report, translate))
        said = report_text(report, translate)
        self.text.setText(said)
        self.counts.show_counts(outcome(report, translate))
        self.problems.problems.show(report.problems)
        self.problems_title.setText(problems_title(report.problems, translate))
        self._show_report(True, bool(report.problems))
        self.text.setVisible(bool(said))

    def _show_report(self, done: bool, problems: bool) -> None:
        self.bar.setVisible(not done)
        self.text.show()
        self.counts.setVisible(done)
        self.problems_title.setVisible(problems)
        self._card.setVisible(problems)
        self._spacer.setVisible(not problems)
