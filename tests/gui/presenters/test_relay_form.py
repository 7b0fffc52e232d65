"""The form of a relay covers its settings, whatever the kind."""

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
from core.domain.doors import FailState
from gui.presenters import relays
from gui.presenters.relays import FIELDS, RelayKind
from gui.presenters.text import as_written

FULL: dict[RelayKind, RelaySettings] = {
    RelayKind.SIMULATED: SimulatedRelay(),
    RelayKind.SHELLY: ShellyRelay(url="http://10.0.0.4", channel=1, generation=1, password=" p", contact=2),
    RelayKind.HTTP: HttpRelay(open_url="http://a/o?t={seconds}", close_url="https://a/c", method="POST", timed=True),
    RelayKind.MODBUS: ModbusRelay(host="10.0.0.5", unit=3, coil=7, pulse_register=16, contact=0),
    RelayKind.MQTT: MqttRelay(host="broker", topic="door/set", contact_topic="door/state", tls=True),
    RelayKind.SERIAL: SerialRelay(port="/dev/ttyUSB0", baud=19200),
    RelayKind.COMMAND: CommandRelay(open=("door tool", "open", "{seconds}"), close=("door", "shut")),
    RelayKind.OSDP: OsdpRelay(port="COM3", baud=115200, address=5, key="ab" * 16),
}


@pytest.mark.parametrize("kind", RelayKind)
def test_what_is_filled_in_is_read_back(kind: RelayKind) -> None:
    relay = FULL[kind]
    assert relays.kind_of(relay) is kind
    typed = relays.typed_of(relay)
    assert relays.problems(kind, typed, as_written) == {}
    assert relays.relay_of(kind, typed) == relay


@pytest.mark.parametrize("kind", [kind for kind in RelayKind if kind is not RelayKind.SIMULATED])
def test_every_setting_has_a_field(kind: RelayKind) -> None:
    spelled_out = {"inverted"} if kind in (RelayKind.HTTP, RelayKind.MQTT, RelayKind.COMMAND) else set()
    assert {field.name for field in FIELDS[kind]} == set(relays.blank(kind).__struct_fields__) - spelled_out


@pytest.mark.parametrize("kind", RelayKind)
def test_a_kind_has_a_name_and_a_hint(kind: RelayKind) -> None:
    assert relays.kind_text(kind, as_written)
    assert relays.kind_hint(kind, as_written).endswith(".")


@pytest.mark.parametrize(
    ("kind", "field", "text", "said"),
    [
        (RelayKind.SHELLY, "url", "", "This is needed."),
        (RelayKind.SHELLY, "url", "ftp://x", "Write an address that begins with http:// or https://."),
        (RelayKind.SHELLY, "channel", "", "This is needed."),
        (RelayKind.SHELLY, "channel", "16", "Write a whole number from 0 to 15."),
        (RelayKind.MODBUS, "port", "0", "Write a whole number from 1 to 65535."),
        (RelayKind.SERIAL, "on", "A0 0", "Write bytes as pairs of hexadecimal digits, such as A0 01 01 A2."),
        (RelayKind.OSDP, "key", "1234", "Write the key as 32 hexadecimal digits."),
        (RelayKind.COMMAND, "open", 'door "open', "A quotation mark is missing."),
    ],
)
def test_what_is_wrong_is_said(kind: RelayKind, field: str, text: str, said: str) -> None:
    typed = {**relays.typed_of(FULL[kind]), field: text}
    assert relays.problems(kind, typed, as_written) == {field: said}


def test_what_is_optional_may_be_left_out() -> None:
    typed = {**relays.typed_of(FULL[RelayKind.SHELLY]), "contact": ""}
    assert relays.problems(RelayKind.SHELLY, typed, as_written) == {}
    made = relays.relay_of(RelayKind.SHELLY, typed)
    assert isinstance(made, ShellyRelay)
    assert made.contact is None


def test_some_relays_are_known_only_by_switching_them() -> None:
    silent = {kind for kind, relay in FULL.items() if relays.is_silent(relay)}
    assert silent == {RelayKind.HTTP, RelayKind.COMMAND}
    assert not relays.is_silent(HttpRelay(status_url="http://a/s"))


def test_names_of_doors() -> None:
    others = [DoorSettings("main", "Main door")]
    assert relays.name_problem(" ", others, as_written) == "Give the door a name."
    assert relays.name_problem(" main DOOR ", others, as_written) == "Another door has this name."
    assert relays.name_problem("Lab", others, as_written) == ""
    assert relays.fresh_id("Main door", ["main-door"]) == "main-door-2"
    assert relays.fresh_id("后门", []) == "door"


@pytest.mark.parametrize("fail", FailState)
def test_what_a_door_is_without_usher(fail: FailState) -> None:
    assert fail.value in relays.fail_text(fail, as_written).replace("-", "")[-12:].replace("fail", "")
    assert relays.fail_hint(fail, as_written).startswith("When Usher stops")
