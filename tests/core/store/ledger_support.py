"""Entries of every kind, made short."""

from datetime import date, datetime, timedelta

from core.domain.access import Entering, Proof, Why
from core.domain.attendance import Punch, Source, Way
from core.domain.doors import DoorAct, DoorFact
from core.domain.ids import CameraId, DoorId, EventId, PersonId
from core.domain.ledger import Entry, Fact, PlanSaved, Request, Undo
from core.domain.plan import Plan
from core.domain.work import Leave, LeaveKind
from tests.core.store.support import NOON

ANNA, BO = PersonId("anna"), PersonId("bo")
EVE = "Eve"


def later(minutes: float) -> datetime:
    """Return a moment after NOON."""
    return NOON + timedelta(minutes=minutes)


def punch(minutes: float = 0, person: PersonId = ANNA, way: Way = Way.IN) -> Punch:
    """Return a punch at a camera so many minutes after NOON."""
    return Punch(later(minutes), person, way, Source.CAMERA, "Entrance")


def entry(name: str, fact: Fact | None, voids: str = "", answers: str = "") -> Entry:
    """Return an entry, by Usher unless it corrects or answers."""
    author, reason = (EVE, "as she said") if voids or answers or isinstance(fact, Leave) else ("", "")
    return Entry(EventId(name), NOON, fact, author, reason, *(EventId(x) if x else None for x in (voids, answers)))


def leave(person: PersonId = ANNA) -> Leave:
    """Return a day of leave."""
    return Leave(person, date(2024, 5, 20), date(2024, 5, 21), LeaveKind.SICK)


def opened_door(minutes: float = 0, door: str = "front") -> DoorFact:
    """Return that Anna was let in."""
    return DoorFact(
        later(minutes), DoorId(door), DoorAct.OPENED, ANNA, Entering.IN, Proof(face=True), next(iter(Why)),
        CameraId("hall"),
    )  # fmt: skip


def some_of_each() -> list[Entry]:
    """Return ten entries, rows 1 to 10 of a ledger: of every kind, with a correction, an answer and an undo."""
    return [
        entry("a", punch()),
        entry("b", leave()),
        entry("c", opened_door()),
        entry("d", Request(punch(5), EventId("a"))),
        entry("e", PlanSaved(Plan())),
        entry("f", punch(3), voids="a"),
        entry("g", None, answers="d"),
        entry("h", Undo(), voids="f"),
        entry("i", punch(480, way=Way.OUT)),
        entry("j", punch(481, BO)),
    ]
