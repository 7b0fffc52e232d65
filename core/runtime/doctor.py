"""The gallery doctor's desk: what is wrong with the people enrolled, as it is now, and setting it right."""

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from core.domain.clock import Clock
from core.domain.directory import Change, PeopleFilter, PeopleQuery
from core.domain.doctor import Examination, Finding, FindingKind, Fix, Mark, Picture, Severity
from core.domain.ids import PersonId
from core.domain.people import PersonFacts
from core.domain.reconciled import Reconciled
from core.policy.profile import GOOD_ENOUGH
from core.profiles.attributes import LARGEST_GROUP
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.examining import (
    Cancelled,
    Compared,
    Comparison,
    Present,
    Progress,
    non_face_findings,
    pair_findings,
    picture_findings,
    set_findings,
)
from core.runtime.ports import NonFaces, Store
from core.runtime.reconciling import Traits
from core.runtime.roster import Roster

AGEING = timedelta(days=5 * 365)
"""How old the newest picture may be: adults are recognised well for about six years (Best-Rowden & Jain 2018)."""
SETTLED = timedelta(days=30)
"""Who was enrolled less long ago may just not have come yet."""
MOST_OF_A_KIND = 1_000
"""Findings of a kind that are handed out; all are counted."""
_ROWS_AT_ONCE = 2_000
_KINDS = {kind: place for place, kind in enumerate(FindingKind)}
_SEVERITIES = {severity: place for place, severity in enumerate(Severity)}


