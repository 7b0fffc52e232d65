"""What is seldom changed about a shift, folded away: grace, rounding, overtime."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from core.domain.work import Overtime, Shift
from gui.context import Context
from gui.icons import icon
from gui.text import translate
from gui.views.plan.shift_rows import RoundingField
from gui.widgets.basic import button, column, number, row, titled

_MOST, _DAY = 240, 1440


class ShiftDetails(QWidget):
    """Opens at once where something in it is not as usual."""

    changed = Signal()
    unfolded = Signal()

    def __init__(self, context: Context, shift: Shift, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        space = context.theme.tokens.scale.space
        body = column(0, space.m, self)
        line = row(0, space.s)
        self.grace_in, self.grace_out = self._minutes(shift.grace_in, _MOST), self._minutes(shift.grace_out, _MOST)
        line.addLayout(titled(translate("Plan", "May come &late by"), self.grace_in))
        line.addLayout(titled(translate("Plan", "May leave &early by"), self.grace_out))
        line.addStretch(1)
        body.addLayout(line)
        self.fold = button(translate("Plan", "Rounding, overtime and reach"), "link")
        self.fold.setAutoDefault(False)
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._show_folded)
        body.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.folded = QWidget()
        self._build(shift)
        body.addWidget(self.folded)
        plain = Shift(shift.id, shift.name, shift.hours)
        usual = all(getattr(shift, f) == getattr(plain, f) for f in ("reach", "round_in", "round_out", "overtime"))
        self.fold.setChecked(not usual)
        self._show_folded()

    def values(self) -> tuple[Any, ...]:
        """Return grace in and out, reach, rounding in and out, and overtime, in the order of a shift."""
        overtime = Overtime(
            self.threshold.value(),
            self.round_overtime.rounding,
            self.before.isChecked(),
            self.most.value() if self.capped.isChecked() else None,
        )
        return (
            self.grace_in.value(), self.grace_out.value(), self.reach.value(), self.round_in.rounding,
            self.round_out.rounding, overtime,
        )  # fmt: skip

    def _build(self, shift: Shift) -> None:
        space, rule = self._context.theme.tokens.scale.space, shift.overtime
        grid = QGridLayout(self.folded)
        grid.setContentsMargins(space.m, 0, 0, 0)
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.m)
        self.round_in = RoundingField(self._context, translate("Plan", "Round arrivals"), shift.round_in)
        self.round_out = RoundingField(self._context, translate("Plan", "Round departures"), shift.round_out)
        self.round_overtime = RoundingField(self._context, translate("Plan", "Round overtime"), rule.rounding)
        for place, field in enumerate((self.round_in, self.round_out, self.round_overtime)):
            field.changed.connect(self.changed)
            grid.addLayout(titled(field.step.accessibleName(), field), place // 2, place % 2)
        self.threshold = self._minutes(rule.threshold, _MOST)
        grid.addLayout(titled(translate("Plan", "Overtime counts from"), self.threshold), 1, 1)
        self.before = QCheckBox(translate("Plan", "Also count overtime before the start"))
        self.before.setChecked(rule.before_start)
        self.before.toggled.connect(self.changed)
        grid.addWidget(self.before, 2, 0)
        grid.addWidget(self._build_cap(rule), 2, 1)
        self.reach = self._minutes(shift.reach, _DAY)
        grid.addLayout(titled(translate("Plan", "Punches count for it before and after by"), self.reach), 3, 0)

    def _build_cap(self, rule: Overtime) -> QWidget:
        holder = QWidget()
        line = row(0, self._context.theme.tokens.scale.space.s, holder)
        self.capped = QCheckBox(translate("Plan", "At most a day"))
        self.capped.setChecked(rule.cap is not None)
        self.most = self._minutes(rule.cap if rule.cap is not None else 120, _DAY)
        self.most.setAccessibleName(translate("Plan", "Most overtime a day"))
        self.most.setEnabled(self.capped.isChecked())
        self.capped.toggled.connect(self.most.setEnabled)
        self.capped.toggled.connect(self.changed)
        line.addWidget(self.capped)
        line.addWidget(self.most)
        line.addStretch(1)
        return holder

    def _minutes(self, value: int, most: int) -> QSpinBox:
        made = number(0, most, translate("Plan", " min"))
        made.setValue(value)
        made.valueChanged.connect(self.changed)
        return made

    def _show_folded(self) -> None:
        shown = self.fold.isChecked()
        self.folded.setVisible(shown)
        tint = self._context.theme.tokens.colour.accent_text
        self.fold.setIcon(icon("collapse" if shown else "expand", tint))
        if shown:
            self.unfolded.emit()
