"""Keeps one door: carries out commands while they are fresh, and brings the door to its fail state at the end."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from core.config.doors import DoorSettings
from core.domain.access import DoorMode
from core.domain.clock import Clock
from core.domain.doors import DoorAct, DoorStatus, FailState, Link
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import DoorId
from core.door.guarding import Guard
from core.policy.doors import LeafRule, LeafState, observe
from core.runtime.doors.orders import (
    FOREVER_NS,
    SECOND_NS,
    Opening,
    Order,
    Standing,
    Traits,
    asked,
    carried_out,
    failed,
    next_due,
    order_due,
    run_as,
    without_late,
)
from core.runtime.site_ports import Relay

log = logging.getLogger(__name__)

STOP_S = 4.5
"""A call of a relay ends within two seconds, and one more brings the door to its fail state."""
POLL_S = 0.4
"""Between looks at the door contact, which also prove that the relay is there."""
_AGAIN_S = 0.15
"""Between attempts while somebody waits at the door."""
_PAUSES_S = (0.3, 0.5, 1.0, 2.0)
"""Between attempts to reach a lost relay."""
_REFUSED_PAUSES_S = (5.0, 15.0, 30.0, 60.0)
"""After a wrong password: devices lock out who fails often. A command is tried at once all the same."""
_HOPELESS = (ErrorCode.RELAY_REFUSED, ErrorCode.RELAY_UNUSABLE)
_LOCKED_DOWN = "The door was locked down meanwhile."
_TOO_LATE = "The relay was reached too late."
_ENDING = "Usher was ending."
_BUG = "An error inside Usher; the log says more."

NewsT = TypeVar("NewsT")


@dataclass(frozen=True, slots=True)
class Happening:
    """What became of a command, or what the door contact told.

    With a `token`, which is the command's own: OPENED after `latency_ms` from the command on, FAILED or EXPIRED with
    the reason in `detail`. Without: FORCED, LEFT_OPEN and CLOSED, seen at the door contact.
    """

    at: datetime
    door: DoorId
    act: DoorAct
    token: str | None = None
    latency_ms: float | None = None
    detail: str = ""


class Warden(Protocol):
    """What brings a door to its fail state when nobody else does any more; `core.door.guarding.Guard`."""

    def watch(self) -> None:
        """Stand by from now on; nothing if it does."""
        ...

    def leave(self, *, home: bool) -> None:
        """Stand by no more; unless the door is `home`, bring it there first, without keeping the caller waiting."""
        ...


class DoorKeeper:
    """Owns the thread `door-<id>` and the relay of one door. Every method but `stop` returns at once, from any thread.

    `tell` hears every change of the door's condition and `happened` what became of commands and what the door contact
    saw; both on the door's thread: they must return quickly and not raise. `relay_factory` is called on that thread
    too, and again after a failure to make a relay.
    """

    def __init__(
        self,
        settings: DoorSettings,
        relay_factory: Callable[[DoorSettings], Relay],
        clock: Clock,
        tell: Callable[[DoorStatus], None],
        happened: Callable[[Happening], None],
        *,
        guard_factory: Callable[[DoorSettings], Warden] = Guard,
    ) -> None:
        self._settings = settings
        self._id = DoorId(settings.id)
        self._relay_factory = relay_factory
        self._guard_factory = guard_factory
        self._clock = clock
        self._tell = _shielded(tell)
        self._happened = _shielded(happened)
        self._thread = threading.Thread(target=self._run, name=f"door-{settings.id}", daemon=True)
        self._lock = threading.Condition()
        self._commands: deque[Opening | DoorMode] = deque()
        self._stopping = False
        self._replaced = False
        self._ended = False
        # From here on of the door's thread alone.
        self._relay: Relay | None = None
        self._guard: Warden | None = None
        self._traits = Traits(settings.fail, timed=True, lock_timed=True)
        self._standing = Standing()
        self._leaf = LeafState()
        self._link = Link.STARTING
        self._detail = ""
        self._failures = 0
        self._retry_ns = 0
        self._poll_ns = 0
        self._locked_ns = 0
        self._unlocked = settings.fail is FailState.SAFE
        self._latency_ms: float | None = None
        self._status = self._now()

    @property
    def status(self) -> DoorStatus:
        """Return the door's condition now."""
        return self._status

    def start(self) -> None:
        """Begin: reach the relay and lock the door; a second call does nothing."""
        with self._lock:
            if self._thread.ident is None and not self._stopping:
                self._thread.start()

    def open(self, seconds: float | None, expires_ns: int | None, token: str) -> None:
        """Unlock for `seconds` (None: as the settings say) from the moment it succeeds; `happened` hears the result.

        After `expires_ns` of the monotonic clock (None: as long from now as the settings say) it is dropped. While the
        door is unlocked already it stays so for `seconds` from now on, or as long as it would have anyway. A door that
        has ended answers EXPIRED, on the caller's thread.
        """
        now_ns = self._clock.mono_ns()
        if expires_ns is None:
            expires_ns = now_ns + round(self._settings.expires_s * SECOND_NS)
        span_ns = round((self._settings.open_s if seconds is None else seconds) * SECOND_NS)
        opening = Opening(token, now_ns, expires_ns, span_ns)
        with self._lock:
            if not self._ended:
                self._commands.append(opening)
                self._lock.notify()
                return
        self._report(DoorAct.EXPIRED, opening, _ENDING)

    def hold(self) -> None:
        """Keep the door unlocked until `normal` or `lock_down`."""
        self._send(DoorMode.HELD_OPEN)

    def normal(self) -> None:
        """End `hold` or `lock_down`: the door is locked but for commands."""
        self._send(DoorMode.NORMAL)

    def lock_down(self) -> None:
        """Lock the door at once, also in the middle of a pulse, and drop every command until `normal` or `hold`."""
        self._send(DoorMode.LOCKED_DOWN)

    def stop(self, timeout_s: float = STOP_S, *, replaced: bool = False) -> bool:
        """Bring the door to its fail state and end; idempotent. False where the relay still blocks after `timeout_s`.

        A relay out of reach is tried once. A device that keeps time comes there by itself, and for others the guard
        goes on trying. With `replaced`, another keeper of the same device takes over at once: a locked door is left
        locked, or whoever changes the name of a fail-safe door would unlock it, and no guard pulls against that keeper.
        """
        with self._lock:
            self._stopping = True
            self._replaced = replaced
            self._lock.notify()
            started = self._thread.ident is not None
            self._ended = self._ended or not started
        if started:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def step(self) -> float:
        """Do what is due and return the seconds until more is; what the thread does again and again."""
        self._take()
        now_ns = self._clock.mono_ns()
        if now_ns >= self._retry_ns:
            self._work(now_ns)
        self._show()
        now_ns = self._clock.mono_ns()
        return max(0, self._next_ns(now_ns) - now_ns) / SECOND_NS

    def finish(self) -> None:
        """Bring the door to its fail state and let go of the relay; what the thread does at last."""
        with self._lock:
            self._ended = True
        self._take()
        for opening in self._standing.openings:
            self._report(DoorAct.EXPIRED, opening, _ENDING)
        self._standing = Standing()
        # An unlocked fail-safe door is at home, or was not commanded yet: then it may be locked.
        at_ease = not self._unlocked or self._settings.fail is FailState.SAFE
        at_home = (self._replaced and at_ease) or self._go_home()
        if self._guard is not None:
            self._guard.leave(home=at_home or self._replaced)
        if self._relay is not None:
            self._relay.close()
        self._link = Link.STOPPED
        self._show()

    def _run(self) -> None:
        try:
            pause_s = 0.0
            while self._wait(pause_s):
                pause_s = self.step()
        finally:
            self.finish()

    def _wait(self, pause_s: float) -> bool:
        """Wait for a command or for time to pass; False when it is over."""
        with self._lock:
            self._lock.wait_for(lambda: self._stopping or self._commands, pause_s)
            return not self._stopping

    def _send(self, mode: DoorMode) -> None:
        with self._lock:
            self._commands.append(mode)
            self._lock.notify()

    def _take(self) -> None:
        """Take on what was commanded, in its order, and drop what is late."""
        with self._lock:
            commands = tuple(self._commands)
            self._commands.clear()
        if commands:
            self._retry_ns = 0
        for command in commands:
            if isinstance(command, Opening):
                self._standing, dropped = asked(self._standing, command)
            else:
                self._standing, dropped = run_as(self._standing, command)
            for opening in dropped:
                self._report(DoorAct.EXPIRED, opening, _LOCKED_DOWN)
        self._standing, gone = without_late(self._standing, self._clock.mono_ns())
        for opening in gone:
            self._report(DoorAct.FAILED if opening.trouble else DoorAct.EXPIRED, opening, opening.trouble or _TOO_LATE)

    def _work(self, now_ns: int) -> None:
        """Carry out the order that is due, or else look at the door contact if that is."""
        order: Order | None = None
        try:
            relay = self._reached()
            order = order_due(self._standing, self._traits, now_ns)
            if order is not None:
                self._carry_out(relay, order, now_ns)
            elif now_ns >= self._poll_ns:
                self._look(relay, now_ns)
        except KnownError as error:
            self._fail(order, str(error), hopeless=error.code in _HOPELESS)
        except Exception:
            # A bug in one driver must not leave the door without its keeper; the traceback is the bug report.
            log.exception("The door %s could not be commanded because of a bug", self._settings.name)
            self._fail(order, _BUG, hopeless=True)

    def _reached(self) -> Relay:
        """Return the relay, made now if there is none; with a guard on watch, where the device needs one."""
        if self._relay is None:
            self._relay = self._relay_factory(self._settings)
            self._traits = Traits(self._settings.fail, self._relay.timed, self._relay.lock_timed)
            if self._traits.needs_guard:
                self._guard = self._guard or self._guard_factory(self._settings)
        if self._guard is not None:
            self._guard.watch()
        return self._relay

    def _carry_out(self, relay: Relay, order: Order, now_ns: int) -> None:
        _command(relay, order)
        ended_ns = self._clock.mono_ns()
        self._standing, done, tardy = carried_out(self._standing, order, self._traits, now_ns, ended_ns)
        self._unlocked = order.unlocked
        self._latency_ms = (ended_ns - now_ns) / 1e6
        if not order.unlocked:
            self._locked_ns = ended_ns
        self._is_up()
        for opening in done:
            self._report(DoorAct.OPENED, opening, latency_ms=(ended_ns - opening.asked_ns) / 1e6)
        for opening in tardy:
            self._report(DoorAct.EXPIRED, opening, _TOO_LATE)

    def _look(self, relay: Relay, now_ns: int) -> None:
        self._poll_ns = now_ns + round(POLL_S * SECOND_NS)
        leaf_open = relay.leaf_open()
        now_ns = self._clock.mono_ns()
        self._is_up()
        held = self._standing.mode is DoorMode.HELD_OPEN
        rule = LeafRule(round(self._settings.left_open_s * SECOND_NS), held, self._settings.handle_inside)
        until_ns = self._standing.unlocked_until(now_ns) if self._unlocked else self._locked_ns
        self._leaf, acts = observe(self._leaf, leaf_open, until_ns, now_ns, rule)
        for act in acts:
            self._happened(Happening(self._clock.utc(), self._id, act))

    def _is_up(self) -> None:
        if self._link is not Link.UP:
            log.info("The relay of the door %s answers", self._settings.name)
        self._link, self._detail, self._failures, self._retry_ns = Link.UP, "", 0, 0

    def _fail(self, order: Order | None, trouble: str, *, hopeless: bool) -> None:
        if self._link is not Link.DOWN:
            log.warning("The relay of the door %s cannot be used: %s", self._settings.name, trouble)
        now_ns = self._clock.mono_ns()
        self._standing = failed(self._standing, order, self._traits, now_ns, trouble)
        openings = self._standing.openings
        if hopeless:
            for opening in openings:
                self._report(DoorAct.FAILED, opening, trouble)
            self._standing, openings = self._standing.without_openings(), ()
        pauses = _REFUSED_PAUSES_S if hopeless else _PAUSES_S
        pause_s = _AGAIN_S if openings else pauses[min(self._failures, len(pauses) - 1)]
        self._link, self._detail, self._failures = Link.DOWN, trouble, self._failures + 1
        self._retry_ns = now_ns + round(pause_s * SECOND_NS)

    def _go_home(self) -> bool:
        """Try once to bring the door to its fail state; False where the relay did not do it."""
        home = Order(self._settings.fail is FailState.SAFE)
        try:
            _command(self._reached(), home)
        except KnownError as error:
            if self._link is not Link.DOWN:
                log.warning("The door %s was not left in its fail state: %s", self._settings.name, error)
            self._detail = str(error)
            return False
        except Exception:
            log.exception("The door %s was not left in its fail state because of a bug", self._settings.name)
            self._detail = _BUG
            return False
        self._unlocked, self._detail = home.unlocked, ""
        return True

    def _next_ns(self, now_ns: int) -> int:
        """Return when there is something to do again, if no command comes."""
        expiry_ns = min((opening.expires_ns for opening in self._standing.openings), default=FOREVER_NS)
        due_ns = min(self._poll_ns, next_due(self._standing, self._traits, now_ns))
        return min(expiry_ns, max(due_ns, self._retry_ns))

    def _report(self, act: DoorAct, opening: Opening, detail: str = "", latency_ms: float | None = None) -> None:
        self._happened(Happening(self._clock.utc(), self._id, act, opening.token, latency_ms, detail))

    def _show(self) -> None:
        """Tell the door's condition where it is another than before."""
        status = self._now()
        if status != self._status:
            self._status = status
            self._tell(status)

    def _now(self) -> DoorStatus:
        return DoorStatus(
            self._id, self._settings.name, self._link, self._standing.mode, self._unlocked,
            self._leaf.open if self._link is Link.UP else None, self._leaf.alarm, self._detail, self._latency_ms,
        )  # fmt: skip


def _shielded(hears: Callable[[NewsT], None]) -> Callable[[NewsT], None]:
    """Return a listener that does not raise: a door is kept on, and brought home at the end, whoever fails to hear."""

    def told(news: NewsT) -> None:
        try:
            hears(news)
        except Exception:
            log.exception("Somebody who was told of a door failed")

    return told


def _command(relay: Relay, order: Order) -> None:
    if order.unlocked:
        relay.unlock() if order.seconds is None else relay.pulse(order.seconds)
    else:
        relay.lock() if order.seconds is None else relay.lock_for(order.seconds)
