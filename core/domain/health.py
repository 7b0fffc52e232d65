"""How the machine is doing."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a concern matters: something to know, or something to act on."""

    NOTICE = "notice"
    ALARM = "alarm"


class ConcernKind(StrEnum):
    """What the watchdog looks for."""

    THREAD_STALLED = "thread-stalled"
    QUEUE_GROWING = "queue-growing"
    MEMORY_GROWING = "memory-growing"
    DISK_SLOW = "disk-slow"
    DISK_FULL = "disk-full"
    CLOCK_JUMPED = "clock-jumped"
    EVENTS_WAITING = "events-waiting"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is not well. `subject` names the thread, queue or place; `detail` is a sentence in English."""

    kind: ConcernKind
    severity: Severity
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class WritingState:
    """How the one thread that writes is doing.

    `waiting` transactions are queued; `busy_s` is how long the present one takes already, None between two;
    `commit_ms` the median of the last few, None before there were enough to tell.
    """

    waiting: int
    busy_s: float | None
    commit_ms: float | None
