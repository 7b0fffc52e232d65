"""PINs and codes over a real store."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.domain.credentials import SecretKind
from core.domain.doors import DoorAct
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import DoorId, PersonId
from core.runtime.doors.credentials import CredentialDesk
from core.runtime.doors.pins import FORGET_S, PinGuard
from tests.core.runtime.doors.doors_support import NORTH, DoorSite, HandClock, door_site

ADA, BOB, FRONT = PersonId("ada"), PersonId("bob"), DoorId("front")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DoorSite]:
    with door_site(tmp_path) as site:
        yield site


def test_a_code_reads_back_as_a_qr_code(site: DoorSite) -> None:
    desk = CredentialDesk(site.store.secrets, site.clock, site.gate.wrong_pin)
    ada = site.enrol("Ada")
    given = desk.give_code(ada)
    picture = cv2.imdecode(np.frombuffer(given.qr_png, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert text == given.code
    assert desk.of_code(text) == ada
    assert desk.kinds(ada) == {SecretKind.CODE}
    assert desk.give_code(ada).code != given.code
    assert desk.of_code(text) is None
    desk.revoke_code(ada)
    assert desk.kinds(ada) == frozenset()


def test_pins_are_given_checked_and_taken_and_wrong_ones_written_down(site: DoorSite) -> None:
    desk = CredentialDesk(site.store.secrets, site.clock, site.gate.wrong_pin)
    ada = site.enrol("Ada")
    desk.set_pin(ada, "2468")
    desk.set_duress(ada, "1357")
    assert desk.check(ada, "2468", NORTH) is SecretKind.PIN
    assert desk.check(ada, "1357") is SecretKind.DURESS
    assert desk.check(ada, "9999", NORTH) is None
    (wrong,) = site.facts()
    assert (wrong.act, wrong.person, wrong.door, wrong.why) == (DoorAct.DENIED, ada, NORTH, "pin-wrong")
    desk.take_duress(ada)
    assert desk.kinds(ada) == {SecretKind.PIN}
    desk.set_duress(ada, "1357")
    desk.take_pin(ada)
    assert desk.kinds(ada) == frozenset()


def waits(guard: PinGuard, person: PersonId, door: DoorId | None = FRONT) -> int:
    """Return for how many seconds a PIN is refused."""
    try:
        guard.refuse_hasty(person, door)
    except KnownError as error:
        return int(error.facts["seconds"]) if error.code is ErrorCode.PIN_LOCKED else -1
    return 0


def test_who_guesses_waits_longer_and_longer() -> None:
    clock = HandClock()
    clock.mono_ns = lambda: clock.ahead_ns  # type: ignore[method-assign]
    guard = PinGuard(clock)
    for _ in range(4):
        guard.missed(ADA, None)
        assert waits(guard, ADA) == 0
    locked = []
    for _ in range(9):
        guard.missed(ADA, None)
        locked.append(waits(guard, ADA))
        clock.step(locked[-1])
    assert locked == [61, 121, 241, 481, 961, 1921, 3601, 3601, 3601]
    assert waits(guard, BOB) == 0
    guard.missed(ADA, None)
    guard.hit(ADA)
    assert waits(guard, ADA) == 0


def test_a_door_waits_for_everybody_and_forgets() -> None:
    clock = HandClock()
    clock.mono_ns = lambda: clock.ahead_ns  # type: ignore[method-assign]
    guard = PinGuard(clock)
    for number in range(5):
        guard.missed(PersonId(str(number)), FRONT)
    assert waits(guard, BOB) == 61
    assert waits(guard, BOB, None) == 0
    guard.hit(PersonId("4"))  # knowing one PIN is no way to try all others
    assert waits(guard, BOB) == 61
    clock.step(FORGET_S + 1)
    guard.missed(BOB, FRONT)
    assert waits(guard, ADA) == 0
