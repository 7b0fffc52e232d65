"""What a merge or a split would change, shown before it is made."""

from PySide6.QtWidgets import QDialog, QLineEdit, QRadioButton, QWidget

from core.domain.directory import Regrouping
from core.domain.doctor import Finding, Fix
from core.domain.ids import PersonId
from gui.context import Context
from gui.messages import words
from gui.presenters.doctor import moving_text, plain
from gui.text import translate
from gui.widgets.basic import button, column, label, row, titled

_WIDTH = 460


class ConfirmDialog(QDialog):
    """Asks which name stays (MERGE) or what the new person is called (SPLIT); a GIVE is only shown.

    `keeping` and `leaving` are the two people of a merge; `name` is the new one's.
    """

    def __init__(self, context: Context, finding: Finding, fix: Fix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._finding = finding
        self._fix = fix
        self.moving: Regrouping | None = None
        self.keeps = [QRadioButton(plain(name), self) for name in finding.names]
        self.name = QLineEdit(self)
        self.text = label(translate("Doctor", "Looking what would change…"), "muted", wrap=True)
        self.setModal(True)
        self.setMinimumWidth(_WIDTH)
        self._build()
        self._preview()

    @property
    def keeping(self) -> PersonId:
        """Who stays."""
        return self._finding.people[1 if self.keeps[-1].isChecked() and len(self.keeps) > 1 else 0]

    @property
    def leaving(self) -> PersonId:
        """Who becomes part of the one who stays."""
        return next(person for person in self._finding.people if person != self.keeping)

    def _build(self) -> None:
        space, names = self._context.theme.tokens.scale.space, self._finding.names
        body = column(space.xl, space.m, self)
        title = {
            Fix.MERGE: translate("Doctor", "Make one person of {name} and {other}?"),
            Fix.SPLIT: translate("Doctor", "Split pictures off {name}?"),
            Fix.GIVE: translate("Doctor", "Give the pictures to {other}?"),
        }[self._fix].format(name=names[0], other=names[-1])
        self.setWindowTitle(title)
        body.addWidget(label(title, "subtitle", wrap=True))
        for choice in self.keeps:
            choice.setVisible(self._fix is Fix.MERGE)
        self.name.setVisible(self._fix is Fix.SPLIT)
        if self._fix is Fix.MERGE:
            body.addWidget(label(translate("Doctor", "The name that stays"), "label"))
            for choice in self.keeps:
                body.addWidget(choice)
            self.keeps[0].setChecked(True)
            self.keeps[0].toggled.connect(self._preview)
        elif self._fix is Fix.SPLIT:
            self.name.textChanged.connect(self._allow)
            body.addLayout(titled(translate("Doctor", "&Name of the new person"), self.name))
        body.addWidget(self.text)
        self.go = button(
            {
                Fix.MERGE: translate("Doctor", "&Merge"),
                Fix.SPLIT: translate("Doctor", "&Split"),
                Fix.GIVE: translate("Doctor", "&Give"),
            }[self._fix],
            "primary",
        )
        self.go.clicked.connect(self.accept)
        cancel = button(translate("Doctor", "Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = row(0, space.s)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        body.addLayout(buttons)

    def _preview(self) -> None:
        people, finding = self._context.station.desks.people, self._finding
        keeping, other = self.keeping, self.leaving if self._fix is Fix.MERGE else None
        self.moving = None
        self._allow()

        def look() -> Regrouping:
            if other is not None:
                return people.preview_merge(keeping, other)
            return people.preview_split(finding.people[0], finding.templates)

        self._context.tasks.run(look, self._show, self._failed, owner=self, topic="doctor-preview")

    def _show(self, moving: Regrouping) -> None:
        self.moving = moving
        self.text.setText(moving_text(moving, translate))
        self._allow()

    def _failed(self, error: Exception) -> None:
        self.text.setText(words(error))

    def _allow(self) -> None:
        named = self._fix is not Fix.SPLIT or bool(self.name.text().strip())
        self.go.setEnabled(self.moving is not None and named)
