"""What the runtime needs from its siblings, as protocols; `core.bootstrap` plugs the real ones in."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from core.domain.arrays import BgrImage, Floats
from core.domain.embedding import Embedding
from core.domain.events import Event, KeptSighting, Sighting, SightingRecord
from core.domain.faces import Attributes, Box, Detections, Face
from core.domain.frame import Frame
from core.domain.health import WritingState
from core.domain.ids import EventId, PersonId
from core.domain.matching import Eligibility, Hit, Match, OperatingPoint
from core.domain.people import Membership, NewTemplate, Person, Template, TemplateBlock
from core.runtime.people_ports import ExaminationBook, PeopleBook, RemodelBook, StrangerBook
from core.runtime.site_ports import Ledger, Presence, Secrets, Sightings, VisitBook


class RuntimeListener(Protocol):
    """Told about every event, on a runtime thread: return quickly, never raise, never touch a widget."""

    def on_event(self, event: Event) -> None:
        """Something happened."""
        ...

    def on_people_changed(self) -> None:
        """The gallery has other people or templates than before."""
        ...


class Engine(Protocol):
    """The networks of one pack. Not re-entrant: one thread at a time, through a lease."""

    @property
    def model_id(self) -> str:
        """Name of the embedder; marks every embedding."""
        ...

    def detect(self, image: BgrImage) -> Detections:
        """Find upright faces, best first, at most the configured number."""
        ...

    def embed(self, aligned: Sequence[BgrImage]) -> list[Embedding]:
        """Measure (112, 112, 3) BGR crops, in their order."""
        ...

    def attributes(self, image: BgrImage, detections: Detections, index: int) -> Attributes:
        """Estimate age and gender of face `index`."""
        ...

    @property
    def tells_liveness(self) -> bool:
        """Whether the liveness networks are installed."""
        ...

    def liveness(self, image: BgrImage, box: Box) -> float:
        """Return the chance in 0…1 that the face at `box` is live and no picture of one. Raises BugError without."""
        ...


class NonFaces(Protocol):
    """Knows by its embedding what a detector took for a face."""

    @property
    def threshold(self) -> float:
        """The chance from which on it is taken for no face."""
        ...

    def chance(self, embedding: Embedding) -> float:
        """Return the chance in 0…1 that this is no face; 0 for an embedding of a model it was not trained on."""
        ...


class EnginePool(Protocol):
    """Engines to be leased; a lease is exclusive and ends with its block."""

    @property
    def size(self) -> int:
        """How many engines there are."""
        ...

    def lease(self, timeout_s: float | None = None) -> AbstractContextManager[Engine]:
        """Wait for a free engine. Raises BugError after `timeout_s`."""
        ...

    def close(self) -> None:
        """Let the sessions go; idempotent."""
        ...


class Lease(Protocol):
    """A frame handed to one worker; its camera is given to nobody else until `release`."""

    @property
    def frame(self) -> Frame:
        """The newest frame of the leased camera."""
        ...

    def release(self) -> None:
        """Give the camera back; idempotent."""
        ...


class Inbox(Protocol):
    """Where cameras leave their newest frame and workers take it."""

    def lease(self, timeout_s: float | None = None) -> Lease | None:
        """Wait for the camera that has waited longest; None when time is over or the inbox closed."""
        ...


class Gallery(Protocol):
    """The exact 1:N index over templates; safe to search while it changes."""

    @property
    def people(self) -> int:
        """How many people can be found."""
        ...

    @property
    def templates(self) -> int:
        """How many templates are searched."""
        ...

    @property
    def point(self) -> OperatingPoint:
        """Where somebody is named, and what a cosine means."""
        ...

    def use(self, point: OperatingPoint) -> None:
        """Go by another operating point from the next search on."""
        ...

    def search(self, probe: Embedding, among: Eligibility | None = None) -> Match:
        """Return the nearest person and the runner-up. Raises KnownError(MODEL_MISMATCH)."""
        ...

    def top(self, probe: Embedding, wanted: int, among: Eligibility | None = None) -> tuple[Hit, ...]:
        """Return the `wanted` nearest people, best first; fewer if there are fewer. Raises as `search` does."""
        ...

    def add(self, templates: Sequence[Template]) -> None:
        """Make templates findable at once."""
        ...

    def replace_person(self, person: PersonId, templates: Sequence[Template]) -> None:
        """Put `templates` in the place of a person's, some of which may stay; no search sees a state in between."""
        ...

    def remove_person(self, person: PersonId) -> None:
        """Make a person's templates unfindable at once."""
        ...

    def describe(self, person: PersonId, membership: Membership) -> None:
        """Say to which groups a person belongs and when they may be found. Raises BugError in an empty gallery."""
        ...


class DenialBook(Protocol):
    """Who somebody is not."""

    def refusals(self, model_id: str) -> Mapping[PersonId, Floats]:
        """Faces that are not a person's, of one model: (n, d) float32 unit rows each."""
        ...

    def confusable(self) -> frozenset[frozenset[PersonId]]:
        """Pairs of people who were declared different."""
        ...


