"""How the command line speaks: JSON for programs, sentences for people."""

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core.domain.errors import KnownError

T = TypeVar("T")

FAILED = 1
BUG = 70

_FILE_WIDTH = 130
"""Columns of a table that is not written to a terminal."""


def emit(record: dict[str, Any]) -> None:
    """Print one JSON object on one line, at once."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Print a sentence for a person."""
    typer.echo(text)


def complain(error: KnownError, *, as_json: bool = False, **context: str) -> None:
    """Report a known failure; a program also gets its code on standard output."""
    if as_json:
        emit({**context, "error": {"code": error.code.value, "message": str(error)}})
    typer.echo(f"usher: {error}", err=True)


def show_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table for a person."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else _FILE_WIDTH).print(table)


def progress(items: Iterable[T], title: str, total: int) -> Iterable[T]:
    """Walk over `items`, of which there are `total`, with a bar on a terminal."""
    console = Console(stderr=True)
    return track(items, title, total, console=console, transient=True) if console.is_terminal and total > 1 else items


@contextmanager
def known_failures(*, as_json: bool = False) -> Iterator[None]:
    """Turn a KnownError into its sentence and exit code 1."""
    try:
        yield
    except KnownError as error:
        complain(error, as_json=as_json)
        raise typer.Exit(FAILED) from error


def log_to_terminal(*, verbose: bool) -> None:
    """Send log records to standard error: warnings, or everything of Usher's own with `verbose`."""
    handler = logging.StreamHandler(sys.stderr)
    # The log file of a live run takes more than a terminal wants; see core.runtime.logs.
    handler.setLevel(logging.INFO if verbose else logging.WARNING)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s", handlers=[handler])
    if verbose:
        logging.getLogger("core").setLevel(logging.INFO)
        logging.getLogger("gui").setLevel(logging.INFO)
