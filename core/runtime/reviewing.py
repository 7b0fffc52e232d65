"""An operator judges what was decided: the decision card, *Right*, *Not this person*, and taking either back."""

from collections.abc import Callable

from core.domain.errors import ErrorCode, KnownError
from core.domain.events import KeptSighting
from core.domain.ids import EventId, PersonId
from core.domain.tracking import FaceShot
from core.policy.profile import adds_something
from core.runtime.board import TrackKey
from core.runtime.cards import DecisionCard
from core.runtime.denials import Denials
from core.runtime.ports import Store
from core.runtime.roster import Roster, template_of

_SAME_SHOT = 0.999
"""Cosine from which on two embeddings are one, rounded for storage once. Track numbers start anew with every run."""


class Reviewer:
    """Waits for the disk; safe from any thread. `shots_of` returns what is at hand of a track that was just seen."""

    def __init__(
        self,
        store: Store,
        roster: Roster,
        denials: Denials,
        model_id: str,
        shots_of: Callable[[TrackKey], tuple[FaceShot, ...]],
    ) -> None:
        self._store = store
        self._roster = roster
        self._denials = denials
        self._model_id = model_id
        self._shots_of = shots_of

    def card(self, event: EventId) -> DecisionCard | None:
        """Return everything that explains a sighting; None of one that is not kept. Raises KnownError(BLOB_DAMAGED)."""
        kept = self._store.reviews.sighting(event)
        if kept is None:
            return None
        candidate, runner_up = kept.decision.match.person, kept.decision.match.runner_up
        return DecisionCard(
            kept.record,
            kept.decision,
            self._store.sighting_portrait(event),
            candidate,
            None if candidate is None else self._roster.name_of(candidate),
            None if candidate is None else self._roster.portrait(candidate),
            None if runner_up is None else self._roster.name_of(runner_up),
            kept.liveness,
        )

    def confirm(self, event: EventId) -> None:
        """Note that the decision was right; the picture joins the person's templates where it adds something.

        Raises KnownError(SIGHTING_UNKNOWN, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        kept = self._sighting(event)
        person = kept.record.person
        shots = [] if person is None else self._worth_keeping(person, kept)
        templates = [template_of(shot.embedding, shot.quality, shot.aligned) for shot in shots]
        self._store.reviews.confirm(event, person, templates)
        self._learn(person)

    def refuse(self, event: EventId) -> None:
        """Note that this is not the person in question: such a face is never taken for them again.

        Raises KnownError(SIGHTING_UNKNOWN, NOBODY_TO_REFUSE, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        kept = self._sighting(event)
        person = kept.decision.match.person
        if person is None:
            raise KnownError(ErrorCode.NOBODY_TO_REFUSE)
        self._store.reviews.refuse(event, person, kept.face)
        self._learn(person)

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`. Raises KnownError(SIGHTING_UNKNOWN, DISK_FULL); then nothing has changed."""
        kept = self._sighting(event)
        self._store.reviews.take_back(event)
        self._learn(kept.decision.match.person)

    def declare_different(self, one: PersonId, other: PersonId) -> None:
        """Never take one for the other without a wider margin. Raises KnownError(PERSON_UNKNOWN, DISK_FULL)."""
        self._store.reviews.declare_different(one, other)
        self._learn(None)

    def _sighting(self, event: EventId) -> KeptSighting:
        kept = self._store.reviews.sighting(event)
        if kept is None:
            raise KnownError(ErrorCode.SIGHTING_UNKNOWN)
        return kept

    def _worth_keeping(self, person: PersonId, kept: KeptSighting) -> list[FaceShot]:
        """Return the shot of the sighting, if it is still at hand and shows the person as no template does yet."""
        face = kept.face
        if face.model_id != self._model_id:
            return []
        shots = self._shots_of((kept.record.camera, kept.record.track))
        found = [shot for shot in shots if shot.embedding.cosine(face) >= _SAME_SHOT][:1]
        templates = self._store.templates(self._model_id, person) if found else ()
        nearest = max((face.cosine(template.embedding) for template in templates), default=-1.0)
        return [shot for shot in found if adds_something(shot.quality.overall, nearest, len(templates))]

    def _learn(self, person: PersonId | None) -> None:
        self._denials.load(self._store.reviews, self._model_id)
        self._roster.refresh(*([] if person is None else [person]))
