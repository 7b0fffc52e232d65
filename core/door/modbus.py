"""A relay board on Modbus/TCP.

With a `pulse_register` the board ends “on” by itself; “off” it never ends, and a plain coil neither: then a guard
stands by. A board that answers too late may still carry the order out. After that the connection is closed, so that
what was not sent yet never is, and the opposite is written before anything else, again and again for ten seconds
(`core.runtime.doors.orders`); a board that pulses by itself is open for no longer than the pulse in any case. After a
power cut boards come up with every coil off unless they were told to remember: do not.
"""

import logging
import math
import socket
from collections.abc import Callable

from pymodbus.client import ModbusTcpClient
from pymodbus.constants import ExcCodes
from pymodbus.exceptions import ConnectionException, ModbusException, ModbusIOException
from pymodbus.pdu import ModbusPDU

from core.config.doors import ModbusRelay
from core.domain.errors import ErrorCode, KnownError
from core.door.links import ABORTIVE, CALL_S, Addresses, Deadline

_MOST = 65_535
_LATER = (ExcCodes.ACKNOWLEDGE, ExcCodes.DEVICE_BUSY, ExcCodes.GATEWAY_PATH_UNAVIABLE, ExcCodes.GATEWAY_NO_RESPONSE)
"""Exceptions that pass by themselves."""
_NAMES = {code.value: code.name.replace("_", " ").lower() for code in ExcCodes}


class ModbusSwitch:
    """One coil of a board, or its pulse register, and one discrete input."""

    def __init__(self, settings: ModbusRelay, timeout_s: float = CALL_S) -> None:
        if not settings.host:
            raise KnownError(ErrorCode.RELAY_UNUSABLE, relay="", detail="there is no address")
        # What it logs as an error is what is raised here.
        logging.getLogger("pymodbus.logging").setLevel(logging.CRITICAL)
        self._settings = settings
        self._client = _Client(settings.host, settings.port, timeout_s)

    def times(self, on: bool) -> bool:
        """Say whether the board ends a state by itself: only a pulse."""
        return on and self._settings.pulse_register is not None

    def set(self, on: bool, seconds: float | None) -> None:
        """Write the coil, or how long to pulse."""
        settings, unit = self._settings, self._settings.unit
        if on and seconds is not None and settings.pulse_register is not None:
            units = min(max(1, math.ceil(seconds * 1000 / settings.pulse_unit_ms)), _MOST)
            self._answer(lambda: self._client.write_register(settings.pulse_register or 0, units, device_id=unit))
        else:
            self._answer(lambda: self._client.write_coil(settings.coil, on, device_id=unit))

    def input(self) -> bool | None:
        """Return whether the discrete input is on; without one, only ask for the coil."""
        contact, coil, unit = self._settings.contact, self._settings.coil, self._settings.unit
        if contact is None:
            self._answer(lambda: self._client.read_coils(coil, device_id=unit))
            return None
        return bool(self._answer(lambda: self._client.read_discrete_inputs(contact, device_id=unit)).bits[0])

    def close(self) -> None:
        """Drop the connection."""
        self._client.close()  # type: ignore[no-untyped-call]

    def _answer(self, ask: Callable[[], ModbusPDU]) -> ModbusPDU:
        try:
            answer = ask()
        except (TimeoutError, ModbusIOException) as error:
            raise self._lost(ErrorCode.RELAY_UNREACHABLE, "no answer in time") from error
        except (OSError, ConnectionException) as error:
            raise self._lost(ErrorCode.RELAY_UNREACHABLE, "no connection, or it broke off") from error
        except ModbusException as error:
            raise self._lost(ErrorCode.RELAY_GARBLED, "this is no Modbus") from error
        if answer.isError():
            code = answer.exception_code
            detail = f"exception {code}, {_NAMES.get(code, 'unknown')}"
            raise self._lost(ErrorCode.RELAY_UNREACHABLE if code in _LATER else ErrorCode.RELAY_REFUSED, detail)
        return answer

    def _lost(self, code: ErrorCode, detail: str) -> KnownError:
        self._client.close()  # type: ignore[no-untyped-call]
        return KnownError(code, relay=self._settings.host, detail=detail)


class _Client(ModbusTcpClient):
    """Connects within the deadline, and so that closing leaves nothing behind.

    A call is a connection, and an answer that may trickle for twice what the library was given for it.
    """

    def __init__(self, host: str, port: int, timeout_s: float) -> None:
        super().__init__(host, port=port, timeout=timeout_s / 3, retries=0)
        self._addresses = Addresses()

    def connect(self) -> bool:
        """Connect unless that was done. Raises OSError."""
        if self.socket is None:
            deadline = Deadline(self.comm_params.timeout_connect)
            try:
                address = self._addresses.of(self.comm_params.host, self.comm_params.port, deadline.left())
                self.socket = socket.create_connection((address, self.comm_params.port), deadline.left())
            except OSError:
                self._addresses.forget()
                raise
            self.socket.setsockopt(*ABORTIVE)
        return True
