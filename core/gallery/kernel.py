"""The integer product at the speed of memory: onnxruntime's MatMulInteger over columns it keeps packed.

The packed copy replaces ours: a session takes over the columns while it is made, and needs them no more afterwards.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from core.domain.errors import BugError

_OPSET = 13
_IR_VERSION = 8
_FATAL = 4


@dataclass(frozen=True, slots=True)
class ProbeCode:
    """Integers of a probe lie in -`levels`…`levels` and are sent shifted up by `zero`."""

    levels: int
    zero: int


_EIGHT_BITS = ProbeCode(127, 128)
_SEVEN_BITS = ProbeCode(63, 64)
"""Two products of 127 by 127 added in 16 bits, as processors without VNNI do, cannot overflow."""


class Slot:
    """Room for one product: fill `codes` (m, d) uint8, run, read `products` (m, n) int32. One thread at a time."""

    def __init__(self, session: ort.InferenceSession, batch: int, dimensions: int, width: int) -> None:
        self.codes: NDArray[np.uint8] = np.zeros((batch, dimensions), np.uint8)
        self.products: NDArray[np.int32] = np.zeros((batch, width), np.int32)
        self._session = session
        self._binding = session.io_binding()
        self._binding.bind_ortvalue_input("probe", ort.OrtValue.ortvalue_from_numpy(self.codes))
        self._binding.bind_ortvalue_output("products", ort.OrtValue.ortvalue_from_numpy(self.products))

    def run(self) -> None:
        """Multiply; other threads run meanwhile."""
        self._session.run_with_iobinding(self._binding)


class Kernel:
    """Products of int8 `columns` (d, n) with probes; any number of threads, each with a slot of its own."""

    def __init__(self, columns: NDArray[np.int8], code: ProbeCode) -> None:
        """Pack `columns`, which may be let go afterwards."""
        self._dimensions, self._width = columns.shape
        self._session = _session(columns, code.zero)
        self._idle: dict[int, list[Slot]] = {}

    def take(self, batch: int) -> Slot:
        """Lend a slot for `batch` probes."""
        # Popping and appending are single steps of the interpreter: no lock is needed.
        idle = self._idle.setdefault(batch, [])
        try:
            return idle.pop()
        except IndexError:
            return Slot(self._session, batch, self._dimensions, self._width)

    def give_back(self, slot: Slot) -> None:
        """Keep a slot for the next search."""
        self._idle[len(slot.codes)].append(slot)


@cache
def probe_code() -> ProbeCode | None:
    """Return how finely this processor may multiply: tried on the worst products there are, never assumed.

    Processors without 8-bit dot products add pairs of products in 16 bits and saturate. None: not even seven bits
    come out right, and only floats can be trusted.
    """
    return next((code for code in (_EIGHT_BITS, _SEVEN_BITS) if _is_exact(code)), None)


def _is_exact(code: ProbeCode) -> bool:
    width, dimensions = 64, 512
    signs = np.where(np.random.default_rng(0).integers(0, 2, (dimensions, width)), 127, -127)
    columns = np.where(np.arange(width) < 2, np.array([127, -127] * (width // 2)), signs).astype(np.int8)
    for batch in (1, 2, 16):
        integers = np.full((batch, dimensions), code.levels)
        integers[1::2] *= -1
        slot = Kernel(columns, code).take(batch)
        slot.codes[:] = integers + code.zero
        slot.run()
        if not np.array_equal(slot.products, integers @ columns.astype(np.int64)):
            return False
    return True


def _session(columns: NDArray[np.int8], zero: int) -> ort.InferenceSession:
    if not columns.flags.c_contiguous:
        raise BugError("columns have to be contiguous")
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1  # shards are the threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = _FATAL
    # Handed over beside the model, so that they are neither copied into it nor held to its limit of 2 GB.
    value = ort.OrtValue.ortvalue_from_numpy(columns)
    options.add_external_initializers(["columns"], [value])
    dimensions, width = columns.shape
    return ort.InferenceSession(_model(dimensions, width, zero), options, providers=["CPUExecutionProvider"])


def _model(dimensions: int, width: int, zero: int) -> bytes:
    columns = TensorProto(
        name="columns",
        data_type=TensorProto.INT8,
        dims=(dimensions, width),
        data_location=TensorProto.EXTERNAL,
    )
    for key, text in (("location", "columns"), ("offset", "0"), ("length", str(dimensions * width))):
        columns.external_data.add(key=key, value=text)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["probe", "columns", "zero"], ["products"])],
        "scan",
        [helper.make_tensor_value_info("probe", TensorProto.UINT8, ["batch", dimensions])],
        [helper.make_tensor_value_info("products", TensorProto.INT32, ["batch", width])],
        [columns, numpy_helper.from_array(np.array(zero, np.uint8), "zero")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)
    packed: bytes = model.SerializeToString()
    return packed
