"""A month replayed: does saying yes and no to what is shown make people easier to recognise, and at what price?

    python -m tests.benchmarks.month DATA [--cache FILE] [--mistakes 0.05] [--seeds 3] [--json]

DATA is a folder of people. Everybody with four pictures or more is enrolled with one of them and comes by others; the
rest of the people are strangers. All goes through the real rules, store and index; every picture is a visit of one
shot, so the false accepts of a visit are those of a shot. In the evening the operator answers the whole queue and
looks at some of the cards of people recognised. Figures are of pictures nobody has seen before, at the ends of weeks.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from core.bootstrap import open_store
from core.cli.output import emit, show_table
from core.domain.arrays import frozen
from core.domain.calibration import Calibration, Goal, Published
from core.domain.embedding import Embedding
from core.domain.events import Recognised, Sighting, Unknown
from core.domain.faces import HeadPose, Quality
from core.domain.ids import CameraId, EventId, PersonId, new_event_id
from core.domain.matching import Decision, Verdict
from core.domain.people import NewPerson, NewTemplate, PersonFacts
from core.domain.tracking import FaceShot
from core.gallery.calibration.estimate import Strangers
from core.gallery.index import ExactIndex
from core.policy.identity import Look, decide
from core.runtime.calibrating import calibrate
from core.runtime.denials import Denials
from core.runtime.reviewing import Reviewer
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.runtime.unknowns import UnknownsDesk
from core.store.store import SqliteStore
from core.vision.packs import pack_facts
from tests.benchmarks.month_cast import Cast, Pictures, Places, draw, load_pictures

DAYS, WEEK = 30, 7
_MODEL = "sface-2021dec-int8bq"
_BEGIN = datetime(2026, 1, 1, 9, tzinfo=UTC)
_PIXELS = frozen(np.full((112, 112, 3), 128, np.uint8))
_FPIRS = (0.01, 0.001)
_RANKED = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares over pictures held out: people found at the threshold and at FPIRs of 1 % and 0.1 %, strangers named.

    `false` is the share of strangers named, `calibrated` what a calibration of that day expects at the threshold,
    which was set before the month, and `low`…`high` its 95 % interval;
    `misnamed` people enrolled under another's name; `templates` are those a person has on average.
    """

    day: int
    tpir: float
    tpir_1: float
    tpir_01: float
    false: float
    calibrated: float
    low: float
    high: float
    misnamed: float
    templates: float


@dataclass(frozen=True, slots=True)
class Operator:
    """Answers the whole queue and opens a share of the `cards`; says the opposite in a share of `mistakes`."""

    rng: np.random.Generator
    cards: float
    mistakes: float

    def says(self, truth: bool) -> bool:
        """Return what the operator answers to a question."""
        return truth ^ bool(self.rng.random() < self.mistakes)


class _Clock:
    def __init__(self) -> None:
        self.now = _BEGIN

    def utc(self) -> datetime:
        return self.now

    def mono_ns(self) -> int:
        return 0


class Site:
    """A desk with a camera that shows one picture a visit."""

    def __init__(self, store: SqliteStore, pictures: Pictures, cast: Cast, goal: Goal) -> None:
        self.store, self.pictures, self.cast = store, pictures, cast
        facts = pack_facts("default", None, _MODEL)
        self.clock, self.denials = _Clock(), Denials()
        self.index = ExactIndex(facts.point, _MODEL)
        self.published = Published(facts.point, facts.curve)
        self._enrol()
        thresholds = Thresholds(facts.point, goal, self.calibrated())
        self.roster = Roster(store, self.index, _MODEL, thresholds, self.clock, lambda: None)
        self.roster.load(lambda kept, model: self.index.add(kept.templates(model)))
        self.reviewer = Reviewer(store, self.roster, self.denials, self.clock)
        self.desk = UnknownsDesk(store, self.roster, self.reviewer, self.clock)

    def calibrated(self) -> Calibration:
        """Measure the gallery as it is now, by strangers who are in nothing else."""
        rows = self.cast.calibration
        groups = np.unique(self.pictures.persons[rows], return_inverse=True)[1]
        strangers = Strangers(self.pictures.vectors[rows], groups)
        return calibrate(
            self.store, _MODEL, self.published, self.clock, labelled=strangers, progress=lambda _phase, _share: None
        )

    def face(self, row: int) -> Embedding:
        """Return the embedding of a picture."""
        return Embedding(self.pictures.vectors[row].copy(), _MODEL)

    def look(self, row: int) -> Decision:
        """Decide who is in a picture, as the pipeline does."""
        face = self.face(row)
        hits = self.index.top(face, _RANKED)
        left = tuple(hit for hit in hits if not self.denials.refuses(hit.person, face, hit.score))
        look = Look(left, float(self.pictures.quality[row]), refused=len(left) < len(hits))
        return decide([look], self.index.point, final=True, confusable=self.denials.pairs)

    def visit(self, row: int) -> tuple[EventId, Decision]:
        """Record a visit by a picture."""
        decision, event = self.look(row), new_event_id()
        self.clock.now += timedelta(minutes=1)
        quality = Quality(float(self.pictures.quality[row]), 1, 1, 1, 1, 1, 90, usable=True)
        camera, pose = CameraId("door"), HeadPose(0, 0, 0)
        shot = FaceShot(camera, row, 0, self.clock.now, _PIXELS, _PIXELS, self.face(row), quality, pose, None)
        common = (event, self.clock.now, camera, "Door", "", row)
        sighting: Sighting = Unknown(*common, decision, shot)
        if decision.person is not None:
            sighting = Recognised(*common, decision.person, decision.person, decision, shot)
        self.store.record(sighting)
        return event, decision

    def _enrol(self) -> None:
        people = []
        for row in self.cast.enrolled.tolist():
            name = str(self.pictures.persons[row])
            template = NewTemplate(self.face(row), float(self.pictures.quality[row]), b"-")
            people.append(NewPerson(PersonId(name), _BEGIN, PersonFacts(name), (template,)))
        self.store.book.enrol(people)


