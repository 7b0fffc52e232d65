"""Doors as the settings have them, and the relays that unlock them."""

from typing import Annotated, Literal

import msgspec

from core.domain.doors import FailState

Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Address = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]


class _Relay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", omit_defaults=True):
    """What all relays have in common. A relay that is switched on unlocks; where it is `inverted`, it locks.

    A door that shall be unlocked without power (a magnet, fail-safe) is `inverted`: power is what keeps it locked. It
    says nothing where what opens and what closes are spelled out, as for HTTP, MQTT and commands.
    """

    inverted: bool = False

    def __repr__(self) -> str:
        # Addresses and passwords are in it, and what is printed ends in logs.
        return type(self).__name__


class SimulatedRelay(_Relay, frozen=True, tag="simulated"):
    """No device at all: for the demo, and for trying out rules before there is a door."""


class ShellyRelay(_Relay, frozen=True, tag="shelly"):
    """A Shelly of the first or a later generation at `url`; `contact` is its input the door contact is wired to.

    The input is on while the door is open; with `contact_inverted`, while it is closed. Later generations know one
    user, admin. `verify`: the certificate of an https address must be one this machine trusts.
    """

    url: str = ""
    channel: Annotated[int, msgspec.Meta(ge=0, le=15)] = 0
    generation: Literal[1, 2] = 2
    user: str = "admin"
    password: str = ""
    contact: Annotated[int, msgspec.Meta(ge=0, le=15)] | None = None
    contact_inverted: bool = False
    verify: bool = True


class HttpRelay(_Relay, frozen=True, tag="http"):
    """Any device with addresses to open and close it; {seconds} and {milliseconds} in them stand for how long.

    `timed`: the device closes by itself after that time; with {seconds} in what closes it, it opens by itself as well.
    `status_url` answers with text in which `status_open` occurs while the door is open; empty without a contact.
    `digest`: the password is proved, not sent. `verify` as for a Shelly.
    """

    open_url: str = ""
    close_url: str = ""
    method: Literal["GET", "POST", "PUT"] = "GET"
    open_body: str = ""
    close_body: str = ""
    timed: bool = False
    user: str = ""
    password: str = ""
    digest: bool = False
    status_url: str = ""
    status_open: str = "open"
    verify: bool = True


class ModbusRelay(_Relay, frozen=True, tag="modbus"):
    """A relay board on Modbus/TCP: a coil, or a holding register that takes how long to pulse in `pulse_unit_ms`.

    Writing 0 to the coil must end a pulse. `contact` is the discrete input the door contact is wired to; it is on while
    the door is open, with `contact_inverted` while it is closed.
    """

    host: str = ""
    port: Port = 502
    unit: Annotated[int, msgspec.Meta(ge=0, le=255)] = 1
    coil: Address = 0
    pulse_register: Address | None = None
    pulse_unit_ms: Annotated[int, msgspec.Meta(ge=1, le=60_000)] = 100
    contact: Address | None = None
    contact_inverted: bool = False


class MqttRelay(_Relay, frozen=True, tag="mqtt"):
    """A relay that listens to `topic` at a broker; {seconds}, {milliseconds} and {expires} (Unix time) are filled in.

    `timed`: the device closes by itself; with {seconds} in `close_payload`, it opens by itself as well. It confirms on
    `state_topic` by telling `state_open`, or anything else; without one nothing is known but that the broker was there.
    `contact_topic` tells `contact_open` while the door is open. `verify` as for a Shelly.
    """

    host: str = ""
    port: Port = 1883
    tls: bool = False
    user: str = ""
    password: str = ""
    topic: str = ""
    open_payload: str = '{"on": true, "seconds": {seconds}, "expires": {expires}}'
    close_payload: str = '{"on": false}'
    timed: bool = False
    state_topic: str = ""
    state_open: str = "on"
    contact_topic: str = ""
    contact_open: str = "open"
    verify: bool = True


class SerialRelay(_Relay, frozen=True, tag="serial"):
    """A board on a serial port that takes bytes, written as hexadecimal, such as A00101A2.

    `reply` is what it answers to either, hexadecimal as well; empty where it says nothing.
    """

    port: str = ""
    baud: Annotated[int, msgspec.Meta(ge=50, le=4_000_000)] = 9600
    on: str = "A00101A2"
    off: str = "A00100A1"
    reply: str = ""


class CommandRelay(_Relay, frozen=True, tag="command"):
    """A program on this machine, with its arguments; {seconds} is filled in. It succeeds by ending with 0.

    It is given less than two seconds. `timed`: the door is locked again after {seconds} whatever becomes of Usher.
    """

    open: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    timed: bool = False


class OsdpRelay(_Relay, frozen=True, tag="osdp"):
    """A door controller on an RS-485 line, as OSDP has it. `key` is its secure channel key, 32 hexadecimal digits."""

    port: str = ""
    baud: Annotated[int, msgspec.Meta(ge=9600, le=230_400)] = 9600
    address: Annotated[int, msgspec.Meta(ge=0, le=126)] = 0
    key: str = ""
    output: Annotated[int, msgspec.Meta(ge=0, le=255)] = 0


RelaySettings = (
    SimulatedRelay | ShellyRelay | HttpRelay | ModbusRelay | MqttRelay | SerialRelay | CommandRelay | OsdpRelay
)


class DoorSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A door that Usher opens. `name` is what cameras call it; a camera of that door decides who passes.

    It is unlocked for `open_s`; open for longer than `left_open_s` it raises an alarm. A command older than `expires_s`
    is never carried out. `fail` is what the door is while nobody commands it: before the start, after the end, after a
    crash. Where people leave by a `handle_inside`, nobody hears of it, and an opening while locked is no alarm.
    """

    id: str
    name: Annotated[str, msgspec.Meta(min_length=1)]
    relay: RelaySettings = SimulatedRelay()
    open_s: Seconds = 5.0
    left_open_s: Seconds = 30.0
    expires_s: Annotated[float, msgspec.Meta(ge=0.2, le=30)] = 2.0
    fail: FailState = FailState.SECURE
    handle_inside: bool = False
