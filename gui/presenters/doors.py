"""Doors in words: how they stand, what happened at them, and which of it wants somebody's attention."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from core.domain.access import DoorMode, Entering, Proof, Why
from core.domain.doors import ALARMS, DoorAct, DoorStatus, Link
from core.domain.explaining import DoorLine
from core.domain.ids import EventId
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.cameras import Tone
from gui.presenters.text import Translate, retold

_DURESS_SHOWN = timedelta(hours=1)
REASONS_KEPT = 5

_BY_HAND = frozenset({DoorAct.RELEASED, DoorAct.HELD, DoorAct.LOCKED_DOWN, DoorAct.NORMAL, DoorAct.FORGIVEN})

_WHYS = {
    Why.RULE: QT_TRANSLATE_NOOP("Doors", "a rule lets them in"),
    Why.HELD_OPEN: QT_TRANSLATE_NOOP("Doors", "the door was held open"),
    Why.LOCKED_DOWN: QT_TRANSLATE_NOOP("Doors", "the door was locked down"),
    Why.INACTIVE: QT_TRANSLATE_NOOP("Doors", "they are set inactive"),
    Why.NOT_VALID: QT_TRANSLATE_NOOP("Doors", "outside the dates they are enrolled for"),
    Why.NO_RULE: QT_TRANSLATE_NOOP("Doors", "no rule lets them in here"),
    Why.KEPT_OUT: QT_TRANSLATE_NOOP("Doors", "a rule keeps them out"),
    Why.OUTSIDE_HOURS: QT_TRANSLATE_NOOP("Doors", "not at this hour"),
    Why.PROOF_MISSING: QT_TRANSLATE_NOOP("Doors", "this door also wants a PIN"),
    Why.PIN_WRONG: QT_TRANSLATE_NOOP("Doors", "the PIN was wrong"),
    Why.FIRST_PERSON_MISSING: QT_TRANSLATE_NOOP("Doors", "nobody who opens up had come yet"),
    Why.SECOND_PERSON_MISSING: QT_TRANSLATE_NOOP("Doors", "a second person was missing"),
    Why.ESCORT_MISSING: QT_TRANSLATE_NOOP("Doors", "nobody went ahead to escort them"),
    Why.ALREADY_INSIDE: QT_TRANSLATE_NOOP("Doors", "they were inside already"),
    Why.NOT_INSIDE: QT_TRANSLATE_NOOP("Doors", "they were not inside"),
    Why.PIN_WRONG: QT_TRANSLATE_NOOP("Doors", "the PIN was wrong"),
    Why.INTERLOCKED: QT_TRANSLATE_NOOP("Doors", "another door was still open"),
}
_ALARMS = {
    DoorAct.FORCED: QT_TRANSLATE_NOOP("Doors", "Opened by force: nobody had been let in"),
    DoorAct.LEFT_OPEN: QT_TRANSLATE_NOOP("Doors", "Open for too long"),
    DoorAct.FAILED: QT_TRANSLATE_NOOP("Doors", "The door did not do what it was told"),
}
_PLAIN = {
    DoorAct.FORCED: QT_TRANSLATE_NOOP("Doors", "Opened by force"),
    DoorAct.LEFT_OPEN: QT_TRANSLATE_NOOP("Doors", "Left open for too long"),
    DoorAct.CLOSED: QT_TRANSLATE_NOOP("Doors", "Closed again"),
}
_HANDS = {
    DoorAct.RELEASED: QT_TRANSLATE_NOOP("Doors", "Opened by {author}"),
    DoorAct.HELD: QT_TRANSLATE_NOOP("Doors", "Held open by {author}"),
    DoorAct.LOCKED_DOWN: QT_TRANSLATE_NOOP("Doors", "Locked down by {author}"),
    DoorAct.NORMAL: QT_TRANSLATE_NOOP("Doors", "Back to normal by {author}"),
    DoorAct.FORGIVEN: QT_TRANSLATE_NOOP("Doors", "{author} let {name} pass once more"),
}
_PASSED = {
    Entering.IN: QT_TRANSLATE_NOOP("Doors", "{name} was let in"),
    Entering.OUT: QT_TRANSLATE_NOOP("Doors", "{name} was let out"),
    Entering.UNKNOWN: QT_TRANSLATE_NOOP("Doors", "{name} was let through"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon, its tone and words that say the same."""

    icon: str
    tone: Tone
    text: str


class LineKind(StrEnum):
    """What the log is narrowed down to."""

    ALL = "all"
    PASSAGES = "passages"
    REFUSALS = "refusals"
    ALARMS = "alarms"
    BY_HAND = "by-hand"


