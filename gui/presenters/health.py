"""How the machine is doing, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.camera import CameraState, CameraStatus
from core.domain.health import Concern, ConcernKind, Severity
from core.runtime.figures import Spread, Stage
from core.runtime.health import MB, SENTENCES, Health, Point, QueueDepth, Sample
from gui.presenters.cameras import Tone, state_text, status_text, tone
from gui.presenters.text import Translate, facts_of, retold

NOTHING = "–"
Pair = tuple[str, str]
_TROUBLE = (CameraState.STALLED, CameraState.LOST, CameraState.REFUSED, CameraState.FAILED)
_STEADY_MB_MIN = 0.1
"""A slope under this is not worth a number."""


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence at the top of the page."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class CameraLine:
    """One camera: its state with the reason, and its figures in the order of `camera_titles`."""

    name: str
    tone: Tone
    state: str
    reason: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HealthView:
    """Everything the page shows. `stages` are rows of a name and its figures; a pair is a name and one figure."""

    notes: tuple[Note, ...]
    cameras: tuple[CameraLine, ...]
    stages: tuple[tuple[str, ...], ...]
    queues: tuple[Pair, ...]
    memory: tuple[Pair, ...]
    storage: tuple[Pair, ...]
    course: tuple[Point, ...]


def camera_titles(translate: Translate) -> tuple[str, ...]:
    """Name the figures of a camera."""
    return (
        translate("Health", "Pictures/s"),
        translate("Health", "Age"),
        translate("Health", "Dropped"),
        translate("Health", "Reconnects"),
    )


def stage_titles(translate: Translate) -> tuple[str, ...]:
    """Name the figures of a stage: 50, 95 and 99 of 100 are faster."""
    return translate("Health", "Median"), translate("Health", "95 %"), translate("Health", "99 %")


def view_of(health: Health, translate: Translate) -> HealthView:
    """Put a snapshot into words."""
    sample = health.sample
    notes = (
        *(Note(_tone(c), concern_text(c, translate)) for c in health.concerns),
        *(_camera_note(status, translate) for status in health.cameras if status.state in _TROUBLE),
    )
    return HealthView(
        notes,
        tuple(_camera_line(status, translate) for status in health.cameras),
        _stages(health, translate),
        tuple(_queue(queue, translate) for queue in sample.queues) if sample else (),
        _memory(sample, health.slope_mb_min, translate) if sample else (),
        _storage(sample, translate) if sample else (),
        health.memory,
    )


def concern_text(concern: Concern, translate: Translate) -> str:
    """Say a concern in the user's language."""
    for pattern in SENTENCES:
        facts = facts_of(pattern, concern.detail)
        if facts is not None:
            said = {name: retold(fact, translate) if name == "reason" else fact for name, fact in facts.items()}
            return translate("Health", pattern).format(**said)
    return concern.detail


def worst(concerns: Sequence[Concern]) -> Tone | None:
    """Return the colour of the dot on the rail; None where there is nothing to say."""
    if not concerns:
        return None
    return Tone.BAD if any(c.severity is Severity.ALARM for c in concerns) else Tone.WAITING


def fresh_alarms(before: Sequence[Concern], now: Sequence[Concern]) -> tuple[Concern, ...]:
    """Return the alarms that were none before, except that events wait: the status line tells that already."""
    known = {(c.kind, c.subject) for c in before if c.severity is Severity.ALARM}
    return tuple(
        c
        for c in now
        if c.severity is Severity.ALARM
        and (c.kind, c.subject) not in known
        and c.kind is not ConcernKind.EVENTS_WAITING
    )


def age_text(age_ms: float | None, translate: Translate) -> str:
    """Write how old a picture is."""
    if age_ms is None:
        return NOTHING
    if age_ms < 1_000:
        return translate("Health", "{ms} ms").format(ms=round(age_ms))
    if age_ms < 120_000:
        return translate("Health", "{s} s").format(s=round(age_ms / 1_000))
    return translate("Health", "{min} min").format(min=round(age_ms / 60_000))


def size_text(count: float) -> str:
    """Write a number of bytes with three digits at most."""
    for unit in ("bytes", "KB", "MB"):
        if count < 999.5:
            return f"{count:.0f}\u00a0{unit}"
        count /= 1_000
    return f"{count:.1f}\u00a0GB" if count < 100 else f"{count:.0f}\u00a0GB"


def _tone(concern: Concern) -> Tone:
    return Tone.BAD if concern.severity is Severity.ALARM else Tone.WAITING


