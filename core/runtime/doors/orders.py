"""What a relay is to be told next: a door's commands and times, without a device or a thread.

A door is `home` while it is as its fail state has it. Home lasts by itself. Away from home is lent only: for a device
that ends it by itself the loan is renewed while it is wanted, so that it ends soon after whoever renews it died; for
others a guard stands by. A fail-safe door is the mirror image of a fail-secure one: locked is what is lent.
All times are monotonic nanoseconds.
"""

from dataclasses import dataclass, replace

from core.domain.access import DoorMode
from core.domain.doors import FailState
from core.policy.doors import late

SECOND_NS = 1_000_000_000
FOREVER_NS = 1 << 62
LEASE_NS = 10 * SECOND_NS
"""The longest a device is told to stay away from home: as long as a door outlives a crash of Usher."""
RENEW_NS = 4 * SECOND_NS
"""So often a loan is renewed: one failed call of two seconds does not end it."""
REPEAT_NS = 30 * SECOND_NS
"""So often a device that keeps no time is told to stay away from home: it may have been restarted unnoticed."""
DOUBT_NS = 10 * SECOND_NS
"""For so long a device may still act on an order that seemed to fail; being home again is repeated meanwhile."""
DOUBT_EVERY_NS = SECOND_NS


@dataclass(frozen=True, slots=True)
class Traits:
    """What the door's fail state is, and which of its states the device ends by itself."""

    fail: FailState
    timed: bool
    lock_timed: bool

    def home(self, unlocked: bool) -> bool:
        """Say whether a state is that of a door nobody commands."""
        return unlocked is (self.fail is FailState.SAFE)

    def ends(self, unlocked: bool) -> bool:
        """Say whether the device leaves a state by itself."""
        return self.timed if unlocked else self.lock_timed

    @property
    def needs_guard(self) -> bool:
        """Whether the device would stay away from home for ever."""
        return not self.ends(self.fail is FailState.SECURE)


@dataclass(frozen=True, slots=True)
class Opening:
    """A command to unlock for `span_ns`. `trouble` is why an attempt failed."""

    token: str
    asked_ns: int
    expires_ns: int
    span_ns: int
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What to tell the relay; without `seconds`: until told otherwise."""

    unlocked: bool
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The last order the relay is known to have carried out, when, and when the device ends it by itself."""

    unlocked: bool
    at_ns: int
    ends_ns: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A door at one moment. `carried` is None where nothing is known of the relay."""

    mode: DoorMode = DoorMode.NORMAL
    openings: tuple[Opening, ...] = ()
    granted_until_ns: int = 0
    carried: Carried | None = None
    doubt_until_ns: int = 0

    def unlocked_until(self, now_ns: int) -> int:
        """Return until when the door is to be unlocked, as things are; not after now: it is to be locked."""
        if self.mode is DoorMode.HELD_OPEN:
            return FOREVER_NS
        asked = max((now_ns + opening.span_ns for opening in self.openings), default=0)
        return max(self.granted_until_ns, asked)

    def without_openings(self) -> "Standing":
        """Return the door with every command dropped that was not carried out yet."""
        return replace(self, openings=())


def asked(standing: Standing, opening: Opening) -> tuple[Standing, tuple[Opening, ...]]:
    """Take a command on; return it as dropped where the door is locked down."""
    if standing.mode is DoorMode.LOCKED_DOWN:
        return standing, (opening,)
    return replace(standing, openings=(*standing.openings, opening)), ()


def run_as(standing: Standing, mode: DoorMode) -> tuple[Standing, tuple[Opening, ...]]:
    """Run the door in another way; a lock-down drops every command and ends what was granted."""
    if mode is DoorMode.LOCKED_DOWN:
        return replace(standing, mode=mode, openings=(), granted_until_ns=0), standing.openings
    return replace(standing, mode=mode), ()


def without_late(standing: Standing, now_ns: int) -> tuple[Standing, tuple[Opening, ...]]:
    """Drop and return the commands that are late."""
    gone = tuple(opening for opening in standing.openings if late(opening.expires_ns, now_ns))
    return replace(standing, openings=tuple(o for o in standing.openings if o not in gone)) if gone else standing, gone


def order_due(standing: Standing, traits: Traits, now_ns: int) -> Order | None:
    """Return what the relay must be told now; commands that are late must be gone."""
    until_ns = standing.unlocked_until(now_ns)
    unlocked = until_ns > now_ns
    wanted_ns = until_ns if unlocked else FOREVER_NS
    carried = standing.carried
    if carried is not None and carried.unlocked is unlocked and not (unlocked and standing.openings):
        again_ns = _again_at(standing, carried, traits, wanted_ns)
        if now_ns < again_ns:
            return None
    if traits.home(unlocked):
        return Order(unlocked)
    if traits.ends(unlocked):
        return Order(unlocked, min(wanted_ns - now_ns, LEASE_NS) / SECOND_NS)
    return Order(unlocked, None if wanted_ns == FOREVER_NS else (wanted_ns - now_ns) / SECOND_NS)


def next_due(standing: Standing, traits: Traits, now_ns: int) -> int:
    """Return when the next order falls due, if nothing happens meanwhile and none is due now."""
    until_ns = standing.unlocked_until(now_ns)
    unlocked = until_ns > now_ns
    carried = standing.carried
    if carried is None:
        return now_ns
    again_ns = _again_at(standing, carried, traits, until_ns if unlocked else FOREVER_NS)
    return min(again_ns, until_ns) if unlocked else again_ns


def _again_at(standing: Standing, carried: Carried, traits: Traits, wanted_ns: int) -> int:
    """Return when an order that was carried out must be repeated."""
    if traits.home(carried.unlocked):
        again_ns = carried.at_ns + DOUBT_EVERY_NS
        return again_ns if again_ns < standing.doubt_until_ns else FOREVER_NS
    if traits.ends(carried.unlocked):
        return carried.at_ns + RENEW_NS if carried.ends_ns < wanted_ns else FOREVER_NS
    return carried.at_ns + REPEAT_NS


def carried_out(
    standing: Standing, order: Order, traits: Traits, began_ns: int, ended_ns: int
) -> tuple[Standing, tuple[Opening, ...], tuple[Opening, ...]]:
    """Return the door after an order succeeded, the commands it fulfilled, and those for which it came too late."""
    timed = order.seconds is not None and traits.ends(order.unlocked)
    ends_ns = ended_ns + round((order.seconds or 0) * SECOND_NS) if timed else FOREVER_NS
    carried = Carried(order.unlocked, began_ns, ends_ns)
    if not order.unlocked:
        return replace(standing, carried=carried), (), ()
    tardy = tuple(o for o in standing.openings if late(o.expires_ns, ended_ns))
    done = tuple(o for o in standing.openings if o not in tardy)
    granted_ns = max((ended_ns + o.span_ns for o in done), default=0)
    after = replace(standing, openings=(), carried=carried, granted_until_ns=max(standing.granted_until_ns, granted_ns))
    return after, done, tardy


def failed(standing: Standing, order: Order | None, traits: Traits, now_ns: int, trouble: str) -> Standing:
    """Return the door after an order, or with None a look at the contact, failed: nothing is known of the relay."""
    doubtful = order is not None and not traits.home(order.unlocked)
    openings = standing.openings
    if order is not None and order.unlocked:
        openings = tuple(replace(opening, trouble=trouble) for opening in openings)
    doubt_ns = now_ns + DOUBT_NS if doubtful else standing.doubt_until_ns
    return replace(standing, carried=None, openings=openings, doubt_until_ns=doubt_ns)
