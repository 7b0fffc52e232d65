"""Rows that come and go leave no trace, and what a reader holds stays as it was."""

import numpy as np
import pytest

from core.domain.ids import PersonId
from core.domain.people import Template
from core.gallery.rows import GalleryRows
from tests.core.gallery.support import MODEL, direction, embedding, template


def batch(person: int, count: int = 5) -> list[Template]:
    first = person * count
    return [template(first + i, f"person {person}", embedding(direction(first + i, 8))) for i in range(count)]


def test_the_rows_of_the_removed_do_not_pile_up() -> None:
    rows = GalleryRows(MODEL, 8)
    rows.append(batch(0))
    for person in range(1, 200):
        rows.append(batch(person))
        rows.remove(PersonId(f"person {person}"))
        now = rows.snapshot()
        assert (now.people, now.templates) == (1, 5)
        assert len(now.vectors) <= 15
        assert len(now.names) <= 3


def test_a_snapshot_stays_as_it_was() -> None:
    rows = GalleryRows(MODEL, 8)
    rows.append(batch(0) + batch(1))
    held = rows.snapshot()
    vectors, ids, owners = held.vectors.copy(), held.ids.copy(), held.owners.copy()
    for person in range(2, 60):
        rows.append(batch(person))
        rows.remove(PersonId(f"person {person // 2}"))
    assert np.array_equal(held.vectors, vectors)
    assert np.array_equal(held.ids, ids)
    assert np.array_equal(held.owners, owners)
    assert list(held.names[:2]) == ["person 0", "person 1"]
    assert (held.people, held.templates) == (2, 10)


def test_a_snapshot_cannot_be_written() -> None:
    rows = GalleryRows(MODEL, 8)
    rows.append(batch(0))
    for array in (rows.snapshot().vectors, rows.snapshot().ids, rows.snapshot().owners):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
