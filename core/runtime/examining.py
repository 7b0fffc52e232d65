"""Comparing everybody with everybody, and what that finds. Pure but for the time it takes."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from core.domain.clock import from_micros
from core.domain.doctor import Finding, FindingKind, Fix, Picture, Severity, TemplateFacts
from core.domain.embedding import Embedding
from core.domain.ids import PersonId
from core.domain.matching import OperatingPoint
from core.domain.people import TemplateBlock
from core.gallery.doctor import Pairs, Parted, likely_pairs, nearest_others, parted_sets
from core.runtime.ports import NonFaces

MOST_PAIRS = 5_000
"""Pairs of people kept: nobody goes through more, and a gallery with more has other troubles."""
MISTAKES = 100.0
"""One person in so many is taken to be enrolled twice, and one picture in so many to be somebody else's."""

Progress = Callable[[str, float], None]
"""Told a phase, `sets`, `faces` or `pairs`, and a share in 0…1."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people by the templates that are nearest to each other, and their cosine."""

    one: Picture
    other: Picture
    score: float


@dataclass(frozen=True, slots=True)
class FallenApart:
    """Templates of a person that do not resemble the others: the mean cosine between `strays` and `main`.

    `resembled` is who else the strays resemble, if anybody.
    """

    person: PersonId
    main: tuple[int, ...]
    strays: tuple[int, ...]
    score: float
    resembled: Likeness | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing everybody at one moment came to. `non_faces` are templates and the chance that they are none."""

    made: datetime
    people: int
    templates: int
    seconds: float
    pairs: tuple[Likeness, ...]
    sets: tuple[FallenApart, ...]
    non_faces: tuple[tuple[Picture, float], ...]


def at_odds(point: OperatingPoint, odds: float) -> OperatingPoint:
    """Return `point` with its probability for other odds; what a cosine says by itself stays."""
    return replace(point, midpoint=point.even + math.log(odds) / point.slope, odds=odds)


def doubles(point: OperatingPoint, people: int) -> OperatingPoint:
    """Return by what two of `people` are more likely one person than two: any two of them at long odds."""
    return at_odds(point, MISTAKES * max(people, 2))


def strangers_within(point: OperatingPoint) -> OperatingPoint:
    """Return by what a picture is more likely the person's it belongs to than somebody else's: mostly it is."""
    return at_odds(point, 1.0 / MISTAKES)


class Comparison:
    """One comparison of everybody, in steps; `run` does them all."""

    def __init__(
        self, block: TemplateBlock, point: OperatingPoint, non_faces: NonFaces | None, progress: Progress
    ) -> None:
        pictures = np.flatnonzero(~block.centroids)
        self._vectors = block.vectors[pictures]
        self._owners = block.owners[pictures].astype(np.intp)
        self._ids = block.ids[pictures]
        self._names = block.people
        self._model_id = block.model_id
        self._point = point
        self._non_faces = non_faces
        self._progress = progress

    def run(self, cancelled: Cancelled) -> tuple[
        tuple[Likeness, ...], tuple[FallenApart, ...], tuple[tuple[Picture, float], ...]
    ] | None:  # fmt: skip
        """Return pairs, sets that fall apart, and non-faces; None once `cancelled` says so."""
        chances = self._chances(cancelled)
        if chances is None:
            return None
        faces = np.ones(len(self._ids), np.bool_)
        faces[list(chances)] = False
        self._progress("sets", 0.0)
        kept = np.flatnonzero(faces)
        # Pictures that resemble each other less than speaks for one person are looked at; how sure it is comes later.
        parted = [self._in_all(each, kept) for each in self._parted(kept)]
        suspects = _suspects(parted)
        clean = np.setdiff1d(kept, suspects)
        pairs = likely_pairs(
            self._vectors[clean], self._owners[clean], self._point.accept, MOST_PAIRS,
            lambda share: self._progress("pairs", share), cancelled,
        )  # fmt: skip
        if pairs is None:
            return None
        others, scores = nearest_others(self._vectors[kept], self._owners[kept], np.searchsorted(kept, suspects))
        near = {
            int(row): self._likeness(int(row), int(kept[other]), float(score))
            for row, other, score in zip(suspects, others, scores, strict=True)
        }
        alike = tuple(self._likenesses(pairs, clean))
        return alike, tuple(self._fallen(each, near) for each in parted), tuple(
            (self._picture(row), chance) for row, chance in chances.items()
        )  # fmt: skip

    def _chances(self, cancelled: Cancelled) -> dict[int, float] | None:
        """Return the rows that show no face, and how surely."""
        found = dict[int, float]()
        if self._non_faces is None:
            return found
        for row, vector in enumerate(self._vectors):
            if row % 1024 == 0:
                if cancelled():
                    return None
                self._progress("faces", row / len(self._vectors))
            chance = self._non_faces.chance(Embedding(vector, self._model_id))
            if chance >= self._non_faces.threshold:
                found[row] = chance
        return found

    def _parted(self, kept: NDArray[np.intp]) -> Iterator[Parted]:
        return parted_sets(self._vectors[kept], self._owners[kept], self._point.even)

    def _in_all(self, each: Parted, kept: NDArray[np.intp]) -> Parted:
        return replace(each, main=kept[each.main], rest=kept[each.rest])

    def _fallen(self, parted: Parted, near: Mapping[int, Likeness]) -> FallenApart:
        main, rest = parted.main, parted.rest
        if not parted.clear and _best(near, main).score > _best(near, rest).score:
            main, rest = rest, main
        nearest = _best(near, rest)
        level = doubles(self._point, len(self._names)).midpoint
        resembled = nearest if nearest.score >= max(level, parted.score) else None
        person = PersonId(self._names[parted.owner].decode())
        return FallenApart(person, self._numbers(main), self._numbers(rest), parted.score, resembled)

    def _likenesses(self, pairs: Pairs, clean: NDArray[np.intp]) -> Iterator[Likeness]:
        for first, second, score in zip(pairs.first, pairs.second, pairs.scores, strict=True):
            yield self._likeness(int(clean[first]), int(clean[second]), float(score))

    def _likeness(self, row: int, other: int, score: float) -> Likeness:
        return Likeness(self._picture(row), self._picture(other), score)

    def _picture(self, row: int) -> Picture:
        return Picture(PersonId(self._names[self._owners[row]].decode()), int(self._ids[row]))

    def _numbers(self, rows: NDArray[np.intp]) -> tuple[int, ...]:
        return tuple(sorted(self._ids[rows].tolist()))


def _suspects(parted: list[Parted]) -> NDArray[np.intp]:
    """Return the rows that may be somebody else's; of a set without a largest group that is all of them."""
    rows = [each.rest if each.clear else np.concatenate((each.main, each.rest)) for each in parted]
    return np.sort(np.concatenate(rows)) if rows else np.empty(0, np.intp)


