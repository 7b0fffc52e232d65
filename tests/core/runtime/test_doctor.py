"""The doctor over a real database: injected mistakes are found, set right, taken back and left alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core.domain.calibration import Goal
from core.domain.clock import SystemClock
from core.domain.doctor import Examination, Finding, FindingKind, Fix, Severity
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.faces import Attributes, Gender
from core.domain.ids import PersonId, new_person_id
from core.domain.matching import OperatingPoint
from core.domain.people import Membership, NewPerson, NewTemplate, PersonFacts
from core.domain.reconciled import Source
from core.domain.visitors import VISITORS
from core.gallery.index import ExactIndex
from core.gallery.layout import Layout
from core.runtime.denials import Denials
from core.runtime.directory import PeopleDesk
from core.runtime.doctor import MOST_OF_A_KIND, DoctorDesk
from core.runtime.loading import GalleryLoader
from core.runtime.roster import Roster
from core.runtime.thresholds import Thresholds
from core.store.database import StoreDatabase
from core.store.store import SqliteStore
from core.store.vault import PlainVault
from tests.core.runtime.runtime_support import MODEL, face
from tests.core.store.support import unknown
from tests.helpers.databases import lay_database

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
POINT = OperatingPoint(accept=0.45, margin=0.06, midpoint=0.42, slope=48)
FINE = 0.5
"""Noise at which two pictures of a person have a cosine of 0.8."""
KINDS = FindingKind


class SetClock(SystemClock):
    """The machine's, but for the wall."""

    def __init__(self) -> None:
        self.now = NOW

    def utc(self) -> datetime:
        return self.now


@dataclass
class Marked:
    """Takes one embedding for no face."""

    is_none: Embedding
    threshold: float = 0.5

    def chance(self, embedding: Embedding) -> float:
        return 0.9 if embedding.cosine(self.is_none) > 0.99 else 0.1


@dataclass
class Office:
    folder: Path
    clock: SetClock = field(default_factory=SetClock)

    def __post_init__(self) -> None:
        self.store = SqliteStore(StoreDatabase(lay_database(self.folder)), PlainVault(), self.clock)
        self.start()

    def start(self) -> None:
        thresholds = Thresholds(POINT, Goal(weeks=4, visitors_a_day=50))
        index, loader = ExactIndex(POINT, MODEL), GalleryLoader(self.folder, Layout())
        roster = Roster(self.store, index, MODEL, thresholds, self.clock, lambda: None)
        roster.load(partial(loader.fill, index))
        self.roster, self.denials = roster, Denials()
        self.people = PeopleDesk(self.store, roster, self.denials, self.clock, loader.forget)
        marked = Marked(face(900))
        self.doctor = DoctorDesk(self.store, roster, self.denials, self.people, marked, self.clock)

    def enrol(self, name: str, *templates: NewTemplate, **facts: object) -> PersonId:
        new = NewPerson(new_person_id(), self.clock.now, replace(PersonFacts(name), **facts), templates)  # type: ignore[arg-type]
        self.roster.enrol_people((new,))
        return new.id

    def examine(self) -> Examination:
        found = self.doctor.examine(lambda _phase, _share: None, lambda: False)
        assert found is not None
        return found

    def kinds(self) -> dict[FindingKind, int]:
        found = self.doctor.latest()
        assert found is not None
        return {kind: count for kind, count in found.counts.items() if kind is not KINDS.SINGLE}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.store.close()


def picture(
    who: int, take: int = 0, quality: float = 0.9, attributes: Attributes | None = None, noise: float = FINE
) -> NewTemplate:
    return NewTemplate(face(who, noise, 50 * who + take), quality, b"crop", attributes=attributes)


def pictures(who: int, count: int = 3, first: int = 0) -> list[NewTemplate]:
    return [picture(who, take) for take in range(first, first + count)]


def the(found: Examination, kind: FindingKind) -> Finding:
    (finding,) = [each for each in found.findings if each.kind is kind]
    return finding


def test_before_an_examination_there_is_none(office: Office) -> None:
    assert office.doctor.latest() is None


def test_a_sound_gallery_has_no_findings(office: Office) -> None:
    for who in range(6):
        office.enrol(f"P{who}", *pictures(who))
    found = office.examine()
    assert (found.people, found.templates, found.findings, found.counts) == (6, 18, (), {})


