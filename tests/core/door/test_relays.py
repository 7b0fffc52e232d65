"""What holds for every relay, and the one that is nowhere."""

import ssl

import msgspec
import pytest

from core.config.doors import (
    CommandRelay,
    DoorSettings,
    HttpRelay,
    ModbusRelay,
    MqttRelay,
    OsdpRelay,
    RelaySettings,
    SerialRelay,
    ShellyRelay,
    SimulatedRelay,
)
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.links import trusting
from core.door.relay import Relay
from core.door.simulated import SimulatedSwitch
from core.door.templates import filled
from tests.core.door.support import SECRET, refusal


def test_simulated_relay_keeps_its_time() -> None:
    now = [0.0]
    switch = SimulatedSwitch(lambda: now[0])
    relay = Relay(switch)
    seen = list[bool]()

    def see(at: float) -> None:
        seen.append(switch.on)
        now[0] = at
        seen.append(switch.on)

    relay.pulse(5.0)
    see(5.0)
    relay.unlock()
    see(50.0)
    relay.lock_for(3.0)
    see(53.0)
    assert seen == [True, False, True, True, False, True]
    assert relay.leaf_open() is None
    relay.close()


def test_door_without_a_device_is_simulated() -> None:
    relay = relay_of(DoorSettings("d1", "Front", SimulatedRelay()))
    assert (relay.timed, relay.lock_timed) == (True, True)
    relay.lock()


def test_templates_leave_other_braces_alone() -> None:
    assert filled('{"on": {"for": {milliseconds}}}', 1.5) == '{"on": {"for": 1500}}'
    assert filled("{seconds}", None) == "86400"
    assert filled("{expires}", 1.0, 7) == "7"


KINDS: list[type[RelaySettings]] = [
    CommandRelay, HttpRelay, ModbusRelay, MqttRelay, OsdpRelay, SerialRelay, ShellyRelay, SimulatedRelay,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_settings_survive_a_file_and_are_never_printed(kind: type[RelaySettings]) -> None:
    secret = {field: SECRET for field in kind.__struct_fields__ if field in ("password", "url", "open_url", "host")}
    door = DoorSettings("d1", "Front", msgspec.structs.replace(kind(), **secret))
    assert msgspec.json.decode(msgspec.json.encode(door), type=DoorSettings) == door
    assert SECRET not in repr(door)


def test_certificates_are_checked_unless_the_settings_say_otherwise() -> None:
    assert [trusting(verify).verify_mode for verify in (True, False)] == [ssl.CERT_REQUIRED, ssl.CERT_NONE]


@pytest.mark.parametrize("relay", [OsdpRelay(), OsdpRelay(port="p", key="00"), OsdpRelay(port="p", key="zz" * 16)])
def test_unfit_settings_of_a_controller_are_unusable(relay: OsdpRelay) -> None:
    refusal(lambda: relay_of(DoorSettings("d1", "Front", relay)), ErrorCode.RELAY_UNUSABLE)
