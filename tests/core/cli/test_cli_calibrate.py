"""`usher calibrate` in sentences and in JSON, on an empty site, a small one and one that is large enough."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from core.bootstrap import open_store
from core.config import load_settings
from core.domain.calibration import Calibration
from core.domain.embedding import Embedding
from core.domain.ids import new_person_id
from core.domain.people import NewTemplate, Person
from core.runtime.calibrating import load_calibration
from tests.core.gallery.calibration.calibration_support import faces
from tests.helpers.cli import usher

SFACE = "sface-2021dec-int8bq"


def enrol(folder: Path, people: int, pictures: int = 2, *, twice: int = 0) -> None:
    vectors, owners = faces(people, pictures)
    shown = [*range(people), *range(twice)]
    with open_store(folder) as store:
        for number, person in enumerate(shown):
            shots = [NewTemplate(Embedding(row.copy(), SFACE), 0.9, b"") for row in vectors[owners == person]]
            store.add_person(Person(new_person_id(), f"Person {number}", "", datetime.now(UTC)), shots)


def saved(folder: Path) -> Calibration | None:
    with open_store(folder) as store:
        return load_calibration(store, SFACE)


def test_an_empty_site_gets_a_sentence(tmp_path: Path) -> None:
    answer = usher(tmp_path, "calibrate", "--json")
    assert answer.code == 1
    assert answer.records[0]["error"]["code"] == "calibration-empty"
    assert "Enrol people first" in answer.err


def test_people_of_another_model_do_not_count(tmp_path: Path) -> None:
    vectors, _ = faces(1, 1)
    with open_store(tmp_path) as store:
        shot = NewTemplate(Embedding(vectors[0].copy(), "another-model"), 0.9, b"")
        store.add_person(Person(new_person_id(), "Ada", "", datetime.now(UTC)), [shot])
    answer = usher(tmp_path, "calibrate")
    assert answer.code == 1
    assert SFACE in answer.err


def test_a_small_site_is_told_what_it_lacks(tmp_path: Path) -> None:
    enrol(tmp_path, 5, 1)
    answer = usher(tmp_path, "calibrate")
    assert answer.code == 0
    assert "5 people are too few" in answer.out
    assert "published curve" in answer.out
    assert "Enrol a second picture" in answer.out
    assert "stays at 0.500" in answer.out
    assert saved(tmp_path) is not None


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    enrol(tmp_path, 40)
    answer = usher(tmp_path, "calibrate", "--dry-run", "--weeks", "1", "--visitors", "10")
    assert answer.code == 0
    assert "Nothing was saved" in answer.out
    assert "one false accept in 1 weeks with 10 visits" in answer.out
    assert saved(tmp_path) is None
    assert load_settings(tmp_path).recognition.visitors_a_day == 50


def test_a_large_site_measures_itself_and_keeps_the_goal(tmp_path: Path) -> None:
    enrol(tmp_path, 400, twice=1)
    (record,) = usher(tmp_path, "calibrate", "--weeks", "8", "--visitors", "20", "--json").records
    assert record["saved"]
    assert record["goal"] == {"weeks": 8.0, "visitors_a_day": 20.0, "false_accepts": 1.0}
    assert [one["people"] for one in record["thresholds"]] == [401, 802, 4010]
    assert [one["accept"] for one in record["points"]] == [one["accept"] for one in record["thresholds"]]
    assert record["calibration"]["basis"] == "site"
    assert len(record["calibration"]["suspicions"]) == 1
    assert load_settings(tmp_path).recognition.false_accepts_weeks == 8
    found = saved(tmp_path)
    assert found is not None
    assert found.people == 401
    assert record["calibration"]["midpoint"] == found.midpoint


def test_sentences_name_doubles_and_useless_pictures(tmp_path: Path) -> None:
    enrol(tmp_path, 400, twice=1)
    strangers = tmp_path / "strangers"
    strangers.mkdir()
    (strangers / "broken.jpg").write_bytes(b"")
    answer = usher(tmp_path, "calibrate", "--strangers", strangers)
    assert answer.code == 0
    assert "Person 0 and Person 400" in answer.out or "Person 400 and Person 0" in answer.out
    assert "Left out" in answer.out
    assert "measured on the people enrolled here" in answer.out


@pytest.mark.parametrize("option", [("--weeks", "0"), ("--visitors", "-1"), ("--seed", "-1")])
def test_nonsense_is_refused(tmp_path: Path, option: tuple[str, str]) -> None:
    assert usher(tmp_path, "calibrate", *option).code == 2


def test_the_same_seed_prints_the_same(tmp_path: Path) -> None:
    enrol(tmp_path, 60)
    one, other = (
        usher(tmp_path, "calibrate", "--dry-run", "--json", "--seed", "3").records[0]["thresholds"] for _ in range(2)
    )
    assert one == other
    assert np.isfinite(one[0]["expected"]["high"])
