"""Identifiers: time-ordered, unique without a server."""

import os
import time
from typing import NewType
from uuid import UUID

CameraId = NewType("CameraId", str)
PersonId = NewType("PersonId", str)
EventId = NewType("EventId", str)
ChangeId = NewType("ChangeId", str)
StrangerId = NewType("StrangerId", str)
DoorId = NewType("DoorId", str)
ShiftId = NewType("ShiftId", str)
RotaId = NewType("RotaId", str)
ScheduleId = NewType("ScheduleId", str)
RuleId = NewType("RuleId", str)


def uuid7(unix_ms: int | None = None) -> UUID:
    """Return a version 7 UUID (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits."""
    stamp = time.time_ns() // 1_000_000 if unix_ms is None else unix_ms
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp & (1 << 48) - 1) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)


def new_person_id() -> PersonId:
    """Return a fresh person id."""
    return PersonId(str(uuid7()))


def new_event_id() -> EventId:
    """Return a fresh event id."""
    return EventId(str(uuid7()))


def new_change_id() -> ChangeId:
    """Return a fresh id of a change."""
    return ChangeId(str(uuid7()))


def new_stranger_id() -> StrangerId:
    """Return a fresh id of a person who is not enrolled."""
    return StrangerId(str(uuid7()))
