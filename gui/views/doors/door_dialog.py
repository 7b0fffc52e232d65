"""Add or change a door: its relay, its times, what it is without Usher, and the cameras that watch it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from core.config import DoorSettings
from core.config.doors import SimulatedRelay
from core.domain.camera import CameraSpec, Direction
from core.domain.doors import FailState
from gui.context import Context
from gui.messages import words
from gui.presenters.relays import fail_hint, fail_text, fresh_id, is_silent, kind_of, name_problem
from gui.text import translate
from gui.views.doors.relay_form import RelayChooser
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, label, line, row, set_role, titled

_WIDTH = 640
_SCREEN_LEFT = 230
"""Pixels of the screen's height that title, buttons, window frame and task bar need."""


class DoorDialog(PeopleDialog):
    """Saves by itself and closes when that went well; `saved` is told then."""

    saved = Signal()

    def __init__(self, context: Context, door: DoorSettings | None, parent: QWidget | None = None) -> None:
        title = translate("Relays", "Change the door") if door else translate("Relays", "Add a door")
        ok = button(translate("Relays", "&Save") if door else translate("Relays", "&Add the door"), "primary")
        super().__init__(context, title, "", ok, parent)
        self._old = door
        self._others = [each for each in context.station.desks.doors.settings() if door is None or each.id != door.id]
        self._start = door or DoorSettings("new", "?")
        self._cameras: list[tuple[CameraSpec, QCheckBox, QComboBox]] = []
        self._build()
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        self._changed()
        self.name.setFocus()

    def settings(self) -> DoorSettings:
        """Return the door that is typed in; only where nothing is wrong with it."""
        name = self.name.text().strip()
        door = self._old.id if self._old else fresh_id(name, [each.id for each in self._others])
        return DoorSettings(
            door, name or "?", self.relay.form.relay, self.open_s.value(), self.left_open_s.value(),
            self.expires_s.value(), FailState(self.fail.currentData()), self.handle.isChecked(),
        )  # fmt: skip

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        inner = QWidget()
        fields = column(0, space.m, inner)
        fields.setContentsMargins(0, 0, space.s, 0)
        self.name = QLineEdit(self._old.name if self._old else "")
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(translate("Relays", "Main door"))
        self.name.textChanged.connect(self._changed)
        self.name_error = label("", "error", wrap=True)
        named = titled(translate("Relays", "&Name"), self.name)
        named.addWidget(self.name_error)
        fields.addLayout(named)
        relay = self._old.relay if self._old else SimulatedRelay()
        self.relay = RelayChooser(self.context, relay, kind_of(relay))
        self.relay.changed.connect(self._changed)
        fields.addWidget(self.relay)
        fields.addLayout(self._build_test())
        fields.addWidget(line())
        self._build_times(fields)
        fields.addWidget(line())
        self._build_cameras(fields)
        fields.addStretch(1)
        area = self.scrolled(inner)
        room = self.screen().availableGeometry().height() - _SCREEN_LEFT
        area.setMinimumHeight(min(inner.sizeHint().height() + space.xxl, room))
        self.body.addWidget(area, 1)
        self.setMinimumWidth(_WIDTH)

    def _build_test(self) -> QVBoxLayout:
        space = self.context.theme.tokens.scale.space
        self.test = button(translate("Relays", "&Test the connection"))
        self.test.setAutoDefault(False)
        self.pulse = QCheckBox(translate("Relays", "and &open it now for half a second"))
        self.tested = label("", "muted", wrap=True)
        self.test.clicked.connect(self._test)
        acts = row(0, space.m)
        acts.addWidget(self.test)
        acts.addWidget(self.pulse)
        acts.addStretch(1)
        made = column(0, space.xs)
        made.addLayout(acts)
        made.addWidget(self.tested)
        return made

    def _build_times(self, fields: QVBoxLayout) -> None:
        space, start = self.context.theme.tokens.scale.space, self._start
        self.open_s = _seconds(0.5, 3600, start.open_s)
        self.left_open_s = _seconds(1, 3600, start.left_open_s)
        self.expires_s = _seconds(0.2, 30, start.expires_s)
        times = row(0, space.m)
        times.addLayout(titled(translate("Relays", "&Unlocked for"), self.open_s), 1)
        times.addLayout(titled(translate("Relays", "A&larm when open for"), self.left_open_s), 1)
        times.addLayout(titled(translate("Relays", "Never open &later than"), self.expires_s), 1)
        fields.addLayout(times)
        said = translate(
            "Relays",
            "A command that is late, because the relay did not answer, is dropped: nobody opens for an empty place.",
        )
        fields.addWidget(label(said, "caption", wrap=True))
        self.fail = QComboBox()
        for each in FailState:
            self.fail.addItem(fail_text(each, translate), each)
        self.fail.setCurrentIndex(list(FailState).index(start.fail))
        self.fail.currentIndexChanged.connect(self._explain)
        self.fail_said = label("", "caption", wrap=True)
        chosen = titled(translate("Relays", "While Usher does not &run, this door is"), self.fail)
        chosen.addWidget(self.fail_said)
        fields.addLayout(chosen)
        self.handle = QCheckBox(translate("Relays", "People leave by a &handle: opening it while locked is no alarm"))
        self.handle.setChecked(start.handle_inside)
        fields.addWidget(self.handle)
        self._explain()

    def _build_cameras(self, fields: QVBoxLayout) -> None:
        space = self.context.theme.tokens.scale.space
        fields.addWidget(label(translate("Relays", "Cameras that watch this door"), "label"))
        specs = [status.spec for status in self.context.station.cameras()]
        if not specs:
            fields.addWidget(label(translate("Relays", "There are no cameras yet; add them in the settings."), "muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(space.xs)
        grid.setColumnStretch(0, 1)
        for place, spec in enumerate(specs):
            watches = QCheckBox(spec.name.replace("&", "&&"))
            watches.setChecked(self._old is not None and spec.door == self._old.name)
            way = QComboBox()
            way.setAccessibleName(translate("Relays", "Which way people go at {camera}").format(camera=spec.name))
            for text in (
                translate("Relays", "in and out"),
                translate("Relays", "in only"),
                translate("Relays", "out only"),
            ):
                way.addItem(text)
            way.setCurrentIndex(list(Direction).index(spec.direction))
            way.setEnabled(watches.isChecked())
            watches.toggled.connect(way.setEnabled)
            grid.addWidget(watches, place, 0)
            grid.addWidget(way, place, 1)
            self._cameras.append((spec, watches, way))
        fields.addLayout(grid)

    def _explain(self) -> None:
        self.fail_said.setText(fail_hint(FailState(self.fail.currentData()), translate))

    def _changed(self) -> None:
        said = name_problem(self.name.text(), self._others, translate)
        shown = said if self.name.text() else ""
        self.name_error.setText(shown)
        self.name_error.setVisible(bool(shown))
        set_role(self.name, "invalid", "true" if shown else "false")
        well = self.relay.form.check()
        self.test.setEnabled(well)
        self.tested.clear()
        self.ok.setEnabled(well and not said and not self.busy)
        self.ok.setToolTip("\n".join(part for part in (said, self.relay.form.missing()) if part))

    def _test(self) -> None:
        desk, door, pulse = self.context.station.desks.doors, self.settings(), self.pulse.isChecked()
        self.test.setEnabled(False)
        self.tested.setText(translate("Relays", "Trying…"))
        set_role(self.tested, "tone", "")
        self.context.tasks.run(
            lambda: desk.test_relay(door, pulse=pulse), self._reached, self._not_reached, owner=self, topic="relay-test"
        )

    def _reached(self, ms: float) -> None:
        self.test.setEnabled(True)
        if self.pulse.isChecked():
            said = translate("Relays", "It was unlocked for half a second, after {ms} ms.")
        elif is_silent(self.relay.form.relay):
            said = translate("Relays", "These settings can be used; only opening it shows whether the device answers.")
        else:
            said = translate("Relays", "It answers, after {ms} ms.")
        self.tested.setText(said.format(ms=round(ms, 1)))

    def _not_reached(self, error: Exception) -> None:
        self.test.setEnabled(True)
        self.tested.setText(words(error))
        set_role(self.tested, "tone", "bad")

    def _save(self) -> None:
        station, door = self.context.station, self.settings()
        moved = self._moved(door.name)
        desk = station.desks.doors
        keep = desk.update_door if self._old else desk.add_door

        def work() -> None:
            keep(door)
            for spec in moved:
                station.update_camera(spec)

        self.work(work, self._saved)

    def _moved(self, name: str) -> Sequence[CameraSpec]:
        """Return the cameras that are to watch this door now, or another way, or no more."""
        before = self._old.name if self._old else ""
        wanted = []
        for spec, watches, way in self._cameras:
            if watches.isChecked():
                wanted.append((spec, replace(spec, door=name, direction=list(Direction)[way.currentIndex()])))
            elif before and spec.door == before:
                wanted.append((spec, replace(spec, door="")))
        return [new for old, new in wanted if new != old]

    def _saved(self, _: None) -> None:
        self.saved.emit()
        self.accept()


def _seconds(low: float, high: float, value: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setDecimals(1)
    made.setRange(low, high)
    made.setSuffix(translate("Relays", " s"))
    made.setValue(value)
    made.lineEdit().setTextMargins(10, 0, 0, 0)
    return made
