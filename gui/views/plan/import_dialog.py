"""Take over the public holidays of a country, or of a part of one."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from core.domain.calendar import Calendar, Holiday
from gui.context import Context
from gui.presenters.plan import weekday_text
from gui.presenters.plan_holidays import countries, fresh, parts_of, public_holidays
from gui.text import translate
from gui.views.plan.dialog import PlanDialog
from gui.views.plan.search_combo import SearchCombo
from gui.widgets.basic import button, label, number, row, titled

_WIDTH, _LIST = 620, 300


class ImportDialog(PlanDialog):
    """`chosen` carries the holidays that were ticked; the dialog closes after it."""

    chosen = Signal(object)

    def __init__(
        self, context: Context, calendar: Calendar, own_zone: str, year: int, parent: QWidget | None = None
    ) -> None:
        ok = button(translate("Plan", "&Import"), "primary")
        text = translate("Plan", "Take out the tick of what is no holiday here.")
        super().__init__(context, translate("Plan", "Import public holidays"), text, ok, parent)
        self._calendar = calendar
        self._home = home_of(calendar.zone or own_zone)
        self.country = SearchCombo(translate("Plan", "Country"))
        self.part = SearchCombo(translate("Plan", "State or region"))
        self.year = number(1950, 2100)
        self.year.setValue(year)
        self.list = QListWidget()
        self.said = label("", "muted", wrap=True)
        self._build()
        ok.setDefault(True)
        ok.setEnabled(False)
        ok.clicked.connect(self._import)
        self.setMinimumWidth(_WIDTH)
        self.said.setText(translate("Plan", "Reading which countries there are…"))
        context.tasks.run(lambda: countries(country_name), self._offer, self.failed, owner=self)
        self.country.setFocus()

    def ticked(self) -> tuple[Holiday, ...]:
        """Return the holidays that are ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def _build(self) -> None:
        line = row(0, self.context.theme.tokens.scale.space.m)
        line.addLayout(titled(translate("Plan", "&Country"), self.country), 3)
        line.addLayout(titled(translate("Plan", "&State or region"), self.part), 3)
        line.addLayout(titled(translate("Plan", "&Year"), self.year), 1)
        self.body.addLayout(line)
        self.list.setProperty("role", "found")
        self.list.setAccessibleName(translate("Plan", "Public holidays"))
        self.list.setMinimumHeight(_LIST)
        self.list.itemChanged.connect(self._tell)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.said)

    def _offer(self, found: Sequence[tuple[str, str]]) -> None:
        self.country.offer(found, self._home)
        self.country.picked.connect(self._go)
        self.part.picked.connect(self._read)
        self.year.valueChanged.connect(self._read)
        self._go()

    def _go(self) -> None:
        country = self.country.value
        if country is None:
            self._show(())
            return
        self.context.tasks.run(
            lambda: parts_of(country), self._offer_parts, self.failed, owner=self, topic="holiday-parts"
        )

    def _offer_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        whole = translate("Plan", "The whole country")
        self.part.setEnabled(bool(parts))
        self.part.offer((("", whole), *parts), "")

    def _read(self) -> None:
        country, part, year, language = self.country.value, self.part.value, self.year.value(), QLocale().name()
        if country is None or part is None:
            self._show(())
            return
        self.context.tasks.run(
            lambda: public_holidays(country, part, year, language),
            self._show,
            self.failed,
            owner=self,
            topic="holidays",
        )

    def _show(self, found: Sequence[Holiday]) -> None:
        new = set(fresh(found, self._calendar.holidays))
        self.list.blockSignals(True)
        self.list.clear()
        for holiday in found:
            text = f"{holiday.day.isoformat()}  {weekday_text(holiday.day.weekday(), translate)}  {holiday.name}"
            there = holiday not in new
            item = QListWidgetItem(translate("Plan", "{day}  (there already)").format(day=text) if there else text)
            item.setData(Qt.ItemDataRole.UserRole, holiday)
            item.setCheckState(Qt.CheckState.Unchecked if there else Qt.CheckState.Checked)
            if there:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        count = len(self.ticked())
        if self.country.value is None or self.part.value is None:
            self.said.setText(translate("Plan", "Choose a country from the list: type a part of its name."))
        elif not self.list.count():
            self.said.setText(translate("Plan", "No holidays are known of this year."))
        elif count == 1:
            self.said.setText(translate("Plan", "1 day will be added."))
        else:
            self.said.setText(translate("Plan", "{n} days will be added.").format(n=count))
        self.ok.setEnabled(bool(count))

    def _import(self) -> None:
        self.chosen.emit(self.ticked())
        self.accept()


def country_name(code: str) -> str:
    """Name a country of an ISO 3166-1 code in English, with what it calls itself; empty for an unknown code."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyCountry:
        return ""
    said = QLocale.territoryToString(territory)
    own = QLocale(QLocale.Language.AnyLanguage, territory).nativeTerritoryName()
    return f"{said} ({own})" if own and own != said else said


def home_of(zone: str) -> str:
    """Return the code of the country a zone lies in; that of the machine's language where none is known."""
    territory = QTimeZone(zone.encode()).territory() if zone else QLocale.Country.AnyCountry
    if territory in (QLocale.Country.AnyCountry, QLocale.Country.World):
        territory = QLocale.system().territory()
    return QLocale.territoryToCode(territory)
