"""Makers of templates, and the plain float64 search the index has to agree with."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import numpy as np

from core.domain.arrays import Floats
from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import NO_MATCH, Hit, Match, OperatingPoint
from core.domain.people import Template, TemplateBlock, TemplateOrigin
from core.gallery.layout import Layout

MODEL = "model-of-the-tests"
POINT = OperatingPoint(accept=0.45, margin=0.05, midpoint=0.4, slope=20.0)
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)

PACKED = Layout(threads=2, plain_bytes=1, least_bytes=1, most_bytes=1 << 15)
"""Everything a million rows go through, at a few hundred: packed and merged by 64, in several segments and threads."""


def direction(seed: int, dimensions: int) -> Floats:
    """Return a random vector."""
    return np.random.default_rng(seed).standard_normal(dimensions).astype(np.float32)


def embedding(raw: Floats, model: str = MODEL) -> Embedding:
    """Return `raw` as an embedding."""
    return Embedding.normalised(raw, model)


def template(number: int, person: str, measured: Embedding) -> Template:
    """Return an enrolled embedding."""
    return Template(number, PersonId(person), measured, 0.9, b"", NOON)


def block_of(templates: Iterable[Template], dimensions: int) -> TemplateBlock:
    """Return templates as the store would."""
    ordered = sorted(templates, key=lambda one: one.id)
    people = np.array(sorted({one.person.encode() for one in ordered}), np.bytes_)
    return TemplateBlock(
        model_id=MODEL,
        stamp=bytes(16),
        ids=np.array([one.id for one in ordered], np.int64),
        vectors=np.array([one.embedding.vector for one in ordered], np.float32).reshape(-1, dimensions),
        owners=np.searchsorted(people, np.array([one.person.encode() for one in ordered])).astype(np.int32),
        people=people,
        centroids=np.array([one.origin is TemplateOrigin.CENTROID for one in ordered], np.bool_),
    )


def ranking(templates: Iterable[Template], probe: Embedding) -> Sequence[Hit]:
    """Rank people in float64, one template after the other; ties go to the lowest template id."""
    exact = probe.vector.astype(np.float64)
    rows = sorted((-float(exact.dot(one.embedding.vector.astype(np.float64))), one.id, one.person) for one in templates)
    first: dict[PersonId, Hit] = {}
    for minus_score, number, person in rows:
        first.setdefault(person, Hit(person, shown(-minus_score), number))
    return list(first.values())


def brute_force(templates: Iterable[Template], probe: Embedding) -> Match:
    """Return the answer a search has to give."""
    return best_of(ranking(templates, probe))


def best_of(ranked: Sequence[Hit]) -> Match:
    """Return the answer a search has to give where people rank so."""
    match ranked[:2]:
        case [best, other]:
            return Match(best.person, best.score, other.person, other.score, POINT.probability(best.score))
        case [only]:
            return Match(only.person, only.score, None, -1.0, POINT.probability(only.score))
    return NO_MATCH


def shown(cosine: float) -> float:
    """Return what is reported of a product of two almost unit vectors."""
    return max(-1.0, min(1.0, cosine))
