"""What holds for every relay, and the one that is nowhere."""

import msgspec
import pytest

from core.config.doors import DoorSettings, OsdpRelay, RelaySettings, SimulatedRelay
from core.domain.errors import ErrorCode
from core.door.factory import relay_of
from core.door.relay import Relay
from core.door.simulated import SimulatedSwitch
from core.door.templates import filled
from core.runtime import site_ports
from tests.core.door.support import SECRET, refusal


def test_simulated_relay_keeps_its_time() -> None:
    now = [0.0]
    switch = SimulatedSwitch(lambda: now[0])
    relay = Relay(switch)
    relay.pulse(5.0)
    assert switch.on
    now[0] = 5.0
    assert not switch.on
    relay.unlock()
    assert switch.on
    relay.lock_for(3.0)
    assert not switch.on
    now[0] = 8.0
    assert switch.on
    assert relay.leaf_open() is None
    relay.close()


def test_door_without_a_device_is_simulated() -> None:
    relay: site_ports.Relay = relay_of(DoorSettings("d1", "Front", SimulatedRelay()))
    assert (relay.timed, relay.lock_timed) == (True, True)
    relay.lock()


def test_templates_leave_other_braces_alone() -> None:
    assert filled('{"on": {"for": {milliseconds}}}', 1.5) == '{"on": {"for": 1500}}'
    assert filled("{seconds}", None) == "86400"
    assert filled("{expires}", 1.0, 7) == "7"


@pytest.mark.parametrize("kind", msgspec.inspect.type_info(RelaySettings).types)  # type: ignore[attr-defined]
def test_settings_survive_a_file_and_are_never_printed(kind: msgspec.inspect.StructType) -> None:
    named = {field.name: SECRET for field in kind.fields if field.name in ("password", "url", "open_url", "host")}
    relay = kind.cls(**named)
    again = msgspec.json.decode(msgspec.json.encode(relay), type=RelaySettings)  # type: ignore[arg-type]
    assert again == relay
    assert SECRET not in repr(DoorSettings("d1", "Front", relay))


@pytest.mark.parametrize("relay", [OsdpRelay(), OsdpRelay(port="p", key="00"), OsdpRelay(port="p", key="zz" * 16)])
def test_unfit_settings_of_a_controller_are_unusable(relay: OsdpRelay) -> None:
    refusal(lambda: relay_of(DoorSettings("d1", "Front", relay)), ErrorCode.RELAY_UNUSABLE)