class DoctorDesk:
    """Safe from any thread. Everybody is compared by `examine` only; what is fixed since is gone from `latest`."""

    def __init__(
        self,
        store: Store,
        roster: Roster,
        denials: Denials,
        people: PeopleDesk,
        non_faces: NonFaces | None,
        clock: Clock,
    ) -> None:
        self._store = store
        self._roster = roster
        self._denials = denials
        self._people = people
        self._non_faces = non_faces
        self._clock = clock
        self._lock = threading.Lock()
        self._compared: Compared | None = None

    def examine(self, progress: Progress, cancelled: Cancelled) -> Examination | None:
        """Compare everybody with everybody and return what is found; None once `cancelled` says so.

        `progress` is told a phase, `faces`, `sets` or `pairs`, and a share in 0…1. Uses every processor there is, for
        seconds with some thousand people and for minutes with 100 000; see core.gallery.doctor.
        """
        made, begun = self._clock.utc(), self._clock.mono_ns()
        block = self._store.template_block(self._roster.model_id)
        found = Comparison(block, self._roster.point, self._non_faces, progress).run(cancelled)
        if found is None:
            return None
        seconds = (self._clock.mono_ns() - begun) / 1e9
        templates = int((~block.centroids).sum())
        with self._lock:
            self._compared = Compared(made, len(block.people), templates, seconds, *found)
        return self.latest()

    def latest(self) -> Examination | None:
        """Return what the last examination found and is still so; None before the first."""
        with self._lock:
            compared = self._compared
        if compared is None:
            return None
        left = self._store.examinations.left()
        findings = sorted((each for each in self._findings(compared) if each.mark not in left), key=_order)
        counts = Counter(each.kind for each in findings)
        handed = Counter[FindingKind]()
        kept = list[Finding]()
        for each in findings:
            handed[each.kind] += 1
            if handed[each.kind] <= MOST_OF_A_KIND:
                kept.append(replace(each, names=tuple(map(self._roster.name_of, each.people))))
        return Examination(
            compared.made, compared.people, compared.templates, compared.seconds, tuple(kept), dict(counts)
        )

    def attributes(self, person: PersonId) -> Reconciled:
        """Return age and gender of a person as declared, estimated and implied by the people of their groups."""
        book = self._store.book
        details = book.details(person)
        people = {person}
        for group in details.facts.membership.groups if details is not None else ():
            members = book.members(group)
            people |= set(members) if len(members) <= LARGEST_GROUP else set()
        return self._traits(people).of(person)

    def crop(self, picture: Picture) -> bytes | None:
        """Return the JPEG of a template; None once it is gone."""
        templates = self._store.templates(self._roster.model_id, picture.person)
        return next((each.crop_jpeg for each in templates if each.id == picture.template), None)

    def keep_apart(self, one: PersonId, other: PersonId) -> None:
        """Declare two people different: neither is named where the other is near. Raises KnownError(PERSON_UNKNOWN)."""
        self._store.reviews.declare_different(one, other)
        self._learn()

    def no_longer_apart(self, one: PersonId, other: PersonId) -> None:
        """Undo `keep_apart`."""
        self._store.reviews.withdraw_difference(one, other)
        self._learn()

    def give(self, person: PersonId, templates: Sequence[int], other: PersonId) -> tuple[Change, ...]:
        """Hand pictures, and the visits that resemble them more than the rest, to somebody else.

        Raises KnownError(PERSON_UNKNOWN, LAST_TEMPLATE, DISK_FULL).
        """
        taker = self._people.person(other)
        moving = self._people.preview_split(person, templates)
        # Like the one they go to, so that a visitor may be given pictures, too.
        facts = PersonFacts(taker.name, membership=taker.membership)
        parting = self._people.split(person, templates, moving.event_ids, facts)
        return parting, self._people.merge(other, PersonId(parting.other))

    def take_back(self, changes: Sequence[Change]) -> None:
        """Undo merges and splits, the last first. Raises KnownError(CHANGE_UNKNOWN)."""
        for change in reversed(changes):
            self._people.undo(change.id)

    def leave(self, mark: Mark) -> None:
        """Find something no more, also after a restart."""
        self._store.examinations.leave(mark)

    def take_up(self, mark: Mark) -> None:
        """Undo `leave`."""
        self._store.examinations.take_up(mark)

    def _learn(self) -> None:
        self._denials.load(self._store.reviews, self._roster.model_id)
        self._roster.refresh()

    def _findings(self, compared: Compared) -> Iterator[Finding]:
        facts = self._store.examinations.templates(self._roster.model_id)
        present, point = Present(facts), self._roster.point
        yield from pair_findings(compared, present, self._store.reviews.confusable(), point)
        yield from set_findings(compared, present, point)
        yield from non_face_findings(compared, present)
        yield from picture_findings(facts, GOOD_ENOUGH, self._clock.utc() - AGEING)
        yield from self._traits(None).findings()
        yield from self._never_seen()

    def _traits(self, people: Collection[PersonId] | None) -> Traits:
        book = self._store.examinations
        return Traits(book.templates(self._roster.model_id, people), book.declared(people), self._clock.utc())

    def _never_seen(self) -> Iterator[Finding]:
        now, book = self._clock.utc(), self._store.book
        if not self._store.sightings(1, before=now - SETTLED):
            return  # nobody was there to be seen
        keys = book.find(PeopleQuery(show=PeopleFilter.NEVER_SEEN), now).tolist()
        for begin in range(0, len(keys), _ROWS_AT_ONCE):
            for row in book.rows(keys[begin : begin + _ROWS_AT_ONCE]):
                if row.person.created <= now - SETTLED:
                    yield Finding(
                        FindingKind.NEVER_SEEN, Severity.NOTE, (row.person.id,), (), (Fix.REMOVE,),
                        since=row.person.created,
                    )  # fmt: skip


def _order(finding: Finding) -> tuple[object, ...]:
    """Order by kind, then the worst first: severe, sure, poor, old."""
    return (
        _KINDS[finding.kind],
        _SEVERITIES[finding.severity],
        -(finding.chance or 0.0),
        -(finding.score or 0.0),
        finding.quality or 0.0,
        finding.since.timestamp() if finding.since is not None else 0.0,
        finding.people,
        finding.templates,
    )
