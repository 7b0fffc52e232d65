"""Doors in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.access import DoorMode, Entering, Proof, Why
from core.domain.doors import DoorAct, DoorFact, DoorStatus, Link
from core.domain.explaining import DoorLine
from core.domain.ids import DoorId, EventId, PersonId
from gui.presenters import doors as told
from gui.presenters.cameras import Tone
from gui.presenters.doors import LineKind
from gui.presenters.text import as_written

NOON = datetime(2026, 11, 20, 12, 0, 0, tzinfo=UTC)
MAIN = DoorId("main")


def status(
    *,
    link: Link = Link.UP,
    mode: DoorMode = DoorMode.NORMAL,
    unlocked: bool = False,
    leaf_open: bool | None = False,
    alarm: DoorAct | None = None,
    latency_ms: float | None = None,
) -> DoorStatus:
    return DoorStatus(MAIN, "Main door", link, mode, unlocked, leaf_open, alarm, "", latency_ms)


def line(
    act: DoorAct,
    name: str | None = "Anna",
    *,
    why: Why | None = None,
    way: Entering = Entering.IN,
    proof: Proof = Proof(face=True),  # noqa: B008 - frozen
    reason: str = "",
    door: DoorId = MAIN,
    minutes: int = 0,
) -> DoorLine:
    person = PersonId(name) if name is not None else None
    fact = DoorFact(NOON - timedelta(minutes=minutes), door, act, person, way, proof, why)
    return DoorLine(EventId(f"{act}-{minutes}"), fact, "Main door", name, "Maria", reason)


@pytest.mark.parametrize(
    ("shown", "sign", "tone", "text"),
    [
        (status(), "lock", Tone.GOOD, "Locked"),
        (status(unlocked=True), "unlock", Tone.WAITING, "Unlocked"),
        (status(mode=DoorMode.HELD_OPEN, unlocked=True), "unlock", Tone.WAITING, "Held open"),
        (status(mode=DoorMode.LOCKED_DOWN), "shield", Tone.BAD, "Locked down"),
        (status(link=Link.DOWN), "question", Tone.QUIET, "Not known"),
    ],
)
def test_a_door_is_locked_or_not_in_words_and_sign(shown: DoorStatus, sign: str, tone: Tone, text: str) -> None:
    assert told.lock_sign(shown, as_written) == told.Sign(sign, tone, text)


@pytest.mark.parametrize(
    ("leaf", "link", "text"),
    [(None, Link.UP, "No door contact"), (True, Link.UP, "Open"), (False, Link.UP, "Closed"),
     (True, Link.DOWN, "No door contact")],
)  # fmt: skip
def test_what_the_contact_says(leaf: bool | None, link: Link, text: str) -> None:
    assert told.leaf_sign(status(leaf_open=leaf, link=link), as_written).text == text


@pytest.mark.parametrize(
    ("link", "latency", "text"),
    [(Link.UP, None, "Connected"), (Link.UP, 12.4, "Connected · 12 ms"), (Link.DOWN, None, "Cannot be reached"),
     (Link.STARTING, None, "Connecting…"), (Link.STOPPED, None, "Stopped")],
)  # fmt: skip
def test_whether_the_relay_answers(link: Link, latency: float | None, text: str) -> None:
    assert told.link_sign(status(link=link, latency_ms=latency), as_written).text == text


def test_only_a_relay_out_of_reach_has_a_detail() -> None:
    gone = DoorStatus(MAIN, "Main door", Link.DOWN, DoorMode.NORMAL, False, detail="It is off.")
    assert told.detail_text(gone, as_written) == "It is off."
    assert told.detail_text(status(), as_written) == ""


def test_an_alarm_is_said_with_its_door() -> None:
    forced = status(alarm=DoorAct.FORCED)
    assert told.alarm_message(forced, as_written) == "Main door: Opened by force: nobody had been let in"
    assert told.alarm_message(status(), as_written) == ""
    assert told.waiting_alarms([forced, status()], ()) == 1
    assert told.waiting_alarms([status()], {"main"}) == 1


def test_duress_is_hinted_at_until_somebody_cared_for_it() -> None:
    lines = [line(DoorAct.OPENED), line(DoorAct.DURESS, minutes=5), line(DoorAct.DURESS, minutes=9)]
    assert told.duress(lines, NOON, ()) == {"main": lines[1]}
    assert told.duress(lines, NOON, {lines[1].id}) == {"main": lines[2]}
    assert told.duress(lines, NOON + timedelta(hours=1), ()) == {}
    hint = told.duress_hint(lines[1], UTC, as_written)
    assert hint.startswith("Anna used the PIN for duress at 2026-11-20 11:55.")


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (line(DoorAct.OPENED), "Anna was let in"),
        (line(DoorAct.OPENED, way=Entering.OUT, proof=Proof(face=True, pin=True)), "Anna was let out (face + PIN)"),
        (line(DoorAct.OPENED, way=Entering.UNKNOWN, proof=Proof(code=True)), "Anna was let through (QR code)"),
        (line(DoorAct.DENIED, why=Why.OUTSIDE_HOURS), "Anna was turned away: not at this hour"),
        (line(DoorAct.EXPIRED), "Not opened for Anna: they would have been gone"),
        (line(DoorAct.DURESS), "Please call Anna back"),
        (line(DoorAct.FAILED, None), "The door did not open for Somebody"),
        (line(DoorAct.RELEASED, None, reason="parcel"), "Opened by Maria: parcel"),
        (line(DoorAct.HELD, None), "Held open by Maria"),
        (line(DoorAct.FORGIVEN), "Maria let Anna pass once more"),
        (line(DoorAct.FORCED, None), "Opened by force"),
    ],
)
def test_a_line_of_the_log_is_a_sentence(shown: DoorLine, text: str) -> None:
    assert told.line_text(shown, as_written) == text


@pytest.mark.parametrize("act", DoorAct)
def test_everything_that_happens_has_words_and_a_sign(act: DoorAct) -> None:
    assert told.line_text(line(act), as_written)
    assert told.line_sign(line(act))[0]


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words(why: Why) -> None:
    assert told.why_text(why, as_written)


def test_only_refusals_of_somebody_are_explained() -> None:
    assert told.can_explain(line(DoorAct.DENIED))
    assert not told.can_explain(line(DoorAct.DENIED, None))
    assert not told.can_explain(line(DoorAct.OPENED))


def test_the_log_is_narrowed_down() -> None:
    lab = DoorId("lab")
    lines = [line(DoorAct.OPENED), line(DoorAct.DENIED, door=lab), line(DoorAct.HELD), line(DoorAct.FORCED, door=lab)]
    acts = {kind: [each.fact.act for each in told.shown(lines, kind)] for kind in LineKind}
    assert acts == {
        LineKind.ALL: [DoorAct.OPENED, DoorAct.DENIED, DoorAct.HELD, DoorAct.FORCED],
        LineKind.PASSAGES: [DoorAct.OPENED],
        LineKind.REFUSALS: [DoorAct.DENIED],
        LineKind.ALARMS: [DoorAct.FORCED],
        LineKind.BY_HAND: [DoorAct.HELD],
    }
    assert told.shown(lines, LineKind.ALL, "lab") == (lines[1], lines[3])
    assert {told.kind_text(kind, as_written) for kind in LineKind} == {
        "Everything", "Let in", "Turned away", "Alarms", "By hand",
    }  # fmt: skip


def test_who_was_let_through_last() -> None:
    lines = [line(DoorAct.DENIED), line(DoorAct.OPENED, minutes=3), line(DoorAct.OPENED, minutes=9)]
    assert told.last_through(lines, "main") is lines[1]
    assert told.last_through(lines, "lab") is None


def test_reasons_are_remembered_once() -> None:
    lines = [line(DoorAct.RELEASED, reason=f"r{n % 7}", minutes=n) for n in range(20)]
    assert told.recent_reasons([line(DoorAct.OPENED, reason="no hand"), *lines]) == ("r0", "r1", "r2", "r3", "r4")


def test_times_are_those_of_the_plan() -> None:
    warsaw = ZoneInfo("Europe/Warsaw")
    assert told.clock(NOON, warsaw, NOON) == "13:00:00"
    assert told.clock(NOON, ZoneInfo("Pacific/Auckland"), NOON + timedelta(days=1)) == "2026-11-21 01:00"
    assert told.spoken_line(line(DoorAct.OPENED), UTC, as_written) == "2026-11-20 12:00, Main door, Anna was let in"
