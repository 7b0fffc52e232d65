"""Who works which shift on which day."""

from datetime import date

from core.domain.ids import PersonId
from core.domain.plan import Plan
from core.domain.work import Shift


def shifts_on(plan: Plan, person: PersonId, groups: frozenset[str], day: date) -> tuple[Shift, ...]:
    """Return the shifts somebody is to work on a day; none on a day off or a holiday that spares them."""
    raise NotImplementedError
