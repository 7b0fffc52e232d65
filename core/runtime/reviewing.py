"""An operator judges what was decided: the decision card, *Right*, *Not this person*, and taking either back."""

from core.domain.clock import Clock
from core.domain.errors import ErrorCode, KnownError
from core.domain.events import KeptSighting
from core.domain.ids import EventId, PersonId
from core.domain.people import NewTemplate, TemplateOrigin
from core.domain.strangers import Admission, KeptCrop
from core.policy.profile import Joining, drift_level, join
from core.runtime.cards import DecisionCard
from core.runtime.denials import Denials
from core.runtime.ports import Store
from core.runtime.roster import Roster


class Reviewer:
    """Waits for the disk; safe from any thread."""

    def __init__(self, store: Store, roster: Roster, denials: Denials, clock: Clock) -> None:
        self._store = store
        self._roster = roster
        self._denials = denials
        self._clock = clock

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

    def confirm(self, event: EventId, person: PersonId | None = None) -> Admission | None:
        """Note that the decision was right, or that it was `person`, whose the visit becomes.

        Return what became of the picture that was kept of it, which joins the person's templates where it adds
        something; None where there is none, or nobody it belongs to.
        Raises KnownError(SIGHTING_UNKNOWN, PERSON_UNKNOWN, DISK_FULL); then nothing has changed.
        """
        kept = self._sighting(event)
        whose = person or kept.record.person
        crop = self._store.strangers.crop(event)
        if whose is None or crop is None or crop.embedding.model_id != self._roster.model_id:
            self._store.reviews.confirm(event, whose, ())
            self._learn(whose)
            return None
        joining = self._joining(whose, crop)
        joins = joining.admission is Admission.JOINS
        self._store.reviews.confirm(event, whose, [template_of_crop(crop)] if joins else (), joining.displaced)
        self._learn(whose)
        return joining.admission

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
        self._learn(kept.decision.match.person, kept.record.person)

    def declare_different(self, one: PersonId, other: PersonId) -> None:
        """Never take one for the other without a wider margin. Raises KnownError(PERSON_UNKNOWN, DISK_FULL)."""
        self._store.reviews.declare_different(one, other)
        self._learn()

    def _sighting(self, event: EventId) -> KeptSighting:
        kept = self._store.reviews.sighting(event)
        if kept is None:
            raise KnownError(ErrorCode.SIGHTING_UNKNOWN)
        return kept

    def _joining(self, person: PersonId, crop: KeptCrop) -> Joining:
        templates = self._store.templates(self._roster.model_id, person)
        level = drift_level(self._roster.point)
        return join(crop.embedding, crop.quality, templates, self._clock.utc(), level)

    def _learn(self, *people: PersonId | None) -> None:
        self._denials.load(self._store.reviews, self._roster.model_id)
        self._roster.refresh(*{person for person in people if person is not None})


def template_of_crop(crop: KeptCrop, origin: TemplateOrigin = TemplateOrigin.CONFIRMED) -> NewTemplate:
    """Make a template of what was kept of a sighting."""
    return NewTemplate(crop.embedding, crop.quality, crop.crop_jpeg, origin, crop.attributes)
