"""Checking the ground Usher stands on, one finding at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.errors import KnownError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, and what was seen."""

    name: str
    sound: bool
    detail: str


def examine(name: str, look: Callable[[], str]) -> Finding:
    """Call `look` for a detail; a KnownError, or a library that does not load, makes the finding unsound."""
    try:
        return Finding(name, sound=True, detail=look())
    except (KnownError, ImportError) as error:
        return Finding(name, sound=False, detail=str(error))
