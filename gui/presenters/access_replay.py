"""What another plan or threshold would have changed, in words; and an explanation's parts."""

from datetime import datetime, tzinfo

from core.domain.explaining import Explanation, Replay, ReplayCase, Sentence, Turn
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.cameras import Tone
from gui.presenters.doors import why_text
from gui.presenters.text import Translate

SHOWN_CASES = 500
"""Cases listed; a change that turns more is judged by their number."""

_TURNS = {
    Turn.SAME: QT_TRANSLATE_NOOP("Access", "As before"),
    Turn.NEWLY_REFUSED: QT_TRANSLATE_NOOP("Access", "Newly refused"),
    Turn.NEWLY_LET_IN: QT_TRANSLATE_NOOP("Access", "Newly let in"),
    Turn.NEWLY_NAMED: QT_TRANSLATE_NOOP("Access", "Newly recognised"),
    Turn.NO_LONGER_NAMED: QT_TRANSLATE_NOOP("Access", "No longer recognised"),
}
_SIGNS = {
    Turn.SAME: ("check", Tone.QUIET),
    Turn.NEWLY_REFUSED: ("close", Tone.BAD),
    Turn.NEWLY_LET_IN: ("check", Tone.GOOD),
    Turn.NEWLY_NAMED: ("people", Tone.GOOD),
    Turn.NO_LONGER_NAMED: ("question", Tone.WAITING),
}


def turn_text(turn: Turn, translate: Translate) -> str:
    """Name what became of an attempt."""
    return translate("Access", _TURNS[turn])


def turn_sign(turn: Turn) -> tuple[str, Tone]:
    """Return the icon of what became of an attempt, and its tone."""
    return _SIGNS[turn]


def summary(replay: Replay, zone: tzinfo, translate: Translate) -> str:
    """Say what was looked at, and whether anything would be otherwise."""
    first, last = (at.astimezone(zone).strftime("%Y-%m-%d %H:%M") for at in (replay.first, replay.last))
    if not replay.attempts:
        said = translate("Access", "Nobody came to a door from {first} to {last}: there is nothing to try it on.")
    elif replay.cases:
        said = translate("Access", "{changed} of {n} attempts from {first} to {last} would have ended otherwise.")
    else:
        said = translate("Access", "All {n} attempts from {first} to {last} would have ended as they did.")
    return said.format(n=replay.attempts, changed=len(replay.cases), first=first, last=last)


def case_text(case: ReplayCase, translate: Translate) -> str:
    """Say why an attempt would have ended otherwise."""
    match case.turn:
        case Turn.NEWLY_REFUSED | Turn.NO_LONGER_NAMED if case.after is None:
            return translate("Access", "would not have been recognised")
        case Turn.NEWLY_REFUSED:
            return why_text(case.after, translate)
        case Turn.NEWLY_LET_IN:
            before = why_text(case.before, translate) or translate("Access", "not recognised")
            return translate("Access", "was turned away: {why}").format(why=before)
        case _:
            return why_text(case.after, translate)


def case_when(case: ReplayCase, zone: tzinfo) -> str:
    """Write when an attempt was."""
    return case.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def told(sentence: Sentence, translate: Translate) -> str:
    """Say a sentence of the core in the user's language."""
    return translate("Access", sentence.text).format(**sentence.facts)


def next_text(explanation: Explanation, zone: tzinfo, translate: Translate) -> str:
    """Say when somebody who may not pass may do so next; empty for somebody who may."""
    if explanation.ruling.allow:
        return ""
    if explanation.next is None:
        return translate("Access", "Within the next two weeks nothing changes by itself.")
    when = moment_text(explanation.next, zone, translate)
    return translate("Access", "Next: {when}").format(when=when)


def moment_text(at: datetime, zone: tzinfo, translate: Translate) -> str:
    """Write a moment with its weekday."""
    days = (
        translate("Access", "Monday"), translate("Access", "Tuesday"), translate("Access", "Wednesday"),
        translate("Access", "Thursday"), translate("Access", "Friday"), translate("Access", "Saturday"),
        translate("Access", "Sunday"),
    )  # fmt: skip
    here = at.astimezone(zone)
    return f"{days[here.weekday()]} {here:%Y-%m-%d %H:%M}"
