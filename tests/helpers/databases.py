"""New databases by copying one, where it is not their making that is tested."""

import tempfile
from functools import cache
from pathlib import Path

from core.store.database import DATABASE_FILE, StoreDatabase


def lay_database(folder: Path) -> Path:
    """Give `folder` a database without anybody, unless it has one, and return it.

    To copy it takes a tenth of the time of all the steps a new one goes through, and hundreds of tests want one.
    """
    path = folder / DATABASE_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())
    return folder


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        StoreDatabase(Path(folder)).close()
        return (Path(folder) / DATABASE_FILE).read_bytes()
