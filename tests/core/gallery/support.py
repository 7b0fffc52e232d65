"""Makers of templates, and the plain float64 search the index has to agree with."""

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, Match, OperatingPoint
from core.domain.people import Template

MODEL = "model-of-the-tests"
POINT = OperatingPoint(accept=0.45, consider=0.35, margin=0.05, midpoint=0.4, slope=20.0)
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


def direction(seed: int, dimensions: int) -> Floats:
    """Return a random vector."""
    return np.random.default_rng(seed).standard_normal(dimensions).astype(np.float32)


def embedding(raw: Floats, model: str = MODEL) -> Embedding:
    """Return `raw` as an embedding."""
    return Embedding.normalised(raw, model)


def template(number: int, person: str, measured: Embedding) -> Template:
    """Return an enrolled embedding."""
    return Template(number, PersonId(person), measured, 0.9, b"", NOON)


def brute_force(templates: Iterable[Template], probe: Embedding) -> Match:
    """Search in float64, one template after the other; ties go to the lowest template id."""
    exact = probe.vector.astype(np.float64)
    ranked = sorted(
        (-float((template.embedding.vector.astype(np.float64) * exact).sum()), template.id, template.person)
        for template in templates
    )
    if not ranked:
        return NO_MATCH
    best_score, _, best = ranked[0]
    score = shown(-best_score)
    for other_score, _, other in ranked:
        if other != best:
            return Match(best, score, other, shown(-other_score), POINT.probability(score))
    return Match(best, score, None, -1.0, POINT.probability(score))


def shown(cosine: float) -> float:
    """Return what is reported of a product of two almost unit vectors."""
    return max(-1.0, min(1.0, cosine))
