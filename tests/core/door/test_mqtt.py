"""A relay behind a real broker."""

import json
import time
from collections.abc import Iterator
from functools import partial

import pytest

from core.config.doors import DoorSettings, MqttRelay
from core.domain.doors import FailState
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.mqtt import MqttSwitch
from tests.core.door.support import SHORT_S, refusal
from tests.helpers.broker import PASSWORD, USER, Broker, Listener, brokering
from tests.helpers.stalling import closed_port, stalling

pytestmark = pytest.mark.live

TOPIC = "house/front"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    with brokering(tmp_path_factory.mktemp("mosquitto")) as broker:
        yield broker


@pytest.fixture
def device(broker: Broker) -> Iterator[Listener]:
    listener = Listener(broker, TOPIC)
    yield listener
    listener.close()


def settings(broker: Broker, *, state_topic: str = "", contact_topic: str = "", password: str = PASSWORD) -> MqttRelay:
    return MqttRelay(
        host="127.0.0.1", port=broker.port, user=USER, password=password, topic=TOPIC,
        state_topic=state_topic, contact_topic=contact_topic,
    )  # fmt: skip


def test_orders_arrive_and_say_when_they_expire(broker: Broker, device: Listener) -> None:
    relay = relay_of(DoorSettings("d1", "Front", settings(broker)))
    assert not relay.timed
    relay.pulse(2.5)
    relay.lock()
    assert device.hears(2)
    opening, closing = (json.loads(text) for text in device.told)
    assert (opening["on"], opening["seconds"]) == (True, 2.5)
    assert 0 < opening["expires"] - time.time() < 5
    assert closing == {"on": False}
    relay.close()


def test_relay_confirms_on_its_state_topic(broker: Broker) -> None:
    device = Listener(
        broker, TOPIC, lambda listener, text: listener.say("house/state", "on" if json.loads(text)["on"] else "off")
    )
    relay = relay_of(DoorSettings("d1", "Front", settings(broker, state_topic="house/state")))
    relay.unlock()
    relay.lock()
    assert len(device.told) == 2
    device.close()
    silent = MqttSwitch(settings(broker, state_topic="house/nobody"), home_on=False, timeout_s=SHORT_S)
    said = refusal(lambda: silent.set(True, 5.0), ErrorCode.RELAY_UNREACHABLE)
    assert "time" in said or "confirm" in said
    relay.close()


def test_contact_is_heard(broker: Broker, device: Listener) -> None:
    relay = relay_of(DoorSettings("d1", "Front", settings(broker, contact_topic="house/contact")))
    assert relay.leaf_open() is None
    device.say("house/contact", "open")
    while relay.leaf_open() is None:
        pass  # each look asks the broker, which tells what it has heard
    assert relay.leaf_open() is True
    relay.close()


def test_wrong_password_is_refused(broker: Broker) -> None:
    switch = MqttSwitch(settings(broker, password="wrong"), home_on=False)
    assert "ot authorized" in refusal(lambda: switch.set(True, 5.0), ErrorCode.RELAY_REFUSED)


def test_what_was_ordered_while_the_broker_was_away_is_never_delivered(broker: Broker) -> None:
    device = Listener(broker, TOPIC)
    switch = MqttSwitch(settings(broker), home_on=False, timeout_s=1.0)
    switch.set(False, None)
    assert device.hears(1)
    device.close()
    broker.stop()
    refusal(lambda: switch.set(True, 5.0), ErrorCode.RELAY_UNREACHABLE)
    refusal(lambda: switch.set(True, 5.0), ErrorCode.RELAY_UNREACHABLE)
    broker.start()
    device = Listener(broker, TOPIC)
    switch.set(False, None)
    device.say(TOPIC, "the last of all")
    assert device.hears(2)
    assert device.told == ['{"on": false}', "the last of all"]
    switch.close()
    device.say(TOPIC, "")  # nothing is kept for the tests after this
    device.close()


@pytest.mark.parametrize("fail", FailState)
def test_broker_brings_the_door_home_when_the_connection_is_lost(broker: Broker, fail: FailState) -> None:
    device = Listener(broker, TOPIC)
    switch = MqttSwitch(settings(broker, state_topic="house/nobody"), home_on=fail is FailState.SAFE, timeout_s=SHORT_S)
    refusal(lambda: switch.set(fail is FailState.SECURE, None), ErrorCode.RELAY_UNREACHABLE)  # nobody confirms: dropped
    assert device.hears(2)
    assert [json.loads(text)["on"] for text in device.told] == [fail is FailState.SECURE, fail is FailState.SAFE]
    device.close()


def test_goodbye_leaves_no_last_will(broker: Broker, device: Listener) -> None:
    switch = MqttSwitch(settings(broker), home_on=False)
    switch.set(True, 5.0)
    switch.close()
    device.say(TOPIC, "the last of all")
    assert device.hears(2)
    assert len(device.told) == 2
    device.say(TOPIC, "")


@pytest.mark.parametrize("trickle", [b"", b" "], ids=["silent", "garbage"])
def test_broker_that_does_not_answer_is_left(trickle: bytes) -> None:
    with stalling(trickle) as port:
        switch = MqttSwitch(MqttRelay(host="127.0.0.1", port=port, topic=TOPIC), home_on=False, timeout_s=SHORT_S)
        refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)


def test_nobody_there_is_unreachable_and_a_pattern_unusable() -> None:
    switch = MqttSwitch(MqttRelay(host="127.0.0.1", port=closed_port(), topic=TOPIC), home_on=False)
    refusal(switch.input, ErrorCode.RELAY_UNREACHABLE)
    for topic in ("", "house/#"):
        relay = MqttRelay(host="broker", topic=topic)
        refusal(partial(MqttSwitch, relay, home_on=False), ErrorCode.RELAY_UNUSABLE)
