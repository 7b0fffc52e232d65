"""The decision card: both pictures, the reason, every figure, and the answers."""

from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.domain.events import Review
from core.domain.ids import EventId
from core.domain.liveness import UNCHECKED, Liveness
from core.domain.matching import Verdict
from core.runtime.cards import DecisionCard
from gui.context import Context
from gui.icons import pixmap
from gui.images import hidden, rounded
from gui.messages import words
from gui.presenters import card as told
from gui.presenters.feed import local_time, place_of
from gui.text import translate
from gui.tints import tint
from gui.views.card.scale import ScalePicture
from gui.views.enrol.sources import EnrolSource
from gui.widgets.basic import button, column, frame, label, row, set_role

_PICTURE = 168


@dataclass(frozen=True, slots=True)
class CardSource:
    """Which sighting to explain, and whom to enrol from it while its pictures are at hand."""

    event: EventId
    enrol: EnrolSource | None = None

    @property
    def liveness(self) -> Liveness:
        """How the vote stood when the sighting happened; UNCHECKED where that is not known."""
        shot = self.enrol.fallback if self.enrol else None
        return shot.liveness if shot else UNCHECKED


@dataclass(frozen=True, slots=True)
class _Found:
    """A card with its pictures decoded."""

    card: DecisionCard
    seen: QImage | None
    enrolled: QImage | None


