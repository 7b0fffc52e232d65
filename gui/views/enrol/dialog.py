"""Enrol a person: from a visit, before a camera, from files, or all of these together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QProgressBar, QVBoxLayout, QWidget

from core.domain.directory import Group
from core.domain.errors import ErrorCode, KnownError
from core.domain.people import Person
from core.domain.tracking import FaceShot
from core.runtime.enrol_material import FileReading
from core.runtime.enrolling import Check
from core.runtime.guiding import Captured
from gui.context import Context
from gui.images import copied, hidden
from gui.messages import words
from gui.presenters.enrolment import (
    Choice,
    EnrolForm,
    asked,
    different_from,
    facts,
    into,
    obstacle,
    step_name,
    unlike,
)
from gui.text import translate
from gui.views.enrol.fields import PersonFields
from gui.views.enrol.likeness_card import LikenessCard
from gui.views.enrol.shot_card import ShotCard
from gui.views.enrol.side import PresetCard, side_of
from gui.views.enrol.sources import EnrolSource, GuidedSource, KeptSource, Source
from gui.views.enrol.strip import ShotStrip
from gui.views.enrol.ways import Way, Ways
from gui.widgets.basic import button, column, frame, label, row

__all__ = ["EnrolDialog", "EnrolSource", "GuidedSource", "KeptSource"]


class EnrolDialog(QDialog):
    """Opens at once and fills when the shots have come. `enrolled` carries the person, and whether they are new."""

    enrolled = Signal(object, bool)

    def __init__(self, context: Context, source: Source | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._source: Source = GuidedSource() if source is None else source
        preset = self._source.into if isinstance(self._source, GuidedSource) else None
        self._form = EnrolForm(preset=preset)
        self._captured: tuple[Captured, ...] = ()
        self._saving = False
        self._title = self._title_of(preset)
        self.setWindowTitle(self._title)
        self.setModal(True)
        self.setAcceptDrops(True)
        self._build()
        self._load()
        self._refresh()

    @property
    def cards(self) -> tuple[ShotCard, ...]:
        """The shots on offer."""
        return self.strip.cards

    @property
    def checked(self) -> bool:
        """Whether it is known who the shots selected now look like."""
        return self._form.checked

    def selected(self) -> tuple[FaceShot, ...]:
        """Return the shots that are taken."""
        return self.strip.selected()

    def reject(self) -> None:
        """Close, unless something is just being saved."""
        if not self._saving:
            super().reject()

    def done(self, result: int) -> None:
        """Close, and let go of the camera."""
        self.ways.camera.end()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read them."""
        self.add_files(_files_of(event))
        event.acceptProposedAction()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read pictures and recordings."""
        self.ways.show_way(Way.FILES)
        self.ways.files.add(paths)

    def _title_of(self, preset: Person | None) -> str:
        if preset is None:
            return translate("Enrol", "Enrol a person")
        return translate("Enrol", "Add pictures of {name}").format(name=preset.name)

    def _build(self) -> None:
        space = self._context.theme.tokens.scale.space
        visit = isinstance(self._source, EnrolSource | KeptSource)
        first = self._source.camera if isinstance(self._source, GuidedSource) else None
        self.ways = Ways(self._context, visit=visit, first=first)
        self.ways.camera.captured.connect(self._was_captured)
        self.ways.camera.finished.connect(lambda: self.name.setFocus())
        self.ways.files.read.connect(self._was_read)
        waiting = translate("Enrol", "Looking for pictures…") if visit else translate("Enrol", "No pictures yet.")
        self.strip = ShotStrip(self._context, waiting)
        self.strip.changed.connect(self._selection_changed)
        self.strip.removed.connect(self._removed)
        head = row(0, space.m)
        titles = column(0, space.xs)
        titles.addWidget(label(self._title, "title"))
        if isinstance(self._source, EnrolSource | KeptSource):
            titles.addWidget(label(self._source.place, "muted"))
        head.addLayout(titles, 1)
        head.addLayout(self.ways.switch)
        left = column(0, space.m)
        left.addWidget(self.ways, 1)
        left.addWidget(self.strip)
        middle = row(0, space.xl)
        middle.addLayout(left, 1)
        middle.addWidget(self._build_side())
        body = column(space.xl, space.m, self)
        body.addLayout(head)
        body.addLayout(middle, 1)
        body.addLayout(self._build_buttons())
        # Whatever is asked or told meanwhile, the window stays as it is and fits a screen of 1366×768.
        body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumSize(880, 480)
        self.resize(QSize(1040, 504 if visit else 660))

    def _build_side(self) -> QWidget:
        self.fields = PersonFields(self._context)
        self.fields.changed.connect(self._typed)
        self.fields.external_id.textChanged.connect(self._look_up_id)
        self.name, self.external_id = self.fields.name, self.fields.external_id
        preset = self._form.preset
        self.fields.setVisible(preset is None)
        self.likeness = LikenessCard(self._context)
        self.likeness.chosen.connect(self._choose)
        self.likeness.hide()
        self.error = frame("error-card")
        self.error_text = label("", wrap=True)
        column(self._context.theme.tokens.scale.space.m, 0, self.error).addWidget(self.error_text)
        self.error.hide()
        shown: list[QWidget] = [self.error, self.likeness, self.fields]
        return side_of(self._context, shown if preset is None else [PresetCard(self._context, preset), *shown])

    def _build_buttons(self) -> QVBoxLayout:
        space = self._context.theme.tokens.scale.space
        self.why = label("", "muted", wrap=True)
        self.cancel = button(translate("Enrol", "Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.save = button("", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        line: QHBoxLayout = row(0, space.s)
        line.addWidget(self.why, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.save)
        whole = column(0, space.s)
        whole.addWidget(self.busy)
        whole.addLayout(line)
        return whole

    def _load(self) -> None:
        self._context.tasks.run(self._context.station.desks.people.groups, self._grouped, self._failed, owner=self)
        find = self._finder()
        if find is None:
            self.ways.show_way(Way.CAMERA)
            self.ways.camera.picture.setFocus()
            return
        self.ways.show_way(Way.VISIT)
        self._context.tasks.run(find, self._loaded, self._failed, owner=self)

    def _finder(self) -> Callable[[], tuple[FaceShot, ...]] | None:
        """Return what brings the shots to begin with; None where somebody stands before a camera."""
        station, source = self._context.station, self._source
        match source:
            case EnrolSource():
                return lambda: station.shots(source.camera, source.track)
            case KeptSource():
                return lambda: source.shots(station.desks.enrolling)
            case GuidedSource():
                return None

    def _grouped(self, groups: tuple[Group, ...]) -> None:
        self.fields.offer_groups([group.name for group in groups])

    def _loaded(self, shots: tuple[FaceShot, ...]) -> None:
        if not shots and isinstance(self._source, EnrolSource) and self._source.fallback is not None:
            shots = (self._source.fallback,)
        for shot in shots:
            self.strip.add(shot)
        if shots:
            self.name.setFocus()
            return
        self.strip.note.setText(
            translate(
                "Enrol",
                "The pictures of this visit are no longer at hand. "
                "Ask the person to step in front of a camera, then take new ones, or add files.",
            )
        )

    def _was_captured(self, captured: tuple[Captured, ...]) -> None:
        """Offer what the camera page took since last time; what it took before with another camera stays."""
        for one in captured:
            if one not in self._captured:
                self.strip.add(one.shot, step_name(one.step, translate), removable=True)
        self._captured = (*(one for one in self._captured if one not in captured), *captured)

    def _was_read(self, reading: FileReading) -> None:
        for shot in reading.shots:
            self.strip.add(shot, reading.path.name, taken=not reading.several, removable=True)

    def _removed(self, shot: FaceShot) -> None:
        for one in [one for one in self._captured if one.shot is shot]:
            self._captured = tuple(other for other in self._captured if other is not one)
            self.ways.camera.forget(one)
        self.strip.drop(shot)

    def _selection_changed(self) -> None:
        shots = self.selected()
        usable = tuple(shot for shot in shots if shot.quality.usable)
        kept = self._form.likenesses if usable else ()
        self._form = replace(
            self._form, selected=len(shots), usable=len(usable), checked=not usable, odd=0, likenesses=kept
        )
        self._ask()
        self._refresh()
        if usable:
            desk, preset = self._context.station.desks.enrolling, self._form.preset
            target = None if preset is None else preset.id
            self._context.tasks.run(
                lambda: desk.check(usable, target),
                lambda found: self._compared(usable, found),
                self._uncompared,
                owner=self,
                topic="enrol-check",
            )

    def _compared(self, shots: tuple[FaceShot, ...], found: Check) -> None:
        if not self._form.usable:
            return
        self.strip.mark_odd([shots[i] for i in found.odd])
        self._form = replace(
            self._form, checked=True, likenesses=found.look_alikes, odd=len(found.odd), likeness=found.likeness
        )
        self._ask()
        self._refresh()

    def _ask(self) -> None:
        """Show the likeness in question, if there is one."""
        question, shots = asked(self._form), self.selected()
        self.likeness.setVisible(question is not None and bool(shots))
        if question is not None and shots:
            best = copied(shots[0].portrait)
            self.likeness.ask(question, hidden(best) if self._context.blur_faces else best)
            self.likeness.mark(self._form.choice(question.person.id))

    def _uncompared(self, error: Exception) -> None:
        """A check that failed is told and does not forbid saving."""
        self._form = replace(self._form, checked=True)
        self._failed(error)

    def _choose(self, choice: Choice) -> None:
        question = asked(self._form)
        if question is not None:
            self._form = replace(self._form, choices={**self._form.choices, question.person.id: choice})
        self._ask()
        self._refresh()
        (self.save if choice is Choice.SAME or self._form.preset is not None else self.name).setFocus()

    def _typed(self) -> None:
        self._form = replace(self._form, written=self.fields.written)
        self.error.hide()
        self._refresh()

    def _look_up_id(self, text: str) -> None:
        self.fields.mark_taken(taken=False)
        self.fields.mark_holder(None)
        if text.strip():
            desk = self._context.station.desks.enrolling
            self._context.tasks.run(
                lambda: desk.holder(text), self.fields.mark_holder, self._failed, owner=self, topic="enrol-id"
            )

    def _refresh(self) -> None:
        target = into(self._form)
        why = obstacle(self._form, translate) if self.cards else ""
        self.why.setText("" if self._saving else why or unlike(self._form, translate))
        self.save.setEnabled(bool(self.cards) and not why and not self._saving)
        self.save.setText(translate("Enrol", "&Save") if target is None else translate("Enrol", "&Add pictures"))
        self.cancel.setEnabled(not self._saving)
        self.fields.allow(writing=not self._saving and target is None)
        for widget in (self.likeness, self.strip, self.ways):
            widget.setEnabled(not self._saving)
        self.busy.setVisible(self._saving)

    def _save(self) -> None:
        desk, shots, target = self._context.station.desks.enrolling, self.selected(), into(self._form)
        others, new = different_from(self._form), facts(self._form.written, datetime.now(UTC))
        self._saving = True
        self.error.hide()
        self._refresh()
        person = None if target is None else target.id
        self._context.tasks.run(
            lambda: desk.save(new, shots, person, others),
            lambda saved: self._saved(saved, new=target is None),
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
        if isinstance(error, KnownError):
            taken = error.code is ErrorCode.ID_TAKEN
            self.fields.mark_taken(taken=taken)
            (self.external_id if taken else self.name).setFocus()
        else:
            self._context.messages.bug(error)


def _files_of(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
