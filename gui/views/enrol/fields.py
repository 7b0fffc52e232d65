"""What is written about a new person."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QPushButton, QWidget

from core.domain.faces import Gender
from core.domain.people import Person
from gui.context import Context
from gui.presenters.enrolment import Written, completions, consents
from gui.text import translate
from gui.widgets.basic import button, column, row, set_role, titled


class PersonFields(QWidget):
    """Name, ID, groups, consent; birth date and gender when asked for. `changed` at every keystroke."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[str, ...] = ()
        self._holder: Person | None = None
        self.name, self.external_id, self.groups, self.born = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setMaxLength(200)
        self.external_id.setMaxLength(100)
        self.external_id.setPlaceholderText(translate("Enrol", "Badge or staff number, optional"))
        self.groups.setPlaceholderText(translate("Enrol", "Such as Sales, Night shift"))
        self.born.setPlaceholderText(translate("Enrol", "1990-12-31"))
        for made in (self.name, self.external_id, self.groups, self.born):
            made.textChanged.connect(self.changed)
        self._complete_groups()
        self._build(context)

    @property
    def written(self) -> Written:
        """What is in the fields now."""
        consent = self.how.currentText().strip() if self.consent.isChecked() else ""
        return Written(
            self.name.text(), self.external_id.text(), self.groups.text(), consent, self.born.text(),
            self.gender.currentData(), self._holder,
        )  # fmt: skip

    def offer_groups(self, groups: Sequence[str]) -> None:
        """Complete what is typed with these groups."""
        self._groups = tuple(groups)

    def mark_holder(self, holder: Person | None) -> None:
        """Say who has the ID already."""
        if holder == self._holder:
            return  # an answer that comes late and says nothing new shall not wipe out what a failed save said
        self._holder = holder
        self.mark_taken(taken=holder is not None)
        self.changed.emit()

    def mark_taken(self, *, taken: bool) -> None:
        """Show that somebody has the ID."""
        set_role(self.external_id, "invalid", "true" if taken else "false")

    def allow(self, *, writing: bool) -> None:
        """Let the fields be filled in, or not."""
        for made in (self.name, self.external_id, self.groups, self.consent, self.born, self.gender, self.more):
            made.setEnabled(writing)
        self.how.setEnabled(writing and self.consent.isChecked())

    def _build(self, context: Context) -> None:
        space = context.theme.tokens.scale.space
        self.consent = QCheckBox(translate("Enrol", "Agreed to be &recognised"))
        self.how = QComboBox()
        self.how.setEditable(True)
        self.how.setAccessibleName(translate("Enrol", "How consent was given"))
        self.how.addItems(list(consents(translate)))
        self.how.setEnabled(False)
        self.consent.toggled.connect(self.how.setEnabled)
        self.consent.toggled.connect(self.changed)
        self.how.currentTextChanged.connect(self.changed)
        whole = column(0, space.s, self)
        whole.addLayout(titled(translate("Enrol", "&Name"), self.name))
        whole.addLayout(titled(translate("Enrol", "&ID"), self.external_id))
        whole.addLayout(titled(translate("Enrol", "&Groups"), self.groups))
        whole.addWidget(self.consent)
        whole.addWidget(self.how)
        whole.addWidget(self._build_more(space.s))

    def _build_more(self, gap: int) -> QWidget:
        self.more: QPushButton = button(translate("Enrol", "&More…"), "link")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.gender = QComboBox()
        for text, gender in (
            (translate("Enrol", "not given"), None),
            (translate("Enrol", "female"), Gender.FEMALE),
            (translate("Enrol", "male"), Gender.MALE),
        ):
            self.gender.addItem(text, gender)
        self.gender.currentIndexChanged.connect(self.changed)
        self._rest = QWidget()
        fields = row(0, gap, self._rest)
        fields.addLayout(titled(translate("Enrol", "&Born"), self.born))
        fields.addLayout(titled(translate("Enrol", "G&ender"), self.gender))
        self._rest.hide()
        self.more.toggled.connect(self._rest.setVisible)
        made = QWidget()
        inner = column(0, gap, made)
        inner.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self._rest)
        return made

    def _complete_groups(self) -> None:
        model = QStringListModel(self)
        completer = QCompleter(model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.groups.setCompleter(completer)
        self.groups.textEdited.connect(lambda text: model.setStringList(list(completions(text, self._groups))))
