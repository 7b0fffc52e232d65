"""What enrolling, looking through, changing and clustering people need of the store. Reads answer from any thread.

What changes something waits for the disk, happens in one transaction or not at all, and raises KnownError.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.domain.directory import Change, Erasure, Group, PeopleQuery, PersonDetails, PersonRow
from core.domain.doctor import DeclaredFacts, Mark, TemplateFacts
from core.domain.embedding import Embedding
from core.domain.events import SightingRecord
from core.domain.ids import ChangeId, EventId, PersonId, StrangerId
from core.domain.models import FacesLeft, KeptModel, ModelSwitch, Twins
from core.domain.people import NewPerson, NewTemplate, Person, PersonFacts, PhotoNote, PhotoOutcome, Template
from core.domain.strangers import KeptCrop, Stranger, StrangerFace


class PeopleBook(Protocol):
    """Everyone enrolled, at any number: nothing here reads more people than it is asked for."""

    def find(self, query: PeopleQuery, at: datetime) -> NDArray[np.int64]:
        """Return the keys of the people a query shows, in its order; `at` is now, for validity."""
        ...

    def rows(self, keys: Sequence[int]) -> tuple[PersonRow, ...]:
        """Return the lines of some keys in their order; those of people no longer there are left out."""
        ...

    def details(self, person: PersonId) -> PersonDetails | None:
        """Return what is written about a person; None once removed."""
        ...

    def with_external_id(self, external_id: str) -> Person | None:
        """Return who has an ID; None for nobody and for an empty one."""
        ...

    def named(self, name: str) -> tuple[Person, ...]:
        """Return everyone of exactly this name, regardless of case."""
        ...

    def groups(self) -> tuple[Group, ...]:
        """Return every group somebody is in, by name."""
        ...

    def members(self, group: str) -> tuple[PersonId, ...]:
        """Return who is in a group, by id."""
        ...

    def names(self) -> dict[PersonId, str]:
        """Return what everybody is called, by id."""
        ...

    def dated(self) -> tuple[Person, ...]:
        """Return the people who may be found for some time only."""
        ...

    def update(self, person: PersonId, facts: PersonFacts) -> None:
        """Write other facts. Raises KnownError(NAME_EMPTY, NAME_UNREADABLE, ID_TAKEN, PERSON_UNKNOWN)."""
        ...

    def enrol(self, people: Sequence[NewPerson]) -> tuple[Template, ...]:
        """Write people with their templates, centroids and photo notes in one transaction; return all new templates.

        The templates come back as a later start would read them, centroids included. Raises KnownError as `update`.
        """
        ...

    def extend(
        self, person: PersonId, templates: Sequence[NewTemplate], photos: Sequence[PhotoNote] = ()
    ) -> tuple[Template, ...]:
        """Add templates and photo notes to a person; return all templates they have now, the new centroid included."""
        ...

    def drop_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Take templates out, restorable until purged; the centroid follows. Raises KnownError(LAST_TEMPLATE)."""
        ...

    def restore_templates(self, person: PersonId, templates: Sequence[int]) -> None:
        """Undo `drop_templates`."""
        ...

    def photos(self, person: PersonId) -> Mapping[bytes, PhotoOutcome]:
        """Return the files of a person by SHA-256, and what became of each."""
        ...

    def complete_centroids(self, model_id: str) -> int:
        """Write the centroids that are missing, as after an update of Usher; return how many there were."""
        ...

    def sightings_of(self, person: PersonId, limit: int) -> tuple[SightingRecord, ...]:
        """Return the newest sightings of a person, newest first."""
        ...

    def faces_of(self, person: PersonId, model_id: str) -> tuple[tuple[EventId, Embedding], ...]:
        """Return the face of every sighting of a person measured by one model, newest first."""
        ...

    def merge(self, person: PersonId, other: PersonId) -> Change:
        """Give `person` all templates, sightings, refusals and groups of `other`, who is taken out."""
        ...

    def split(
        self, person: PersonId, new: PersonDetails, templates: Sequence[int], events: Sequence[EventId]
    ) -> Change:
        """Give some templates and sightings of `person` to a new person. Raises KnownError as `update`."""
        ...

    def undo(self, change: ChangeId) -> Change:
        """Take a change back and return it. Raises KnownError(CHANGE_UNKNOWN) when that is no longer possible."""
        ...

    def erase(self, person: PersonId) -> Erasure:
        """Delete a person and everything taken from their face for good, sightings included, and from the file too."""
        ...


