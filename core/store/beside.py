"""Reading the ledger of a data folder that another Usher may be using."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.store.database import DATABASE_FILE, connect_to_read
from core.store.failures import translated
from core.store.site_steps import m012_ledger

_TABLES = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('ledger', 'ledger_head')"


class Beside:
    """Lends connections to a database without locking its folder, making it or bringing it up to date."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / DATABASE_FILE

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._path.parent

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Lend a read-only connection for the block; to an empty ledger where there is none."""
        with translated(self._path):
            if self._path.is_file():
                with closing(connect_to_read(self._path)) as db:
                    if db.execute(_TABLES).fetchone()[0] == 2:
                        yield db
                        return
            with closing(Database(memory=True)) as db:
                m012_ledger(db)
                yield db
