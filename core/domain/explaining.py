"""Decisions at doors as people are told of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.domain.access import Check, Entering, Proof, Ruling, Why
from core.domain.doors import DoorFact
from core.domain.ids import DoorId, EventId, PersonId
from core.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in English, to be translated in the context "Access", and what stands in its {braces}."""

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.facts)


@dataclass(frozen=True, slots=True)
class Step:
    """One question a decision asked. `rules` are the names of those that spoke for the answer."""

    check: Check
    passed: bool
    sentence: Sentence
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why somebody may or may not pass a door at a moment: the answer, then every question that led to it.

    `next` is when they may pass the next time if nothing but time goes by; None where they may, or within a fortnight
    never.
    """

    person: PersonId
    name: str
    door: DoorId
    door_name: str
    at: datetime
    way: Entering
    proof: Proof
    ruling: Ruling
    headline: Sentence
    steps: tuple[Step, ...]
    next: datetime | None = None


@dataclass(frozen=True, slots=True)
class DoorLine:
    """An entry of the door log. `name` is whose passage it was, None for nobody's; `author` and `reason` by hand."""

    id: EventId
    fact: DoorFact
    door_name: str
    name: str | None = None
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody in an area."""

    person: PersonId
    name: str
    area: str


class Turn(StrEnum):
    """What another plan or threshold would have made of an attempt to pass."""

    SAME = "same"
    NEWLY_REFUSED = "newly-refused"
    NEWLY_LET_IN = "newly-let-in"
    NEWLY_NAMED = "newly-named"
    NO_LONGER_NAMED = "no-longer-named"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is to be tried on the last `days`: another plan, another score from which on somebody is named, or both."""

    plan: Plan | None = None
    threshold: float | None = None
    days: int = 7


@dataclass(frozen=True, slots=True)
class ReplayCase:
    """An attempt that would have ended otherwise. `before` and `after` are None where nobody was named."""

    at: datetime
    door: DoorId
    door_name: str
    person: PersonId
    name: str
    turn: Turn
    before: Why | None
    after: Why | None


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have changed from `first` to `last`. `cases` are all but the SAME ones, in the order of time."""

    first: datetime
    last: datetime
    attempts: int
    counts: Mapping[Turn, int]
    cases: tuple[ReplayCase, ...]


@dataclass(frozen=True, slots=True)
class GivenCode:
    """A code just made for somebody; it is kept nowhere in the clear. `qr_png` is a PNG of it as a QR code."""

    code: str
    qr_png: bytes
