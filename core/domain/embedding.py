"""The portable face feature: a unit vector and the model it belongs to.

As bytes (the blob that is stored and sent): an 8-byte header, then the vector as little-endian float16.
512-d is 1 032 bytes, 128-d is 264. Header: 2 bytes magic "UF", 1 byte version, 1 byte flags (0 for now),
4 bytes model tag = the first four bytes of SHA-256 over the model id.
"""

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from core.domain.arrays import Floats, frozen
from core.domain.errors import ErrorCode, KnownError

_HEADER = struct.Struct("<2sBB4s")
_MAGIC = b"UF"
_VERSION = 1
UNIT_TOLERANCE = 1e-2
"""float16 keeps 11 bits of mantissa; the norm of a rounded unit vector stays within 1e-3 of one."""

_SHORTEST = 1e-6
"""What is shorter than this points nowhere."""


@cache
def model_tag(model_id: str) -> bytes:
    """Return the four bytes that stand for `model_id` in a blob's header."""
    return hashlib.sha256(model_id.encode()).digest()[:4]


def scale_to_unit(rows: Floats) -> NDArray[np.bool_]:
    """Scale the rows of (n, d) float32 to unit length in place; return (n,) whether a row could be scaled.

    A row without direction (zero, NaN, infinity) becomes meaningless. What becomes of a row does not depend on
    its company: a vector read alone equals, bit for bit, the same vector read among a million.
    """
    with np.errstate(all="ignore"):  # zero, NaN and infinity are asked for in the end
        wide = rows.astype(np.float64)
        lengths = np.sqrt(np.vecdot(wide, wide)).astype(np.float32)
        rows /= lengths[:, np.newaxis]
        scalable: NDArray[np.bool_] = (lengths >= _SHORTEST) & (lengths < np.inf)
    return scalable


def _widen(halves: NDArray[np.float16], out: Floats) -> None:
    """Write float16 to `out`, float32 of the same shape; a signalling NaN, which no network ever wrote, is no alarm."""
    with np.errstate(invalid="ignore"):
        out[...] = halves


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """`vector` is (d,) float32 of unit length, read-only. Only embeddings of one `model_id` may be compared."""

    vector: Floats
    model_id: str

    def __post_init__(self) -> None:
        if self.vector.ndim != 1 or self.vector.dtype != np.float32:
            raise ValueError(f"an embedding is a float32 vector, got {self.vector.dtype} {self.vector.shape}")
        if not abs(float(np.linalg.norm(self.vector)) - 1.0) <= UNIT_TOLERANCE:
            raise ValueError("an embedding has unit length")
        frozen(self.vector)

    @classmethod
    def normalised(cls, raw: Floats, model_id: str) -> "Embedding":
        """Scale a network's output to unit length. Raises ValueError on zeros, NaN or infinity."""
        rows = np.array(raw, np.float32, ndmin=2)
        if not scale_to_unit(rows).all():
            raise ValueError("this vector has no direction")
        return cls(rows[0], model_id)

    def cosine(self, other: "Embedding") -> float:
        """Return the cosine similarity in -1…1. Raises KnownError(MODEL_MISMATCH) across models."""
        if self.model_id != other.model_id:
            raise KnownError(ErrorCode.MODEL_MISMATCH, found=other.model_id, expected=self.model_id)
        return float(self.vector @ other.vector)

    def to_blob(self) -> bytes:
        """Return header + little-endian float16 vector."""
        return _HEADER.pack(_MAGIC, _VERSION, 0, model_tag(self.model_id)) + self.vector.astype("<f2").tobytes()

    @classmethod
    def from_blob(cls, blob: bytes, model_id: str) -> "Embedding":
        """Read a blob written by `to_blob`.

        Raises KnownError(BLOB_DAMAGED) if it is not one, KnownError(MODEL_MISMATCH) if another model made it.
        """
        raw = raw_vector(blob, model_id)
        try:
            return cls.normalised(raw, model_id)
        except ValueError as error:
            raise KnownError(ErrorCode.BLOB_DAMAGED, detail=str(error)) from error


def raw_vector(blob: bytes, model_id: str) -> Floats:
    """Return the (d,) float32 numbers of a blob as they stand there: of about unit length, unless it is damaged.

    Raises as `Embedding.from_blob`, which also looks at the numbers.
    """
    if len(blob) <= _HEADER.size or len(blob) % 2:
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail=f"{len(blob)} bytes")
    magic, version, _flags, tag = _HEADER.unpack_from(blob)
    if magic != _MAGIC or version != _VERSION:
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail=f"header {blob[:4].hex()}")
    if tag != model_tag(model_id):
        raise KnownError(ErrorCode.MODEL_MISMATCH, found=tag.hex(), expected=model_id)
    halves = np.frombuffer(blob, "<f2", offset=_HEADER.size)
    raw = np.empty(len(halves), np.float32)
    _widen(halves, raw)
    return raw


def read_blobs(blobs: Sequence[bytes], model_id: str, out: Floats) -> bool:
    """Fill `out` (n, d) float32 with what `Embedding.from_blob` makes of each of the n blobs, at once.

    Returns False, with `out` in any state, when one of them is damaged, another model's, or not d long;
    which one and why, `from_blob` says.
    """
    count, dimensions = out.shape
    layout = np.dtype([("magic", "V3"), ("flags", "V1"), ("tag", "V4"), ("vector", "<f2", (dimensions,))])
    if count != len(blobs) or not set(map(len, blobs)) <= {layout.itemsize}:
        return False
    rows = np.frombuffer(b"".join(blobs), layout)
    if (rows["magic"] != np.void(_MAGIC + bytes([_VERSION]))).any() or (
        rows["tag"] != np.void(model_tag(model_id))
    ).any():
        return False
    _widen(rows["vector"], out)
    return bool(scale_to_unit(out).all())
