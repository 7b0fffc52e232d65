"""A door without a device: a clock that stands still, and a relay that notes when it was unlocked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from core.config.doors import DoorSettings
from core.domain.doors import DoorAct, DoorStatus, FailState
from core.domain.errors import ErrorCode, KnownError
from core.runtime.doors.keeper import DoorKeeper, Happening

S = 1_000_000_000
FRONT = DoorSettings("d1", "Front")


@dataclass
class StillClock:
    """Time passes only when it is told to."""

    now_ns: int = 1_000 * S

    def utc(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(microseconds=self.now_ns / 1000)

    def mono_ns(self) -> int:
        return self.now_ns


@dataclass
class PaperRelay:
    """Does what it is told, unless it is to fail; keeps its own time where it can. `takes_s` passes in every call."""

    clock: StillClock
    keeps_time: bool = True
    takes_s: float = 0.0
    failing: ErrorCode | None = None
    acts_anyway: bool = False
    leaf: bool | None = None
    told: list[tuple[str, float | None]] = field(default_factory=list)
    unlocked: bool = False
    ends_ns: int | None = None
    closed: int = 0
    told_ns: list[int] = field(default_factory=list)

    @property
    def timed(self) -> bool:
        return self.keeps_time

    @property
    def lock_timed(self) -> bool:
        return self.keeps_time

    def pulse(self, seconds: float) -> None:
        self._do("pulse", True, seconds)

    def unlock(self) -> None:
        self._do("unlock", True, None)

    def lock_for(self, seconds: float) -> None:
        self._do("lock for", False, seconds)

    def lock(self) -> None:
        self._do("lock", False, None)

    def leaf_open(self) -> bool | None:
        self._pass()
        return self.leaf

    def close(self) -> None:
        self.closed += 1

    def is_unlocked(self) -> bool:
        """Return what the lock is like now, with the device's own timer."""
        ended = self.ends_ns is not None and self.clock.now_ns >= self.ends_ns
        return self.unlocked is not ended

    def _do(self, name: str, unlocked: bool, seconds: float | None) -> None:
        self.told.append((name, None if seconds is None else round(seconds, 3)))
        self.told_ns.append(self.clock.now_ns)
        if self.failing is None or self.acts_anyway:
            self.unlocked = unlocked
            self.ends_ns = self.clock.now_ns + round(seconds * S) if seconds is not None and self.keeps_time else None
        self._pass()

    def _pass(self) -> None:
        self.clock.now_ns += round(self.takes_s * S)
        if self.failing is not None:
            raise KnownError(self.failing, relay="paper", detail="told to fail")


@dataclass
class PaperGuard:
    """Notes when it stands by."""

    watching: bool = False
    left: list[bool] = field(default_factory=list)

    def watch(self) -> None:
        self.watching = True

    def leave(self, *, home: bool) -> None:
        self.watching = False
        self.left.append(home)


@dataclass
class PaperDoor:
    """A keeper on such a relay, stepped by hand."""

    settings: DoorSettings = FRONT
    clock: StillClock = field(default_factory=StillClock)
    statuses: list[DoorStatus] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    guard: PaperGuard = field(default_factory=PaperGuard)
    pause_s: float = 0.0

    def __post_init__(self) -> None:
        self.relay = PaperRelay(self.clock, unlocked=self.settings.fail is FailState.SAFE)
        self.keeper = DoorKeeper(
            self.settings, self.make, self.clock, self.statuses.append, self.happenings.append,
            guard_factory=lambda _: self.guard,
        )  # fmt: skip

    def make(self, settings: DoorSettings) -> PaperRelay:
        assert settings is self.settings
        return self.relay

    def step(self) -> list[tuple[str, float | None]]:
        """Let the keeper do what is due now; return what the relay was told."""
        before = len(self.relay.told)
        self.pause_s = self.keeper.step()
        return self.relay.told[before:]

    def run(self, seconds: float, each: Callable[[], None] | None = None) -> list[tuple[str, float | None]]:
        """Let time pass as the keeper's thread would; return what the relay was told."""
        before, end_ns = len(self.relay.told), self.clock.now_ns + round(seconds * S)
        while self.clock.now_ns <= end_ns:
            self.pause_s = self.keeper.step()
            if each is not None:
                each()
            self.clock.now_ns += max(1, min(round(self.pause_s * S), end_ns - self.clock.now_ns + 1))
        return self.relay.told[before:]

    def acts(self) -> list[tuple[DoorAct, str | None]]:
        return [(happening.act, happening.token) for happening in self.happenings]