def _best(near: Mapping[int, Likeness], rows: NDArray[np.intp]) -> Likeness:
    return max((near[int(row)] for row in rows), key=lambda each: each.score)


@dataclass(frozen=True, slots=True, eq=False)
class Present:
    """The templates as they are now: by which findings of an earlier comparison are told to hold still."""

    facts: TemplateFacts

    def owner(self, template: int) -> PersonId | None:
        """Return whose a template is; None once it is gone."""
        place = int(np.searchsorted(self.facts.ids, template))
        if place == len(self.facts) or self.facts.ids[place] != template:
            return None
        return PersonId(self.facts.people[place].decode())

    def holds(self, picture: Picture) -> bool:
        """Say whether a template is still there and still that person's."""
        return self.owner(picture.template) == picture.person


def pair_findings(
    compared: Compared, present: Present, apart: frozenset[frozenset[PersonId]], point: OperatingPoint
) -> Iterator[Finding]:
    """Yield the duplicates and lookalikes that still are there, and were not declared different."""
    double = doubles(point, compared.people)
    for each in compared.pairs:
        one, other = each.one, each.other
        if not (present.holds(one) and present.holds(other)) or frozenset((one.person, other.person)) in apart:
            continue
        same = double.probability(each.score)
        if same >= 0.5:
            kind, severity, chance = FindingKind.DUPLICATE, Severity.SERIOUS, same
            fixes = (Fix.MERGE, Fix.KEEP_APART)
        elif each.score >= point.accept:
            kind, severity, chance = FindingKind.LOOKALIKE, Severity.LOOK, point.probability(each.score)
            fixes = (Fix.KEEP_APART, Fix.MERGE)
        else:
            continue
        yield Finding(
            kind, severity, (one.person, other.person), (), fixes, (one, other), chance=chance, score=each.score
        )


