"""Whoever stands at the kiosk is served, over a real store, gate and recorder."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.domain.access import AccessPlan, DoorRule, Proofs, Why
from core.domain.arrays import BgrImage, frozen
from core.domain.attendance import Source, Way
from core.domain.camera import CameraState
from core.domain.credentials import SecretKind
from core.domain.doors import DoorAct
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import CameraId
from core.domain.kiosk import IDLE, Refusal, Scene, SceneKind
from core.domain.plan import Plan
from core.domain.visitors import VISITORS
from core.runtime.doors.credentials import qr_png
from core.runtime.kiosk_pin import fits, sealed
from tests.core.runtime.doors.doors_support import EVERYBODY, NORTH, with_access
from tests.core.runtime.kiosk_support import KioskSite, doorless, kiosk_site
from tests.helpers.guards import ExpectLog

CODE = "ABCDEFGHIJKLMNOPQRSTUVWX"
PIN, DURESS, WRONG = "2580", "1470", "9999"
SAFE = with_access(EVERYBODY, doors=(DoorRule(NORTH, proofs=Proofs.FACE_AND_PIN),))
NOBODY = Plan(access=AccessPlan())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[KioskSite]:
    with kiosk_site(tmp_path) as site:
        yield site


def scene(site: KioskSite) -> Scene:
    return site.desk.look().scene


def held_up(png: bytes) -> BgrImage:
    """Return a picture in which a QR code is held up to the camera."""
    code = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert code is not None
    picture = np.full((720, 1280, 3), 90, np.uint8)
    picture[200 : 200 + code.shape[0], 500 : 500 + code.shape[1]] = code
    return frozen(picture)


def test_who_is_recognised_is_let_in_greeted_and_recorded_once(site: KioskSite) -> None:
    ana = site.enrol("Ana")
    site.stand(ana)
    site.desk.step()
    assert scene(site) == Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=site.clock.utc())
    assert site.view is not None
    assert site.desk.look().face == site.view.tracks[0].box
    site.doors.wait_for_act(DoorAct.OPENED)
    site.wait(20)
    assert scene(site) == IDLE
    (punch,) = site.punches(ana.id)
    assert (punch.way, punch.source, punch.door) == (Way.IN, Source.KIOSK, "North")


def test_who_comes_back_within_the_visit_is_told_what_stands_there_and_later_goes(site: KioskSite) -> None:
    ana = site.enrol("Ana")
    first = site.clock.utc()
    site.stand(ana)
    site.desk.step()
    site.wait(6, there=False)
    site.stand(ana, track=2)
    site.desk.step()
    assert scene(site) == Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=first, already=True)
    site.wait(75, there=False)
    site.stand(ana, track=3)
    site.desk.step()
    assert scene(site).way is Way.OUT
    assert [punch.way for punch in site.punches(ana.id)] == [Way.IN, Way.OUT]


def test_people_are_asked_whether_they_come_or_go_where_that_is_wanted(site: KioskSite) -> None:
    site.set(ways="ask")
    ana = site.enrol("Ana")
    site.stand(ana)
    site.desk.step()
    assert scene(site) == Scene(SceneKind.CHOOSE, name="Ana")
    assert site.punches(ana.id) == []
    site.desk.choose(Way.OUT)
    assert scene(site).way is Way.OUT
    site.desk.choose(Way.IN)  # a second touch of the key
    assert [punch.way for punch in site.punches(ana.id)] == [Way.OUT]


def test_who_says_that_is_not_me_is_not_recorded(site: KioskSite) -> None:
    site.set(ways="ask")
    ana = site.enrol("Ana")
    site.stand(ana)
    site.desk.step()
    site.desk.drop()
    site.wait(1)
    assert scene(site) == IDLE
    site.desk.choose(Way.IN)
    assert site.punches(ana.id) == []


def test_everybody_goes_one_way_where_that_is_set(site: KioskSite) -> None:
    site.set(ways="out")
    ana = site.enrol("Ana")
    site.stand(ana)
    site.desk.step()
    assert scene(site).way is Way.OUT


def test_a_visitor_is_greeted_and_not_recorded(site: KioskSite) -> None:
    guest = site.enrol("Zoe", groups=("staff", VISITORS))
    site.stand(guest)
    site.desk.step()
    assert (scene(site).kind, scene(site).way) == (SceneKind.WELCOME, None)
    assert site.punches(guest.id) == []


def test_whom_the_door_refuses_is_told_why_and_not_recorded(tmp_path: Path) -> None:
    with kiosk_site(tmp_path, NOBODY) as site:
        ana = site.enrol("Ana")
        site.stand(ana)
        site.desk.step()
        assert scene(site) == Scene(SceneKind.REFUSED, name="Ana", refusal=Refusal.DOOR, why=Why.NO_RULE)
        assert site.punches(ana.id) == []


def test_a_number_and_its_pin_do_as_a_face_does(site: KioskSite) -> None:
    ana = site.enrol("Ana", "1042")
    site.credentials.set_pin(ana.id, PIN)
    assert not site.desk.enter_pin("1042", WRONG)
    assert not site.desk.enter_pin("7777", PIN)
    assert not site.desk.enter_pin("", PIN)
    assert scene(site) == IDLE
    assert site.punches(ana.id) == []
    assert site.desk.enter_pin(" 1042 ", PIN, Way.OUT)
    assert (scene(site).name, scene(site).way) == ("Ana", Way.OUT)
    (punch,) = site.punches(ana.id)
    assert punch.source is Source.PIN
    site.doors.wait_for_act(DoorAct.OPENED)


def test_a_number_nobody_has_is_locked_as_soon_as_one_that_somebody_has(site: KioskSite) -> None:
    for _ in range(5):
        assert not site.desk.enter_pin("7777", WRONG)
    with pytest.raises(KnownError) as locked:
        site.desk.enter_pin("7777", PIN)
    assert locked.value.code is ErrorCode.PIN_LOCKED


def test_who_may_not_be_found_any_more_has_no_pin_either(site: KioskSite) -> None:
    old = site.enrol("Old", "1", until=datetime(2026, 1, 1, tzinfo=UTC))
    site.credentials.set_pin(old.id, PIN)
    assert not site.desk.enter_pin("1", PIN)


def test_a_door_that_wants_both_asks_for_the_pin_after_the_face(tmp_path: Path) -> None:
    with kiosk_site(tmp_path, SAFE) as site:
        ana = site.enrol("Ana")
        site.credentials.set_pin(ana.id, PIN)
        assert not site.desk.confirm_pin(PIN)  # nobody was asked
        site.stand(ana)
        site.desk.step()
        assert scene(site) == Scene(SceneKind.PIN_WANTED, name="Ana")
        site.wait(16)  # longer than a face counts by itself
        assert not site.desk.confirm_pin(WRONG)
        assert scene(site).kind is SceneKind.PIN_WANTED
        assert site.punches(ana.id) == []
        assert site.desk.confirm_pin(PIN)
        assert scene(site).kind is SceneKind.WELCOME
        (punch,) = site.punches(ana.id)
        assert punch.source is Source.KIOSK


def test_a_pin_under_duress_opens_and_raises_the_alarm(site: KioskSite) -> None:
    ana = site.enrol("Ana", "1042")
    site.credentials.set_pin(ana.id, PIN)
    site.credentials.set_duress(ana.id, DURESS)
    assert site.desk.enter_pin("1042", DURESS)
    assert scene(site) == Scene(SceneKind.WELCOME, name="Ana", way=Way.IN, at=site.clock.utc())
    site.doors.wait_for_act(DoorAct.DURESS)


def test_a_code_held_up_to_the_camera_is_read_once(site: KioskSite) -> None:
    ana = site.enrol("Ana")
    site.store.secrets.give(ana.id, SecretKind.CODE, CODE)
    for _ in range(3):
        site.see(image=held_up(qr_png(CODE)))
        site.desk.step()
        site.clock.step(0.5)
    assert scene(site).name == "Ana"
    (punch,) = site.punches(ana.id)
    assert punch.source is Source.CODE


def test_a_code_that_is_not_valid_any_more_is_refused_and_any_other_left_alone(site: KioskSite) -> None:
    ana = site.enrol("Ana")
    given = site.credentials.give_code(ana.id)
    site.credentials.revoke_code(ana.id)
    assert not site.desk.enter_code(given.code)
    assert scene(site) == Scene(SceneKind.REFUSED, refusal=Refusal.CODE_UNKNOWN)
    site.wait(5)
    site.see(
        image=held_up(
            cv2.imencode(".png", np.kron(cv2.QRCodeEncoder.create().encode("hello"), np.ones((8, 8), np.uint8)))[
                1
            ].tobytes()
        )
    )
    site.desk.step()
    assert scene(site) == IDLE


def test_without_a_door_people_are_only_recorded(site: KioskSite) -> None:
    doorless(site)
    ana = site.enrol("Ana", groups=())
    site.stand(ana)
    site.desk.step()
    assert scene(site).kind is SceneKind.WELCOME
    (punch,) = site.punches(ana.id)
    assert punch.door == "in"
    assert site.doors.facts() == []


def test_a_failure_is_shown_and_the_kiosk_goes_on(site: KioskSite, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.kiosk", logging.WARNING, "could not be served")
    ana = site.enrol("Ana")
    site.set(ways="ask")
    site.stand(ana)
    site.desk.step()
    site.store.book.erase(ana.id)  # while she reads the question
    site.desk.choose(Way.IN)
    assert scene(site).refusal is Refusal.FAILED
    assert scene(site).error is not None
    site.wait(10)
    assert scene(site) == IDLE


def test_a_camera_without_pictures_is_told_within_seconds(site: KioskSite) -> None:
    site.stand(None)
    site.wait(2)
    assert scene(site).kind is SceneKind.LOOKING
    for _ in range(5):
        site.clock.step(1)
        site.desk.step()
    assert scene(site) == Scene(SceneKind.NO_CAMERA, camera=CameraState.STALLED)
    assert site.desk.look().image is None
    site.state = CameraState.LOST
    for _ in range(3):
        site.clock.step(1)
        site.desk.step()
    assert scene(site).camera is CameraState.LOST


def test_the_kiosk_wants_a_camera_there_is(site: KioskSite) -> None:
    assert site.desk.serves(CameraId("in"))
    assert not site.desk.serves(CameraId("out"))
    with pytest.raises(KnownError) as unknown:
        site.desk.start("roof")
    assert str(unknown.value).endswith("Choose one of these: in, out, both.")
    site.doors.settings = type(site.doors.settings)()
    with pytest.raises(KnownError) as none:
        site.desk.start()
    assert none.value.code is ErrorCode.KIOSK_NO_CAMERA
    assert site.desk.look().image is None
    site.desk.step()


def test_only_the_pin_leads_out_and_it_cannot_be_guessed(site: KioskSite, expected_log: ExpectLog) -> None:
    expected_log("core.runtime.kiosk", logging.WARNING, "wrong PIN was typed to leave")
    site.set(pin=sealed(PIN))
    assert PIN not in site.doors.settings.kiosk.pin
    assert site.desk.may_leave(PIN)
    for _ in range(5):
        assert not site.desk.may_leave(WRONG)
    with pytest.raises(KnownError) as locked:
        site.desk.may_leave(PIN)
    assert locked.value.code is ErrorCode.PIN_LOCKED
    site.clock.step(61)
    assert site.desk.may_leave(PIN)


def test_a_weak_pin_is_refused_and_nothing_fits_what_is_no_seal() -> None:
    with pytest.raises(KnownError) as weak:
        sealed("1234")
    assert weak.value.code is ErrorCode.PIN_WEAK
    assert not fits(PIN, "")
    assert not fits(PIN, "2580")
    assert not fits(PIN, "scrypt$???$???")


def test_a_pin_under_duress_raises_the_alarm_without_a_door_too(site: KioskSite) -> None:
    doorless(site)
    ana = site.enrol("Ana", "1042")
    site.credentials.set_pin(ana.id, PIN)
    site.credentials.set_duress(ana.id, DURESS)
    assert site.desk.enter_pin("1042", DURESS)
    assert scene(site).kind is SceneKind.WELCOME
    (fact,) = site.doors.facts()
    assert (fact.act, fact.person) == (DoorAct.DURESS, ana.id)
