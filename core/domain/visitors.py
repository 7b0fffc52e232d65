"""People who come for a day."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.ids import PersonId

VISITORS = "visitors"
"""The group every visitor is in, for the rules of access."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor and why they are here. They are found until `until`, and erased with all their data at `erase_at`.

    `host` is the person they visit, None where nobody enrolled was named; `left` is when they were signed out.
    """

    person: PersonId
    name: str
    host: PersonId | None
    purpose: str
    company: str
    arrived: datetime
    until: datetime
    erase_at: datetime
    left: datetime | None = None