def set_findings(compared: Compared, present: Present, point: OperatingPoint) -> Iterator[Finding]:
    """Yield the sets that still fall apart, as nothing in them has changed."""
    within, double = strangers_within(point), doubles(point, compared.people)
    for each in compared.sets:
        if not all(present.owner(template) == each.person for template in (*each.main, *each.strays)):
            continue
        chance = 1.0 - within.probability(each.score)
        like = each.resembled if each.resembled is not None and present.holds(each.resembled.other) else None
        people: tuple[PersonId, ...] = (each.person,)
        fixes: tuple[Fix, ...] = (Fix.SPLIT, Fix.DROP)
        shown, beside = Picture(each.person, each.strays[0]), Picture(each.person, each.main[0])
        if like is not None:
            people, beside, shown = (each.person, like.other.person), like.other, like.one
            fixes = (Fix.GIVE, *fixes)
            chance = max(chance, double.probability(like.score))
        lone = len(each.strays) == 1 and len(each.main) > 1
        yield Finding(
            FindingKind.OUTLIER if lone else FindingKind.MIXED,
            Severity.SERIOUS if chance >= 0.5 else Severity.LOOK,
            people, (), fixes, (shown, beside), each.strays, chance, each.score,
        )  # fmt: skip


def non_face_findings(compared: Compared, present: Present) -> Iterator[Finding]:
    """Yield the templates that show no face, as far as they are there."""
    counts = dict(zip(*np.unique(present.facts.people, return_counts=True), strict=True))
    for picture, chance in compared.non_faces:
        if present.holds(picture):
            lone = int(counts[picture.person.encode()]) == 1
            fixes = (Fix.NEW_PICTURES, Fix.REMOVE) if lone else (Fix.DROP,)
            yield Finding(
                FindingKind.NON_FACE, Severity.SERIOUS, (picture.person,), (), fixes, (picture,),
                (picture.template,), chance,
            )  # fmt: skip


def picture_findings(facts: TemplateFacts, good: float, oldest: datetime) -> Iterator[Finding]:
    """Yield what pictures are by themselves: poorer than `good`, all from before `oldest`, or the only one."""
    order = np.lexsort((facts.ids, facts.people))
    if not len(order):
        return
    names, starts, counts = np.unique(facts.people[order], return_index=True, return_counts=True)
    quality, created = facts.quality[order], facts.created[order]
    best, newest = np.maximum.reduceat(quality, starts), np.maximum.reduceat(created, starts)
    worst = np.minimum.reduceat(quality, starts)
    oldest_us = int(oldest.timestamp() * 1e6)
    for at in np.flatnonzero((worst < good) | (newest < oldest_us) | (counts == 1)):
        person, rows = PersonId(names[at].decode()), order[starts[at] : starts[at] + counts[at]]
        finest = Picture(person, int(facts.ids[rows[facts.quality[rows].argmax()]]))
        if worst[at] < good:
            yield _poor(person, facts, rows, good, finest)
        if newest[at] < oldest_us:
            since = from_micros(int(newest[at]))
            yield Finding(FindingKind.AGEING, Severity.NOTE, (person,), (), (Fix.NEW_PICTURES,), (finest,), since=since)
        if counts[at] == 1:
            yield Finding(
                FindingKind.SINGLE, Severity.NOTE, (person,), (), (Fix.NEW_PICTURES,), (finest,),
                quality=float(best[at]),
            )  # fmt: skip


def _poor(person: PersonId, facts: TemplateFacts, rows: NDArray[np.intp], good: float, finest: Picture) -> Finding:
    poor = rows[facts.quality[rows] < good]
    quality = float(facts.quality[poor].max())
    if len(poor) == len(rows):
        return Finding(FindingKind.POOR, Severity.LOOK, (person,), (), (Fix.NEW_PICTURES,), (finest,), quality=quality)
    templates = tuple(sorted(facts.ids[poor].tolist()))
    worst = Picture(person, int(facts.ids[poor[facts.quality[poor].argmin()]]))
    return Finding(
        FindingKind.POOR, Severity.NOTE, (person,), (), (Fix.DROP,), (worst, finest), templates,
        quality=float(facts.quality[poor].min()),
    )  # fmt: skip