def test_an_empty_gallery_has_no_findings(office: Office) -> None:
    assert office.examine().counts == {}


def test_a_cancelled_examination_leaves_the_last_one(office: Office) -> None:
    office.enrol("Ana", *pictures(1))
    before = office.examine()
    assert office.doctor.examine(lambda _phase, _share: None, lambda: True) is None
    assert office.doctor.latest() == before


def test_somebody_enrolled_twice_is_found_merged_and_taken_back(office: Office) -> None:
    ana, again = office.enrol("Ana", *pictures(1)), office.enrol("Ana B.", *pictures(1, 2, first=5))
    office.enrol("Bo", *pictures(2))
    double = the(office.examine(), KINDS.DUPLICATE)
    assert (set(double.people), set(double.names)) == ({ana, again}, {"Ana", "Ana B."})
    assert double.severity is Severity.SERIOUS
    assert double.chance is not None
    assert double.chance > 0.99
    assert double.fixes == (Fix.MERGE, Fix.KEEP_APART)
    assert {shown.person for shown in double.pictures} == {ana, again}
    assert office.doctor.crop(double.pictures[0]) == b"crop"
    change = office.people.merge(ana, again)
    assert office.kinds() == {}
    office.doctor.take_back([change])
    assert office.kinds() == {KINDS.DUPLICATE: 1}


def test_lookalikes_are_kept_apart_until_that_is_withdrawn(office: Office) -> None:
    for who in range(20):
        office.enrol(f"P{who}", *pictures(100 + who, 2))
    ana = office.enrol("Ana", *(NewTemplate(face(1), 0.9, b"") for _ in range(2)))
    aside = face(2).vector - face(2).cosine(face(1)) * face(1).vector
    near = np.asarray(0.47 * face(1).vector + np.sqrt(1 - 0.47**2) * aside / np.linalg.norm(aside), np.float32)
    like = office.enrol("Eva", *(NewTemplate(Embedding.normalised(near, MODEL), 0.9, b"") for _ in range(2)))
    pair = the(office.examine(), KINDS.LOOKALIKE)
    assert set(pair.people) == {ana, like}
    assert pair.chance == pytest.approx(POINT.probability(pair.score or 0.0))
    office.doctor.keep_apart(ana, like)
    assert office.kinds() == {}
    assert office.denials.pairs == {frozenset((ana, like))}
    office.doctor.no_longer_apart(ana, like)
    assert office.kinds() == {KINDS.LOOKALIKE: 1}
    assert office.denials.pairs == frozenset()


def test_a_picture_of_somebody_else_is_given_to_them(office: Office) -> None:
    bo = office.enrol("Bo", *pictures(2))
    ana = office.enrol("Ana", *pictures(1), picture(2, 9))
    odd = the(office.examine(), KINDS.OUTLIER)
    assert odd.people == (ana, bo)
    assert odd.fixes == (Fix.GIVE, Fix.SPLIT, Fix.DROP)
    assert len(odd.templates) == 1
    assert (odd.chance or 0) > 0.99
    changes = office.doctor.give(ana, odd.templates, bo)
    assert office.kinds() == {}
    assert [len(office.people.templates(who)) for who in (ana, bo)] == [3, 4]
    assert len(office.store.people()) == 2
    office.doctor.take_back(changes)
    assert office.kinds() == {KINDS.OUTLIER: 1}
    assert [len(office.people.templates(who)) for who in (ana, bo)] == [4, 3]


def test_pictures_may_be_given_to_a_visitor_but_not_to_nobody(office: Office) -> None:
    bo = office.enrol("Bo", *pictures(2), membership=Membership(frozenset({VISITORS})))
    ana = office.enrol("Ana", *pictures(1), picture(2, 9))
    odd = the(office.examine(), KINDS.OUTLIER)
    with pytest.raises(KnownError) as caught:
        office.doctor.give(ana, odd.templates, PersonId("nobody"))
    assert caught.value.code is ErrorCode.PERSON_UNKNOWN
    assert len(office.people.templates(ana)) == 4
    office.doctor.give(ana, odd.templates, bo)
    assert [len(office.people.templates(who)) for who in (ana, bo)] == [3, 4]


