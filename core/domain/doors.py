"""Doors: how they are run, what state they are in, and what happened at them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.access import NO_PROOF, DoorMode, Entering, Proof, Why
from core.domain.ids import CameraId, DoorId, PersonId


class FailState(StrEnum):
    """What a door shall be when nobody commands it: SECURE is locked, SAFE is unlocked."""

    SECURE = "secure"
    SAFE = "safe"


class DoorAct(StrEnum):
    """What happened at a door.

    OPENED after a decision, RELEASED by hand with a reason; DENIED by a decision; EXPIRED: the command came too late
    and was dropped; FAILED: the relay did not do it. FORCED and LEFT_OPEN are alarms of the door contact, DURESS one of
    a PIN; CLOSED ends them. HELD, LOCKED_DOWN and NORMAL are changes of how it is run. FORGIVEN: an anti-passback
    breach was pardoned by hand.
    """

    OPENED = "opened"
    RELEASED = "released"
    DENIED = "denied"
    EXPIRED = "expired"
    FAILED = "failed"
    FORCED = "forced"
    LEFT_OPEN = "left-open"
    CLOSED = "closed"
    DURESS = "duress"
    HELD = "held"
    LOCKED_DOWN = "locked-down"
    NORMAL = "normal"
    FORGIVEN = "forgiven"


ALARMS = frozenset({DoorAct.FORCED, DoorAct.LEFT_OPEN, DoorAct.DURESS, DoorAct.FAILED})


@dataclass(frozen=True, slots=True)
class DoorFact:
    """Something that happened at a door, as the ledger keeps it. `why` is the reason of a decision."""

    at: datetime
    door: DoorId
    act: DoorAct
    person: PersonId | None = None
    way: Entering = Entering.UNKNOWN
    proof: Proof = NO_PROOF
    why: Why | None = None
    camera: CameraId | None = None


class Link(StrEnum):
    """Whether the relay of a door can be commanded."""

    STARTING = "starting"
    UP = "up"
    DOWN = "down"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class DoorStatus:
    """A door's condition now. `detail` is a sentence in English where the link is down.

    `unlocked` is what was commanded last; `leaf_open` what the door contact says, None without one. `alarm` is the
    one that goes on. `latency_ms` is how long the relay took for the last command.
    """

    door: DoorId
    name: str
    link: Link
    mode: DoorMode
    unlocked: bool
    leaf_open: bool | None = None
    alarm: DoorAct | None = None
    detail: str = ""
    latency_ms: float | None = None
