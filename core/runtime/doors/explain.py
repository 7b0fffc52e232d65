"""Decisions at doors in words: why somebody may or may not pass, question by question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.access import (
    AccessState,
    Check,
    CheckResult,
    DoorRule,
    Entering,
    Passback,
    Passer,
    Proof,
    Why,
)
from core.domain.explaining import Explanation, Sentence, Step
from core.domain.ids import DoorId, PersonId
from core.domain.plan import Plan
from core.domain.text import QT_TRANSLATE_NOOP
from core.policy.access import decide, next_allowed, rule_of

_MAY = QT_TRANSLATE_NOOP("Access", "{name} may pass {door} at this time.")
_MAY_NOT = QT_TRANSLATE_NOOP("Access", "{name} may not pass {door} at this time.")
_MAY_BUT_FOR_A_PIN = QT_TRANSLATE_NOOP("Access", "{name} may pass {door} at this time with a PIN or a code.")

_ANSWERS: Mapping[tuple[Check, Why | None, bool], str] = {
    (Check.MODE, None, True): QT_TRANSLATE_NOOP("Access", "The door opens for those who may pass."),
    (Check.MODE, Why.HELD_OPEN, True): QT_TRANSLATE_NOOP("Access", "The door is held open: everybody may pass."),
    (Check.MODE, Why.LOCKED_DOWN, False): QT_TRANSLATE_NOOP("Access", "The door is locked down: nobody may pass."),
    (Check.PERSON, None, True): QT_TRANSLATE_NOOP("Access", "{name} is enrolled and valid at this time."),
    (Check.PERSON, Why.INACTIVE, False): QT_TRANSLATE_NOOP("Access", "{name} is set inactive."),
    (Check.PERSON, Why.INACTIVE, True): QT_TRANSLATE_NOOP(
        "Access", "{name} is set inactive, but nobody is kept in for that."
    ),
    (Check.RULES, None, True): QT_TRANSLATE_NOOP("Access", "{name} is let in by {rules}."),
    (Check.RULES, Why.NO_RULE, False): QT_TRANSLATE_NOOP("Access", "No rule lets {name} in at this door."),
    (Check.RULES, Why.KEPT_OUT, False): QT_TRANSLATE_NOOP(
        "Access", "{name} is kept out by {rules}, which goes before every rule that lets in."
    ),
    (Check.RULES, Why.OUTSIDE_HOURS, False): QT_TRANSLATE_NOOP("Access", "{rules} lets {name} in, but at other times."),
    (Check.RULES, Why.OUTSIDE_HOURS, True): QT_TRANSLATE_NOOP(
        "Access", "{rules} lets {name} in at other times, but nobody is kept in for that."
    ),
    (Check.PROOF, None, True): QT_TRANSLATE_NOOP("Access", "{name} shows what the door asks for."),
    (Check.FIRST_PERSON, None, True): QT_TRANSLATE_NOOP("Access", "{groups} opened up in these hours, or does so now."),
    (Check.FIRST_PERSON, Why.FIRST_PERSON_MISSING, False): QT_TRANSLATE_NOOP(
        "Access", "Nobody of {groups} has passed in these hours yet; one of them must come first."
    ),
    (Check.FIRST_PERSON, Why.FIRST_PERSON_MISSING, True): QT_TRANSLATE_NOOP(
        "Access", "Nobody of {groups} has passed in these hours, but nobody is kept in for that."
    ),
    (Check.PASSBACK, None, True): QT_TRANSLATE_NOOP("Access", "{name} may come from where they are, as far as known."),
    (Check.PASSBACK, Why.ALREADY_INSIDE, False): QT_TRANSLATE_NOOP(
        "Access", "{name} is in {area} already and has not left it."
    ),
    (Check.PASSBACK, Why.ALREADY_INSIDE, True): QT_TRANSLATE_NOOP(
        "Access", "{name} is in {area} already and has not left it, which is only noted here."
    ),
    (Check.PASSBACK, Why.NOT_INSIDE, False): QT_TRANSLATE_NOOP("Access", "{name} has not entered {area}."),
    (Check.PASSBACK, Why.NOT_INSIDE, True): QT_TRANSLATE_NOOP(
        "Access", "{name} has not entered {area}, which is only noted here."
    ),
    (Check.ESCORT, None, True): QT_TRANSLATE_NOOP("Access", "{name} needs no escort, or follows one."),
    (Check.ESCORT, Why.ESCORT_MISSING, False): QT_TRANSLATE_NOOP(
        "Access", "{name} must follow somebody who needs no escort within {seconds} seconds."
    ),
    (Check.ESCORT, Why.ESCORT_MISSING, True): QT_TRANSLATE_NOOP(
        "Access", "{name} has no escort, but nobody is kept in for that."
    ),
    (Check.INTERLOCK, None, True): QT_TRANSLATE_NOOP("Access", "No door that must be shut is open."),
    (Check.INTERLOCK, Why.INTERLOCKED, False): QT_TRANSLATE_NOOP(
        "Access", "{door} is open; of these doors only one may be."
    ),
    (Check.SECOND_PERSON, None, True): QT_TRANSLATE_NOOP("Access", "Another person waits to pass together."),
    (Check.SECOND_PERSON, Why.SECOND_PERSON_MISSING, False): QT_TRANSLATE_NOOP(
        "Access", "Two must come: a second person has to show themselves within {seconds} seconds."
    ),
}
_VALID = {
    ("since", False): QT_TRANSLATE_NOOP("Access", "{name} is valid only from {since} on."),
    ("since", True): QT_TRANSLATE_NOOP("Access", "{name} is valid only from {since} on, but nobody is kept in."),
    ("until", False): QT_TRANSLATE_NOOP("Access", "{name} was valid until {until}."),
    ("until", True): QT_TRANSLATE_NOOP("Access", "{name} was valid until {until}, but nobody is kept in for that."),
}
_MISSING = {
    "face": QT_TRANSLATE_NOOP("Access", "The door asks for a face."),
    "pin": QT_TRANSLATE_NOOP("Access", "The door asks for a PIN or a code beside the face."),
    "either": QT_TRANSLATE_NOOP("Access", "The door asks for a face, a PIN or a code."),
    "both": QT_TRANSLATE_NOOP("Access", "The door asks for a face and a PIN or a code."),
}
_HOLIDAY = QT_TRANSLATE_NOOP("Access", "{rules} lets {name} in, but at other times: {holiday} is a holiday.")
_FORGIVEN = QT_TRANSLATE_NOOP("Access", "{name} was forgiven and may pass once, wherever they are.")
_NOT_ASKED = {
    Check.FIRST_PERSON: QT_TRANSLATE_NOOP("Access", "Nobody has to come first at this door."),
    Check.PASSBACK: QT_TRANSLATE_NOOP("Access", "Where {name} is does not matter at this door."),
    Check.INTERLOCK: QT_TRANSLATE_NOOP("Access", "This door does not depend on others."),
    Check.SECOND_PERSON: QT_TRANSLATE_NOOP("Access", "One person is enough at this door."),
}


@dataclass(frozen=True, slots=True)
class Question:
    """May they pass there, then, with that?"""

    passer: Passer
    door: DoorId
    when: datetime
    proof: Proof
    way: Entering


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the answer depends on, and what things are called."""

    state: AccessState
    plan: Plan
    zone: ZoneInfo
    name_of: Callable[[PersonId], str]
    door_name: Callable[[DoorId], str]