def test_two_people_in_one_set_are_split(office: Office) -> None:
    ana = office.enrol("Ana", *pictures(1), *pictures(2))
    office.enrol("Bo", *pictures(3))
    mixed = the(office.examine(), KINDS.MIXED)
    assert mixed.people == (ana,)
    assert len(mixed.templates) == 3
    assert mixed.fixes == (Fix.SPLIT, Fix.DROP)
    change = office.people.split(ana, mixed.templates, (), PersonFacts("Cy"))
    assert office.kinds() == {}
    office.doctor.take_back([change])
    assert office.kinds() == {KINDS.MIXED: 1}


def test_of_a_set_without_majority_the_part_that_is_known_elsewhere_is_strange(office: Office) -> None:
    bo = office.enrol("Bo", *pictures(2))
    office.enrol("Ana", picture(2, 9), picture(1))
    mixed = the(office.examine(), KINDS.MIXED)
    assert mixed.people[1] == bo
    (stray,) = mixed.templates
    shown = next(each for each in office.people.templates(mixed.people[0]) if each.id == stray)
    assert shown.embedding.cosine(face(2)) > 0.7


def test_what_shows_no_face_is_taken_out(office: Office) -> None:
    ana = office.enrol("Ana", *pictures(1), NewTemplate(face(900), 0.9, b""))
    lone = office.enrol("Bo", NewTemplate(face(900, 0.05, 1), 0.9, b""))
    found = [each for each in office.examine().findings if each.kind is KINDS.NON_FACE]
    assert {each.people[0]: each.fixes for each in found} == {
        ana: (Fix.DROP,),
        lone: (Fix.NEW_PICTURES, Fix.REMOVE),
    }
    assert office.kinds() == {KINDS.NON_FACE: 2}, "a non-face is no odd picture and no lookalike besides"
    of_ana = next(each for each in found if each.people == (ana,))
    office.people.drop_templates(ana, of_ana.templates)
    assert office.kinds() == {KINDS.NON_FACE: 1}
    office.people.restore_templates(ana, of_ana.templates)
    assert office.kinds() == {KINDS.NON_FACE: 2}


def test_poor_pictures_are_a_note_beside_good_ones(office: Office) -> None:
    ana = office.enrol("Ana", picture(1, 0), picture(1, 1, quality=0.2))
    bo = office.enrol("Bo", picture(2, 0, quality=0.2), picture(2, 1, quality=0.3))
    found = [each for each in office.examine().findings if each.kind is KINDS.POOR]
    assert [(each.people, each.severity, each.fixes) for each in found] == [
        ((bo,), Severity.LOOK, (Fix.NEW_PICTURES,)),
        ((ana,), Severity.NOTE, (Fix.DROP,)),
    ]
    assert [round(each.quality or 0, 3) for each in found] == [0.3, 0.2]
    office.people.drop_templates(ana, found[1].templates)
    assert office.kinds() == {KINDS.POOR: 1}


def test_single_and_old_pictures_are_told_of(office: Office) -> None:
    office.clock.now = NOW - timedelta(days=6 * 365)
    old = office.enrol("Ana", *pictures(1))
    office.clock.now = NOW
    office.enrol("Bo", picture(2))
    found = office.examine()
    assert the(found, KINDS.AGEING).people == (old,)
    assert the(found, KINDS.AGEING).since == NOW - timedelta(days=6 * 365)
    assert the(found, KINDS.SINGLE).names == ("Bo",)
    office.roster.extend(old, [picture(1, 7)])
    assert KINDS.AGEING not in office.kinds()


def test_who_was_never_seen_is_told_where_anybody_could_be(office: Office) -> None:
    office.clock.now = NOW - timedelta(days=90)
    never = office.enrol("Ana", *pictures(1))
    office.clock.now = NOW
    office.enrol("Newly enrolled", *pictures(2))
    assert office.examine().counts == {}
    office.store.record(unknown(NOW - timedelta(days=60)))
    office.store.flush()
    found = office.doctor.latest()
    assert found is not None
    assert the(found, KINDS.NEVER_SEEN).people == (never,)
    office.people.remove(never)
    assert office.kinds() == {}
    office.people.restore(never)
    assert office.kinds() == {KINDS.NEVER_SEEN: 1}


