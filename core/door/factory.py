"""Makes the relay of a door from its settings."""

from core.config.doors import (
    CommandRelay,
    DoorSettings,
    HttpRelay,
    ModbusRelay,
    MqttRelay,
    OsdpRelay,
    SerialRelay,
    ShellyRelay,
    SimulatedRelay,
)
from core.domain.doors import FailState
from core.door.relay import Relay, Switch


def relay_of(settings: DoorSettings) -> Relay:
    """Return the relay of a door; nothing is connected yet. Raises KnownError(RELAY_UNUSABLE) for settings unfit."""
    relay = settings.relay
    spelled_out = isinstance(relay, HttpRelay | MqttRelay | CommandRelay | SimulatedRelay)
    contact_inverted = isinstance(relay, ShellyRelay | ModbusRelay) and relay.contact_inverted
    return Relay(_switch(settings), inverted=relay.inverted and not spelled_out, contact_inverted=contact_inverted)


def _switch(settings: DoorSettings) -> Switch:
    """Return the device; each library is loaded by whoever has such a device."""
    match settings.relay:
        case ShellyRelay() as shelly:
            from core.door.shelly import ShellySwitch

            return ShellySwitch(shelly)
        case HttpRelay() as http:
            from core.door.http import HttpSwitch

            return HttpSwitch(http)
        case ModbusRelay() as modbus:
            from core.door.modbus import ModbusSwitch

            return ModbusSwitch(modbus)
        case MqttRelay() as mqtt:
            from core.door.mqtt import MqttSwitch

            return MqttSwitch(mqtt, home_on=settings.fail is FailState.SAFE)
        case SerialRelay() as port:
            from core.door.serial import SerialSwitch

            return SerialSwitch(port)
        case CommandRelay() as command:
            from core.door.command import CommandSwitch

            return CommandSwitch(command)
        case OsdpRelay() as osdp:
            from core.door.osdp import OsdpSwitch

            return OsdpSwitch(osdp)
        case SimulatedRelay():
            from core.door.simulated import SimulatedSwitch

            return SimulatedSwitch()
