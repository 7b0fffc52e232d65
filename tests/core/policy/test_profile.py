"""A confirmed picture joins a person's templates only where that helps, and never at the cost of what is certain."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import OperatingPoint
from core.domain.people import Template, TemplateOrigin
from core.domain.strangers import Admission
from core.policy.profile import (
    GOOD_ENOUGH,
    HALF_LIFE,
    MOST_TEMPLATES,
    SEEN_ALREADY,
    Joining,
    best_different,
    drift_level,
    join,
    resembles,
    worth,
)

NOW = datetime(2026, 5, 1, tzinfo=UTC)
LEVEL = 0.4
ENROLLED, CONFIRMED = TemplateOrigin.ENROLLED, TemplateOrigin.CONFIRMED


def face(cosine: float, axis: int = 1) -> Embedding:
    """Return a face of this cosine to `face(1.0)`, turned away along an axis of its own."""
    vector = np.zeros(64, np.float32)
    vector[0], vector[axis] = cosine, math.sqrt(1 - cosine**2)
    return Embedding.normalised(vector, "model")


def template(
    number: int, embedding: Embedding, origin: TemplateOrigin = ENROLLED, quality: float = 0.9, days: float = 0.0
) -> Template:
    return Template(number, PersonId("p"), embedding, quality, b"", NOW - timedelta(days=days), origin)


ANCHOR = template(1, face(1.0))


def full(origin: TemplateOrigin, quality: float = 0.9) -> list[Template]:
    """Return as many templates as a person may have, all different, the first of them an anchor."""
    others = (template(n, face(0.7, n), origin, quality, days=MOST_TEMPLATES - n) for n in range(2, MOST_TEMPLATES + 1))
    return [ANCHOR, *others]


@pytest.mark.parametrize(
    ("quality", "cosine", "admission"),
    [
        (0.9, 0.6, Admission.JOINS),
        (GOOD_ENOUGH, 0.6, Admission.JOINS),
        (GOOD_ENOUGH - 0.01, 0.6, Admission.POOR),
        (0.9, SEEN_ALREADY + 1e-6, Admission.NOTHING_NEW),
        (0.9, SEEN_ALREADY - 1e-3, Admission.JOINS),
        (0.9, LEVEL + 1e-3, Admission.JOINS),
        (0.9, LEVEL - 1e-3, Admission.STRANGE),
    ],
)
def test_what_joins_a_single_anchor(quality: float, cosine: float, admission: Admission) -> None:
    assert join(face(cosine), quality, [ANCHOR], NOW, LEVEL) == Joining(admission)


def test_the_first_picture_measured_by_a_model_joins() -> None:
    assert join(face(0.1), 0.9, [], NOW, LEVEL) == Joining(Admission.JOINS)


def test_drift_is_measured_from_the_anchors_and_not_from_what_was_confirmed() -> None:
    drifted = template(2, face(0.5), CONFIRMED)
    further = face(0.3)
    assert further.cosine(drifted.embedding) >= SEEN_ALREADY
    assert join(further, 0.9, [ANCHOR, drifted], NOW, LEVEL).admission is Admission.STRANGE
    only_confirmed = [template(2, face(0.5), CONFIRMED)]
    assert join(face(0.5, 2), 0.9, only_confirmed, NOW, 0.2).admission is Admission.JOINS


def test_a_centroid_is_no_picture() -> None:
    mean = template(9, face(0.62), TemplateOrigin.CENTROID)
    assert join(face(0.6), 0.9, [ANCHOR, mean], NOW, LEVEL) == Joining(Admission.JOINS)
    assert join(face(0.6, 40), 0.9, [*full(CONFIRMED)[:-1], mean], NOW, LEVEL) == Joining(Admission.JOINS)


def test_the_oldest_of_equally_good_confirmed_pictures_makes_room() -> None:
    assert join(face(0.6, 40), 0.95, full(CONFIRMED), NOW, LEVEL) == Joining(Admission.JOINS, (2,))


def test_the_weakest_confirmed_picture_makes_room_before_the_oldest() -> None:
    templates = [*full(CONFIRMED)[:-1], template(50, face(0.7, 50), CONFIRMED, quality=0.6)]
    assert join(face(0.6, 40), 0.95, templates, NOW, LEVEL) == Joining(Admission.JOINS, (50,))


def test_nothing_better_makes_room_for_worse() -> None:
    assert join(face(0.6, 40), 0.6, full(CONFIRMED), NOW, LEVEL) == Joining(Admission.NO_ROOM)


def test_anchors_never_make_room() -> None:
    for origin in (ENROLLED, TemplateOrigin.IMPORTED):
        assert join(face(0.6, 40), 1.0, full(origin, 0.5), NOW, LEVEL) == Joining(Admission.NO_ROOM)


@given(
    st.lists(st.tuples(st.floats(0.41, 0.79), st.floats(0.0, 1.0), st.booleans()), max_size=40),
)
def test_however_many_are_confirmed_the_anchors_stay_and_the_number_is_bounded(
    visits: list[tuple[float, float, bool]],
) -> None:
    templates = [ANCHOR, template(2, face(0.7, 63), TemplateOrigin.IMPORTED)]
    for number, (cosine, quality, _) in enumerate(visits, start=3):
        new = face(cosine, number)
        joining = join(new, quality, templates, NOW, LEVEL)
        if joining.admission is Admission.JOINS:
            templates = [t for t in templates if t.id not in joining.displaced]
            templates.append(template(number, new, CONFIRMED, quality))
    assert {1, 2} <= {t.id for t in templates}
    assert len(templates) <= MOST_TEMPLATES
    assert all(t.quality >= GOOD_ENOUGH for t in templates)


def test_worth_fades() -> None:
    fresh, old = template(1, face(1.0), quality=0.8), template(2, face(1.0), quality=0.8, days=365)
    assert worth(fresh, NOW) == pytest.approx(0.8)
    assert worth(old, NOW) == pytest.approx(0.4)
    assert worth(fresh, NOW - HALF_LIFE) == pytest.approx(0.8)


def test_faces_that_cancel_each_other_out_forbid_nothing() -> None:
    opposite = Embedding.normalised(-face(1.0).vector, "model")
    assert resembles(face(0.1), [ANCHOR, template(2, opposite)], LEVEL)


def test_the_drift_level_is_where_a_hundred_to_one_speak_for_the_person() -> None:
    point = OperatingPoint(accept=0.5, margin=0.06, midpoint=0.415, slope=48.0)
    assert drift_level(point) == pytest.approx(0.3297 + math.log(100) / 48, abs=1e-3)


def test_the_best_different_pictures_of_a_stranger() -> None:
    faces = [face(0.95, 1), face(0.95, 1), face(0.9, 2), face(0.9, 3), face(0.88, 4)]
    apart = [Embedding.normalised(np.eye(64, dtype=np.float32)[0] + 0.6 * np.eye(64, dtype=np.float32)[n], "model")
             for n in (1, 2, 3)]  # fmt: skip
    assert best_different(apart, [0.6, 0.9, 0.7], 0.0, 2) == (1, 2)
    assert best_different(faces[:2], [0.6, 0.7], 0.0, 5) == (1,)
    assert best_different([], [], 0.0, 5) == ()


def test_somebody_else_among_the_pictures_of_a_stranger_is_left_out() -> None:
    other = face(0.0, 9)
    assert best_different([face(0.9, 1), face(0.9, 2), face(0.9, 3), other], [0.7, 0.6, 0.6, 1.0], 0.5, 1) == (0,)


def test_where_none_is_good_the_best_has_to_do() -> None:
    assert best_different([face(0.9, 1), face(0.9, 2)], [0.2, 0.3], 0.0, 5) == (1,)
    assert best_different([face(1.0), face(0.0, 2), face(0.0, 3)], [0.2, 0.3, 0.1], 0.99, 5) == (1,)
    opposite = Embedding.normalised(-face(1.0).vector, "model")
    assert best_different([face(1.0), opposite], [0.7, 0.7], 0.9, 5) == (0, 1)
