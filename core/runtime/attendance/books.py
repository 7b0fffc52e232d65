"""What attendance is reckoned from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.config import Settings
from core.domain.clock import Clock
from core.domain.people import Person
from core.domain.plan import Plan
from core.runtime.site_ports import Ledger, VisitBook


@dataclass(frozen=True, slots=True)
class Books:
    """Where to look things up; `people` are all who are enrolled, `author` is who stands behind what is written."""

    ledger: Ledger
    visits: VisitBook
    people: Callable[[], Sequence[Person]]
    plan: Callable[[], Plan]
    settings: Callable[[], Settings]
    clock: Clock
    author: str
