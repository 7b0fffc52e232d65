"""Which pictures of a visit make a person easier to recognise, and which of their templates make room for them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.embedding import Embedding
from core.domain.matching import OperatingPoint
from core.domain.people import Template, TemplateOrigin, centroid
from core.domain.strangers import Admission

GOOD_ENOUGH = 0.5
"""Quality.overall a template is to have, as for a first shot that is taken at once."""
SEEN_ALREADY = 0.80
"""Cosine to a template from which on another picture shows nothing new. With SFace 94 of 100 pairs of frames of one
track, eight frames apart, lie above it, and 10 of 100 pairs of press pictures of one person (LFW)."""
MOST_TEMPLATES = 12
"""A person's templates at most: every one of them is one more that a stranger may resemble."""
TEMPLATES_OF_A_STRANGER = 5
"""Pictures somebody who came unknown is enrolled with at most, as in a guided enrolment."""
SURENESS = 100.0
"""Times likelier a picture must be of the person than of another, by its cosine to the mean of the anchors. In a month
replayed on LFW with 5 % of the answers wrong, it kept out 20 of 21 pictures of somebody else that were confirmed, and
10 of 318 of the right person (`python -m tests.benchmarks.month`)."""
HALF_LIFE = timedelta(days=365)
"""After this time a confirmed picture is worth half of its quality."""

_ANCHORS = (TemplateOrigin.ENROLLED, TemplateOrigin.IMPORTED)


@dataclass(frozen=True, slots=True)
class Joining:
    """Whether a picture becomes a template, and the ids of the templates that make room for it."""

    admission: Admission
    displaced: tuple[int, ...] = ()


def drift_level(point: OperatingPoint) -> float:
    """Return the cosine to the mean of the anchors under which a confirmed picture adds no template."""
    return point.even + math.log(SURENESS) / point.slope


def join(face: Embedding, quality: float, templates: Sequence[Template], at: datetime, level: float) -> Joining:
    """Say whether a confirmed picture of Quality.overall `quality` joins a person's `templates` of the same model.

    Anchors, as people were enrolled or imported with them, never make room: of the confirmed ones that is the least
    worth at the moment `at`, where the new picture is worth more.
    """
    pictures = [template for template in templates if template.origin is not TemplateOrigin.CENTROID]
    if quality < GOOD_ENOUGH:
        return Joining(Admission.POOR)
    if not resembles(face, [template for template in pictures if template.origin in _ANCHORS] or pictures, level):
        return Joining(Admission.STRANGE)
    if any(face.cosine(template.embedding) >= SEEN_ALREADY for template in pictures):
        return Joining(Admission.NOTHING_NEW)
    if len(pictures) < MOST_TEMPLATES:
        return Joining(Admission.JOINS)
    confirmed = [template for template in pictures if template.origin is TemplateOrigin.CONFIRMED]
    least = min(confirmed, key=lambda template: (worth(template, at), template.id), default=None)
    if least is None or worth(least, at) >= quality:
        return Joining(Admission.NO_ROOM)
    return Joining(Admission.JOINS, (least.id,))


def resembles(face: Embedding, templates: Sequence[Template], level: float) -> bool:
    """Say whether a face reaches `level` against the mean of `templates`; where there is no mean, it does."""
    if not templates:
        return True
    mean = centroid([t.embedding for t in templates], [t.quality for t in templates])
    return mean is None or face.cosine(mean) >= level


def worth(template: Template, at: datetime) -> float:
    """Return what a confirmed picture is worth at a moment: its quality, halved with every HALF_LIFE."""
    age = max(at - template.created, timedelta())
    return float(template.quality * 0.5 ** (age / HALF_LIFE))


def best_different(faces: Sequence[Embedding], qualities: Sequence[float], level: float, most: int) -> tuple[int, ...]:
    """Return the places of at most `most` good pictures that differ from each other, the best first.

    Pictures under `level` against the mean of all are left out, as probably somebody else's. Where none is good, the
    best one has to do, so that only of no faces none is chosen.
    """
    if not faces:
        return ()
    mean = centroid(faces, qualities)
    order = sorted(range(len(faces)), key=lambda place: (-qualities[place], place))
    typical = [place for place in order if mean is None or faces[place].cosine(mean) >= level]
    chosen: list[int] = []
    for place in typical:
        new = all(faces[place].cosine(faces[other]) < SEEN_ALREADY for other in chosen)
        if qualities[place] >= GOOD_ENOUGH and new and len(chosen) < most:
            chosen.append(place)
    return tuple(chosen or (typical or order)[:1])
