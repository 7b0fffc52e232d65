"""A relay board on Modbus/TCP, on loopback: coils, discrete inputs and a register that pulses the first coil."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

COILS = 8
PULSE_REGISTER = 10
_WRITES = {5: "coil", 6: "register"}


class ModbusBoard:
    """The board. `written` holds what was written; with `failing`, writing fails in the device."""

    def __init__(self) -> None:
        self.coil = False
        self.contact = False
        self.failing = False
        self.written: list[tuple[str, int, int]] = []
        self.changed = threading.Condition()
        self.port = 0

    def device(self) -> SimDevice:
        blocks = (
            [SimData(0, count=COILS, values=False, datatype=DataType.BITS)],
            [SimData(0, count=COILS, values=False, datatype=DataType.BITS)],
            [SimData(PULSE_REGISTER, values=0, datatype=DataType.REGISTERS)],
            [SimData(0, values=0, datatype=DataType.REGISTERS)],
        )
        return SimDevice(1, simdata=blocks, action=self._act)

    async def _act(
        self, function: int, start: int, address: int, count: int, now: list[int], new: list[int] | list[bool] | None
    ) -> ExcCodes | None:
        del start, count
        if function == 2:
            now[0] = 0xFFFF if self.contact else 0
        if new is None:
            return None
        if self.failing:
            return ExcCodes.DEVICE_FAILURE
        with self.changed:
            self.written.append((_WRITES[function], address, int(new[0])))
            self.coil = bool(new[0]) if function == 5 else True
            self.changed.notify_all()
        return None


@contextmanager
def powered(board: ModbusBoard) -> Iterator[ModbusBoard]:
    """Have the board answer, on the port it had before if it had one."""
    started = threading.Event()
    loop = asyncio.new_event_loop()
    servers: list[ModbusTcpServer] = []

    async def serve() -> None:
        if not board.port:
            with socket.create_server(("127.0.0.1", 0)) as free:
                board.port = free.getsockname()[1]
        server = ModbusTcpServer(board.device(), address=("127.0.0.1", board.port))
        await server.serve_forever(background=True)
        servers.append(server)
        started.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_forever()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run, name="modbus-board")
    thread.start()
    started.wait(5)
    try:
        yield board
    finally:
        stopping = servers[0].shutdown()  # type: ignore[no-untyped-call]
        asyncio.run_coroutine_threadsafe(stopping, loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
