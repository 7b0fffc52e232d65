"""Age and gender that make sense: what is declared, what the pictures look like, and what the company implies.

Ages are years at the moment that is asked about.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from core.domain.faces import Gender
from core.domain.reconciled import NOTHING_TOLD, Disagreement, Reconciled, Source, Told, Trait

DAYS_A_YEAR = 365.25
ERROR_BASE, ERROR_SHARE = 10.0, 0.4
"""An estimate contradicts an age from which it is further off than 10 years and 0.4 of that age. That happens to 2.5 %
of 1 471 labelled faces (UTKFace), and to 1.1 % of those from 15 years on, although both are right; on average estimates
are off by 6.6 years, by more the older the face (`python -m tests.benchmarks.ages`)."""
SURE_OF_GENDER = 0.99
"""Mean confidence from which on an estimate may contradict what is declared: it is wrong for 1.8 % of adults there."""
GROWN_UP = 15.0
"""Under this age nothing is made of a gender: one estimate in three is wrong."""
LARGEST_GROUP = 200
"""People of a larger group have nothing in common that would imply an age."""
_WINDOW = 12.0
"""Years within which ages are one cluster."""
_FEWEST = 4
"""Ages a cluster needs to imply anything."""
_MAJORITY = 0.6
"""Share of the known ages of a group it has to hold."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one template looked like: age in years when it was made, the chance of a man in 0…1.

    `weight` is Quality.overall, `years_ago` how long since it was made.
    """

    age: float
    male: float
    weight: float
    years_ago: float


def declared(born: date | None, gender: Gender | None, today: date) -> Told:
    """Return what is written down, with the age today."""
    return Told(None if born is None else (today - born).days / DAYS_A_YEAR, gender)


def estimated(estimates: Sequence[Estimate]) -> Told:
    """Return the weighted median of what the ages are by now, and the gender most of the confidence is in."""
    if not estimates:
        return NOTHING_TOLD
    weights = [max(each.weight, 0.05) for each in estimates]
    age = weighted_median([each.age + each.years_ago for each in estimates], weights)
    male = float(np.average([each.male for each in estimates], weights=weights))
    return Told(age, Gender.MALE if male > 0.5 else Gender.FEMALE, max(male, 1.0 - male))


def implied(groups: Iterable[Sequence[float]]) -> Told:
    """Return the age that most people of a group have about, of the group that says so most clearly.

    `groups` are the known ages of the other people of each group. The largest cluster is the window of twelve years
    that holds the most; it has to hold most of them, and a group of more than 200 implies nothing.
    """
    best = NOTHING_TOLD
    for ages in groups:
        if not _FEWEST <= len(ages) <= LARGEST_GROUP:
            continue
        cluster = largest_cluster(ages)
        if len(cluster) >= max(_FEWEST, math.ceil(_MAJORITY * len(ages))) and len(cluster) > best.people:
            best = Told(float(np.median(cluster)), people=len(cluster))
    return best


def reconciled(said: Told, looks: Told, company: Told) -> Reconciled:
    """Hold the three against each other.

    What is declared is believed unless pictures and company agree on something else; an age nobody declared is that of
    the pictures.
    """
    found = list[Disagreement]()
    for one, mine, other, theirs in (
        (Source.DECLARED, said, Source.ESTIMATED, looks),
        (Source.DECLARED, said, Source.IMPLIED, company),
        (Source.IMPLIED, company, Source.ESTIMATED, looks),
    ):
        if mine.age is not None and theirs.age is not None and contradicts(mine.age, theirs.age):
            found.append(Disagreement(Trait.AGE, one, other, abs(mine.age - theirs.age)))
    if _genders_differ(said, looks):
        found.append(Disagreement(Trait.GENDER, Source.DECLARED, Source.ESTIMATED))
    return Reconciled(said, looks, company, _agreed(said, looks, found), tuple(found))


def contradicts(age: float, other: float) -> bool:
    """Say whether two ages are further apart than estimates err; the first one is taken for the true one."""
    return abs(age - other) > ERROR_BASE + ERROR_SHARE * age


def largest_cluster(ages: Sequence[float]) -> tuple[float, ...]:
    """Return the ages, ascending, of the window of twelve years that holds the most; the tightest of several."""
    ordered = sorted(ages)
    ends = [int(np.searchsorted(ordered, age + _WINDOW, side="right")) for age in ordered]
    begin = max(range(len(ordered)), key=lambda at: (ends[at] - at, ordered[at] - ordered[ends[at] - 1]))
    return tuple(ordered[begin : ends[begin]])


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """Return the value at which half of the weight is reached, midway where it is reached between two."""
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(np.asarray(weights, np.float64)[order])
    half = sums[-1] / 2
    low, high = np.searchsorted(sums, half, side="left"), np.searchsorted(sums, half, side="right")
    ends = np.asarray(values, np.float64)[order][[low, min(high, len(order) - 1)]]
    return float(ends.mean())


def _genders_differ(said: Told, looks: Told) -> bool:
    if said.gender is None or looks.gender is None or said.gender is looks.gender:
        return False
    ages = [age for age in (said.age, looks.age) if age is not None]
    return looks.confidence >= SURE_OF_GENDER and min(ages, default=GROWN_UP) >= GROWN_UP


def _agreed(said: Told, looks: Told, found: Sequence[Disagreement]) -> Told:
    against = {(each.one, each.other) for each in found if each.trait is Trait.AGE}
    refuted = {(Source.DECLARED, Source.ESTIMATED), (Source.DECLARED, Source.IMPLIED)} == against
    age = looks.age if said.age is None or refuted else said.age
    if said.gender is not None:
        return Told(age, said.gender)
    return Told(age, looks.gender, looks.confidence)
