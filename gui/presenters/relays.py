"""The form of a door and its relay: which fields there are, what is typed, and what is wrong with it."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from core.config import DoorSettings
from core.config.doors import CommandRelay, HttpRelay, RelaySettings
from core.domain.doors import FailState
from core.domain.text import QT_TRANSLATE_NOOP
from gui.presenters.text import Translate

Typed = Mapping[str, str | bool]
"""What stands in the fields, by the name of the setting."""

_HEX = re.compile(r"([0-9A-Fa-f]{2}\s*)+")
_KEY = re.compile(r"[0-9A-Fa-f]{32}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


class RelayKind(StrEnum):
    """What unlocks a door; the values are the tags of the settings file."""

    SIMULATED = "simulated"
    SHELLY = "shelly"
    HTTP = "http"
    MODBUS = "modbus"
    MQTT = "mqtt"
    SERIAL = "serial"
    COMMAND = "command"
    OSDP = "osdp"


class Input(StrEnum):
    """How a field is filled in."""

    TEXT = "text"
    ADDRESS = "address"
    SECRET = "secret"
    WHOLE = "whole"
    FLAG = "flag"
    CHOICE = "choice"
    PORT = "port"
    BYTES = "bytes"
    KEY = "key"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class RelayField:
    """A setting of a relay. One that is `seldom` changed is folded away; a WHOLE one is from `low` to `high`.

    `choices` are what may be chosen, `hint` is shown while the field is empty; both are English.
    """

    name: str
    title: str
    input: Input = Input.TEXT
    hint: str = ""
    needed: bool = False
    seldom: bool = False
    low: int = 0
    high: int = 65_535
    choices: tuple[str, ...] = ()


_USER = RelayField("user", QT_TRANSLATE_NOOP("Relays", "User"))
_PASSWORD = RelayField("password", QT_TRANSLATE_NOOP("Relays", "Password"), Input.SECRET)
_TIMED = RelayField("timed", QT_TRANSLATE_NOOP("Relays", "The device locks again by itself"), Input.FLAG, seldom=True)
_VERIFY = RelayField(
    "verify", QT_TRANSLATE_NOOP("Relays", "Accept only certificates this computer trusts"), Input.FLAG, seldom=True
)
_CONTACT_INVERTED = RelayField(
    "contact_inverted", QT_TRANSLATE_NOOP("Relays", "The input is on while the door is closed"), Input.FLAG, seldom=True
)
_INVERTED = RelayField(
    "inverted",
    QT_TRANSLATE_NOOP("Relays", "The relay is switched on while the door is locked"),
    Input.FLAG,
    seldom=True,
)
_HOST = RelayField("host", QT_TRANSLATE_NOOP("Relays", "Address"), hint="192.168.1.40", needed=True)
_SERIAL = RelayField("port", QT_TRANSLATE_NOOP("Relays", "Serial port"), Input.PORT, needed=True)

FIELDS: Mapping[RelayKind, tuple[RelayField, ...]] = {
    RelayKind.SIMULATED: (),
    RelayKind.SHELLY: (
        RelayField(
            "url", QT_TRANSLATE_NOOP("Relays", "Address"), Input.ADDRESS, hint="http://192.168.1.40", needed=True
        ),
        RelayField("channel", QT_TRANSLATE_NOOP("Relays", "Switch"), Input.WHOLE, high=15),
        RelayField("generation", QT_TRANSLATE_NOOP("Relays", "Generation"), Input.CHOICE, choices=("2", "1")),
        _USER,
        _PASSWORD,
        RelayField(
            "contact", QT_TRANSLATE_NOOP("Relays", "Input of the door contact"), Input.WHOLE,
            QT_TRANSLATE_NOOP("Relays", "none"), high=15,
        ),
        _CONTACT_INVERTED,
        _VERIFY,
        _INVERTED,
    ),
    RelayKind.HTTP: (
        RelayField(
            "open_url", QT_TRANSLATE_NOOP("Relays", "Address to unlock"), Input.ADDRESS,
            "http://192.168.1.40/open?for={seconds}", needed=True,
        ),
        RelayField(
            "close_url", QT_TRANSLATE_NOOP("Relays", "Address to lock"), Input.ADDRESS,
            "http://192.168.1.40/close", needed=True,
        ),
        _USER,
        _PASSWORD,
        RelayField(
            "status_url", QT_TRANSLATE_NOOP("Relays", "Address of the door contact"), Input.ADDRESS,
            QT_TRANSLATE_NOOP("Relays", "none"),
        ),
        RelayField("status_open", QT_TRANSLATE_NOOP("Relays", "Its answer while the door is open")),
        RelayField(
            "method", QT_TRANSLATE_NOOP("Relays", "Method"), Input.CHOICE, seldom=True, choices=("GET", "POST", "PUT")
        ),
        RelayField("open_body", QT_TRANSLATE_NOOP("Relays", "Content sent to unlock"), seldom=True),
        RelayField("close_body", QT_TRANSLATE_NOOP("Relays", "Content sent to lock"), seldom=True),
        RelayField("digest", QT_TRANSLATE_NOOP("Relays", "Prove the password without sending it (digest)"), Input.FLAG,
                   seldom=True),
        _TIMED,
        _VERIFY,
    ),
    RelayKind.MODBUS: (
        _HOST,
        RelayField("port", QT_TRANSLATE_NOOP("Relays", "Port"), Input.WHOLE, low=1),
        RelayField("unit", QT_TRANSLATE_NOOP("Relays", "Unit"), Input.WHOLE, high=255),
        RelayField("coil", QT_TRANSLATE_NOOP("Relays", "Coil"), Input.WHOLE),
        RelayField(
            "contact", QT_TRANSLATE_NOOP("Relays", "Input of the door contact"), Input.WHOLE,
            QT_TRANSLATE_NOOP("Relays", "none"),
        ),
        RelayField(
            "pulse_register", QT_TRANSLATE_NOOP("Relays", "Register that takes how long"), Input.WHOLE,
            QT_TRANSLATE_NOOP("Relays", "none"), seldom=True,
        ),
        RelayField(
            "pulse_unit_ms", QT_TRANSLATE_NOOP("Relays", "Its unit in milliseconds"), Input.WHOLE, seldom=True,
            low=1, high=60_000,
        ),
        _CONTACT_INVERTED,
        _INVERTED,
    ),
    RelayKind.MQTT: (
        RelayField("host", QT_TRANSLATE_NOOP("Relays", "Broker"), hint="192.168.1.10", needed=True),
        RelayField("port", QT_TRANSLATE_NOOP("Relays", "Port"), Input.WHOLE, low=1),
        RelayField("topic", QT_TRANSLATE_NOOP("Relays", "Topic of the relay"), hint="doors/main/set", needed=True),
        _USER,
        _PASSWORD,
        RelayField(
            "contact_topic", QT_TRANSLATE_NOOP("Relays", "Topic of the door contact"),
            hint=QT_TRANSLATE_NOOP("Relays", "none"),
        ),
        RelayField("tls", QT_TRANSLATE_NOOP("Relays", "Encrypted connection (TLS)"), Input.FLAG),
        RelayField("contact_open", QT_TRANSLATE_NOOP("Relays", "What it says while the door is open"), seldom=True),
        RelayField("open_payload", QT_TRANSLATE_NOOP("Relays", "Message that unlocks"), seldom=True),
        RelayField("close_payload", QT_TRANSLATE_NOOP("Relays", "Message that locks"), seldom=True),
        RelayField("state_topic", QT_TRANSLATE_NOOP("Relays", "Topic on which the relay confirms"),
                   hint=QT_TRANSLATE_NOOP("Relays", "none"), seldom=True),
        RelayField("state_open", QT_TRANSLATE_NOOP("Relays", "What it says while unlocked"), seldom=True),
        _TIMED,
        _VERIFY,
    ),
    RelayKind.SERIAL: (
        _SERIAL,
        RelayField("baud", QT_TRANSLATE_NOOP("Relays", "Baud rate"), Input.WHOLE, low=50, high=4_000_000),
        RelayField("on", QT_TRANSLATE_NOOP("Relays", "Bytes that unlock"), Input.BYTES, needed=True),
        RelayField("off", QT_TRANSLATE_NOOP("Relays", "Bytes that lock"), Input.BYTES, needed=True),
        RelayField("reply", QT_TRANSLATE_NOOP("Relays", "Bytes it answers"), Input.BYTES, seldom=True),
        _INVERTED,
    ),
    RelayKind.COMMAND: (
        RelayField(
            "open", QT_TRANSLATE_NOOP("Relays", "Program that unlocks, with its arguments"), Input.PROGRAM,
            "door-tool open --for {seconds}", needed=True,
        ),
        RelayField(
            "close", QT_TRANSLATE_NOOP("Relays", "Program that locks, with its arguments"), Input.PROGRAM,
            "door-tool close", needed=True),
        _TIMED,
    ),
    RelayKind.OSDP: (
        _SERIAL,
        RelayField("baud", QT_TRANSLATE_NOOP("Relays", "Baud rate"), Input.WHOLE, low=9_600, high=230_400),
        RelayField("address", QT_TRANSLATE_NOOP("Relays", "Address on the line"), Input.WHOLE, high=126),
        RelayField("output", QT_TRANSLATE_NOOP("Relays", "Output"), Input.WHOLE, high=255),
        RelayField("key", QT_TRANSLATE_NOOP("Relays", "Secure channel key"), Input.KEY),
        _INVERTED,
    ),
}  # fmt: skip
"""Every setting of every kind, in the order it is asked for."""


def kind_text(kind: RelayKind, translate: Translate) -> str:
    """Name a kind of relay."""
    match kind:
        case RelayKind.SIMULATED:
            return translate("Relays", "No device: try it out")
        case RelayKind.SHELLY:
            return translate("Relays", "Shelly")
        case RelayKind.HTTP:
            return translate("Relays", "Device with a web address (HTTP)")
        case RelayKind.MODBUS:
            return translate("Relays", "Relay board on Modbus/TCP")
        case RelayKind.MQTT:
            return translate("Relays", "Relay that listens to MQTT")
        case RelayKind.SERIAL:
            return translate("Relays", "Relay board on a serial port")
        case RelayKind.COMMAND:
            return translate("Relays", "Program on this computer")
        case RelayKind.OSDP:
            return translate("Relays", "Door controller on OSDP (RS-485)")


def kind_hint(kind: RelayKind, translate: Translate) -> str:
    """Say in a sentence what a kind of relay is, or what to know about it."""
    match kind:
        case RelayKind.SIMULATED:
            return translate("Relays", "Nothing is unlocked anywhere; rules and alarms can be tried out.")
        case RelayKind.SHELLY:
            return translate("Relays", "The switch locks again by itself, even when this computer fails.")
        case RelayKind.HTTP:
            return translate("Relays", "{seconds} and {milliseconds} in an address stand for how long it is unlocked.")
        case RelayKind.MODBUS:
            return translate("Relays", "The board is reached over the network; its manual names unit and coil.")
        case RelayKind.MQTT:
            return translate(
                "Relays", "Relay and computer meet at a broker; {expires} tells the relay when to ignore it."
            )
        case RelayKind.SERIAL:
            return translate("Relays", "Bytes are written as hexadecimal digits, such as A0 01 01 A2.")
        case RelayKind.COMMAND:
            return translate("Relays", "The door is taken as unlocked when the program ends without an error.")
        case RelayKind.OSDP:
            return translate("Relays", "With a key everything on the line is encrypted.")


def fail_text(fail: FailState, translate: Translate) -> str:
    """Name what a door is while nobody commands it."""
    if fail is FailState.SECURE:
        return translate("Relays", "Locked (fail-secure)")
    return translate("Relays", "Unlocked (fail-safe)")


def fail_hint(fail: FailState, translate: Translate) -> str:
    """Explain in a sentence what that means."""
    if fail is FailState.SECURE:
        return translate(
            "Relays", "When Usher stops or crashes nobody gets in; make sure the door opens from inside without power."
        )
    return translate(
        "Relays", "When Usher stops or crashes everybody gets in: for escape routes, where law may ask it."
    )


def kind_of(relay: RelaySettings) -> RelayKind:
    """Return the kind of a relay."""
    return RelayKind(msgspec.to_builtins(relay)["kind"])


def typed_of(relay: RelaySettings) -> dict[str, str | bool]:
    """Return what stands in the fields of a relay."""
    found: dict[str, str | bool] = {}
    for field in FIELDS[kind_of(relay)]:
        value = getattr(relay, field.name)
        if isinstance(value, bool):
            found[field.name] = value
        elif field.input is Input.PROGRAM:
            found[field.name] = shlex.join(value)
        else:
            found[field.name] = "" if value is None else str(value)
    return found


def blank(kind: RelayKind) -> RelaySettings:
    """Return a relay of a kind as it comes, to be filled in."""
    made: RelaySettings = msgspec.convert({"kind": kind.value}, RelaySettings)
    return made


def relay_of(kind: RelayKind, typed: Typed) -> RelaySettings:
    """Return the relay that was typed in. Raises msgspec.ValidationError, ValueError where `problems` are left."""
    made: dict[str, Any] = {"kind": kind.value}
    for field in FIELDS[kind]:
        value = typed[field.name]
        made[field.name] = value if isinstance(value, bool) else _read(field, value)
    relay: RelaySettings = msgspec.convert(made, RelaySettings)
    return relay


def _read(field: RelayField, text: str) -> object:
    match field.input:
        case Input.WHOLE:
            return int(text) if text.strip() else None
        case Input.CHOICE:
            return int(text) if text.isdecimal() else text
        case Input.PROGRAM:
            return tuple(shlex.split(text))
        case Input.SECRET:
            return text
        case _:
            return text.strip()


def problems(kind: RelayKind, typed: Typed, translate: Translate) -> dict[str, str]:
    """Return what is wrong with what was typed, by the name of the field; empty when the relay can be tried."""
    found = {}
    for field in FIELDS[kind]:
        value = typed[field.name]
        said = _wrong(field, value, translate) if isinstance(value, str) else ""
        if said:
            found[field.name] = said
    return found


def _wrong(field: RelayField, text: str, translate: Translate) -> str:
    bare = text.strip()
    if not bare:
        optional = not field.needed and (field.input is not Input.WHOLE or bool(field.hint))
        return "" if optional else translate("Relays", "This is needed.")
    match field.input:
        case Input.WHOLE if not bare.isdecimal() or not field.low <= int(bare) <= field.high:
            said = translate("Relays", "Write a whole number from {low} to {high}.")
            return said.format(low=field.low, high=field.high)
        case Input.ADDRESS if not _ADDRESS.fullmatch(bare):
            return translate("Relays", "Write an address that begins with http:// or https://.")
        case Input.BYTES if not _HEX.fullmatch(bare):
            return translate("Relays", "Write bytes as pairs of hexadecimal digits, such as A0 01 01 A2.")
        case Input.KEY if not _KEY.fullmatch(bare):
            return translate("Relays", "Write the key as 32 hexadecimal digits.")
        case Input.PROGRAM if not _splits(bare):
            return translate("Relays", "A quotation mark is missing.")
        case _:
            return ""


def _splits(text: str) -> bool:
    try:
        return bool(shlex.split(text))
    except ValueError:
        return False


def is_silent(relay: RelaySettings) -> bool:
    """Say whether a relay cannot be reached without switching it, so that a test without that proves nothing."""
    return isinstance(relay, CommandRelay) or (isinstance(relay, HttpRelay) and not relay.status_url)


def name_problem(name: str, others: Sequence[DoorSettings], translate: Translate) -> str:
    """Say what is wrong with the name of a door; empty where nothing is."""
    if not name.strip():
        return translate("Relays", "Give the door a name.")
    if any(other.name.casefold() == name.strip().casefold() for other in others):
        return translate("Relays", "Another door has this name.")
    return ""


def fresh_id(name: str, taken: Sequence[str]) -> str:
    """Return an id for a new door, readable where the name allows it."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "door"
    number, found = 2, base
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found
