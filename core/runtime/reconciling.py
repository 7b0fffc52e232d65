"""Age and gender of people at one moment, from what the store has of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np

from core.domain.clock import from_micros
from core.domain.doctor import DeclaredFacts, Finding, FindingKind, Fix, Picture, Severity, TemplateFacts
from core.domain.ids import PersonId
from core.domain.reconciled import NOTHING_TOLD, Reconciled, Source, Told
from core.profiles.attributes import (
    DAYS_A_YEAR,
    LARGEST_GROUP,
    Estimate,
    declared,
    estimated,
    implied,
    reconciled,
)


class Traits:
    """What is known of the age and gender of some people, and of everybody who shares a group with them."""

    def __init__(self, facts: TemplateFacts, people: Mapping[PersonId, DeclaredFacts], now: datetime) -> None:
        self._people = people
        self._now = now
        self._estimates = defaultdict[PersonId, list[Estimate]](list)
        self._pictures = dict[PersonId, Picture]()
        for row in np.flatnonzero(~np.isnan(facts.ages)):
            person = PersonId(facts.people[row].decode())
            years = (now - from_micros(int(facts.created[row]))).days / DAYS_A_YEAR
            estimate = Estimate(float(facts.ages[row]), float(facts.male[row]), float(facts.quality[row]), years)
            self._estimates[person].append(estimate)
            self._pictures.setdefault(person, Picture(person, int(facts.ids[row])))
        self._groups = defaultdict[str, list[PersonId]](list)
        for person, written in people.items():
            for group in written.groups:
                self._groups[group].append(person)

    def of(self, person: PersonId) -> Reconciled:
        """Hold what is declared, estimated and implied of a person against each other."""
        others = (self._ages(group, person) for group in self._written(person).groups)
        return reconciled(self._declared(person), self._estimated(person), implied(others))

    def findings(self) -> Iterator[Finding]:
        """Yield the people whose pictures contradict what is declared of them."""
        for person in self._estimates:
            first = reconciled(self._declared(person), self._estimated(person), NOTHING_TOLD)
            if any((each.one, each.other) == (Source.DECLARED, Source.ESTIMATED) for each in first.disagreements):
                yield Finding(
                    FindingKind.ATTRIBUTES, Severity.LOOK, (person,), (), (Fix.CORRECT,),
                    (self._pictures[person],), reconciled=self.of(person),
                )  # fmt: skip

    def _declared(self, person: PersonId) -> Told:
        written = self._written(person)
        return declared(written.born, written.gender, self._now.date())

    def _estimated(self, person: PersonId) -> Told:
        return estimated(self._estimates.get(person, ()))

    def _written(self, person: PersonId) -> DeclaredFacts:
        return self._people.get(person) or DeclaredFacts(self._now, None, None)

    def _ages(self, group: str, without: PersonId) -> Sequence[float]:
        members = self._groups[group]
        if len(members) > LARGEST_GROUP:
            return ()
        told = ((self._declared(other).age, self._estimated(other).age) for other in members if other != without)
        return [age for said, looks in told if (age := looks if said is None else said) is not None]
