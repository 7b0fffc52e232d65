"""Who may pass which door, as pure functions: no clock, no thread, no store.

`decide` answers with a ruling; what somebody's passing changes is another state, made by `passed`.
"""

from core.policy.access.deciding import decide, rule_of
from core.policy.access.hours import Period, periods, wall_of
from core.policy.access.later import next_allowed
from core.policy.access.states import forgive, passed, people_of, undone, with_leaf, with_mode

__all__ = [
    "Period",
    "decide",
    "forgive",
    "next_allowed",
    "passed",
    "people_of",
    "periods",
    "rule_of",
    "undone",
    "wall_of",
    "with_leaf",
    "with_mode",
]
