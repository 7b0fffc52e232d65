"""What a source says about a person, and what that changes of what is written about them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from core.domain.faces import Gender
from core.domain.people import Consent, Membership, PersonFacts


@dataclass(frozen=True, slots=True)
class StatedConsent:
    """That a person agreed; `given` is None where only a yes is written."""

    given: datetime | None
    how: str


@dataclass(frozen=True, slots=True)
class StatedPerson:
    """A person as some rows have them; what is None or empty was not said, and changes nothing.

    `rows` are the numbers of their rows; `photos` names within the source.
    """

    rows: tuple[int, ...]
    name: str
    external_id: str = ""
    photos: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    born: date | None = None
    gender: Gender | None = None
    consent: StatedConsent | None = None
    since: datetime | None = None
    until: datetime | None = None
    note: str = ""

    def new(self, now: datetime, extra: str) -> PersonFacts:
        """Return what is to be written about somebody new, who is also put into the group `extra` unless empty."""
        return self.over(PersonFacts(""), now, extra)

    def over(self, facts: PersonFacts, now: datetime, extra: str) -> PersonFacts:
        """Return `facts` with all that is stated put in place of what was written.

        Stated groups replace the others, so that a table can take somebody out of a group; `extra` is added.
        """
        was = facts.membership
        membership = Membership(
            (self.groups or was.groups) | ({extra} if extra else set()),
            self.since or was.since,
            self.until or was.until,
        )
        return replace(
            facts,
            name=self.name or facts.name,
            external_id=self.external_id or facts.external_id,
            membership=membership,
            born=self.born or facts.born,
            gender=self.gender or facts.gender,
            consent=self._consent(facts.consent, now),
            note=self.note or facts.note,
        )

    def _consent(self, was: Consent | None, now: datetime) -> Consent | None:
        """A bare yes does not renew a consent that is written down, or every import would."""
        if self.consent is None or (was is not None and self.consent.given in (None, was.given)):
            return was
        return Consent(self.consent.given or now, self.consent.how)
