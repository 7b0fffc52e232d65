"""Between entries of the ledger and its rows."""

from typing import Final

import msgspec

from core.domain.access import NO_PROOF, Entering, Proof, Why
from core.domain.attendance import Punch, Source, Stamp, Way
from core.domain.clock import from_micros, to_micros
from core.domain.doors import DoorAct, DoorFact
from core.domain.ids import CameraId, DoorId, EventId, PersonId
from core.domain.ledger import Entry, EntryKind, Fact, PlanSaved, Request, Undo
from core.domain.plan import Plan
from core.domain.text import writable
from core.domain.work import Leave

COLUMNS: Final = "seq, id, utc, kind, at, person, door, what, voids, answers, author, reason, body"
"""What a row holds beside its seal, in the order in which it is sealed."""

Columns = tuple[
    EventId, int, str, int | None, PersonId | None, str | None, str | None, EventId | None, EventId | None,
    str, str, str | None,
]  # fmt: skip
"""The columns of an entry that is not written yet: all but its number."""
LedgerRow = tuple[
    int, EventId, int, str, int | None, PersonId | None, str | None, str | None, EventId | None, EventId | None,
    str, str, str | None,
]  # fmt: skip
StampRow = tuple[EventId, int, PersonId, str, str, str]
"""Of a punch only what a stamp is made of: id, at, person, door, what, author."""

_FactColumns = tuple[str, int | None, PersonId | None, str | None, str | None, str | None]
"""Kind, at, person, door, what and body."""


class _DoorBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """What of a door fact has no column."""

    way: Entering = Entering.UNKNOWN
    proof: Proof = NO_PROOF
    why: Why | None = None
    camera: CameraId | None = None


class _RequestBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request: one of `punch` and `leave`."""

    punch: Punch | None = None
    leave: Leave | None = None
    instead_of: EventId | None = None


_ENCODER = msgspec.json.Encoder(order="deterministic")
_DOOR_BODY = msgspec.json.Decoder(_DoorBody)
_REQUEST_BODY = msgspec.json.Decoder(_RequestBody)
_LEAVE = msgspec.json.Decoder(Leave)
_PLAN = msgspec.json.Decoder(Plan)
# To look both up at once takes an eighth of the time of calling their classes.
_PUNCHES = {f"{way.value} {source.value}": (way, source) for way in Way for source in Source}


def columns_of(entry: Entry) -> Columns:
    """Return the columns of an entry but its number."""
    kind, at, person, door, what, body = _fact_columns(entry.fact)
    return (
        entry.id, to_micros(entry.utc), kind, at, person, door, what,
        entry.voids, entry.answers, writable(entry.author), writable(entry.reason), body,
    )  # fmt: skip


def entry_of(row: LedgerRow) -> Entry:
    """Return the entry of a row."""
    _, id_, utc, _, _, _, _, _, voids, answers, author, reason, _ = row
    return Entry(id_, from_micros(utc), _fact(row), author, reason, voids, answers)


def punch_of(row: LedgerRow) -> Punch:
    """Return the punch of a row of that kind."""
    _, _, _, _, at, person, door, what, _, _, _, _, _ = row
    assert at is not None  # these four are there in every row of a punch
    assert person is not None
    assert door is not None
    assert what is not None
    way, source = _PUNCHES[what]
    return Punch(from_micros(at), person, way, source, door)


def stamp_of(row: StampRow) -> Stamp:
    """Return the stamp that a punch makes."""
    id_, at, _, door, what, author = row
    way, source = _PUNCHES[what]
    return Stamp(id_, from_micros(at), way, source, door, author != "")


def _fact_columns(fact: Fact | None) -> _FactColumns:
    match fact:
        case Punch(at, person, way, source, door):
            return EntryKind.PUNCH.value, to_micros(at), person, door, f"{way.value} {source.value}", None
        case DoorFact(at, door, act, person, way, proof, why, camera):
            return (
                EntryKind.DOOR.value,
                to_micros(at),
                person,
                door,
                act.value,
                _json(_DoorBody(way, proof, why, camera)),
            )
        case Leave(person):
            return EntryKind.LEAVE.value, None, person, None, None, _json(fact)
        case Request(wanted, instead_of):
            punch, leave = (wanted, None) if isinstance(wanted, Punch) else (None, wanted)
            return (
                EntryKind.REQUEST.value,
                None,
                wanted.person,
                None,
                None,
                _json(_RequestBody(punch, leave, instead_of)),
            )
        case PlanSaved(plan):
            return EntryKind.PLAN.value, None, None, None, None, _json(plan)
        case Undo():
            return EntryKind.UNDO.value, None, None, None, None, None
        case None:
            return EntryKind.NONE.value, None, None, None, None, None


def _fact(row: LedgerRow) -> Fact | None:
    kind, body = row[3], row[12]
    if kind == "punch":  # by far the most
        return punch_of(row)
    if not kind:
        return None
    if kind == EntryKind.UNDO:
        return Undo()
    assert body is not None  # in every row of the other kinds
    match EntryKind(kind):
        case EntryKind.DOOR:
            return _door_fact(row, body)
        case EntryKind.LEAVE:
            return _LEAVE.decode(body)
        case EntryKind.REQUEST:
            return _request(body)
        case _:
            return PlanSaved(_PLAN.decode(body))


def _door_fact(row: LedgerRow, body: str) -> DoorFact:
    _, _, _, _, at, person, door, act, _, _, _, _, _ = row
    assert at is not None  # these three are there in every row of a door
    assert door is not None
    assert act is not None
    rest = _DOOR_BODY.decode(body)
    return DoorFact(from_micros(at), DoorId(door), DoorAct(act), person, rest.way, rest.proof, rest.why, rest.camera)


def _request(body: str) -> Request:
    request = _REQUEST_BODY.decode(body)
    wanted = request.punch or request.leave
    assert wanted is not None  # one of them is always given
    return Request(wanted, request.instead_of)


def _json(value: object) -> str:
    return _ENCODER.encode(value).decode()
