from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import pytest

from core.domain.embedding import Embedding
from core.domain.people import centroid
from core.runtime.evaluation.forms import PICTURES, USED, FormTrial, GalleryForm, compare_forms, rows_of
from core.runtime.evaluation.identification import Samples
from core.runtime.evaluation.verification import Estimate

T = TypeVar("T")


def silent(items: Iterable[T], title: str, total: int) -> Iterable[T]:
    del title, total
    return items


def samples(people: int, pictures: int, noise: float, seed: int = 3) -> Samples:
    """Return made-up people with `pictures` each, and as many again with a single one."""
    rng = np.random.default_rng(seed)
    owners = np.concatenate([np.repeat(np.arange(people), pictures), np.arange(people, 2 * people)]).astype(np.int32)
    own = rng.normal(size=(2 * people, 32))
    raw = own[owners] + noise * rng.normal(size=(len(owners), 32))
    vectors = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32)
    return Samples(vectors, rng.random(len(owners)).astype(np.float32), owners, "made-up")


def compared(data: Samples, seed: int = 1) -> tuple[FormTrial, ...]:
    return compare_forms(data, (0.1, 0.0001), 3, 40, seed, silent)


def test_what_is_searched_of_a_person() -> None:
    angles = np.radians([0.0, 10.0, 80.0])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    qualities = np.array([0.2, 0.9, 0.4], np.float32)
    rows = {form: rows_of(form, vectors, qualities, "m") for form in GalleryForm}
    mean = centroid([Embedding(vector, "m") for vector in vectors], [0.2, 0.9, 0.4])
    assert mean is not None
    assert np.array_equal(rows[GalleryForm.SINGLE], vectors[1:2]), "the best picture"
    assert np.array_equal(rows[GalleryForm.TEMPLATES], vectors)
    assert rows[GalleryForm.CENTROID] == pytest.approx(mean.vector[None], abs=1e-3)
    assert np.array_equal(rows[GalleryForm.BOTH], np.concatenate([vectors, rows[GalleryForm.CENTROID]]))
    near, far = rows[GalleryForm.CENTROIDS]
    assert np.array_equal(far, vectors[2]), "the one that stands apart"
    assert near @ vectors[1] > near @ vectors[0] > np.cos(np.radians(10.0)), "the mean of the others, better heeded"


def test_one_picture_is_every_form_of_itself() -> None:
    vector = np.array([[0.6, 0.8]], np.float32)
    for form in GalleryForm:
        assert np.allclose(rows_of(form, vector, np.ones(1, np.float32), "m"), vector, atol=1e-3)


def test_pictures_that_cancel_out_stay_without_a_mean() -> None:
    vectors = np.array([[1.0, 0.0], [-1.0, 0.0]], np.float32)
    assert np.array_equal(rows_of(GalleryForm.CENTROID, vectors, np.ones(2, np.float32), "m"), vectors)


def test_a_mean_finds_more_than_a_picture_where_pictures_are_noisy() -> None:
    trials = compared(samples(60, 8, noise=1.3))
    assert tuple(trial.pictures for trial in trials) == PICTURES
    for trial in trials:
        assert (trial.people, trial.draws) == (48, 3)
        assert trial.members == 48 * min(5, 8 - trial.pictures)
        assert trial.strangers == 60 + 12 * 3, "of who is not enrolled though they might, three pictures come"
        single, templates, mean, _parts, used = trial.figures
        assert (single.form, used.form, used.leads) == (GalleryForm.SINGLE, USED, ())
        assert single.rank1.value is not None
        assert mean.rank1.value is not None
        assert single.rank1.value < mean.rank1.value
        lead = single.leads[0]
        assert lead.low is not None
        assert lead.low > 0, "the form in use finds more than one picture does"
        first, other = used.tpirs[0].value, templates.tpirs[0].value
        assert first is not None
        assert other is not None
        assert templates.leads[0].value == pytest.approx(first - other)
        assert single.tpirs[1] == Estimate(None), "so few strangers cannot tell one in ten thousand"


def test_the_same_seed_gives_the_same_figures() -> None:
    data = samples(20, 4, noise=1.0)
    assert compared(data) == compared(data)
    assert compared(data) != compared(data, seed=2)


def test_who_has_too_few_pictures_is_no_trial() -> None:
    assert [trial.pictures for trial in compared(samples(5, 3, noise=0.5))] == [2]
    assert compared(samples(5, 2, noise=0.5)) == ()
