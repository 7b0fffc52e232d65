"""Add or change a shift; the sentence and the bar it makes follow the fields."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.domain.calendar import Hours
from core.domain.work import Break, Shift
from gui.context import Context
from gui.presenters.plan import length_text, shift_fine_print, shift_sentence
from gui.presenters.plan_edit import new_shift_id
from gui.presenters.plan_form import ShiftField, ShiftForm, owed, problems, shift_of
from gui.text import translate
from gui.views.attendance.fields import TimeField
from gui.views.plan.dialog import PlanDialog
from gui.views.plan.shift_bar import ShiftBar
from gui.views.plan.shift_details import ShiftDetails
from gui.views.plan.shift_rows import BreakRow, PartRow
from gui.widgets.basic import button, column, frame, label, row, set_role, titled
from gui.widgets.segments import Segments

_WIDTH = 720
_SCREEN_LEFT = 330
"""Pixels of the screen's height that title, sentence, bar, buttons, window frame and task bar need."""
_ORDINARY = (Hours(9 * 60, 17 * 60 + 30),)
_PAUSE = Break(30, 6 * 60)
_EIGHT, _CORE = 8 * 60, (10 * 60, 15 * 60)
FLEXIBLE = 1
"""Place of the flexible kind."""


class ShiftDialog(PlanDialog):
    """`saved` carries the shift; the dialog closes after it. `taken` are the names of the other shifts."""

    saved = Signal(object)

    def __init__(
        self, context: Context, shift: Shift | None, taken: Sequence[str], parent: QWidget | None = None
    ) -> None:
        title = translate("Plan", "Change the shift") if shift else translate("Plan", "Add a shift")
        ok = button(translate("Plan", "&Save") if shift else translate("Plan", "&Add the shift"), "primary")
        super().__init__(context, title, "", ok, parent)
        self._start = shift or Shift(new_shift_id(), "", _ORDINARY, breaks=(_PAUSE,))
        self._taken = frozenset(taken)
        self._flexible = self._start.flexible
        self.parts: list[PartRow] = []
        self.breaks: list[BreakRow] = []
        self.wrong: dict[ShiftField, QLabel] = {field: label("", "error", wrap=True) for field in ShiftField}
        self._build()
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self.setMinimumWidth(_WIDTH)
        self._changed()
        self.name.setFocus()

    def form(self) -> ShiftForm:
        """Return what is written."""
        core = (self.core_start.minute, self.core_end.minute) if self.core.isChecked() else None
        return ShiftForm(
            self._start.id, self.name.text().strip(), tuple(part.pair for part in self.parts), self._flexible,
            core if self._flexible else None, self.required.minute if self.owes.isChecked() else None,
            tuple(each.pause for each in self.breaks), *self.details.values(),
        )  # fmt: skip

    def choose_kind(self, place: int) -> None:
        """Make it a fixed or a flexible shift."""
        self._flexible = place == FLEXIBLE
        if self._flexible:
            self.owes.setChecked(True)
        self._changed()

    def add_part(self) -> None:
        """Add a part after the last."""
        last = self.parts[-1].pair[1]
        self._add_part((last + 60) % 1440, (last + 300) % 1440)
        self._changed()
        self.parts[-1].start.setFocus()

    def add_break(self) -> None:
        """Add a break."""
        self._add_break(_PAUSE)
        self._changed()
        self.breaks[-1].minutes.setFocus()

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        chip = frame("chip")
        self.sentence = label("", wrap=True)
        self.sentence.ensurePolished()
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())  # it grows while it is written
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.bar = ShiftBar(self.context.theme)
        inside = column(space.m, space.s, chip)
        inside.addWidget(self.sentence)
        inside.addWidget(self.bar)
        self.body.addWidget(chip)
        inner = QWidget()
        fields = column(0, space.m, inner)
        fields.setContentsMargins(0, 0, space.m, 0)
        self._build_name(fields)
        self._build_hours(fields)
        self._build_owed(fields)
        self._build_breaks(fields)
        self._build_details(fields)
        fields.addStretch(1)
        area = self.scrolled(inner)
        room = self.screen().availableGeometry().height() - _SCREEN_LEFT
        area.setMinimumHeight(min(inner.sizeHint().height() + space.xxl, room))
        self.body.addWidget(area, 1)
        # Queued: what was folded has no size yet.
        self.details.unfolded.connect(
            lambda: QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self.details.folded, 0, 0))
        )

    def _build_name(self, fields: QVBoxLayout) -> None:
        self.name = QLineEdit(self._start.name)
        self.name.setMaxLength(60)
        self.name.setPlaceholderText(translate("Plan", "Day"))
        self.name.textChanged.connect(self._changed)
        self.kind = Segments((translate("Plan", "Fixed hours"), translate("Plan", "Flexible hours")))
        self.kind.buttons[int(self._flexible)].setChecked(True)
        self.kind.chosen.connect(self.choose_kind)
        line = row(0, self.context.theme.tokens.scale.space.m)
        line.addLayout(titled(translate("Plan", "&Name"), self.name), 1)
        line.addLayout(titled(translate("Plan", "Kind"), self.kind))
        fields.addLayout(line)
        fields.addWidget(self.wrong[ShiftField.NAME])

    def _build_hours(self, fields: QVBoxLayout) -> None:
        self._hours_title = label("", "label")
        fields.addWidget(self._hours_title)
        self._parts = column(0, self.context.theme.tokens.scale.space.xs)
        fields.addLayout(self._parts)
        for hours in self._start.hours:
            self._add_part(hours.start, hours.end)
        self.more = self._link(translate("Plan", "Add a &part: split shift"))
        self.more.clicked.connect(self.add_part)
        fields.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.wrong[ShiftField.PARTS])

    def _build_owed(self, fields: QVBoxLayout) -> None:
        space, start = self.context.theme.tokens.scale.space, self._start
        core = (start.core.start % 1440, start.core.end % 1440) if start.core is not None else _CORE
        self._core_holder = QWidget()
        line = row(0, space.s, self._core_holder)
        self.core = QCheckBox(translate("Plan", "&Core time, when everybody must be there"))
        self.core.setChecked(start.core is not None)
        self.core_start, self.core_end = TimeField(core[0]), TimeField(core[1])
        self.core_start.setAccessibleName(translate("Plan", "Core time from"))
        self.core_end.setAccessibleName(translate("Plan", "Core time until"))
        for part in (self.core, self.core_start, label("–"), self.core_end):
            line.addWidget(part)
        line.addStretch(1)
        fields.addWidget(self._core_holder)
        fields.addWidget(self.wrong[ShiftField.CORE])
        owes = row(0, space.s)
        self.owes = QCheckBox()
        self.owes.setChecked(start.required is not None)
        self.required = TimeField((start.required if start.required is not None else _EIGHT) % 1440)
        self.required.setAccessibleName(translate("Plan", "To be worked, as h:mm"))
        self.owed = label("", "muted")
        for part in (self.owes, self.required, label(translate("Plan", "h")), self.owed):
            owes.addWidget(part)
        owes.addStretch(1)
        fields.addLayout(owes)
        fields.addWidget(self.wrong[ShiftField.REQUIRED])
        for box in (self.core, self.owes):
            box.toggled.connect(self._changed)
        for field in (self.core_start, self.core_end, self.required):
            field.timeChanged.connect(self._changed)

    def _build_breaks(self, fields: QVBoxLayout) -> None:
        fields.addWidget(label(translate("Plan", "Breaks"), "label"))
        self._breaks = column(0, self.context.theme.tokens.scale.space.xs)
        fields.addLayout(self._breaks)
        for pause in self._start.breaks:
            self._add_break(pause)
        more = self._link(translate("Plan", "Add a &break"))
        more.clicked.connect(self.add_break)
        fields.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.wrong[ShiftField.BREAKS])

    def _build_details(self, fields: QVBoxLayout) -> None:
        self.details = ShiftDetails(self.context, self._start)
        self.details.changed.connect(self._changed)
        fields.addWidget(self.details)

    def _link(self, text: str) -> QPushButton:
        made = button(text, "link")
        made.setAutoDefault(False)
        return made

    def _add_part(self, start: int, end: int) -> None:
        made = PartRow(self.context, start, end)
        made.changed.connect(self._changed)
        made.removed.connect(lambda: self._drop_part(made))
        self.parts.append(made)
        self._parts.addWidget(made)

    def _drop_part(self, part: PartRow) -> None:
        self.parts.remove(part)
        part.hide()
        part.deleteLater()
        self._changed()

    def _add_break(self, pause: Break) -> None:
        made = BreakRow(self.context, pause)
        made.changed.connect(self._changed)
        made.removed.connect(lambda: self._drop_break(made))
        self.breaks.append(made)
        self._breaks.addWidget(made)

    def _drop_break(self, pause: BreakRow) -> None:
        self.breaks.remove(pause)
        pause.hide()
        pause.deleteLater()
        self._changed()

    def _changed(self) -> None:
        self._core_holder.setVisible(self._flexible)
        self._hours_title.setText(
            translate("Plan", "May be worked any time within") if self._flexible else translate("Plan", "Hours")
        )
        self.owes.setText(
            translate("Plan", "To be &worked") if self._flexible else translate("Plan", "O&wes another time than that:")
        )
        for part in self.parts:
            part.cross.setVisible(len(self.parts) > 1)
        for field in (self.core_start, self.core_end):
            field.setEnabled(self.core.isChecked())
        self.owes.setEnabled(not self._flexible)
        self.required.setEnabled(self.owes.isChecked())
        form = self.form()
        wrong = problems(form, self._taken, translate)
        for place, said in self.wrong.items():
            said.setText(wrong.get(place, ""))
            said.setVisible(bool(said.text()) and (place is not ShiftField.NAME or bool(form.name)))
        set_role(self.name, "invalid", "true" if form.name and ShiftField.NAME in wrong else "false")
        self.ok.setEnabled(not wrong)
        self._show(form, wrong)

    def _show(self, form: ShiftForm, wrong: dict[ShiftField, str]) -> None:
        if ShiftField.PARTS in wrong:
            self.sentence.setText(wrong[ShiftField.PARTS])
            return
        shift = shift_of(form)
        self.bar.show_shift(shift)
        said = translate("Plan", "{hours} to work in all").format(hours=length_text(owed(shift), translate))
        self.owed.setText("" if self._flexible else said)
        name = form.name or translate("Plan", "Give it a name")
        lines = (shift_sentence(shift, translate), shift_fine_print(shift, translate))
        self.sentence.setText(f"{name}: {'; '.join(line for line in lines if line)}")

    def _save(self) -> None:
        self.saved.emit(shift_of(self.form()))
        self.accept()
