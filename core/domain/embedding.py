"""The portable face feature: a unit vector and the model it belongs to.

As bytes (the blob that is stored and sent): an 8-byte header, then the vector as little-endian float16.
512-d is 1 032 bytes, 128-d is 264. Header: 2 bytes magic "UF", 1 byte version, 1 byte flags (0 for now),
4 bytes model tag = the first four bytes of SHA-256 over the model id.
"""

import hashlib
import struct
from dataclasses import dataclass

import numpy as np

from core.domain.arrays import Floats, frozen
from core.domain.errors import ErrorCode, KnownError

_HEADER = struct.Struct("<2sBB4s")
_MAGIC = b"UF"
_VERSION = 1
_UNIT_TOLERANCE = 1e-2
"""float16 keeps 11 bits of mantissa; the norm of a rounded unit vector stays within 1e-3 of one."""


def model_tag(model_id: str) -> bytes:
    """Return the four bytes that stand for `model_id` in a blob's header."""
    return hashlib.sha256(model_id.encode()).digest()[:4]


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """`vector` is (d,) float32 of unit length, read-only. Only embeddings of one `model_id` may be compared."""

    vector: Floats
    model_id: str

    def __post_init__(self) -> None:
        if self.vector.ndim != 1 or self.vector.dtype != np.float32:
            raise ValueError(f"an embedding is a float32 vector, got {self.vector.dtype} {self.vector.shape}")
        if not abs(float(np.linalg.norm(self.vector)) - 1.0) <= _UNIT_TOLERANCE:
            raise ValueError("an embedding has unit length")
        frozen(self.vector)

    @classmethod
    def normalised(cls, raw: Floats, model_id: str) -> "Embedding":
        """Scale a network's output to unit length. Raises ValueError on zeros, NaN or infinity."""
        norm = float(np.linalg.norm(raw))
        if not np.isfinite(norm) or norm < 1e-6:
            raise ValueError("this vector has no direction")
        return cls((raw / norm).astype(np.float32), model_id)

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
        if len(blob) <= _HEADER.size or len(blob) % 2:
            raise KnownError(ErrorCode.BLOB_DAMAGED, detail=f"{len(blob)} bytes")
        magic, version, _flags, tag = _HEADER.unpack_from(blob)
        if magic != _MAGIC or version != _VERSION:
            raise KnownError(ErrorCode.BLOB_DAMAGED, detail=f"header {blob[:4].hex()}")
        if tag != model_tag(model_id):
            raise KnownError(ErrorCode.MODEL_MISMATCH, found=tag.hex(), expected=model_id)
        raw = np.frombuffer(blob, "<f2", offset=_HEADER.size).astype(np.float32)
        try:
            return cls.normalised(raw, model_id)
        except ValueError as error:
            raise KnownError(ErrorCode.BLOB_DAMAGED, detail=str(error)) from error