def test_pictures_that_contradict_what_is_declared_are_found(office: Office) -> None:
    old = Attributes(70.0, Gender.MALE, 0.999)
    ana = office.enrol(
        "Ana", *(picture(1, take, attributes=old) for take in range(2)), born=date(2000, 1, 1), gender=Gender.FEMALE
    )
    office.enrol("Bo", *(picture(2, take, attributes=old) for take in range(2)), born=date(1950, 1, 1))
    finding = the(office.examine(), KINDS.ATTRIBUTES)
    assert finding.people == (ana,)
    assert finding.fixes == (Fix.CORRECT,)
    assert finding.reconciled is not None
    assert len(finding.reconciled.disagreements) == 2
    details = office.people.details(ana)
    assert details is not None
    office.people.update(ana, replace(details.facts, born=date(1955, 1, 1), gender=None))
    assert office.kinds() == {}


def test_the_company_implies_an_age(office: Office) -> None:
    group = Membership(frozenset({"4b"}))
    for who in range(5):
        office.enrol(f"Pupil {who}", *pictures(10 + who), born=date(2015, 1 + who, 1), membership=group)
    looks = Attributes(12.5, Gender.FEMALE, 0.9)
    new = office.enrol("Newcomer", picture(1, attributes=looks), born=date(1955, 1, 1), membership=group)
    told = office.doctor.attributes(new)
    assert told.implied.people == 5
    assert told.implied.age == pytest.approx(11, abs=0.2)
    assert told.agreed.age == pytest.approx(12.5, abs=0.1)
    assert {(each.one, each.other) for each in told.disagreements} == {
        (Source.DECLARED, Source.ESTIMATED),
        (Source.DECLARED, Source.IMPLIED),
    }
    nobody = office.doctor.attributes(PersonId("nobody"))
    assert nobody.agreed.age is None


def test_what_is_left_alone_stays_so_after_a_restart(office: Office) -> None:
    office.enrol("Ana", *pictures(1))
    office.enrol("Ana B.", *pictures(1, 2, first=5))
    double = the(office.examine(), KINDS.DUPLICATE)
    office.doctor.leave(double.mark)
    office.doctor.leave(double.mark)
    assert office.kinds() == {}
    office.start()
    assert office.examine().counts == {}
    office.doctor.take_up(double.mark)
    assert office.kinds() == {KINDS.DUPLICATE: 1}


def test_what_is_left_of_somebody_goes_with_them(office: Office) -> None:
    ana = office.enrol("Ana", picture(1))
    single = the(office.examine(), KINDS.SINGLE)
    office.doctor.leave(single.mark)
    office.people.erase(ana)
    assert office.store.examinations.left() == frozenset()
    office.doctor.leave(single.mark)
    assert office.store.examinations.left() == frozenset()


def test_who_is_not_active_is_not_examined(office: Office) -> None:
    office.enrol("Ana", picture(1), active=False)
    assert office.examine().counts == {}


def test_of_many_findings_the_worst_are_handed_out(office: Office) -> None:
    count = MOST_OF_A_KIND + 5
    rng = np.random.default_rng(0)
    people = [
        NewPerson(
            new_person_id(), NOW, PersonFacts(f"P{number}"),
            (NewTemplate(Embedding.normalised(rng.normal(size=128).astype(np.float32), MODEL), 0.9, b""),),
        )
        for number in range(count)
    ]  # fmt: skip
    office.roster.enrol_people(people)
    found = office.examine()
    assert found.counts[KINDS.SINGLE] == count
    assert sum(each.kind is KINDS.SINGLE for each in found.findings) == MOST_OF_A_KIND


def test_giving_the_last_picture_away_is_refused(office: Office) -> None:
    ana, bo = office.enrol("Ana", picture(1)), office.enrol("Bo", picture(2))
    (only,) = office.people.templates(ana)
    with pytest.raises(KnownError) as caught:
        office.doctor.give(ana, [only.id], bo)
    assert caught.value.code is ErrorCode.LAST_TEMPLATE


def test_a_crop_that_is_gone_is_none(office: Office) -> None:
    ana = office.enrol("Ana", picture(1))
    single = the(office.examine(), KINDS.SINGLE)
    office.people.erase(ana)
    assert office.doctor.crop(single.pictures[0]) is None