class StrangerBook(Protocol):
    """Who comes without being enrolled."""

    def faces(self, model_id: str, *, clustered: bool) -> tuple[StrangerFace, ...]:
        """Return sightings of unknowns, oldest first: those in a cluster, or those not yet in one."""
        ...

    def assign(self, clusters: Mapping[EventId, StrangerId]) -> None:
        """Put sightings into clusters, moving them where they are in one; a cluster without sightings goes."""
        ...

    def strangers(self, model_id: str, *, ignored: bool = False) -> tuple[Stranger, ...]:
        """Return the clusters, those with the most visits first; the ignored ones or the others."""
        ...

    def sightings(self, stranger: StrangerId) -> tuple[SightingRecord, ...]:
        """Return the sightings of a stranger, newest first."""
        ...

    def crops(self, stranger: StrangerId) -> tuple[KeptCrop, ...]:
        """Return what can be enrolled of a stranger, best quality first."""
        ...

    def ignore(self, stranger: StrangerId, ignored: bool) -> None:
        """Show a stranger no more, or again."""
        ...

    def name(self, stranger: StrangerId, person: PersonId) -> Change:
        """Give all sightings of a stranger to a person; `PeopleBook.undo` takes it back."""
        ...

    def crop(self, event: EventId) -> KeptCrop | None:
        """Return what can be enrolled of one sighting; None where its crop was not kept."""
        ...


class ExaminationBook(Protocol):
    """What an examination of everybody reads beside the embeddings, and which findings are to be left alone."""

    def templates(self, model_id: str, people: Collection[PersonId] | None = None) -> TemplateFacts:
        """Return all but the embeddings of the templates of one model, of some people or of all active ones."""
        ...

    def declared(self, people: Collection[PersonId] | None = None) -> Mapping[PersonId, DeclaredFacts]:
        """Return what is written of some people, or of all active ones, that can be held against their pictures."""
        ...

    def left(self) -> frozenset[Mark]:
        """Return the findings that are not to be shown again."""
        ...

    def leave(self, mark: Mark) -> None:
        """Show a finding no more. Raises KnownError."""
        ...

    def take_up(self, mark: Mark) -> None:
        """Undo `leave`."""
        ...


class RemodelBook(Protocol):
    """Faces measured anew by another model, beside those in use."""

    def kept(self) -> tuple[KeptModel, ...]:
        """Return the models there are templates of, by name."""
        ...

    def twins(self, source: str, target: str) -> Twins:
        """Put the templates of the model in use, `source`, beside those of another."""
        ...

    def follow(self, source: str, target: str) -> int:
        """Take out the templates of `target` that `source` has no more, or of somebody else; return how many."""
        ...

    def crops(self, templates: Sequence[int]) -> Mapping[int, bytes]:
        """Return the JPEG crop of templates by their id; those that cannot be read are left out."""
        ...

    def keep(self, target: str, measured: Mapping[int, Embedding], unreadable: Sequence[int]) -> None:
        """Write templates of `target` measured of the crops of others, by whose id they are given."""
        ...

    def faces_left(self, source: str, target: str) -> FacesLeft:
        """Return the sightings `target` has still to measure."""
        ...

    def face_crops(self, events: Sequence[EventId]) -> Mapping[EventId, bytes]:
        """Return the JPEG crops kept of sightings; those that cannot be read are left out."""
        ...

    def keep_faces(self, target: str, measured: Mapping[EventId, Embedding]) -> None:
        """Keep faces of sightings as `target` measured them, for when it comes into use."""
        ...

    def switches(self) -> tuple[ModelSwitch, ...]:
        """Return the changes made, newest first."""
        ...

    def switch(self, old_pack: str, old_model: str, pack: str, model: str) -> None:
        """Note a change, to be taken up at the next start; an earlier one that never was is void."""
        ...

    def void(self) -> None:
        """Take back a change that has not been taken up."""
        ...

    def take_up(self, switch: ModelSwitch) -> None:
        """Bring the faces of the new model into use; changes of people made before can be undone no more."""
        ...

    def forget(self, model: str) -> int:
        """Delete all faces of a model for good; return how many templates those were."""
        ...
