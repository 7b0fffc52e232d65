"""The plan of a site: days, work and access, kept and changed as one."""

from dataclasses import dataclass, field

from core.domain.access import AccessPlan
from core.domain.calendar import Calendar
from core.domain.work import WorkPlan


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site works. Every change is a whole new plan in the ledger, which makes it a history with undo."""

    calendar: Calendar = field(default_factory=Calendar)
    work: WorkPlan = field(default_factory=WorkPlan)
    access: AccessPlan = field(default_factory=AccessPlan)
