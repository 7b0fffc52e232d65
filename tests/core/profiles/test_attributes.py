"""Age and gender from three sources, agreeing and not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.faces import Gender
from core.domain.reconciled import NOTHING_TOLD, Disagreement, Source, Told, Trait
from core.profiles.attributes import (
    Estimate,
    contradicts,
    declared,
    estimated,
    implied,
    largest_cluster,
    reconciled,
    weighted_median,
)

AGE = Trait.AGE


def looks(age: float, male: float = 0.5, weight: float = 0.9, years_ago: float = 0.0) -> Estimate:
    return Estimate(age, male, weight, years_ago)


def test_nothing_known_is_nothing_told() -> None:
    assert declared(None, None, date(2026, 5, 1)) == NOTHING_TOLD
    assert estimated(()) == NOTHING_TOLD
    assert implied(()) == NOTHING_TOLD
    assert reconciled(NOTHING_TOLD, NOTHING_TOLD, NOTHING_TOLD).agreed == NOTHING_TOLD


def test_a_declared_age_is_that_of_today() -> None:
    assert declared(date(1990, 5, 1), Gender.MALE, date(2026, 5, 1)).age == pytest.approx(36.0, abs=0.01)


def test_an_estimate_grows_with_the_years() -> None:
    assert estimated([looks(30, years_ago=6.0)]).age == 36.0


def test_one_bad_picture_moves_the_age_little() -> None:
    told = estimated([looks(30, 0.9), looks(31, 0.9), looks(80, 0.2, weight=0.3)])
    assert told.age == 31 or told.age == 30
    assert told.gender is Gender.MALE
    assert 0.5 < told.confidence < 0.9


def test_the_median_goes_by_weight() -> None:
    assert weighted_median([1, 2, 3], [1, 1, 10]) == 3
    assert weighted_median([4, 2], [1, 1]) == 3  # midway where the half is reached between two
    assert weighted_median([7], [0.1]) == 7


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_the_largest_cluster_is_as_large_as_any_window(ages: list[float]) -> None:
    cluster = largest_cluster(ages)
    assert cluster[-1] - cluster[0] <= 12.0 + 1e-9
    assert len(cluster) == max(sum(low <= age <= low + 12.0 for age in ages) for low in ages)


def test_a_class_implies_the_age_of_a_pupil() -> None:
    told = implied([[11, 12, 12, 13, 12, 48]])
    assert told.age == 12
    assert told.people == 5


@pytest.mark.parametrize(
    "ages",
    [
        [12, 12, 12],  # too few
        [20, 35, 50, 65, 22, 37],  # no cluster holds most of them
        [30.0] * 201,  # too many to have anything in common
    ],
)
def test_a_group_may_imply_nothing(ages: list[float]) -> None:
    assert implied([ages]) == NOTHING_TOLD


def test_of_several_groups_the_clearest_counts() -> None:
    assert implied([[40] * 4, [10] * 9]).age == 10


def test_estimates_of_the_old_may_be_further_off() -> None:
    assert contradicts(20, 39)
    assert not contradicts(70, 45)
    assert contradicts(70, 30)


def test_what_is_declared_is_believed_against_the_pictures_alone() -> None:
    found = reconciled(Told(20), Told(60), NOTHING_TOLD)
    assert found.disagreements == (Disagreement(AGE, Source.DECLARED, Source.ESTIMATED, 40),)
    assert found.agreed.age == 20


def test_against_pictures_and_company_it_is_not() -> None:
    found = reconciled(Told(70), Told(13, Gender.FEMALE, 0.8), Told(12, people=9))
    assert {(each.one, each.other) for each in found.disagreements} == {
        (Source.DECLARED, Source.ESTIMATED),
        (Source.DECLARED, Source.IMPLIED),
    }
    assert found.agreed == Told(13, Gender.FEMALE, 0.8)


def test_where_all_three_differ_the_declared_age_stays() -> None:
    found = reconciled(Told(70), Told(30), Told(8, people=9))
    assert len(found.disagreements) == 3
    assert found.agreed.age == 70


def test_an_undeclared_age_is_that_of_the_pictures() -> None:
    assert reconciled(NOTHING_TOLD, Told(30, Gender.MALE, 0.9), NOTHING_TOLD).agreed == Told(30, Gender.MALE, 0.9)


@pytest.mark.parametrize(
    ("said", "seen", "differ"),
    [
        (Told(40, Gender.MALE), Told(38, Gender.FEMALE, 0.995), True),
        (Told(40, Gender.MALE), Told(38, Gender.FEMALE, 0.9), False),
        (Told(40, Gender.MALE), Told(38, Gender.MALE, 0.999), False),
        (Told(9, Gender.MALE), Told(10, Gender.FEMALE, 0.999), False),
        (Told(None, Gender.MALE), Told(None, Gender.FEMALE, 0.999), True),
        (Told(40), Told(38, Gender.FEMALE, 0.999), False),
    ],
)
def test_a_gender_is_contradicted_only_by_sure_estimates_of_grown_ups(said: Told, seen: Told, differ: bool) -> None:
    found = reconciled(said, seen, NOTHING_TOLD)
    assert found.disagreements == ((Disagreement(Trait.GENDER, Source.DECLARED, Source.ESTIMATED),) if differ else ())
    assert found.agreed.gender is (said.gender or seen.gender)
