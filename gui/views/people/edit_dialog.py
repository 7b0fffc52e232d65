"""Edit what is written about a person; what is wrong is said beside its field."""

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.domain.directory import Group, PersonDetails
from core.domain.faces import Gender
from core.domain.people import PersonFacts
from gui.context import Context
from gui.presenters.people_form import (
    LONGEST_ID,
    LONGEST_NAME,
    PersonField,
    PersonForm,
    facts_of,
    form_of,
    problems,
)
from gui.presenters.people_traits import gender_text
from gui.text import translate
from gui.views.people.chips import GroupsEdit
from gui.views.people.dialogs import PeopleDialog
from gui.widgets.basic import button, column, label, row, set_role, titled

_NOTE_HEIGHT = 76
_SCREEN_LEFT = 210
"""Pixels of the screen's height that title, buttons, window frame and task bar need."""


class EditDialog(PeopleDialog):
    """Saves by itself and closes when that went well. `saved` carries the new facts and those of before."""

    saved = Signal(object, object)

    def __init__(self, context: Context, details: PersonDetails, parent: QWidget | None = None) -> None:
        ok = button(translate("People", "&Save"), "primary")
        super().__init__(context, translate("People", "Edit a person"), "", ok, parent)
        self._details = details
        self._errors: dict[PersonField, QLabel] = {}
        self._filled = False
        self._fields: dict[PersonField, QLineEdit] = {}
        self._build()
        self._fill(form_of(details.facts))
        ok.setDefault(True)
        ok.clicked.connect(self._save)
        desk = context.station.desks.people
        context.tasks.run(desk.groups, self._offer, context.messages.failure, owner=self)

    def form(self) -> PersonForm:
        """Return what is typed now."""
        return PersonForm(
            name=self.name.text(),
            external_id=self.external_id.text(),
            groups=self.groups.groups,
            since=self.since.text(),
            until=self.until.text(),
            active=self._details.facts.active,
            born=self.born.text(),
            gender=list[Gender | None]((None, *Gender))[self.gender.currentIndex()],
            consent=self.consent.text(),
            how=self.how.text(),
            note=self.note.toPlainText(),
        )

    def _build(self) -> None:
        space = self.context.theme.tokens.scale.space
        inner = QWidget()
        fields = column(0, space.m, inner)
        fields.setContentsMargins(0, 0, space.s, 0)
        self.name, self.external_id = self._field(LONGEST_NAME), self._field(LONGEST_ID)
        self.external_id.setPlaceholderText(translate("People", "Badge or staff number, optional"))
        self.since, self.until = self._day(), self._day()
        self.born, self.consent, self.how = self._day(), self._day(), self._field(LONGEST_NAME)
        self.how.setPlaceholderText(translate("People", "Such as: signed form, asked at the desk"))
        self.gender = QComboBox()
        for gender in (None, *Gender):
            self.gender.addItem(gender_text(gender, translate), gender)
        self.groups = GroupsEdit(self.context)
        self.groups.changed.connect(self._changed)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self._lay_out(fields)
        area = self.scrolled(inner)
        wanted = inner.sizeHint().height() + 3 * space.xxl  # chips and what is wrong come on top
        area.setMinimumHeight(min(wanted, self.screen().availableGeometry().height() - _SCREEN_LEFT))
        self.body.addWidget(area, 1)
        self.setMinimumWidth(620)

    def _lay_out(self, fields: QVBoxLayout) -> None:
        space = self.context.theme.tokens.scale.space

        def pair(left: QVBoxLayout, right: QVBoxLayout, *shares: int) -> None:
            line = row(0, space.m)
            for part, share in zip((left, right), shares or (1, 1), strict=True):
                line.addLayout(part, share)
            fields.addLayout(line)

        pair(
            self._checked(translate("People", "&Name"), self.name, PersonField.NAME),
            self._checked(translate("People", "&ID"), self.external_id), 3, 2,
        )  # fmt: skip
        fields.addLayout(self._checked(translate("People", "&Groups"), self.groups))
        pair(
            self._checked(translate("People", "Recognised &from (first day)"), self.since, PersonField.SINCE),
            self._checked(translate("People", "Recognised &until (last day)"), self.until, PersonField.UNTIL),
        )
        pair(
            self._checked(translate("People", "&Born on"), self.born, PersonField.BORN),
            self._checked(translate("People", "G&ender"), self.gender),
        )
        pair(
            self._checked(translate("People", "&Consent given on"), self.consent, PersonField.CONSENT),
            self._checked(translate("People", "&How"), self.how, PersonField.HOW), 2, 3,
        )  # fmt: skip
        fields.addLayout(self._checked(translate("People", "N&ote"), self.note))
        fields.addStretch(1)

    def _checked(self, title: str, widget: QWidget, field: PersonField | None = None) -> QVBoxLayout:
        made = titled(title, widget)
        if field is not None and isinstance(widget, QLineEdit):
            error = label("", "error", wrap=True)
            error.hide()
            made.addWidget(error)
            self._errors[field], self._fields[field] = error, widget
        made.addStretch(1)
        return made

    def _field(self, longest: int) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(longest)
        made.textChanged.connect(self._changed)
        return made

    def _day(self) -> QLineEdit:
        made = self._field(10)
        made.setPlaceholderText(translate("People", "YYYY-MM-DD"))
        return made

    def _fill(self, form: PersonForm) -> None:
        for field, text in (
            (self.name, form.name), (self.external_id, form.external_id), (self.since, form.since),
            (self.until, form.until), (self.born, form.born), (self.consent, form.consent), (self.how, form.how),
        ):  # fmt: skip
            field.setText(text)
            field.setCursorPosition(0)
        self.groups.fill(form.groups)
        self.gender.setCurrentIndex(self.gender.findData(form.gender))
        self.note.setPlainText(form.note)
        self._filled = True
        self._changed()
        self.name.setFocus()

    def _offer(self, groups: tuple[Group, ...]) -> None:
        self.groups.offer([group.name for group in groups])

    def _changed(self) -> None:
        if not self._filled:
            return
        found = problems(self.form(), datetime.now(UTC).astimezone().date(), translate)
        for field, edit in self._fields.items():
            self._errors[field].setText(found.get(field, ""))
            self._errors[field].setVisible(field in found)
            set_role(edit, "invalid", "true" if field in found else "false")
        self.ok.setEnabled(not found and not self.busy)

    def _save(self) -> None:
        facts, person = facts_of(self.form(), self._details.facts), self._details.id
        if facts == self._details.facts:
            self.accept()
            return
        desk = self.context.station.desks.people
        self.work(lambda: desk.update(person, facts), lambda before: self._saved(facts, before))

    def _saved(self, facts: PersonFacts, before: PersonFacts) -> None:
        self.saved.emit(facts, before)
        self.accept()
