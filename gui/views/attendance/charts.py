"""When people come, how often late, and how many are in."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QWidget

from core.domain.reports import ChartData
from gui.context import Context
from gui.presenters.attendance_reports import Period, period_span, period_text
from gui.presenters.charts import Chart, arrivals, lateness, occupancy
from gui.presenters.text import Translate
from gui.text import translate
from gui.views.attendance.groups import GroupBox
from gui.views.attendance.waiting import WaitingBar
from gui.widgets.basic import column, label, row
from gui.widgets.chart import ChartView

_PERIODS = (Period.THIS_MONTH, Period.LAST_MONTH, Period.THIS_WEEK, Period.LAST_WEEK, Period.TODAY)
Draw = Callable[[ChartData, Translate], Chart | None]


class ChartCard(QFrame):
    """A chart with its title, and a sentence of what it shows or that there is nothing to show."""

    def __init__(self, context: Context, title: str, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self.setProperty("role", "card")
        space = context.theme.tokens.scale.space
        body = column(space.l, space.xs, self)
        body.addWidget(label(title, "subtitle"))
        self.summary = label("", "muted", wrap=True)
        self.chart = ChartView(context.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(1)
        body.addWidget(self.summary)
        body.addWidget(self._stack, 1)

    def show_data(self, data: ChartData) -> None:
        """Show other figures."""
        chart = self._draw(data, translate)
        self.summary.setText(
            chart.summary if chart else translate("Attendance", "There is nothing of it in this time.")
        )
        self._stack.setCurrentIndex(0 if chart else 1)
        if chart is not None:
            self.chart.show_chart(chart)


class ChartsView(QWidget):
    """Three charts of a period and a group."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._today = datetime.now().astimezone().date()
        space = context.theme.tokens.scale.space
        self.period, self.group = QComboBox(), GroupBox(context)
        for period in _PERIODS:
            self.period.addItem(period_text(period, translate), period)
        self.period.setAccessibleName(translate("Attendance", "Period"))
        self.period.currentIndexChanged.connect(self.refresh)
        self.group.currentIndexChanged.connect(self.refresh)
        self.waiting = WaitingBar()
        head = row(0, space.s)
        head.addWidget(self.period)
        head.addWidget(self.group)
        head.addStretch(1)
        self.days = label("", "label")
        head.addWidget(self.days)
        self.cards = (
            ChartCard(context, translate("Attendance", "Arrivals by quarter hour"), arrivals),
            ChartCard(context, translate("Attendance", "Lateness by day"), lateness),
            ChartCard(context, translate("Attendance", "How many are in"), occupancy),
        )
        upper = row(0, space.m)
        upper.addWidget(self.cards[0], 1)
        upper.addWidget(self.cards[2], 1)
        body = column(0, space.s, self)
        body.addLayout(head)
        body.addWidget(self.waiting)
        body.addLayout(upper, 1)
        body.addWidget(self.cards[1], 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Reckon anew."""
        super().showEvent(event)
        self.group.refresh()
        self.refresh()

    def refresh(self) -> None:
        """Reckon the charts of what is chosen."""
        if not self.isVisible():
            return
        desk, group = self._context.station.desks.attendance, self.group.group
        span = period_span(Period(self.period.currentData()), self._today)

        def work() -> tuple[ChartData, date]:
            today = desk.day()
            return desk.charts(span.first, max(span.first, min(span.last, today)), group), today

        self.waiting.begin()
        self._context.tasks.run(
            work, lambda found: self._show(*found), self._failed, owner=self, topic="attendance-charts"
        )

    def take_focus(self) -> None:
        """Begin with the period."""
        self.period.setFocus()

    def _show(self, data: ChartData, today: date) -> None:
        self.waiting.end()
        self.days.setText(f"{data.first.isoformat()} – {data.last.isoformat()}")
        for card in self.cards:
            card.show_data(data)
        if today != self._today:
            self._today = today
            self.refresh()

    def _failed(self, error: Exception) -> None:
        self.waiting.end()
        self._context.messages.failure(error)
