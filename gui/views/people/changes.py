"""Changing people, one or many, with a way back from everything."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.domain.directory import Change, ChangeKind, PersonDetails, PersonRow
from core.domain.ids import PersonId
from core.domain.people import PersonFacts
from core.runtime.directory import PeopleDesk
from gui.context import Context
from gui.presenters.people import people_text, shortened
from gui.text import translate

_AT_ONCE = 64
"""People whose lines are read at once while many are changed."""

T = TypeVar("T")
Undo = Callable[[], object]
Step = Callable[[PeopleDesk, PersonRow], Undo | None]
"""Changes one person and returns how to undo it; None where there was nothing to change."""


@dataclass(slots=True)
class _Done:
    """What became of many: how to undo each change made, in their order, and why it ended early."""

    undos: list[Undo] = field(default_factory=list)
    error: Exception | None = None


class PeopleChanges(QObject):
    """Every change waits for the disk on a worker, is confirmed with a way back, and then `changed` is told whose.

    `progressed` tells how many of how many are done while many people are changed; both are 0 at the end.
    """

    changed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._stopped = threading.Event()
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether many people are being changed."""
        return self._busy

    def stop(self) -> None:
        """Leave the rest of many people as they are."""
        self._stopped.set()

    def remove(self, person: PersonId, name: str) -> None:
        """Take somebody out."""
        desk, short = self._desk, shortened(name)
        said = translate("People", "{name} was removed and will no longer be recognised.").format(name=short)
        self._run(lambda: desk.remove(person), said, person, lambda _: desk.restore(person))

    def write(self, person: PersonId, facts: PersonFacts, said: str) -> None:
        """Write other facts."""
        desk = self._desk
        self._run(lambda: desk.update(person, facts), said, person, lambda before: desk.update(person, before))

    def written(self, person: PersonId, before: PersonFacts, said: str) -> None:
        """Confirm that facts were written, and offer those of before."""
        desk = self._desk
        self._told(said, person, lambda: desk.update(person, before))

    def set_active(self, details: PersonDetails, *, active: bool) -> None:
        """Let somebody be recognised, or no more."""
        on = translate("People", "{name} is active and will be recognised again.")
        off = translate("People", "{name} is inactive and will not be recognised.")
        said = (on if active else off).format(name=shortened(details.facts.name))
        self.write(details.id, replace(details.facts, active=active), said)

    def drop_picture(self, person: PersonId, name: str, template: int) -> None:
        """Take a picture out."""
        desk = self._desk
        said = translate("People", "A picture of {name} was taken out.").format(name=shortened(name))
        self._run(
            lambda: desk.drop_templates(person, [template]), said, person,
            lambda _: desk.restore_templates(person, [template]),
        )  # fmt: skip

    def regrouped(self, change: Change, said: str) -> None:
        """Confirm a merge or split, and offer to take it back."""
        desk = self._desk
        self._told(said, change.person, lambda: desk.undo(change.id))

    def remove_all(self, keys: Sequence[int]) -> None:
        """Take several people out."""

        def step(desk: PeopleDesk, row: PersonRow) -> Undo:
            person = row.person.id
            desk.remove(person)
            return lambda: desk.restore(person)

        self._each(keys, step, translate("People", "{people} removed."))

    def activate_all(self, keys: Sequence[int], *, active: bool) -> None:
        """Let several people be recognised, or no more."""
        on, off = translate("People", "{people} activated."), translate("People", "{people} deactivated.")
        self._each(keys, _changing(lambda facts: replace(facts, active=active)), on if active else off)

    def add_to_group(self, keys: Sequence[int], group: str) -> None:
        """Put several people into a group."""

        def joined(facts: PersonFacts) -> PersonFacts:
            membership = facts.membership
            return replace(facts, membership=replace(membership, groups=membership.groups | {group}))

        said = translate("People", "{people} added to {group}.").replace("{group}", shortened(group))
        self._each(keys, _changing(joined), said)

    @property
    def _desk(self) -> PeopleDesk:
        return self._context.station.desks.people

    def _run(self, work: Callable[[], T], said: str, person: PersonId, undo: Callable[[T], object]) -> None:
        self._context.tasks.run(
            work, lambda answer: self._told(said, person, lambda: undo(answer)), self._failed, owner=self
        )

    def _told(self, said: str, person: PersonId, undo: Undo) -> None:
        self.changed.emit(person)
        self._context.messages.done(said, lambda: self._undo(person, undo))

    def _undo(self, person: PersonId, undo: Undo) -> None:
        self._context.tasks.run(undo, lambda _: self.changed.emit(person), self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self.changed.emit(None)  # what is shown may have run ahead of what is stored, such as a ticked box
        self._context.messages.failure(error)

    def _each(self, keys: Sequence[int], step: Step, said: str) -> None:
        desk, total = self._desk, len(keys)

        def work(done: _Done) -> None:
            for start in range(0, total, _AT_ONCE):
                for row in desk.rows(keys[start : start + _AT_ONCE]):
                    if self._stopped.is_set():
                        return
                    undo = step(desk, row)
                    if undo is not None:
                        done.undos.append(undo)
                self.progressed.emit(min(start + _AT_ONCE, total), total)

        self._many(work, lambda done: self._all_told(done, said))

    def _all_told(self, done: _Done, said: str) -> None:
        if done.undos:
            text = said.replace("{people}", people_text(len(done.undos), translate))
            self._context.messages.done(text, lambda: self._undo_all(done.undos))

    def _undo_all(self, undos: Sequence[Undo]) -> None:
        def work(done: _Done) -> None:
            for number, undo in enumerate(reversed(undos), 1):
                undo()
                done.undos.append(undo)
                if number % _AT_ONCE == 0:
                    self.progressed.emit(number, len(undos))

        self._many(work, lambda _: None)

    def _many(self, work: Callable[[_Done], None], told: Callable[[_Done], None]) -> None:
        """Do what takes a while; what was done before a failure stays done, and can be undone."""
        if self._busy:
            return
        self._busy = True
        self._stopped.clear()

        def guarded() -> _Done:
            done = _Done()
            try:
                work(done)
            except Exception as error:  # noqa: BLE001 - handed on to be told, with what was done before it
                done.error = error
            return done

        def ended(done: _Done) -> None:
            self._busy = False
            self.progressed.emit(0, 0)
            self.changed.emit(None)
            told(done)
            if done.error is not None:
                self._context.messages.failure(done.error)

        self._context.tasks.run(guarded, ended, self._failed, owner=self)


def merged_text(change: Change, kept: str, gone: str) -> str:
    """Say that two people are one, or that one is two."""
    if change.kind is ChangeKind.SPLIT:
        said = translate("People", "{gone} was split off {kept}.")
    else:
        said = translate("People", "{gone} is {kept} from now on.")
    return said.format(kept=shortened(kept), gone=shortened(gone))


def _changing(other: Callable[[PersonFacts], PersonFacts]) -> Step:
    """Return the step that writes other facts where they differ."""

    def step(desk: PeopleDesk, row: PersonRow) -> Undo | None:
        person = row.person.id
        details = desk.details(person)
        if details is None:
            return None
        wanted = other(details.facts)
        if wanted == details.facts:
            return None
        before = desk.update(person, wanted)
        return lambda: desk.update(person, before)

    return step
