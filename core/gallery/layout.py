"""How many rows are scanned together, and how."""

from dataclasses import dataclass

from core.gallery.scan import padded

_FLOAT_BYTES = 4

_TURNS = 2
"""Segments for every thread, so that one that was held up does not hold up the rest."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`threads` scan; up to `plain_bytes` a product of float32 rows is done before a probe has been quantised.

    A quantised segment has at least `least_bytes`, which take as long as waking another thread, at most `most_bytes`,
    and at most `most_rows`, whose products still fit the second-level cache.
    """

    threads: int = 1
    plain_bytes: int = 5 << 19
    least_bytes: int = 1 << 22
    most_bytes: int = 1 << 25
    most_rows: int = 1 << 17

    def plain_rows(self, dimensions: int) -> int:
        """Return how many rows are better left as they are."""
        return padded(max(1, self.plain_bytes // (_FLOAT_BYTES * dimensions)))

    def segment_rows(self, rows: int, dimensions: int) -> int:
        """Return how many rows a segment should have, of so many in all."""
        worthwhile = min(_TURNS * self.threads, rows * dimensions // self.least_bytes)
        needed = max(-(-rows * dimensions // self.most_bytes), -(-rows // self.most_rows))
        # All threads have as much to do, and a single one has nothing to share.
        even = max(worthwhile, needed) // self.threads * self.threads if self.threads > 1 else needed
        return padded(-(-rows // max(1, needed, even)))
