"""What every command needs to know."""

from dataclasses import dataclass
from pathlib import Path

import typer


@dataclass(frozen=True, slots=True)
class CliContext:
    """The shared options."""

    data_dir: Path


def data_dir_of(context: typer.Context) -> Path:
    """Return the data folder of this call."""
    shared = context.find_object(CliContext)
    assert shared is not None  # set by the root callback, which always runs
    return shared.data_dir
