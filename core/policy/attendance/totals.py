"""Adds days up."""

from collections.abc import Iterable

from core.domain.attendance import Day, Totals


def total(days: Iterable[Day]) -> Totals:
    """Add days up. Of a day that is still PENDING no more is owed than was worked or credited so far."""
    raise NotImplementedError
