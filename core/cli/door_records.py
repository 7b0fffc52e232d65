"""Doors as programs and people read them on the command line."""

from typing import Any
from zoneinfo import ZoneInfo

from core.cli.output import say, show_table
from core.config import DoorSettings
from core.domain.explaining import DoorLine, Explanation, Replay, ReplayCase, Turn

_SHOWN_CASES = 50
_TURNS = {
    Turn.SAME: "as before",
    Turn.NEWLY_REFUSED: "newly refused",
    Turn.NEWLY_LET_IN: "newly let in",
    Turn.NEWLY_NAMED: "newly recognised",
    Turn.NO_LONGER_NAMED: "no longer recognised",
}


def door_record(door: DoorSettings) -> dict[str, Any]:
    """Return a door as JSON has it, without what is secret about its relay."""
    return {
        "id": door.id,
        "name": door.name,
        "relay": kind_of(door),
        "open_s": door.open_s,
        "expires_s": door.expires_s,
        "left_open_s": door.left_open_s,
        "fail": door.fail.value,
    }


def kind_of(door: DoorSettings) -> str:
    """Return the kind of a door's relay, as the settings call it."""
    return str(door.relay.__struct_config__.tag)


def line_record(line: DoorLine) -> dict[str, Any]:
    """Return a line of the door log as JSON has it; times are UTC."""
    fact = line.fact
    return {
        "entry": line.id,
        "at": fact.at.isoformat(),
        "door": line.door_name,
        "act": fact.act.value,
        "person": fact.person,
        "name": line.name,
        "way": fact.way.value,
        "why": fact.why.value if fact.why else None,
        "author": line.author,
        "reason": line.reason,
    }


def log_table(lines: tuple[DoorLine, ...], zone: ZoneInfo) -> None:
    """Print the door log."""
    rows = (
        (
            line.fact.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
            line.door_name,
            line.fact.act.value,
            line.name or "",
            line.fact.why.value if line.fact.why else "",
            ": ".join(part for part in (line.author, line.reason) if part),
        )
        for line in lines
    )
    show_table("Doors", ("When", "Door", "What", "Who", "Why", "By hand"), rows)


def explanation_record(answer: Explanation) -> dict[str, Any]:
    """Return an explained decision as JSON has it; times are UTC."""
    return {
        "person": answer.person,
        "name": answer.name,
        "door": answer.door_name,
        "at": answer.at.isoformat(),
        "way": answer.way.value,
        "allow": answer.ruling.allow,
        "why": answer.ruling.why.value,
        "wants_pin": answer.ruling.wants_pin,
        "next": answer.next.isoformat() if answer.next else None,
        "steps": [
            {"check": s.check.value, "passed": s.passed, "sentence": str(s.sentence), "rules": list(s.rules)}
            for s in answer.steps
        ],
    }


def say_explanation(answer: Explanation, zone: ZoneInfo) -> None:
    """Print an explained decision."""
    say(f"{answer.headline} ({answer.at.astimezone(zone):%a %Y-%m-%d %H:%M})")
    for step in answer.steps:
        say(f"  {'+' if step.passed else '-'} {step.sentence}")
    if answer.next is not None:
        say(f"They may next on {answer.next.astimezone(zone):%a %Y-%m-%d at %H:%M}.")


def replay_record(replay: Replay) -> dict[str, Any]:
    """Return a replay as JSON has it; times are UTC."""
    return {
        "first": replay.first.isoformat(),
        "last": replay.last.isoformat(),
        "attempts": replay.attempts,
        "counts": {turn.value: replay.counts.get(turn, 0) for turn in Turn},
        "cases": [
            {
                "at": case.at.isoformat(),
                "door": case.door_name,
                "person": case.person,
                "name": case.name,
                "turn": case.turn.value,
                "before": case.before.value if case.before else None,
                "after": case.after.value if case.after else None,
            }
            for case in replay.cases
        ],
    }


def say_replay(replay: Replay, zone: ZoneInfo) -> None:
    """Print what would have been otherwise."""
    counts = ", ".join(f"{n} {_TURNS[turn]}" for turn in Turn if (n := replay.counts.get(turn, 0)))
    say(f"{replay.attempts} attempts since {replay.first.astimezone(zone):%Y-%m-%d %H:%M}: {counts or 'none'}.")
    if replay.cases:
        title = "What would have been otherwise"
        if len(replay.cases) > _SHOWN_CASES:
            title += f" (the first {_SHOWN_CASES} of {len(replay.cases)})"
        rows = (_case_row(case, zone) for case in replay.cases[:_SHOWN_CASES])
        show_table(title, ("When", "Door", "Who", "What", "Was", "Would be"), rows)


def _case_row(case: ReplayCase, zone: ZoneInfo) -> tuple[str, ...]:
    at = case.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    before, after = case.before or "not recognised", case.after or "not recognised"
    return at, case.door_name, case.name, _TURNS[case.turn], before, after
