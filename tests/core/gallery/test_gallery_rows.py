"""Rows that come and go leave no trace, and what a reader holds stays as it was."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import BugError
from core.domain.ids import PersonId
from core.domain.people import Template
from core.gallery.kernel import probe_code
from core.gallery.layout import Layout
from core.gallery.rows import GalleryRows, Snapshot, merge
from core.gallery.segment import REMOVED
from tests.core.gallery.support import MODEL, PACKED, direction, embedding, template


def batch(person: int, count: int = 5) -> list[Template]:
    first = person * count
    return [template(first + i, f"person {person}", embedding(direction(first + i, 8))) for i in range(count)]


def rows_of(layout: Layout = PACKED) -> GalleryRows:
    return GalleryRows(MODEL, 8, layout)


def settle(rows: GalleryRows) -> None:
    """Do what the packer does."""
    while parts := rows.to_merge():
        rows.swap(merge(parts, probe_code()))


def content(now: Snapshot) -> list[tuple[int, str, bytes]]:
    """Return everything that can be found."""
    return sorted(
        (int(number), now.directory.name(int(owner)), vector.tobytes())
        for segment in now.segments
        for number, owner, vector in zip(segment.ids, segment.owners, segment.vectors, strict=True)
        if owner != REMOVED
    )


def expected(templates: Sequence[Template]) -> list[tuple[int, str, bytes]]:
    return sorted((one.id, one.person, one.embedding.vector.tobytes()) for one in templates)


@pytest.mark.parametrize("layout", [Layout(), PACKED])
def test_the_rows_of_the_removed_do_not_pile_up(layout: Layout) -> None:
    rows = rows_of(layout)
    rows.append(batch(0))
    for person in range(1, 300):
        rows.append(batch(person))
        rows.remove(PersonId(f"person {person}"))
        settle(rows)
        now = rows.snapshot()
        assert (now.people, now.templates) == (1, 5)
        assert sum(len(segment.ids) for segment in now.segments) <= 2 * 64


def test_a_snapshot_stays_as_it_was() -> None:
    rows = rows_of()
    rows.append(batch(0) + batch(1))
    held = rows.snapshot()
    before = content(held)
    for person in range(2, 60):
        rows.append(batch(person))
        rows.remove(PersonId(f"person {person // 2}"))
        settle(rows)
    assert content(held) == before == expected(batch(0) + batch(1))
    assert (held.people, held.templates) == (2, 10)


def test_a_snapshot_cannot_be_written() -> None:
    rows = rows_of()
    rows.append(batch(0))
    (segment,) = rows.snapshot().segments
    for array in (segment.vectors, segment.ids, segment.owners):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=60), st.booleans())
def test_packing_loses_nothing_and_finds_nobody_twice(steps: list[tuple[bool, int]], settled: bool) -> None:
    rows, left = rows_of(), dict[int, list[Template]]()
    for adds, person in steps:
        if adds and person not in left:
            first, face = 1000 * person, embedding(direction(person, 8))
            left[person] = [template(first + i, f"person {person}", face) for i in range(7 + person)]
            rows.append(left[person])
        else:
            left.pop(person, None)
            rows.remove(PersonId(f"person {person}"))
        if settled:
            settle(rows)
    settle(rows)
    now = rows.snapshot()
    assert content(now) == expected([one for templates in left.values() for one in templates])
    assert now.people == len(left)


def test_who_is_taken_out_while_rows_are_being_packed_stays_out() -> None:
    rows = rows_of()
    for person in range(120):
        rows.append(batch(person))
    parts = rows.to_merge()
    packed = merge(parts, probe_code())
    for person in range(0, 120, 3):
        rows.remove(PersonId(f"person {person}"))
    rows.swap(packed)
    left = [one for person in range(120) if person % 3 for one in batch(person)]
    assert content(rows.snapshot()) == expected(left)
    for person in range(120):
        rows.remove(PersonId(f"person {person}"))
    assert rows.snapshot().templates == 0


def test_parts_that_were_emptied_meanwhile_stay_empty() -> None:
    rows = rows_of()
    for person in range(60):
        rows.append(batch(person))
    packed = merge(rows.to_merge(), probe_code())
    for person in range(60):
        rows.remove(PersonId(f"person {person}"))
    rows.swap(packed)
    assert content(rows.snapshot()) == []


def test_a_growing_gallery_has_few_segments() -> None:
    rows = rows_of()
    for person in range(1000):
        rows.append(batch(person))
        settle(rows)
    assert len(rows.snapshot().segments) <= 2 * PACKED.threads + 12


@pytest.mark.parametrize("again", [[3], [3, 3000], [5000, 5000]])
def test_a_template_is_never_there_twice(again: list[int]) -> None:
    rows = rows_of()
    for person in range(120):
        rows.append(batch(person))
    before = content(rows.snapshot())
    with pytest.raises(BugError, match="already"):
        rows.append([template(number, "person 0", embedding(direction(number, 8))) for number in again])
    assert content(rows.snapshot()) == before


def test_a_removed_template_may_come_back() -> None:
    rows = rows_of()
    for person in range(120):
        rows.append(batch(person))
    rows.remove(PersonId("person 7"))
    rows.append(batch(7))
    settle(rows)
    assert content(rows.snapshot()) == expected([one for person in range(120) for one in batch(person)])


@pytest.mark.parametrize("rows", [1, 63, 64, 1000, 50_000, 1_000_000, 10_000_000])
@pytest.mark.parametrize("threads", [1, 2, 8])
def test_segments_are_neither_too_large_nor_too_many(rows: int, threads: int) -> None:
    layout = Layout(threads)
    size = layout.segment_rows(rows, 512)
    assert size % 64 == 0
    assert (size - 64) * 512 <= layout.most_bytes
    count = -(-rows // size)
    assert count <= max(2 * threads, -(-rows * 512 // layout.most_bytes))
    if rows * 512 >= 2 * threads * layout.least_bytes:
        assert np.isclose(size, rows / max(count, 1), rtol=0.05, atol=64)
