"""The question whether somebody is enrolled already, with both pictures side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.context import Context
from gui.images import rounded
from gui.presenters.enrolment import Choice, Likeness
from gui.presenters.text import percent
from gui.text import translate
from gui.widgets.basic import button, column, label, row

_PICTURE = 92


class LikenessCard(QFrame):
    """Asks once per likeness; what was chosen can be changed until the dialog is saved."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._likeness: Likeness | None = None
        self.setProperty("role", "warning-card")
        space = context.theme.tokens.scale.space
        self._here, self._there = label(""), label("")
        self._name = label("", "caption")
        self.title = label("", "subtitle", wrap=True)
        self.text = label("", "muted", wrap=True)
        self.same = button("")
        self.different = button(translate("Enrol", "A &different person"))
        for made in (self.same, self.different):
            made.setCheckable(True)
        self.same.clicked.connect(lambda: self.chosen.emit(Choice.SAME))
        self.different.clicked.connect(lambda: self.chosen.emit(Choice.DIFFERENT))
        words = column(0, space.xs)
        words.addWidget(self.title)
        words.addWidget(self.text)
        words.addStretch(1)
        choices = row(0, space.s)
        choices.addWidget(self.same)
        choices.addWidget(self.different)
        choices.addStretch(1)
        words.addLayout(choices)
        whole = row(space.l, space.m, self)
        whole.addLayout(_pictured(self._here, label(translate("Enrol", "Now"), "caption")))
        whole.addLayout(_pictured(self._there, self._name))
        whole.addSpacing(space.xs)
        whole.addLayout(words, 1)
        context.portraits.ready.connect(self._portrait_ready)

    def ask(self, likeness: Likeness, now: QImage) -> None:
        """Ask about `likeness`, showing `now` beside that person's picture."""
        self._likeness = likeness
        person = likeness.person
        said = translate("Enrol", "Looks like {name}, {percent}")
        self.title.setText(said.format(name=person.name, percent=percent(likeness.probability)))
        hint = translate("Enrol", "Enrolling somebody twice makes both harder to recognise.")
        self.text.setText(f"{person.external_id} · {hint}" if person.external_id else hint)
        self.same.setText(translate("Enrol", "&Add to {name}").format(name=person.name.replace("&", "&&")))
        self._name.setText(person.name)
        self._here.setPixmap(self._rounded(now))
        self._show_person()

    def mark(self, choice: Choice) -> None:
        """Show what was chosen."""
        self.same.setChecked(choice is Choice.SAME)
        self.different.setChecked(choice is Choice.DIFFERENT)

    def _show_person(self) -> None:
        if self._likeness is None:
            return
        person, station = self._likeness.person.id, self._context.station
        image = self._context.portraits.get(f"person:{person}", lambda: station.portrait(person))
        if image is None:
            self._there.clear()
        else:
            self._there.setPixmap(self._rounded(image))

    def _portrait_ready(self, key: str) -> None:
        if self._likeness is not None and key == f"person:{self._likeness.person.id}":
            self._show_person()

    def _rounded(self, image: QImage) -> QPixmap:
        radius = self._context.theme.tokens.scale.radius.medium
        return rounded(image, _PICTURE, radius, self.devicePixelRatioF())


def _pictured(picture: QLabel, words: QLabel) -> QVBoxLayout:
    picture.setFixedSize(_PICTURE, _PICTURE)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.setMaximumWidth(_PICTURE)
    made = column(0, 4)
    made.addWidget(picture)
    made.addWidget(words)
    made.addStretch(1)
    return made
