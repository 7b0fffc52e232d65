"""The people as they are looked through, changed and taken back."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.domain.events import SightingRecord
from core.domain.ids import ChangeId, EventId, PersonId, StrangerId
from core.domain.people import Person, PersonFacts


class PeopleOrder(StrEnum):
    """In which order people are listed."""

    NAME = "name"
    NEWEST = "newest"
    LAST_SEEN = "last-seen"


class PeopleFilter(StrEnum):
    """Whom a list shows. VALID: may be found now; NEVER_SEEN: valid, and in no sighting that is kept."""

    ALL = "all"
    VALID = "valid"
    INACTIVE = "inactive"
    EXPIRED = "expired"
    NEVER_SEEN = "never-seen"


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """`text` is looked for anywhere in name and ID, regardless of case; an empty `group` means any."""

    text: str = ""
    group: str = ""
    show: PeopleFilter = PeopleFilter.ALL
    order: PeopleOrder = PeopleOrder.NAME


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a line of the list. `templates` leaves out centroids; `last_seen` is their newest sighting."""

    key: int
    person: Person
    templates: int
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """All that is written about a person."""

    id: PersonId
    created: datetime
    facts: PersonFacts


@dataclass(frozen=True, slots=True)
class Group:
    """A group and how many people are in it."""

    name: str
    people: int


class ChangeKind(StrEnum):
    """What can be taken back as one."""

    MERGE = "merge"
    SPLIT = "split"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of whom faces and visits belong to.

    MERGE took `other` into `person`, SPLIT took `other` out of `person`, NAMED gave the visits of a stranger, whose id
    `other` is, to `person`.
    """

    id: ChangeId
    utc: datetime
    kind: ChangeKind
    person: PersonId
    other: PersonId | StrangerId


@dataclass(frozen=True, slots=True)
class Regrouping:
    """What a merge or split would move, shown before it is made: templates, and past events that change their name.

    `events` are the newest few of `event_count`.
    """

    person: Person
    other: Person | None
    templates: tuple[int, ...]
    event_count: int
    events: tuple[SightingRecord, ...] = ()
    event_ids: tuple[EventId, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was deleted for good with a person, for the receipt."""

    utc: datetime
    person: PersonId
    templates: int
    sightings: int
    refusals: int
