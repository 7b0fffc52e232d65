"""The models faces are measured by: what is in use, what else there is, changing to it, and going back."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from core.runtime.remodelling import ChangePlan, ModelDesk, ModelStatus, PackOffer, Prepared
from gui.context import Context
from gui.presenters import models
from gui.tasks import Cancelled
from gui.text import translate
from gui.widgets.basic import button, column, frame, label, line, row
from gui.widgets.figure_table import FigureTable

_EVERY_MS = 200


@dataclass(slots=True)
class _Measuring:
    """Written by one thread and read by the other; what is read may be a moment old."""

    done: int = 0
    total: int = 0
    given_up: bool = False

    def advance(self, done: int, total: int) -> None:
        """Note how far it has come."""
        self.done, self.total = done, total


class ModelSection(QFrame):
    """A card for the settings. It asks the desk anew whenever it is shown, and never blocks."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._plan: ChangePlan | None = None
        self._measuring = _Measuring()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._show_progress)
        self.setProperty("role", "card")
        self._build()
        for widget in (self.waiting, self.call_off, self.back, self.title, self.choice, self.look):
            widget.hide()  # until it is known what there is
        self._show_busy(busy=False)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what is in use."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what is in use and what there is, as it is now."""
        desk = self._desk
        self._context.tasks.run(
            lambda: (desk.status(), desk.offers()), self._show, self._context.messages.failure, owner=self,
            topic="models",
        )  # fmt: skip

    @property
    def _desk(self) -> ModelDesk:
        return self._context.station.desks.models

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.l, space.m, self)
        body.addWidget(label(translate("Models", "Recognition models"), "subtitle"))
        self.in_use = label("", wrap=True)
        body.addWidget(self.in_use)
        body.addLayout(self._build_standing())
        body.addWidget(line())
        body.addLayout(self._build_choice())
        self.about = label("", "muted", wrap=True)
        body.addWidget(self.about)
        self.plan_box = self._build_plan()
        body.addWidget(self.plan_box)
        body.addLayout(self._build_busy())

    def _build_standing(self) -> QHBoxLayout:
        """What waits for the next start, and the ways back."""
        made = row(0, self._context.theme.tokens.scale.space.m)
        self.waiting = label("", "warning", wrap=True)
        self.call_off = button(translate("Models", "Call it &off"))
        self.call_off.clicked.connect(self._call_off)
        self.back = button("")
        self.back.clicked.connect(self._roll_back)
        made.addWidget(self.waiting, 1)
        made.addStretch()
        made.addWidget(self.call_off)
        made.addWidget(self.back)
        return made

    def _build_choice(self) -> QHBoxLayout:
        made = row(0, self._context.theme.tokens.scale.space.m)
        self.choice = QComboBox()
        self.choice.setMinimumWidth(240)
        self.choice.currentIndexChanged.connect(self._chosen)
        self.title = label(translate("Models", "O&ther models"))
        self.title.setBuddy(self.choice)
        self.look = button(translate("Models", "What would &change?"))
        self.look.clicked.connect(self._look)
        made.addWidget(self.title, 1)
        made.addWidget(self.choice)
        made.addWidget(self.look)
        return made

    def _build_plan(self) -> QFrame:
        space = self._context.theme.tokens.scale.space
        made = frame("chip")
        body: QVBoxLayout = column(space.m, space.m, made)
        self.plan_text = label("", wrap=True)
        titles = translate("Models", "Now"), translate("Models", "Then")
        self.figures = FigureTable(self._context.theme, titles)
        self.change = button("", "primary")
        self.change.clicked.connect(self._change)
        end = row()
        end.addStretch(1)
        end.addWidget(self.change)
        body.addWidget(self.plan_text)
        body.addWidget(self.figures)
        body.addLayout(end)
        return made

    def _build_busy(self) -> QHBoxLayout:
        made = row(0, self._context.theme.tokens.scale.space.m)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.doing = label("", "muted")
        self.cancel = button(translate("Models", "Cancel"))
        self.cancel.clicked.connect(self._give_up)
        made.addWidget(self.bar, 1)
        made.addWidget(self.doing)
        made.addWidget(self.cancel)
        return made

    def _show(self, found: tuple[ModelStatus, tuple[PackOffer, ...]]) -> None:
        status, offers = found
        self.in_use.setText(models.in_use(status, translate))
        self.waiting.setText(models.waiting(status, translate))
        self.waiting.setVisible(status.waiting is not None)
        self.call_off.setVisible(status.waiting is not None)
        self.back.setVisible(status.earlier is not None and status.waiting is None)
        self.back.setText(translate("Models", "&Go back to {pack}").format(pack=status.earlier))
        others = [offer for offer in offers if offer.pack != status.pack]
        self.choice.clear()
        for offer in others:
            self.choice.addItem(offer.pack, offer)
        for widget in (self.title, self.choice, self.look):
            widget.setVisible(bool(others))
        if not others:
            self.about.setText(translate("Models", models.NO_OTHERS))

    def _chosen(self) -> None:
        self._plan = None
        self.plan_box.hide()
        offer: PackOffer | None = self.choice.currentData()
        if offer is not None:
            self.about.setText(models.about(offer, translate))
            self.look.setEnabled(offer.problem is None)

    def _look(self) -> None:
        desk, pack = self._desk, self.choice.currentText()
        self.plan_box.hide()
        self._show_busy(busy=True, text=translate("Models", "Looking at some pictures…"))
        self._context.tasks.run_long(lambda _: desk.plan(pack), self._planned, self._failed, owner=self)

    def _planned(self, plan: ChangePlan) -> None:
        self._show_busy(busy=False)
        self._plan = plan
        self.plan_text.setText("\n".join(models.planned(plan, translate)))
        self.figures.show_rows(models.figures(plan.comparison, translate))
        self.figures.setVisible(plan.comparison is not None)
        self.change.setText(translate("Models", "&Measure everybody and change to {pack}").format(pack=plan.pack))
        self.plan_box.show()
        self.change.setFocus()

    def _change(self) -> None:
        assert self._plan is not None
        desk, pack = self._desk, self._plan.pack

        def work(measuring: _Measuring, cancelled: Cancelled) -> Prepared | None:
            prepared = desk.prepare(pack, measuring.advance, cancelled)
            if prepared is not None:
                desk.switch(prepared)
            return prepared

        self._measure(work)

    def _roll_back(self) -> None:
        desk = self._desk
        self._measure(lambda measuring, cancelled: desk.rollback(measuring.advance, cancelled))

    def _measure(self, work: Callable[[_Measuring, Cancelled], Prepared | None]) -> None:
        self._measuring = measuring = _Measuring()
        self._plan = None
        self._show_busy(busy=True, text=translate("Models", "Measuring faces…"))
        self.cancel.setEnabled(True)
        self.cancel.show()
        self.cancel.setFocus()
        self._timer.start()
        self._context.tasks.run_long(
            lambda giving_up: work(measuring, lambda: measuring.given_up or giving_up()), self._changed, self._failed,
            owner=self,
        )  # fmt: skip

    def _give_up(self) -> None:
        self._measuring.given_up = True
        self.cancel.setEnabled(False)

    def _call_off(self) -> None:
        self._context.tasks.run(
            self._desk.call_off, lambda _: self.refresh(), self._context.messages.failure, owner=self
        )

    def _changed(self, prepared: Prepared | None) -> None:
        self._show_busy(busy=False)
        if prepared is None:
            kept = translate("Models", "Stopped. What was measured is kept, and the change goes on from there.")
            self._context.messages.done(kept)
        else:
            self._context.messages.done(models.changed(prepared, translate))
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._show_busy(busy=False)
        self._context.messages.failure(error)
        self.refresh()

    def _show_progress(self) -> None:
        done, total = self._measuring.done, self._measuring.total
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            self.doing.setText(translate("Models", "{done} of {total} faces").format(done=done, total=total))

    def _show_busy(self, *, busy: bool, text: str = "") -> None:
        self._timer.stop()
        self.bar.setRange(0, 0)
        self.doing.setText(text)
        self.bar.setVisible(busy)
        self.doing.setVisible(busy)
        self.cancel.hide()
        self.plan_box.setVisible(not busy and self._plan is not None)
        for widget in (self.choice, self.look, self.back, self.call_off):
            widget.setEnabled(not busy)
