"""What is declared of a person becomes an age."""

from datetime import date

import pytest

from core.domain.faces import Gender
from core.profiles.faces import Declared


def test_the_age_of_somebody_born() -> None:
    declared = Declared.of(date(1990, 6, 1), Gender.FEMALE, date(2020, 6, 1))
    assert declared.age == pytest.approx(30, abs=0.01)
    assert declared.gender is Gender.FEMALE


def test_nothing_is_known_of_nobody() -> None:
    assert Declared.of(None, None, date(2020, 6, 1)) == Declared()
