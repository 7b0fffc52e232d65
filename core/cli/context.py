"""What every command needs to know."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

_FIRST_YEAR, _LAST_YEAR = 1970, 9000
"""Days around those that are asked for are looked at as well, and there are none beyond the ends of the calendar."""


@dataclass(frozen=True, slots=True)
class CliContext:
    """The shared options."""

    data_dir: Path


def data_dir_of(context: typer.Context) -> Path:
    """Return the data folder of this call."""
    shared = context.find_object(CliContext)
    assert shared is not None  # set by the root callback, which always runs
    return shared.data_dir


def refuse_far(*days: date) -> None:
    """Raise typer.BadParameter for days of another age."""
    if not all(_FIRST_YEAR <= day.year <= _LAST_YEAR for day in days):
        raise typer.BadParameter(f"days are those from {_FIRST_YEAR} to {_LAST_YEAR}")
