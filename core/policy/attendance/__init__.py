"""What coming and going amounts to, by the plan: pure functions of the stamps, the leaves, the plan and the time."""

from core.policy.attendance.reckoner import Reckoner, reckon, window
from core.policy.attendance.rota import shifts_on
from core.policy.attendance.totals import total

__all__ = ["Reckoner", "reckon", "shifts_on", "total", "window"]