def _camera_note(status: CameraStatus, translate: Translate) -> Note:
    return Note(tone(status.state), f"{status.spec.name}: {state_text(status.state, translate)}")


def _camera_line(status: CameraStatus, translate: Translate) -> CameraLine:
    state = state_text(status.state, translate)
    said = status_text(status, translate)
    figures = (
        f"{status.fps:.1f}",
        age_text(status.age_ms, translate),
        f"{status.dropped:,}".replace(",", "\u202f"),
        str(status.reconnects),
    )
    return CameraLine(status.spec.name, tone(status.state), state, "" if said == state else said, figures)


def _stages(health: Health, translate: Translate) -> tuple[tuple[str, ...], ...]:
    names = {
        Stage.DETECT: translate("Health", "Finding faces"),
        Stage.TRACK: translate("Health", "Following faces"),
        Stage.MEASURE: translate("Health", "Judging their quality"),
        Stage.EMBED: translate("Health", "Measuring them"),
        Stage.ATTRIBUTES: translate("Health", "Age and gender"),
        Stage.LIVENESS: translate("Health", "Telling people from pictures"),
        Stage.OVERHEAD: translate("Health", "All but the networks"),
        Stage.FRAME: translate("Health", "A whole picture"),
        Stage.SEARCH: translate("Health", "Searching a person"),
        Stage.DECISION: translate("Health", "From capture to name"),
    }
    found = [(names[stage], health.stages.get(stage.value)) for stage in Stage]
    return tuple((name, *_spread(spread)) for name, spread in found if spread is not None and spread.n)


def _spread(spread: Spread) -> tuple[str, ...]:
    return tuple(f"{ms:.2f}" if ms < 1 else f"{ms:.1f}" if ms < 100 else f"{ms:.0f}" for ms in spread_values(spread))


def spread_values(spread: Spread) -> tuple[float, float, float]:
    """Return the percentiles in the order of `stage_titles`."""
    return spread.p50, spread.p95, spread.p99


def _queue(queue: QueueDepth, translate: Translate) -> Pair:
    names = {
        "inbox": translate("Health", "Pictures to be analysed"),
        "decide": translate("Health", "Faces to be decided"),
        "store-writer": translate("Health", "Events to be written"),
    }
    of = translate("Health", "{n} of {limit}").format(n=queue.waiting, limit=queue.limit)
    return names.get(queue.name, queue.name), of if queue.limit else str(queue.waiting)


def _memory(sample: Sample, slope: float | None, translate: Translate) -> tuple[Pair, ...]:
    return (
        (translate("Health", "In use"), size_text(sample.process.rss_bytes)),
        (translate("Health", "Growth"), _growth(slope, translate)),
        (translate("Health", "Threads"), str(sample.process.threads)),
        (translate("Health", "Open files"), str(sample.process.descriptors)),
    )


def _growth(slope: float | None, translate: Translate) -> str:
    if slope is None:
        return translate("Health", "too early to say")
    if abs(slope) < _STEADY_MB_MIN:
        return translate("Health", "none")
    return translate("Health", "{rate} MB/min").format(rate=f"{slope:+.1f}".replace("-", "\u2212"))


def _storage(sample: Sample, translate: Translate) -> tuple[Pair, ...]:
    disk, commit = sample.disk, sample.writing.commit_ms
    last = disk.writes_ms[-1] if disk.writes_ms else None
    return (
        (translate("Health", "Database"), size_text(disk.database_bytes)),
        (translate("Health", "Free on its disk"), NOTHING if disk.free_bytes is None else size_text(disk.free_bytes)),
        (translate("Health", "A test write"), age_text(last, translate)),
        (translate("Health", "A transaction"), age_text(commit, translate)),
    )


def course_span(course: Sequence[Point]) -> tuple[float, float]:
    """Return the lowest and highest memory in MB, at least 40 MB apart so that a calm course looks calm."""
    values = [point.rss_mb for point in course] or [0.0]
    low, high = min(values), max(values)
    spare = max(0.0, 40.0 - (high - low)) / 2
    return low - spare, high + spare


def course_text(course: Sequence[Point], translate: Translate) -> str:
    """Say in words what the picture of the memory shows, for those who do not see it."""
    if not course:
        return translate("Health", "Nothing is known yet")
    low, high = (size_text(f(p.rss_mb for p in course) * MB) for f in (min, max))
    minutes = max(1, round((course[-1].mono_s - course[0].mono_s) / 60))
    return translate("Health", "Between {low} and {high} in the last {minutes} min").format(
        low=low, high=high, minutes=minutes
    )