_ACTS = {
    LineKind.ALL: frozenset(DoorAct),
    LineKind.PASSAGES: frozenset({DoorAct.OPENED, DoorAct.RELEASED}),
    LineKind.REFUSALS: frozenset({DoorAct.DENIED, DoorAct.EXPIRED}),
    LineKind.ALARMS: ALARMS | {DoorAct.CLOSED},
    LineKind.BY_HAND: _BY_HAND,
}


def lock_sign(status: DoorStatus, translate: Translate) -> Sign:
    """Say whether a door can be opened by anybody, by nobody, or by decision."""
    if status.link is not Link.UP:
        return Sign("question", Tone.QUIET, translate("Doors", "Not known"))
    if status.mode is DoorMode.LOCKED_DOWN:
        return Sign("shield", Tone.BAD, translate("Doors", "Locked down"))
    if status.mode is DoorMode.HELD_OPEN:
        return Sign("unlock", Tone.WAITING, translate("Doors", "Held open"))
    if status.unlocked:
        return Sign("unlock", Tone.WAITING, translate("Doors", "Unlocked"))
    return Sign("lock", Tone.GOOD, translate("Doors", "Locked"))


def leaf_sign(status: DoorStatus, translate: Translate) -> Sign:
    """Say what the door contact says."""
    if status.leaf_open is None or status.link is not Link.UP:
        return Sign("door", Tone.QUIET, translate("Doors", "No door contact"))
    if status.leaf_open:
        return Sign("door-open", Tone.WAITING, translate("Doors", "Open"))
    return Sign("door", Tone.GOOD, translate("Doors", "Closed"))


def link_sign(status: DoorStatus, translate: Translate) -> Sign:
    """Say whether the relay can be reached, and how long it takes."""
    match status.link:
        case Link.STARTING:
            return Sign("network", Tone.WAITING, translate("Doors", "Connecting…"))
        case Link.DOWN:
            return Sign("alert", Tone.BAD, translate("Doors", "Cannot be reached"))
        case Link.STOPPED:
            return Sign("network", Tone.QUIET, translate("Doors", "Stopped"))
    if status.latency_ms is None:
        return Sign("network", Tone.GOOD, translate("Doors", "Connected"))
    said = translate("Doors", "Connected · {ms} ms").format(ms=round(status.latency_ms))
    return Sign("network", Tone.GOOD, said)


def detail_text(status: DoorStatus, translate: Translate) -> str:
    """Say why a door cannot be reached; empty where it can."""
    return retold(status.detail, translate) if status.link is not Link.UP else ""


def alarm_text(act: DoorAct | None, translate: Translate) -> str:
    """Say an alarm of a door aloud; empty without one."""
    return translate("Doors", _ALARMS[act]) if act in _ALARMS else ""


def duress(lines: Iterable[DoorLine], now: datetime, done: Container[EventId]) -> dict[str, DoorLine]:
    """Return by door the newest alarm of duress of the last hour that nobody has taken care of."""
    found: dict[str, DoorLine] = {}
    for line in lines:
        if line.fact.act is DoorAct.DURESS and now - line.fact.at < _DURESS_SHOWN and line.id not in done:
            found.setdefault(line.fact.door, line)
    return found


def duress_hint(line: DoorLine, zone: tzinfo, translate: Translate) -> str:
    """Say what is behind the discreet sign of an alarm of duress, for who knows to look."""
    said = translate("Doors", "{name} used the PIN for duress at {time}. Click once it is taken care of.")
    return said.format(name=line.name or translate("Doors", "Somebody"), time=clock(line.fact.at, zone))


def why_text(why: Why | None, translate: Translate) -> str:
    """Say the reason of a decision in a few words."""
    return translate("Doors", _WHYS[why]) if why is not None else ""


def line_text(line: DoorLine, translate: Translate) -> str:
    """Say in a sentence what happened at a door, without when and where."""
    act, name = line.fact.act, line.name or translate("Doors", "Somebody")
    if act in _BY_HAND:
        author = line.author or translate("Doors", "the program")
        said = translate("Doors", _HANDS[act]).format(author=author, name=name)
        return f"{said}: {line.reason}" if line.reason else said
    if act in _PLAIN:
        return translate("Doors", _PLAIN[act])
    return _of_person(line, name, translate)


