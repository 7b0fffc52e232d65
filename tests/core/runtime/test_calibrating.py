"""Calibrating a store: measured, kept, read back, and asked for thresholds; one half of real people and the other."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
import pytest

from core.bootstrap import open_rig, open_stills, open_store
from core.domain.calibration import VISIT_FACTOR, Calibration, Goal, Published
from core.domain.clock import SystemClock
from core.domain.embedding import Embedding
from core.domain.errors import ErrorCode, KnownError
from core.domain.ids import new_person_id
from core.domain.people import NewPerson, NewTemplate, Person, PersonFacts
from core.runtime.calibrating import (
    calibrate,
    from_json,
    load_calibration,
    read_strangers,
    report_of,
    save_calibration,
    to_json,
)
from core.runtime.evaluation.dataset import Picture, read_dataset
from core.runtime.evaluation.notes import Notes
from core.runtime.ports import Store
from core.runtime.thresholds import Thresholds
from tests.benchmarks.faces import Faces, measured_faces
from tests.benchmarks.halves import half_trial
from tests.core.gallery.calibration.calibration_support import CURVE, MODEL, POINT, faces
from tests.helpers.guards import ExpectLog

GOAL = Goal(4, 50)
PUBLISHED = Published(POINT, CURVE)


def silent(_phase: str, _share: float) -> None:
    """Nobody watches."""


def enrol(store: Store, people: int, pictures: int = 2) -> None:
    vectors, owners = faces(people, pictures)
    everybody = list[NewPerson]()
    for number in range(people):
        shots = (NewTemplate(Embedding(row.copy(), MODEL), 0.9, b"") for row in vectors[owners == number])
        everybody.append(NewPerson(new_person_id(), datetime.now(UTC), PersonFacts(f"Person {number}"), tuple(shots)))
    store.book.enrol(everybody)


def measured(store: Store) -> Calibration:
    return calibrate(store, MODEL, PUBLISHED, SystemClock(), progress=silent)


def test_a_calibration_is_kept_and_read_back_equal(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        enrol(store, 60)
        found = measured(store)
        assert load_calibration(store, MODEL) is None
        save_calibration(store, found)
        assert load_calibration(store, MODEL) == found
        assert load_calibration(store, "another model") is None
    assert found.people == 60
    assert found.templates == 120
    assert from_json(to_json(found)) == found


def test_the_same_store_calibrates_to_the_same(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        enrol(store, 40)
        one, other = measured(store), measured(store)
    assert replace(one, made=other.made) == other


@pytest.mark.parametrize("damage", [b"", b"{}", b"not json", b"\xff\xfe"])
def test_a_damaged_calibration_is_none_and_logged(tmp_path: Path, damage: bytes, expected_log: ExpectLog) -> None:
    with open_store(tmp_path) as store:
        store.save_calibration(MODEL, datetime.now(UTC), damage)
        expected_log("core.runtime.calibrating", logging.WARNING, "usher calibrate")
        assert load_calibration(store, MODEL) is None


def test_a_calibration_of_another_version_is_not_believed(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        enrol(store, 31)
        document = to_json(measured(store)).replace(b'"version":2', b'"version":1')
    with pytest.raises(msgspec.DecodeError, match="version 1"):
        from_json(document)


def test_suspicions_are_told_by_name(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        enrol(store, 60)
        vectors, _ = faces(60, 2)
        twin = Person(new_person_id(), "Person 0 again", "", datetime.now(UTC))
        store.add_person(twin, [NewTemplate(Embedding(vectors[0].copy(), MODEL), 0.9, b"")])
        report = report_of(measured(store), GOAL, store, (), saved=False)
    assert {report.named_suspicions[0].first, report.named_suspicions[0].second} == {"Person 0", "Person 0 again"}
    assert report.people == 61


def test_nobody_enrolled_for_this_model_is_said(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, pytest.raises(KnownError) as caught:
        measured(store)
    assert caught.value.code is ErrorCode.CALIBRATION_EMPTY
    assert MODEL in str(caught.value)


def test_thresholds_follow_the_gallery_once_there_is_a_calibration(tmp_path: Path) -> None:
    without = Thresholds(POINT, GOAL)
    assert without.point(10) == without.point(10_000) == without.verification == POINT
    with open_store(tmp_path) as store:
        enrol(store, 320)
        found = measured(store)
    thresholds = Thresholds(POINT, GOAL, found)
    assert thresholds.point(10).accept < thresholds.point(10_000).accept
    assert thresholds.verification == found.verification_point()


@pytest.fixture(scope="module")
def pictures(shared_data: Path) -> tuple[Picture, ...]:
    return read_dataset(shared_data / "lfw_dev", Notes()).pictures


def test_pictures_of_strangers_are_measured_and_the_useless_named(
    tmp_path: Path, pictures: tuple[Picture, ...]
) -> None:
    (tmp_path / "twice").mkdir()
    for number, picture in enumerate(pictures[:4]):
        place = tmp_path / "twice" if number < 2 else tmp_path
        (place / f"{number}.jpg").write_bytes(picture.path.read_bytes())
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("not looked at")
    shares: list[float] = []
    with open_stills() as stills:
        found = read_strangers(tmp_path, stills, lambda _phase, share: shares.append(share))
    assert shares == [0.2, 0.4, 0.6, 0.8, 1.0]
    assert tmp_path / "broken.jpg" in [one.path for one in found.unreadable]
    assert found.strangers is not None
    assert len(found.strangers.vectors) + len(found.unreadable) == 5
    assert len(set(found.strangers.groups.tolist())) <= 3


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with open_stills() as stills, pytest.raises(KnownError) as caught:
        read_strangers(tmp_path / "nowhere", stills, silent)
    assert caught.value.code is ErrorCode.FOLDER_UNREADABLE


def test_half_of_real_people_predicts_the_false_accepts_of_the_other(pictures: tuple[Picture, ...]) -> None:
    """The whole of it, over forty halves and at the real goal, is `python -m tests.benchmarks.calibration`."""
    by_person: dict[str, list[Picture]] = {}
    for picture in pictures:
        by_person.setdefault(picture.person, []).append(picture)
    several = [group[:2] for group in by_person.values() if len(group) > 1][:6]
    single = [group for group in by_person.values() if len(group) == 1][:100]
    with open_rig("default", Path()) as rig:
        wanted = [picture for group in (*several, *single) for picture in group]
        found = list(measured_faces(rig, wanted, at_a_glance=True))
    people = Faces(np.stack([vector for vector, _ in found]), np.array([person for _, person in found]))
    goal = Goal(1, 1 / (7 * VISIT_FACTOR * 0.014))  # false names per shot of a stranger
    for seed in (0, 1, 2):
        ((small, middle, large),) = half_trial(people, (goal,), (15, 25, 40), seed)
        assert small.accept < middle.accept < large.accept
        for one in (small, middle, large):
            assert one.predicted.low <= one.seen <= one.predicted.high