class ReviewBook(DenialBook, Protocol):
    """Reviews of sightings, and what was learnt from them."""

    def waiting(self, limit: int) -> tuple[KeptSighting, ...]:
        """Sightings that were not named for want of evidence and not reviewed yet, newest first."""
        ...

    def waiting_count(self) -> int:
        """How many there are of them."""
        ...

    def sighting(self, event: EventId) -> KeptSighting | None:
        """One sighting with all that was decided on it, as far as it was kept, and its face."""
        ...

    def confirm(
        self, event: EventId, person: PersonId | None, shots: Sequence[NewTemplate], displaced: Sequence[int] = ()
    ) -> tuple[Template, ...]:
        """Note that a sighting showed `person`, whose it becomes; add `shots` to them and take `displaced` out.

        In one transaction; return the new templates. Raises KnownError.
        """
        ...

    def refuse(self, event: EventId, person: PersonId, face: Embedding) -> None:
        """Note that a sighting was not `person`, and that `face` is not theirs; in one transaction."""
        ...

    def take_back(self, event: EventId) -> None:
        """Undo `confirm` or `refuse`: the note, the template, the denied face."""
        ...

    def declare_different(self, one: PersonId, other: PersonId) -> None:
        """Never take one for the other without a wider margin. Raises KnownError."""
        ...

    def withdraw_difference(self, one: PersonId, other: PersonId) -> None:
        """Undo `declare_different`. Raises KnownError."""
        ...


class Store(Protocol):
    """What outlives the process. Reads answer from any thread; writes are queued to one writer."""

    def people(self) -> tuple[Person, ...]:
        """Everyone enrolled, by name."""
        ...

    def person(self, person: PersonId) -> Person | None:
        """One person."""
        ...

    def templates(self, model_id: str, person: PersonId | None = None) -> tuple[Template, ...]:
        """Templates of one model, by id; damaged ones are left out and logged."""
        ...

    def template_block(self, model_id: str) -> TemplateBlock:
        """All templates of one model as arrays; damaged ones are left out and logged."""
        ...

    def gallery_stamp(self) -> bytes:
        """What TemplateBlock.stamp would be now; cheap."""
        ...

    def stranger_embeddings(self, model_id: str, limit: int) -> Floats:
        """Faces of the newest `limit` unknowns, newest first: (n, d) float32 unit rows, (0, 0) of none."""
        ...

    def save_calibration(self, model_id: str, utc: datetime, document: bytes) -> None:
        """Make `document` the calibration of a model; earlier ones are kept. Raises KnownError."""
        ...

    def calibration(self, model_id: str) -> bytes | None:
        """The document saved last for a model; None without one."""
        ...

    def add_person(self, person: Person, shots: Sequence[NewTemplate]) -> tuple[Template, ...]:
        """Write a person and templates in one transaction and wait for the disk. Raises KnownError."""
        ...

    def add_templates(self, person: PersonId, shots: Sequence[NewTemplate]) -> tuple[Template, ...]:
        """Add templates to a person in one transaction and wait for the disk. Raises KnownError."""
        ...

    def remove_person(self, person: PersonId) -> None:
        """Take a person out, restorable until purged. Raises KnownError."""
        ...

    def restore_person(self, person: PersonId) -> None:
        """Undo `remove_person`. Raises KnownError(PERSON_UNKNOWN) when there is nothing to restore."""
        ...

    def purge_removed(self) -> int:
        """Delete removed people for good and return how many there were."""
        ...

    def record(self, sighting: Sighting, told: Callable[[], None] | None = None) -> None:
        """Queue a sighting; never blocks the caller on the disk, never drops.

        `told` is called once on the writing thread: when the sighting can no longer be lost, or when the disk refuses
        it, which `last_error` says then. It must neither block nor raise.
        """
        ...

    def flush(self) -> None:
        """Wait until everything queued so far is written, or refused, and told of."""
        ...

    @property
    def last_error(self) -> Exception | None:
        """Why sightings are waiting to be written; None when all is well."""
        ...

    @property
    def writing(self) -> WritingState:
        """How much is queued to be written and how long writing takes."""
        ...

    def sightings(self, limit: int, before: datetime | None = None) -> tuple[SightingRecord, ...]:
        """The newest sightings, newest first."""
        ...

    def sighting_portrait(self, event: EventId) -> bytes | None:
        """JPEG of a sighting's best shot."""
        ...

    @property
    def reviews(self) -> ReviewBook:
        """What operators said of sightings."""
        ...

    @property
    def book(self) -> PeopleBook:
        """Everyone enrolled, as they are looked through and changed."""
        ...

    @property
    def strangers(self) -> StrangerBook:
        """Who comes without being enrolled."""
        ...

    @property
    def remodels(self) -> RemodelBook:
        """Faces measured anew by another model."""
        ...

    @property
    def examinations(self) -> ExaminationBook:
        """What an examination of the people enrolled reads and keeps."""
        ...

    @property
    def ledger(self) -> Ledger:
        """Everything that happened: punches, leaves, doors, plans."""
        ...

    @property
    def seen(self) -> Sightings:
        """Who was seen at doors."""
        ...

    @property
    def presence(self) -> Presence:
        """Who was last seen where."""
        ...

    @property
    def secrets(self) -> Secrets:
        """PINs and codes."""
        ...

    @property
    def visits(self) -> VisitBook:
        """Visitors."""
        ...

    def close(self) -> None:
        """Write everything queued and close; idempotent."""
        ...


class FaceReader(Protocol):
    """Measurement of a still picture."""

    def read(self, image: BgrImage) -> tuple[Face, ...]:
        """Find every face, turned by quarter turns too, best first."""
        ...

    def glance(self, image: BgrImage) -> tuple[Face, ...]:
        """Find the faces of an ordinary photo quickly, best first, and of others as `read`; without attributes."""
        ...
