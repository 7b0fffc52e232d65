"""Making onnxruntime sessions the one way Usher wants them."""

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import (
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoModel,
    NotImplemented,
    RuntimeException,
)

from core.domain.errors import ErrorCode, KnownError

PROVIDERS = ("CPUExecutionProvider",)

SESSION_ERRORS = (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoModel, NotImplemented, RuntimeException)
"""What onnxruntime raises about a file it cannot use; they share no base class but Exception."""

_FATAL_ONLY = 4
"""onnxruntime's log severity. Its errors reach us as exceptions; said twice they would only frighten."""


def session_options(threads: int) -> onnxruntime.SessionOptions:
    """Return options for a session that computes on `threads` threads and leaves the cores alone when idle."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL_ONLY
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def open_session(model: bytes, file: str, pack: str, threads: int = 1) -> onnxruntime.InferenceSession:
    """Return a session over the ONNX bytes `model`, which came from `file` of `pack`.

    Its `run` may be called by several threads at once. Raises KnownError(MODEL_DAMAGED).
    """
    try:
        return onnxruntime.InferenceSession(model, session_options(threads), providers=list(PROVIDERS))
    except SESSION_ERRORS as error:
        raise KnownError(ErrorCode.MODEL_DAMAGED, path=file, pack=pack, detail=reason(error)) from error


def reason(error: Exception) -> str:
    """Return the clause of onnxruntime's message that says what is wrong, without its codes."""
    first, *_ = str(error).strip().splitlines() or [type(error).__name__]
    return first.rsplit(" : ", 1)[-1].rstrip(".")
