"""Last week tried again, with other rules or another threshold, before anything is changed."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.domain.explaining import Replay, ReplayCase, Turn, WhatIf
from core.domain.plan import Plan
from core.runtime.attendance.zones import zone_of
from gui.context import Context
from gui.icons import icon
from gui.messages import words
from gui.presenters.access_replay import SHOWN_CASES, case_text, case_when, summary, turn_sign, turn_text
from gui.tasks import Cancelled
from gui.text import translate
from gui.tints import tint
from gui.widgets.basic import button, column, frame, label, row
from gui.widgets.segments import Segments

_POLL_MS = 150
_SETTLE_MS = 400
"""How long the slider must rest before last week is tried again."""
_STEPS = 1000
_LOW, _HIGH = 0.2, 0.9
"""Scores the slider goes over; outside everybody or nobody is named."""
_SIZE = QSize(980, 620)
_TURNS = (Turn.NEWLY_REFUSED, Turn.NEWLY_LET_IN, Turn.NO_LONGER_NAMED, Turn.NEWLY_NAMED)


@dataclass(slots=True)
class _Trying:
    """Work in progress: `share` is written by the worker, `given_up` by the window."""

    share: float = 0.0
    given_up: bool = False


class ReplayDialog(QDialog):
    """Shows what a `plan`, or (without one) another threshold, would change."""

    def __init__(self, context: Context, plan: Plan | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._plan = plan
        self._trying: _Trying | None = None
        self.replay: Replay | None = None
        self._only: Turn | None = None
        self.setModal(True)
        self.setWindowTitle(translate("Access", "Try on last week"))
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._show_progress)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.try_out)
        self._build()
        self.resize(_SIZE)
        self._begin()

    @property
    def threshold(self) -> float | None:
        """The score that is tried; None where it is a plan."""
        return None if self._plan is not None else _LOW + (_HIGH - _LOW) * self.slider.value() / _STEPS

    def try_out(self) -> None:
        """Try last week with what is set; a try in progress is given up."""
        self._give_up()
        trying = _Trying()
        self._trying = trying
        desk, what_if = self._context.station.desks.doors, WhatIf(self._plan, self.threshold)

        def advance(share: float) -> None:
            trying.share = share

        def work(cancelled: Cancelled) -> Replay | None:
            found: Replay | None = desk.replay(what_if, advance, lambda: trying.given_up or cancelled())
            return found

        self._context.tasks.run_long(work, partial(self._tried, trying), partial(self._failed, trying), owner=self)
        self.progress.setValue(0)
        self.progress.show()
        self.said.setText(translate("Access", "Trying every passage of last week again…"))
        self._poll.start()

    def done(self, result: int) -> None:
        """Close, and give up what is in progress."""
        self._give_up()
        super().done(result)

    def _begin(self) -> None:
        if self._plan is not None:
            self.try_out()
            return
        desk = self._context.station.desks.doors
        self._context.tasks.run(desk.threshold, self._at, self._not_known, owner=self)

    def _at(self, threshold: float) -> None:
        self.now.setText(translate("Access", "In force: {score}").format(score=f"{threshold:.3f}"))
        self.slider.setValue(round((threshold - _LOW) / (_HIGH - _LOW) * _STEPS))
        self.slider.setFocus()
        self.try_out()

    def _not_known(self, error: Exception) -> None:
        self.said.setText(words(error))

    def _give_up(self) -> None:
        if self._trying is not None:
            self._trying.given_up = True
            self._trying = None
        self._poll.stop()
        self.progress.hide()

    def _show_progress(self) -> None:
        if self._trying is not None:
            self.progress.setValue(round(1000 * self._trying.share))

    def _tried(self, trying: _Trying, found: Replay | None) -> None:
        if trying is self._trying and found is not None:
            self._give_up()
            self.replay = found
            self._show()

    def _failed(self, trying: _Trying, error: Exception) -> None:
        if trying is self._trying:
            self._give_up()
            self.said.setText(words(error))

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.xl, space.m, self)
        plan = self._plan is not None
        title = translate("Access", "What would this change?")
        body.addWidget(label(title, "title"))
        text = translate(
            "Access", "Last week’s passages are decided again with the changed rules. Nothing is saved yet."
        )
        other = translate(
            "Access", "Last week’s faces are compared again, as if somebody were named from another score on."
        )
        body.addWidget(label(text if plan else other, "muted", wrap=True))
        if not plan:
            body.addLayout(self._build_slider())
        self.said = label("", "subtitle", wrap=True)
        body.addWidget(self.said)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.hide()
        body.addWidget(self.progress)
        self.counts = Segments([translate("Access", "All"), *(turn_text(turn, translate) for turn in _TURNS)])
        self.counts.chosen.connect(self._choose)
        self.counts.hide()
        body.addWidget(self.counts)
        self._cases = self._build_table()
        self._cases.hide()
        body.addWidget(self._cases, 100)
        body.addStretch(1)
        close = button(translate("Access", "&Close"), "primary")
        close.clicked.connect(self.accept)
        foot = row(0, space.s)
        self.hint = label("", "caption", wrap=True)
        foot.addWidget(self.hint, 1)
        foot.addWidget(close)
        body.addLayout(foot)

    def _build_slider(self) -> QHBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(20)
        self.slider.setAccessibleName(translate("Access", "Score from which on somebody is named"))
        self.score, self.now = label("", "value"), label("", "caption")
        self.slider.valueChanged.connect(self._slid)
        lax = translate("Access", "names more people, and more wrongly")
        strict = translate("Access", "names fewer people, more surely")
        line = row(0, space.m)
        line.addWidget(label(lax, "caption", wrap=True), 1)
        line.addWidget(self.slider, 4)
        line.addWidget(label(strict, "caption", wrap=True), 1)
        line.addWidget(self.score)
        line.addWidget(self.now)
        return line

    def _slid(self) -> None:
        self.score.setText(f"{self.threshold:.3f}")
        self._settle.start()

    def _build_table(self) -> QFrame:
        made = frame("card")
        space = self._context.theme.tokens.scale.space
        titles = (
            translate("Access", "When"),
            translate("Access", "Who"),
            translate("Access", "Door"),
            translate("Access", "What changes"),
            translate("Access", "Why"),
        )
        self.table = QTableWidget(0, len(titles))
        self.table.setHorizontalHeaderLabels(list(titles))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(translate("Access", "What would have ended otherwise"))
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, wide in enumerate((142, 170, 150, 150)):
            self.table.setColumnWidth(place, wide)
        self.table.horizontalHeader().setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.Stretch)
        column(space.s, 0, made).addWidget(self.table)
        return made

    def _choose(self, place: int) -> None:
        self._only = _TURNS[place - 1] if place else None
        self._show()

    def _show(self) -> None:
        replay = self.replay
        if replay is None:
            return
        zone = zone_of(self._context.station.desks.planning.plan().calendar)
        self.said.setText(summary(replay, zone, translate))
        self.counts.setVisible(bool(replay.cases))
        self._cases.setVisible(bool(replay.cases))
        for place, turn in enumerate(_TURNS):
            count = replay.counts.get(turn, 0)
            self.counts.name(place + 1, f"{turn_text(turn, translate)}  {count}")
            self.counts.buttons[place + 1].setVisible(count > 0)
        cases = [case for case in replay.cases if self._only in (None, case.turn)]
        self.table.setRowCount(min(len(cases), SHOWN_CASES))
        for place, case in enumerate(cases[:SHOWN_CASES]):
            self._show_case(place, case, case_when(case, zone))
        more = len(cases) - SHOWN_CASES
        said = translate("Access", "{n} more are not listed.")
        self.hint.setText(said.format(n=more) if more > 0 else "")

    def _show_case(self, place: int, case: ReplayCase, when: str) -> None:
        sign, tone = turn_sign(case.turn)
        turned = QTableWidgetItem(
            icon(sign, tint(self._context.theme.tokens.colour, tone)), turn_text(case.turn, translate)
        )
        cells = (
            QTableWidgetItem(when),
            QTableWidgetItem(case.name),
            QTableWidgetItem(case.door_name),
            turned,
            QTableWidgetItem(case_text(case, translate)),
        )
        for column_number, cell in enumerate(cells):
            cell.setToolTip(cell.text())
            self.table.setItem(place, column_number, cell)
