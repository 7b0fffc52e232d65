"""A confirmed picture joins a person's templates only where that helps."""

import pytest

from core.policy.profile import GOOD_ENOUGH, MOST_TEMPLATES, SEEN_ALREADY, adds_something


@pytest.mark.parametrize(
    ("quality", "nearest", "templates", "joins"),
    [
        (0.9, 0.6, 1, True),
        (GOOD_ENOUGH, 0.6, 1, True),
        (GOOD_ENOUGH - 0.01, 0.6, 1, False),
        (0.9, SEEN_ALREADY, 1, False),
        (0.9, 0.6, MOST_TEMPLATES, False),
    ],
)
def test_what_joins(quality: float, nearest: float, templates: int, joins: bool) -> None:
    assert adds_something(quality, nearest, templates) is joins
