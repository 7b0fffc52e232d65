"""What the door contact tells of a door, and until when a command may be carried out."""

from dataclasses import dataclass

from core.domain.doors import DoorAct

FORCED_NS = 1_500_000_000
"""How long after locking an opening leaf is still no forced one: the contact is looked at a few times a second, and a
hand may be on the handle when the lock falls."""


@dataclass(frozen=True, slots=True)
class LeafState:
    """What is known of a door's leaf; `open` None before the contact was heard. Times are monotonic nanoseconds."""

    open: bool | None = None
    since_ns: int = 0
    alarm: DoorAct | None = None


@dataclass(frozen=True, slots=True)
class LeafRule:
    """When a leaf is worth an alarm. `held`: everybody may pass now; `handle`: people leave by a handle, unasked."""

    left_open_ns: int
    held: bool = False
    handle: bool = False


def observe(
    state: LeafState, leaf_open: bool | None, unlocked_until_ns: int, now_ns: int, rule: LeafRule
) -> tuple[LeafState, tuple[DoorAct, ...]]:
    """Return what is known after a look at the contact, and what happened: FORCED, LEFT_OPEN or CLOSED.

    `leaf_open` is None without a contact or while it is out of reach. `unlocked_until_ns` is when the door was, or will
    be, locked. A leaf found open at first was not forced. One alarm goes on until the leaf closes.
    """
    if leaf_open is None:
        return state, ()
    if not leaf_open:
        return LeafState(False, now_ns), (DoorAct.CLOSED,) if state.alarm is not None else ()
    came_open = state.open is not True
    since_ns = now_ns if came_open or rule.held else state.since_ns
    alarm = (
        state.alarm if rule.held or state.alarm else _alarm(state, came_open, since_ns, unlocked_until_ns, now_ns, rule)
    )
    return LeafState(True, since_ns, alarm), (alarm,) if alarm is not None and alarm is not state.alarm else ()


def _alarm(
    state: LeafState, came_open: bool, since_ns: int, unlocked_until_ns: int, now_ns: int, rule: LeafRule
) -> DoorAct | None:
    """Return the alarm a leaf begins that is open at a door that is not held open."""
    if came_open and state.open is False and not rule.handle and now_ns > unlocked_until_ns + FORCED_NS:
        return DoorAct.FORCED
    if now_ns - since_ns > rule.left_open_ns and now_ns > unlocked_until_ns:
        return DoorAct.LEFT_OPEN
    return None


def late(expires_ns: int, now_ns: int) -> bool:
    """Say whether a command must not be carried out any more: who gave it may have walked away."""
    return now_ns >= expires_ns
