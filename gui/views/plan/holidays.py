"""The holidays of a year, and what days are like at the site."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from core.domain.calendar import Calendar, Holiday
from gui.context import Context
from gui.icons import icon
from gui.presenters.plan import site_sentence, weekday_text
from gui.presenters.plan_edit import with_holidays, with_site
from gui.presenters.plan_holidays import spared_text, year_text
from gui.text import translate
from gui.views.line_card import LineCard
from gui.views.plan.holiday_dialog import HolidayDialog
from gui.views.plan.import_dialog import ImportDialog
from gui.views.plan.listing import WIDEST, Listing
from gui.views.plan.part import PlanData, PlanPart, TextCard
from gui.views.plan.site_dialog import SiteDialog
from gui.views.plan_changes import PlanChanges
from gui.widgets.basic import button, icon_button, label, row
from gui.widgets.state_page import StatePage


class HolidaysPart(PlanPart):
    """Holidays by year; who is spared by one need not work on it."""

    def __init__(self, context: Context, changes: PlanChanges, parent: QWidget | None = None) -> None:
        super().__init__(context, changes, parent)
        self.cards: list[LineCard] = []
        self.year = 0
        colour = context.theme.tokens.colour
        self.take = button(translate("Plan", "&Import public holidays…"))
        self.take.clicked.connect(self.take_over)
        self.add = button(translate("Plan", "&Add a holiday"), "primary", icon("plus", colour.on_accent))
        self.add.clicked.connect(lambda: self.edit(None))
        self.buttons += [self.take, self.add]
        self.site = TextCard(context, "", ("",))
        self._site_holder = row()
        self._site_holder.addWidget(self.site)
        self.body.addLayout(self._site_holder)
        self._build_years()
        first = button(translate("Plan", "Import public holidays…"), "primary")
        first.clicked.connect(self.take_over)
        text = translate("Plan", "Take over the public holidays of your country, or add days of your own.")
        empty = StatePage(
            context.theme, "holiday", translate("Plan", "No holidays in this year"), text, (first,), small=True
        )
        self.listing = Listing(context, empty)
        self.body.addWidget(self.listing, 1)

    def show_data(self, data: PlanData) -> None:
        """Show the holidays of a plan."""
        super().show_data(data)
        self.year = self.year or data.today.year
        self._show_site(data)
        self._show_year()

    def turn(self, by: int) -> None:
        """Go so many years on."""
        self.year += by
        self._show_year()

    def edit(self, holiday: Holiday | None) -> None:
        """Ask for a new holiday, or how one is to change."""
        if self.data is not None:
            today = self.data.today
            day = today if today.year == self.year else today.replace(year=self.year, month=1, day=1)
            groups = [group.name for group in self.data.groups]
            dialog = HolidayDialog(self.context, holiday, day, groups, self.window())
            dialog.saved.connect(partial(self._save, holiday))
            self.open(dialog)

    def take_over(self) -> None:
        """Ask whose public holidays to take over."""
        if self.data is not None:
            dialog = ImportDialog(
                self.context, self.data.plan.calendar, self.data.own_zone, self.year, self.window()
            )  # fmt: skip
            dialog.chosen.connect(self._import)
            self.open(dialog)

    def edit_site(self) -> None:
        """Ask what days are like here."""
        if self.data is not None:
            dialog = SiteDialog(self.context, self.data.plan.calendar, self.data.own_zone, self.window())
            dialog.saved.connect(self._save_site)
            self.open(dialog)

    def _build_years(self) -> None:
        space, tint = self.context.theme.tokens.scale.space, self.context.theme.tokens.colour.text_muted
        back = icon_button(icon("previous", tint), translate("Plan", "The year before"))
        forth = icon_button(icon("next", tint), translate("Plan", "The year after"))
        back.clicked.connect(lambda: self.turn(-1))
        forth.clicked.connect(lambda: self.turn(1))
        self.title, self.count = label("", "subtitle"), label("", "muted")
        self.clear = button("", "link")
        self.clear.clicked.connect(self._clear)
        line = row(0, space.s)
        for part in (back, self.title, forth, self.count, self.clear):
            line.addWidget(part)
        line.addStretch(1)
        self.body.addLayout(line)

    def _of_year(self) -> list[Holiday]:
        holidays = self.data.plan.calendar.holidays if self.data is not None else ()
        return sorted(
            (holiday for holiday in holidays if holiday.day.year == self.year), key=lambda each: (each.day, each.name)
        )

    def _show_site(self, data: PlanData) -> None:
        too = translate("Plan", "Hours in which doors may be passed go by the same holidays.")
        lines = [site_sentence(data.plan.calendar, data.own_zone, translate), too]
        if not data.zone_known:
            lost = translate("Plan", "This computer does not know the time zone “{zone}”: choose another.")
            lines.append(lost.format(zone=data.plan.calendar.zone))
        self.site.hide()
        self.site.deleteLater()
        self.site = TextCard(self.context, translate("Plan", "Days at this site"), lines)
        self.site.add_buttons(translate("Plan", "Weekend and time zone"), removable=False)
        self.site.edit_asked.connect(self.edit_site)
        self.site.setMaximumWidth(WIDEST)
        self._site_holder.addWidget(self.site)

    def _show_year(self) -> None:
        found = self._of_year()
        self.title.setText(f"{self.year}")
        self.count.setText(year_text(found, self.year, translate))
        self.clear.setText(translate("Plan", "Delete all of {year}").format(year=self.year))
        self.clear.setVisible(len(found) > 1)
        self.cards = [self._card(holiday) for holiday in found]
        self.listing.fill(self.cards)

    def _card(self, holiday: Holiday) -> LineCard:
        card, space = LineCard(self.context), self.context.theme.tokens.scale.space
        card.line.setContentsMargins(space.l, space.xs, space.m, space.xs)
        card.add_sign("holiday", self.context.theme.tokens.colour.accent_text)
        day = label(f"{holiday.day.isoformat()}  {weekday_text(holiday.day.weekday(), translate)}")
        day.setMinimumWidth(120)
        card.line.addWidget(day)
        card.line.addWidget(label(holiday.name, "value", wrap=True), 2)
        card.line.addWidget(label(spared_text(holiday, translate), "muted", wrap=True), 3)
        card.add_buttons(holiday.name, removable=True)
        card.edit_asked.connect(partial(self.edit, holiday))
        card.remove_asked.connect(partial(self._remove, holiday))
        card.setAccessibleName(f"{day.text()}: {holiday.name}, {spared_text(holiday, translate)}")
        return card

    def _save(self, before: Holiday | None, holiday: Holiday) -> None:
        said = translate("Plan", "The holiday “{name}” was saved.").format(name=holiday.name)
        self.year = holiday.day.year
        gone = (before,) if before is not None else ()
        self.changes.save(lambda plan: with_holidays(plan, (holiday,), gone), said)

    def _import(self, found: Sequence[Holiday]) -> None:
        said = translate("Plan", "{n} public holidays were added.").format(n=len(found))
        self.year = found[0].day.year
        self.changes.save(lambda plan: with_holidays(plan, found), said)

    def _remove(self, holiday: Holiday) -> None:
        said = translate("Plan", "The holiday “{name}” was deleted.").format(name=holiday.name)
        self.changes.save(lambda plan: with_holidays(plan, (), (holiday,)), said)

    def _clear(self) -> None:
        gone, said = self._of_year(), translate("Plan", "The holidays of {year} were deleted.")
        self.changes.save(lambda plan: with_holidays(plan, (), gone), said.format(year=self.year))

    def _save_site(self, made: Calendar) -> None:
        said = translate("Plan", "Weekend and time zone were saved.")
        self.changes.save(lambda plan: with_site(plan, made.zone, made.weekend, made.day_starts), said)
