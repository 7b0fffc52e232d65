"""Whatever goes in comes out."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.clock import from_micros, to_micros
from core.domain.embedding import Embedding
from core.domain.events import Recognised, Unknown
from core.domain.ids import CameraId, EventId, PersonId, new_event_id, new_person_id
from core.domain.matching import Decision, Match, Reason, Verdict
from core.domain.people import NewTemplate, Person
from tests.core.store.support import MODEL, embedding, face_shot, grey, opened

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMES = st.one_of(
    TEXT, st.sampled_from(["王小明", "👩🏽‍🚒", "Zoë\u0301", "a\x00b", "'; DROP TABLE people; --", "%s {name}"])
)
TIMES = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
SHARE = st.floats(0.0, 1.0)
COSINE = st.floats(-1.0, 1.0)
PEOPLE = st.builds(Person, st.builds(new_person_id), NAMES.filter(str.strip), TEXT, TIMES)
EMBEDDINGS = st.builds(embedding, st.integers(0, 1000), st.sampled_from([128, 512]))
SHOTS = st.builds(NewTemplate, EMBEDDINGS, SHARE, st.binary(max_size=300))
MATCHES = st.builds(Match, st.just(PersonId("a")), COSINE, st.sampled_from([None, PersonId("b")]), COSINE, SHARE)
SHOT = st.just(face_shot(grey(8, 8)))
PLACE = (st.builds(new_event_id), TIMES, st.builds(CameraId, TEXT), TEXT, TEXT, st.integers(0, 2**31))
SIGHTINGS = st.one_of(
    st.builds(
        Recognised, *PLACE, st.builds(new_person_id), NAMES,
        st.builds(Decision, st.just(Verdict.RECOGNISED), st.sampled_from(Reason), st.none(), MATCHES, st.just(2)), SHOT,
    ),
    st.builds(
        Unknown, *PLACE,
        st.builds(Decision, st.just(Verdict.UNKNOWN), st.sampled_from(Reason), st.none(), MATCHES, st.just(2)), SHOT,
    ),
)  # fmt: skip


@given(TIMES)
def test_times_are_kept_to_the_microsecond(moment: datetime) -> None:
    assert from_micros(to_micros(moment)) == moment


@given(TIMES, TIMES)
def test_times_keep_their_order(a: datetime, b: datetime) -> None:
    assert (to_micros(a) < to_micros(b)) == (a < b)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(PEOPLE, st.lists(SHOTS, max_size=3)),
        max_size=4,
        unique_by=lambda pair: pair[0].external_id or pair[0].id,
    )
)
def test_people_and_templates_come_back(enrolments: list[tuple[Person, list[NewTemplate]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with opened(Path(folder)) as store:
            written = [store.add_person(person, shots) for person, shots in enrolments]
        with opened(Path(folder)) as store:
            assert set(store.people()) == {person for person, _ in enrolments}
            for (person, shots), templates in zip(enrolments, written, strict=True):
                assert store.person(person.id) == person
                read = store.templates(MODEL, person.id)
                assert [t.id for t in templates] == [t.id for t in read]
                for given_, told, found in zip(shots, templates, read, strict=False):  # the centroid is last
                    assert (found.id, found.person, found.created) == (told.id, person.id, told.created)
                    assert (found.quality, found.crop_jpeg) == (given_.quality, given_.crop_jpeg)
                    expected = Embedding.from_blob(given_.embedding.to_blob(), MODEL)
                    assert np.array_equal(found.embedding.vector, expected.vector)
                    assert np.array_equal(told.embedding.vector, expected.vector)


@settings(max_examples=25)
@given(st.lists(SIGHTINGS, max_size=5))
def test_sightings_come_back(sightings: list[Recognised | Unknown]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with opened(Path(folder)) as store:
            for sighting in sightings:
                store.record(sighting)
        with opened(Path(folder)) as store:
            read = {record.id: record for record in store.sightings(100)}
            assert list(read) == by_time(sightings)
    for sighting in sightings:
        record, match = read[sighting.id], sighting.decision.match
        for field in ("utc", "camera", "camera_name", "door", "track"):
            assert getattr(record, field) == getattr(sighting, field)
        assert (record.score, record.margin, record.probability) == (match.score, match.margin, match.probability)
        if isinstance(sighting, Recognised):
            assert (record.person, record.name) == (sighting.person, sighting.name)
        else:
            assert (record.person, record.name) == (None, None)


def by_time(sightings: list[Recognised | Unknown]) -> list[EventId]:
    """Return ids, newest first."""
    return [s.id for s in sorted(sightings, key=lambda s: (s.utc, s.id), reverse=True)]
