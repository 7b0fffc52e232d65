"""Two faces against each other."""

import math

import numpy as np

from core.domain.embedding import Embedding, raw_vector
from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import Comparison, OperatingPoint
from core.gallery.scan import shown

_USUAL = 0.98
"""Stored vectors have unit length but for their rounding; whatever is further off is looked at closely."""

_CLOSE = 1e-4
"""How near a score has to be to the threshold for float32 not to be trusted with the decision: with 1 024 numbers
its product may be 6e-5 off."""


def compare(a: Embedding, b: Embedding, point: OperatingPoint) -> Comparison:
    """Say how alike two faces are and whether `point` takes them for one person.

    The score is right to 6e-5, the decision to the last bit of float64. Raises KnownError(MODEL_MISMATCH) if
    different models measured them, KnownError(BLOB_DAMAGED) if they have different lengths.
    """
    if a.model_id != b.model_id:
        raise KnownError(ErrorCode.MODEL_MISMATCH, found=b.model_id, expected=a.model_id)
    x, y = a.vector, b.vector
    try:
        score = float(x.dot(y))
    except ValueError as error:
        raise KnownError(ErrorCode.BLOB_DAMAGED, detail=f"{y.size} numbers instead of {x.size}") from error
    accept = point.accept
    if abs(score - accept) < _CLOSE:
        score = float(x.astype(np.float64).dot(y.astype(np.float64)))
    if not -1.0 <= score <= 1.0:
        score = shown(score)
    return Comparison(score, point.probability(score), score >= accept, accept)


def compare_blobs(a: bytes, b: bytes, model_id: str, point: OperatingPoint) -> Comparison:
    """Compare two stored faces, to the same precision. Raises KnownError(BLOB_DAMAGED or MODEL_MISMATCH)."""
    x, y = raw_vector(a, model_id), raw_vector(b, model_id)
    lengths = math.sqrt(x.dot(x)) * math.sqrt(y.dot(y))
    if x.size == y.size and _USUAL < lengths < 1.0 / _USUAL:
        score = shown(float(x.dot(y)) / lengths)
        if abs(score - point.accept) > _CLOSE:
            return Comparison(score, point.probability(score), score >= point.accept, point.accept)
    return compare(Embedding.from_blob(a, model_id), Embedding.from_blob(b, model_id), point)
