"""From a path to its table: the table it is, the one that lies in it, or the one its pictures make."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from core.domain.errors import ErrorCode, KnownError
from core.runtime.importing.headers import guessed, holds_people
from core.runtime.importing.layouts import table_of
from core.runtime.importing.model import Source, Table
from core.runtime.importing.places import Place, is_archive
from core.runtime.importing.tables import is_table, read_table

_MOST_TABLES = 20
"""A folder with more tables than this is no folder of pictures with a table beside them."""


def read_source(path: Path, place: Place) -> Source:
    """Find who is listed at `path`, whose files `place` lends. Raises KnownError(IMPORT_*)."""
    if path.is_file() and not is_archive(path):
        if not is_table(path.name):
            raise KnownError(ErrorCode.IMPORT_UNREADABLE, path=str(path), detail=f"its name ends in “{path.suffix}”")
        return _filled(path, Source(read_table(place, path.name)))
    names = place.names()
    tables = [name for name in names if is_table(name) and len(PurePosixPath(name).parts) <= _depth(names)]
    found = _of_people(place, tables[:_MOST_TABLES])
    if len(found) > 1:
        raise KnownError(ErrorCode.IMPORT_AMBIGUOUS, path=str(path), tables=", ".join(found))
    for name, table in found.items():
        folder = PurePosixPath(name).parent
        return _filled(path, Source(table, "" if folder == PurePosixPath() else f"{folder}/"))
    return _filled(path, Source(table_of(names, path.stem)))


def _depth(names: Sequence[str]) -> int:
    """Return how deep a table may lie: in the folder itself, or in the only folder in it, as archives have it."""
    return 2 if len({PurePosixPath(name).parts[0] for name in names}) == 1 else 1


def _of_people(place: Place, tables: list[str]) -> dict[str, Table]:
    """Return the tables that say who their people are; a lone one that cannot be read is told of."""
    found = dict[str, Table]()
    for name in tables:
        try:
            table = read_table(place, name)
        except KnownError:
            if len(tables) == 1:
                raise
            continue
        if holds_people(guessed(table.columns)):
            found[name] = table
    return found


def _filled(path: Path, source: Source) -> Source:
    if not source.table.rows:
        raise KnownError(ErrorCode.IMPORT_EMPTY, path=str(path))
    return source
