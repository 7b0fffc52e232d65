"""The question whether somebody is enrolled already, with both pictures side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from core.runtime.enrolling import LookAlike
from gui.context import Context
from gui.images import hidden, rounded
from gui.presenters.enrolment import Choice, likeness_title
from gui.text import translate
from gui.widgets.basic import button, column, label, row

_PICTURE = 96


class LikenessCard(QFrame):
    """Asks once per likeness; what was chosen can be changed until the dialog is saved."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
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
            made.setAutoDefault(False)
        self.same.clicked.connect(lambda: self.chosen.emit(Choice.SAME))
        self.different.clicked.connect(lambda: self.chosen.emit(Choice.DIFFERENT))
        self._pictures = QWidget()
        pictures = row(0, space.m, self._pictures)
        pictures.addLayout(_pictured(self._here, label(translate("Enrol", "Now"), "caption")))
        pictures.addLayout(_pictured(self._there, self._name))
        pictures.addStretch(1)
        whole = column(space.m, space.s, self)
        for text in (self.title, self.text):
            whole.addWidget(text)
        whole.addWidget(self._pictures)
        whole.addWidget(self.same)
        whole.addWidget(self.different)

    def ask(self, likeness: LookAlike, now: QImage) -> None:
        """Ask about `likeness`, showing `now` beside that person's picture."""
        person = likeness.person
        self.title.setText(likeness_title(likeness, translate))
        hint = translate("Enrol", "Enrolling somebody twice makes both harder to recognise.")
        self.text.setText(f"{person.external_id} · {hint}" if person.external_id else hint)
        self.same.setText(translate("Enrol", "Same person: &add to {name}").format(name=person.name.replace("&", "&&")))
        self._name.setText(person.name)
        self._here.setPixmap(self._rounded(now))
        there = QImage.fromData(likeness.portrait) if likeness.portrait else QImage()
        if there.isNull():
            self._there.clear()
        else:
            self._there.setPixmap(self._rounded(hidden(there) if self._context.blur_faces else there))

    def mark(self, choice: Choice) -> None:
        """Show what was chosen; what helped to choose makes room."""
        for helpful in (self.text, self._pictures):
            helpful.setVisible(choice is Choice.OPEN)
        self.same.setChecked(choice is Choice.SAME)
        self.different.setChecked(choice is Choice.DIFFERENT)

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
