"""What is shown of a recording that was watched."""

from dataclasses import dataclass

from core.domain.timeline import Cast, Timeline
from gui.presenters.text import Translate

_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


@dataclass(frozen=True, slots=True)
class Bar:
    """An appearance as a part of the whole recording, from `left` to `right` in 0…1."""

    left: float
    right: float


def who(role: Cast, translate: Translate) -> str:
    """Call somebody by name, and a stranger by number."""
    if role.person is not None:
        return role.name
    return translate("Recordings", "Stranger {number}").format(number=role.stranger)


def how_long(role: Cast, translate: Translate) -> str:
    """Say how often and for how long somebody is seen."""
    seconds = max(1, round(role.seconds))
    length = clock(role.seconds) if seconds >= 60 else translate("Recordings", "{seconds} s").format(seconds=seconds)
    if len(role.appearances) == 1:
        return translate("Recordings", "once · {length}").format(length=length)
    said = translate("Recordings", "{times} times · {length}")
    return said.format(times=len(role.appearances), length=length)


def bars(role: Cast, duration_s: float) -> tuple[Bar, ...]:
    """Return where on the line somebody is seen."""
    whole = max(duration_s, 1e-9)
    return tuple(Bar(one.start_s / whole, min(1.0, one.end_s / whole)) for one in role.appearances)


def ticks(duration_s: float, most: int = 8) -> tuple[float, ...]:
    """Return round moments in seconds for the scale, at most `most` of them, the beginning first."""
    step = next((step for step in _STEPS_S if duration_s / step <= most), duration_s / most)
    return tuple(step * n for n in range(int(duration_s // step) + 1)) if step else (0.0,)


def clock(seconds: float) -> str:
    """Write a moment as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def summary(timeline: Timeline, translate: Translate) -> str:
    """Say in a line what was found."""
    known = sum(role.person is not None for role in timeline.cast)
    said = translate("Recordings", "{length} watched · known: {known} · strangers: {strangers}").format(
        length=clock(timeline.duration_s), known=known, strangers=len(timeline.cast) - known
    )
    if timeline.unclear:
        said += " · " + translate("Recordings", "too small or too brief: {count}").format(count=timeline.unclear)
    return said


def left_text(share: float, spent_s: float, translate: Translate) -> str:
    """Say how long watching will still take; nothing until that can be told."""
    if share < 0.02 or spent_s < 1.0:
        return translate("Recordings", "Watching…")
    said = translate("Recordings", "Watching… {left} left")
    return said.format(left=clock(spent_s * (1.0 - share) / share + 1))
