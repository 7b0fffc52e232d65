"""The days of a rota as a grid: select days, then give them a shift by its button or its number."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableWidget, QTableWidgetItem, QWidget

from core.domain.ids import ShiftId
from gui.presenters.plan import WEEK, cell_text, weekday_text
from gui.presenters.plan_rota import Days, filled, place_text, toggled
from gui.text import translate

_ROW, _ROWS_SHOWN, _HEAD = 36, 7, 34
_OFF_KEYS = (Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_MENU_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RotaGrid(QTableWidget):
    """Seven days in a row. Digits give the selected days a shift, 0 a day off, Space opens the choice of several."""

    changed = Signal()

    def __init__(self, names: Mapping[ShiftId, str], days: Days, parent: QWidget | None = None) -> None:
        super().__init__(0, WEEK, parent)
        self._names = names
        self.days = days
        self._weeks = True
        self.menu: QMenu | None = None
        self.setAccessibleName(translate("Plan", "Days of the rota"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFixedHeight(_HEAD)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.choose_several(index.row() * WEEK + index.column()))

    @property
    def places(self) -> list[int]:
        """The days of the cycle that are selected."""
        chosen = [index.row() * WEEK + index.column() for index in self.selectedIndexes()]
        return [place for place in chosen if place < len(self.days)]

    def show_days(self, days: Days, *, weeks: bool) -> None:
        """Show a cycle, as weeks from Monday on or as days by their number."""
        self.days, self._weeks = days, weeks
        rows = -(-len(days) // WEEK)
        self.setRowCount(rows)
        heads = [weekday_text(n, translate) if weeks else f"{n + 1}" for n in range(WEEK)]
        self.setHorizontalHeaderLabels(heads)
        week = translate("Plan", "Week {n}")
        sides = [
            week.format(n=n + 1) if weeks else f"{n * WEEK + 1}–{min(len(days), (n + 1) * WEEK)}" for n in range(rows)
        ]
        self.setVerticalHeaderLabels(sides)
        self.setFixedHeight(_HEAD + _ROW * min(_ROWS_SHOWN, rows) + 4)
        for place in range(rows * WEEK):
            self._show_cell(place)

    def give(self, shifts: tuple[ShiftId, ...]) -> None:
        """Give the selected days these shifts."""
        if self.places:
            self._take(filled(self.days, self.places, shifts))

    def choose_several(self, place: int) -> None:
        """Let one day hold several shifts."""
        if place >= len(self.days):
            return
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu = QMenu(self)
        for shift, name in self._names.items():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(shift in self.days[place])
            action.triggered.connect(lambda _=False, shift=shift: self._toggle(place, shift))
        cell = self.visualRect(self.model().index(place // WEEK, place % WEEK))
        menu.popup(self.viewport().mapToGlobal(QPoint(cell.left(), cell.bottom())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fill in by keyboard."""
        digit, shifts = event.key() - Qt.Key.Key_1, list(self._names)
        if event.key() in _OFF_KEYS:
            self.give(())
        elif 0 <= digit < min(9, len(shifts)) and not event.modifiers():
            self.give((shifts[digit],))
        elif event.key() in _MENU_KEYS and self.currentItem() is not None:
            self.choose_several(self.currentRow() * WEEK + self.currentColumn())
        else:
            super().keyPressEvent(event)

    def _toggle(self, place: int, shift: ShiftId) -> None:
        self._take(toggled(self.days, place, shift, list(self._names)))

    def _take(self, days: Days) -> None:
        self.days = days
        for place in range(len(days)):
            self._show_cell(place)
        self.changed.emit()

    def _show_cell(self, place: int) -> None:
        row, column = divmod(place, WEEK)
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, item)
        if place >= len(self.days):
            item.setText("")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return
        shifts = self.days[place]
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        text = cell_text(shifts, self._names, translate)
        font = self.font()
        font.setBold(bool(shifts))
        item.setFont(font)
        item.setText(text if shifts else "–")
        day = place_text(
            place, len(self.days), weeks=self._weeks, weekday=weekday_text(column, translate), translate=translate
        )
        item.setToolTip(f"{day}: {text}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{day}: {text}")
