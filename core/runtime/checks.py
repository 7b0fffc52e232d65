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
    """Call `look` for a detail; a failure of the environment or a library that does not load is an unsound finding."""
    try:
        return Finding(name, sound=True, detail=look())
    except (KnownError, ImportError, OSError) as error:
        return Finding(name, sound=False, detail=str(error))