def replay(site: Site, operator: Operator) -> Iterator[Figures]:
    """Live through the month; yield the figures before it and after each week."""
    yield figures(site, 0)
    cast, persons = site.cast, site.pictures.persons
    for day in range(DAYS):
        site.clock.now = _BEGIN + timedelta(days=day)
        today = {site.visit(row): str(persons[row]) for row in cast.visits[cast.days == day].tolist()}
        site.store.flush()
        _evening(site, operator, {event: name for (event, _), name in today.items()}, [d for _, d in today])
        if (day + 1) % WEEK == 0 or day + 1 == DAYS:
            yield figures(site, day + 1)


def _evening(site: Site, operator: Operator, who: dict[EventId, str], decisions: Sequence[Decision]) -> None:
    """Answer what waits, then look at some of the cards of people recognised."""
    for one in site.desk.waiting(len(who)):
        if operator.says(one.person == who[one.record.id]):
            site.desk.confirm(one.record.id, one.person)
        else:
            site.desk.refuse(one.record.id)
    named = [(event, d.person) for event, d in zip(who, decisions, strict=True) if d.verdict is Verdict.RECOGNISED]
    for event, person in named:
        if operator.rng.random() >= operator.cards:
            continue
        if operator.says(person == who[event]):
            site.desk.confirm(event)
        else:
            site.desk.refuse(event)


def figures(site: Site, day: int) -> Figures:
    """Measure the gallery as it is now by pictures held out."""
    members, right, named = _searched(site, site.cast.members)
    strangers, _, taken = _searched(site, site.cast.strangers)
    ordered = np.sort(strangers)[::-1]
    percent, permille = (ordered[min(int(fpir * len(ordered)), len(ordered) - 1)] for fpir in _FPIRS)
    accept, people = site.index.point.accept, site.index.people
    expected = site.calibrated().fpir(accept, people)
    return Figures(
        day=day,
        tpir=float((right & named).mean()),
        tpir_1=float((right & (members > percent)).mean()),
        tpir_01=float((right & (members > permille)).mean()),
        false=float(taken.mean()),
        calibrated=expected.value,
        low=expected.low,
        high=expected.high,
        misnamed=float((~right & named).mean()),
        templates=len(site.store.templates(_MODEL)) / people,
    )


def _searched(site: Site, rows: Places) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the best cosine, whether it is the right person's, and whether a name was given, for each row."""
    decisions = [site.look(row) for row in rows.tolist()]
    names = site.pictures.persons[rows].tolist()
    return (
        np.array([decision.match.score for decision in decisions]),
        np.array([d.match.person == name for d, name in zip(decisions, names, strict=True)]),
        np.array([decision.verdict is Verdict.RECOGNISED for decision in decisions]),
    )


def run(pictures: Pictures, goal: Goal, *, cards: float, mistakes: float, seed: int) -> list[Figures]:
    """Replay one month in a folder of its own."""
    rng = np.random.default_rng(seed)
    cast = draw(pictures, DAYS, rng)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        site = Site(store, pictures, cast, goal)
        with closing(site.index):
            return list(replay(site, Operator(rng, cards, mistakes)))


def mean(months: Sequence[Sequence[Figures]]) -> list[Figures]:
    """Return the means over several months, day by day."""
    weeks = zip(*months, strict=True)
    return [Figures(*np.mean([[*asdict(one).values()] for one in week], axis=0).tolist()) for week in weeks]


def main(
    data: Annotated[Path, typer.Argument(help="A folder with a folder of pictures for each person.")],
    cache: Annotated[Path, typer.Option(help="Where what is measured is kept.")] = Path("month.npz"),
    rate: Annotated[float, typer.Option(help="Share of strangers that may be named.")] = 0.005,
    cards: Annotated[float, typer.Option(help="Share of recognised visits looked at.")] = 0.3,
    mistakes: Annotated[float, typer.Option(help="Share of wrong answers.")] = 0.0,
    seeds: Annotated[int, typer.Option(help="Months to replay.")] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Replay a month and print the figures of every week."""
    goal = Goal(weeks=1.0, visitors_a_day=1.0 / (7.0 * rate))
    pictures = load_pictures(data, cache)
    found = mean([run(pictures, goal, cards=cards, mistakes=mistakes, seed=seed) for seed in range(seeds)])
    if as_json:
        for one in found:
            emit({"benchmark": "month", "mistakes": mistakes, **asdict(replace(one, day=int(one.day)))})
        return
    rows = (
        (
            f"{one.day:.0f}", f"{one.tpir:.2%}", f"{one.tpir_1:.2%}", f"{one.tpir_01:.2%}", f"{one.false:.3%}",
            f"{one.calibrated:.3%} ({one.low:.3%}–{one.high:.3%})", f"{one.misnamed:.2%}", f"{one.templates:.2f}",
        )
        for one in found
    )  # fmt: skip
    headings = ("Day", "TPIR", "at 1 %", "at 0.1 %", "False accepts", "calibrated", "Misnamed", "Templates")
    show_table(f"{seeds} months, {mistakes:.0%} of the answers wrong, goal {rate:.2%} a visit", headings, rows)


if __name__ == "__main__":
    typer.run(main)