def _of_person(line: DoorLine, name: str, translate: Translate) -> str:
    fact = line.fact
    match fact.act:
        case DoorAct.OPENED:
            said = translate("Doors", _PASSED[fact.way]).format(name=name)
            shown = proof_text(fact.proof, translate)
            return f"{said} ({shown})" if shown else said
        case DoorAct.DENIED:
            said = translate("Doors", "{name} was turned away: {why}")
            return said.format(name=name, why=why_text(fact.why, translate) or "?")
        case DoorAct.EXPIRED:
            return translate("Doors", "Not opened for {name}: they would have been gone").format(name=name)
        case DoorAct.DURESS:
            return translate("Doors", "Please call {name} back").format(name=name)
        case _:
            return translate("Doors", "The door did not open for {name}").format(name=name)


def proof_text(proof: Proof, translate: Translate) -> str:
    """Name what somebody has shown; nothing for a face alone, which goes without saying."""
    shown = [
        text
        for has, text in (
            (proof.face and (proof.pin or proof.code), translate("Doors", "face")),
            (proof.pin, translate("Doors", "PIN")),
            (proof.code, translate("Doors", "QR code")),
        )
        if has
    ]
    return " + ".join(shown)


def line_sign(line: DoorLine) -> tuple[str, Tone]:
    """Return the icon of a log line and its tone."""
    match line.fact.act:
        case DoorAct.OPENED | DoorAct.FORGIVEN:
            return "check", Tone.GOOD
        case DoorAct.RELEASED | DoorAct.HELD:
            return "unlock", Tone.WAITING
        case DoorAct.DENIED | DoorAct.EXPIRED:
            return "close", Tone.BAD
        case DoorAct.FORCED | DoorAct.LEFT_OPEN | DoorAct.FAILED:
            return "alert", Tone.BAD
        case DoorAct.LOCKED_DOWN:
            return "shield", Tone.BAD
        case DoorAct.DURESS:
            return "info", Tone.QUIET
        case DoorAct.CLOSED | DoorAct.NORMAL:
            return "lock", Tone.QUIET


def can_explain(line: DoorLine) -> bool:
    """Say whether there is a decision about somebody behind a line that the tester could explain."""
    return line.fact.act is DoorAct.DENIED and line.fact.person is not None


def kind_text(kind: LineKind, translate: Translate) -> str:
    """Name what the log is narrowed down to."""
    match kind:
        case LineKind.ALL:
            return translate("Doors", "Everything")
        case LineKind.PASSAGES:
            return translate("Doors", "Let in")
        case LineKind.REFUSALS:
            return translate("Doors", "Turned away")
        case LineKind.ALARMS:
            return translate("Doors", "Alarms")
        case LineKind.BY_HAND:
            return translate("Doors", "By hand")


def shown(lines: Iterable[DoorLine], kind: LineKind, door: str = "") -> tuple[DoorLine, ...]:
    """Return the lines of a kind, at one door or (empty) at any."""
    acts = _ACTS[kind]
    return tuple(line for line in lines if line.fact.act in acts and door in ("", line.fact.door))


def last_through(lines: Iterable[DoorLine], door: str) -> DoorLine | None:
    """Return the newest line of somebody who was let through a door; `lines` are newest first."""
    passed = (DoorAct.OPENED, DoorAct.RELEASED)
    return next((line for line in lines if line.fact.door == door and line.fact.act in passed), None)


def recent_reasons(lines: Iterable[DoorLine]) -> tuple[str, ...]:
    """Return the reasons given last, each once, newest first."""
    given = dict.fromkeys(line.reason for line in lines if line.fact.act in _BY_HAND and line.reason)
    return tuple(given)[:REASONS_KEPT]


def clock(at: datetime, zone: tzinfo, now: datetime | None = None) -> str:
    """Write a moment as a clock in the plan's zone shows it, with the date unless it is today."""
    here, today = at.astimezone(zone), (now or datetime.now(UTC)).astimezone(zone).date()
    return here.strftime("%H:%M:%S" if here.date() == today else "%Y-%m-%d %H:%M")


def spoken_line(line: DoorLine, zone: tzinfo, translate: Translate) -> str:
    """Say a log line whole, for those who do not see it."""
    return ", ".join((clock(line.fact.at, zone), line.door_name, line_text(line, translate)))


def waiting_alarms(doors: Sequence[DoorStatus], under_duress: Container[str]) -> int:
    """Return at how many doors an alarm goes on."""
    return sum(status.alarm is not None or status.door in under_duress for status in doors)


def alarm_message(status: DoorStatus, translate: Translate) -> str:
    """Say which door has an alarm; empty where there is none."""
    said = alarm_text(status.alarm, translate)
    return f"{status.name}: {said}" if said else ""
