"""The photos that promise most are looked at first."""

import pytest

from core.profiles.faces import Hints
from core.profiles.selection import FIRST, PhotoFacts, batches, promise


def test_everything_is_looked_at_once_in_batches() -> None:
    photos = [PhotoFacts(10_000 + 997 * (i * 7919 % 250)) for i in range(250)]
    found = batches(photos)
    assert [len(batch) for batch in found] == [FIRST, FIRST, 50]
    assert sorted(place for batch in found for place in batch) == list(range(250))
    sizes = [photos[place].bytes for batch in found for place in batch]
    assert sizes == sorted(sizes, reverse=True)


def test_no_photos_are_no_batch() -> None:
    assert batches([]) == ()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (PhotoFacts(20_000, Hints(named=True)), PhotoFacts(2_000_000, Hints(faces=1))),
        (PhotoFacts(20_000, Hints(faces=1)), PhotoFacts(20_000, Hints(faces=3))),
        (PhotoFacts(20_000, Hints(faces=3)), PhotoFacts(20_000, Hints(faces=30))),
        (PhotoFacts(20_000, Hints(faces=30)), PhotoFacts(9_000_000, Hints(faces=0))),
        (PhotoFacts(500_000), PhotoFacts(50_000)),
    ],
)
def test_what_promises_more(better: PhotoFacts, worse: PhotoFacts) -> None:
    assert promise(better) > promise(worse)


def test_equal_photos_keep_their_order() -> None:
    assert batches([PhotoFacts(5)] * 5, size=2) == ((0, 1), (2, 3), (4,))


def test_sizes_beyond_reason_count_no_more_than_reasonable_ones() -> None:
    assert promise(PhotoFacts(0)) == 0.0
    assert promise(PhotoFacts(1 << 40)) == 1.0
