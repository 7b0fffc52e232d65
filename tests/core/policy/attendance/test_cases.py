"""Worked cases, and what must hold in every one of them whatever order the stamps come in."""

import random
from datetime import timedelta

import pytest

from core.domain.attendance import Mark
from core.policy.attendance import reckon
from tests.core.policy.attendance.table import ANNA, STAFF, Case, amounts, cases

CASES = cases()


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 80
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    last = case.week + timedelta(days=6)
    stamps = list(case.stamps)
    random.Random(len(case.name)).shuffle(stamps)
    days = reckon(stamps, case.leaves, case.plan, ANNA, STAFF, case.week, last, case.now, case.zone)
    assert [day.day for day in days] == [case.week + timedelta(days=count) for count in range(7)]
    for day in days:
        if day.day in case.expected:
            assert (amounts(day), day.marks) == case.expected[day.day], day.day
        else:
            assert Mark.PRESENT not in day.marks, day.day