def explain(question: Question, around: Circumstances) -> Explanation:
    """Decide and say why, with when they may the next time."""
    asked = (question.passer, question.door, question.when, around.state, around.plan)
    rest = (question.proof, question.way, around.zone)
    ruling = decide(*asked, *rest)
    names = {"name": around.name_of(question.passer.id), "door": around.door_name(question.door)}
    headline = _MAY if ruling.allow else _MAY_BUT_FOR_A_PIN if ruling.wants_pin else _MAY_NOT
    return Explanation(
        person=question.passer.id,
        name=names["name"],
        door=question.door,
        door_name=names["door"],
        at=question.when,
        way=question.way,
        proof=question.proof,
        ruling=ruling,
        headline=Sentence(headline, names),
        steps=tuple(_step(result, question, around) for result in ruling.trail),
        next=None if ruling.allow else next_allowed(*asked, *rest),
    )


def _step(result: CheckResult, question: Question, around: Circumstances) -> Step:
    named = {rule.id: rule.name for rule in around.plan.access.rules}
    rules = tuple(named[rule] for rule in result.rules)
    sentence = Sentence(_text(result, question, around), _facts(result, question, around, rules))
    return Step(result.check, result.passed, sentence, rules)


def _text(result: CheckResult, question: Question, around: Circumstances) -> str:
    if result.why is None and not _is_asked(result.check, rule_of(around.plan, question.door)):
        return _NOT_ASKED[result.check]
    if result.why is Why.NOT_VALID:
        return _VALID[result.facts["side"], result.passed]
    if result.why is Why.PROOF_MISSING:
        return _MISSING[result.facts["missing"]]
    if result.why is Why.OUTSIDE_HOURS and not result.passed and _holiday(question, around):
        return _HOLIDAY
    if "forgiven" in result.facts:
        return _FORGIVEN
    return _ANSWERS[result.check, result.why, result.passed]


def _is_asked(check: Check, rule: DoorRule) -> bool:
    """Say whether a door asks this at all."""
    match check:
        case Check.FIRST_PERSON:
            return bool(rule.first_person)
        case Check.PASSBACK:
            return rule.passback is not Passback.OFF and rule.area != rule.outside
        case Check.INTERLOCK:
            return bool(rule.interlock)
        case Check.SECOND_PERSON:
            return rule.two_persons
        case _:
            return True


def _facts(result: CheckResult, question: Question, around: Circumstances, rules: tuple[str, ...]) -> Mapping[str, str]:
    membership = question.passer.membership
    facts = {
        **result.facts,
        "name": around.name_of(question.passer.id),
        "rules": ", ".join(f"“{name}”" for name in rules),
        "groups": ", ".join(sorted(rule_of(around.plan, question.door).first_person)),
        "since": _local(membership.since, around.zone),
        "until": _local(membership.until, around.zone),
        "holiday": _holiday(question, around),
    }
    if "door" in result.facts:
        facts["door"] = around.door_name(DoorId(result.facts["door"]))
    return facts


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return "" if moment is None else moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _holiday(question: Question, around: Circumstances) -> str:
    """Return the name of the holiday it is for them, empty for none."""
    day, groups = question.when.astimezone(around.zone).date(), question.passer.membership.groups
    return next((h.name for h in around.plan.calendar.holidays if h.day == day and h.spares(groups)), "")