class CardDialog(QDialog):
    """Opens at once and fills when the card has come. `answered` carries the card and the review, None to undo it."""

    answered = Signal(object, object)
    enrol_asked = Signal(object)

    def __init__(self, context: Context, source: CardSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._source = source
        self._card: DecisionCard | None = None
        self._choices = told.Choices(right=False, refuse=False, enrol=False, enrol_first=False, why="")
        self._busy = False
        self.setWindowTitle(translate("Card", "Why was it decided so?"))
        self.setModal(True)
        self._build()
        self._load()

    def reject(self) -> None:
        """Close, unless an answer is just being kept."""
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        body = column(space.xl, space.l, self)
        body.addLayout(self._build_head())
        self.note = label(translate("Card", "Looking it up…"), "muted", wrap=True)
        body.addWidget(self.note)
        self._middle = QWidget()
        middle = row(0, space.xl, self._middle)
        middle.addLayout(self._build_pictures(), 0)
        middle.addLayout(self._build_figures(), 1)
        self._middle.hide()
        body.addWidget(self._middle)
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        body.addWidget(self.error)
        body.addStretch(1)
        self.why = label("", "muted", wrap=True)
        self.why.hide()
        body.addWidget(self.why)
        body.addWidget(self._build_review())
        body.addLayout(self._build_answers())
        for before, after in pairwise(
            (self.take_back, self.suggested, self.right, self.refuse, self.enrol, self.leave)
        ):
            self.setTabOrder(before, after)
        self.setMinimumWidth(780)

    def _build_head(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.title = label("", "title")
        self.sign = label("")
        self.where = label("", "muted")
        first = row(0, space.s)
        first.addWidget(self.sign)
        first.addWidget(self.title, 1)
        head = column(0, space.xs)
        head.addLayout(first)
        head.addWidget(self.where)
        return head

    def _build_pictures(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.seen, self.enrolled = label(""), label("")
        self.seen_name, self.enrolled_name = label(translate("Card", "Seen"), "caption"), label("", "caption")
        pair = row(0, space.m)
        for picture, name in ((self.seen, self.seen_name), (self.enrolled, self.enrolled_name)):
            picture.setFixedSize(_PICTURE, _PICTURE)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            picture.setProperty("role", "picture")
            name.setMaximumWidth(_PICTURE)
            part = column(0, space.xs)
            part.addWidget(picture)
            part.addWidget(name)
            pair.addLayout(part)
        self._shots = column(0, 2)
        whole = column(0, space.m)
        whole.addLayout(pair)
        whole.addLayout(self._shots)
        whole.addStretch(1)
        return whole

    def _build_figures(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.reason = label("", "subtitle", wrap=True)
        self.scale, self.legend = ScalePicture(self._context.theme), label("", "caption", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space.l)
        self._grid.setVerticalSpacing(space.s)
        self._grid.setColumnStretch(0, 1)
        self.confusable = label("", "warning", wrap=True)
        whole = column(0, space.m)
        whole.addWidget(self.reason)
        whole.addWidget(self.scale)
        whole.addWidget(self.legend)
        whole.addLayout(self._grid)
        whole.addWidget(self.confusable)
        whole.addStretch(1)
        return whole

    def _build_review(self) -> QWidget:
        space = self._context.theme.tokens.scale.space
        self.review = QWidget()
        self.review_text = label("")
        self.take_back = button(translate("Card", "&Take it back"), "quiet")
        self.take_back.clicked.connect(lambda: self._answer(Review.NONE))
        inner = row(0, space.s, self.review)
        inner.addWidget(self.review_text)
        inner.addWidget(self.take_back)
        inner.addStretch(1)
        self.review.hide()
        return self.review

    def _build_answers(self) -> QHBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.suggested = button("")
        self.suggested.hide()
        self.right = button(translate("Card", "&Right"))
        self.refuse = button(translate("Card", "&Not this person"))
        self.enrol = button(translate("Card", "&Enrol…"))
        self.leave = button(translate("Card", "Close"))
        self.suggested.clicked.connect(self._say_yes)
        self.right.clicked.connect(lambda: self._answer(Review.CONFIRMED))
        self.refuse.clicked.connect(lambda: self._answer(Review.REFUSED))
        self.enrol.clicked.connect(self._enrol)
        inner = row(0, space.s)
        for made, key in ((self.suggested, "Y"), (self.right, "R"), (self.refuse, "N"), (self.enrol, "E")):
            made.setToolTip(translate("Card", "Key {key}").format(key=key))
            QShortcut(QKeySequence(key), self).activated.connect(made.click)
            inner.addWidget(made)
        inner.addStretch(1)
        self.leave.clicked.connect(self.reject)
        inner.addWidget(self.leave)
        self._offer()
        return inner

    def _load(self) -> None:
        station, event = self._context.station, self._source.event

        def work() -> _Found | None:
            card = station.card(event)
            return None if card is None else _Found(card, _decoded(card.portrait), _decoded(card.enrolled))

        self._context.tasks.run(work, self._loaded, self._failed, owner=self)

    def _loaded(self, found: _Found | None) -> None:
        if found is None:
            self.note.setText(translate("Card", "This sighting is no longer kept."))
            return
        card = found.card
        if card.liveness == UNCHECKED:
            card = replace(card, liveness=self._source.liveness)
        self._card = card
        self.note.hide()
        self._show_words(card)
        self._show_pictures(found)
        self._choices = told.choices(card, translate, at_hand=self._source.enrol is not None)
        self._offer()
        self._middle.show()
        self.adjustSize()
        self._first().setFocus()

    def _show_words(self, card: DecisionCard) -> None:
        record, verdict = card.record, card.decision.verdict
        colour = tint(self._context.theme.tokens.colour, told.tone(verdict))
        bad = verdict is Verdict.SPOOF
        self.sign.setPixmap(pixmap("alert" if bad else "dot", colour, 20 if bad else 12, self.devicePixelRatioF()))
        self.title.setText(told.title(card, translate))
        when = local_time(record.utc, record.utc)
        day = record.utc.astimezone().strftime("%Y-%m-%d")
        self.where.setText(f"{place_of(record.camera_name, record.door)} · {day} {when}")
        self.reason.setText(told.reason(card, translate))
        scale = told.scale(card, translate)
        self.scale.setVisible(scale is not None)
        self.legend.setVisible(scale is not None)
        self.legend.setText(told.legend(card, translate))
        if scale is not None:
            self.scale.show_scale(scale)
        self.confusable.setText(told.confusable(card.decision.evidence, translate))
        self.confusable.setVisible(bool(self.confusable.text()))
        for i, figure in enumerate(told.figures(card, translate)):
            self._show_figure(i, figure)
        self._show_shots(card)

    def _show_figure(self, i: int, figure: told.Figure) -> None:
        value = label(figure.value, "value")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        wanted = label(figure.wanted, "caption")
        tone = {None: "", True: "good", False: "bad"}[figure.fulfilled]
        set_role(value, "tone", tone)
        name = label(figure.name, "muted", wrap=True)
        for column_, made in enumerate((name, value, wanted)):
            self._grid.addWidget(made, i, column_)

    def _show_shots(self, card: DecisionCard) -> None:
        kept = card.decision.evidence
        if kept is None:
            return
        for i, shot in enumerate(kept.shots):
            name = translate("Card", "Picture {n}").format(n=i + 1)
            self._shots.addWidget(label(f"{name}: {told.shot(shot, translate)}", "caption"))
        wanted = told.advice(kept.shots, translate)
        if wanted:
            said = label(wanted, "caption", wrap=True)
            said.setMaximumWidth(2 * _PICTURE + self._context.theme.tokens.scale.space.m)
            self._shots.addWidget(said)

    def _show_pictures(self, found: _Found) -> None:
        self._picture(self.seen, found.seen, translate("Card", "The best picture of this visit"))
        card = found.card
        said = translate("Card", "Enrolled: {name}").format(name=card.candidate_name or "–")
        self.enrolled_name.setText(said if card.candidate_name else translate("Card", "Nobody to compare with"))
        name = translate("Card", "Enrolled picture of {name}").format(name=card.candidate_name or "–")
        self._picture(self.enrolled, found.enrolled, name)

    def _picture(self, where: QLabel, image: QImage | None, name: str) -> None:
        where.setAccessibleName(name)
        if image is None:
            faint = self._context.theme.tokens.colour.text_faint
            where.setPixmap(pixmap("people", faint, _PICTURE // 3, self.devicePixelRatioF()))
            return
        shown = hidden(image) if self._context.blur_faces else image
        radius = self._context.theme.tokens.scale.radius.medium
        where.setPixmap(rounded(shown, _PICTURE, radius, self.devicePixelRatioF()))

    def _offer(self) -> None:
        """Show which answers are open now."""
        open_, card = self._choices, self._card
        for made, possible in ((self.right, open_.right), (self.refuse, open_.refuse), (self.enrol, open_.enrol)):
            made.setEnabled(possible and not self._busy)
        self.suggested.setVisible(open_.suggested is not None)
        self.suggested.setEnabled(open_.suggested is not None and not self._busy)
        self.suggested.setText(told.suggestion(card, translate) if card else "")
        if open_.suggested is not None:
            self.right.setText(translate("Card", "&Rightly unknown"))
        first = self._first()
        for made in (self.suggested, self.right, self.enrol, self.leave):
            made.setDefault(made is first)
            set_role(made, "role", "primary" if made is first and made is not self.leave else "")
        self.leave.setEnabled(not self._busy)
        self.why.setText(open_.why)
        self.why.setVisible(bool(open_.why))
        said = told.review(card.record.review, translate) if card else ""
        self.review_text.setText(said)
        self.review.setVisible(bool(said))
        self.take_back.setEnabled(not self._busy)

    def _first(self) -> QPushButton:
        """Return the likely answer."""
        if self._choices.suggested is not None:
            return self.suggested
        return self.enrol if self._choices.enrol_first else self.right if self._choices.right else self.leave

    def _say_yes(self) -> None:
        """Give the visit to who it probably was."""
        card, person = self._card, self._choices.suggested
        if card is None or person is None or self._busy:
            return
        desk = self._context.station.desks.unknowns
        named = replace(card, record=replace(card.record, person=person, name=card.candidate_name))
        self._begin()
        self._context.tasks.run(
            lambda: desk.confirm(card.record.id, person),
            lambda _: self._answered(named, Review.CONFIRMED),
            self._failed,
            owner=self,
        )

    def _answer(self, said: Review) -> None:
        station, card = self._context.station, self._card
        if card is None or self._busy:
            return
        work = {Review.CONFIRMED: station.confirm, Review.REFUSED: station.refuse, Review.NONE: station.take_back}[said]
        self._begin()
        self._context.tasks.run(
            lambda: work(card.record.id), lambda _: self._answered(card, said), self._failed, owner=self
        )

    def _begin(self) -> None:
        self._busy = True
        self.error.hide()
        self._offer()

    def _answered(self, card: DecisionCard, said: Review) -> None:
        self._busy = False
        self.answered.emit(card, said)
        self.accept()

    def _enrol(self) -> None:
        if self._source.enrol is not None:
            self.accept()
            self.enrol_asked.emit(self._source.enrol)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._offer()
        self.note.hide()
        self.error_text.setText(words(error))
        self.error.show()


def _decoded(jpeg: bytes | None) -> QImage | None:
    image = QImage.fromData(jpeg) if jpeg else QImage()
    return None if image.isNull() else image
