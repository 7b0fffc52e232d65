"""Who the rows belong to, by numbers."""

import numpy as np
from numpy.typing import NDArray

from core.domain.clock import to_micros
from core.domain.ids import PersonId
from core.domain.matching import Eligibility
from core.domain.people import ALWAYS, Membership

_FIRST_CAPACITY = 64
_BEGINNING, _END = np.iinfo(np.int64).min, np.iinfo(np.int64).max


class Directory:
    """Gives people places 0, 1, 2… that never change, and knows who may be found when.

    A person's name is told from any thread; all else belongs to the one who changes the gallery. A million people
    loaded at once stay in one array of bytes, beside which only later ones cost a string each.
    """

    def __init__(self, loaded: NDArray[np.bytes_] | None = None) -> None:
        """Begin with people who have places already: their ids as UTF-8, ascending."""
        self._loaded = np.empty(0, "S1") if loaded is None else loaded
        self._later: list[PersonId] = []
        self._places: dict[PersonId, int] = {}
        self._named: dict[int, PersonId] = {}  # those asked for; the array's strings are slow to make
        self._kinds: dict[frozenset[str], int] = {ALWAYS.groups: 0}
        count = len(self._loaded)
        self._kind = np.zeros(count, np.int32)
        self._since = np.full(count, _BEGINNING, np.int64)
        self._until = np.full(count, _END, np.int64)

    def __len__(self) -> int:
        return len(self._loaded) + len(self._later)

    def name(self, place: int) -> PersonId:
        """Return who has a place."""
        name = self._named.get(place)
        if name is None:
            loaded = len(self._loaded)
            name = PersonId(self._loaded[place].decode()) if place < loaded else self._later[place - loaded]
            self._named[place] = name
        return name

    def find(self, person: PersonId) -> int | None:
        """Return a person's place, if they have one."""
        key = person.encode()
        if len(key) <= self._loaded.itemsize:
            place = int(np.searchsorted(self._loaded, key))
            if place < len(self._loaded) and self._loaded[place] == key:
                return place
        return self._places.get(person)

    def enter(self, person: PersonId) -> int:
        """Return a person's place, a new one if need be."""
        place = self.find(person)
        if place is None:
            place = self._places[person] = len(self)
            self._later.append(person)
            if place >= len(self._kind):
                self._grow(max(_FIRST_CAPACITY, 2 * place))
        return place

    def describe(self, person: PersonId, membership: Membership) -> None:
        """Say to which groups a person belongs, and when they may be found."""
        place = self.enter(person)
        self._kind[place] = self._kinds.setdefault(membership.groups, len(self._kinds))
        self._since[place] = _BEGINNING if membership.since is None else to_micros(membership.since)
        self._until[place] = _END if membership.until is None else to_micros(membership.until)

    def eligible(self, wanted: Eligibility) -> NDArray[np.bool_]:
        """Return (places,) whether each may be found."""
        count = len(self)
        fits = np.ones(count, np.bool_)
        if wanted.groups is not None:
            among = np.array([bool(groups & wanted.groups) for groups in self._kinds])
            fits &= among[self._kind[:count]]
        if wanted.at is not None:
            now = to_micros(wanted.at)
            fits &= (self._since[:count] <= now) & (now < self._until[:count])
        for person in wanted.without:
            place = self.find(person)
            if place is not None:
                fits[place] = False
        return fits

    def _grow(self, capacity: int) -> None:
        old = len(self._kind)
        kind, since, until = np.zeros(capacity, np.int32), np.full(capacity, _BEGINNING), np.full(capacity, _END)
        kind[:old], since[:old], until[:old] = self._kind, self._since, self._until
        self._kind, self._since, self._until = kind, since, until
