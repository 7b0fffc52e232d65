"""Two faces against each other."""

from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.matching import Comparison, OperatingPoint
from core.gallery.scan import exact_cosines, shown


def compare(a: Embedding, b: Embedding, point: OperatingPoint) -> Comparison:
    """Say how alike two faces are and whether `point` takes them for one person.

    Raises KnownError(MODEL_MISMATCH) if different models measured them.
    """
    if a.model_id != b.model_id:
        raise KnownError(ErrorCode.MODEL_MISMATCH, found=b.model_id, expected=a.model_id)
    score = shown(float(exact_cosines(a.vector[None], b.vector)[0]))
    return Comparison(score, point.probability(score), score >= point.accept, point.accept)
