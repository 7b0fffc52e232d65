"""Enrol a person from the shots of a track."""

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId
from core.domain.matching import Match
from core.domain.people import Person
from core.domain.tracking import FaceShot
from gui.context import Context
from gui.images import copied, hidden
from gui.messages import words
from gui.presenters.enrolment import Choice, EnrolForm, into, likeness, obstacle
from gui.text import translate
from gui.views.enrol.likeness_card import LikenessCard
from gui.views.enrol.shot_card import ShotCard
from gui.widgets.basic import button, column, frame, label, row, set_role


@dataclass(frozen=True, slots=True)
class EnrolSource:
    """Whom to enrol: a track, where and when it was, and the shot its event carried, for when the track has gone."""

    camera: CameraId
    track: int
    place: str
    fallback: FaceShot | None = None


class EnrolDialog(QDialog):
    """Opens at once and fills when the shots have come. `enrolled` carries the person, and whether they are new."""

    enrolled = Signal(object, bool)

    def __init__(self, context: Context, source: EnrolSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._source = source
        self._people: tuple[Person, ...] = ()
        self._cards: list[ShotCard] = []
        self._form = EnrolForm("", "", 0, 0, checked=False, likeness=None, choice=Choice.OPEN)
        self._saving = False
        self.setWindowTitle(translate("Enrol", "Enrol a person"))
        self.setModal(True)
        self._build()
        self._load()

    @property
    def cards(self) -> tuple[ShotCard, ...]:
        """The shots on offer."""
        return tuple(self._cards)

    @property
    def checked(self) -> bool:
        """Whether it is known who the shots selected now look like."""
        return self._form.checked

    def reject(self) -> None:
        """Close, unless something is just being saved."""
        if not self._saving:
            super().reject()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.xl, space.l, self)
        head = column(0, space.xs)
        head.addWidget(label(translate("Enrol", "Enrol a person"), "title"))
        head.addWidget(label(self._source.place, "muted"))
        body.addLayout(head)
        body.addWidget(self._build_shots())
        self.likeness = LikenessCard(self._context)
        self.likeness.chosen.connect(self._choose)
        self.likeness.hide()
        body.addWidget(self.likeness)
        body.addLayout(self._build_fields())
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        body.addWidget(self.error)
        body.addStretch(1)
        body.addLayout(self._build_buttons())
        self.setMinimumWidth(724)

    def _build_shots(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        self._shots = QWidget()
        self._shots.setProperty("role", "scrolled")
        self._row = row(0, space.m, self._shots)
        self.note = label(translate("Enrol", "Looking for pictures…"), "muted", wrap=True)
        self._row.addWidget(self.note, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._shots)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        area.setFixedHeight(64)
        return area

    def _build_fields(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.name, self.external_id = QLineEdit(), QLineEdit()
        self.name.setMaxLength(200)
        self.external_id.setMaxLength(100)
        self.external_id.setPlaceholderText(translate("Enrol", "Badge or staff number, optional"))
        for field in (self.name, self.external_id):
            field.textChanged.connect(self._typed)
        fields = row(0, space.m)
        for text, field, share in (
            (translate("Enrol", "&Name"), self.name, 3),
            (translate("Enrol", "&ID"), self.external_id, 2),
        ):
            title = label(text, "label")
            title.setBuddy(field)
            part = column(0, space.xs)
            part.addWidget(title)
            part.addWidget(field)
            fields.addLayout(part, share)
        whole = column(0, 0)
        whole.addLayout(fields)
        return whole

    def _build_buttons(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.why = label("", "muted", wrap=True)
        self.cancel = button(translate("Enrol", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.save = button("", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        line = row(0, space.s)
        line.addWidget(self.why, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.save)
        whole = column(0, space.m)
        whole.addWidget(self.busy)
        whole.addLayout(line)
        self._refresh()
        return whole

    def _load(self) -> None:
        station, source = self._context.station, self._source
        self._context.tasks.run(
            lambda: (station.shots(source.camera, source.track), station.people()),
            self._loaded,
            self._failed,
            owner=self,
        )

    def _loaded(self, found: tuple[tuple[FaceShot, ...], tuple[Person, ...]]) -> None:
        shots, self._people = found
        if not shots and self._source.fallback is not None:
            shots = (self._source.fallback,)
        if not shots:
            self.note.setText(
                translate(
                    "Enrol",
                    "The pictures of this visit are no longer at hand. "
                    "Ask the person to step in front of a camera, then click their face.",
                )
            )
            return
        self.note.hide()
        self._row.removeWidget(self.note)
        for shot in shots:
            card = ShotCard(shot, self._context.theme, blur=self._context.blur_faces)
            card.toggled.connect(self._selection_changed)
            self._cards.append(card)
            self._row.addWidget(card)
        self._row.addStretch(1)
        high = self._cards[0].height()
        self._area.setFixedHeight(high + (12 if len(shots) > 4 else 2))
        order = (*self._cards, self.likeness.same, self.likeness.different, self.name, self.external_id, self.save)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self.name.setFocus()
        self._selection_changed()

    def selected(self) -> tuple[FaceShot, ...]:
        """Return the shots that are taken."""
        return tuple(card.shot for card in self._cards if card.isChecked())

    def _selection_changed(self) -> None:
        shots = self.selected()
        usable = tuple(shot for shot in shots if shot.quality.usable)
        kept = self._form.likeness if usable else None
        self._form = replace(self._form, selected=len(shots), usable=len(usable), checked=not usable, likeness=kept)
        self.likeness.setVisible(kept is not None)
        self._refresh()
        if usable:
            station = self._context.station
            self._context.tasks.run(
                lambda: station.similar(usable), self._compared, self._uncompared, owner=self, topic="similar"
            )

    def _compared(self, match: Match) -> None:
        if not self._form.usable:
            return
        found = likeness(match, self._people)
        before = self._form.likeness
        same = found is not None and before is not None and found.person.id == before.person.id
        choice = self._form.choice if same else Choice.OPEN
        self._form = replace(self._form, checked=True, likeness=found, choice=choice)
        if found is not None:
            best = copied(self.selected()[0].portrait)
            self.likeness.ask(found, hidden(best) if self._context.blur_faces else best)
        self.likeness.setVisible(found is not None)
        self._refresh()
        self._fit()

    def _uncompared(self, error: Exception) -> None:
        """A check that failed is told and does not forbid saving."""
        self._form = replace(self._form, checked=True)
        self._failed(error)

    def _choose(self, choice: Choice) -> None:
        self._form = replace(self._form, choice=choice)
        self._refresh()
        (self.save if choice is Choice.SAME else self.name).setFocus()

    def _typed(self) -> None:
        self._form = replace(self._form, name=self.name.text(), external_id=self.external_id.text())
        self.error.hide()
        set_role(self.external_id, "invalid", "false")
        self._refresh()

    def _refresh(self) -> None:
        adding = into(self._form) is not None
        why = obstacle(self._form, self._people, translate) if self._cards else ""
        self.why.setText("" if self._saving else why)
        self.save.setEnabled(bool(self._cards) and not why and not self._saving)
        self.save.setText(translate("Enrol", "&Add pictures") if adding else translate("Enrol", "&Save"))
        self.cancel.setEnabled(not self._saving)
        self.likeness.mark(self._form.choice)
        for field in (self.name, self.external_id):
            field.setEnabled(not self._saving and not adding)
        for widget in (self.likeness, *self._cards):
            widget.setEnabled(not self._saving)
        self.busy.setVisible(self._saving)

    def _save(self) -> None:
        station, shots, target = self._context.station, self.selected(), into(self._form)
        found = self._form.likeness
        name = found.person.name if target is not None and found is not None else self._form.name.strip()
        external_id = "" if target is not None else self._form.external_id.strip()
        self._saving = True
        self.error.hide()
        self._refresh()
        self._context.tasks.run(
            lambda: station.enrol(name, external_id, shots, target),
            lambda person: self._saved(person, new=target is None),
            self._failed,
            owner=self,
        )

    def _saved(self, person: Person, *, new: bool) -> None:
        self._saving = False
        self._context.portraits.forget(f"person:{person.id}")
        self.enrolled.emit(person, new)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._refresh()
        self.error_text.setText(words(error))
        self.error.show()
        self._fit()
        if isinstance(error, KnownError):
            taken = error.code is ErrorCode.ID_TAKEN
            set_role(self.external_id, "invalid", "true" if taken else "false")
            (self.external_id if taken else self.name).setFocus()
        else:
            self._context.messages.bug(error)

    def _fit(self) -> None:
        """Grow where there is more to show; never shrink under the operator's hand."""
        wanted = self.sizeHint()
        self.resize(QSize(max(self.width(), wanted.width()), max(self.height(), wanted.height())))
